"""What later files restated: the first value known beside the one that stands."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted
from clipworth.measure.query import bound
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.catalogue import TABLES
from clipworth.model.settings import Settings
from clipworth.model.tables import Field, Table, Type
from clipworth.model.units import DAY, RATIO, SHARE, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.store.engine import Store, name, sql_file

# row, value first known, value now, and the file and as-of day of each
Restated = tuple[Any, ...]
MOST_ROWS = 200
_SUMS = (
    Shown("table", "Table", TEXT),
    Shown("column", "Column", TEXT),
    Shown("kind", "Kind", TEXT),
    Shown("restated", "Values restated", unit_of("value")),
    Shown("before", "Sum as first known", RATIO),
    Shown("now", "Sum now", RATIO),
    Shown("change", "Change", SHARE),
)
_VALUES = (
    Shown("table", "Table", TEXT),
    Shown("column", "Column", TEXT),
    Shown("row", "Row", TEXT),
    Shown("kind", "Kind", TEXT),
    Shown("before", "As first known", RATIO),
    Shown("now", "Now", RATIO),
    Shown("file_before", "First file", TEXT),
    Shown("as_of_before", "As of", DAY),
    Shown("file_now", "Newest file", TEXT),
    Shown("as_of_now", "As of", DAY),
)
_ADDING = (Type.COUNT, Type.MONEY)


def restatements(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer which counts and amounts changed between files, and by how much."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("restatements")
    sums: list[Row] = []
    values: list[Row] = []
    total = 0
    for table, field, found in _restated(asked):
        total += len(found)
        sums.append(_sum(table, field, found))
        values += [_value(table, field, row) for row in found[:MOST_ROWS]]
    finding = (
        f"Later files restated {counted(total, 'value')} in {counted(len(sums), 'column')}."
        if total
        else "No later file restated a value."
    )
    return asked.answer(
        "restatements",
        [
            AnswerTable("restated columns", finding, _SUMS, tuple(sums)),
            AnswerTable("restated values", "", _VALUES, tuple(values[:MOST_ROWS])),
        ],
        (finding,),
        [f"Only the first {MOST_ROWS} values are listed."] if len(values) > MOST_ROWS else [],
        relations=("posts", "days", "ads", "orders", "costs"),
    )


def _restated(asked: Scope) -> Iterator[tuple[Table, Field, list[Restated]]]:
    for table in TABLES.values():
        again = f"select 1 from {name(table.name)} as t where t._versions > 1 limit 1"
        if not asked.store.value(again):
            continue
        history = asked.store.history(table)
        if history is None:
            continue
        for field in table.fields:
            if field.type not in _ADDING or field.key:
                continue
            found = _of_column(asked, table, field, history)
            if found:
                yield table, field, found


def _of_column(asked: Scope, table: Table, field: Field, history: str) -> list[Restated]:
    keys = ", ".join(f"v.{name(key)}::varchar" for key in table.key)
    sql = sql_file(
        __file__,
        "restated",
        history=history,
        keys=f"concat_ws(' · ', {keys})",
        column=name(field.name),
        day=f"v.{name(table.day)}" if table.day else "null::date",
    )
    return asked.store.rows(sql, bound(sql, asked.selection.values))


def _sum(table: Table, field: Field, found: list[Restated]) -> Row:
    before = sum((Decimal(str(row[1])) for row in found), Decimal(0))
    now = sum((Decimal(str(row[2])) for row in found), Decimal(0))
    cells: dict[str, Cell] = {
        "table": table.name,
        "column": field.name,
        "kind": str(field.unit.kind),
        "restated": len(found),
        "before": before if field.type is Type.MONEY else int(before),
        "now": now if field.type is Type.MONEY else int(now),
        "change": float(now / before) - 1 if before else None,
    }
    return Row(cells, {} if before else {"change": "It was 0 at first."})


def _value(table: Table, field: Field, found: Restated) -> Row:
    row_key, before, now, file_before, as_of_before, file_now, as_of_now = found
    cells: dict[str, Cell] = {
        "table": table.name,
        "column": field.name,
        "row": row_key,
        "kind": str(field.unit.kind),
        "before": before,
        "now": now,
        "file_before": file_before,
        "as_of_before": as_of_before,
        "file_now": file_now,
        "as_of_now": as_of_now,
    }
    unknown = {key: "The file does not say." for key, cell in cells.items() if cell is None}
    return Row(cells, unknown)
