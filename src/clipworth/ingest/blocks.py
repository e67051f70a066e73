"""Meta's Audience.csv: several small tables in one UTF-16 file, each to be read by itself."""

import csv
import io
from collections.abc import Sequence

from clipworth.ingest.probe import Probe
from clipworth.ingest.sheets import RowTable
from clipworth.model.problems import Problem
from clipworth.sources.declare import plain

LARGEST = 1 << 20
# One of these begins the header of a block; files without them are no audience.
FIRST_HEADERS = ("age", "top cities", "top towns/cities", "top countries")
NO_TABLE = (
    "is a figure that stands alone, outside of every table of the file.",
    "Nothing to do: only the shares by age, gender and place are read.",
)


def audience_blocks(probed: Probe, name: str) -> list[RowTable]:
    """Cut an audience export into its tables; gives none where the file is something else.

    Each holds the file's first lines, which may say the network, and keeps the numbers of its rows.
    """
    if not (probed.encoding or "").startswith("utf-16") or probed.size > LARGEST:
        return []
    rows = _rows(probed)
    starts = [place for place, (_, cells) in enumerate(rows) if _is_header(cells)]
    names = [rows[place][1][0].strip() for place in starts]
    if len(starts) < 2 or not any(plain(one) in FIRST_HEADERS for one in names):
        return []
    top = [(n, cells) for n, cells in rows[: starts[0]] if not _is_figure(cells)]
    alone = [n for n, cells in rows if _is_figure(cells)]
    tables = []
    for part, start, end in zip(names, starts, [*starts[1:], len(rows)], strict=True):
        inside = [rows[start], *(row for row in rows[start + 1 : end] if _filled(row[1]) > 1)]
        tables.append(RowTable(name, part, (*top, *inside)))
    problems = tuple(Problem(name, *NO_TABLE, row=number) for number in alone)
    return [RowTable(name, tables[0].part, tables[0].cells, problems), *tables[1:]]


def _rows(probed: Probe) -> list[tuple[int, list[str]]]:
    text = probed.path.read_text(encoding=probed.encoding, errors="replace").lstrip("\ufeff")
    delimiter = text[4] if text[:4] == "sep=" and text[4:5] in (",", ";", "\t") else ","
    return list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1))


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _is_header(cells: Sequence[str]) -> bool:
    """Tell a header from a row of figures: every cell but the first is a word."""
    words = [cell for cell in cells[1:] if cell.strip()]
    return bool(words) and all(
        any(map(str.isalpha, cell)) and not any(map(str.isdigit, cell)) for cell in words
    )


def _is_figure(cells: Sequence[str]) -> bool:
    return _filled(cells) == 1 and any(map(str.isdigit, "".join(cells)))
