"""Text files that hold several tables one below the other, each under lines that begin with #."""

import csv
from collections.abc import Iterator

from clipworth.ingest.probe import Probe
from clipworth.ingest.sheets import RowTable
from clipworth.ingest.text_tables import DELIMITERS

# Reports for people to look at; tables of any size stand alone in their file.
LARGEST = 64 << 20
Row = tuple[int, list[str]]


def sections(probe: Probe, name: str) -> Iterator[RowTable]:
    """Cut a text into its tables, numbered from 1; nothing where it holds only one.

    What the first head says of the whole file, such as its property, stands above each of them.
    """
    start = probe.head.decode(probe.encoding or "utf-8", errors="ignore").lstrip('\ufeff \t\r\n"')
    if not start.startswith("#") or probe.size > LARGEST:
        return
    rows = _rows(probe)
    cut = list(_cut(rows))
    if len(cut) < 2:
        return
    shared = [row for row in cut[0] if _is_fact(row[1])]
    for number, own in enumerate(cut, start=1):
        top = shared if number > 1 else []
        yield RowTable(name, str(number), (*top, *own))


def _rows(probe: Probe) -> list[Row]:
    """Cut the text at the separator that splits its first row of data most."""
    with probe.path.open(encoding=probe.encoding, errors="replace", newline="") as file:
        text = file.read().lstrip("\ufeff")
    lines = text.splitlines()
    header = next((one for one in lines if one.strip(' ",;\t|') and not _is_comment([one])), "")
    delimiter = max(DELIMITERS, key=header.count)
    try:
        return list(enumerate(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), 1))
    except csv.Error:
        return []


def _is_comment(cells: list[str]) -> bool:
    """Tell a comment, whose text may hold the separator, from a row about a `#hashtag`."""
    first = cells[0].lstrip('" ') if cells else ""
    return first.startswith("# ") or (first.startswith("#") and not any(cells[1:]))


def _cut(rows: list[Row]) -> Iterator[list[Row]]:
    """Begin a table at each line with # that stands below data."""
    own: list[Row] = []
    has_data = False
    for number, cells in rows:
        is_comment = _is_comment(cells)
        if is_comment and has_data:
            yield own
            own, has_data = [], False
        has_data = has_data or (not is_comment and any(cell.strip() for cell in cells))
        own.append((number, cells))
    if has_data:
        yield own


def _is_fact(cells: list[str]) -> bool:
    """Tell whether a line says a thing of the file, as in `# Property: Shop`."""
    return _is_comment(cells) and ":" in cells[0]
