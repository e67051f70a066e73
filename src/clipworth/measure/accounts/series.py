"""Followers by day: the change of each day that is known, and of no day that is not.

A gap is no loss and no gain, and neither is a day on which the reading failed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clipworth.measure.query import bound
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file

Floats = NDArray[np.float64]
ONE_DAY = timedelta(days=1)
# A level that is gone for one day and back the next, within so much of where it was, was misread.
FAR_OFF = 0.20
SAME_AGAIN = 0.05


@dataclass(frozen=True, eq=False)
class Series:
    """An account's followers, one value per calendar day from first on; NaN is unknown.

    level: followers at the end of the day. net: change on the day; known where the day and the
    one before are, or where what was won and lost is. failed: days whose reading failed.
    """

    account: str
    first: date
    level: Floats
    net: Floats
    failed: tuple[date, ...]

    @property
    def weekdays(self) -> NDArray[np.int64]:
        """The weekday of each day, 0 for Monday."""
        return (np.arange(self.net.size) + self.first.weekday()) % 7

    @property
    def known(self) -> int:
        """On how many days the change is known."""
        return int(np.isfinite(self.net).sum())

    @property
    def newest(self) -> float | None:
        """The last level known; None: none is."""
        levels = self.level[np.isfinite(self.level)]
        return float(levels[-1]) if levels.size else None

    @property
    def gained(self) -> float | None:
        """How far the last level is from the first, gaps included; None: no two are known."""
        levels = self.level[np.isfinite(self.level)]
        return float(levels[-1] - levels[0]) if levels.size > 1 else None

    def day(self, place: int) -> date:
        """Give the day of an index."""
        return self.first + timedelta(days=place)


def follower_series(store: Store, selection: Selection) -> list[Series]:
    """Read the selected accounts' followers by day, by name."""
    sql = sql_file(__file__, "series", where=selection.condition("days"))
    accounts: dict[str, list[Mapping[str, Any]]] = {}
    for row in store.records(sql, bound(sql, selection.values)):
        if row["account"]:
            accounts.setdefault(row["account"], []).append(row)
    since = selection.period.since if selection.period else date.min
    made = [_series(account, rows) for account, rows in accounts.items()]
    return [kept for one in made if (kept := _inside(one, since)) is not None]


def _series(account: str, rows: Iterable[Mapping[str, Any]]) -> Series:
    by_day = {row["day"]: row for row in rows}
    first, last = min(by_day), max(by_day)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found = [by_day.get(day, {}) for day in days]
    level = _column(row.get("followers") for row in found)
    flows = _column(row.get("won") for row in found) - _column(row.get("lost") for row in found)
    failed = _misread(level)
    level[failed] = np.nan
    net = np.concatenate([[np.nan], np.diff(level)])
    net = np.where(np.isfinite(net), net, flows)
    return Series(account, first, level, net, tuple(days[int(n)] for n in failed))


def _column(cells: Iterable[Any]) -> Floats:
    return np.array([np.nan if cell is None else float(cell) for cell in cells], dtype=float)


def _misread(level: Floats) -> NDArray[np.int64]:
    """Find days on which a level is gone that was there before and is there again."""
    known = np.flatnonzero(np.isfinite(level))
    failed = []
    for before, place, after in zip(known, known[1:], known[2:], strict=False):
        was, now, then = level[before], level[place], level[after]
        usual = max(was, then)
        if (
            usual > 0
            and abs(then - was) <= SAME_AGAIN * usual
            and (abs(now - was) > FAR_OFF * usual and abs(now - then) > FAR_OFF * usual)
        ):
            failed.append(place)
    # At an end there is nothing to come back to; no account with followers has none the next day.
    ends = [place for place in known[[0, -1]] if level[place] == 0] if known.size > 1 else []
    return np.array(sorted({*failed, *ends}), dtype=np.int64)


def _inside(series: Series, since: date) -> Series | None:
    """Leave out the day before the period, which only gave the first change."""
    start = max((since - series.first).days, 0)
    if start >= series.net.size:
        return None
    return Series(
        series.account,
        series.first + timedelta(days=start),
        series.level[start:],
        series.net[start:],
        tuple(day for day in series.failed if day >= since),
    )
