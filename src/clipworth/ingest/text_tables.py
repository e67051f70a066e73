"""Tables in text files: CSV in any encoding, with any separator, sound or broken."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clipworth.ingest.grids import HEAD_ROWS, Grid, Head, fitted, laid_out, plain_csv
from clipworth.ingest.probe import Probe
from clipworth.model.problems import Problem
from clipworth.sources.declare import CutRow, Headers
from clipworth.store.engine import Store

DELIMITERS = (",", ";", "\t", "|")
CELL_LIMIT = 1 << 20
WHOLE_TEXT_LIMIT = 256 << 20
UNCLOSED = "Close the quote, or export again: the file may have been cut off."
csv.field_size_limit(CELL_LIMIT)


@dataclass(frozen=True)
class TextTable:
    """A text file that may be a table."""

    probe: Probe
    name: str
    part: str = ""

    def heads(self) -> list[Head]:
        """Give the first rows under each separator that splits them."""
        encoding = self.probe.encoding or "utf-8"
        text = self.probe.head.decode(encoding, errors="ignore").lstrip("\ufeff")
        heads = [_head(text, delimiter) for delimiter in DELIMITERS]
        split = [head for head in heads if any(len(cells) > 1 for _, cells in head.rows)]
        return split or heads[:1]

    def grid(
        self,
        store: Store,
        headers: Headers,
        header_row: int,
        delimiter: str,
        folder: Path,
        cut: Callable[[str], Iterator[CutRow]] | None,
    ) -> Grid:
        """Lay the table out; header_row is its number as a spreadsheet shows it."""
        if cut is not None:
            below = (row for row in cut(self._text()) if row.number > header_row)
            return laid_out(below, headers, folder / "rows.csv", self.name, header_row + 1)
        fast = self._fast(store, headers, header_row, delimiter)
        if fast is not None:
            return fast
        rows = self._cut(len(headers.cells), header_row, delimiter)
        return laid_out(rows, headers, folder / "rows.csv", self.name, header_row + 1)

    def _fast(self, store: Store, headers: Headers, header_row: int, delimiter: str) -> Grid | None:
        """Let the engine cut the file; None where a row might be lost or misnumbered by that."""
        probe = self.probe
        if probe.encoding != "utf-8-sig" or probe.carriage_only or probe.long_line:
            return None
        columns = [(f"c{i}", "VARCHAR") for i in range(len(headers.cells))]
        relation = plain_csv(probe.path, columns, delimiter=delimiter, skip=header_row)
        # A row per line means that no cell holds a line end and no line is empty or was skipped.
        rows = probe.lines - header_row
        counted = store.attempt(f"select count(*) from {relation}") if rows else 0
        if counted != rows:
            return None
        return Grid(headers, relation, numbered=False, first_row=header_row + 1, row_count=rows)

    def _text(self) -> str:
        with self._open() as file:
            return file.read(WHOLE_TEXT_LIMIT).lstrip("\ufeff")

    def _open(self) -> io.TextIOWrapper:
        return self.probe.path.open(encoding=self.probe.encoding, errors="replace", newline="")

    def lines(self, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
        """Give every record with its number, the header's too; None where it cannot be cut."""
        with self._open() as file:
            for number, cells, lines in _records(file, delimiter):
                if cells is not None and len(lines) == 1:
                    yield number, cells
                    continue
                for place, row in enumerate(_apart(cells, lines, delimiter)):
                    yield number + place, row

    def _cut(self, width: int, header_row: int, delimiter: str) -> Iterator[CutRow]:
        with self._open() as file:
            for number, cells, lines in _records(file, delimiter):
                if number <= header_row:
                    continue
                if cells is not None and not any(cell.strip() for cell in cells):
                    continue
                yield from _sound_or_apart(number, cells, lines, width, delimiter)

    def too_long(self) -> Problem | None:
        """Refuse a file with a line that no table has."""
        if not self.probe.long_line:
            return None
        return Problem(
            self.name,
            "has a line of over 4 MiB, so it is no table that can be read.",
            "Export it again; a file on one line was damaged on its way.",
            row=self.probe.long_line,
        )


def _head(text: str, delimiter: str) -> Head:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for number, cells in enumerate(reader, start=1):
            rows.append((number, tuple(cells)))
            if number == HEAD_ROWS:
                break
    except csv.Error:
        pass  # the head was cut inside a cell; what came before it is enough
    return Head(tuple(rows), delimiter)


def _records(
    file: io.TextIOWrapper, delimiter: str
) -> Iterator[tuple[int, list[str] | None, list[str]]]:
    """Give each record with its number and its lines; cells are None where it cannot be cut."""
    lines: list[str] = []

    def remembered() -> Iterator[str]:
        first = True
        for line in file:
            text = line.lstrip("\ufeff") if first else line
            first = False
            lines.append(text)
            yield text

    source = remembered()
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    number = 0
    while True:
        lines.clear()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, None, list(lines)
            # The reader is in the middle of a cell; a new one starts at the next line.
            reader = csv.reader(source, delimiter=delimiter, strict=True)
            number += len(lines) - 1
            continue
        yield number, cells, list(lines)


def _sound_or_apart(
    number: int, cells: list[str] | None, lines: list[str], width: int, delimiter: str
) -> Iterator[CutRow]:
    """Give a record, or where a quote swallowed lines, each of its lines that stands by itself."""
    row = fitted(number, cells, width) if cells is not None else None
    if row is not None and (not row.problem or len(lines) == 1):
        yield row
        return
    for place, alone in enumerate(_apart(None, lines, delimiter)):
        if alone is None:
            yield CutRow(number + place, (), "has a quote that is never closed.", UNCLOSED)
        elif any(cell.strip() for cell in alone):
            yield fitted(number + place, alone, width)


def _apart(cells: list[str] | None, lines: list[str], delimiter: str) -> Iterator[list[str] | None]:
    """Give the record whole where it was cut, or else each line cut by itself."""
    if cells is not None:
        yield cells
        return
    for line in lines:
        try:
            yield next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, strict=True), [])
        except csv.Error:
            yield None
