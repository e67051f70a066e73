"""How an explanation looks in a terminal: the number, its formula, its SQL, its rows."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from clipworth.model import formats
from clipworth.model.units import Kind
from clipworth.model.words import WORD_MEANINGS
from clipworth.surfaces.cli.answer_view import SIMULATED, days
from clipworth.surfaces.cli.columns import MARKS, UNKNOWN
from clipworth.surfaces.cli.lists import Paragraph, indented

if TYPE_CHECKING:
    from clipworth.model.answers import Ask, Explanation, Input
    from clipworth.model.settings import Settings

MOST_FILES = 12


def explanation_parts(
    explained: "Explanation", ask: "Ask", settings: "Settings"
) -> Iterator[RenderableType]:
    """Draw an explanation."""
    currency = settings.currency
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
        for one in explained.inputs:
            yield from _input(one)
        if any(one.receipts for one in explained.inputs):
            yield indented("clipworth originals RECEIPT --to FOLDER writes a file out.", "dim")
    if explained.caveats:
        yield from _section("To know", explained.caveats)
    if explained.sql:
        yield Text("")
        yield Text("SQL", style="underline")
        # It is to be copied, so its lines stay whole.
        for line in explained.sql.strip().splitlines():
            yield Text(f"  {line}".rstrip(), no_wrap=True, overflow="ignore")


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


def _input(one: "Input") -> Iterator[RenderableType]:
    value = one.value
    if isinstance(value, Decimal):
        exact = f"{value:,.2f}"
    elif value is None:
        # What does not add, such as followers or a code, is counted.
        exact = formats.counted(one.values, "value") if one.values else UNKNOWN
    else:
        exact = f"{value:,}" if _is_number(value) else str(value)
    money = f" {one.currency}" if one.currency else ""
    word = f"  {MARKS[one.word]} {one.word}" if one.word else ""
    yield indented(f"{one.label}: {exact}{money}{word}")
    for _, where in one.receipts[:MOST_FILES]:
        yield indented(f"  {where}", "dim")
    more = len(one.receipts) - MOST_FILES
    if more > 0:
        yield indented(f"  … and {more:,} more files: --json has all.", "dim")


def _is_number(value: object) -> bool:
    return not isinstance(value, str | bool) and hasattr(value, "__round__")
