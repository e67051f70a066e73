"""Many comparisons without calling chance a finding."""

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from clipworth.stats.multiple import false_discovery

P_VALUES = st.lists(st.floats(min_value=0.0, max_value=1.0), min_size=1, max_size=40)


def test_five_p_values_are_adjusted_by_their_ranks() -> None:
    tried = [0.01, 0.20, 0.03, 0.04, 0.50]

    adjusted = false_discovery(tried)

    # In order .01 .03 .04 .20 .50, times 5 over the rank: .05 .075 .0667 .25 .50; then none may
    # exceed the one after it, so .075 falls to .0667.
    assert adjusted == pytest.approx([0.05, 0.25, 0.2 / 3, 0.2 / 3, 0.50])


def test_one_comparison_needs_no_adjustment() -> None:
    tried = [0.04]

    adjusted = false_discovery(tried)

    assert adjusted == [0.04]


def test_no_comparison_gives_no_value() -> None:
    tried: list[float] = []

    adjusted = false_discovery(tried)

    assert adjusted == []


def test_among_a_hundred_true_nothings_a_p_of_a_hundredth_is_no_finding() -> None:
    tried = [(rank - 0.5) / 100 for rank in range(1, 101)]

    findings = [value for value in false_discovery(tried) if value < 0.05]

    assert min(tried) == 0.005
    assert findings == []


@given(tried=P_VALUES)
@settings(deadline=None)
def test_adjusted_values_are_those_of_scipy(tried: list[float]) -> None:
    theirs = false_discovery_control(tried, method="bh")

    ours = false_discovery(tried)

    assert ours == pytest.approx(list(theirs), rel=1e-12, abs=1e-300)


@given(tried=P_VALUES, random=st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_comparisons_does_not_matter(tried: list[float], random: Random) -> None:
    order = list(range(len(tried)))
    random.shuffle(order)

    shuffled = false_discovery([tried[i] for i in order])

    adjusted = false_discovery(tried)
    assert shuffled == [adjusted[i] for i in order]


@given(tried=P_VALUES)
@settings(deadline=None)
def test_adjusting_never_makes_a_finding_surer_and_keeps_the_ranks(tried: list[float]) -> None:
    by_p = np.argsort(tried, kind="stable")

    adjusted = np.array(false_discovery(tried))

    assert np.all(adjusted >= np.array(tried) * (1 - 1e-12))
    assert np.all(adjusted <= 1.0)
    assert np.all(np.diff(adjusted[by_p]) >= 0.0)


@pytest.mark.parametrize("wrong", [-0.01, 1.01, math.nan])
def test_what_is_no_probability_is_refused(wrong: float) -> None:
    tried = [0.5, wrong]

    with pytest.raises(ValueError, match="every p-value lies between 0 and 1"):
        false_discovery(tried)
