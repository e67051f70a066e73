"""How often posts come, over the days that files of posts tell of."""

from dataclasses import dataclass

from clipworth.measure.query import bound
from clipworth.measure.relations import posts
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file

FEWEST_DAYS = 14


@dataclass(frozen=True)
class Cadence:
    """Posts of the days that files cover; span_days: from the first of those days to the last."""

    posts: int
    covered_days: int
    span_days: int

    @property
    def has_holes(self) -> bool:
        """Tell whether no file covers some day between the first and the last."""
        return self.covered_days < self.span_days

    @property
    def per_week(self) -> float | None:
        """Posts a week; None where there are holes, or too few days to say."""
        if self.has_holes or self.covered_days < FEWEST_DAYS:
            return None
        return self.posts / self.covered_days * 7


def cadence(store: Store, selection: Selection) -> Cadence:
    """Count the selected posts and the days that files of their accounts cover."""
    sql = sql_file(__file__, "cadence", posts=posts(), where=selection.condition("posts"))
    told, covered_days, span_days = store.rows(sql, bound(sql, selection.values))[0]
    return Cadence(told, covered_days, span_days or 0)
