"""Reading the cells that the engine could not cast, each different text once, by the source's word.

Only what is said about cells comes back to Python, and of that no more than is listed.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from clipworth.ingest.casting import Cast, still, told
from clipworth.ingest.grids import LISTED
from clipworth.ingest.loading import load
from clipworth.ingest.setting_aside import broken, left_out
from clipworth.model.problems import BadCell, Noted, Problem, Severity
from clipworth.sources.dates import SEPARATOR
from clipworth.sources.declare import Clues, Column
from clipworth.store.engine import name, quoted, sql_type

# Notes past these are counted; they are alike.
NOTES_LISTED = 3


def mend(made: Cast) -> list[Problem]:
    """Look at every cell that could not be cast; mend what can be, and say the rest."""
    if made.is_clean:
        return []
    some = made.store.value(f"select bit_or({made.held}._bad) from {made.held}")
    if not some:
        return []
    made.store.run(
        f"create or replace temp table suspect as select raw.* from {made.raw} as raw semi join"
        f" (select {made.number} as _row from {made.held} where {made.held}._bad <> 0) as bad"
        " using (_row)"
    )
    problems = [*broken(made), *left_out(made)]
    wrong = [(bit, column) for bit, column in enumerate(made.columns) if some & (1 << bit)]
    clues = _studied(made, [column for _, column in wrong])
    for bit, column in wrong:
        problems += _mend_column(made, bit, column, clues)
    return problems


def _text(made: Cast, column: Column) -> str:
    """Write the text of a cell, with the cell beside it where the reader needs that."""
    text = f"trim(suspect.c{made.place(column.headers)})"
    beside = made.place(column.beside) if column.beside else None
    if beside is None:
        return text
    return f"{text} || {quoted(SEPARATOR)} || coalesce(suspect.c{beside}, '')"


def _studied(made: Cast, columns: Sequence[Column]) -> Clues:
    """Let each kind of reader look at all its cells together."""
    clues = made.task.clues
    by_study: dict[Any, list[Column]] = {}
    for column in columns:
        if column.reader.study is not None:
            by_study.setdefault(column.reader.study, []).append(column)
    for study, alike in by_study.items():
        cells: dict[str, None] = {}
        for column in alike:
            text = _text(made, column)
            found = made.store.rows(
                f"select {text} from suspect where {text} is not null and {still('suspect._row')}"
                f" group by {text} order by min(suspect._row)"
            )
            cells.update((text, None) for (text,) in found)
        # In the order of the file, which tells a year where no cell does.
        clues = study(list(cells), clues)
    return clues


def _mend_column(made: Cast, bit: int, column: Column, clues: Clues) -> list[Problem]:
    """Read the cells of a column that failed."""
    text = _text(made, column)
    wrong = (
        f"suspect join {made.held} on suspect._row = {made.number}"
        f" and {made.held}._bad & {1 << bit} <> 0 and {still('suspect._row')}"
    )
    texts = made.store.rows(f"select distinct {text} from {wrong}")
    fields = ("text", "value", "kind", "message", "remedy")
    load(made.store, "fix", fields, _verdicts(texts, column, clues), made.task.folder)
    values, messages = made.store.rows("select count(fix.value), count(fix.message) from fix")[0]
    if values:
        made.store.run(
            f"update {made.held} set {name(column.field)} ="
            f" mended.value::{sql_type(column.reader.type)} from"
            f" (select suspect._row as number, fix.value from suspect"
            f"  join fix on fix.text = {text} where fix.value is not null) as mended"
            f" where {made.number} = mended.number and {made.held}._bad & {1 << bit} <> 0"
        )
    if not messages:
        return []
    said = (
        f"select suspect._row, fix.kind, fix.message, fix.remedy from {wrong}"
        f" join fix on fix.text = {text} where fix.message is not null"
    )
    return _said(made, column.headers, said, is_key=column.field in made.table.key)


def _verdicts(
    texts: Iterable[tuple[str | None]], column: Column, clues: Clues
) -> Iterator[tuple[str | None, ...]]:
    for (text,) in texts:
        if text is not None:
            yield _verdict(text, column, clues)


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


def _said(
    made: Cast, headers: tuple[str, ...], said: str, *, is_key: bool = False
) -> list[Problem]:
    """List what is said of a column's cells, and count what is more.

    said: SQL that gives the row, the severity, the message and the remedy.
    """
    named = f"(select * from ({said}) as said(_row, kind, message, remedy)) as said"
    file, header = made.task.file, made.header(headers)
    most = f"case said.kind when '{Severity.NOTE}' then {NOTES_LISTED} else {LISTED} end"
    rows = made.store.rows(
        f"select said._row, said.kind, said.message, said.remedy from {named} qualify"
        f" row_number() over (partition by said.kind order by said._row) <= {most}"
        " order by said._row"
    )

    def severity(kind: str) -> Severity:
        # A key that cannot be read takes its row with it.
        return Severity.ERROR if is_key and kind == Severity.WARNING else Severity(kind)

    problems = [
        Problem(file, message, remedy or "", severity(kind), number, header)
        for number, kind, message, remedy in rows
    ]
    counted = made.store.rows(
        f"select said.kind, count(*) - {most} as more, max(said._row) from {named}"
        " group by said.kind having more > 0 order by said.kind"
    )
    for kind, more, last in counted:
        message = f"{more} more cells of this column are like the ones listed."
        problems.append(Problem(file, message, "", severity(kind), last, header))
    return problems


def contradictions(made: Cast) -> list[Problem]:
    """Say which sound rows hold what cannot all be true, or rests on a guess; they are kept."""
    problems: list[Problem] = []
    for check in made.target.checks:
        place = made.place(check.column)
        wrong = (
            f"select _row from (select _row, ({check.when}) as is_wrong from {told(made)})"
            f" where is_wrong and {still('_row')}"
        )
        if place is None or made.store.value(f"{wrong} limit 1") is None:
            continue
        said = (
            f"select raw._row, '{check.severity}', concat('''', trim(raw.c{place}), ''' ',"
            f" {quoted(check.message)}), {quoted(check.remedy)}"
            f" from {made.raw} as raw semi join ({wrong}) as wrong using (_row)"
        )
        problems += _said(made, check.column, said)
    return problems
