"""Readers of Salesforce's cells: ids, and moments whose zone is said."""

import re
from typing import Any

from clipworth.model.problems import BadCell
from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources.declare import Clues, Reader

ID = re.compile(r"^[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?$")
# With a zone behind it, as the API writes 2026-03-08T09:00:00.000+0000.
ZONED = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})$")


def _record(text: str, clues: Clues) -> Any:  # noqa: ARG001 - readers share one shape
    if read.is_unknown(text):
        return None
    if not ID.match(text.strip()):
        raise BadCell(f"'{text}' is not an id of Salesforce.", "It has 15 or 18 letters or digits.")
    # The last three of eighteen only check the others; reports leave them away.
    return text.strip()[:15]


def _stated(text: str, clues: Clues) -> Any:
    """Read a moment whose zone is said; of any other only the day is known, in another field."""
    return dates.moment.parse(text, clues) if ZONED.search(text.strip()) else None


record = Reader("Salesforce id", Type.TEXT, "null", _record)
stated = Reader("moment", Type.MOMENT, "null", _stated)
