"""Quantiles that intervals are made of."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from clipworth.stats.estimate import Estimate, TooFew, normal_quantile, t_quantile

INSIDE = st.floats(min_value=1e-6, max_value=1 - 1e-6)
DEGREES = st.floats(min_value=0.5, max_value=1e5)


def test_with_one_degree_of_freedom_t_is_the_tangent_of_the_angle() -> None:
    # Student's variable with one degree is Cauchy's: P(T < t) = 1/2 + atan(t) / pi.
    by_hand = math.tan(math.pi * (0.975 - 0.5))

    found = t_quantile(0.975, 1)

    assert found == pytest.approx(by_hand, rel=1e-12)


def test_with_two_degrees_of_freedom_t_has_a_closed_form() -> None:
    # P(T < t) = 1/2 + t / (2 sqrt(2 + t^2)), so t = (2p − 1) sqrt(2 / (4 p (1 − p))).
    by_hand = (2 * 0.9 - 1) * math.sqrt(2 / (4 * 0.9 * 0.1))

    found = t_quantile(0.9, 2)

    assert found == pytest.approx(by_hand, rel=1e-12)


def test_the_normal_quantiles_are_those_of_the_tables() -> None:
    tabled = {0.5: 0.0, 0.8413447460685429: 1.0, 0.975: 1.959963984540054}

    found = {p: normal_quantile(p) for p in tabled}

    assert found == pytest.approx(tabled, abs=1e-12)


@pytest.mark.parametrize("p", [1e-6, 0.005, 0.025, 0.3, 0.5, 0.6, 0.9, 0.975, 0.995, 1 - 1e-6])
@pytest.mark.parametrize("df", [0.5, 1, 1.7, 2, 3.5, 8, 30, 99.5, 999, 1001, 1e6])
def test_t_quantiles_are_those_of_scipy(p: float, df: float) -> None:
    theirs = float(stats.t.ppf(p, df))

    ours = t_quantile(p, df)

    assert ours == pytest.approx(theirs, rel=1e-8, abs=1e-10)


@pytest.mark.parametrize("p", [1e-9, 0.01, 0.4, 0.5, 0.7, 0.975, 1 - 1e-9])
def test_normal_quantiles_are_those_of_scipy(p: float) -> None:
    theirs = float(stats.norm.ppf(p))

    ours = normal_quantile(p)

    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-12)


@given(p=INSIDE, df=DEGREES)
@settings(deadline=None, max_examples=60)
def test_scipy_gives_back_the_probability_of_every_t_quantile(p: float, df: float) -> None:
    t = t_quantile(p, df)

    back = float(stats.t.cdf(t, df))

    assert back == pytest.approx(p, rel=1e-7)


@given(p=INSIDE, df=DEGREES)
@settings(deadline=None, max_examples=60)
def test_t_quantiles_are_mirrored_around_the_middle(p: float, df: float) -> None:
    upper = t_quantile(p, df)

    lower = t_quantile(1 - p, df)

    assert lower == pytest.approx(-upper, rel=1e-6, abs=1e-9)


@given(df=DEGREES)
@settings(deadline=None, max_examples=60)
def test_fewer_degrees_of_freedom_never_make_an_interval_narrower(df: float) -> None:
    fewer, more = t_quantile(0.975, df), t_quantile(0.975, 2 * df)

    normal = normal_quantile(0.975)

    assert fewer >= more >= normal


def test_endless_degrees_of_freedom_give_the_normal_quantile() -> None:
    endless = math.inf

    found = t_quantile(0.975, endless)

    assert found == normal_quantile(0.975)


@pytest.mark.parametrize("p", [0.0, 1.0, -0.1, 1.1, math.nan])
def test_a_probability_outside_nought_to_one_is_refused(p: float) -> None:
    refusal = f"a probability lies between 0 and 1, and {p} does not"

    with pytest.raises(ValueError, match=refusal):
        normal_quantile(p)
    with pytest.raises(ValueError, match=refusal):
        t_quantile(p, 5)


@pytest.mark.parametrize("df", [0.0, -1.0, math.nan])
def test_degrees_of_freedom_that_are_not_positive_are_refused(df: float) -> None:
    refusal = "degrees of freedom are positive"

    with pytest.raises(ValueError, match=refusal):
        t_quantile(0.975, df)


def test_an_estimate_is_of_ninety_five_in_a_hundred_unless_it_says_otherwise() -> None:
    estimate = Estimate(0.2, 0.1, 0.3, 5, "by hand")

    level = estimate.level

    assert level == 0.95


def test_too_few_can_be_caught_as_a_wrong_value() -> None:
    refusal = TooFew("two posts are needed, and there is one")

    caught = isinstance(refusal, ValueError)

    assert caught
