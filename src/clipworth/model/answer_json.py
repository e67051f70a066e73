"""Answers and explanations as JSON: the product's interface, versioned, and never with a NaN."""

import json
import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from clipworth.model.answers import (
    SCHEMA_VERSION,
    Answer,
    AnswerTable,
    Ask,
    Cell,
    Explanation,
    Input,
    Origin,
    Refused,
    Row,
    Shown,
)
from clipworth.model.periods import Period
from clipworth.model.problems import Problem

Document = dict[str, Any]
EXACT = "The figure is exact, or its kind has no interval."
TOO_FEW = "Too few to say how sure."
OPEN = "There is no upper bound."
NO_NUMBER = "It cannot be computed from what is known."
NOT_SAID = "No imported file says."


def written(document: Any) -> str:
    """Write a JSON document."""
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False, default=_plain)


def answer_document(answer: Answer) -> Document:
    """Give an answer as the document that every machine reads."""
    return {
        "schema_version": SCHEMA_VERSION,
        "question": answer.question,
        "period": period_document(answer.period),
        "as_of": plain(answer.as_of),
        "currency": answer.currency,
        "simulated": answer.simulated,
        "sentences": list(answer.sentences),
        "caveats": list(answer.caveats),
        "refused": list(answer.refused),
        "tables": [table_document(table) for table in answer.tables],
        "charts": [],
        "provenance": [origin_document(origin) for origin in answer.provenance],
    }


def refusal_document(question: str, refused: Refused, ask: Ask, *, simulated: bool) -> Document:
    """Give the document of an answer that would mislead, and so has no figures."""
    nothing = Answer(
        question,
        ask.period,
        ask.as_of,
        tables=(),
        refused=(refused.reason, refused.remedy),
        simulated=simulated,
    )
    return answer_document(nothing)


def period_document(period: Period | None) -> Document | None:
    """Give a period by its first and last day, both inside."""
    if period is None:
        return None
    return {"from": period.since.isoformat(), "to": period.last.isoformat()}


def table_document(table: AnswerTable) -> Document:
    """Give a table with its columns and a row object per row."""
    return {
        "name": table.name,
        "finding": table.finding,
        **({"currency": table.currency} if table.currency else {}),
        "columns": [
            {
                "key": column.key,
                "label": column.label,
                "unit": str(column.unit),
                "layer": column.layer,
                "word": column.word,
            }
            for column in table.columns
        ],
        "rows": [row_document(row, table.columns) for row in table.rows],
    }


def row_document(row: Row, columns: tuple[Shown, ...]) -> Document:
    """Give a row by column key, with the parts of estimates and a reason for every null."""
    cells: dict[str, Cell] = {}
    for column in columns:
        cells[column.key] = row[column.key]
        if column.estimate:
            cells |= {key: row[key] for key in estimate_keys(column.key)}
    document: Document = {key: plain(cell) for key, cell in cells.items()}
    unknown = {key: reason(row, key, cells) for key, value in document.items() if value is None}
    if unknown:
        document["_unknown"] = unknown
    return document


def estimate_keys(key: str) -> tuple[str, str, str]:
    """Name what stands beside an estimate."""
    return f"{key}_low", f"{key}_high", f"{key}_n"


def reason(row: Row, key: str, cells: Mapping[str, Cell]) -> str:
    """Say why a cell is unknown."""
    if key in row.unknown:
        return row.unknown[key]
    cell = cells.get(key)
    if isinstance(cell, float):
        return OPEN if math.isinf(cell) and cell > 0 else NO_NUMBER
    of, _, part = key.rpartition("_")
    if part in ("low", "high", "n") and of in cells:
        if cells[of] is None:
            return row.unknown.get(of, NOT_SAID)
        return TOO_FEW if part != "n" and cells.get(f"{of}_n") is not None else EXACT
    return NOT_SAID


def origin_document(origin: Origin) -> Document:
    """Give a receipt that an answer rests on."""
    return {
        "receipt": origin.receipt,
        "file": origin.file,
        "source": origin.source,
        "as_of": plain(origin.as_of),
        "rows": origin.rows,
    }


def explanation_document(explained: Explanation, ask: Ask, *, simulated: bool) -> Document:
    """Give an explanation, down to the rows of the files."""
    return {
        "schema_version": SCHEMA_VERSION,
        "metric": explained.metric,
        "label": explained.label,
        "meaning": explained.meaning,
        "layer": explained.layer,
        "word": explained.word,
        "unit": str(explained.unit),
        "period": period_document(ask.period),
        "as_of": plain(ask.as_of),
        "where": dict(ask.where),
        "simulated": simulated,
        "currency": explained.currency,
        "value": plain(explained.value),
        "low": plain(explained.low),
        "high": plain(explained.high),
        "n": explained.n,
        "method": explained.method,
        "unknown": explained.unknown or None,
        "formula": explained.formula,
        "filled": explained.filled,
        "sql": explained.sql,
        "parts": [
            {
                "part": part.key,
                "label": part.label,
                "value": plain(part.value),
                "unit": str(part.unit),
                "word": part.word,
            }
            for part in explained.parts
        ],
        "inputs": [_input_document(one) for one in explained.inputs],
        "caveats": list(explained.caveats),
    }


def _input_document(one: Input) -> Document:
    return {
        "label": one.label,
        "table": one.table,
        "column": one.column,
        "part": one.part,
        "role": one.role,
        "value": plain(one.value),
        "unit": str(one.unit),
        "currency": one.currency,
        "converted": plain(one.converted),
        "note": one.note or None,
        "word": one.word,
        "receipts": [
            {
                **origin_document(found.origin),
                "where": f"{found.origin.file}: {found.said()}",
                "row_ranges": [list(edges) for edges in found.ranges],
            }
            for found in one.receipts
        ],
    }


def problem_document(problem: Problem) -> Document:
    """Give a problem with its place."""
    return {
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "severity": problem.severity,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def plain(cell: Cell) -> str | int | float | bool | None:
    """Give a cell as JSON can hold it: money as text, no number as null."""
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, Decimal):
        return f"{cell:f}" if cell.is_finite() else None
    return cell.isoformat() if isinstance(cell, date) else cell


def _plain(thing: object) -> object:
    if isinstance(thing, Decimal | date):
        return plain(thing)
    raise TypeError(f"{type(thing).__name__} has no place in a document")
