"""How a weekly series moves with another one: by hand, against another way, and too little."""

import math

import numpy as np
import pytest

from clipworth.stats.estimate import TooFew
from clipworth.stats.slope import slope


def test_a_line_with_a_trend_is_found_exactly() -> None:
    spend = [10, 40, 20, 60, 30, 70, 10, 50, 20, 80, 40, 30]
    revenue = [5 + 3 * week + 2 * amount for week, amount in enumerate(spend)]

    found = slope(spend, revenue)

    assert found.value == pytest.approx(2)
    assert (found.low, found.high) == (pytest.approx(2), pytest.approx(2))
    assert found.n == 12


def test_without_memory_it_is_least_squares() -> None:
    # Errors that change their sign each week keep nothing of the week before.
    spend = np.array([10, 45, 20, 60, 30, 70, 15, 50, 25, 80, 40, 35], dtype=float)
    errors = np.array([3, -3] * 6, dtype=float)
    revenue = 100 + 1.5 * spend + errors

    found = slope(spend.tolist(), revenue.tolist())

    design = np.column_stack([np.ones(12), np.arange(12), spend])
    plain, *_ = np.linalg.lstsq(design, revenue, rcond=None)
    assert found.value == pytest.approx(plain[2])
    rest = revenue - design @ plain
    error = math.sqrt(rest @ rest / 8 * np.linalg.inv(design.T @ design)[2, 2])
    assert (found.high - found.low) / 2 == pytest.approx(2.3060041 * error)


def test_few_weeks_or_a_spend_that_does_not_vary_give_nothing() -> None:
    with pytest.raises(TooFew, match="needs 12 weeks"):
        slope([1.0] * 11, [1.0] * 11)
    with pytest.raises(TooFew, match="vary around their trend"):
        slope([float(week) for week in range(20)], [1.0] * 20)
