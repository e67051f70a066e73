"""Public counts of rivals beside own accounts, over the days that both know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import numpy as np

from clipworth.measure.accounts.series import Series, series_of
from clipworth.measure.query import bound
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file

# Counts closer together say more of the hour of reading than of growth.
FEWEST_DAYS = 7


@dataclass(frozen=True, eq=False)
class Counted:
    """An account with its standing counts by day; posts and views are of all time."""

    is_own: bool
    network: str
    account: str
    followers: Series
    posts: Mapping[date, int]
    views: Mapping[date, int]

    @property
    def known(self) -> dict[date, float]:
        """Followers on the days that know them, failed readings left out."""
        level = self.followers.level
        return {self.followers.day(int(n)): float(level[n]) for n in np.flatnonzero(level == level)}


@dataclass(frozen=True)
class Pace:
    """What came a day between two days; None: unknown, and fell: the days on which a count fell."""

    a_day: float | None
    fell: tuple[date, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """The first and the last day that two accounts both know."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days lie between."""
        return (self.last - self.first).days


def counted_accounts(store: Store, selection: Selection) -> list[Counted]:
    """Read the standing counts of rivals and of own accounts."""
    sql = sql_file(__file__, "rivals", where=selection.condition("days"))
    rows = store.records(sql, bound(sql, selection.values))
    parted = groupby(rows, key=lambda row: (row["is_own"], row["network"], row["account"]))
    return [_counted(list(inside)) for _, inside in parted]


def _counted(rows: Sequence[Mapping[str, Any]]) -> Counted:
    first = rows[0]
    return Counted(
        first["is_own"],
        first["network"],
        first["account"],
        series_of(first["account"], rows),
        _known(rows, "posts"),
        _known(rows, "views"),
    )


def _known(rows: Iterable[Mapping[str, Any]], key: str) -> dict[date, int]:
    return {row["day"]: int(row[key]) for row in rows if row[key] is not None}


def common(one: Mapping[date, object], other: Mapping[date, object]) -> Stretch | None:
    """Find the days that two accounts both know, where they lie a week or more apart."""
    days = sorted(set(one) & set(other))
    if not days or (days[-1] - days[0]).days < FEWEST_DAYS:
        return None
    return Stretch(days[0], days[-1])


def own_stretch(one: Mapping[date, object]) -> Stretch | None:
    """Find the days that an account knows, where they lie a week or more apart."""
    return common(one, one)


def growth(counts: Mapping[date, float], stretch: Stretch) -> Pace:
    """Give the followers that came a day; they may fall, as people leave."""
    return Pace((counts[stretch.last] - counts[stretch.first]) / stretch.days)


def came(counts: Mapping[date, int], stretch: Stretch) -> Pace:
    """Give what came a day by a count of all time, which only grows.

    Unknown where an end is, and where the count fell between: something was taken down or
    counted anew, so what came is more than the difference says.
    """
    inside = sorted(day for day in counts if stretch.first <= day <= stretch.last)
    if len(inside) < 2 or (inside[-1] - inside[0]).days < FEWEST_DAYS:
        return Pace(None)
    fell = tuple(b for a, b in pairwise(inside) if counts[b] < counts[a])
    if fell:
        return Pace(None, fell)
    return Pace((counts[inside[-1]] - counts[inside[0]]) / (inside[-1] - inside[0]).days)
