"""Ratios with intervals that come from how much posts or days differ, never from coin tosses."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from clipworth.measure.figures import NOW
from clipworth.measure.items import Floats, Ints, Items, read_items
from clipworth.measure.metrics import pooling
from clipworth.measure.metrics.kinds import Ratio
from clipworth.measure.query import bound
from clipworth.measure.relations import RELATIONS
from clipworth.measure.selection import Selection
from clipworth.model.units import Kind
from clipworth.stats.estimate import Estimate
from clipworth.stats.rates import pooled_rates
from clipworth.store.engine import Store, sql_file

# Two items say nearly nothing of how much items differ.
FEWEST_ITEMS = 3
# An interval whose ends differ by more says that nothing is known: one item has nearly all, or the
# items have nothing in common.
WIDEST = 100.0
_NOT_NEGATIVE = "ratio of totals; a negative amount among the days leaves no interval"


@dataclass(frozen=True)
class Rates:
    """Estimates by (span, part, key)."""

    values: dict[tuple[str, str | None, str], Estimate]
    items: Items | None

    def get(self, key: str, part: str | None = None, span: str = NOW) -> Estimate | None:
        """Give an estimate; None: no item has what it takes."""
        found = self.values.get((span, part, key))
        return None if found is None or math.isnan(found.value) else found

    def parts(self, span: str = NOW) -> list[str]:
        """Give the parts that have an estimate in the span, in order."""
        return sorted({p for s, p, k in self.values if s == span and p and self.get(k, p, span)})


def rates(store: Store, ratios: Iterable[Ratio], selection: Selection, by: str = "all") -> Rates:
    """Estimate ratios of one relation by part."""
    wanted = list(ratios)
    return estimated(wanted, read_items(store, selection, ratios=wanted, by=by))


def estimated(ratios: Iterable[Ratio], items: Items | None) -> Rates:
    """Estimate ratios in each (span, part) of items."""
    if items is None:
        return Rates({}, None)
    values: dict[tuple[str, str | None, str], Estimate] = {}
    for ratio in ratios:
        estimates = _estimates(ratio, items)
        values |= {
            (*place, ratio.key): estimate
            for place, estimate in zip(items.groups, estimates, strict=True)
        }
    return Rates(values, items)


def check_pool(store: Store, ratios: Sequence[Ratio], selection: Selection, by: str) -> None:
    """Refuse rates of behaviour of ads whose rows belong to several formats.

    Raises Unpoolable.
    """
    if by == "format" or not ratios or ratios[0].relation != "ads":
        return
    pools = [pooling.Pool(ratios[0].dataset, part) for part in formats(store, selection)]
    for ratio in ratios:
        pooling.check(ratio, pools)


def formats(store: Store, selection: Selection) -> list[str]:
    """Give the ad formats in the selection."""
    sql = sql_file(
        __file__, "paid/formats", ads=RELATIONS["ads"].text(), where=selection.condition("ads")
    )
    return [row[0] for row in store.rows(sql, bound(sql, selection.values))]


def _estimates(ratio: Ratio, items: Items) -> list[Estimate]:
    tops, bottoms = items.halves(ratio.key)
    count = len(items.groups)
    if np.nanmin(tops, initial=0.0) < 0 or np.nanmin(bottoms, initial=0.0) < 0:
        estimates = _without_interval(tops, bottoms, items.group, count)
    elif ratio.top.unit.kind is Kind.MONEY and ratio.bottom.unit.kind is Kind.COUNT:
        # A day that cost money and brought nothing tells the most: it must stand in the bottom.
        turned = pooled_rates(bottoms, tops, items.group, count)
        estimates = [_turned(estimate) for estimate in turned]
    else:
        estimates = pooled_rates(tops, bottoms, items.group, count)
    totals = _totals(tops, bottoms, items.group, count)
    # A share of views cannot exceed all views; actions per view may exceed one.
    most = 1.0 if ratio.unit.kind is Kind.SHARE else math.inf
    return [
        _scaled(estimate, float(value), ratio.times, most)
        for estimate, value in zip(estimates, totals, strict=True)
    ]


def _totals(tops: Floats, bottoms: Floats, group: Ints, count: int) -> Floats:
    known = np.isfinite(tops) & np.isfinite(bottoms)
    top = np.bincount(group[known], tops[known], count)
    bottom = np.bincount(group[known], bottoms[known], count)
    out: Floats = np.full(count, np.nan)
    np.divide(top, bottom, out=out, where=bottom > 0)
    return out


def _without_interval(tops: Floats, bottoms: Floats, group: Ints, count: int) -> list[Estimate]:
    known = np.isfinite(tops) & np.isfinite(bottoms)
    sizes = np.bincount(group[known], minlength=count)
    values = _totals(tops, bottoms, group, count)
    return [
        Estimate(float(value), math.nan, math.nan, int(n), _NOT_NEGATIVE)
        for value, n in zip(values, sizes, strict=True)
    ]


def _turned(estimate: Estimate) -> Estimate:
    def over(value: float) -> float:
        return 1.0 / value if value > 0 else math.nan

    high = math.inf if estimate.low == 0 else over(estimate.low)
    return replace(estimate, value=over(estimate.value), low=over(estimate.high), high=high)


def _scaled(estimate: Estimate, value: float, times: int, most: float) -> Estimate:
    """Put the interval around the ratio of all totals, items without a bottom included."""
    if math.isnan(value) or math.isnan(estimate.value):
        return replace(estimate, value=math.nan)
    scale = times * (value / estimate.value if estimate.value > 0 else 1.0)
    if not _says_something(estimate):
        return replace(estimate, value=value * times, low=math.nan, high=math.nan)
    high = estimate.high * scale
    return replace(
        estimate,
        value=value * times,
        low=estimate.low * scale,
        high=high if math.isnan(high) else min(high, most),
    )


def _says_something(estimate: Estimate) -> bool:
    """Tell whether an interval rests on enough items, and narrows anything down."""
    if estimate.n < FEWEST_ITEMS:
        return False
    return not (estimate.low > 0 and estimate.high / estimate.low > WIDEST)
