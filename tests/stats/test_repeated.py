"""What a like set of items would bring again: by hand, one spread for all, too few to say."""

import math

import numpy as np
import pytest
from scipy import stats

from clipworth.stats.repeated import repeated_totals


def test_one_group_by_hand() -> None:
    values = [1.0, math.e, math.e**2, math.e**3, math.e**4]  # logs 0 to 4: mean 2, variance 2.5

    found = repeated_totals(values, [0] * 5, 1)

    (total,) = found.totals
    assert found.spread == pytest.approx(math.sqrt(2.5))
    assert total.value == pytest.approx(5 * math.exp(2 + 1.25))
    reach = stats.t.ppf(0.975, 4) * math.sqrt(2.5 / 5 + 2.5**2 / 8)
    assert total.low == pytest.approx(total.value * math.exp(-reach))
    assert total.high == pytest.approx(total.value * math.exp(reach))


def test_groups_share_one_spread_so_one_item_has_an_interval_too() -> None:
    rng = np.random.default_rng(3)
    values = np.exp(rng.normal(0, 1, 13))

    found = repeated_totals(values, [0] * 6 + [1] * 6 + [2], 3)

    assert found.degrees == 10
    assert found.totals[2].low < found.totals[2].value < found.totals[2].high
    wide = [math.log(one.high / one.low) for one in found.totals]
    assert wide[2] > wide[0] == pytest.approx(wide[1])


def test_too_few_items_have_no_interval() -> None:
    (total,) = repeated_totals([10.0, 20.0], [0, 0], 1).totals

    assert math.isnan(total.low)
    assert math.isnan(total.high)
    assert total.value > 0


def test_a_value_of_0_stands_at_half_of_the_smallest() -> None:
    zero = repeated_totals([0.0, 4.0, 8.0, 2.0, 4.0, 8.0], [0] * 3 + [1] * 3, 2)
    half = repeated_totals([2.0, 4.0, 8.0, 2.0, 4.0, 8.0], [0] * 3 + [1] * 3, 2)

    assert zero.totals == half.totals


def test_a_group_that_brought_nothing_is_unknown_and_spoils_no_other() -> None:
    found = repeated_totals([0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0], [0, 0, 1, 1, 1, 1, 1], 2)

    assert math.isnan(found.totals[0].value)
    assert found.totals[1].low > 0
