"""Welch's difference of means: by hand, against another library, and with nothing to say."""

import numpy as np
import pytest
from scipy import stats

from clipworth.stats.difference import difference
from clipworth.stats.estimate import TooFew


def test_the_difference_by_hand() -> None:
    found = difference([3, 5], [1, 1, 1])

    assert found.value == 3
    assert found.n == 5
    # variance 2 / 2 on one degree of freedom: t of 0.975 is 12.706
    assert found.low == pytest.approx(3 - 12.7062)
    assert found.high == pytest.approx(3 + 12.7062)


@pytest.mark.parametrize("seed", range(5))
def test_it_agrees_with_another_library(seed: int) -> None:
    rng = np.random.default_rng(seed)
    now, before = rng.normal(3, 2, 9), rng.normal(2, 5, 14)

    found = difference(now.tolist(), before.tolist())

    other = stats.ttest_ind(now, before, equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((other.low, other.high))


def test_numbers_that_do_not_vary_differ_for_sure() -> None:
    found = difference([2, 2], [1, 1])

    assert (found.low, found.value, found.high) == (1, 1, 1)


def test_one_number_has_no_variance() -> None:
    with pytest.raises(TooFew):
        difference([1], [1, 2])
