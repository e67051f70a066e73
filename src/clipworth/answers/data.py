"""What was imported, how fresh it is, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from clipworth.answers.freshness import freshness_table
from clipworth.answers.missing import missing_table
from clipworth.answers.scope import scope
from clipworth.answers.words import count, counted
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Origin, Row, Shown
from clipworth.model.catalogue import TABLES
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.store.engine import Store, name, sql_file

_ROWS = unit_of("row")
_FILES = (
    Shown("receipt", "Receipt", TEXT),
    Shown("file", "File", TEXT),
    Shown("source", "What it is", TEXT),
    Shown("account", "Account", TEXT),
    Shown("as_of", "Known as of", DAY),
    Shown("first_day", "First day", DAY),
    Shown("last_day", "Last day", DAY),
    Shown("row_count", "Rows", _ROWS),
    Shown("rows_read", "Read", _ROWS),
    Shown("set_aside", "Set aside", _ROWS),
    Shown("overlaps", "Also told by", TEXT),
    Shown("overlap_files", "Overlapping files", unit_of("file")),
    Shown("overlap_rows", "Rows shared with one", _ROWS),
    Shown("errors", "Errors", unit_of("problem")),
    Shown("warnings", "Warnings", unit_of("problem")),
    Shown("notes", "Notes", unit_of("problem")),
    Shown("imported_at", "Imported", TEXT),
    Shown("guesses", "Guessed", TEXT),
    Shown("unused", "Columns not used", TEXT),
)
_PROBLEMS = (
    Shown("file", "File", TEXT),
    Shown("row_number", "Row", unit_of("row number")),
    Shown("column_name", "Column", TEXT),
    Shown("severity", "Severity", TEXT),
    Shown("message", "What is wrong", TEXT),
    Shown("remedy", "What to do", TEXT),
)
_HELD = (
    Shown("table", "Table", TEXT),
    Shown("meaning", "What it holds", TEXT),
    Shown("rows", "Rows", _ROWS),
    Shown("restated", "Known by several files", _ROWS),
    Shown("first_day", "First day", DAY),
    Shown("last_day", "Last day", DAY),
)
_WHY = {
    "source": "No source knows the file; it was set aside whole.",
    "account": "The file belongs to no one account.",
    "row_number": "It is about the whole file.",
    "column_name": "It is about the whole row.",
}


def data(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what is here: files, tables, freshness, problems."""
    asked = scope(store, settings, ask)
    files = _table("files", _FILES, store.rows(sql_file(__file__, "receipts")))
    if not files.rows and asked.is_empty:
        return asked.empty_answer("data")
    problems = _table("problems", _PROBLEMS, store.rows(sql_file(__file__, "problems")))
    held = _held(store)
    lacks = missing_table(asked)
    answer = asked.answer(
        "data",
        [files, lacks, held, freshness_table(store), problems],
        (_finding(files), lacks.finding, _problem_finding(problems)),
        ["Only the first 1,000 problems are listed."] if len(problems.rows) == 1000 else [],
    )
    return _with_all_files(answer, files)


def _table(title: str, columns: tuple[Shown, ...], found: Sequence[Sequence[Cell]]) -> AnswerTable:
    rows = []
    for values in found:
        cells = dict(zip((column.key for column in columns), values, strict=True))
        unknown = {
            key: _WHY.get(key, "The file does not say.")
            for key, cell in cells.items()
            if cell is None
        }
        rows.append(Row(cells, unknown))
    return AnswerTable(title, "", columns, tuple(rows))


def _held(store: Store) -> AnswerTable:
    parts = []
    for table in TABLES.values():
        day = f"t.{name(table.day)}" if table.day else "null::date"
        parts.append(
            f"select '{table.name}', count(*), count(*) filter (where t._versions > 1),"
            f" min({day}), max({day}) from {name(table.name)} as t"
        )
    rows = []
    for key, number, restated, first, last in store.rows(" union all ".join(parts)):
        cells = {
            "table": key,
            "meaning": TABLES[key].meaning,
            "rows": number,
            "restated": restated,
            "first_day": first,
            "last_day": last,
        }
        why = "It is empty." if not number else "Its rows have no day."
        rows.append(Row(cells, {k: why for k in ("first_day", "last_day") if cells[k] is None}))
    filled = [row for row in rows if row["rows"]]
    return AnswerTable(
        "tables", f"{len(filled)} of {len(rows)} tables hold rows.", _HELD, tuple(rows)
    )


def _finding(files: AnswerTable) -> str:
    def total(key: str) -> int:
        return sum(_whole(row[key]) for row in files.rows)

    aside = sum(row["source"] is None for row in files.rows)
    said = (
        f"{counted(len(files.rows) - aside, 'file')} imported: {count(total('rows_read'))} of "
        f"{counted(total('row_count'), 'row')} read, {count(total('set_aside'))} set aside"
    )
    return f"{said}; {counted(aside, 'more file')} set aside whole." if aside else f"{said}."


def _problem_finding(problems: AnswerTable) -> str:
    errors = sum(row["severity"] == "error" for row in problems.rows)
    warnings = sum(row["severity"] == "warning" for row in problems.rows)
    if not errors and not warnings:
        return "No problem is left."
    return f"{counted(errors, 'error')} and {counted(warnings, 'warning')} name what to do."


def _whole(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _with_all_files(answer: Answer, files: AnswerTable) -> Answer:
    found = [
        Origin(
            str(row["receipt"]),
            str(row["file"]),
            str(row["source"] or ""),
            as_of if isinstance(as_of := row["as_of"], date) else None,
            _whole(row["rows_read"]),
        )
        for row in files.rows
    ]
    return replace(answer, provenance=tuple(found))
