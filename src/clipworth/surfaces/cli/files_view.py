"""How imported files look in a terminal: under what they are, with days, overlaps, problems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from posixpath import commonpath
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from clipworth.model import formats
from clipworth.surfaces.cli.columns import Part
from clipworth.surfaces.cli.lists import Paragraph, indented
from clipworth.surfaces.cli.tables import drawn_in_groups, fitted

if TYPE_CHECKING:
    from clipworth.model.answers import Row

SET_ASIDE = "Set aside whole"
INDENT = 2


@dataclass(frozen=True)
class FileLine:
    """One file as a line: what it is, how much of it was read, what it covers."""

    receipt: str
    kind: str
    file: str
    rows: str
    days: str
    overlaps: str
    problems: str


def file_line(row: "Row", problems: str = "") -> FileLine:
    """Make the line of a file from the answer about the data. problems: what is said instead."""
    return FileLine(
        receipt=str(row["receipt"]),
        kind=str(row["source"] or SET_ASIDE),
        file=str(row["file"]),
        rows=read_of(_number(row, "rows_read"), _number(row, "row_count")),
        days=days(row),
        overlaps=_overlaps(row),
        problems=problems or _problems(row),
    )


def read_of(read: int, rows: int) -> str:
    """Say how many rows were read, and of how many where some were not."""
    return f"{read:,}" if read == rows else f"{read:,} of {rows:,}"


def days(row: "Row") -> str:
    """Say the days that a file covers: 7 – 8 Mar 2026, 1 Nov – 3 Dec 2026."""
    first, last = row["first_day"], row["last_day"]
    if not isinstance(first, date) or not isinstance(last, date):
        return ""
    if first == last:
        return formats.day(first)
    said = formats.day(first)
    if first.year == last.year:
        said = f"{first.day}" if first.month == last.month else said.removesuffix(f" {first.year}")
    return f"{said} – {formats.day(last)}"


def _overlaps(row: "Row") -> str:
    files, rows = _number(row, "overlap_files"), _number(row, "overlap_rows")
    if not files:
        return ""
    if files == 1:
        return f"{formats.counted(rows, 'row')} in 1 file"
    return f"up to {formats.counted(rows, 'row')} in {files:,} files"


def _problems(row: "Row") -> str:
    found = {key: _number(row, f"{key}s") for key in ("error", "warning", "note")}
    return ", ".join(formats.counted(number, key) for key, number in found.items() if number)


def _number(row: "Row", key: str) -> int:
    cell = row[key]
    return cell if isinstance(cell, int) else 0


def files_table(lines: Sequence[FileLine], width: int) -> Iterator[RenderableType]:
    """Draw files under what they are, first those of which nothing is read."""
    kinds = sorted({line.kind for line in lines}, key=lambda kind: (kind != SET_ASIDE, kind))
    ordered = sorted(lines, key=lambda line: kinds.index(line.kind))
    parts, _ = fitted(_parts(ordered), width - INDENT)
    yield from drawn_in_groups(parts, [line.kind for line in ordered], width, INDENT)


def _parts(lines: Sequence[FileLine]) -> list[Part]:
    folder = _folder([line.file for line in lines])

    def part(key: str, title: str, rank: int, least: int = 0, *, right: bool = False) -> Part:
        cells = tuple(str(getattr(line, key)) for line in lines)
        return Part(key, title, cells, rank, right=right, least=least)

    names = tuple(line.file.removeprefix(folder) for line in lines)
    parts = [
        Part("file", f"File in {folder}" if folder else "File", names, 0, least=24),
        part("rows", "Rows read", 1, right=True),
        part("days", "Days covered", 2, 18),
        part("overlaps", "Overlaps", 4, 14),
        part("problems", "Problems", 3, 10),
        part("receipt", "Receipt", 5),
    ]
    return [one for one in parts if any(one.cells)]


def _folder(files: Sequence[str]) -> str:
    """Give the folder that all files lie in, with its slash; empty where they share none."""
    folders = {file.rpartition("/")[0] for file in files}
    shared = "" if "" in folders else commonpath(sorted(folders))
    return f"{shared}/" if shared and len(files) > 1 else ""


def lack_parts(lacks: "Sequence[Row]", most: int) -> Iterator[RenderableType]:
    """Draw what is missing: a sentence each, and what to do."""
    for row in lacks[:most]:
        yield Paragraph(str(row["said"]), indent=2)
        yield Paragraph(f"{row['remedy']} ({row['question']})", "dim", indent=4)
    if len(lacks) > most:
        yield indented(f"… and {len(lacks) - most:,} more, with --json", "dim")


def lacks_in_short(lacks: "Sequence[Row]", most: int) -> Iterator[RenderableType]:
    """Draw what is missing after an import, and where to read what to do about it."""
    if not lacks:
        return
    yield Text("")
    yield Text("Missing", style="underline")
    for row in lacks[:most]:
        yield Paragraph(str(row["said"]), indent=2)
    more = f"… and {len(lacks) - most:,} more: " if len(lacks) > most else ""
    yield indented(f"{more}clipworth show data says what to do about each.", "dim")
