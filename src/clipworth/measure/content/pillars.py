"""Calls on pillars by repeated intent: what to double down on, keep or drop, and what moves it."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from clipworth.measure.content.rated_posts import Floats, RatedPost, RatedSet, held_equal
from clipworth.measure.rates import FEWEST_ITEMS, WIDEST
from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.multiple import FALSE_DISCOVERY, false_discovery
from clipworth.stats.regression import Contrast, Fit, fit_rates

# Under so many posts (weights added) nobody can tell repeated intent from luck.
FEWEST_POSTS = 5.0
# Pillars with less stand among "the rest", as one post shows no spread.
FEWEST_IN_MODEL = 2
# An interval that leaves open both a third less and half as much again decides nothing.
UNDECIDED = 1.5
FEWEST_FOR_TREND = 8
# A set of fewer posts is no account to stand out from.
FEWEST_IN_SET = 12
REST = ""


class Call(StrEnum):
    """What to do with a pillar."""

    DOUBLE_DOWN = "double down"
    KEEP = "keep"
    DROP = "drop"
    NOT_ENOUGH = "not enough data"


@dataclass(frozen=True)
class Judged:
    """What stands against the others, as a relative difference, and the call by it."""

    against_others: Estimate | None
    p_value: float | None
    share_above: float
    weight: float
    call: Call = Call.NOT_ENOUGH


@dataclass(frozen=True)
class PillarCall:
    """A pillar within one set of signals, named by key.

    typical: ISCR of a typical post at ordinary views. median, lower, upper: quartiles over its
    posts of what a like post would bring again. trend: relative change in 90 days; moves: whether
    that is more than chance. whole, without_best: judged with all posts, and without best_post.
    """

    key: str
    pillar: str
    posts: int
    typical: Estimate | None
    median: float | None
    lower: float | None
    upper: float | None
    trend: Estimate | None
    trend_p: float | None
    whole: Judged
    without_best: Judged
    best_post: RatedPost
    origins: dict[str, int]
    moves: bool = False

    @property
    def rests_on_one(self) -> bool:
        """Tell whether another call would be made without the best post."""
        return self.whole.call is not self.without_best.call


@dataclass(frozen=True)
class PillarCalls:
    """All pillars of all sets; tried, trends_tried: how many comparisons were made of each kind."""

    calls: tuple[PillarCall, ...]
    tried: int
    trends_tried: int


def pillar_calls(sets: Iterable[RatedSet]) -> PillarCalls:
    """Judge each pillar against the others, the false discovery rate held over all of them."""
    every = list(sets)
    found = [call for one in every for call in _of_set(one)]
    found, tried = _called(found, lambda one: one.whole, lambda one, j: replace(one, whole=j))
    found, _ = _called(
        found, lambda one: one.without_best, lambda one, j: replace(one, without_best=j)
    )
    found, trends = _moving(found)
    return PillarCalls(tuple(found), tried, trends)


def _of_set(one: RatedSet) -> Iterator[PillarCall]:
    rates = one.repeatable
    median = None if rates is None else float(np.median(rates))
    model = _Model.of(one)
    own = one.actions / one.views
    for place, pillar in enumerate(one.pillars):
        inside = np.flatnonzero(one.shares[:, place] > 0)
        # The best is the one that a person would point at: the most intent per view.
        best = int(inside[np.argmax(own[inside])])
        without = _Model.of(one, without=best)
        mine = None if rates is None else rates[inside]
        lower, middle, upper = _quartiles(mine)
        trend = model.trend(pillar, inside.size)
        yield PillarCall(
            one.key, pillar, int(inside.size), model.typical(pillar), middle, lower, upper,
            _relative(trend.estimate) if trend else None, trend.p_value if trend else None,
            _judged(model, pillar, one.shares[inside, place], mine, median),
            _judged(
                without, pillar, one.shares[inside[inside != best], place],
                None if mine is None else mine[inside != best], median,
            ),
            one.posts[best],
            _origins(one.posts[n] for n in inside),
        )  # fmt: skip


def _quartiles(rates: Floats | None) -> tuple[float | None, float | None, float | None]:
    if rates is None:
        return None, None, None
    low, middle, high = (float(quantile) for quantile in np.quantile(rates, (0.25, 0.5, 0.75)))
    return low, middle, high


def _origins(posts: Iterable[RatedPost]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for post in posts:
        if post.origin:
            counts[post.origin] = counts.get(post.origin, 0) + 1
    return counts


def _judged(
    model: "_Model", pillar: str, shares: Floats, rates: Floats | None, median: float | None
) -> Judged:
    contrast = model.against_others(pillar)
    above = 0.0
    if rates is not None and median is not None and rates.size:
        above = float(np.mean(rates > median))
    weight = float(shares.sum())
    if contrast is None or math.isnan(contrast.p_value):
        return Judged(None, None, above, weight)
    return Judged(_relative(contrast.estimate), contrast.p_value, above, weight)


def _relative(log: Estimate) -> Estimate:
    """Turn a difference of logs into a relative one."""
    low, value, high = (math.expm1(min(x, 50.0)) for x in (log.low, log.value, log.high))
    return replace(log, value=value, low=low, high=high)


Get = Callable[[PillarCall], Judged]
Put = Callable[[PillarCall, Judged], PillarCall]


def _called(found: list[PillarCall], get: Get, put: Put) -> tuple[list[PillarCall], int]:
    tried = [value for one in found if (value := get(one).p_value) is not None]
    adjusted = iter(false_discovery(tried))
    told = []
    for one in found:
        judged = get(one)
        p = next(adjusted) if judged.p_value is not None else None
        told.append(put(one, replace(judged, call=_call(judged, p))))
    return told, len(tried)


def _call(judged: Judged, adjusted: float | None) -> Call:
    difference = judged.against_others
    if difference is None or adjusted is None or judged.weight < FEWEST_POSTS:
        return Call.NOT_ENOUGH
    if adjusted <= FALSE_DISCOVERY:
        # Most of its posts must say the same as their average does.
        if difference.value > 0 and judged.share_above > 0.5:
            return Call.DOUBLE_DOWN
        if difference.value < 0 and judged.share_above < 0.5:
            return Call.DROP
    wide = difference.low < 1 / UNDECIDED - 1 and difference.high > UNDECIDED - 1
    return Call.NOT_ENOUGH if wide else Call.KEEP


def _moving(found: list[PillarCall]) -> tuple[list[PillarCall], int]:
    tried = [one.trend_p for one in found if one.trend_p is not None]
    adjusted = iter(false_discovery(tried))
    return [
        one if one.trend_p is None else replace(one, moves=next(adjusted) <= FALSE_DISCOVERY)
        for one in found
    ], len(tried)


@dataclass(frozen=True, eq=False)
class _Model:
    """Log rates of a set by pillar, at ordinary views and in the middle of the time.

    kept: the posts of the set that are in it. A post in two pillars stands in both by its weights.
    fitted: None: too few posts.
    """

    posts: RatedSet
    kept: NDArray[np.int64]
    pillars: tuple[str, ...]
    shares: Floats
    fitted: Fit | None

    @classmethod
    def of(cls, one: RatedSet, without: int | None = None) -> "_Model":
        kept = np.flatnonzero(np.arange(len(one.posts)) != (-1 if without is None else without))
        shares = one.shares[kept]
        enough = np.count_nonzero(shares, axis=0) >= FEWEST_IN_MODEL
        named = [pillar for pillar, is_in in zip(one.pillars, enough, strict=True) if is_in]
        shares = shares[:, enough]
        rest = np.where(shares.sum(axis=1) < 1 - 1e-9, 1 - shares.sum(axis=1), 0.0)
        if np.count_nonzero(rest) < FEWEST_IN_MODEL:
            # One post of the rest would be fitted exactly, and its luck be lost with it.
            kept, shares = kept[rest == 0], shares[rest == 0]
        else:
            named.append(REST)
            shares = np.column_stack([shares, rest])
        controls = held_equal(one.log_views[kept], one.time[kept]) if kept.size else None
        fitted = None if controls is None else _fitted(one, kept, [shares, controls])
        return cls(one, kept, tuple(named), shares, fitted)

    def typical(self, pillar: str) -> Estimate | None:
        if self.fitted is None or pillar not in self.pillars:
            return None
        found = self.fitted.contrast(self._weights({pillar: 1.0})).estimate
        low, value, high = (math.exp(min(x, 50.0)) for x in (found.low, found.value, found.high))
        n = int(np.count_nonzero(self.shares[:, self.pillars.index(pillar)]))
        if n < FEWEST_ITEMS or not high <= low * WIDEST:
            low = high = math.nan
        return replace(found, value=value, low=low, high=high, n=n)

    def against_others(self, pillar: str) -> Contrast | None:
        if self.fitted is None or pillar not in self.pillars or len(self.pillars) < 2:
            return None
        sizes = self.shares.sum(axis=0)
        place = self.pillars.index(pillar)
        rest = sizes.sum() - sizes[place]
        weights = {name: -sizes[n] / rest for n, name in enumerate(self.pillars)}
        return self.fitted.contrast(self._weights({**weights, pillar: 1.0}))

    def trend(self, pillar: str, count: int) -> Contrast | None:
        """Estimate how a pillar's log rate moves in 90 days, beside all else."""
        if self.fitted is None or pillar not in self.pillars or count < FEWEST_FOR_TREND:
            return None
        share = self.shares[:, self.pillars.index(pillar)]
        # Its own slope, with the others' held apart: time within it, and time outside of it.
        time, log_views = self.posts.time[self.kept], self.posts.log_views[self.kept]
        beside = [column for column in (log_views, (1 - share) * time) if np.ptp(column) > 0]
        found = _fitted(self.posts, self.kept, [share * time, self.shares, *beside])
        if found is None:
            return None
        contrast = found.contrast(np.eye(found.x.shape[1])[0])
        return None if math.isnan(contrast.p_value) else contrast

    def _weights(self, wanted: dict[str, float]) -> Floats:
        assert self.fitted is not None, "asked of what is fitted"  # noqa: S101
        weights = np.zeros(self.fitted.x.shape[1])
        for pillar, weight in wanted.items():
            weights[self.pillars.index(pillar)] = weight
        return weights


def _fitted(one: RatedSet, kept: NDArray[np.int64], columns: Sequence[Floats]) -> Fit | None:
    try:
        return fit_rates(one.actions[kept], one.views[kept], np.column_stack(columns))
    except TooFew:
        return None
