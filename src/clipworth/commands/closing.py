"""Closing a month: its figures are frozen in the journal, and later restatements show beside."""

from dataclasses import dataclass
from decimal import Decimal

from clipworth.ingest import journal
from clipworth.ingest.looking import looking
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.measure.money.currency import home
from clipworth.measure.sales.books import books
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.model.problems import WrongUse
from clipworth.model.settings import Settings


@dataclass(frozen=True)
class Closed:
    """What was frozen: figures by key; those that are unknown stay unknown in the frozen month."""

    month: str
    figures: dict[str, Decimal | None]
    currency: str | None
    entry: int

    @property
    def unknown(self) -> int:
        """How many figures are unknown."""
        return sum(amount is None for amount in self.figures.values())


def close(workspace: Workspace, month: str, clock: Clock, *, who: str) -> Closed:
    """Freeze the figures of a month.

    Raises WrongUse for what is no month, one that is not over, closed already, or without orders.
    """
    period = _over(month, clock)
    settings = workspace.settings()
    _check_open(settings, month)
    with looking(workspace) as store:
        money = home(store, settings)
        if money.unknown:
            raise WrongUse(money.unknown)
        selection = Selection.of(settings, money.key, period, period, {})
        figures = books(store, selection, period).figures(month)
    if figures["orders"] is None:
        raise WrongUse(f"No order that counts stands in {month}, so there is nothing to close.")
    texts = {key: None if amount is None else str(amount) for key, amount in figures.items()}
    what = {"month": month, "currency": money.currency, "figures": texts}
    with workspace.writing():
        # Someone else may have closed it meanwhile.
        _check_open(workspace.settings(), month)
        entry = journal.record(workspace, journal.CLOSE_MONTH, what, who=who, at=clock.now)
    return Closed(month, figures, money.currency, entry.number)


def _check_open(settings: Settings, month: str) -> None:
    for one in settings.closes:
        if one.month == month:
            raise WrongUse(
                f"{month} is closed already, by {one.who} on {one.at[:10]}. "
                f"`clipworth undo {one.entry}` opens it again."
            )


def _over(month: str, clock: Clock) -> Period:
    try:
        period = Period.month(month)
    except ValueError as error:
        raise WrongUse(f"{error}.") from None
    if clock.today < period.until:
        raise WrongUse(f"{month} is not over: it can be closed from {period.until} on.")
    return period
