"""The ad account: boosted posts, prospecting and retargeting, and what each ad did by day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

import numpy as np
from numpy.random import Generator

from clipworth.worlds import effects
from clipworth.worlds.chance import stream
from clipworth.worlds.effects import IN_FEED, RETARGETING, SIGNALS, SPARK, Channel
from clipworth.worlds.things import ROW, Ad, AdDay, Post

OWN_BOOSTS = 9
CREATOR_BOOSTS = 3
_BOOST_AFTER, _BOOST_DAYS = 6, 18
_PAUSED = 0.02
_PLAYS_PER_IMPRESSION = 0.96


@dataclass(frozen=True)
class _Buying:
    """How a channel buys: euros a day and ad, euros per 1,000 impressions, clicks per impression.

    fades_days: days after which a creative's click rate has fallen to 1/e; None: it does not.
    """

    daily: float
    cpm: float
    click_rate: float
    fades_days: float | None
    share_2s: float
    share_6s: float


_BUYING = {
    SPARK.name: _Buying(24.0, 4.2, 0.0090, None, 0.52, 0.24),
    IN_FEED.name: _Buying(6.2, 5.5, 0.0100, 160, 0.44, 0.17),
    RETARGETING.name: _Buying(5.5, 9.0, 0.0160, None, 0.50, 0.22),
}


@dataclass(frozen=True)
class _Group:
    """An ad group whose ads take turns: so many at a time, each for so many days."""

    channel: Channel
    campaign: str
    name: str
    first: float
    last: float
    at_once: int
    turn_days: int


_GROUPS = (
    _Group(IN_FEED, "FW | Prospecting | In-Feed", "Interest coffee", 0.0, 1.0, 2, 96),
    _Group(IN_FEED, "FW | Prospecting | In-Feed", "Lookalike buyers", 0.02, 1.0, 2, 110),
    _Group(IN_FEED, "FW | Autumn blend launch", "Broad 25-44", 0.84, 0.96, 2, 60),
    _Group(RETARGETING, "FW | Retargeting | Warm", "Visitors 30 days", 0.0, 1.0, 2, 122),
)
_SPARK_CAMPAIGN = "FW | Spark | Boost winners"


def make(seed: int, posts: Sequence[Post], days: int) -> tuple[AdDay, ...]:
    """Make every ad's days, by day and ad."""
    rng = stream(seed, "ads")
    ids = _Ids(stream(seed, "ad ids"))
    planned = [*_boosts(ids, posts, days), *_in_turns(ids, days)]
    rows = [row for ad in planned for row in _deliver(rng, ad)]
    return tuple(sorted(rows, key=lambda row: (row.day, row.ad.ad_id)))


def boosted(seed: int, posts: Iterable[Post], ad_days: Iterable[AdDay]) -> tuple[Post, ...]:
    """Give the posts again, with the views and actions that their Spark Ads added."""
    rng = stream(seed, "paid actions")
    paid: dict[str, list[AdDay]] = {}
    for row in ad_days:
        if row.ad.post_id:
            paid.setdefault(row.ad.post_id, []).append(row)
    return tuple(
        _with_paid(rng, post, paid[post.post_id]) if post.post_id in paid else post
        for post in posts
    )


class _Ids:
    """Gives 16-digit ids and keeps them by name."""

    def __init__(self, rng: Generator) -> None:
        self._rng = rng
        self._known: dict[str, str] = {}

    def of(self, *names: str) -> str:
        key = "\n".join(names)
        if key not in self._known:
            self._known[key] = str(1_800_000_000_000_000 + int(self._rng.integers(10**14)))
        return self._known[key]


def _ad(
    ids: _Ids, channel: Channel, names: tuple[str, str, str], days: range, post_id: str = ""
) -> Ad:
    campaign, group, name = names
    return Ad(
        channel.name,
        ids.of(campaign),
        campaign,
        ids.of(campaign, group),
        group,
        ids.of(campaign, group, name),
        name,
        post_id,
        days[0],
        days[-1],
    )


def _boosts(ids: _Ids, posts: Sequence[Post], days: int) -> Iterator[Ad]:
    chosen = [("Own posts", post) for post in _winners(posts, days)]
    creators = [post for post in posts if post.content_type == "creator"]
    step = max(len(creators) // CREATOR_BOOSTS, 1)
    chosen += [("Creator posts", post) for post in creators[::step][:CREATOR_BOOSTS]]
    for number, (group, post) in enumerate(chosen, start=1):
        first = int(np.flatnonzero(post.daily("views"))[0]) + _BOOST_AFTER
        names = (_SPARK_CAMPAIGN, group, f"Spark {number:02d} {post.pillar}")
        if flight := range(first, min(first + _BOOST_DAYS, days)):
            yield _ad(ids, SPARK, names, flight, post.post_id)


def _winners(posts: Sequence[Post], days: int) -> list[Post]:
    """Choose one post in each ninth of the year: the one saved and shared most per view."""
    own = [p for p in posts if p.account == effects.HANDLE and p.count("views") >= 2_500]
    edges = np.linspace(8, days - 30, OWN_BOOSTS + 1)
    winners = []
    for since, until in pairwise(edges):
        block = [p for p in own if since <= np.flatnonzero(p.daily("views"))[0] < until]
        if block:
            winners.append(max(block, key=_intent))
    return winners


def _intent(post: Post) -> float:
    return (post.count("saves") + post.count("shares")) / post.count("views")


def _in_turns(ids: _Ids, days: int) -> Iterator[Ad]:
    for group in _GROUPS:
        first, until = int(group.first * days), int(group.last * days)
        for place in range(group.at_once):
            for turn, begin in enumerate(range(first, until, group.turn_days), start=1):
                name = f"{group.name} {'AB'[place]}{turn}"
                turn_days = range(begin, min(begin + group.turn_days, until))
                yield _ad(ids, group.channel, (group.campaign, group.name, name), turn_days)


def _deliver(rng: Generator, ad: Ad) -> Iterator[AdDay]:
    buying = _BUYING[ad.channel]
    creative = float(np.exp(rng.normal(0, 0.2)))
    for day in range(ad.first, ad.last + 1):
        if rng.random() < _PAUSED:
            yield AdDay(ad, day, Decimal("0.00"), 0, 0, 0, 0, 0)
            continue
        cents = int(buying.daily * 100 * np.exp(rng.normal(0, 0.15)))
        cpm = buying.cpm * np.exp(rng.normal(0, 0.18))
        shown = int(cents / 100 / cpm * 1_000)
        fade = np.exp(-(day - ad.first) / buying.fades_days) if buying.fades_days else 1.0
        plays = int(rng.binomial(shown, _PLAYS_PER_IMPRESSION))
        yield AdDay(
            ad,
            day,
            Decimal(cents) / 100,
            shown,
            int(rng.binomial(shown, min(buying.click_rate * creative * fade, 0.2))),
            plays,
            int(rng.binomial(plays, buying.share_2s)),
            int(rng.binomial(plays, buying.share_6s)),
        )


def _with_paid(rng: Generator, post: Post, rows: Sequence[AdDay]) -> Post:
    by_day = post.by_day.copy()
    for row in rows:
        by_day[ROW["views"], row.day] += row.video_views
        by_day[ROW["paid_views"], row.day] += row.video_views
        for signal in SIGNALS:
            if signal != "link_clicks":
                rate = post.true_rates[signal] * effects.PAID_ACTION_FACTOR
                by_day[ROW[signal], row.day] += rng.poisson(rate * row.video_views)
    return replace(post, by_day=by_day)
