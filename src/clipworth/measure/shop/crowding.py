"""Whether content that sells crowds out the top of the funnel: a quarter beside the one before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from clipworth.measure.relations import days, posts
from clipworth.stats.difference import difference
from clipworth.stats.estimate import Estimate
from clipworth.store.engine import Store, sql_file

# A quarter against the one before: fewer weeks say little, more mix seasons.
HALF = 13
LEAST_WEEKS = 8
LEAST_POSTS = 10

Week = dict[str, Any]


@dataclass(frozen=True)
class Trend:
    """A weekly measure, the mean of the last weeks beside that of the weeks before.

    change: None where either half has too few weeks that know it; weeks: how many each half has.
    """

    key: str
    now: float | None
    before: float | None
    change: Estimate | None
    weeks: tuple[int, int]

    @property
    def rose(self) -> bool:
        """Tell whether it is higher by more than chance."""
        return self.change is not None and self.change.low > 0

    @property
    def fell(self) -> bool:
        """Tell whether it is lower by more than chance."""
        return self.change is not None and self.change.high < 0


@dataclass(frozen=True)
class Crowding:
    """Shop content's share of posts, the non-follower ratio and the follower yield.

    posts: how many with a content type stand in each half.
    """

    shop_share: Trend
    non_followers: Trend
    follower_yield: Trend
    posts: tuple[int, int]

    @property
    def is_seen(self) -> bool:
        """Tell whether all three say so: the share rose while both others fell."""
        return self.shop_share.rose and self.non_followers.fell and self.follower_yield.fell

    @property
    def can_tell(self) -> bool:
        """Tell whether there is enough of all three to say anything."""
        trends = (self.shop_share, self.non_followers, self.follower_yield)
        return all(trend.change is not None for trend in trends)


_MEASURES: dict[str, Callable[[Week], float | None]] = {
    "shop_share": lambda w: w["shop_posts"] / w["posts"] if w["posts"] else None,
    "non_followers": lambda w: (
        w["non_follower_views"] / w["rated_views"] if w["rated_views"] else None
    ),
    "follower_yield": lambda w: (
        1000 * w["followers"] / w["account_views"] if w["account_views"] else None
    ),
}


def crowding(store: Store, until: date) -> Crowding:
    """Compare the quarter before a day with the quarter before that."""
    sql = sql_file(__file__, "weeks", posts=posts(), days=days())
    return compared(store.records(sql, {"until": until, "weeks": 2 * HALF}))


def compared(weeks: Sequence[Week]) -> Crowding:
    """Compare the last half of the weeks with the first; week 0 is the last."""
    halves = (
        [week for week in weeks if week["week"] < HALF],
        [week for week in weeks if week["week"] >= HALF],
    )
    counts = tuple(sum(week["posts"] for week in half) for half in halves)
    trends = {key: _trend(key, of, halves) for key, of in _MEASURES.items()}
    if min(counts) < LEAST_POSTS:
        share = trends["shop_share"]
        trends["shop_share"] = Trend(share.key, share.now, share.before, None, share.weeks)
    return Crowding(**trends, posts=(counts[0], counts[1]))


def _trend(
    key: str, of: Callable[[Week], float | None], halves: tuple[list[Week], list[Week]]
) -> Trend:
    now, before = ([value for week in half if (value := of(week)) is not None] for half in halves)
    change = None
    if min(len(now), len(before)) >= LEAST_WEEKS:
        change = difference(now, before)
    return Trend(key, _mean(now), _mean(before), change, (len(now), len(before)))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
