"""What a like set of items would bring again, where single items differ by multiples."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clipworth.stats.estimate import Estimate, t_quantile

REPEATED = "items times their mean; lognormal, one spread for all groups, t interval on logs"
TOO_FEW = "items times their mean; too few items to see how much they differ"
# Under so many degrees of freedom the spread itself is a guess.
LEAST_DEGREES = 4


@dataclass(frozen=True)
class Repeated:
    """Estimates of the totals of groups; spread: standard deviation of log values in a group."""

    totals: list[Estimate]
    spread: float
    degrees: int


def repeated_totals(
    values: ArrayLike, group_index: ArrayLike, group_count: int, *, level: float = 0.95
) -> Repeated:
    """Estimate what each group of items would bring if as many like items were made again.

    values: one per item, 0 or more; group_index: 0 to group_count − 1 for each.
    Returns a total per group, in the unit of the values; NaN limits where groups have too few
    items to show how much they differ, NaN all over for a group without an item of value.

    How: log values of a group scatter around its mean with one spread for all groups, as a few
    items of one group cannot show their own. Then the mean of a group is exp(m + s²/2), and its
    log has the variance s²/n + s⁴/(2 df), df the degrees of freedom of s². The limits are
    exp(log ± t sqrt(variance)), t with df. A value of 0 stands at half of the group's smallest.

    Where a 95 % interval holds 93 to 97 times in 100 (tests/stats/test_prove_repeated.py): from
    groups that have 12 items in all on, with a spread of 0.5 to 1.5. Groups that differ in their
    spread by a factor of two bring it to 92, and plays drawn anew from two real accounts to 89 to
    94, nearly all misses on the upper side: now and then a post does far better than a lognormal
    allows. It is the next set that it is for, not what this one brought: that was counted.
    Source: Olsson 2005, Confidence intervals for the mean of a log-normal distribution, Journal of
    Statistics Education 13(1); the pooled spread is ours.
    """
    value = np.asarray(values, dtype=np.float64)
    group = np.asarray(group_index, dtype=np.int64)
    logs = _logs(value, group)
    counts = np.bincount(group, minlength=group_count)
    sums = np.bincount(group, logs, group_count)
    means = np.divide(sums, counts, out=np.full(group_count, np.nan), where=counts > 0)
    inside = np.isfinite(logs)
    degrees = int(sum(n - 1 for n, mean in zip(counts, means, strict=True) if math.isfinite(mean)))
    squares = float(((logs - means[group])[inside] ** 2).sum())
    variance = squares / degrees if degrees > 0 else math.nan
    totals = [
        _total(float(mean), int(n), variance, degrees, level)
        for mean, n in zip(means, counts, strict=True)
    ]
    return Repeated(totals, math.sqrt(variance) if variance >= 0 else math.nan, degrees)


def _logs(value: NDArray[np.float64], group: NDArray[np.int64]) -> NDArray[np.float64]:
    """Take logs, 0 being half of the smallest value of its group; NaN where a group has none."""
    known = np.where(value > 0, value, np.nan)
    for number in np.unique(group[value == 0]):
        mine = known[group == number]
        least = np.nanmin(mine) / 2 if np.isfinite(mine).any() else np.nan
        known[(group == number) & (value == 0)] = least
    return np.log(known)


def _total(mean: float, n: int, variance: float, degrees: int, level: float) -> Estimate:
    if not math.isfinite(mean) or not math.isfinite(variance):
        value = n * math.exp(mean) if math.isfinite(mean) else math.nan
        return Estimate(value, math.nan, math.nan, n, TOO_FEW, level)
    log_total = math.log(n) + mean + variance / 2
    value = math.exp(log_total)
    if degrees < LEAST_DEGREES:
        return Estimate(value, math.nan, math.nan, n, TOO_FEW, level)
    reach = t_quantile(0.5 + level / 2, degrees) * math.sqrt(
        variance / n + variance**2 / (2 * degrees)
    )
    return Estimate(
        value, math.exp(log_total - reach), math.exp(log_total + reach), n, REPEATED, level
    )
