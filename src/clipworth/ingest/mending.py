"""Reading the cells that the engine could not cast, each different text once, by the source's word.

Only what is said about cells comes back to Python, and of that no more than is listed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from clipworth.ingest.casting import Cast, still, told
from clipworth.ingest.grids import LISTED
from clipworth.ingest.loading import load
from clipworth.ingest.setting_aside import broken, left_out
from clipworth.model.problems import BadCell, Noted, Problem, Severity
from clipworth.sources.dates import SEPARATOR
from clipworth.sources.declare import Check, Clues, Column, Study
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
    if wrong:
        clues = _studied(made, [column for _, column in wrong])
        problems += _mend_cells(made, wrong, clues)
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
        texts = ", ".join(
            f"{{'place': {place}, 'text': {_text(made, column)}}}"
            for place, column in enumerate(alike)
        )
        found = made.store.rows(
            f"select cell.place, cell.text from (select suspect._row, unnest([{texts}]) as cell"
            f" from suspect where {still('suspect._row')}) where cell.text is not null"
            " group by all order by cell.place, min(_row)"
        )
        cells = dict.fromkeys(text for _, text in found)
        # In the order of the file, which tells a year where no cell does.
        clues = study([*cells, *_telling(made, study)], clues)
    return clues


def _telling(made: Cast, study: Study) -> list[str]:
    """Find cells of the file that the engine could read, and that tell a study something."""
    cells: list[str] = []
    readers = [column.reader for column in made.source.columns if column.reader.study is study]
    for tells in dict.fromkeys(tells for reader in readers for tells in reader.tells):
        asked = {
            f"c{place}": tells.format(c=f"trim(c{place})")
            for column in made.source.columns
            if tells in column.reader.tells
            if (place := made.place(column.headers)) is not None
        }
        if asked:
            found = ", ".join(f"case when {tells} then trim({c}) end" for c, tells in asked.items())
            row = made.store.rows(
                f"select {found} from {made.grid.relation}"
                f" where {' or '.join(asked.values())} limit 1"
            )
            cells += [cell for one in row for cell in one if cell is not None]
    return cells


def _mend_cells(made: Cast, wrong: Sequence[tuple[int, Column]], clues: Clues) -> list[Problem]:
    """Read the cells that failed, those of all columns together to save statements."""
    store, columns = made.store, dict(wrong)
    # Joined once for all columns: a join for each costs more to plan than to run.
    texts_of = ", ".join(
        f"{{'bit': {bit}, 'text': {_text(made, column)}}}" for bit, column in wrong
    )
    cells = (
        f"select cell.bit, _row, cell.text from (select suspect._row, {made.held}._bad as bad,"
        f" unnest([{texts_of}]) as cell from suspect join {made.held}"
        f" on suspect._row = {made.number} and {still('suspect._row')})"
        " where bad & (1::BIGINT << cell.bit) <> 0"
    )
    store.run(f"create or replace temp table wrong_cell as {cells}")
    texts = store.rows("select distinct bit, text from wrong_cell where text is not null")
    fields = ("bit", "text", "value", "kind", "message", "remedy")
    load(store, "fix", fields, _verdicts(texts, columns, clues), made.task.folder)
    counts = store.rows(
        "select fix.bit::integer, count(fix.value), count(fix.message) from fix group by fix.bit"
    )
    fixed = (
        "from wrong_cell join fix"
        " on fix.bit = wrong_cell.bit::varchar and fix.text = wrong_cell.text"
    )
    mended = {bit: columns[bit] for bit, values, _ in counts if values}
    if mended:
        _update(made, mended, fixed)
    if not any(messages for _, _, messages in counts):
        return []
    said = (
        f"select wrong_cell.bit, wrong_cell._row, fix.kind, fix.message, fix.remedy {fixed}"
        " where fix.message is not null"
    )
    return _said(made, said, columns)


def _update(made: Cast, mended: Mapping[int, Column], fixed: str) -> None:
    """Put what was read into its cells, all columns at once. fixed: SQL of cells and verdicts."""
    values = ", ".join(
        f"max(fix.value) filter (where wrong_cell.bit = {bit}) as value{bit}" for bit in mended
    )
    cells = ", ".join(
        f"{name(column.field)} = coalesce(mended.value{bit}::{sql_type(column.reader.type)},"
        f" {made.held}.{name(column.field)})"
        for bit, column in mended.items()
    )
    made.store.run(
        f"update {made.held} set {cells} from (select wrong_cell._row as number, {values} {fixed}"
        f" where fix.value is not null group by wrong_cell._row) as mended"
        f" where {made.number} = mended.number"
    )


def _verdicts(
    texts: Iterable[tuple[int, str]], columns: Mapping[int, Column], clues: Clues
) -> Iterator[tuple[str | None, ...]]:
    for bit, text in texts:
        yield str(bit), *_verdict(text, columns[bit], clues)


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


def _said(made: Cast, said: str, columns: Mapping[int, Column | Check]) -> list[Problem]:
    """List what is said of cells, and count what is more, column by column.

    said: SQL that gives the number of the column, the row, the severity, the message, the remedy.
    columns: what has that number.
    """
    named = f"(select * from ({said}) as said(bit, _row, kind, message, remedy)) as said"
    most = f"case said.kind when '{Severity.NOTE}' then {NOTES_LISTED} else {LISTED} end"
    rows = made.store.rows(
        "select said.bit, said._row, said.kind, said.message, said.remedy,"
        f" count(*) over (partition by said.bit, said.kind) - {most} as more,"
        f" max(said._row) over (partition by said.bit, said.kind) as last from {named} qualify"
        f" row_number() over (partition by said.bit, said.kind order by said._row) <= {most}"
        " order by said.bit, said._row"
    )
    problems = []
    beyond: dict[tuple[int, str], tuple[int, int]] = {}
    for bit, number, kind, message, remedy, more, last in rows:
        problems.append(_problem(made, columns[bit], kind, (message, remedy or ""), number))
        if more > 0:
            beyond[bit, kind] = (more, last)
    for (bit, kind), (more, last) in sorted(beyond.items()):
        message = f"{more} more cells of this column are like the ones listed."
        problems.append(_problem(made, columns[bit], kind, (message, ""), last))
    return problems


def _problem(
    made: Cast, column: Column | Check, kind: str, words: tuple[str, str], number: int
) -> Problem:
    """Make a problem of a cell. words: what is wrong, and what to do."""
    headers = column.headers if isinstance(column, Column) else column.column
    is_key = isinstance(column, Column) and column.field in made.table.key
    # A key that cannot be read takes its row with it.
    severity = Severity.ERROR if is_key and kind == Severity.WARNING else Severity(kind)
    return Problem(made.task.file, *words, severity, number, made.header(headers))


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
            f"select 0, raw._row, '{check.severity}', concat('''', trim(raw.c{place}), ''' ',"
            f" {quoted(check.message)}), {quoted(check.remedy)}"
            f" from {made.raw} as raw semi join ({wrong}) as wrong using (_row)"
        )
        problems += _said(made, said, {0: check})
    return problems
