"""What is known of an item's log rate before its own evidence."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from clipworth.stats.prior import (
    ASSUMED_DF,
    ASSUMED_TAU2,
    Evidence,
    Floats,
    fit_prior,
    group_sums,
    restricted_log_likelihood,
)


def drawn(seed: int, items: int = 40, groups: int = 4) -> Evidence:
    """Draw log rates of items in groups, with a slope on log exposures."""
    rng = np.random.default_rng(seed)
    x = rng.normal(0, 1.2, items)
    group = np.arange(items) % groups
    v = np.exp(rng.normal(-2, 0.8, items))
    effects = rng.normal(0, 0.5, groups)[group]
    z = -4 + 0.2 * x + effects + rng.normal(0, np.sqrt(0.3 + v))
    return Evidence(z, v, x - x.mean(), group, groups, items, float(np.median(z)))


def dense_height(evidence: Evidence, tau2: float, omega2: float) -> float:
    """Take the restricted log likelihood with whole matrices, as the textbook writes it."""
    same = evidence.group[:, None] == evidence.group[None, :]
    covariance = np.diag(tau2 + evidence.v) + omega2 * same
    design = np.column_stack([np.ones_like(evidence.x), evidence.x])
    inverse = np.linalg.inv(covariance)
    crossed = design.T @ inverse @ design
    beta = np.linalg.solve(crossed, design.T @ inverse @ evidence.z)
    residual = evidence.z - design @ beta
    logs = np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(crossed)[1]
    return float(-(logs + residual @ inverse @ residual) / 2)


def dense_maximum(evidence: Evidence) -> tuple[float, float, float]:
    """Maximise that likelihood times sqrt(tau2); give tau2, omega2 and the height."""

    def depth(logs: Floats) -> float:
        tau2, omega2 = np.exp(logs)
        return -dense_height(evidence, float(tau2), float(omega2)) - float(logs[0]) / 2

    starts = [(-1.0, -1.0), (-3.0, -3.0), (0.0, -6.0)]
    tried = [minimize(depth, start, method="Nelder-Mead", tol=1e-10) for start in starts]
    best = min(tried, key=lambda found: float(found.fun))
    return float(np.exp(best.x[0])), float(np.exp(best.x[1])), -float(best.fun)


def test_the_values_of_a_group_are_added_up_and_an_empty_group_has_nought() -> None:
    values, group = np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.array([0, 0, 2, 2, 2])

    sums = group_sums(values, group, 4)

    assert list(sums) == [3.0, 0.0, 12.0, 0.0]


def test_the_restricted_likelihood_of_five_equally_sure_items_is_that_of_their_variance() -> None:
    z = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    evidence = Evidence(z, np.full(5, 0.5), np.zeros(5), np.zeros(5, np.int64), 1, 5, 3.0)

    height = restricted_log_likelihood(evidence, 1.5, np.array([0.0]))[0]

    # Each varies by 1.5 + 0.5 = 2. Squares about 3 add up to 4 + 1 + 0 + 1 + 4 = 10, over 2 is 5.
    # log|V| = 5 log 2; log|X'V⁻¹X| = log(5 / 2).
    assert height == pytest.approx(-(5 * np.log(2) + np.log(5 / 2) + 5) / 2)


def test_the_spread_of_ten_equally_sure_items_has_a_closed_form() -> None:
    z = np.tile([1.0, 2.0, 3.0, 4.0, 5.0], 2)
    evidence = Evidence(z, np.full(10, 1e-9), np.zeros(10), np.zeros(10, np.int64), 1, 10, 3.0)

    prior = fit_prior(evidence)

    # −9/2 log t − 20/(2t) + 1/2 log t is highest at t = 20 / 8: squares over df less one.
    assert prior.tau2 == pytest.approx(20 / 8, rel=1e-3)
    assert prior.mean == pytest.approx(np.full(10, 3.0))
    assert prior.mean_variance == pytest.approx(np.full(10, 2.5 / 10), rel=1e-3)
    assert prior.df == pytest.approx(10 - 1)


def test_five_items_are_too_few_and_take_their_middle_and_an_assumed_spread() -> None:
    z = np.array([-4.0, -3.5, -3.0, -2.0, -1.5])
    evidence = Evidence(z, np.full(5, 0.5), np.zeros(5), np.zeros(5, np.int64), 1, 5, -3.0)

    prior = fit_prior(evidence)

    # Each counts by .5 / (.5 + .5) = 1/2. Squares about −3: 1 + .25 + 0 + 1 + 2.25 = 4.5, less
    # 5 × .5 = 2.5 of sampling, is 2; half of it is 1. df = 4 + 2.5 × 4/5 = 6.
    assert (ASSUMED_DF, ASSUMED_TAU2) == (4.0, 0.5)
    assert prior.assumed
    assert list(prior.mean) == [-3.0] * 5
    assert prior.df == pytest.approx(6.0)
    assert prior.tau2 == pytest.approx((4 * 0.5 + 1) / 6)
    assert prior.mean_variance == pytest.approx(np.full(5, np.pi / 2 * (0.5 + 0.5) / 5))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("tau2", "omega2"), [(0.01, 0.0), (0.3, 0.2), (4.0, 9.0)])
def test_the_likelihood_by_group_is_that_of_whole_matrices(
    seed: int, tau2: float, omega2: float
) -> None:
    evidence = drawn(seed)

    height = restricted_log_likelihood(evidence, tau2, np.array([omega2]))[0]

    assert height == pytest.approx(dense_height(evidence, tau2, omega2), rel=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_the_fit_stands_where_a_numerical_search_finds_the_maximum(seed: int) -> None:
    evidence = drawn(seed)
    tau2, omega2, height = dense_maximum(evidence)

    prior = fit_prior(evidence)

    reached = dense_height(evidence, prior.tau2, prior.omega2) + np.log(prior.tau2) / 2
    assert reached == pytest.approx(height, abs=1e-3)
    assert prior.tau2 == pytest.approx(tau2, rel=0.03)
    assert prior.omega2 == pytest.approx(omega2, rel=0.1, abs=0.01)


@pytest.mark.parametrize("seed", range(3))
def test_means_are_the_best_linear_predictions_of_whole_matrices(seed: int) -> None:
    evidence = drawn(seed)
    prior = fit_prior(evidence)

    same = evidence.group[:, None] == evidence.group[None, :]
    inverse = np.linalg.inv(np.diag(prior.tau2 + evidence.v) + prior.omega2 * same)
    design = np.column_stack([np.ones_like(evidence.x), evidence.x])
    beta_variance = np.linalg.inv(design.T @ inverse @ design)
    beta = beta_variance @ design.T @ inverse @ evidence.z
    gain = prior.omega2 * same @ inverse
    lever = design - gain @ design
    unknown = prior.omega2 * same - gain @ (prior.omega2 * same)

    assert prior.slope == pytest.approx(beta[1])
    assert prior.mean == pytest.approx(design @ beta + gain @ (evidence.z - design @ beta))
    variance = np.diag(unknown + lever @ beta_variance @ lever.T)
    assert prior.mean_variance == pytest.approx(variance)


@given(seed=st.integers(0, 10**6), shift=st.floats(-5, 5))
@settings(deadline=None, max_examples=15)
def test_another_unit_of_the_rate_moves_the_mean_and_nothing_else(seed: int, shift: float) -> None:
    evidence = drawn(seed)
    before = fit_prior(evidence)

    after = fit_prior(replace(evidence, z=evidence.z + shift, centre=evidence.centre + shift))

    assert after.mean == pytest.approx(before.mean + shift, abs=1e-5)
    assert after.group_means == pytest.approx(before.group_means + shift, abs=1e-5)
    assert after.tau2 == pytest.approx(before.tau2, rel=1e-5)
    assert after.omega2 == pytest.approx(before.omega2, rel=1e-4, abs=1e-6)


@given(seed=st.integers(0, 10**6))
@settings(deadline=None, max_examples=15)
def test_the_order_of_items_and_the_names_of_groups_do_not_matter(seed: int) -> None:
    evidence = drawn(seed)
    rng = np.random.default_rng(seed)
    order, names = rng.permutation(evidence.z.size), rng.permutation(evidence.groups)
    renamed = Evidence(
        z=evidence.z[order],
        v=evidence.v[order],
        x=evidence.x[order],
        group=names[evidence.group[order]],
        groups=evidence.groups,
        telling=evidence.telling,
        centre=evidence.centre,
    )

    after = fit_prior(renamed)

    before = fit_prior(evidence)
    assert after.mean == pytest.approx(before.mean[order], abs=1e-5)
    assert after.group_means[names] == pytest.approx(before.group_means, abs=1e-5)
    assert after.tau2 == pytest.approx(before.tau2, rel=1e-5)


def test_an_empty_group_has_the_mean_of_all() -> None:
    evidence = replace(drawn(1), groups=5)

    prior = fit_prior(evidence)

    # Groups are drawn around the mean of all; a group of which nothing is known stands there.
    same = evidence.group[:, None] == evidence.group[None, :]
    inverse = np.linalg.inv(np.diag(prior.tau2 + evidence.v) + prior.omega2 * same)
    design = np.column_stack([np.ones_like(evidence.x), evidence.x])
    beta = np.linalg.solve(design.T @ inverse @ design, design.T @ inverse @ evidence.z)
    assert prior.group_means[4] == pytest.approx(beta[0])


def test_items_that_are_all_alike_are_still_given_some_spread() -> None:
    same = np.full(12, -4.0)
    evidence = Evidence(same, np.full(12, 0.1), np.zeros(12), np.zeros(12, np.int64), 1, 12, -4.0)

    prior = fit_prior(evidence)

    # −11/2 log(t + .1) + 1/2 log t is highest where 11 t = t + .1.
    assert prior.tau2 == pytest.approx(0.01, rel=0.01)


def test_exposures_that_are_all_alike_give_no_slope() -> None:
    evidence = replace(drawn(2), x=np.zeros(40))

    prior = fit_prior(evidence)

    assert prior.slope == 0.0
