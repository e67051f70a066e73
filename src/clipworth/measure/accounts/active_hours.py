"""In which hours followers are active, as the platform counts them."""

import math
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from clipworth.measure.query import bound
from clipworth.measure.selection import Selection
from clipworth.stats.estimate import Estimate, t_quantile
from clipworth.store.engine import Store, sql_file

FEWEST_DAYS = 3
OVER_DAYS = "mean over days of an hour's followers over that day's mean; t interval over days"


@dataclass(frozen=True)
class ActiveHour:
    """Followers active in an hour: about how many, and against a usual hour of the same day.

    against: relative difference, 0.25 is a quarter more; n is the days behind it.
    """

    account: str
    hour: int
    active: float
    against: Estimate


def active_hours(store: Store, selection: Selection) -> list[ActiveHour]:
    """Read active followers by hour, the surest best hour of each account first."""
    sql = sql_file(__file__, "active_hours", where=selection.condition("days"))
    rows = store.rows(sql, bound(sql, selection.values))
    made = []
    for (account, hour), inside in groupby(rows, key=lambda row: (row[0], row[1])):
        told = [(float(active), float(usual)) for _, _, active, usual in inside if usual]
        if told:
            made.append(_hour(str(account), int(hour), told))
    return sorted(made, key=lambda one: (one.account, -_floor(one.against), one.hour))


def _hour(account: str, hour: int, told: list[tuple[float, float]]) -> ActiveHour:
    shares = np.array([active / usual - 1 for active, usual in told])
    mean, reach = float(shares.mean()), math.nan
    if shares.size >= FEWEST_DAYS:
        error = float(shares.std(ddof=1)) / math.sqrt(shares.size)
        reach = t_quantile(0.975, shares.size - 1) * error
    estimate = Estimate(mean, mean - reach, mean + reach, shares.size, OVER_DAYS)
    return ActiveHour(account, hour, float(np.mean([active for active, _ in told])), estimate)


def _floor(estimate: Estimate) -> float:
    return estimate.value if math.isnan(estimate.low) else estimate.low
