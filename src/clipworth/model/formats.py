"""Numbers as people read them, on every surface: compact, in their unit, the minus a real one."""

import math
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from clipworth.model.answers import Cell, Row, Shown
from clipworth.model.units import Kind, Unit

MINUS = "\u2212"
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "BRL": "R$"}
WHOLE_CURRENCIES = ("JPY", "KRW", "VND", "CLP", "HUF", "IDR")
UNKNOWN = "unknown"
# A row number or a rank names a place: 12.3k would name none.
EXACT_COUNTS = ("row number", "rank")
MOST_DECIMALS = 4
# Control characters but for tab and line end, and marks that turn the direction of writing.
STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Return over cost is said as +88 %, never as a multiple.
SIGNED_SHARES = ("roi", "change", "against_rest")
Number = int | float | Decimal


def is_finite(cell: Cell) -> TypeGuard[Number]:
    """Tell whether a cell is a number that can be shown."""
    return isinstance(cell, int | float | Decimal) and math.isfinite(cell)


def count(number: Number) -> str:
    """Say a count: 9,840 and 41.8k and 8.42M."""
    size = abs(float(number))
    if round(size) < 10**4:
        return signed(f"{round(size):,}", number)
    for divisor, letter in ((10**3, "k"), (10**6, "M"), (10**9, "B")):
        text = _three_figures(size / divisor)
        if float(text) < 1000 or letter == "B":
            return signed(f"{text}{letter}", number)
    raise AssertionError("unreachable")


def money(amount: Number, currency: str | None) -> str:
    """Say an amount: €0.042, €40.76, €9,840, €117.8k, 9,840 CHF."""
    size = abs(Decimal(amount))
    sign = SIGNS.get(currency or "")
    text = _amount(size, whole=currency in WHOLE_CURRENCIES)
    text = f"{sign}{text}" if sign else f"{text} {currency or ''}".rstrip()
    return signed(text, amount)


def _amount(size: Decimal, *, whole: bool) -> str:
    if size >= 999_950:
        return f"{size / 10**6:.2f}M"
    if size >= 10**4:
        return f"{size / 10**3:.1f}k"
    if whole or size >= 1000:
        return f"{size:,.0f}"
    if 0 < size < Decimal("0.1"):
        return f"{size:.3f}"
    return f"{size:.2f}"


def percent(share: Number, decimals: int = 1, *, plus: bool = False) -> str:
    """Say a share as 71.4 %; plus: a change, as +22 %."""
    text = f"{abs(float(share)) * 100:,.{decimals}f} %"
    lead = "+" if plus and share > 0 else ""
    return lead + signed(text, share)


def per_hundred(rate: Number, decimals: int = 1) -> str:
    """Say a rate as what comes to a hundred: 2.4."""
    size = abs(float(rate)) * 100
    return signed(f"{size:,.{decimals}f}", rate) if size < 10**4 else count(float(rate) * 100)


def per_so_many(unit: Unit) -> bool:
    """Tell whether a rate says itself how many it is per: `1,000 views`, `1 day`."""
    return unit.kind is Kind.RATE and unit.per[:1].isdigit()


def plain_text(text: str) -> str:
    """Give a text without what would steer a terminal or turn the direction of writing."""
    return STEERING.sub("\ufffd", text)


def day(value: date) -> str:
    """Say a day: 14 Nov 2026."""
    return f"{value.day} {value:%b %Y}"


def plural(noun: str) -> str:
    """Give the plural of a noun that a unit counts."""
    if not noun or noun.endswith(("people", "money")):
        return noun
    if noun.endswith(("s", "ch", "x")):
        return f"{noun}es"
    return f"{noun}s"


def counted(number: int, noun: str) -> str:
    """Say a count with its noun: 1 post, 14 posts."""
    return f"{count(number)} {noun if number == 1 else plural(noun)}"


def signed(text: str, number: Number) -> str:
    """Put the minus sign before a text of the number's size; nothing stands before a zero."""
    is_zero = not any(figure in text for figure in "123456789")
    return text if is_zero or not number < 0 else f"{MINUS}{text}"


def decimals(unit: Unit, numbers: Iterable[Cell], bounds: Iterable[tuple[Cell, Cell]] = ()) -> int:
    """Give one precision for a whole column: one more where an interval would collapse."""
    if unit.kind not in (Kind.SHARE, Kind.RATE):
        return 2 if unit.kind is Kind.RATIO else 1
    times = 1 if per_so_many(unit) else 100
    sizes = [abs(float(n)) * times for n in numbers if is_finite(n) and n]
    if not sizes:
        return 1
    places = 1
    if unit.kind is Kind.RATE:
        places = max(1, 2 - math.floor(math.log10(max(sizes))))
    pairs = [(low, high) for low, high in bounds if is_finite(low) and is_finite(high)]
    widest = max(places, min(places + 2, MOST_DECIMALS))
    while places < widest and any(_collapses(low, high, places, times) for low, high in pairs):
        places += 1
    return min(places, MOST_DECIMALS + 2)


def _collapses(low: Cell, high: Cell, places: int, times: int) -> bool:
    texts = [f"{float(bound) * times:.{places}f}" for bound in (low, high)]  # type: ignore[arg-type]
    return low != high and texts[0] == texts[1]


def value(
    number: Number,
    unit: Unit,
    currency: str | None = None,
    *,
    places: int | None = None,
    plus: bool = False,
) -> str:
    """Say a number in its unit; the noun of a rate or count is the header's business.

    plus: it is a change or a return, with its sign and in per cent.
    """
    places = decimals(unit, [number]) if places is None else places
    match unit.kind:
        case _ if plus:
            return percent(number, 0 if abs(float(number)) >= 0.1 else 1, plus=True)
        case Kind.MONEY:
            return money(number, currency)
        case Kind.SHARE:
            return percent(number, places)
        case Kind.RATE:
            return per_hundred(float(number) / 100 if per_so_many(unit) else number, places)
        case Kind.RATIO:
            return signed(f"{abs(number):,.2f}×", number)
        case Kind.SECONDS:
            return signed(f"{abs(number):,.1f} s", number)
        case _ if unit.of in EXACT_COUNTS:
            return str(number)
        case _:
            return count(number)


def interval(
    low: Cell,
    high: Cell,
    unit: Unit,
    currency: str | None = None,
    *,
    places: int | None = None,
    plus: bool = False,
) -> str:
    """Say an interval: 2.9–3.3, or −6 % to +40 %; empty where there is none."""
    if not is_finite(low):
        return ""
    places = decimals(unit, [low, high], [(low, high)]) if places is None else places
    first = value(low, unit, currency, places=places, plus=plus)
    if not is_finite(high):
        return f"{first} or more"
    last = value(high, unit, currency, places=places, plus=plus)
    if plus or low < 0:
        return f"{first} to {last}"
    for tail in (" %", "×", " s"):
        first = first.removesuffix(tail)
        last = last.removesuffix(tail)
    return f"{first}–{last}"


def cell(
    found: Cell,
    unit: Unit,
    currency: str | None = None,
    *,
    places: int | None = None,
    plus: bool = False,
) -> str:
    """Say any cell of an answer; what is not known is never blank."""
    if found is None or (isinstance(found, float) and not math.isfinite(found)):
        return UNKNOWN
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, date):
        return day(found)
    if isinstance(found, str):
        return plain_text(found)
    if unit.kind in (Kind.TEXT, Kind.MOMENT):
        return str(found)
    return value(found, unit, currency, places=places, plus=plus)


def heading(unit: Unit, currency: str | None = None) -> str:
    """Say a unit as a table's header does: `saves per 100 views`, `€ per order`, `views`."""
    sign = SIGNS.get(currency or "", currency or "")
    per = unit.per if unit.per.endswith("s") else plural(unit.per)
    match unit.kind:
        case Kind.RATE if per_so_many(unit):
            return f"{plural(unit.of)} per {unit.per.removeprefix('1 ')}"
        case Kind.RATE:
            return f"{plural(unit.of)} per 100 {per}"
        case Kind.MONEY:
            return f"{sign or 'money'} per {unit.per}" if unit.per else sign
        case Kind.SECONDS:
            return f"seconds per {unit.per}" if unit.per else "seconds"
        case Kind.COUNT:
            return plural(unit.of)
        case Kind.SHARE:
            return "share"
        case _:
            return ""


def unit_of(column: Shown, row: Row) -> Unit:
    """Give the unit of a cell; where rows hold different metrics, the row says it."""
    kind = row["kind"]
    if column.unit.kind is not Kind.RATIO or not isinstance(kind, str) or kind not in list(Kind):
        return column.unit
    of, _, per = str(row["unit"] or "").partition(" per ")
    return Unit(Kind(kind), of, per)


def is_signed(column: Shown, row: Row) -> bool:
    """Tell whether a cell is a change or a return, which is said with its sign."""
    if column.key in SIGNED_SHARES:
        return True
    return row["metric"] in SIGNED_SHARES and column.key in ("value", "previous")


def _three_figures(number: float) -> str:
    size = 2 if number < 9.995 else 1 if number < 99.95 else 0
    return f"{number:.{size}f}"
