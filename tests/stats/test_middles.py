"""Means and medians with intervals: by hand, like scipy, and at their promised level."""

import math

import numpy as np
import pytest
from scipy import stats

from clipworth.stats.estimate import TooFew
from clipworth.stats.middles import mean_of, median_of, percentiles


def test_a_mean_has_the_t_interval_of_scipy() -> None:
    values = [0.02, 0.05, 0.03, 0.11, math.nan]

    found = mean_of(values)

    theirs = stats.t.interval(0.95, 3, loc=0.0525, scale=stats.sem(values[:4]))
    assert (found.low, found.high) == pytest.approx(theirs)
    assert found.n == 4


def test_a_median_of_ten_lies_between_its_second_and_ninth_value() -> None:
    # Of ten, 11 of 1,024 orders have at most one value under the median: 1.1 % on each side; with
    # two it would be 5.5 %.
    found = median_of([7, 1, 9, 3, 5, 2, 8, 4, 6, 10])

    assert (found.value, found.low, found.high) == (5.5, 2, 9)


@pytest.mark.parametrize("size", [6, 25, 400])
def test_a_median_is_held_in_at_least_95_of_100(size: int) -> None:
    rng = np.random.default_rng(size)

    found = [median_of(rng.lognormal(0, 1, size)) for _ in range(2_000)]

    assert sum(one.low <= 1 <= one.high for one in found) / 2_000 >= 0.94


def test_under_six_values_no_median_has_an_interval() -> None:
    with pytest.raises(TooFew):
        median_of([1, 2, 3, 4, 5])


def test_percentiles_leave_unknown_values_out() -> None:
    assert percentiles([0, 10, math.nan, 20], (0.25, 0.5)) == [5.0, 10.0]
