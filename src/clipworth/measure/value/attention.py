"""Counts of attention by part: views, engagements and followers that ads did not bring."""

from collections.abc import Mapping

from clipworth.measure.figures import NOW, figures
from clipworth.measure.metrics import reach, worth
from clipworth.measure.query import bound
from clipworth.measure.relations import days
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file

# Followers are counted on days, so only these parts have them; posts have their own where told.
BY_DAYS = ("all", "month", "account")
_OF_POSTS = {
    "view": reach.ORGANIC_VIEWS,
    "like": worth.ORGANIC_LIKES,
    "comment": worth.ORGANIC_COMMENTS,
    "share": worth.ORGANIC_SHARES,
    "save": worth.ORGANIC_SAVES,
    "follower": worth.ORGANIC_NEW_FOLLOWERS,
}
Counts = Mapping[str, float | None]


def attention(store: Store, selection: Selection, by: str = "all") -> dict[str | None, Counts]:
    """Count actions by part; the part None is the whole of it.

    Followers are those of the accounts' days where parts are of days, and no filter parts posts;
    else those that posts say they brought.
    """
    found = figures(store, _OF_POSTS.values(), selection, by)
    parts = [part for span, part in found.rows if span == NOW]
    counts: dict[str | None, dict[str, float | None]] = {
        part: {action: found.get(measure.key, part) for action, measure in _OF_POSTS.items()}
        for part in parts
    }
    if by not in BY_DAYS or selection.misses("days"):
        return dict(counts)
    gained = growth(store, selection, by)
    for part in {*counts, *gained}:
        counts.setdefault(part, dict.fromkeys(_OF_POSTS))["follower"] = gained.get(part)
    return dict(counts)


def growth(store: Store, selection: Selection, by: str = "all") -> dict[str | None, int]:
    """Give followers gained less those lost and those that ads brought, of the accounts' days.

    Ads do not say to which account they brought followers; by account those stay inside.
    """
    part = {"all": "null", "month": "strftime(step.day, '%Y-%m')", "account": "step.account"}[by]
    sql = sql_file(__file__, "growth", days=days(), part=part, where=selection.condition("days"))
    gained: dict[str | None, int] = dict(store.rows(sql, bound(sql, selection.values)))
    if by == "account" or not gained:
        return gained
    paid = figures(store, [worth.AD_FOLLOWS], selection, by)
    return {part: net - (paid.get(worth.AD_FOLLOWS.key, part) or 0) for part, net in gained.items()}
