"""Regressions by hand, beside statsmodels, and in what they refuse."""

import math

import numpy as np
import pytest
import scipy.stats
import statsmodels.api as sm

from clipworth.stats.estimate import TooFew, t_tail
from clipworth.stats.regression import fit, fit_rates, log_rates


def test_two_groups_by_hand() -> None:
    y, x = [1.0, 3.0, 5.0, 9.0, 7.0], [[1, 0], [1, 0], [0, 1], [0, 1], [0, 1]]

    found = fit(y, x, [1, 1, 1, 1, 1])
    first = found.contrast([1, 0])

    # Means 2 and 7. HC2 of a mean is s²/n: (1 + 1) / (2 − 1) / 2 = 1, with one degree of freedom.
    assert list(found.coefficients) == pytest.approx([2, 7])
    assert first.estimate.value == pytest.approx(2)
    assert first.estimate.high == pytest.approx(2 + 12.7062047)
    # Difference 5; variance 1 + 8/2/3 = 2.3333; degrees of freedom of rows that vary alike:
    # trace (1/2 + 1/3)² over (1/2)²/1 + (1/3)²/2 = 0.69444 / 0.30556 = 2.27273.
    difference = found.contrast([-1, 1])
    reach = scipy.stats.t.ppf(0.975, 2.2727272727) * math.sqrt(7 / 3)
    assert difference.estimate.low == pytest.approx(5 - reach)
    assert difference.p_value == pytest.approx(
        2 * scipy.stats.t.sf(5 / math.sqrt(7 / 3), 2.2727272727)
    )


def test_coefficients_and_hc2_errors_are_those_of_statsmodels() -> None:
    rng = np.random.default_rng(5)
    x = np.column_stack([np.ones(60), rng.normal(size=(60, 3))])
    weights = rng.uniform(0.2, 3, 60)
    y = x @ [1, 2, -1, 0.5] + rng.normal(size=60) * (1 + np.abs(x[:, 1]))

    found = fit(y, x, weights)
    other = sm.WLS(y, x, weights=weights).fit(cov_type="HC2")

    assert found.coefficients == pytest.approx(other.params)
    for place in range(4):
        one = found.contrast(np.eye(4)[place])
        error = float(other.bse[place])
        assert math.isclose(
            2 * t_tail(abs(one.estimate.value) / error, 1e9), float(other.pvalues[place]),
            rel_tol=1e-4, abs_tol=1e-9,
        )  # fmt: skip
        assert one.estimate.high - one.estimate.value > 1.9599 * error


def test_degrees_of_freedom_are_those_of_the_whole_matrix() -> None:
    rng = np.random.default_rng(6)
    x = np.column_stack([np.ones(30), rng.normal(size=30), np.arange(30) < 4])
    found = fit(rng.normal(size=30), x, np.ones(30))
    wanted = np.array([0.0, 0.0, 1.0])

    squares = (x @ found.bread @ wanted) ** 2 / (1 - found.leverage)
    rest = np.eye(30) - x @ found.bread @ x.T
    matrix = sum(s * np.outer(row, row) for s, row in zip(squares, rest, strict=True))
    expected = np.trace(matrix) ** 2 / np.trace(matrix @ matrix)

    assert found._degrees(squares) == pytest.approx(float(expected))
    assert 2 < float(expected) < 6


def test_a_row_of_its_own_has_an_effect_and_no_interval() -> None:
    found = fit([1.0, 2.0, 3.0, 9.0], [[1, 0], [1, 0], [1, 0], [1, 1]], np.ones(4))

    alone = found.contrast([0, 1])

    assert alone.estimate.value == pytest.approx(7)
    assert math.isnan(alone.estimate.low)
    assert math.isnan(alone.p_value)


def test_effects_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(TooFew, match="always come together"):
        fit([1.0, 2.0, 3.0, 4.0], [[1, 2], [1, 2], [2, 4], [3, 6]], np.ones(4))
    with pytest.raises(TooFew, match="2 items cannot tell 2 effects apart"):
        fit([1.0, 2.0], [[1, 0], [0, 1]], np.ones(2))


def test_a_post_without_actions_has_a_log_rate_and_says_little() -> None:
    told, variance = log_rates([0, 99.5], [100, 1000])

    assert list(told) == pytest.approx([math.log(0.005), math.log(0.1)])
    assert list(variance) == pytest.approx([2, 0.01])
    low = fit_rates([0, 20, 22, 19, 21, 20], [1000] * 6, np.ones((6, 1)))
    assert math.exp(low.coefficients[0]) * 1000 > 8


@pytest.mark.parametrize("df", [1.0, 2.5, 30.0, 900.0, 5_000.0, math.inf])
@pytest.mark.parametrize("t", [-1.3, 0.0, 0.5, 2.0, 6.0])
def test_tails_are_those_of_scipy(t: float, df: float) -> None:
    expected = float(scipy.stats.t.sf(t, df))

    assert t_tail(t, df) == pytest.approx(expected, rel=2e-3 if df > 1_000 else 1e-9)
