"""How an explanation looks in a terminal: the number, its formula, its SQL, its rows."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from clipworth.model import formats
from clipworth.model.units import Kind
from clipworth.model.words import WORD_MEANINGS, Role
from clipworth.surfaces.cli.answer_view import SIMULATED, days
from clipworth.surfaces.cli.columns import MARKS, UNKNOWN
from clipworth.surfaces.cli.lists import Paragraph, Verbatim, indented

if TYPE_CHECKING:
    from clipworth.model.answers import Ask, Cell, Explanation, Input
    from clipworth.model.settings import Settings
    from clipworth.model.units import Unit

MOST_FILES = 12
MOST_RANGES = 12
SIGNS = {
    Role.ADDS: "+",
    Role.SUBTRACTS: "−",
    Role.MULTIPLIES: "×",
    Role.CONVERTS: "⇄",
    Role.DECIDES: "·",
}


def explanation_parts(
    explained: "Explanation", ask: "Ask", settings: "Settings"
) -> Iterator[RenderableType]:
    """Draw an explanation."""
    currency = explained.currency
    if settings.simulated:
        yield Text(SIMULATED, style="yellow")
    yield Text(_topic(explained, ask, settings), style="dim")
    yield Text("")
    yield Paragraph(_value(explained, currency), "bold")
    yield Paragraph(explained.meaning)
    word = explained.word
    yield Text(f"{MARKS[word]} {word}: {WORD_MEANINGS[word]}", style="dim")
    yield from _section("Formula", [explained.formula, *_filled(explained)])
    if explained.method:
        yield from _section("How sure", [explained.method])
    if explained.inputs:
        yield Text("")
        yield Text("Inputs", style="underline")
        yield from _inputs(explained)
        if _is_shortened(explained):
            yield indented("All rows: the same with --json.", "dim")
        if any(one.receipts for one in explained.inputs):
            yield indented("clipworth originals RECEIPT --to FOLDER writes a file out.", "dim")
    if explained.caveats:
        yield from _section("To know", explained.caveats)
    if explained.sql:
        yield Text("")
        yield Text("SQL", style="underline")
        yield Verbatim(explained.sql, indent=2)


def _topic(explained: "Explanation", ask: "Ask", settings: "Settings") -> str:
    where = [f"{key} = {value}" for key, value in ask.where.items()]
    period = days(ask.period) if ask.period else "all days known"
    said = [settings.brand, f"{explained.layer} layer", explained.metric, period, *where]
    if ask.as_of:
        said.append(f"as known on {formats.day(ask.as_of)}")
    return " · ".join(word for word in said if word)


def _value(explained: "Explanation", currency: str | None) -> str:
    if explained.value is None:
        return f"{explained.label}: {UNKNOWN} {explained.unknown}".rstrip()
    unit, low, high = explained.unit, explained.low, explained.high
    plus = explained.metric in formats.SIGNED_SHARES
    places = formats.decimals(unit, [explained.value], [(low, high)])
    said = formats.cell(explained.value, unit, currency, places=places, plus=plus)
    heading = formats.heading(unit, currency)
    if unit.per and "per " in heading:
        whole = unit.kind in (Kind.RATE, Kind.SECONDS)
        said += f" {heading if whole else heading[heading.index('per ') :]}"
    around = formats.interval(low, high, unit, currency, places=places, plus=plus)
    n = f"n = {explained.n:,}" if explained.n is not None else ""
    beside = ", ".join(word for word in (f"95 %: {around}" if around else "", n) if word)
    return f"{explained.label}: {said}" + (f" ({beside})" if beside else "")


def _filled(explained: "Explanation") -> list[str]:
    return [explained.filled] if explained.filled else []


def _section(title: str, lines: "list[str] | tuple[str, ...]") -> Iterator[RenderableType]:
    yield Text("")
    yield Text(title, style="underline")
    for line in lines:
        yield indented(line)


def _inputs(explained: "Explanation") -> Iterator[RenderableType]:
    for part in explained.parts:
        inputs = [one for one in explained.inputs if one.part == part.key]
        if len(explained.parts) > 1:
            value = _said(part.value, part.unit, explained.currency)
            yield indented(f"{part.label}: {value}  {MARKS[part.word]} {part.word}")
        for one in inputs:
            yield from _input(one, explained.currency)
    known = {part.key for part in explained.parts}
    for one in explained.inputs:
        if one.part not in known:
            yield from _input(one, explained.currency)


def _input(one: "Input", currency: str | None) -> Iterator[RenderableType]:
    sign = SIGNS[one.role]
    value = "" if one.role is Role.DECIDES else f": {_said(one.value, one.unit, one.currency)}"
    if one.converted is not None and one.currency != currency:
        value += f" = {_said(one.converted, one.unit, currency)}"
    note = f" ({one.note})" if one.note else ""
    yield indented(f"{sign} {one.label}{value}{note}  {MARKS[one.word]} {one.word}")
    for found in one.receipts[:MOST_FILES]:
        where = f"{found.origin.file} [{found.origin.receipt}]: {found.said(MOST_RANGES)}"
        yield indented(where, "dim", indent=6)
    more = len(one.receipts) - MOST_FILES
    if more > 0:
        yield indented(f"{more:,} more files", "dim", indent=6)


def _said(value: "Cell", unit: "Unit", currency: str | None) -> str:
    """Say a value to its last digit that matters, so that inputs give the number."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Decimal) and unit.kind is Kind.RATIO:
        return f"{value:.6f}"
    if isinstance(value, Decimal):
        return f"{value:,.2f} {currency or ''}".rstrip()
    return f"{value:,.6f}" if isinstance(value, float) else f"{value:,}"


def _is_shortened(explained: "Explanation") -> bool:
    return any(
        len(one.receipts) > MOST_FILES
        or any(len(found.ranges) > MOST_RANGES for found in one.receipts)
        for one in explained.inputs
    )
