"""Typical sizes of groups of things that differ by factors, such as views, and who differs.

Sizes are compared on logs, with the slow trend of all taken out first.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clipworth.stats.estimate import Estimate, t_quantile
from clipworth.stats.multiple import FALSE_DISCOVERY, false_discovery

Floats = NDArray[np.float64]
GEOMETRIC = "geometric mean without the trend of all; t interval on logs"
RATIO = "ratio of geometric means; Welch's t interval on logs"


@dataclass(frozen=True)
class Level:
    """The size of a typical member of a group, and how far it is from that of all others.

    against: relative difference to the others, 0.25 is a quarter more. differs: by more than
    chance, with a false discovery rate of 5 % over all groups.
    """

    typical: Estimate
    against: Estimate
    differs: bool


def levels(sizes: Floats, group: NDArray[np.int64], at: Floats, *, least: int) -> dict[int, Level]:
    """Take the typical size of each group of at least so many members, in order.

    sizes: above 0. at: when each was, in any unit; a straight trend over it is taken out of all.
    Source: Welch 1947, doi:10.1093/biomet/34.1-2.28.
    """
    logs = _without_trend(np.log(sizes), at)
    keys = [int(key) for key in np.unique(group) if int((group == key).sum()) >= least]
    pairs = {key: (logs[group == key], logs[group != key]) for key in keys}
    pairs = {key: pair for key, pair in pairs.items() if pair[1].size >= least}
    against = {key: _apart(inside, others) for key, (inside, others) in pairs.items()}
    sure = false_discovery([p for _, p in against.values()])
    return {
        key: Level(_typical(pairs[key][0]), against[key][0], adjusted <= FALSE_DISCOVERY)
        for key, adjusted in zip(pairs, sure, strict=True)
    }


def _without_trend(logs: Floats, at: Floats) -> Floats:
    moved = at - at.mean()
    if not moved.any():
        return logs
    out: Floats = logs - moved * float(moved @ logs / (moved @ moved))
    return out


def _typical(logs: Floats) -> Estimate:
    mean, error = float(logs.mean()), float(logs.std(ddof=1)) / math.sqrt(logs.size)
    reach = t_quantile(0.975, logs.size - 1) * error
    low, high = math.exp(mean - reach), math.exp(mean + reach)
    return Estimate(math.exp(mean), low, high, logs.size, GEOMETRIC)


def _apart(inside: Floats, others: Floats) -> tuple[Estimate, float]:
    """Compare two groups on logs; also the p-value, from the interval's own width."""
    parts = [float(logs.var(ddof=1)) / logs.size for logs in (inside, others)]
    error = math.sqrt(sum(parts))
    difference = float(inside.mean() - others.mean())
    if not error > 0:
        return Estimate(math.expm1(difference), math.nan, math.nan, inside.size, RATIO), 1.0
    sizes = (inside.size, others.size)
    df = error**4 / sum(part**2 / (size - 1) for part, size in zip(parts, sizes, strict=True))
    reach = t_quantile(0.975, df) * error
    low, high = math.expm1(difference - reach), math.expm1(difference + reach)
    # A normal p-value at the standard error that makes the t interval's width.
    p = math.erfc(abs(difference) / (reach / 1.959964) / math.sqrt(2))
    return Estimate(math.expm1(difference), low, high, inside.size, RATIO), p
