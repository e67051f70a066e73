"""Turning a grid into canonical rows: the engine casts, Python looks at the cells that fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from clipworth.ingest.grids import Grid
from clipworth.ingest.loading import load
from clipworth.model.catalogue import TABLES
from clipworth.model.problems import BadCell, Noted, Problem, Severity
from clipworth.model.receipts import Reading
from clipworth.model.tables import Table, Type
from clipworth.sources.dates import SEPARATOR
from clipworth.sources.declare import Clues, Column, Source, Target
from clipworth.store.engine import Store, name, quoted, sql_file, sql_type

# Past these the problems of one column are counted and no longer listed one by one.
LISTED = 200
NOTES_LISTED = 3
LEFT_OUT_BIT = 62


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


def convert(store: Store, grid: Grid, source: Source, task: Task) -> Reading:
    """Cast a grid into the partitions of its receipt and collect every problem.

    Rows whose key is unknown, that repeat an earlier row, or that are totals are set aside;
    rows_read + set_aside == row_count holds, or the fault is ours and said loudly.
    """
    row = "_row" if grid.numbered else f"row_number() over () + {grid.first_row - 1} as _row"
    store.run("create or replace temp table gone (_row BIGINT, reason VARCHAR)")
    problems = list(grid.problems)
    partitions: list[tuple[str, str, int]] = []
    days: list[date] = []
    for place, target in enumerate(source.targets):
        if not _is_served(target, grid):
            continue
        typed = _Typed(store, grid, source, target, task, row, f"typed{place}")
        problems += typed.problems()
        table = TABLES[target.table]
        problems += _keys_missing(store, table, typed)
        problems += _repeated(store, table, typed)
        problems += typed.contradictions()
        partition = f"{task.receipt}.{table.name}.parquet"
        written = _write(store, table, task, task.partitions / partition)
        if written:
            partitions.append((table.name, partition, written))
            days += _span(store, table)
    return _reading(store, grid, source, task, problems, partitions, days)


def _is_served(target: Target, grid: Grid) -> bool:
    """Tell whether the file has the columns that this table cannot do without."""
    columns = (*target.columns, *target.helpers)
    return all(grid.headers.find(column.headers) is not None for column in columns if column.must)


def _reading(
    store: Store,
    grid: Grid,
    source: Source,
    task: Task,
    problems: list[Problem],
    partitions: list[tuple[str, str, int]],
    days: list[date],
) -> Reading:
    taken = " union ".join(
        f"select _row from read_parquet({quoted(str(task.partitions / path))})"
        for _, path, _ in partitions
    )
    read = store.value(f"select count(*) from ({taken})") if len(partitions) > 1 else None
    rows_read = read if read is not None else sum(count for _, _, count in partitions)
    cut_wrong = len(grid.problems)
    aside = store.value(
        "select count(distinct gone._row) from gone"
        + (f" anti join ({taken}) using (_row)" if taken else "")
    )
    left = grid.row_count - cut_wrong - rows_read - aside
    if left:
        message = f"{left} rows of a {source.key} file were neither read nor set aside"
        raise AssertionError(message)
    used = {grid.headers.find(column.headers) for column in source.columns}
    used |= {grid.headers.find(column.beside) for column in source.columns}
    unused = [cell for i, cell in enumerate(grid.headers.cells) if i not in used and cell.strip()]
    return Reading(
        row_count=grid.row_count,
        rows_read=rows_read,
        set_aside=cut_wrong + aside,
        partitions=tuple(partitions),
        problems=tuple(sorted(problems, key=lambda one: (one.row or 0, one.column or ""))),
        unused=tuple(unused),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )


class _Typed:
    """The rows of one target, cast and then mended cell by cell."""

    def __init__(
        self,
        store: Store,
        grid: Grid,
        source: Source,
        target: Target,
        task: Task,
        row: str,
        table: str,
    ) -> None:
        self.store, self.grid, self.source, self.target = store, grid, source, target
        self.task, self.table = task, table
        self.columns = (*target.columns, *target.helpers)
        # Numbered grids bring their _row; it must not stand there twice.
        self.others = "* exclude (_row)" if grid.numbered else "*"
        self.raw = f"(select {row}, {self.others} from {grid.relation})"
        self._cast()

    def place(self, column: Column) -> int | None:
        """Give the place of a column in the file; None where the file lacks it."""
        return self.grid.headers.find(column.headers)

    def _cast(self) -> None:
        """Cast every cell at once; one bit per column says which cells need a look."""
        casts, bits = [], []
        for bit, column in enumerate(self.columns):
            place = self.place(column)
            kind = sql_type(column.reader.type)
            if place is None:
                casts.append(f"null::{kind} as {name(column.field)}")
                continue
            cast = column.reader.fast.format(c=f"c{place}")
            if column.beside:
                cast = "null"
            casts.append(f"({cast})::{kind} as {name(column.field)}")
            bits.append(
                f"case when c{place} is not null and {name(column.field)} is null"
                f" then {1 << bit}::BIGINT else 0::BIGINT end"
            )
        for rule in self.source.left_out:
            place = self.grid.headers.find(rule.column)
            if place is not None:
                bits.append(
                    f"case when lower(left(c{place}, 5)) in ('total', 'grand')"
                    f" then {1 << LEFT_OUT_BIT}::BIGINT else 0::BIGINT end"
                )
        bad = " | ".join(bits) or "0::BIGINT"
        number = "_row, " if self.grid.numbered else ""
        self.store.run(
            f"create or replace temp table {self.table} as"
            f" select {number}{', '.join(casts)}, {bad} as _bad"
            f" from {self.grid.relation}"
        )
        self.number = "_row" if self.grid.numbered else f"rowid + {self.grid.first_row}"

    def problems(self) -> list[Problem]:
        """Look at every cell that the engine could not cast; mend what can be, and say the rest."""
        some = self.store.value(f"select bit_or(_bad) from {self.table}")
        found: list[Problem] = []
        if some:
            self.store.run(
                f"create or replace temp table suspect as select raw.* from {self.raw} as raw"
                f" semi join (select {self.number} as _row from {self.table} where _bad <> 0)"
                " as bad using (_row)"
            )
            found += self._left_out()
            wrong = [
                (bit, column)
                for bit, column in enumerate(self.columns)
                if some & (1 << bit) and self.place(column) is not None
            ]
            clues = self._studied([column for _, column in wrong])
            for bit, column in wrong:
                found += self._mend(bit, column, clues)
        self._rows()
        return found

    def _texts(self, column: Column) -> str:
        text = f"trim(suspect.c{self.place(column)})"
        beside = self.grid.headers.find(column.beside) if column.beside else None
        if beside is None:
            return text
        return f"{text} || {quoted(SEPARATOR)} || coalesce(suspect.c{beside}, '')"

    def _studied(self, columns: Sequence[Column]) -> Clues:
        """Let each kind of reader look at all its cells together."""
        clues = self.task.clues
        by_study: dict[Any, list[Column]] = {}
        for column in columns:
            if column.reader.study is not None:
                by_study.setdefault(column.reader.study, []).append(column)
        for study, alike in by_study.items():
            cells: dict[str, None] = {}
            for column in alike:
                text = self._texts(column)
                found = self.store.rows(
                    f"select {text} from suspect where {text} is not null"
                    " and suspect._row not in (select gone._row from gone)"
                    f" group by {text} order by min(suspect._row)"
                )
                cells.update((text, None) for (text,) in found)
            # In the order of the file, which tells a year where no cell does.
            clues = study(list(cells), clues)
        return clues

    def _mend(self, bit: int, column: Column, clues: Clues) -> list[Problem]:
        """Read the cells of a column that failed, each different text once."""
        text = self._texts(column)
        suspects = f"suspect join {self.table} as typed on suspect._row = {self._typed_number()}"
        wrong = (
            f"where typed._bad & {1 << bit} <> 0"
            " and suspect._row not in (select gone._row from gone)"
        )
        texts = self.store.rows(f"select distinct {text} from {suspects} {wrong}")
        verdicts = [_verdict(cell, column, clues) for (cell,) in texts if cell is not None]
        if not verdicts:
            return []
        fields = ("text", "value", "kind", "message", "remedy")
        load(self.store, "fix", fields, verdicts, self.task.folder)
        field_name = name(column.field)
        kind = sql_type(column.reader.type)
        if any(value is not None for _, value, *_ in verdicts):
            self.store.run(
                f"update {self.table} set {field_name} = mended.value::{kind} from"
                f" (select suspect._row as number, fix.value from suspect"
                f"  join fix on fix.text = {text} where fix.value is not null) as mended"
                f" where {self._own_number()} = mended.number and _bad & {1 << bit} <> 0"
            )
        if all(message is None for *_, message, _ in verdicts):
            return []
        said = self.store.rows(
            f"select suspect._row, fix.kind, fix.message, fix.remedy from {suspects}"
            f" join fix on fix.text = {text} {wrong} and fix.message is not null"
            " order by suspect._row"
        )
        return self._said(column.headers, said, is_key=column.field in self._keys())

    def _own_number(self) -> str:
        return "_row" if self.grid.numbered else f"rowid + {self.grid.first_row}"

    def _typed_number(self) -> str:
        return "typed._row" if self.grid.numbered else f"typed.rowid + {self.grid.first_row}"

    def _keys(self) -> tuple[str, ...]:
        return TABLES[self.target.table].key

    def _said(
        self, headers: tuple[str, ...], said: list[tuple[Any, ...]], *, is_key: bool = False
    ) -> list[Problem]:
        header = self.grid.headers.cells[self.grid.headers.find(headers) or 0].strip()
        problems: list[Problem] = []
        more = dict.fromkeys(Severity, 0)
        for number, kind, message, remedy in said:
            severity = Severity(kind)
            if is_key and severity is Severity.WARNING:
                severity = Severity.ERROR
            more[severity] += 1
            if more[severity] <= (NOTES_LISTED if severity is Severity.NOTE else LISTED):
                problem = Problem(self.task.file, message, remedy or "", severity, number, header)
                problems.append(problem)
        for severity, count in more.items():
            left = count - (NOTES_LISTED if severity is Severity.NOTE else LISTED)
            if left > 0:
                message = f"{left} more cells of this column are like the ones listed."
                problems.append(Problem(self.task.file, message, "", severity, said[-1][0], header))
        return problems

    def _left_out(self) -> list[Problem]:
        problems: dict[int, Problem] = {}
        for rule in self.source.left_out:
            place = self.grid.headers.find(rule.column)
            if place is None:
                continue
            cell = f"trim(suspect.c{place})"
            rows = self.store.rows(
                f"select suspect._row, {cell} from suspect where {rule.when.format(c=cell)}"
            )
            for number, text in rows:
                problems[number] = Problem(
                    self.task.file,
                    f"'{text}' {rule.message}",
                    "It was left out.",
                    Severity.NOTE,
                    number,
                    self.grid.headers.cells[place].strip(),
                )
        _set_aside(self.store, problems, self.task.folder)
        return list(problems.values())

    def contradictions(self) -> list[Problem]:
        """Say which sound rows hold figures that cannot be true together; they are kept."""
        problems: list[Problem] = []
        for check in self.target.checks:
            place = self.grid.headers.find(check.column)
            wrong = self.store.rows(
                f"select {self.number} as number from {self.table} where {check.when}"
                f" and {self.number} not in (select gone._row from gone)"
            )
            if place is None or not wrong:
                continue
            numbers = ", ".join(str(number) for (number,) in wrong)
            cells = self.store.rows(
                f"select _row, trim(c{place}) from {self.raw} where _row in ({numbers})"
                " order by _row"
            )
            problems += self._said(
                check.column,
                [(number, Severity.WARNING, f"'{cell}' {check.message}", check.remedy)
                 for number, cell in cells],
            )  # fmt: skip
        return problems

    def _rows(self) -> None:
        """Work out the derived fields, and keep the rows that belong to this table."""
        table = TABLES[self.target.table]
        account, exported = self.task.clues.account, self.task.clues.exported_on
        period = self.task.clues.period
        given = (
            f"{quoted(account) if account else 'null'}::VARCHAR as given_account,"
            f" {quoted(str(exported)) if exported else 'null'}::DATE as exported_on,"
            f" {quoted(str(period.since)) if period else 'null'}::DATE as given_from,"
            f" {quoted(str(period.until)) if period else 'null'}::DATE as given_until,"
            f" {'true' if self.source.top_sample else 'false'} as is_top_sample"
        )
        read = {column.field for column in self.columns}
        fields = []
        for field in table.fields:
            sql = self.target.derived.get(field.name)
            sql = sql or (name(field.name) if field.name in read else "null")
            if field.blank:
                sql = f"coalesce({sql}, '')"
            if field.name == table.day and self.task.shift_days:
                sql = f"({sql}) + {self.task.shift_days}"
            fields.append(f"({sql})::{sql_type(field.type)} as {name(field.name)}")
        when = f" where ({self.target.when})" if self.target.when else ""
        inner = f"(select {self.number} as _row, {self.others}, {given} from {self.table})"
        self.store.run(
            f"create or replace temp view rows_{table.name} as"
            f" select _row, {', '.join(fields)} from {inner}{when}"
        )


def _verdict(text: str, column: Column, clues: Clues) -> tuple[str | None, ...]:
    try:
        value = column.reader.parse(text, clues)
    except BadCell as bad:
        return text, None, Severity.WARNING, bad.message, bad.remedy
    if isinstance(value, Noted):
        return text, _as_text(value.value), Severity.NOTE, value.message, value.remedy
    return text, _as_text(value), None, None, None


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _set_aside(store: Store, rows: Mapping[int, Problem], folder: Path) -> None:
    if rows:
        numbered = [(str(number), problem.message) for number, problem in rows.items()]
        load(store, "aside", ("_row", "reason"), numbered, folder)
        store.run("insert into gone select aside._row::BIGINT, aside.reason from aside")


def _keys_missing(store: Store, table: Table, typed: _Typed) -> list[Problem]:
    """Set aside rows that do not say which thing they are about."""
    keys = [field for field in table.fields if field.key and not field.blank]
    null = " or ".join(f"{name(field.name)} is null" for field in keys)
    missing = ", ".join(f"case when {name(f.name)} is null then {quoted(f.name)} end" for f in keys)
    rows = store.rows(
        f"select _row, concat_ws(', ', {missing}) from rows_{table.name}"
        f" where ({null}) and _row not in (select gone._row from gone) order by _row"
    )
    problems = {
        number: Problem(
            typed.task.file,
            f"does not say its {lacks.replace('_', ' ')}, so the row was set aside.",
            _KEY_REMEDIES.get(lacks.split(", ")[0], "Fill the cell and import the file again."),
            row=number,
        )
        for number, lacks in rows
    }
    _set_aside(store, problems, typed.task.folder)
    return _listed(list(problems.values()), typed.task.file)


_KEY_REMEDIES = {"account": "Say whose export it is: --account HANDLE."}


def _listed(problems: list[Problem], file: str) -> list[Problem]:
    if len(problems) <= LISTED:
        return problems
    more = f"{len(problems) - LISTED} more rows were set aside for the same reason."
    return [*problems[:LISTED], Problem(file, more, "", problems[-1].severity, problems[-1].row)]


def _repeated(store: Store, table: Table, typed: _Typed) -> list[Problem]:
    """Set aside rows that say again what an earlier row of the file said, or contradict it."""
    keys = ", ".join(name(key) for key in table.key)
    plain = [name(field.name) for field in table.fields if not field.key]
    same = " and ".join(f"later.{field} is not distinct from first.{field}" for field in plain)
    rows = f"(select * from rows_{table.name} where _row not in (select gone._row from gone))"
    twice = store.value(
        f"select count(*) from (select {keys} from {rows} group by all having count(*) > 1)"
    )
    if not twice:
        return []
    on = " and ".join(f"later.{name(key)} = first.{name(key)}" for key in table.key)
    found = store.rows(
        f"with kept as (select {keys}, min(_row) as _row from {rows}"
        " group by all having count(*) > 1),"
        f" first as (select rows.* from {rows} as rows join kept on rows._row = kept._row)"
        f" select later._row, first._row, {same or 'true'} from {rows} as later"
        f" join first on {on} where later._row > first._row order by later._row"
    )
    problems: dict[int, Problem] = {}
    for number, first, is_same in found:
        message = f"repeats row {first}, and was taken once."
        remedy, severity = "", Severity.NOTE
        if not is_same:
            message = f"speaks of the same thing as row {first} and says something else."
            remedy = "If the export is split further (by country, by placement), export it unsplit."
            severity = Severity.ERROR
        problems[number] = Problem(typed.task.file, message, remedy, severity, number)
    _set_aside(store, problems, typed.task.folder)
    return _listed(list(problems.values()), typed.task.file)


def _write(store: Store, table: Table, task: Task, path: Path) -> int:
    """Write the sound rows of a table into the receipt's part of the history."""
    fields = ", ".join(name(field.name) for field in table.fields)
    temporary = path.with_suffix(".new")
    statement = sql_file(
        __file__,
        "partition",
        fields=fields,
        rows=f"rows_{table.name}",
        receipt=quoted(task.receipt),
        rank=str(task.rank),
        path=quoted(str(temporary)),
    )
    written = int(store.value(statement))
    if written:
        temporary.replace(path)
    else:
        temporary.unlink(missing_ok=True)
    return written


def _span(store: Store, table: Table) -> list[date]:
    if table.day is None or table.field(table.day).type is not Type.DAY:
        return []
    day = name(table.day)
    rows = store.rows(
        f"select min({day}), max({day}) from rows_{table.name}"
        " where _row not in (select gone._row from gone)"
    )
    return [one for one in rows[0] if one is not None]


def with_clues(task: Task, **changed: Any) -> Task:
    """Give the task with more known about its file."""
    return replace(task, clues=replace(task.clues, **changed))
