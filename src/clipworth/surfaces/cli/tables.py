"""Drawing a table for the width there is: figures whole, columns left out by their rank."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from textwrap import wrap

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from clipworth.model.answers import AnswerTable
from clipworth.surfaces.cli.columns import MARKS, UNKNOWN, Columns, Part, columns, superscript
from clipworth.surfaces.cli.lists import Paragraph, indented, plain_table

GAP = 2
MOST_GONE = 8
FRAME = UNKNOWN[0]
MOST_TEXT = 44


def table_parts(
    table: AnswerTable, currency: str | None, width: int, most_rows: int
) -> Iterator[RenderableType]:
    """Draw a table, and below it what a reader of it must know."""
    rows = table.rows[:most_rows]
    made = columns(table, rows, currency)
    parts, gone = fitted(made.parts, width)
    parts, reasons = _renumbered(parts, made)
    yield drawn(parts, width) if parts else indented("No row.", "dim")
    more = len(table.rows) - len(rows)
    if more > 0:
        noun = "row" if more == 1 else "rows"
        yield indented(f"… and {more:,} more {noun}: --csv and --json have all.", "dim")
    yield from _below(made, parts, reasons, gone)


def _renumbered(parts: Sequence[Part], made: Columns) -> tuple[list[Part], list[str]]:
    """Number the reasons of the cells that are left, from 1."""
    texts = "\n".join(cell for part in parts for cell in part.cells)
    told = [(mark, why) for why, mark in made.notes.reasons.items() if f"{UNKNOWN}{mark}" in texts]
    news = {mark: superscript(place) for place, (mark, _) in enumerate(told, start=1)}

    def renumbered(cell: str) -> str:
        mark = cell.removeprefix(UNKNOWN)
        return f"{UNKNOWN}{news[mark]}" if cell != mark else cell

    new = [replace(part, cells=tuple(map(renumbered, part.cells))) for part in parts]
    return new, [why for _, why in told]


def _below(
    made: Columns, parts: Sequence[Part], reasons: Sequence[str], gone: Sequence[str]
) -> Iterator[RenderableType]:
    spelled = any(part.short for part in parts)
    if made.words and not spelled:
        yield indented("  ".join(f"{MARKS[word]} {word}" for word in made.words), "dim")
    for place, reason in enumerate(reasons, start=1):
        yield Paragraph(reason, "dim", indent=2, lead=Text(f"{superscript(place)} ", "dim"))
    for labels, reason in _together(made.left):
        yield indented(f"{labels}: {UNKNOWN} {reason}", "dim")
    if gone:
        more = f" and {len(gone) - MOST_GONE} more" if len(gone) > MOST_GONE else ""
        yield indented(f"Left out at this width: {', '.join(gone[:MOST_GONE])}{more}.", "dim")


def _together(left: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the labels of each reason."""
    for reason in dict.fromkeys(reason for _, reason in left):
        yield ", ".join(label for label, why in left if why == reason), reason


def fitted(parts: Sequence[Part], width: int) -> tuple[list[Part], list[str]]:
    """Choose what fits into a width: fewer extras, then marks for words, then fewer columns."""
    kept, gone = list(parts), []
    while kept and _need(kept) > width:
        worst = max(kept, key=lambda part: (part.spare, part.rank))
        wordy = next((part for part in kept if part.short), None)
        if wordy is not None and not worst.spare:
            at = kept.index(wordy)
            kept[at] = replace(wordy, cells=wordy.short, short=(), title="")
            continue
        if worst.rank == min(part.rank for part in kept):
            break
        kept = [part for part in kept if part.rank != worst.rank]
        if not worst.spare:
            gone += [part.title.split("\u00a0")[0] for part in parts if part.rank == worst.rank][:1]
    return kept, gone[::-1]


def _need(parts: Sequence[Part]) -> int:
    return sum(part.least or natural(part) for part in parts) + GAP * (len(parts) - 1)


def natural(part: Part) -> int:
    """Give the width that a part takes when nothing presses."""
    words = [cell_len(word) for word in part.title.split(" ")]
    widest = max([0, *map(cell_len, part.cells), *words, min(cell_len(part.title), part.head)])
    return max(part.least, min(widest, MOST_TEXT)) if part.flexible else widest


def widths(parts: Sequence[Part], width: int) -> list[int]:
    """Give each part its width; texts give way, the widest first, and figures never do."""
    given = [natural(part) for part in parts]
    while sum(given) + GAP * (len(parts) - 1) > width:
        able = [at for at, part in enumerate(parts) if part.flexible and given[at] > part.least]
        if not able:
            break
        widest = max(able, key=lambda at: given[at])
        given[widest] -= 1
    return given


def drawn(parts: Sequence[Part], width: int) -> Table:
    """Draw parts as a table with one hairline, the last lines of all headers on one level."""
    given = widths(parts, width)
    table = _headed(parts, given)
    for place in range(len(parts[0].cells) if parts else 0):
        _add_row(table, parts, place)
    return table


def drawn_in_groups(
    parts: Sequence[Part], groups: Sequence[str], width: int, indent: int
) -> Iterator[RenderableType]:
    """Draw a table whose rows stand under the names of their groups, and to the right of them.

    groups: the group of each row; rows of a group stand side by side.
    """
    given = widths(parts, width - indent)
    yield Padding(_headed(parts, given), (0, 0, 0, indent))
    places = range(len(groups))
    for group, inside in groupby(places, key=lambda place: groups[place]):
        yield Text(group, style="bold")
        table = _headed(parts, given)
        table.show_header = False
        for place in inside:
            _add_row(table, parts, place)
        yield Padding(table, (0, 0, 0, indent))


def _headed(parts: Sequence[Part], given: Sequence[int]) -> Table:
    table = plain_table()
    titles = [
        wrap(part.title, room, break_long_words=False) or [""]
        for part, room in zip(parts, given, strict=True)
    ]
    height = max((len(lines) for lines in titles), default=1)
    for part, lines, room in zip(parts, titles, given, strict=True):
        table.add_column(
            "\n".join([*[""] * (height - len(lines)), *lines]),
            justify="right" if part.right else "left",
            header_style="dim",
            style="dim" if part.dim else "",
            no_wrap=not part.flexible,
            overflow="fold",
            width=room,
        )
    return table


def _add_row(table: Table, parts: Sequence[Part], place: int) -> None:
    cells = [part.cells[place] for part in parts]
    table.add_row(*(Text(cell, style="dim" if cell.startswith(FRAME) else "") for cell in cells))
