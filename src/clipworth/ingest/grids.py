"""A file as a grid: a header and numbered rows of text, laid out so that the engine can read it."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from clipworth.model.problems import Problem
from clipworth.sources.declare import CutRow, Headers
from clipworth.store.engine import quoted

HEAD_ROWS = 15
LONGEST_ROW = 1 << 20
# Past these the problems of one kind are counted and no longer listed one by one.
LISTED = 200
# Stands in a redacted original for a row that could not be cut, and says why.
SET_ASIDE = "[set aside] "


@dataclass(frozen=True)
class Head:
    """The first rows of a table, as one separator cuts them."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    delimiter: str = ","


@dataclass(frozen=True)
class Grid:
    """A table that the engine can read.

    relation: SQL that gives the columns c0, c1, … of every row, and _row where numbered.
    first_row: the number of the first data row, as a spreadsheet shows it.
    row_count: data rows, those included that could not be cut into cells.
    set_aside: the rows that could not be cut. problems: the first of theirs, and how many more.
    is_flat: the engine laid it out by columns, so reading it several times costs little; its column
        _broken says of a row why it is none.
    """

    headers: Headers
    relation: str
    numbered: bool
    first_row: int
    row_count: int
    set_aside: int = 0
    problems: tuple[Problem, ...] = ()
    is_flat: bool = False


def without_tabs(grid: Grid) -> Grid:
    """Give a grid whose cells end in no TAB."""
    cells = (f"nullif(rtrim(c{i}, chr(9)), '') as c{i}" for i in range(len(grid.headers.cells)))
    columns = ", ".join([*(("_row",) if grid.numbered else ()), *cells])
    return replace(grid, relation=f"(select {columns} from {grid.relation})")


TOO_LONG = "Export again; something was pasted into a cell that does not belong there."


@dataclass
class Layout:
    """Writes rows into a file of the plainest form, which the engine reads without guessing."""

    path: Path
    width: int
    rows: int = 0
    set_aside: int = 0
    problems: list[Problem] = field(default_factory=list)

    def write(self, cut: Iterable[CutRow], file_name: str) -> None:
        """Write the sound rows and note the others."""
        # JSON can hold halves of letters, which no encoding has.
        with self.path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
            for row in cut:
                self.rows += 1
                if not row.problem and sum(map(len, row.cells)) > LONGEST_ROW:
                    row = CutRow(row.number, (), "holds over 1,000,000 letters.", TOO_LONG)
                if not row.problem:
                    cells = [cell.replace("\0", "") for cell in row.cells]
                    writer.writerow([str(row.number), *cells])
                    continue
                self.set_aside += 1
                if self.set_aside <= LISTED:
                    self.problems.append(
                        Problem(file_name, row.problem, row.remedy, row=row.number)
                    )
        if self.set_aside > LISTED:
            more = f"{self.set_aside - LISTED} more rows could not be cut into cells."
            self.problems.append(Problem(file_name, more, "", row=self.problems[-1].row))


def laid_out(
    cut: Iterable[CutRow], headers: Headers, path: Path, file_name: str, first_row: int
) -> Grid:
    """Make a grid of rows that Python cut."""
    layout = Layout(path, len(headers.cells))
    layout.write(cut, file_name)
    columns = [("_row", "BIGINT"), *((f"c{i}", "VARCHAR") for i in range(layout.width))]
    return Grid(
        headers=headers,
        relation=plain_csv(path, columns, delimiter=",", skip=0, line_end="\\n"),
        numbered=True,
        first_row=first_row,
        row_count=layout.rows,
        set_aside=layout.set_aside,
        problems=tuple(layout.problems),
    )


def plain_csv(
    path: Path,
    columns: Iterable[tuple[str, str]],
    *,
    delimiter: str,
    skip: int,
    line_end: str = "",
) -> str:
    """Write the relation over a CSV file of which nothing is left to guess.

    line_end: how its rows end, where it is known; line ends in cells mislead the engine's own look.
    """
    spec = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in columns)
    return (
        f"read_csv({quoted(str(path))}, columns = {{{spec}}}, auto_detect = false,"
        f" header = false, skip = {skip}, delim = {quoted(delimiter)}, quote = '\"',"
        " escape = '\"', strict_mode = true, max_line_size = 8388608"
        + (f", new_line = {quoted(line_end)})" if line_end else ")")
    )


def fitted(number: int, cells: list[str], width: int) -> CutRow:
    """Fit a row to its header, or say why it cannot be."""
    if len(cells) == 1 and cells[0].startswith(SET_ASIDE):
        return unmarked(number, cells[0])
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        cells = cells[:width]
    if len(cells) == width:
        return CutRow(number, tuple(cells))
    return CutRow(
        number,
        (),
        f"has {len(cells)} cells where the header has {width}.",
        "Export again; a cell with the separator or a quote in it must be quoted.",
    )


def marked(row: CutRow) -> str:
    """Write why a row could not be cut, for an original that must not hold the row itself."""
    return f"{SET_ASIDE}{row.problem} || {row.remedy}"


def unmarked(number: int, mark: str) -> CutRow:
    """Read again why a row could not be cut."""
    problem, _, remedy = mark.removeprefix(SET_ASIDE).partition(" || ")
    return CutRow(number, (), problem, remedy)


def numbered_lists(rows: Iterable[tuple[int, list[str]]], width: int) -> Iterator[CutRow]:
    """Fit rows that are shorter where their last cells are empty, as spreadsheets give them."""
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (width - len(cells))]
            yield fitted(number, padded, width)
