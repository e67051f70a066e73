"""Months that are closed: their status, and what was restated since."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from clipworth.answers.scope import Scope
from clipworth.answers.words import counted, listed
from clipworth.measure.ledger.ledger import shortened
from clipworth.measure.sales.books import Books
from clipworth.model import formats
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.periods import Period, parse_day
from clipworth.model.settings import MonthClose
from clipworth.model.units import DAY, RATIO, TEXT
from clipworth.model.words import Word

TRACKED = "tracked_"
COUNTS = ("orders", "tracked_orders")
_COLUMNS = (
    Shown("month", "Month", TEXT),
    Shown("figure", "Figure", TEXT),
    Shown("kind", "Kind", TEXT),
    Shown("frozen", "As closed", RATIO, word=Word.FIRST_PARTY),
    Shown("now", "Now", RATIO, word=Word.FIRST_PARTY),
    Shown("difference", "Difference", RATIO, word=Word.FIRST_PARTY),
    Shown("closed", "Closed on", DAY),
    Shown("who", "By", TEXT),
)


def with_whole_months(asked: Scope) -> Scope:
    """Begin with the first of a month where all data were asked for, and end with a closed one.

    Files begin on some day, and a close is of all days: its costs are.
    """
    period = asked.period
    if asked.ask.period is not None or period is None:
        return asked
    first, last = (Period.month(f"{day:%Y-%m}") for day in (period.since, period.last))
    until = last.until if closed(asked, f"{last.since:%Y-%m}") else period.until
    return replace(asked, period=Period(first.since, until))


def is_frozen(asked: Scope, month: str) -> MonthClose | None:
    """Give the close whose figures stand for a month: one of the same currency, all days asked."""
    found = closed(asked, month)
    whole = asked.period is not None and _holds(asked.period, Period.month(month))
    return found if found and whole and found.currency == asked.currency else None


def closed(asked: Scope, month: str) -> MonthClose | None:
    """Give the close of a month, as known on the day asked about; None: it is open."""
    known_on = asked.ask.as_of
    for one in asked.settings.closes:
        if one.month == month and (known_on is None or parse_day(one.at[:10]) <= known_on):
            return one
    return None


def status(asked: Scope, month: str) -> str:
    """Say whether a month is closed, open, or only a part of it was asked about."""
    found = closed(asked, month)
    period = asked.period
    assert period is not None, "an empty workspace has no months"  # noqa: S101
    inside = Period.month(month)
    if not _holds(period, inside):
        days = (min(period.until, inside.until) - max(period.since, inside.since)).days
        return f"{days} of {inside.days} days"
    if found is None:
        return "open"
    said = f"closed {formats.day(parse_day(found.at[:10]))} by {found.who}"
    return said if found.currency == asked.currency else f"{said}, in {found.currency}"


def closed_table(asked: Scope, books: Books, labels: Mapping[str, str]) -> AnswerTable | None:
    """List what differs by now from the figures of closed months; None: no month is closed."""
    closes = [found for month in books.months if (found := is_frozen(asked, month))]
    if not closes:
        return None
    rows = [row for one in closes for row in _restated(one, books, labels)]
    months = listed(shortened([one.month for one in closes]))
    finding = (
        f"{counted(len(rows), 'figure')} of closed months ({months}) differ by now from what was "
        "frozen; the books show the frozen ones."
        if rows
        else f"No figure of the closed months ({months}) was restated since."
    )
    return AnswerTable("restated since the close", finding, _COLUMNS, tuple(rows))


def _restated(one: MonthClose, books: Books, labels: Mapping[str, str]) -> Iterator[Row]:
    now = books.figures(one.month)
    for key, frozen in one.figures.items():
        current = now.get(key)
        if frozen == current or key not in now:
            continue
        counts = key in COUNTS
        cells: dict[str, Cell] = {
            "month": one.month,
            "figure": _label(key, labels),
            "kind": "count" if counts else "money",
            "frozen": _shown(frozen, counts=counts),
            "now": _shown(current, counts=counts),
            "difference": _shown(
                None if frozen is None or current is None else current - frozen, counts=counts
            ),
            "closed": parse_day(one.at[:10]),
            "who": one.who,
        }
        reasons = {
            "frozen": "It was unknown when the month was closed.",
            "now": "It is unknown by now: the table of months says why.",
            "difference": "One of the two is unknown.",
        }
        yield Row(cells, {k: why for k, why in reasons.items() if cells[k] is None})


def _shown(amount: Decimal | None, *, counts: bool) -> Cell:
    return int(amount) if amount is not None and counts else amount


def _label(key: str, labels: Mapping[str, str]) -> str:
    if not key.startswith(TRACKED):
        return labels[key]
    return f"{labels[key.removeprefix(TRACKED)]}, tracked to TikTok"


def _holds(period: Period, inside: Period) -> bool:
    return period.since <= inside.since and inside.until <= period.until
