"""The difference between the means of two sets of numbers that vary apart from each other."""

import math
from collections.abc import Sequence

from clipworth.stats.estimate import Estimate, TooFew, t_quantile

WELCH = "difference of means, variances not assumed equal; t interval"


def difference(now: Sequence[float], before: Sequence[float], *, level: float = 0.95) -> Estimate:
    """Estimate the mean of now minus the mean of before, without assuming equal variances.

    now, before: independent of each other and among themselves, in one unit u.
    level: a share of the probability.
    Returns the difference in u; n: how many numbers in all.
    Raises TooFew under two numbers on a side: a variance needs two.
    Source: Welch 1947, doi:10.1093/biomet/34.1-2.28.
    """
    if len(now) < 2 or len(before) < 2:
        raise TooFew("a difference of means needs two numbers on each side")
    value = _mean(now) - _mean(before)
    count = len(now) + len(before)
    first, second = _variance(now) / len(now), _variance(before) / len(before)
    total = first + second
    if total == 0:
        return Estimate(value, value, value, count, WELCH, level)
    degrees = total**2 / (first**2 / (len(now) - 1) + second**2 / (len(before) - 1))
    reach = t_quantile(0.5 + level / 2, degrees) * math.sqrt(total)
    return Estimate(value, value - reach, value + reach, count, WELCH, level)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _variance(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
