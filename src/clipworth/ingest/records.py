"""Tables of nested records: Parquet and JSON lines, which the engine reads and Python does not."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from clipworth.ingest.grids import Grid, Head, plain_csv
from clipworth.ingest.probe import Probe
from clipworth.model.problems import Problem
from clipworth.sources.declare import Column, Headers, Source, plain
from clipworth.sources.registry import sources
from clipworth.store.engine import Store, Unreadable, name, quoted
from clipworth.store.records import (
    PAIR,
    Shape,
    flattened,
    json_structure,
    leads_somewhere,
    parquet_shape,
    paths,
    shape_of,
)

PARQUET_START = b"PAR1"
# So many records at the start of a JSON file tell what its records look like.
SAMPLED = 50
LARGEST_RECORD = 4 << 20
# Columns of a file laid out here: the number of the record, and why it is none.
ROW, BROKEN = "_row", "_broken"
NO_RECORD = "is not a whole JSON record."
DAMAGED = ("is damaged: the engine cannot read all of it.", "Download it again.")


@dataclass(frozen=True)
class RecordTable:
    """Records that the engine reads; its headers are paths into them, on row 0.

    shape: of the records as they stand in a Parquet file; None: the file is JSON.
    wanted: the paths that may be read.
    """

    probe: Probe
    name: str
    cells: tuple[str, ...]
    wanted: tuple[str, ...]
    shape: Shape | None = None
    row_count: int = 0
    part: str = ""

    def heads(self) -> list[Head]:
        """Give the header."""
        return [Head(((0, self.cells),))]

    def top(self, header_row: int, delimiter: str) -> list[list[str]]:  # noqa: ARG002
        """Give what stands above the header: nothing."""
        return []

    def grid(
        self,
        store: Store,
        headers: Headers,
        header_row: int,  # noqa: ARG002 - tables share one shape
        delimiter: str,  # noqa: ARG002
        folder: Path,
        cut: object,  # noqa: ARG002
    ) -> Grid:
        """Lay the records out as a flat file, unless that was done before.

        Raises Unreadable where the engine cannot read the file as what it seemed to be.
        """
        if self.shape is not None and BROKEN in self.shape:
            return self._flat_grid(headers, self.probe.path, self.shape, self.row_count)
        path = folder / "rows.parquet"
        lay_out(store, self.query(store, folder, self.wanted), path)
        laid = parquet_shape(path)
        return self._flat_grid(headers, path, laid.fields, laid.rows)

    def query(self, store: Store, folder: Path, wanted: Sequence[str]) -> str:
        """Write the query that gives these paths of every record as text.

        Beside them it gives _broken, which says why a record is none, and _row where the records do
        not simply count up.
        """
        if self.shape is not None:
            relation = f"read_parquet({quoted(str(self.probe.path))})"
            if BROKEN in self.shape:
                marks = [mark for mark in (ROW, BROKEN) if mark in self.shape]
            else:
                marks = [f"null::VARCHAR as {BROKEN}"]
            return _with_marks(flattened(self.shape, wanted, relation), marks)
        lines, is_numbered = self._lines(store, folder)
        shape = shape_of(wanted)
        is_whole = "line is not null and json_valid(line) and ltrim(line, chr(9) || ' ')[1] = '{'"
        record = f"case when {is_whole} then from_json(line, {quoted(json_structure(shape))}) end"
        number = f"{ROW}, " if is_numbered else ""
        relation = (
            f"(select {number}{record} as record,"
            f" case when not ({is_whole}) then {quoted(NO_RECORD)} end as {BROKEN} from {lines})"
        )
        marks = [ROW, BROKEN] if is_numbered else [BROKEN]
        return _with_marks(flattened(shape, wanted, relation, "record"), marks)

    def _lines(self, store: Store, folder: Path) -> tuple[str, bool]:
        """Give the relation of the records as text, and whether it numbers them."""
        if self.probe.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
            found = (
                f"(select json::VARCHAR as line from read_json_objects("
                f"{quoted(str(self.probe.path))}, format = 'array'))"
            )
            if store.attempt(f"select count(*) from {found}") is None:
                raise Unreadable("is not a whole JSON document")
            return found, False
        fast = self._fast_lines()
        counted = store.attempt(f"select count(*) from {fast} where coalesce(trim(line), '') <> ''")
        if self.probe.encoding == "utf-8-sig" and counted == self.probe.lines:
            return fast, False
        path = folder / "lines.csv"
        _number_lines(self.probe, path)
        columns = [(ROW, "BIGINT"), ("line", "VARCHAR")]
        return plain_csv(path, columns, delimiter=",", skip=0, line_end="\\n"), True

    def _fast_lines(self) -> str:
        # No JSON text holds this letter unescaped, so a line is one cell.
        return (
            f"read_csv({quoted(str(self.probe.path))}, columns = {{'line': 'VARCHAR'}},"
            " auto_detect = false, header = false, delim = '\x02', quote = '', escape = '',"
            f" max_line_size = {2 * LARGEST_RECORD})"
        )

    def _flat_grid(self, headers: Headers, path: Path, shape: Shape, rows: int) -> Grid:
        places = {plain(column): column for column in shape if column not in (ROW, BROKEN)}
        cells = []
        for place, cell in enumerate(headers.cells):
            column = places.get(plain(cell))
            text = f"nullif({name(column)}::VARCHAR, '')" if column else "null::VARCHAR"
            cells.append(f"{text} as c{place}")
        number = ROW if ROW in shape else "file_row_number + 1"
        relation = (
            f"(select {number} as _row, {', '.join(cells)}, {BROKEN} from"
            f" read_parquet({quoted(str(path))}, file_row_number = true))"
        )
        return Grid(headers, relation, numbered=True, first_row=1, row_count=rows, is_flat=True)


def lay_out(store: Store, query: str, path: Path) -> None:
    """Write what a query gives as a flat Parquet file, in the order of the records.

    Raises Unreadable where the engine cannot read what the query reads.
    """
    with store.room_for_records():
        store.read_whole(
            f"copy ({query}) to {quoted(str(path))}"
            " (format parquet, compression snappy, parquet_version v2, write_bloom_filter false)"
        )


def records(name: str, probed: Probe) -> RecordTable | Problem | None:
    """Open a file as a table of records; None where it is none that is read by the engine."""
    if probed.head.startswith(PARQUET_START):
        try:
            found = parquet_shape(probed.path)
        except Unreadable as error:
            return Problem(name, f"is Parquet that cannot be read: {error}.", "Download it again.")
        cells = [path for path in paths(found.fields) if path not in (ROW, BROKEN)]
        widened = _widened(cells, _claiming(cells), within=found.fields)
        return RecordTable(probed, name, *widened, found.fields, found.rows)
    cells = list(dict.fromkeys(path for one in _sampled(probed) for path in _paths_in(one)))
    source = _claiming(cells)
    if source is None:
        return None
    return RecordTable(probed, name, *_widened(cells, source))


def _widened(
    cells: Sequence[str], source: Source | None, *, within: Shape | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Add the paths that only the source knows of; give all, and those that are read.

    within: the shape of the records, where it is known; else any record may have any path.
    """
    if source is None:
        return tuple(cells), tuple(cells)
    headers = Headers(cells)
    wanted = []
    for column in source.columns:
        place = headers.find(column.headers)
        lead = (one for one in column.headers if within is None or leads_somewhere(within, one))
        path = next(lead, None) if place is None else headers.cells[place]
        if path is not None:
            wanted.append(path)
    # A list of pairs is read by its keys, so it is no header of its own.
    lists = {pair["pairs"] for path in wanted if (pair := PAIR.match(path))}
    kept = [cell for cell in cells if cell not in lists]
    return tuple(dict.fromkeys([*kept, *wanted])), tuple(dict.fromkeys(wanted))


def _claiming(cells: Sequence[str]) -> Source | None:
    headers = Headers(cells)
    return next((one for one in sources().values() if one.records and one.claims(headers)), None)


def _sampled(probed: Probe) -> Iterator[dict[str, Any]]:
    """Give the first records of a JSON file that can be read by themselves."""
    text = probed.head.decode(probed.encoding or "utf-8", errors="ignore").lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        yield from islice(filter(None, map(_parsed, text.split("\n"))), SAMPLED)
    elif text.startswith("["):
        decoder, place = json.JSONDecoder(), 1
        for _ in range(SAMPLED):
            while text[place : place + 1].isspace() or text[place : place + 1] == ",":
                place += 1
            try:
                record, place = decoder.raw_decode(text, place)
            except (ValueError, RecursionError):
                return
            if isinstance(record, dict):
                yield record


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _paths_in(record: dict[str, Any], above: str = "") -> Iterator[str]:
    for key, value in record.items():
        path = f"{above}.{key}" if above else key
        if isinstance(value, dict):
            yield from _paths_in(value, path)
        else:
            yield path


def _with_marks(query: str, marks: Sequence[str]) -> str:
    """Let a flattening query give these columns of its relation as well."""
    return query.replace("select ", f"select {''.join(f'{mark}, ' for mark in marks)}", 1)


def _number_lines(probed: Probe, path: Path) -> None:
    """Write the lines of a text that the engine cannot cut by itself, each with its number."""
    with (
        probed.path.open(encoding=probed.encoding, errors="replace", newline="") as file,
        path.open("w", encoding="utf-8", errors="replace", newline="") as out,
    ):
        number = 0
        while line := file.readline(LARGEST_RECORD):
            number += 1
            is_whole = len(line) < LARGEST_RECORD or line.endswith("\n")
            while not is_whole and (rest := file.readline(LARGEST_RECORD)):
                line, is_whole = "...", rest.endswith("\n")
            if text := line.strip().replace("\0", ""):
                quoted_text = text.replace('"', '""').replace("\r", " ")
                out.write(f'"{number}","{quoted_text}"\n')


def used(source: Source, headers: Headers) -> dict[str, Column]:
    """Give the headers of a file that a source reads, with the column that reads each."""
    found: dict[str, Column] = {}
    for column in source.columns:
        place = headers.find(column.headers)
        if place is not None:
            found.setdefault(headers.cells[place], column)
    return found
