"""Casting the cells of a grid: the engine casts all at once, and a bit says where it failed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from clipworth.ingest.grids import Grid
from clipworth.model.catalogue import TABLES
from clipworth.model.tables import Table
from clipworth.sources.declare import PLACEHOLDERS, Clues, Column, Source, Target
from clipworth.store.engine import Store, name, quoted, sql_type

LEFT_OUT_BIT = 62
BROKEN_BIT = 61


@dataclass(frozen=True)
class Task:
    """One file to be converted: what it is called, what is known of it, and where to put it."""

    file: str
    receipt: str
    rank: int
    clues: Clues
    shift_days: int
    folder: Path
    partitions: Path


@dataclass(frozen=True)
class Cast:
    """The rows of one target of a file, cast into a passing table of the engine.

    held: the name of that table, which has no column for what the file lacks. Its column _bad has
    a bit for each column whose cell is there and could not be cast, LEFT_OUT_BIT where the row may
    be no data, BROKEN_BIT where it is none.
    is_clean: no row is thought to have such a bit, so `held` is a view of the file, not a table.
    """

    store: Store
    grid: Grid
    source: Source
    target: Target
    task: Task
    held: str
    is_clean: bool = False

    @property
    def table(self) -> Table:
        """The canonical table that the rows are for."""
        return TABLES[self.target.table]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns read; the place of each is its bit."""
        return (*self.target.columns, *self.target.helpers)

    @cached_property
    def lacking(self) -> dict[str, str]:
        """SQL for each field that no column of the file gives: unknown, and not worth holding."""
        return {
            column.field: f"null::{sql_type(column.reader.type)} as {name(column.field)}"
            for column in self.columns
            if self.place(column.headers) is None
        }

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The fields of the table that are unknown in every row."""
        given = {column.field for column in self.columns} - self.lacking.keys()
        return frozenset(
            field.name
            for field in self.table.fields
            if field.name not in given and not field.key and field.name not in self.target.derived
        )

    @property
    def number(self) -> str:
        """SQL for the number of a row of `held`."""
        # Numbers that count up need not be stored.
        return f"{self.held}." + (
            "_row" if self.grid.numbered else f"rowid + {self.grid.first_row}"
        )

    @property
    def rows(self) -> str:
        """The view of the canonical rows, those set aside included."""
        return f"rows_{self.held}"

    @property
    def sound(self) -> str:
        """SQL for the canonical rows that were not set aside."""
        return f"(select * from {self.rows} where {still('_row')})"

    @property
    def raw(self) -> str:
        """SQL for the cells as they stand in the file, with _row, of columns that are looked at."""
        used = {self.place(headers) for headers in self._looked_at()} - {None}
        cells = "".join(
            f", c{place}" for place in sorted(place for place in used if place is not None)
        )
        row = (
            "_row"
            if self.grid.numbered
            else f"row_number() over () + {self.grid.first_row - 1} as _row"
        )
        cells += ", _broken" if self.grid.is_flat else ""
        return f"(select {row}{cells} from {self.grid.relation})"

    def _looked_at(self) -> Iterable[tuple[str, ...]]:
        for column in self.columns:
            yield from (column.headers, column.beside)
        yield from (rule.column for rule in self.source.left_out)
        yield from (check.column for check in self.target.checks)

    def place(self, headers: tuple[str, ...]) -> int | None:
        """Give the place of a header in the file; None where the file lacks it."""
        return self.grid.headers.find(headers)

    def header(self, headers: tuple[str, ...]) -> str:
        """Give the header as the file spells it."""
        return self.grid.headers.cells[self.place(headers) or 0].strip()


def still(row: str) -> str:
    """Write the condition that a row was not set aside."""
    return f"{row} not in (select gone._row from gone)"


def cast(store: Store, grid: Grid, source: Source, target: Target, task: Task, held: str) -> Cast:
    """Cast every cell of a target's columns in one pass.

    A flat grid costs little to be read again, so it is taken for clean until that proves wrong.
    """
    made = Cast(store, grid, source, target, task, held)
    if grid.is_flat and not (target.when or target.each or target.once_per):
        store.run(f"create or replace temp view {held} as {_cast_rows(made)}")
        return replace(made, is_clean=True)
    return hold(made)


def hold(made: Cast) -> Cast:
    """Hold the cast rows in a table, where cells may need mending.

    Raises Unreadable where the engine cannot read a file that nothing else has read.
    """
    if made.is_clean:
        made.store.run(f"drop view {made.held}")
    statement = f"create or replace temp table {made.held} as {_cast_rows(made)}"
    run = made.store.read_whole if made.grid.is_flat else made.store.run
    run(statement)
    return replace(made, is_clean=False)


def _cast_rows(made: Cast) -> str:
    """Write the query that casts every cell."""
    grid = made.grid
    names, casts, bits = [], [], []
    for bit, column in enumerate(made.columns):
        kind, place = sql_type(column.reader.type), made.place(column.headers)
        if place is None:
            continue
        # What a second cell explains cannot be cast alone.
        fast = "null" if column.beside else column.reader.fast.format(c=f"c{place}")
        names.append(name(column.field))
        casts.append(f"({fast})::{kind} as {name(column.field)}")
        bits.append(_bit(f"c{place} is not null and {name(column.field)} is null", bit))
    for rule in made.source.left_out:
        place = made.place(rule.column)
        if place is not None:
            bits.append(_bit(rule.perhaps.format(c=f"c{place}"), LEFT_OUT_BIT))
    if grid.is_flat:
        bits.append(_bit("_broken is not null", BROKEN_BIT))
    number = ["_row"] if grid.numbered else []
    # A bit that named the cast of its cell beside it would have the engine plan each cast twice.
    cells = ", ".join([*number, *names, f"{' | '.join(bits) or '0::BIGINT'} as _bad"])
    return f"select {cells} from (select {', '.join(['*', *casts])} from {grid.relation}) as read"


def _bit(condition: str, bit: int) -> str:
    return f"case when {condition} then {1 << bit}::BIGINT else 0::BIGINT end"


def derive(made: Cast, *, guarded: bool = False) -> None:
    """Work out the derived fields, and keep the rows that belong to the table, as a view.

    guarded: rows are taken for clean and for different, and to read one that is not clean fails.
    """
    read = {column.field for column in made.columns}
    fields = []
    for field in made.table.fields:
        sql = made.target.derived.get(field.name)
        sql = sql or (name(field.name) if field.name in read else "null")
        if field.blank:
            sql = f"coalesce({sql}, '')"
        if field.name == made.table.day and made.task.shift_days:
            sql = f"({sql}) + {made.task.shift_days}"
        fields.append(f"({sql})::{sql_type(field.type)} as {name(field.name)}")
    twins, twin = ("", "0") if guarded else _twins(made)
    others = _cells(made, "held.*")
    when = f" where ({made.target.when})" if made.target.when else ""
    if made.target.once_per:
        once = name(made.target.once_per)
        first = f"row_number() over (partition by {once} order by _row) = 1"
        # Rows of which it is unknown agree in nothing; each is to be set aside and named.
        when += f" qualify {once} is null or {first}"
    number = made.number.replace(f"{made.held}.", "held.")
    if guarded:
        number = f"case when held._bad <> 0 then error('not clean')::BIGINT else {number} end"
    known = (
        f"(select {number} as _row, {others}, {twin} as _twin, {_given(made)}"
        f" from {made.held} as held{twins})"
    )
    if made.target.each:
        known = f"(select *, unnest({made.target.each}) as item from {known})"
    made.store.run(
        f"create or replace temp view {made.rows} as select _row, {', '.join(fields)}"
        f" from {known}{when}"
    )


def _in_headers(made: Cast) -> dict[str, str | None]:
    """Give what the headers of the file say, by placeholder; the first column that says it."""
    found: dict[str, str | None] = dict.fromkeys(PLACEHOLDERS)
    for column in made.columns:
        for key, said in made.grid.headers.said(column.headers).items():
            found[key] = found[key] or said
    return found


def _twins(made: Cast) -> tuple[str, str]:
    """Count the rows that say the same; give the join that brings the counts in, and their SQL."""
    if not made.target.alike:
        return "", "0"
    # Comparing hashes first is cheap, and few rows are left to be compared in full.
    same = ", ".join(name(field) for field in made.target.alike if field not in made.lacking) or "0"
    made.store.run(
        f"create or replace temp table twin_{made.held} as with several as"
        f" (select hash({same}) as h from {made.held} group by h having count(*) > 1)"
        f" select {made.number} as number,"
        f" row_number() over (partition by {same} order by {made.number}) - 1 as twin"
        f" from {made.held} semi join several on hash({same}) = several.h qualify twin > 0"
    )
    if not made.store.value(f"select count(*) from twin_{made.held}"):
        return "", "0"
    join = f" left join twin_{made.held} as twins on twins.number = {made.number}"
    return join.replace(f"{made.held}.", "held."), "coalesce(twins.twin, 0)"


def _given(made: Cast) -> str:
    """Write what is known of the file as a whole as columns that derived fields may use."""
    clues = made.task.clues
    period = clues.period
    values = {
        "given_account": ("VARCHAR", clues.account),
        "given_zone": ("VARCHAR", clues.zone),
        "exported_on": ("DATE", clues.exported_on),
        "given_from": ("DATE", period.since if period else None),
        "given_until": ("DATE", period.until if period else None),
        **{f"said_{key}": ("VARCHAR", clues.said.get(key)) for key in _sayable(made)},
        **{f"header_{key}": ("VARCHAR", said) for key, said in _in_headers(made).items()},
        **{f"has_{key}": ("BOOLEAN", there) for key, there in _there(made).items()},
    }
    cells = [
        f"{quoted(str(value)) if value else 'null'}::{kind} as {column}"
        for column, (kind, value) in values.items()
    ]
    return ", ".join([*cells, f"{'true' if made.source.top_sample else 'false'} as is_top_sample"])


def _there(made: Cast) -> dict[str, str]:
    """Tell of the fields that derived ones ask for whether the file has a column of theirs."""
    asked = set(_ASKED_FOR.findall(" ".join(made.target.derived.values())))
    return {
        column.field: "true" if made.place(column.headers) is not None else "false"
        for column in made.columns
        if column.field in asked
    }


_ASKED_FOR = re.compile(r"\bhas_(\w+)")


def _sayable(made: Cast) -> tuple[str, ...]:
    """Name what the head of the file, or else its name, may say."""
    return tuple(dict.fromkeys((*made.source.head, *made.source.in_name)))


def told(made: Cast) -> str:
    """Write the cast rows, with _row, beside what is known of the file as a whole."""
    return f"(select {made.number} as _row, {_cells(made, '*')}, {_given(made)} from {made.held})"


def _cells(made: Cast, every: str) -> str:
    """Write the cast cells, those that the file lacks as unknown."""
    return ", ".join(
        [f"{every} exclude (_row)" if made.grid.numbered else every, *made.lacking.values()]
    )
