"""Tables in text files: CSV in any encoding, with any separator, sound or broken."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
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
Cut = Callable[[str], Iterator[CutRow]]
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
        cut: Cut | None,
    ) -> Grid:
        """Lay the table out; header_row is its number as a spreadsheet shows it."""
        fast = None if cut else self._fast(store, headers, header_row, delimiter)
        if fast is not None:
            return fast
        rows = self.rows(len(headers.cells), header_row, delimiter, cut)
        return laid_out(rows, headers, folder / "rows.csv", self.name, header_row + 1)

    def rows(
        self, width: int, header_row: int, delimiter: str, cut: Cut | None
    ) -> Iterator[CutRow]:
        """Give every row below the header, cut into cells or with the reason why not."""
        if cut is not None:
            yield from (row for row in cut(self._text()) if row.number > header_row)
            return
        with self._open() as file:
            yield from _cut(file, width, header_row, delimiter)

    def top(self, header_row: int, delimiter: str) -> list[list[str]]:
        """Give the rows down to the header."""
        with self._open() as file:
            records = islice(_records(file, delimiter), header_row)
            return [cells or [] for cells, _ in records]

    def _fast(self, store: Store, headers: Headers, header_row: int, delimiter: str) -> Grid | None:
        """Let the engine cut the file; None where a row might be lost or misnumbered by that."""
        probe = self.probe
        if probe.encoding != "utf-8-sig" or probe.carriage_only or probe.guessed:
            return None
        columns = [(f"c{i}", "VARCHAR") for i in range(len(headers.cells))]
        relation = plain_csv(probe.path, columns, delimiter=delimiter, skip=header_row)
        # A row per line means that no cell holds a line end and no line is empty or was skipped.
        rows = probe.lines - header_row
        counted = store.attempt(f"select count(*) from {relation}")
        if counted != rows:
            return None
        return Grid(headers, relation, numbered=False, first_row=header_row + 1, row_count=rows)

    def _text(self) -> str:
        with self._open() as file:
            return file.read(WHOLE_TEXT_LIMIT).lstrip("\ufeff")

    def _open(self) -> io.TextIOWrapper:
        return self.probe.path.open(encoding=self.probe.encoding, errors="replace", newline="")

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
) -> Iterator[tuple[list[str] | None, list[str]]]:
    """Give each record with its lines; cells are None where it cannot be cut."""
    lines: list[str] = []

    def remembered() -> Iterator[str]:
        for line in file:
            lines.append(line)
            yield line

    source = remembered()
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        lines.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None, list(lines)
            # The reader is in the middle of a cell; a new one starts at the next line.
            reader = csv.reader(source, delimiter=delimiter, strict=True)
            continue
        yield cells, list(lines)


def _cut(file: io.TextIOWrapper, width: int, header_row: int, delimiter: str) -> Iterator[CutRow]:
    """Give records, or where a quote swallowed lines, each of those lines by itself."""
    number = 0
    for cells, lines in _records(file, delimiter):
        number += 1
        if number <= header_row or (cells is not None and not any(map(str.strip, cells))):
            continue
        row = fitted(number, cells, width) if cells is not None else None
        if row is not None and (not row.problem or len(lines) == 1):
            yield row
            continue
        for place, line in enumerate(lines):
            yield from _alone(number + place, line, width, delimiter)
        number += len(lines) - 1


def _alone(number: int, line: str, width: int, delimiter: str) -> Iterator[CutRow]:
    try:
        cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, strict=True), [])
    except csv.Error:
        yield CutRow(number, (), "has a quote that is never closed.", UNCLOSED)
        return
    if any(map(str.strip, cells)):
        yield fitted(number, cells, width)
