"""Readers of Toast's days, of which the year may have two digits, and of reasons of discounts."""

import re
from typing import Any

from clipworth.model.problems import Noted
from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources.declare import Clues, Reader

SHORT = re.compile(r"^\s*(\d{1,2}[./]\d{1,2}[./])(\d{2})(?!\d)")
AMERICAN = re.compile(r"\d\s*[AP]M$", re.IGNORECASE)


def _long(text: str) -> str:
    return SHORT.sub(r"\g<1>20\2", text)


def _day(text: str, clues: Clues) -> Any:
    day = dates.month_first.parse(_long(text), clues)
    # Where a clock has AM and PM, the month stands first.
    if AMERICAN.search(text) or not dates.is_either(_long(text), clues):
        return day
    return Noted(
        day,
        f"'{text}' was read with the month first, as Toast does; no cell of the file tells.",
        dates.ORDER_REMEDY,
    )


def _study(cells: list[str], clues: Clues) -> Clues:
    return dates.study_dates([_long(cell) for cell in cells], clues)


day = Reader("day", Type.DAY, dates.month_first.fast, _day, _study)
# The names of discounts stand in the same cell, so an original keeps all but who is named there.
heard = read.masking(read.heard)
reason = read.masking(read.code)
