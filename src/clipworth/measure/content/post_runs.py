"""How far organic posts have run, from the counts that files of different days hold of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clipworth.measure.query import bound
from clipworth.measure.relations import posts
from clipworth.measure.selection import Selection
from clipworth.model.catalogue import TABLES
from clipworth.store.engine import Store, sql_file

# A post gets nearly all of its views in its first two months.
YOUNG_DAYS = 60


@dataclass(frozen=True)
class PostRun:
    """An organic post whose views were counted on several days.

    half_from, half_by: it had half of its views after the one day and by the other; None: it had
    them by its first count. fresh_pace, pace: views a day up to the first count, and between the
    last two. Shares of its own views know nothing of the account's trend.
    """

    post_id: str
    title: str | None
    posted: date
    counts: int
    counted_on: date
    views: int
    half_from: date | None
    half_by: date
    fresh_pace: float
    pace: float

    @property
    def left(self) -> float | None:
        """Give the share of its first pace that is left."""
        return self.pace / self.fresh_pace if self.fresh_pace > 0 else None


def post_runs(store: Store, selection: Selection, last_day: date) -> list[PostRun]:
    """Read the young posts with a history of counts, the newest first."""
    history = store.history(TABLES["post"])
    if history is None or not store.value("select 1 from post where _versions > 2 limit 1"):
        return []
    where = selection.condition("posts")
    sql = sql_file(__file__, "post_runs", posts=posts(), history=history, where=where)
    values = {**selection.values, "youngest": last_day - timedelta(days=YOUNG_DAYS)}
    found = [run(*row) for row in store.rows(sql, bound(sql, values))]
    return [one for one in found if one is not None]


def run(
    post_id: str, title: str | None, posted: date, days: Sequence[date], views: Sequence[int]
) -> PostRun | None:
    """Say how far a post has run; None where it lost views, so that a count must be wrong."""
    if list(views) != sorted(views) or not views[-1] > 0:
        return None
    half = next(n for n, count in enumerate(views) if 2 * count >= views[-1])
    return PostRun(
        post_id,
        title,
        posted,
        len(days),
        days[-1],
        views[-1],
        days[half - 1] if half else None,
        days[half],
        views[0] / ((days[0] - posted).days + 1),
        (views[-1] - views[-2]) / (days[-1] - days[-2]).days,
    )
