"""The lines above the header of a Google Ads report: its name, and the days it is about."""

import re

from clipworth.model.periods import Period
from clipworth.model.problems import BadCell
from clipworth.sources import dates
from clipworth.sources.declare import Clues, Lines

BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*")


def period_in(lines: Lines) -> Period | None:
    """Find the days in lines such as `July 1, 2026 - July 31, 2026` or `1. Juli 2026`.

    None where they say "All time", or nothing.
    """
    for cells in lines:
        # An American date holds a comma, which may have cut the line into cells.
        line = ",".join(cells).strip().rstrip(",;\t ")
        found = _period(BETWEEN.split(line))
        if found is not None:
            return found
    return None


def _period(ends: list[str]) -> Period | None:
    if len(ends) > 2:
        return None
    clues = dates.study_dates(ends, Clues())
    try:
        days = [dates.day.parse(end.strip(), clues) for end in ends]
        return Period.inclusive(days[0], days[-1]) if all(days) else None
    except (BadCell, ValueError):
        return None
