"""The mix of the funnel, by posts, views and spend, and what of it is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from clipworth.measure.content.rated_posts import RatedPost, RatedSet
from clipworth.measure.figures import figures
from clipworth.measure.metrics.value import COST
from clipworth.measure.query import bound
from clipworth.measure.relations import NOT_ASSIGNED, posts
from clipworth.measure.selection import Selection
from clipworth.model.words import Stage
from clipworth.stats.estimate import TooFew
from clipworth.stats.rates import shrunk_rates
from clipworth.store.engine import Store, sql_file

# Fewer say nothing of a mix.
FEWEST_FOR_MIX = 10
FEWEST_WINNERS = 5


@dataclass(frozen=True)
class StagePart:
    """What stands at a stage. stage: NOT_ASSIGNED: nobody said. views, spend: None: unknown."""

    stage: str
    posts: int
    views: int | None
    no_views: int
    spend: Decimal | None


@dataclass(frozen=True)
class Mix:
    """All stages, those without a post too."""

    parts: tuple[StagePart, ...]

    @property
    def posts(self) -> int:
        """How many posts there are."""
        return sum(part.posts for part in self.parts)

    def part(self, stage: str) -> StagePart:
        """Give a stage."""
        return next(part for part in self.parts if part.stage == stage)

    def share(self, stage: str, what: str) -> float | None:
        """Give a stage's share of what has a stage: of posts, views or spend."""
        amounts = self._amounts(what)
        labelled = sum(amount for name, amount in amounts.items() if name != NOT_ASSIGNED)
        return amounts[stage] / labelled if labelled > 0 else None

    def bounds(self, stage: str, what: str) -> tuple[float, float] | None:
        """Give the least and most that the share can be, whatever has no stage now."""
        amounts = self._amounts(what)
        total = sum(amounts.values())
        if not total > 0:
            return None
        return amounts[stage] / total, (amounts[stage] + amounts[NOT_ASSIGNED]) / total

    def _amounts(self, what: str) -> dict[str, float]:
        return {part.stage: float(getattr(part, what) or 0) for part in self.parts}


def mix(store: Store, selection: Selection) -> Mix:
    """Count posts and views by stage, and add up what was spent on each."""
    full = selection.only_full()
    sql = sql_file(__file__, "funnel", posts=posts(), where=full.condition("posts"))
    found: dict[str, tuple[int, int | None, int]] = {
        row[0] or NOT_ASSIGNED: (row[1], row[2], row[3])
        for row in store.rows(sql, bound(sql, full.values))
    }
    spend: Mapping[str, Decimal | None] = {}
    if not selection.misses("costs"):
        booked = figures(store, (COST,), selection, "stage")
        spend = {part: booked.get("cost", part) for part in booked.parts()}
    stages = [*Stage, NOT_ASSIGNED]
    return Mix(
        tuple(
            StagePart(stage, *found.get(stage, (0, None, 0)), spend=spend.get(stage))
            for stage in map(str, stages)
        )
    )


@dataclass(frozen=True)
class Winner:
    """A post with what a like post would bring again of its stage's own measure."""

    post: RatedPost
    rate: float
    low: float
    high: float
    n: int


def winners(sets: Sequence[RatedSet], stage: Stage, signal: str, most: int) -> list[Winner]:
    """Give the posts of a stage by the floor of what they repeat of one signal, the best first."""
    every = [p for one in sets for p in one.posts if p.stage == stage and signal in p.counts]
    if len(every) < FEWEST_WINNERS:
        return []
    counts = [post.counts[signal] for post in every]
    try:
        rates = shrunk_rates(counts, [p.views for p in every], np.zeros(len(every), np.int64))
    except TooFew:
        return []
    middle = float(np.median(rates.shrunk))
    found = [
        Winner(post, float(rates.shrunk[n]), float(rates.low[n]), float(rates.high[n]), rates.n)
        for n, post in enumerate(every)
    ]
    found.sort(key=lambda one: (-one.low, one.post.post_id))
    return [one for one in found if one.rate > middle][:most]
