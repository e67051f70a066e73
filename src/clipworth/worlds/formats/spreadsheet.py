"""Plain CSV text as spreadsheets write it."""

import csv
import io
from collections.abc import Iterable, Sequence


def comma_separated(
    rows: Iterable[Sequence[object]], *, delimiter: str = ",", end: str = "\n"
) -> str:
    """Write rows as CSV, with quotes only where a cell needs them."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator=end).writerows(rows)
    return target.getvalue()
