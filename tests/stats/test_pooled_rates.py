"""Rates over items that differ from each other far more than by chance."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rated_items import FIVE, HUNDRED_EACH, ITEMS, columns, posts, unlike
from real_posts import CREATOR, PUBLISHER, read_posts
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.rates import (
    pooled_rate,
    pooled_rates,
)


def test_the_interval_of_five_items_is_the_jackknife_on_logs() -> None:
    found = pooled_rate(FIVE, HUNDRED_EACH)

    # Shares of all actions .05 .10 .15 .20 .50, less .20 of the exposures each: −.15 −.10 −.05 0
    # .30, over .8 of exposures left. Squares .125 / .64 = .1953; t with 4 degrees above, 10 below.
    deviation = math.sqrt(0.125 / 0.64)
    assert found.value == pytest.approx(0.04)
    assert found.high == pytest.approx(0.04 * math.exp(2.776445 * deviation), rel=1e-6)
    assert found.low == pytest.approx(0.04 * math.exp(-2.228139 * deviation), rel=1e-6)
    assert found.n == 5


def test_items_that_are_alike_still_vary_as_counts_do() -> None:
    found = pooled_rate([4] * 5, HUNDRED_EACH)

    # No differences between items; 20 actions vary by 1/20 on logs.
    assert found.high == pytest.approx(0.04 * math.exp(2.776445 / math.sqrt(20)), rel=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_unequal_items_agree_with_leaving_each_out_and_whole_matrices(seed: int) -> None:
    actions, views = posts(seed, 12, views_spread=1.5)
    rate, h = actions.sum() / views.sum(), views / views.sum()
    left_out = [
        np.delete(actions, i).sum() / np.delete(views, i).sum() / rate - 1 for i in range(12)
    ]
    residual_maker = np.eye(12) - np.outer(np.ones(12), h)
    weighted = np.diag((h / (1 - h)) ** 2) @ residual_maker @ residual_maker.T
    df = np.trace(weighted) ** 2 / np.trace(weighted @ weighted)

    found = pooled_rate(actions, views)

    deviation = math.sqrt(sum(np.square(left_out)))
    upper = float(stats.t.ppf(0.975, df))
    lower = min(upper, float(stats.t.ppf(0.975, 24)))
    expected = (rate, rate * math.exp(-lower * deviation), rate * math.exp(upper * deviation))
    assert (found.value, found.low, found.high) == pytest.approx(expected, rel=1e-7)


def test_an_item_with_nearly_all_exposures_leaves_one_degree_of_freedom() -> None:
    found = pooled_rate([1, 0, 0, 0], [226_879, 1, 1, 1])

    # Left out, it moves the rate by all there is: (1 − h) / (1 − h) = 1; t with one degree 12.7062.
    reach = 12.706205 * math.sqrt(1 + 3 * (1 / 226_881) ** 2)
    assert found.high == pytest.approx(1 / 226_882 * math.exp(reach), rel=1e-5)


def test_no_action_at_all_has_the_exact_poisson_bound_of_scipy() -> None:
    found = pooled_rate([0, 0, 0], [100, 200, 300])

    # Garwood: half the chi-square quantile with 2 (0 + 1) degrees.
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(float(stats.chi2.ppf(0.975, 2)) / 2 / 600)


def test_one_item_has_a_rate_and_no_interval() -> None:
    found = pooled_rate([30], [1_000])

    assert found.value == 0.03
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_items_without_known_exposures_are_left_out() -> None:
    found = pooled_rate([*FIVE, 7, 8, math.nan], [*HUNDRED_EACH, 0, math.nan, 50])

    assert found == pooled_rate(FIVE, HUNDRED_EACH)


def test_a_rate_of_nothing_is_refused() -> None:
    with pytest.raises(TooFew, match="needs an item with exposures"):
        pooled_rate([5, 3], [0, math.nan])


@pytest.mark.parametrize(("actions", "exposures"), [([-1, 2], [9, 9]), ([1, 2], [9, -9])])
def test_negative_counts_are_refused(actions: list[int], exposures: list[int]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        pooled_rate(actions, exposures)


def test_lists_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="lists of one length"):
        pooled_rate([1, 2, 3], [9, 9])


def test_a_group_beyond_the_last_is_refused() -> None:
    with pytest.raises(ValueError, match="group 2 is not among 2 groups"):
        pooled_rates([1, 2], [9, 9], [0, 2], 2)


def test_groups_in_one_pass_are_the_same_as_one_by_one() -> None:
    actions, views = posts(5, 30)
    group = np.arange(30) % 3

    together = pooled_rates(actions, views, group, 4)

    alone = [pooled_rate(actions[group == k], views[group == k]) for k in range(3)]
    assert max(map(unlike, together[:3], alone)) < 1e-9
    assert together[3].n == 0
    assert math.isnan(together[3].value)


@given(items=ITEMS)
@settings(deadline=None)
def test_a_pooled_interval_contains_its_rate(items: list[tuple[int, int]]) -> None:
    actions, exposures = columns(items)

    found = pooled_rate(actions, exposures)

    assert 0.0 <= found.low <= found.value <= found.high


@given(items=ITEMS)
@settings(deadline=None)
def test_a_higher_level_never_gives_a_narrower_interval(items: list[tuple[int, int]]) -> None:
    actions, exposures = columns(items)

    usual, surer = (pooled_rate(actions, exposures, level=level) for level in (0.8, 0.95))

    assert surer.low <= usual.low
    assert surer.high >= usual.high


@given(items=ITEMS, data=st.data())
@settings(deadline=None)
def test_the_order_of_items_does_not_matter(
    items: list[tuple[int, int]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(items))

    found = pooled_rate(*columns(shuffled))

    assert unlike(found, pooled_rate(*columns(items))) < 1e-5


@given(items=ITEMS, times=st.integers(2, 1_000))
@settings(deadline=None)
def test_exposures_in_another_unit_move_rate_and_limits_alike(
    items: list[tuple[int, int]], times: int
) -> None:
    actions, exposures = columns(items)

    found = pooled_rate(actions, exposures * times)

    usual = pooled_rate(actions, exposures)
    scaled = Estimate(
        usual.value / times, usual.low / times, usual.high / times, usual.n, usual.method
    )
    assert unlike(found, scaled) < 1e-5


# Real posts: how much narrower coin tosses would be.


def wilson_width(actions: list[int], plays: list[int]) -> float:
    """Take the width of the interval that treats each play as a coin toss."""
    low, high = proportion_confint(sum(actions), sum(plays), method="wilson")
    return float(high - low)


@pytest.mark.parametrize(
    ("file", "signal", "times"),
    [
        (PUBLISHER, "shares", 82),
        (PUBLISHER, "likes", 141),
        (CREATOR, "shares", 50),
        (CREATOR, "likes", 150),
    ],
)
def test_wilson_is_fifty_to_a_hundred_and_fifty_times_narrower_than_resampled_posts(
    file: str, signal: str, times: int
) -> None:
    account = read_posts(file)
    actions, plays = np.array(getattr(account, signal)), np.array(account.plays)
    drawn = np.random.default_rng(1).integers(0, plays.size, (20_000, plays.size))

    rates = actions[drawn].sum(axis=1) / plays[drawn].sum(axis=1)

    width = float(np.diff(np.quantile(rates, [0.025, 0.975]))[0])
    found = width / wilson_width(getattr(account, signal), account.plays)
    assert found == pytest.approx(times, rel=0.03)


@pytest.mark.parametrize(
    ("file", "signal", "times"),
    [
        (PUBLISHER, "shares", 134),
        (PUBLISHER, "likes", 204),
        (CREATOR, "shares", 72),
        (CREATOR, "likes", 189),
    ],
)
def test_the_pooled_interval_of_real_posts_is_far_wider_than_coins_would_make_it(
    file: str, signal: str, times: int
) -> None:
    account = read_posts(file)
    actions = getattr(account, signal)

    found = pooled_rate(actions, account.plays)

    # Wider than resampling posts: that is too narrow where few posts have most of the plays.
    assert (found.high - found.low) / wilson_width(actions, account.plays) == pytest.approx(
        times, rel=0.01
    )
