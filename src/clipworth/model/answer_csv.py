"""Tables as CSV, for spreadsheets: numbers stay numbers, and no text becomes a formula."""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from clipworth.model.answer_json import estimate_keys, row_document
from clipworth.model.answers import AnswerTable, Cell, Row
from clipworth.model.formats import plain_text

# What spreadsheets take for the start of a formula: https://owasp.org/www-community/attacks/CSV_Injection
# (read 2026-11-24).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def table_csv(table: AnswerTable) -> str:
    """Write a table; an unknown cell is empty, and the last column says why."""
    keys: list[str] = []
    for column in table.columns:
        keys.append(column.key)
        if column.estimate:
            keys += estimate_keys(column.key)
    rows = [[*(row[key] for key in keys), _reasons(row, table, keys)] for row in table.rows]
    return written([*keys, "_unknown"], rows)


def _reasons(row: Row, table: AnswerTable, keys: Sequence[str]) -> str:
    unknown = row_document(row, table.columns).get("_unknown", {})
    return "; ".join(f"{key}: {unknown[key]}" for key in keys if key in unknown)


def written(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write rows of cells below a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([safe(cell) for cell in header])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def safe(cell: Cell) -> str:
    """Give a cell as CSV holds it; a text that would be a formula gets a quote before it."""
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        text = plain_text(cell)
        return f"'{text}" if text.startswith(FORMULA_STARTS) else text
    return repr(cell) if isinstance(cell, float) else str(cell)
