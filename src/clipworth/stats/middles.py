"""The middle of a set of numbers with an interval: mean and median, and its percentiles."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clipworth.stats.estimate import Estimate, TooFew, normal_quantile, t_quantile

MEAN = "mean; t interval"
MEDIAN = "median; interval between order statistics"
FEWEST = 6
# Above so many, the binomial is a normal.
MANY = 200


def mean_of(values: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Take the mean. Raises TooFew under two values."""
    found = _known(values)
    if found.size < 2:
        raise TooFew("a mean with an interval needs two values")
    error = float(found.std(ddof=1)) / math.sqrt(found.size)
    reach = t_quantile((1 + level) / 2, found.size - 1) * error
    mean = float(found.mean())
    return Estimate(mean, mean - reach, mean + reach, found.size, MEAN, level)


def median_of(values: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Take the median, with the narrowest pair of equally far order statistics that holds it.

    Raises TooFew under six values: no pair of fewer holds it in 95 of 100.
    Source: Conover 1999, Practical Nonparametric Statistics, 3.2.
    """
    found = np.sort(_known(values))
    if found.size < FEWEST:
        raise TooFew(f"a median with an interval needs {FEWEST} values")
    rank = _rank(found.size, level)
    low, high = float(found[rank]), float(found[-1 - rank])
    return Estimate(float(np.median(found)), low, high, found.size, MEDIAN, level)


def percentiles(values: ArrayLike, shares: tuple[float, ...]) -> list[float]:
    """Give the values under which these shares of all lie."""
    return [float(found) for found in np.quantile(_known(values), shares)]


def _rank(size: int, level: float) -> int:
    """Find how many values lie outside of each end."""
    tail = (1 - level) / 2
    if size > MANY:
        return max(math.floor(size / 2 - normal_quantile(1 - tail) * math.sqrt(size) / 2) - 1, 0)
    under, rank = 0.0, -1
    for count in range(size // 2):
        under += math.comb(size, count) / 2**size
        if under > tail:
            break
        rank = count
    return max(rank, 0)


def _known(values: ArrayLike) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.asarray(values, dtype=float)
    return found[np.isfinite(found)]
