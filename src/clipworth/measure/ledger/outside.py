"""Costs that were booked outside of the days an answer is about, and are in none of its sums."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clipworth.measure.relations import NOT_ASSIGNED
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.store.engine import Store, sql_file


@dataclass(frozen=True)
class Outside:
    """A month of the cost sheet, or an agreement with a creator. creator: None: the sheet."""

    creator: str | None
    first_day: date
    currency: str | None
    amount: Decimal


def costs_outside(store: Store, selection: Selection, period: Period) -> tuple[Outside, ...]:
    """Find what the cost sheet and agreements hold that touches no day of the period."""
    creator = selection.where.get("creator", "").strip().lower().removeprefix("@")
    values = {
        "since": period.since,
        "until": period.until,
        "home": selection.home,
        "creator": creator or None,
        "nobody": NOT_ASSIGNED,
    }
    found = store.rows(sql_file(__file__, "outside"), values)
    return tuple(Outside(*row) for row in found)
