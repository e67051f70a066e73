"""Months whose figures were frozen, as the journal holds them."""

from decimal import Decimal

from clipworth.ingest import journal
from clipworth.ingest.workspace import Workspace
from clipworth.model.settings import MonthClose


def month_closes(workspace: Workspace) -> tuple[MonthClose, ...]:
    """Read the months that are closed, in the order of months; those undone are open again."""
    found = [
        MonthClose(
            entry.what["month"],
            {key: _amount(text) for key, text in entry.what["figures"].items()},
            entry.what["currency"],
            entry.who,
            entry.at,
            entry.number,
        )
        for entry in journal.standing(workspace, journal.CLOSE_MONTH)
    ]
    return tuple(sorted(found, key=lambda one: one.month))


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
