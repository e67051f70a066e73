"""Turning a grid into canonical rows: the engine casts, Python looks at the cells that fail."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from clipworth.ingest.casting import Cast, Task, cast, derive, hold
from clipworth.ingest.grids import Grid, without_tabs
from clipworth.ingest.mending import contradictions, mend
from clipworth.ingest.people import know_people
from clipworth.ingest.setting_aside import (
    begin,
    keys_are_sound,
    keys_missing,
    of_no_table,
    repeated,
)
from clipworth.model.problems import Problem, Severity
from clipworth.model.receipts import Reading
from clipworth.model.tables import Type
from clipworth.sources.declare import Source, Target
from clipworth.sources.read import identifier, post_id
from clipworth.store.engine import Store, name, quoted, sql_file


def convert(store: Store, grid: Grid, source: Source, task: Task) -> Reading:
    """Cast a grid into the partitions of its receipt and collect every problem.

    Rows whose key is unknown, that repeat an earlier row, or that are totals are set aside;
    rows_read + set_aside == row_count holds, or the fault is ours and said loudly.
    """
    begin(store)
    know_people(store, task.clues)
    problems = list(grid.problems)
    partitions: list[tuple[str, str, int]] = []
    days: list[date] = []
    casts: list[Cast] = []
    grid = without_tabs(grid) if source.tabs else grid
    for place, target in enumerate(source.targets):
        if not _is_served(target, grid):
            continue
        before = sum(one.table == target.table for one in source.targets[:place])
        partition = f"{task.receipt}.{target.table}{f'.{before}' if before else ''}.parquet"
        made = cast(store, grid, source, target, task, f"cast{place}")
        made, wrong, written = _written(made, task.partitions / partition)
        casts.append(made)
        problems += wrong
        if written:
            partitions.append((target.table, partition, written))
            days += _span(made, task.partitions / partition)
    taken = _taken(task, partitions)
    if any(target.when or target.each or target.once_per for target in source.targets):
        problems += of_no_table(casts[0], taken)
    for made in casts:
        store.run(f"drop view {made.rows}")
        store.run(f"drop {'view' if made.is_clean else 'table'} {made.held}")
    return _reading(store, grid, source, task, problems, partitions, days)


def _written(made: Cast, path: Path) -> tuple[Cast, list[Problem], int]:
    """Write the sound rows of a table, with all that is to be said of its cells.

    Most files that the engine lays out are clean, so their rows are written in the one pass that
    casts them, and looked at afterwards; where that fails, they are looked at first.
    """
    if made.is_clean:
        derive(made, guarded=True)
        written = _write(made, path, made.store.attempt)
        if written and keys_are_sound(made, f"read_parquet({quoted(str(path))})"):
            return made, contradictions(made), written
        if written is None:
            made = hold(made)
    problems = wrong = mend(made)
    derive(made)
    if not keys_are_sound(made, made.sound):
        problems = [*problems, *keys_missing(made, _keys_unread(made, wrong))]
        problems += repeated(made, _ids_unread(made, wrong))
    problems = [*problems, *contradictions(made)]
    return made, problems, _write(made, path, made.store.value) or 0


def _keys_unread(made: Cast, wrong: Iterable[Problem]) -> set[int]:
    """Give the rows of which it is said that a cell of their key cannot be read."""
    keys = {made.header(c.headers) for c in made.columns if c.field in made.table.key}
    errors = (one for one in wrong if one.severity is Severity.ERROR and one.column in keys)
    return {one.row for one in errors if one.row is not None}


def _ids_unread(made: Cast, wrong: Iterable[Problem]) -> dict[str, set[int]]:
    """Give by header the rows of which it is said that an id there cannot be read."""
    ids = {made.header(c.headers) for c in made.columns if c.reader in (identifier, post_id)}
    found: dict[str, set[int]] = {}
    for one in wrong:
        if one.column in ids and one.row is not None and one.severity is not Severity.NOTE:
            found.setdefault(one.column, set()).add(one.row)
    return found


def _is_served(target: Target, grid: Grid) -> bool:
    """Tell whether the file has the columns that this table cannot do without."""
    columns = (*target.columns, *target.helpers)
    return all(grid.headers.find(column.headers) is not None for column in columns if column.must)


def _taken(task: Task, partitions: list[tuple[str, str, int]]) -> str:
    """Write the SQL for the numbers of the rows that stand in some table."""
    return " union ".join(
        f"select _row from read_parquet({quoted(str(task.partitions / path))})"
        for _, path, _ in partitions
    )


def _reading(
    store: Store,
    grid: Grid,
    source: Source,
    task: Task,
    problems: list[Problem],
    partitions: list[tuple[str, str, int]],
    days: list[date],
) -> Reading:
    taken = _taken(task, partitions)
    # Several tables, or several rows of one, may come from the same row of the file.
    several = len(partitions) > 1 or any(target.each for target in source.targets)
    count = f"select count(distinct _row) from ({taken})"
    read = store.value(count) if several and partitions else None
    rows_read = read if read is not None else sum(count for _, _, count in partitions)
    aside = store.value(
        "select count(distinct gone._row) from gone"
        + (f" anti join ({taken}) using (_row)" if taken else "")
    )
    left = grid.row_count - grid.set_aside - rows_read - aside
    if left:
        message = f"{left} rows of a {source.key} file were neither read nor set aside"
        raise AssertionError(message)
    used = {grid.headers.find(column.headers) for column in source.columns}
    used |= {grid.headers.find(column.beside) for column in source.columns}
    unused = [cell for i, cell in enumerate(grid.headers.cells) if i not in used and cell.strip()]
    return Reading(
        row_count=grid.row_count,
        rows_read=rows_read,
        set_aside=grid.set_aside + aside,
        partitions=tuple(partitions),
        # What two tables read of one cell is said once.
        problems=tuple(
            sorted(dict.fromkeys(problems), key=lambda one: (one.row or 0, one.column or ""))
        ),
        unused=tuple(unused),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )


def _write(made: Cast, path: Path, run: Callable[[str], Any]) -> int | None:
    """Write the sound rows of a table into the receipt's part of the history.

    run: what runs the statement and gives the rows written, or None where that failed.
    """
    temporary = path.with_suffix(".new")
    statement = sql_file(
        __file__,
        "partition",
        fields=", ".join(
            name(field.name) for field in made.table.fields if field.name not in made.unknown
        ),
        rows=made.rows,
        receipt=quoted(made.task.receipt),
        rank=str(made.task.rank),
        path=quoted(str(temporary)),
    )
    written: int | None = run(statement)
    if written:
        temporary.replace(path)
    else:
        temporary.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    return written


def _span(made: Cast, path: Path) -> list[date]:
    """Give the first and the last day of the rows that were written."""
    if made.table.day is None or made.table.field(made.table.day).type is not Type.DAY:
        return []
    day = name(made.table.day)
    last = f"greatest({made.table.last or day}, {day})"
    unknown = "".join(f", null::DATE as {name(field)}" for field in sorted(made.unknown))
    rows = made.store.rows(
        f"select min({day}), max({last}) from"
        f" (select *{unknown} from read_parquet({quoted(str(path))}))"
    )
    return [one for one in rows[0] if one is not None]
