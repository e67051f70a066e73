"""Readers of cells that only the brand's own sheets have: links, weeks, typed percentages."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from clipworth.model.problems import BadCell, Noted
from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources.declare import Clues, Reader

WEEK = re.compile(r"^(\d{4})[-\s/]?(?:W|KW|S|CW)\s?(\d{1,2})$", re.IGNORECASE)


def _month(text: str, clues: Clues) -> Any:
    """Read the month of a month, of a day, or of the Monday of a week such as 2026-W10."""
    week = WEEK.match(text.strip())
    if week is None:
        return None if read.is_unknown(text) else dates.month.parse(text, clues)
    try:
        return date.fromisocalendar(int(week[1]), int(week[2]), 1).replace(day=1)
    except ValueError:
        raise BadCell(f"'{text}' is not a week of the calendar.", "Write 2026-W10.") from None


def _links(text: str, clues: Clues) -> Any:  # noqa: ARG001 - readers share one shape
    """Read links separated by blanks, commas in front of another link, semicolons or lines."""
    if read.is_unknown(text):
        return None
    parts = re.split(r"\s*[;\n\r]\s*|\s+|,\s*(?=https?://)", text.strip())
    return ";".join(part.strip(" ,;") for part in parts if part.strip(" ,;"))


# What a workbook holds for a cell that shows 81.5 % is 0.815, and its format is not to be seen.
def _study_percentages(cells: list[str], clues: Clues) -> Clues:
    """Learn whether all percentages of a sheet are written as shares of one."""
    clues = read.percent.study(cells, clues) if read.percent.study else clues
    values = [found for found in (_value(cell, clues) for cell in cells) if found is not None]
    are_shares = bool(values) and 0 < max(values) <= 1 and not any("%" in cell for cell in cells)
    return replace(clues, shares=are_shares)


def _value(cell: str, clues: Clues) -> float | None:
    try:
        value = read.number.parse(cell.replace("%", ""), clues)
    except BadCell:
        return None
    return value if isinstance(value, float) else None


def _percentage(text: str, clues: Clues) -> Any:
    if not clues.shares:
        return read.percent.parse(text, clues)
    value = read.share.parse(text, clues)
    if not isinstance(value, float) or not value:
        return value
    return Noted(
        value,
        f"'{text}' was read as {value:.1%}, as no percentage of the sheet is over 1.",
        "If it is less than one percent, write the sign: 0.8 %.",
    )


month = Reader("month", Type.DAY, "null", _month, dates.study_dates)
links = Reader("links", Type.TEXT, "null", _links)
percentage = Reader("percentage", Type.NUMBER, "null", _percentage, _study_percentages)
