"""Numbers as sentences say them: compact, with their unit, the minus sign a real one."""

import math
from collections.abc import Sequence
from decimal import Decimal

from clipworth.model.units import Kind, Unit
from clipworth.stats.estimate import Estimate

MINUS = "\u2212"
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
_COMPACT: tuple[tuple[int, int, str], ...] = (
    (10**9, 10**9, "B"),
    (10**6, 10**6, "M"),
    (10**4, 10**3, "k"),
)
Number = int | float | Decimal


def count(number: Number) -> str:
    """Say a count: 9,840 and 41.8k and 8.42M."""
    size = abs(float(number))
    for limit, divisor, letter in _COMPACT:
        if size >= limit:
            return _signed(f"{_three_figures(size / divisor)}{letter}", number)
    return _signed(f"{round(size):,}", number)


def money(amount: Number, currency: str | None) -> str:
    """Say an amount: €40.76, €9,840, €117.8k."""
    size = abs(Decimal(amount))
    if size >= 10**4:
        thousand = size < 10**6
        text = f"{size / (10**3 if thousand else 10**6):.{1 if thousand else 2}f}"
        text += "k" if thousand else "M"
    else:
        text = f"{size:,.2f}" if size < 1000 else f"{size:,.0f}"
    sign = _SIGNS.get(currency or "")
    text = f"{sign}{text}" if sign else f"{text} {currency or ''}".rstrip()
    return _signed(text, amount)


def percent(share: Number, *, signed: bool = False) -> str:
    """Say a share as 71.4 %, or a change as +22 %."""
    size = abs(float(share)) * 100
    text = f"{size:.0f}" if signed and size >= 10 else f"{size:.1f}"
    lead = (MINUS if share < 0 else "+") if signed else (MINUS if share < 0 else "")
    return f"{lead}{text} %"


def per_hundred(rate: Number) -> str:
    """Say a rate as what comes to a hundred: 2.4, 0.031."""
    value = float(rate) * 100
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "unknown"
    decimals = min(max(1, 2 - math.floor(math.log10(abs(value)))), 6)
    return f"{value:.{decimals}f}"


def value(number: Number, unit: Unit, currency: str | None = None) -> str:
    """Say a number of a unit."""
    match unit.kind:
        case Kind.MONEY:
            return money(number, currency)
        case Kind.SHARE:
            return percent(number)
        case Kind.RATE:
            return f"{per_hundred(number)} {plural(unit.of)} per 100 {plural(unit.per)}"
        case Kind.RATIO:
            return _signed(f"{abs(number):.2f}×", number)
        case Kind.SECONDS:
            return f"{number:.1f} s"
        case _:
            return count(number)


def interval(estimate: Estimate, unit: Unit, currency: str | None = None) -> str:
    """Say an interval: 2.1–2.8; empty where it is not known."""
    if math.isnan(estimate.low) or math.isnan(estimate.high):
        return ""
    low, high = estimate.low, estimate.high
    if unit.kind is Kind.RATE:
        return f"{per_hundred(low)}–{per_hundred(high)}"
    if unit.kind is Kind.MONEY and math.isinf(high):
        return f"{money(low, currency)} or more"
    if unit.kind is Kind.MONEY:
        return f"{money(low, currency)}–{money(high, currency)}"
    if unit.kind is Kind.SHARE:
        return f"{percent(low)}–{percent(high)}"
    return f"{low:.2f}–{high:.2f}"


def plural(noun: str) -> str:
    """Give the plural of a noun that a unit counts."""
    if noun.endswith(("s", "ch")):
        return f"{noun}es"
    return f"{noun}s"


def counted(number: int, noun: str) -> str:
    """Say a count with its noun: 1 post, 14 posts."""
    return f"{count(number)} {noun if number == 1 else plural(noun)}"


def listed(things: Sequence[str]) -> str:
    """Join things as a sentence does: a, b and c."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def _signed(text: str, number: Number) -> str:
    return f"{MINUS}{text}" if number < 0 else text


def _three_figures(number: float) -> str:
    return f"{number:.{2 if number < 10 else 1 if number < 100 else 0}f}"
