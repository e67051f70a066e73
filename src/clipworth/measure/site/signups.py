"""Sign-ups, as the CRM and the site's events know them."""

from dataclasses import dataclass

from clipworth.measure.query import bound
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file


@dataclass(frozen=True)
class SignUps:
    """How many signed up, and how many of them with a tag that says TikTok."""

    all: int
    tiktok: int


def signups(store: Store, selection: Selection) -> dict[str, SignUps]:
    """Count sign-ups by who knows them: crm, site; one that is not imported is not there."""
    sql = sql_file(__file__, "signups")
    rows = store.rows(sql, bound(sql, selection.values))
    return {kind: SignUps(count, tiktok) for kind, count, tiktok in rows}
