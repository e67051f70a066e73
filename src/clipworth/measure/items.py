"""Measures and ratios per item (post or day), read in one pass, in NumPy columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clipworth.measure.figures import BEFORE, NOW, Figures, unrated_count
from clipworth.measure.metrics.kinds import Ratio, Summed
from clipworth.measure.query import bound
from clipworth.measure.relations import PARTS, RELATIONS, exchange
from clipworth.measure.selection import Selection
from clipworth.model.units import Kind
from clipworth.store.engine import Store, sql_file

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Place = tuple[str, str | None]
MILLION = 1_000_000


def _nobody(part: str | None) -> None:
    del part


@dataclass(frozen=True, eq=False)
class Items:
    """One row per item and part, in columns; NaN is unknown.

    group: number of the (span, part) of each row among groups. item: a code per item.
    tops, bottoms: by ratio. sums: by measure, money in millionths. unrated: amounts of a measure
    or of a ratio without an exchange rate. rows: how many rows of the relation stand behind.
    """

    item: NDArray[Any]
    group: Ints
    groups: list[Place]
    tops: Mapping[str, Floats]
    bottoms: Mapping[str, Floats]
    sums: Mapping[str, Any]
    unrated: Mapping[str, Ints]
    rows: Ints
    money: frozenset[str]

    def of(self, key: str, place: Place) -> tuple[Floats, Floats]:
        """Give tops and bottoms of one ratio in one (span, part)."""
        inside = self.group == self.groups.index(place)
        tops, bottoms = self.halves(key)
        return tops[inside], bottoms[inside]

    def halves(self, key: str) -> tuple[Floats, Floats]:
        """Give tops and bottoms of one ratio; NaN in a (span, part) where a rate is missing."""
        if key not in self.unrated:
            return self.tops[key], self.bottoms[key]
        # Without its amounts, a day's views would still stand in the bottom of the price of views.
        unrated = np.bincount(self.group, self.unrated[key], len(self.groups)) > 0
        lost = unrated[self.group]
        return np.where(lost, np.nan, self.tops[key]), np.where(lost, np.nan, self.bottoms[key])

    def together(self, named: Callable[[str | None], str | None] = _nobody) -> "Items":
        """Put the parts of each item together that get the same name; without names, all parts."""
        renamed = self.renamed(named)
        groups = renamed.groups
        _, item = np.unique(self.item, return_inverse=True)
        code = item.reshape(-1) * len(groups) + renamed.group
        keys, row = np.unique(code, return_inverse=True)
        row, size = row.reshape(-1), keys.size
        return Items(
            item=keys // len(groups),
            group=keys % len(groups),
            groups=groups,
            tops={key: _added(column, row, size) for key, column in self.tops.items()},
            bottoms={key: _added(column, row, size) for key, column in self.bottoms.items()},
            sums={},
            unrated={key: _counted(column, row, size) for key, column in self.unrated.items()},
            rows=_counted(self.rows, row, size),
            money=self.money,
        )

    def renamed(self, named: Callable[[str | None], str | None]) -> "Items":
        """Give parts other names, for their sums; an item may then stand in a part twice."""
        places = [(span, named(part)) for span, part in self.groups]
        groups = sorted(dict.fromkeys(places), key=lambda place: place[0], reverse=True)
        number = np.array([groups.index(place) for place in places], dtype=np.int64)
        return replace(self, group=number[self.group], groups=groups)

    def days_with(self, key: str) -> set[date]:
        """Give the days of the period on which a measure is more than 0."""
        now = np.isin(self.group, _numbers(self.groups, NOW))
        shown = np.ma.filled(np.ma.asarray(self.sums[key]), 0) > 0
        return set(self.item[now & shown].astype("datetime64[D]").tolist())

    def daily(self, key: str) -> dict[date, Decimal] | None:
        """Sum a measure of money by the days of the period, where items are days.

        None: an exchange rate is missing. A day on which nobody knows it is left out.
        """
        now = np.isin(self.group, _numbers(self.groups, NOW))
        if key in self.unrated and self.unrated[key][now].any():
            return None
        found: dict[date, Decimal] = {}
        amounts = np.ma.asarray(self.sums[key])[now].tolist()
        days = self.item[now].astype("datetime64[D]").tolist()
        for day, amount in zip(days, amounts, strict=True):
            if day is not None and amount is not None:
                found[day] = found.get(day, Decimal(0)) + Decimal(amount).scaleb(-6)
        return found

    def figures(self) -> Figures:
        """Sum the measures per (span, part) and per span; counts and amounts are exact."""
        values: dict[tuple[str, str | None, str], Any] = {}
        rows: dict[Place, int] = {}
        spans = {span for span, _ in self.groups}
        whole: list[tuple[Place, NDArray[np.bool_]]] = [
            ((span, None), np.isin(self.group, _numbers(self.groups, span))) for span in spans
        ]
        parts = [
            (place, self.group == n) for n, place in enumerate(self.groups) if place[1] is not None
        ]
        for place, inside in [*whole, *parts]:
            rows[place] = int(self.rows[inside].sum())
            for key in self.sums:
                values[(*place, key)] = self._sum(key, inside)
        return Figures(values, rows)

    def _sum(self, key: str, inside: NDArray[np.bool_]) -> Any:
        if key in self.unrated and self.unrated[key][inside].any():
            return None
        known = np.ma.compressed(np.ma.asarray(self.sums[key])[inside])
        if not known.size:
            return None
        total = known.sum().item()
        return Decimal(total).scaleb(-6) if key in self.money else total


def read_items(
    store: Store,
    selection: Selection,
    *,
    sums: Sequence[Summed] = (),
    ratios: Sequence[Ratio] = (),
    by: str = "all",
    relation: str = "",
) -> Items | None:
    """Read measures and ratios per item in one pass; None when nothing is selected.

    relation: a relation with more columns than the measures' own, to read both at once.
    """
    sql = items_sql(selection, sums=sums, ratios=ratios, by=by, relation=relation)
    found = store.columns(sql, bound(sql, selection.values))
    spans = np.ma.getdata(found["span"]).tolist()
    if not spans:
        return None
    parts = _texts(found["part"])
    places = [((NOW, BEFORE)[span], part) for span, part in zip(spans, parts, strict=True)]
    groups = sorted(set(places), key=lambda place: (place[0], place[1] or ""))
    number = {place: n for n, place in enumerate(groups)}
    money = [m.key for m in sums if m.unit.kind is Kind.MONEY]
    of_money = [ratio.key for ratio in ratios if _money_halves(ratio)]
    return Items(
        item=np.ma.getdata(found["item"]),
        group=np.fromiter((number[place] for place in places), np.int64, len(places)),
        groups=groups,
        tops={ratio.key: _floats(found[f"{ratio.key}__top"]) for ratio in ratios},
        bottoms={ratio.key: _floats(found[f"{ratio.key}__bottom"]) for ratio in ratios},
        sums={measure.key: found[measure.key] for measure in sums},
        unrated={key: np.ma.getdata(found[f"{key}__unrated"]) for key in (*money, *of_money)},
        rows=np.ma.getdata(found["row_count"]),
        money=frozenset(money),
    )


def items_sql(
    selection: Selection,
    *,
    sums: Sequence[Summed] = (),
    ratios: Sequence[Ratio] = (),
    by: str = "all",
    relation: str = "",
) -> str:
    """Write the statement that reads measures and ratios per item."""
    home = RELATIONS[relation or [*sums, *ratios][0].relation]
    columns = [column for measure in sums for column in _measured(measure)]
    columns += [column for ratio in ratios for column in _pair(ratio, home.rated)]
    places = {
        "relation": home.text(),
        "part": PARTS[by],
        "item": home.item,
        "where": selection.condition(home.key),
    }
    measured = [*sums, *(half for ratio in ratios for half in ratio.parts)]
    if all(measure.unit.kind is not Kind.MONEY for measure in measured):
        totals = [f"{inner} as {key}" for key, inner, _ in columns]
        return sql_file(__file__, "items_plain", totals=",\n    ".join(totals), **places)
    inner = dict.fromkeys(f"{text} as {key}" for key, text, _ in columns if text)
    return sql_file(
        __file__,
        "items",
        exchange=exchange(),
        sums=",\n        ".join(inner),
        totals=",\n    ".join(f"{outer} as {key}" for key, _, outer in columns),
        **places,
    )


def _measured(measure: Summed) -> list[tuple[str, str, str]]:
    key = measure.key
    inner = f"sum({measure.expression})"
    if measure.unit.kind is not Kind.MONEY:
        # A sum of counts is a wide integer, which NumPy would get as a float.
        return [(key, f"{inner}::bigint", f"sum(s.{key})::bigint")]
    # Millionths are whole numbers, so that amounts stay exact on their way through NumPy.
    return [
        (key, inner, f"(sum(s.{key} * fx.rate) * {MILLION})::bigint"),
        (f"{key}__unrated", "", unrated_count([key])),
    ]


def _pair(ratio: Ratio, rated: str) -> list[tuple[str, str, str]]:
    top, bottom = ratio.top, ratio.bottom
    halves = [
        _half(f"{ratio.key}__top", top, bottom, rated),
        _half(f"{ratio.key}__bottom", bottom, top, rated),
    ]
    if amounts := _money_halves(ratio):
        halves.append((f"{ratio.key}__unrated", "", unrated_count(amounts)))
    return halves


def _money_halves(ratio: Ratio) -> list[str]:
    halves = {f"{ratio.key}__top": ratio.top, f"{ratio.key}__bottom": ratio.bottom}
    return [key for key, measure in halves.items() if measure.unit.kind is Kind.MONEY]


def _half(key: str, measure: Summed, other: Summed, rated: str) -> tuple[str, str, str]:
    # Only rows that know both count, else a signal that is missing would look like a low rate.
    known = f"{rated} and ({other.expression}) is not null"
    inner = f"sum(case when {known} then ({measure.expression})::double end)"
    if measure.unit.kind is Kind.MONEY:
        inner = f"sum(case when {known} then {measure.expression} end)"
    rate = " * fx.rate" if measure.unit.kind is Kind.MONEY else ""
    return key, inner, f"sum(s.{key}{rate})::double"


def _numbers(groups: list[Place], span: str) -> list[int]:
    return [n for n, (where, _) in enumerate(groups) if where == span]


def _added(column: Floats, row: Ints, size: int) -> Floats:
    """Add up a column per row number; NaN where no value is known."""
    known = np.isfinite(column)
    total = np.bincount(row[known], column[known], size)
    seen = np.bincount(row[known], minlength=size) > 0
    return np.where(seen, total, np.nan)


def _counted(column: Ints, row: Ints, size: int) -> Ints:
    """Add up a column of counts per row number."""
    return np.bincount(row, column, size).astype(np.int64)


def _texts(column: NDArray[Any]) -> list[str | None]:
    """Give a text column as a list; masked cells are None."""
    if isinstance(column, np.ma.MaskedArray) and column.mask is not np.ma.nomask:
        mask = np.ma.getmaskarray(column).tolist()
        cells = np.ma.getdata(column).tolist()
        return [None if hidden else cell for cell, hidden in zip(cells, mask, strict=True)]
    return list(np.ma.getdata(column).tolist())


def _floats(column: NDArray[Any]) -> Floats:
    floats = np.array(np.ma.getdata(column), dtype=np.float64)
    floats[np.ma.getmaskarray(column)] = np.nan
    return floats
