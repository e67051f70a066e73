"""Followers: the last figure known stands for a period, and its change is recomputed."""

from dataclasses import dataclass
from datetime import date, timedelta

from clipworth.measure.figures import BEFORE, NOW, Figures
from clipworth.measure.query import bound
from clipworth.measure.relations import days
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file

# Exports of one week lie a few days apart; farther ones are not the same moment.
SAME_TIME = timedelta(days=7)


@dataclass(frozen=True)
class Followers:
    """Followers of the period and of the one before, as figures, and how far they may be compared.

    accounts: those whose followers are known, by span. ends: the first and the last of the days up
    to which they are known, in the period.
    """

    figures: Figures
    accounts: dict[str, tuple[str, ...]]
    ends: tuple[date, date] | None = None

    @property
    def are_apart(self) -> bool:
        """Tell whether a total adds figures of different times."""
        return self.ends is not None and self.ends[1] - self.ends[0] > SAME_TIME

    @property
    def compare(self) -> bool:
        """Tell whether both periods know the same accounts, so that a change is one of theirs."""
        return self.accounts.get(NOW) == self.accounts.get(BEFORE)


def followers(store: Store, selection: Selection) -> Followers:
    """Give followers and net_followers of the period, and of the one before if it compares."""
    sql = sql_file(__file__, "followers", relation=days(), where=selection.condition("days"))
    values: dict[tuple[str, str | None, str], int] = {}
    rows: dict[tuple[str, str | None], int] = {}
    accounts: dict[str, tuple[str, ...]] = {}
    ends: tuple[date, date] | None = None
    for span, newest, net, names, first, last in store.rows(sql, bound(sql, selection.values)):
        values[(span, None, "followers")] = newest
        values[(span, None, "net_followers")] = net
        rows[(span, None)] = len(names)
        accounts[span] = tuple(names)
        ends = (first, last) if span == NOW else ends
    found = Followers(Figures(values, rows), accounts, ends)
    if found.compare:
        return found
    alone = {place: value for place, value in values.items() if place[0] == NOW}
    return Followers(Figures(alone, rows), accounts, ends)
