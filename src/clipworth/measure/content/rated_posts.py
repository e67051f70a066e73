"""Posts with a rate of their own, by the signals that they have: what content is judged by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clipworth.measure.metrics.intent import SIGNALS
from clipworth.measure.query import bound
from clipworth.measure.relations import posts
from clipworth.measure.selection import Selection
from clipworth.stats.estimate import TooFew
from clipworth.stats.rates import TREND_WITHIN, shrunk_rates
from clipworth.store.engine import Store, sql_file

Floats = NDArray[np.float64]
FEWEST_TO_HOLD_EQUAL = 12
FEWEST_REPEATABLE = 5


class RatedPost(NamedTuple):
    """A post with a rate; weights: of its pillars, together 1. There may be tens of thousands."""

    post_id: str
    day: date | None
    signals: str
    actions: int
    views: int
    pillars: Sequence[str]
    weights: Sequence[float]
    stage: str | None
    origin: str | None
    format: str | None
    hook: str | None
    scripted: bool | None
    duration_s: float | None
    title: str | None
    saves: int | None
    shares: int | None
    profile_visits: int | None
    link_clicks: int | None

    @property
    def counts(self) -> Mapping[str, int]:
        """Give the count of each signal that it has."""
        told = ((signal, getattr(self, signal)) for signal in SIGNALS)
        return {signal: count for signal, count in told if count is not None}


@dataclass(frozen=True)
class RatedSet:
    """Posts with the same signals, oldest first; posts of other signals have another metric.

    common: all posts, by those signals only that every one of them has.
    """

    signals: str
    posts: tuple[RatedPost, ...]
    common: bool = False

    @property
    def key(self) -> str:
        """Name it; the common signals of all posts may be those of one set."""
        return f"common {self.signals}" if self.common else self.signals

    @cached_property
    def actions(self) -> Floats:
        """Their intent actions."""
        return np.array([post.actions for post in self.posts], dtype=np.float64)

    @cached_property
    def views(self) -> Floats:
        """Their views."""
        return np.array([post.views for post in self.posts], dtype=np.float64)

    @cached_property
    def log_views(self) -> Floats:
        """Their log views from the middle, held where few posts are; rates go with views."""
        log_views = np.log(self.views)
        held = np.clip(log_views, *np.quantile(log_views, TREND_WITHIN))
        return np.asarray(held - held.mean(), dtype=np.float64)

    @cached_property
    def repeatable(self) -> Floats | None:
        """Give what a post like each would bring again; None: too few posts to say.

        A post in several pillars borrows strength from the first, as it can do so only once.
        """
        first = [post.pillars[0] if post.pillars else "" for post in self.posts]
        number = {pillar: n for n, pillar in enumerate(sorted(set(first)))}
        if len(self.posts) < FEWEST_REPEATABLE:
            return None
        try:
            return shrunk_rates(self.actions, self.views, [number[p] for p in first]).shrunk
        except TooFew:
            return None

    @property
    def controls(self) -> Floats:
        """Give what is held equal when posts are compared."""
        return held_equal(self.log_views, self.time)

    @cached_property
    def pillars(self) -> tuple[str, ...]:
        """Name the pillars of its posts, in order."""
        return tuple(sorted({name for post in self.posts for name in post.pillars}))

    @cached_property
    def shares(self) -> Floats:
        """Give the weight of each pillar (column) in each post (row)."""
        place = {name: n for n, name in enumerate(self.pillars)}
        told = np.zeros((len(self.posts), len(self.pillars)))
        cells = [
            (row, place[name], weight)
            for row, post in enumerate(self.posts)
            for name, weight in zip(post.pillars, post.weights, strict=True)
        ]
        if cells:
            rows, columns, weights = zip(*cells, strict=True)
            np.add.at(told, (list(rows), list(columns)), weights)
        return told

    @cached_property
    def time(self) -> Floats:
        """Give the day of each post in quarters of 90 days; the middle, where it is unknown."""
        told = np.array([post.day for post in self.posts], dtype="datetime64[D]")
        known = ~np.isnat(told)
        days = np.zeros(told.size)
        if known.any():
            days[known] = told[known].astype(np.int64)
            days[known] -= days[known].mean()
        return days / 90


def held_equal(log_views: Floats, time: Floats) -> Floats:
    """Give the columns that are held equal when posts are compared: views, the account's trend.

    What is left is of a post at ordinary views in the middle of the time. Of few posts nothing is
    held equal, as there would be nothing left.
    """
    columns = [column - column.mean() for column in (log_views, time) if np.ptp(column) > 1e-9]
    if not columns or log_views.size < FEWEST_TO_HOLD_EQUAL:
        return np.empty((log_views.size, 0))
    return np.column_stack(columns)


def rated_sets(store: Store, selection: Selection) -> list[RatedSet]:
    """Read the posts that have a rate, a set for each combination of signals, the richest first."""
    sql = sql_file(__file__, "rated_posts", posts=posts(), where=selection.condition("posts"))
    by_signals: dict[str, list[RatedPost]] = {}
    for row in store.rows(sql, bound(sql, selection.values)):
        post = RatedPost._make(row)
        by_signals.setdefault(post.signals, []).append(post)
    sets = [RatedSet(signals, tuple(found)) for signals, found in by_signals.items()]
    return sorted(sets, key=lambda one: (-one.signals.count("+"), -len(one.posts), one.signals))


def common_set(sets: Sequence[RatedSet]) -> RatedSet | None:
    """Give all posts by the signals that all have; None where that is under two signals.

    It is a metric of its own: no set's rate compares with it. One signal alone is no intent.
    """
    if len(sets) < 2:
        return None
    shared = [s for s in SIGNALS if all(s in one.signals.split("+") for one in sets)]
    if len(shared) < 2:
        return None
    signals = "+".join(shared)
    every = [
        post._replace(signals=signals, actions=sum(post.counts[s] for s in shared))
        for one in sets
        for post in one.posts
    ]
    every.sort(key=lambda post: (post.day or date.min, post.post_id))
    return RatedSet(signals, tuple(every), common=True)
