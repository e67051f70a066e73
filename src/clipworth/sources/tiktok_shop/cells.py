"""Readers of the cells that TikTok Shop writes: ids, days, amounts that name their currency."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from clipworth.model.periods import Period
from clipworth.model.problems import BadCell, Noted
from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources.declare import Clues, LeftOut, Lines, Reader

ID = re.compile(r"\d{5,25}")


def _shop_id(text: str, clues: Clues) -> Any:
    # Settlements write `/` where a row belongs to no order.
    value = None if text.strip() == "/" else read.identifier.parse(text, clues)
    if isinstance(value, str) and not ID.fullmatch(value):
        raise BadCell(
            f"'{text}' is no id of TikTok Shop.",
            "An id is digits only, as in 576461413038785752: compare the row with the export.",
        )
    return value


CLOCKED = re.compile(
    r"^(\d{1,2})/(\d{1,2})/\d{4} \d{1,2}:\d{2}(?::\d{2})?\s*([AP]M)?$", re.IGNORECASE
)


def _day(text: str, clues: Clues) -> Any:
    """Take the day that stands in a moment, as the shop's clock has it.

    Where no cell of the file tells whether the day or the month stands first, the clock does.
    """
    text = text.strip()
    found = CLOCKED.match(text)
    if not found or not dates.is_either(text, clues):
        return dates.day_as_given.parse(text, clues)
    told = replace(clues, day_first=found[3] is None)
    order = "day first, as TikTok Shop does beside clocks of 24 hours"
    if found[3]:
        order = "month first, as TikTok Shop does beside AM and PM"
    return Noted(
        dates.day_as_given.parse(text, told),
        f"'{text}' was read with the {order}; no cell of the file tells.",
        dates.ORDER_REMEDY,
    )


# Currencies whose amounts have no decimals, so a dot before three digits parts thousands.
WHOLE = re.compile(r"Rp|IDR|₫|VND|₩|KRW", re.IGNORECASE)
THOUSANDS = re.compile(r"([.,])\d{3}\D*$")


def _amount(text: str, clues: Clues) -> Any:
    text = text.replace("đ", "₫")
    thousands = THOUSANDS.search(text)
    if thousands and WHOLE.search(text):
        clues = replace(clues, decimal="," if thousands[1] == "." else ".")
    return read.money.parse(text, clues)


CONTENT_TYPES = {
    "video": ("video", "videos", "short video", "shoppable video", "วิดีโอ"),
    "live": ("live", "lives", "live stream", "live streams", "livestream", "live streaming"),
    "showcase": ("showcase",),
    "other": ("other", "others"),
}
_KINDS = {name: kind for kind, names in CONTENT_TYPES.items() for name in names}


def _content_type(text: str, clues: Clues) -> Any:  # noqa: ARG001
    if read.is_unknown(text):
        return None
    kind = _KINDS.get(text.strip().casefold())
    return kind or Noted("other", f"'{text}' is no kind of content that is known: it is 'other'.")


DAY = re.compile(r"(?<!\d)(20\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")


def period_above(lines: Lines) -> Period | None:
    """Find the one line above the header that holds a first and a last day."""
    for line in lines:
        found = DAY.findall(" ".join(line))
        if len(found) != 2:
            continue
        try:
            first, last = (date(*map(int, numbers)) for numbers in found)
            return Period.inclusive(first, last)
        except ValueError:
            continue
    return None


def explaining(column: tuple[str, ...], told_by: str, message: str) -> LeftOut:
    """Leave out the row below the header that says what the columns mean.

    told_by: SQL over the cell of this column that is true of such a row and of no other.
    """
    return LeftOut(told_by, column, message, perhaps=told_by, first_only=True)


def any_of(words: Sequence[str]) -> str:
    """Write words as an SQL list."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


def _there(text: str, clues: Clues) -> Any:  # noqa: ARG001
    return text


shop_id = Reader("id", Type.TEXT, read.identifier.fast, _shop_id, read.identifier.study)
day = Reader("day of a moment", Type.DAY, dates.day_as_given.fast, _day, dates.study_order)
amount = Reader("amount", Type.MONEY, read.money.fast, _amount, read.money.study)
content_type = Reader("kind of content", Type.TEXT, "null", _content_type)
# Not NULL in every row of a file that has the column, whatever stands in the cell.
column_there = Reader("whether the column is there", Type.TEXT, "coalesce({c}, '')", _there)
