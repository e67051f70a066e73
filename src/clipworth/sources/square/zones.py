"""The time zones that Square names, and the clock of a till."""

import re
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from clipworth.model.problems import BadCell, Noted
from clipworth.model.tables import Type
from clipworth.sources import dates
from clipworth.sources.dates import SEPARATOR
from clipworth.sources.declare import Clues, Reader
from clipworth.sources.read import is_unknown

# The names that Square's dashboard offers, and the abbreviations that newer files write. Hours of
# a fixed offset count the other way in the names of these zones. What several countries call by
# one name, as IST, is not here.
ZONES = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "atlantic time (canada)": "America/Halifax",
    "newfoundland": "America/St_Johns",
    "saskatchewan": "America/Regina",
    "indiana (east)": "America/Indiana/Indianapolis",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "puerto rico": "America/Puerto_Rico",
    "london": "Europe/London",
    "edinburgh": "Europe/London",
    "dublin": "Europe/Dublin",
    "paris": "Europe/Paris",
    "madrid": "Europe/Madrid",
    "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne",
    "canberra": "Australia/Sydney",
    "hobart": "Australia/Hobart",
    "brisbane": "Australia/Brisbane",
    "adelaide": "Australia/Adelaide",
    "darwin": "Australia/Darwin",
    "perth": "Australia/Perth",
    "tokyo": "Asia/Tokyo",
    "osaka": "Asia/Tokyo",
    "utc": "UTC",
    "gmt": "UTC",
    "est": "Etc/GMT+5",
    "edt": "Etc/GMT+4",
    "cst": "Etc/GMT+6",
    "cdt": "Etc/GMT+5",
    "mst": "Etc/GMT+7",
    "mdt": "Etc/GMT+6",
    "pst": "Etc/GMT+8",
    "pdt": "Etc/GMT+7",
    "akst": "Etc/GMT+9",
    "akdt": "Etc/GMT+8",
    "hst": "Etc/GMT+10",
    "bst": "Etc/GMT-1",
    "cet": "Etc/GMT-1",
    "cest": "Etc/GMT-2",
    "jst": "Etc/GMT-9",
    "aest": "Etc/GMT-10",
    "aedt": "Etc/GMT-11",
}
# Where people write the month first.
MONTH_FIRST = ("America/", "Pacific/Honolulu", "Etc/GMT+")
CLOCK = re.compile(r"^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?$", re.IGNORECASE)


# Python walks its folder of zones at each question for their names.
_all_zones = cache(available_timezones)


def _found(text: str) -> str | None:
    named = text.strip()
    return ZONES.get(named.casefold()) or (named if named in _all_zones() else None)


def _zone(text: str, clues: Clues) -> Any:  # noqa: ARG001 - readers share one shape
    if is_unknown(text):
        return None
    found = _found(text)
    if found is None:
        message = f"'{text}' is no time zone that is known here, so only the day is."
        return Noted(None, message, "Nothing is lost but the hour.")
    return found


def _day(text: str, clues: Clues) -> Any:
    """Read a day; where no row of the file tells which stands first, the zone of the till does."""
    day, _, zone = text.partition(SEPARATOR)
    is_american = (_found(zone) or "").startswith(MONTH_FIRST)
    return (dates.month_first if is_american else dates.day).parse(day, clues)


def _clock(text: str, clues: Clues) -> Any:  # noqa: ARG001
    if is_unknown(text):
        return None
    found = CLOCK.match(text.strip())
    if found is None:
        raise BadCell(f"'{text}' is not a time.", "Write it as 14:30:00.")
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].casefold() == "p" else 0)
    if hour > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
        raise BadCell(f"'{text}' is not a time of a day.", "Write it as 14:30:00.")
    return f"{hour:02d}:{found[2]}:{found[3] or '00'}"


day = Reader("day", Type.DAY, "null", _day, dates.study_dates)
clock = Reader("time", Type.TEXT, "null", _clock)
zone = Reader("time zone", Type.TEXT, "null", _zone)
# SQL for the moment of a till's day and time, where its zone is known.
MOMENT = "epoch_ms(timezone(zone, day + clock::TIME))"
