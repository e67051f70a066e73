"""Cells that only YouTube writes: ids of videos, and times in hours."""

import re
from typing import Any

from clipworth.model.problems import BadCell
from clipworth.model.tables import Type
from clipworth.sources.declare import Clues, Reader
from clipworth.sources.read import is_unknown, money, number

LINK = re.compile(r"(?:[?&]v=|youtu\.be/|/shorts/)([\w-]{11})(?![\w-])")


def _video_id(text: str, clues: Clues) -> Any:  # noqa: ARG001 - readers share one shape
    if is_unknown(text):
        return None
    found = LINK.search(text)
    if found:
        return found[1]
    if not re.fullmatch(r"[\w-]{11}", text.strip(), re.ASCII):
        raise BadCell(
            f"'{text}' is not the id of a video.",
            "Export again and do not save it from a spreadsheet program.",
        )
    return text.strip()


def _hours(text: str, clues: Clues) -> Any:
    value = number.parse(text, clues)
    return value * 3600 if isinstance(value, float) else value


video_id = Reader(
    "video id",
    Type.TEXT,
    "case when regexp_full_match({c}, '[A-Za-z0-9_-]{{11}}') then {c} end",
    _video_id,
)
hours = Reader("hours", Type.NUMBER, f"({number.fast}) * 3600", _hours, money.study)
