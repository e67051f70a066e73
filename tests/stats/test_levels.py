"""Typical sizes of groups: by hand, like scipy's Welch, and without the trend of all."""

import math

import numpy as np
import pytest
from scipy import stats

from clipworth.stats.levels import levels


def test_a_typical_size_is_the_geometric_mean_by_hand() -> None:
    # Logs of 1, 10 and 100: mean log 10, standard error ln 10 / √3, t of 2 degrees 4.3027.
    sizes = np.array([1.0, 10, 100, 5, 5, 5.5])

    found = levels(sizes, np.array([0, 0, 0, 1, 1, 1]), np.zeros(6), least=3)

    assert found[0].typical.value == pytest.approx(10)
    reach = 4.3027 * math.log(10) / math.sqrt(3)
    assert found[0].typical.high == pytest.approx(10 * math.exp(reach), rel=1e-4)


def test_the_difference_to_all_others_is_welchs() -> None:
    rng = np.random.default_rng(2)
    sizes = np.exp(np.concatenate([rng.normal(1, 1, 20), rng.normal(0.4, 0.5, 35)]))
    group = np.repeat([4, 9], [20, 35])

    found = levels(sizes, group, np.zeros(55), least=5)[4].against

    theirs = stats.ttest_ind(np.log(sizes[:20]), np.log(sizes[20:]), equal_var=False)
    low, high = theirs.confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((math.expm1(low), math.expm1(high)))


def test_a_group_that_only_came_later_on_a_growing_account_does_not_differ() -> None:
    rng = np.random.default_rng(3)
    at = np.arange(60.0)
    sizes = np.exp(at / 20 + rng.normal(0, 0.3, 60))

    assert not levels(sizes, (at >= 30).astype(int), at, least=5)[1].differs


def test_small_groups_stand_only_among_the_others() -> None:
    sizes = np.array([1.0, 2, 3, 4, 5, 6])

    assert list(levels(sizes, np.array([0, 0, 0, 0, 1, 1]), np.zeros(6), least=3)) == []
    assert list(levels(sizes, np.array([0, 0, 0, 2, 1, 1]), np.zeros(6), least=3)) == [0]
