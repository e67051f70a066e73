"""Visits to the site by day, from the one source of them that covers most days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clipworth.measure.query import bound
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file

Floats = NDArray[np.float64]
FIGURES = ("sessions", "direct", "qr", "tiktok")


@dataclass(frozen=True)
class Visits:
    """Visits by day. figures: by figure (sessions, direct, qr, tiktok) its days; none: unknown."""

    property: str
    kind: str
    figures: Mapping[str, Mapping[date, int]]

    def total(self, figure: str) -> int | None:
        """Give the sum over days; None: the source does not tell this figure."""
        days = self.figures[figure]
        return sum(days.values()) if days else None


@dataclass(frozen=True, eq=False)
class Pair:
    """Two series over the same calendar days; NaN is unknown."""

    first: date
    left: Floats
    right: Floats

    @property
    def common(self) -> int:
        """Days on which both are known."""
        return int((np.isfinite(self.left) & np.isfinite(self.right)).sum())


def visits(store: Store, selection: Selection) -> Visits | None:
    """Read the visits of the property and source that covers most days; None: none is imported.

    Sources and splits of one property are the same visits seen in another way, so one stands for
    all; one that tells direct visits goes before one that does not.
    """
    sql = sql_file(__file__, "visits")
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in store.records(sql, bound(sql, selection.values)):
        found.setdefault((row["kind"], row["property"], row["split"]), []).append(row)
    if not found:
        return None
    key = max(found, key=lambda one: (_tells(found[one]), len(found[one]), one))
    days = {
        figure: {row["day"]: int(row[figure]) for row in found[key] if row[figure] is not None}
        for figure in FIGURES
    }
    return Visits(key[1], key[0], days)


def _tells(rows: list[dict[str, Any]]) -> bool:
    return any(row["direct"] is not None for row in rows)


def profile_visits(store: Store, selection: Selection) -> dict[date, int]:
    """Read profile visits by day over the selected accounts, on days that all of them know."""
    sql = sql_file(__file__, "profile_visits", where=selection.condition("days"))
    return {day: int(count) for day, count in store.rows(sql, bound(sql, selection.values))}


def paired(left: Mapping[date, int], right: Mapping[date, int]) -> Pair:
    """Lay two series side by side, from the first to the last day that either has."""
    days = [*left, *right]
    first, last = min(days), max(days)
    calendar = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    columns = [[side.get(day, np.nan) for day in calendar] for side in (left, right)]
    return Pair(first, np.array(columns[0], dtype=float), np.array(columns[1], dtype=float))
