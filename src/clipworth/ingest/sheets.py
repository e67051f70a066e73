"""Tables in XLSX workbooks and JSON documents, as rows of text."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from clipworth.ingest.formulas import unworked
from clipworth.ingest.grids import HEAD_ROWS, Grid, Head, laid_out, numbered_lists
from clipworth.ingest.probe import Probe
from clipworth.model.problems import Problem
from clipworth.sources.declare import CutRow, Headers
from clipworth.store.engine import Store

JSON_LIMIT = 256 << 20
# Where the rows of a JSON document stand, in the shapes that exports and scrapers write.
LISTS = ("itemList", "items", "videos", "list", "rows", "records", "data", "comments")
DEEPEST = 12


@dataclass(frozen=True)
class RowTable:
    """Rows already cut into cells of text, each with its number."""

    name: str
    part: str
    cells: tuple[tuple[int, list[str]], ...]
    problems: tuple[Problem, ...] = ()

    def heads(self) -> list[Head]:
        """Give the first rows."""
        return [Head(tuple((number, tuple(cells)) for number, cells in self.cells[:HEAD_ROWS]))]

    def top(self, header_row: int, delimiter: str) -> list[list[str]]:  # noqa: ARG002
        """Give the rows down to the header."""
        return [cells for number, cells in self.cells if number <= header_row]

    def rows(
        self,
        width: int,
        header_row: int,
        delimiter: str,  # noqa: ARG002 - tables share one shape
        cut: object,  # noqa: ARG002
    ) -> Iterator[CutRow]:
        """Give every row below the header, those that could not be read last."""
        yield from numbered_lists(
            ((number, cells) for number, cells in self.cells if number > header_row), width
        )
        yield from (CutRow(p.row or 0, (), p.message, p.remedy) for p in self.problems)

    def grid(
        self,
        store: Store,  # noqa: ARG002 - tables share one shape
        headers: Headers,
        header_row: int,
        delimiter: str,
        folder: Path,
        cut: object,
    ) -> Grid:
        """Lay the table out."""
        rows = self.rows(len(headers.cells), header_row, delimiter, cut)
        return laid_out(rows, headers, folder / "rows.csv", self.name, header_row + 1)


def workbook(path: Path, name: str) -> list[RowTable]:
    """Read every sheet of a workbook.

    Raises ValueError where it cannot be read.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [(title, book.get_sheet_by_name(title)) for title in book.sheet_names]
        tables, formulas = [], unworked(path)
        for title, sheet in sheets:
            rows = sheet.to_python(skip_empty_area=False)
            numbered = tuple((n, [cell(value) for value in row]) for n, row in enumerate(rows, 1))
            for (row, column), formula in formulas.get(title, {}).items():
                # What is shown is no value, so that its reader says so where one is needed.
                if row < len(numbered) and column < len(numbered[row][1]):
                    numbered[row][1][column] = formula
            tables.append(RowTable(name, title if len(sheets) > 1 else "", numbered))
    except (CalamineError, OSError) as error:
        raise ValueError(str(error)) from error
    except BaseException as error:
        # The library reports some damage by a panic, which is no Exception and has no name here.
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError("it is damaged") from error
    return [table for table in tables if table.cells]


def cell(value: Any) -> str:
    """Write a workbook's cell as a CSV export would."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value.is_integer():
            # From 15 digits on a workbook no longer holds every digit of a number.
            return str(int(value)) if abs(value) < 1e15 else f"{value:.14E}"
        return _unmistakable(repr(value))
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _unmistakable(number: str) -> str:
    """Write a fourth decimal where a dot before three digits would pass for thousands."""
    return f"{number}0" if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", number) else number


def json_tables(probe: Probe, name: str) -> list[RowTable]:
    """Read JSON lines or a JSON document as one table whose headers are paths into it.

    Raises ValueError where it is no JSON.
    """
    if probe.size > JSON_LIMIT:
        raise ValueError("is larger than 256 MiB; split it, or write it as JSON lines in parts")
    text = probe.path.read_text(encoding=probe.encoding)
    try:
        records: list[tuple[int, Any]] = list(enumerate(_records(_parsed(text)), start=1))
        problems: list[Problem] = []
    except ValueError:
        records, problems = _json_lines(text, name)
    flat = [(number, dict(_flat(record))) for number, record in records]
    headers = list(dict.fromkeys(key for _, record in flat for key in record))
    if not headers:
        raise ValueError("holds no record")
    # The headers are ours and stand on row 0, so that records keep the number of their line.
    rows = [(0, headers)]
    rows += [(number, [record.get(key, "") for key in headers]) for number, record in flat]
    return [RowTable(name, "", tuple(rows), tuple(problems))]


def _parsed(text: str) -> Any:
    # Digits are kept as they stand: ids do not fit a float.
    return json.loads(text, parse_int=str, parse_float=_unmistakable, parse_constant=str)


def _json_lines(text: str, name: str) -> tuple[list[tuple[int, Any]], list[Problem]]:
    records, problems = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = _parsed(line)
        except (ValueError, RecursionError) as error:
            reason = str(error).split(":")[0]
            problems.append(
                Problem(name, f"is not JSON: {reason}.", "Download the file again.", row=number)
            )
            continue
        records.append((number, record))
    if not records:
        raise ValueError("is not JSON")
    return records, problems


def _records(document: Any) -> Iterable[Any]:
    """Find the rows in a document: a list, a list inside it, or the document as one row."""
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        for key in LISTS:
            inner = document.get(key)
            if isinstance(inner, list) and inner and isinstance(inner[0], dict):
                return inner
            if isinstance(inner, dict) and any(isinstance(inner.get(k), list) for k in LISTS):
                return _records(inner)
        return [document]
    raise ValueError("holds no record")


def _flat(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth < DEEPEST:
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list):
        plain = all(not isinstance(item, dict | list) for item in value)
        text = ";".join(map(str, value)) if plain else json.dumps(value, ensure_ascii=False)
        yield path, text
    elif isinstance(value, bool):
        yield path, "true" if value else "false"
    else:
        yield path, "" if value is None else str(value)
