"""By what ads were known to be of their format: fields of the file, or a guess from a name."""

from dataclasses import dataclass
from decimal import Decimal

from clipworth.measure.paid.families import basis, family
from clipworth.measure.query import bound
from clipworth.measure.relations import ads, exchange
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file


@dataclass(frozen=True)
class Recognised:
    """How many rows of ads of a format were known by one thing, and what they cost."""

    family: str
    basis: str
    ad_rows: int
    spend: Decimal | None


def recognised(store: Store, selection: Selection) -> list[Recognised]:
    """Count rows of ads by format and by what it was known by."""
    sql = sql_file(
        __file__,
        "recognised",
        ads=ads(),
        family=family(),
        basis=basis(),
        exchange=exchange(),
        where=selection.condition("ads"),
    )
    return [Recognised(*row) for row in store.rows(sql, bound(sql, selection.values))]
