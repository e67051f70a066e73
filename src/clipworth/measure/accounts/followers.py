"""Followers: the last figure known stands for a period, and its change is recomputed."""

from clipworth.measure.figures import Figures
from clipworth.measure.query import bound
from clipworth.measure.relations import days
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file


def followers(store: Store, selection: Selection) -> Figures:
    """Give followers and net_followers of the period and of the one before."""
    sql = sql_file(__file__, "followers", relation=days(), where=selection.condition("days"))
    values, rows = {}, {}
    for span, part, newest, net, accounts in store.rows(sql, bound(sql, selection.values)):
        values[(span, part, "followers")] = newest
        values[(span, part, "net_followers")] = net
        rows[(span, part)] = accounts
    return Figures(values, rows)
