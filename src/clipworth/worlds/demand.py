"""Why orders happen: some would come anyway, others are caused by a post, a creator or an ad."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from clipworth.worlds import effects
from clipworth.worlds.chance import lag_days, stream
from clipworth.worlds.schedule import agreement_days
from clipworth.worlds.things import AdDay, Post

_WEEKDAY = (1.15, 1.05, 1.0, 1.0, 0.95, 0.85, 1.0)
# Presents: the weeks before Christmas sell more.
_SEASON = {11: 1.35, 12: 1.45, 1: 0.9, 7: 0.85, 8: 0.8}


@dataclass(frozen=True)
class Demand:
    """An order before its basket: the day and what caused it.

    touch: the ad day that caused it; None where no ad did.
    """

    day: int
    cause: str
    cause_id: str
    touch: AdDay | None = None


def make(
    seed: int, first: date, days: int, posts: Sequence[Post], ad_days: Sequence[AdDay]
) -> list[Demand]:
    """Make the demand of the year by day; what would fall after its last day is left out."""
    wanted = [
        *_baseline(stream(seed, "baseline demand"), first, days),
        *_organic(stream(seed, "organic demand"), posts),
        *_creators(stream(seed, "creator demand"), days, posts),
        *_ads(stream(seed, "ad demand"), ad_days),
    ]
    return sorted((d for d in wanted if d.day < days), key=lambda d: d.day)


def _baseline(rng: Generator, first: date, days: int) -> Iterator[Demand]:
    for day in range(days):
        on = first + timedelta(days=day)
        mean = effects.BASELINE_ORDERS_A_DAY * _WEEKDAY[on.weekday()] * _SEASON.get(on.month, 1.0)
        for _ in range(rng.poisson(mean)):
            yield Demand(day, effects.BASELINE, "")


def _organic(rng: Generator, posts: Sequence[Post]) -> Iterator[Demand]:
    for post in posts:
        if post.content_type != "organic":
            continue
        per_click = effects.PILLAR[post.pillar].orders_per_click
        bought = rng.poisson(per_click * post.daily("link_clicks"))
        for day in np.flatnonzero(bought):
            for _ in range(bought[day]):
                yield Demand(int(day) + _lag(rng), effects.ORGANIC.name, post.post_id)


def _creators(rng: Generator, days: int, posts: Sequence[Post]) -> Iterator[Demand]:
    """Spread what an agreement brings over the days on which its posts are seen."""
    for agreement in effects.AGREEMENTS:
        start, last = agreement_days(agreement, days)
        theirs = [p for p in posts if p.creator == agreement.handle]
        seen = sum((p.organic_views for p in theirs), np.zeros(days, np.int64))[start : last + 1]
        if not seen.sum():
            continue
        for back in rng.choice(len(seen), rng.poisson(agreement.orders), p=seen / seen.sum()):
            day = start + int(back) + _lag(rng)
            yield Demand(day, effects.CREATOR.name, agreement.code)


def _ads(rng: Generator, ad_days: Sequence[AdDay]) -> Iterator[Demand]:
    for touch in ad_days:
        per_click = effects.CHANNEL[touch.ad.channel].orders_per_click or 0.0
        for _ in range(rng.poisson(per_click * touch.clicks)):
            yield Demand(touch.day + _lag(rng), touch.ad.channel, touch.ad.ad_id, touch)


def _lag(rng: Generator) -> int:
    return lag_days(rng, mean=effects.LAG_MEAN_DAYS, most=effects.LAG_MOST_DAYS)
