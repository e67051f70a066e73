"""Numbers as sentences say them: as every surface writes them, with the noun of their unit."""

import math
from collections.abc import Sequence

from clipworth.model import formats
from clipworth.model.formats import Number, count, counted, money
from clipworth.model.units import Kind, Unit
from clipworth.stats.estimate import Estimate

__all__ = ["count", "counted", "interval", "listed", "money", "per_hundred", "percent", "value"]


def percent(share: Number, *, signed: bool = False) -> str:
    """Say a share as 71.4 %, or a change as +22 %."""
    places = 0 if signed and abs(float(share)) >= 0.1 else 1
    return formats.percent(share, places, plus=signed)


def per_hundred(rate: Number) -> str:
    """Say a rate as what comes to a hundred: 2.4, 0.031."""
    size = abs(float(rate)) * 100
    if not size or not math.isfinite(size):
        return "unknown" if size else "0"
    return formats.per_hundred(rate, min(max(1, 2 - math.floor(math.log10(size))), 6))


def per_unit(rate: Number, unit: Unit) -> str:
    """Say a rate as what comes to a hundred, or to as many as its unit says."""
    return per_hundred(float(rate) / 100 if formats.per_so_many(unit) else rate)


def value(number: Number, unit: Unit, currency: str | None = None) -> str:
    """Say a number of a unit."""
    if unit.kind is Kind.RATE:
        return f"{per_unit(number, unit)} {formats.heading(unit)}"
    return formats.value(number, unit, currency)


def interval(estimate: Estimate, unit: Unit, currency: str | None = None) -> str:
    """Say an interval: 2.1–2.8; empty where it is not known."""
    low, high = estimate.low, estimate.high
    if unit.kind is Kind.RATE and math.isfinite(low) and math.isfinite(high):
        between = " to " if low < 0 else "–"
        return f"{per_unit(low, unit)}{between}{per_unit(high, unit)}"
    return formats.interval(low, high, unit, currency) if not math.isnan(high) else ""


def listed(things: Sequence[str]) -> str:
    """Join things as a sentence does: a, b and c."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"
