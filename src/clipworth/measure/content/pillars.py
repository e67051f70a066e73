"""Calls on pillars by repeated intent: what to double down on, keep or drop, and what moves it."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from clipworth.measure.content.rated_posts import Floats, RatedPost, RatedSet
from clipworth.measure.rates import FEWEST_ITEMS, WIDEST
from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.multiple import false_discovery
from clipworth.stats.rates import shrunk_rates
from clipworth.stats.regression import Contrast, Fit, fit_rates

FALSE_DISCOVERY = 0.05
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


def repeatable(one: RatedSet) -> Floats | None:
    """Give what a post like each of a set would bring again; None: too few posts to say."""
    first = [post.pillars[0] if post.pillars else REST for post in one.posts]
    number = {pillar: n for n, pillar in enumerate(sorted(set(first)))}
    if len(one.posts) < FEWEST_POSTS:
        return None
    try:
        return shrunk_rates(one.actions, one.views, [number[pillar] for pillar in first]).shrunk
    except TooFew:
        return None


def _of_set(one: RatedSet) -> Iterator[PillarCall]:
    rates = repeatable(one)
    median = None if rates is None else float(np.median(rates))
    model = _Model.of(one)
    for pillar in sorted({name for post in one.posts for name in post.pillars}):
        inside = [n for n, post in enumerate(one.posts) if pillar in post.pillars]
        mine = None if rates is None else rates[inside]
        # The best is the one that a person would point at: the most intent per view.
        best = max(inside, key=lambda n: (one.posts[n].rate, one.posts[n].post_id))
        left = [n for n in inside if n != best]
        without = _Model.of(_less(one, best))
        quartiles = (
            [None] * 3 if mine is None else [float(q) for q in np.quantile(mine, (0.25, 0.5, 0.75))]
        )
        trend = model.trend(pillar, len(inside))
        yield PillarCall(
            one.key, pillar, len(inside), model.typical(pillar),
            quartiles[1], quartiles[0], quartiles[2],
            _relative(trend.estimate) if trend else None, trend.p_value if trend else None,
            _judged(model, one, pillar, inside, rates, median),
            _judged(without, one, pillar, left, rates, median),
            one.posts[best],
            _origins(one.posts[n] for n in inside),
        )  # fmt: skip


def _less(one: RatedSet, place: int) -> RatedSet:
    return replace(one, posts=one.posts[:place] + one.posts[place + 1 :])


def _origins(posts: Iterable[RatedPost]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for post in posts:
        if post.origin:
            counts[post.origin] = counts.get(post.origin, 0) + 1
    return counts


def _judged(
    model: "_Model",
    one: RatedSet,
    pillar: str,
    inside: Sequence[int],
    rates: Floats | None,
    median: float | None,
) -> Judged:
    weight = sum(one.posts[n].shares[pillar] for n in inside)
    contrast = model.against_others(pillar)
    above = 0.0
    if rates is not None and median is not None and inside:
        above = float(np.mean(rates[list(inside)] > median))
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

    A post in two pillars stands in both by its weights. fitted: None: too few posts.
    """

    posts: RatedSet
    pillars: tuple[str, ...]
    shares: Floats
    fitted: Fit | None

    @classmethod
    def of(cls, one: RatedSet) -> "_Model":
        counts: dict[str, int] = {}
        for post in one.posts:
            for pillar in post.pillars:
                counts[pillar] = counts.get(pillar, 0) + 1
        named = [pillar for pillar, n in sorted(counts.items()) if n >= FEWEST_IN_MODEL]
        shares = np.array(
            [[*(post.shares.get(p, 0.0) for p in named), _rest(post, named)] for post in one.posts]
        ).reshape(len(one.posts), len(named) + 1)
        if np.count_nonzero(shares[:, -1]) < FEWEST_IN_MODEL:
            # One post of the rest would be fitted exactly, and its luck be lost with it.
            kept = shares[:, -1] == 0
            one = replace(one, posts=tuple(p for p, k in zip(one.posts, kept, strict=True) if k))
            shares = shares[kept, :-1]
        else:
            named.append(REST)
        return cls(one, tuple(named), shares, _fitted(one, shares))

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
        time = self.posts.time
        own, others = share * time, (1 - share) * time
        beside = [c for c in (self.posts.log_views, others) if np.ptp(c) > 0]
        x = np.column_stack([own, self.shares, *beside])
        try:
            found = fit_rates(self.posts.actions, self.posts.views, x)
        except TooFew:
            return None
        weights = np.zeros(x.shape[1])
        weights[0] = 1.0
        contrast = found.contrast(weights)
        return None if math.isnan(contrast.p_value) else contrast

    def _weights(self, wanted: dict[str, float]) -> Floats:
        assert self.fitted is not None, "asked of what is fitted"  # noqa: S101
        weights = np.zeros(self.fitted.x.shape[1])
        for pillar, weight in wanted.items():
            weights[self.pillars.index(pillar)] = weight
        return weights


def _rest(post: RatedPost, named: Sequence[str]) -> float:
    return max(0.0, 1.0 - sum(post.shares.get(pillar, 0.0) for pillar in named))


def _fitted(one: RatedSet, shares: Floats) -> Fit | None:
    if not one.posts:
        return None
    x = np.column_stack([shares, one.controls])
    try:
        return fit_rates(one.actions, one.views, x)
    except TooFew:
        return None
