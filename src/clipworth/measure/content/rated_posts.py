"""Posts with a rate of their own, by the signals that they have: what content is judged by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clipworth.measure.metrics.intent import SIGNALS
from clipworth.measure.query import bound
from clipworth.measure.relations import posts
from clipworth.measure.selection import Selection
from clipworth.stats.rates import TREND_WITHIN
from clipworth.store.engine import Store, sql_file

Floats = NDArray[np.float64]
FEWEST_TO_HOLD_EQUAL = 12


@dataclass(frozen=True)
class RatedPost:
    """A post with a rate; weights: of its pillars, together 1. counts: of each signal it has."""

    post_id: str
    day: date | None
    signals: str
    actions: int
    views: int
    pillars: tuple[str, ...]
    weights: tuple[float, ...]
    stage: str | None
    origin: str | None
    format: str | None
    hook: str | None
    scripted: bool | None
    duration_s: float | None
    title: str | None
    counts: Mapping[str, int]

    @property
    def rate(self) -> float:
        """Give its own ISCR."""
        return self.actions / self.views

    @property
    def shares(self) -> Mapping[str, float]:
        """Give the weight of each of its pillars."""
        return dict(zip(self.pillars, self.weights, strict=True))


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

    @property
    def controls(self) -> Floats:
        """Give what is held equal when posts are compared: views, and the account's trend.

        What is left is of a post at ordinary views in the middle of the time. Of few posts nothing
        is held equal, as there would be nothing left.
        """
        columns = [self.log_views, self.time - self.time.mean()]
        varying = [column for column in columns if np.ptp(column) > 1e-9]
        if not varying or len(self.posts) < FEWEST_TO_HOLD_EQUAL:
            return np.empty((len(self.posts), 0))
        return np.column_stack(varying)

    @cached_property
    def time(self) -> Floats:
        """Give the day of each post in quarters of 90 days; the middle, where it is unknown."""
        days = [post.day.toordinal() for post in self.posts if post.day is not None]
        middle = sum(days) / len(days) if days else 0.0
        return np.array(
            [(post.day.toordinal() - middle) / 90 if post.day else 0.0 for post in self.posts]
        )


def rated_sets(store: Store, selection: Selection) -> list[RatedSet]:
    """Read the posts that have a rate, a set for each combination of signals, the richest first."""
    sql = sql_file(__file__, "rated_posts", posts=posts(), where=selection.condition("posts"))
    by_signals: dict[str, list[RatedPost]] = {}
    for row in store.rows(sql, bound(sql, selection.values)):
        by_signals.setdefault(row[2], []).append(_post(row))
    sets = [RatedSet(signals, tuple(found)) for signals, found in by_signals.items()]
    return sorted(sets, key=lambda one: (-one.signals.count("+"), -len(one.posts), one.signals))


def _post(row: Sequence[object]) -> RatedPost:
    cells = list(row)
    cells[5] = tuple(cells[5] or ())  # type: ignore[arg-type]
    cells[6] = tuple(cells[6] or ())  # type: ignore[arg-type]
    counts = dict(zip(SIGNALS, cells[-len(SIGNALS) :], strict=True))
    known = {signal: count for signal, count in counts.items() if count is not None}
    return RatedPost(*cells[: -len(SIGNALS)], known)  # type: ignore[arg-type, call-arg]


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
        replace(post, signals=signals, actions=sum(post.counts[s] for s in shared))
        for one in sets
        for post in one.posts
    ]
    every.sort(key=lambda post: (post.day or date.min, post.post_id))
    return RatedSet(signals, tuple(every), common=True)
