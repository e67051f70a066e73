"""Figures of ads that TikTok masked or left out, which a sum would pass over in silence."""

from dataclasses import dataclass

from clipworth.measure.query import bound
from clipworth.measure.relations import RELATIONS
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file


@dataclass(frozen=True)
class Unsaid:
    """Rows of ads that were shown, and how many of them lack a figure that others have."""

    ad_rows: int
    conversions: int
    purchases: int
    purchase_value: int


def unsaid(store: Store, selection: Selection) -> Unsaid:
    """Count the rows of ads whose conversions or purchases nobody says."""
    sql = sql_file(
        __file__,
        "unsaid",
        ads=RELATIONS["ads"].text(),
        where=selection.condition("ads"),
    )
    return Unsaid(*store.rows(sql, bound(sql, selection.values))[0])
