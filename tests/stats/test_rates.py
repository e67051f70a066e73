"""Rates over items that differ from each other far more than by chance."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from real_posts import CREATOR, PUBLISHER, read_posts
from scipy import stats
from scipy.stats.contingency import relative_risk
from statsmodels.stats.proportion import proportion_confint

from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.prior import Floats
from clipworth.stats.rates import (
    ShrunkRates,
    change,
    dispersion,
    pooled_rate,
    pooled_rates,
    shrunk_rates,
    verdict,
)

FIVE = [1, 2, 3, 4, 10]
HUNDRED_EACH = [100] * 5
ITEMS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(1, 1_000_000)), min_size=2, max_size=30
)
SEEDS = st.integers(0, 10**6)


def columns(items: list[tuple[int, int]]) -> tuple[Floats, Floats]:
    """Part actions from exposures."""
    actions, exposures = np.array(items, dtype=np.float64).T
    return actions, exposures


def posts(
    seed: int, items: int = 40, *, spread: float = 0.7, views_spread: float = 1.0
) -> tuple[Floats, Floats]:
    """Draw actions and views of posts whose rates are near 2 % and about 20,000 views."""
    rng = np.random.default_rng(seed)
    views = np.round(20_000 * np.exp(rng.normal(0, views_spread, items)))
    actions = rng.poisson(0.02 * views * np.exp(rng.normal(0, spread, items)))
    return actions.astype(np.float64), views


def one_group(actions: Floats, views: Floats) -> ShrunkRates:
    """Shrink posts that are all of one group."""
    return shrunk_rates(actions, views, np.zeros(actions.size, np.int64))


def unlike(one: Estimate, other: Estimate) -> float:
    """Find the largest distance between two estimates' three numbers, relative and on logs."""
    pairs = ((one.value, other.value), (one.low, other.low), (one.high, other.high))
    logs = [(math.log(a), math.log(b)) for a, b in pairs if a != b]
    return max((abs(a - b) / (1 + abs(b)) for a, b in logs), default=0.0)


# Dispersion: how far posts are from tossing coins.


def test_dispersion_of_five_items_is_their_squares_over_what_coins_would_do() -> None:
    found = dispersion(FIVE, HUNDRED_EACH)

    # 20 of 500 is 4 %: 4 expected on each. Squares 9 + 4 + 1 + 0 + 36 = 50; coins vary by
    # 4 × .96 = 3.84; four degrees of freedom.
    assert found == pytest.approx(50 / 3.84 / 4)


def test_dispersion_is_that_of_a_binomial_model_in_statsmodels() -> None:
    actions, views = posts(1)
    model = sm.GLM(
        np.column_stack([actions, views - actions]),
        np.ones(actions.size),
        family=sm.families.Binomial(),
    ).fit()

    found = dispersion(actions, views)

    assert found == pytest.approx(model.pearson_chi2 / model.df_resid)


@pytest.mark.parametrize(
    ("file", "signal", "times"),
    [
        (PUBLISHER, "shares", 1_142),
        (PUBLISHER, "likes", 3_711),
        (CREATOR, "shares", 1_370),
        (CREATOR, "likes", 9_026),
    ],
)
def test_real_posts_vary_thousands_of_times_more_than_coins(
    file: str, signal: str, times: int
) -> None:
    account = read_posts(file)

    found = dispersion(getattr(account, signal), account.plays)

    assert round(found) == times


def test_coin_tosses_have_a_dispersion_near_one() -> None:
    rng = np.random.default_rng(3)
    heads = rng.binomial(1_000, 0.4, size=4_000)

    found = dispersion(heads, np.full(4_000, 1_000))

    # Its standard error is sqrt(2 / 4,000) = .022.
    assert found == pytest.approx(1.0, abs=0.1)


def test_more_actions_than_exposures_have_no_dispersion_against_coins() -> None:
    found = dispersion([150, 90], [100, 100])

    assert math.isnan(found)


@pytest.mark.parametrize(("actions", "exposures"), [([3], [9]), ([0, 0], [9, 9]), ([], [])])
def test_dispersion_needs_two_items_and_an_action(actions: list[int], exposures: list[int]) -> None:
    with pytest.raises(TooFew, match="two items with exposures, and an action"):
        dispersion(actions, exposures)


# Pooled rates.


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


# Shrunk rates.


def test_five_items_with_endless_evidence_go_half_way_to_the_middle_one() -> None:
    exposures = np.full(5, 1e10)
    actions = exposures * [0.01, 0.02, 0.04, 0.08, 0.16]

    found = shrunk_rates(actions, exposures, [0] * 5, floor_exposures=0)

    # Half way on logs: the root of rate × .04. Squares about the middle: 2 (log 4)² + 2 (log 2)²
    # = 4.8045; tau2 = (4 × .5 + 4.8045) / 8 on 4 + 5 × 4/5 = 8 degrees, where t is 2.306004.
    tau2 = (2 + 2 * math.log(4) ** 2 + 2 * math.log(2) ** 2) / 8
    reach = 2.306004 * math.sqrt(tau2 / 4 + math.pi / 2 * tau2 / 5 / 4)
    by_hand = np.sqrt(np.array([0.01, 0.02, 0.04, 0.08, 0.16]) * 0.04)
    assert found.shrunk == pytest.approx(by_hand, rel=1e-6)
    assert found.high == pytest.approx(by_hand * math.exp(reach), rel=1e-5)
    assert found.low == pytest.approx(by_hand * math.exp(-reach), rel=1e-5)
    assert found.spread_assumed


def test_with_nothing_repeatable_every_item_is_expected_to_be_like_its_group() -> None:
    actions, views = posts(2)

    found = shrunk_rates(actions, views, np.zeros(40, np.int64), repeatable_share=0.0)

    assert found.shrunk == pytest.approx(found.expected)


def test_with_all_repeatable_endless_evidence_is_believed() -> None:
    actions, views = posts(2)

    found = shrunk_rates(
        actions * 1e6, views * 1e6, np.zeros(40, np.int64), repeatable_share=1.0, floor_exposures=0
    )

    assert found.shrunk == pytest.approx(found.raw, rel=1e-4)


def test_an_item_weighs_no_more_than_the_floor_lets_it() -> None:
    actions, views = posts(3)
    views[0], actions[0] = 300, 60

    found = one_group(actions, views)

    assert found.weight[0] == pytest.approx(300 / 1_300)
    assert np.all(found.weight <= views / (views + 1_000) + 1e-12)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("spread", [0.1, 0.3, 0.5, 0.7])
@pytest.mark.parametrize("views_spread", [0.5, 1.2])
def test_a_tiny_post_ranks_behind_a_strong_one_and_a_strong_one_before_a_big_weak_one(
    seed: int, spread: float, views_spread: float
) -> None:
    actions, views = posts(seed, 60, spread=spread, views_spread=views_spread)
    small, strong, big = 60, 61, 62
    views = np.append(views, [300, 80_000, 500_000])
    actions = np.append(actions, [300 * 0.2, 80_000 * 0.12, 500_000 * 0.015])

    found = one_group(actions, views)

    assert found.raw.argmax() == small
    assert small not in (found.shrunk.argmax(), found.low.argmax())
    assert found.shrunk[strong] > found.shrunk[big]
    assert found.low[strong] > found.low[big]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("views_spread", [0.5, 1.2])
def test_among_posts_that_differ_as_real_shares_do_a_tiny_post_does_not_rank_first(
    seed: int, views_spread: float
) -> None:
    actions, views = posts(seed, 100, spread=0.7, views_spread=views_spread)

    found = one_group(np.append(actions, 60), np.append(views, 300))

    assert found.raw.argmax() == 100
    assert 100 not in (found.shrunk.argmax(), found.low.argmax())


def test_a_tiny_post_does_not_set_the_trend_that_it_is_judged_by() -> None:
    actions, views = posts(0, 60, spread=0.1, views_spread=0.5)

    found = one_group(np.append(actions, 60), np.append(views, 300))

    # Held at the lowest usual views, its twenty per cent among two bends the trend a little.
    assert abs(found.slope) < 0.3
    assert found.expected[-1] < 0.03


@pytest.mark.parametrize(
    ("file", "signal", "tau2"),
    [
        (PUBLISHER, "shares", 0.54),
        (PUBLISHER, "likes", 0.06),
        (CREATOR, "shares", 1.12),
        (CREATOR, "likes", 0.11),
    ],
)
def test_the_spread_of_real_posts_is_what_the_assumed_one_was_taken_from(
    file: str, signal: str, tau2: float
) -> None:
    account = read_posts(file)

    found = one_group(np.array(getattr(account, signal)), np.array(account.plays))

    assert found.tau2 == pytest.approx(tau2, abs=0.01)


def test_a_trend_with_exposures_is_found() -> None:
    rng = np.random.default_rng(8)
    views = np.round(20_000 * np.exp(rng.normal(0, 1.2, 400)))
    actions = rng.poisson(0.02 * views * (views / 20_000) ** 0.2 * np.exp(rng.normal(0, 0.3, 400)))

    found = one_group(actions.astype(np.float64), views)

    # Its standard error is about .3 / (1.1 sqrt(400)) = .014.
    assert found.slope == pytest.approx(0.2, abs=0.06)


def test_a_group_without_items_has_no_rate() -> None:
    actions, views = posts(4)
    group = np.where(np.arange(40) < 20, 0, 2)

    found = shrunk_rates(actions, views, group)

    assert list(np.isnan(found.group_rates)) == [False, True, False]


def test_an_item_without_exposures_stays_unknown_and_moves_nobody() -> None:
    actions, views = posts(4)

    found = one_group(np.append(actions, 5), np.append(views, 0))

    assert math.isnan(found.shrunk[-1])
    assert found.shrunk[:-1] == pytest.approx(one_group(actions, views).shrunk)


@given(seed=SEEDS)
@settings(deadline=None, max_examples=20)
def test_a_shrunk_rate_stands_between_its_own_and_the_expected_one(seed: int) -> None:
    actions, views = posts(seed)

    found = one_group(actions, views)

    lower, upper = np.minimum(found.raw, found.expected), np.maximum(found.raw, found.expected)
    assert np.all(found.shrunk >= lower * (1 - 1e-6))
    assert np.all(found.shrunk <= upper * (1 + 1e-6))


@given(seed=SEEDS)
@settings(deadline=None, max_examples=20)
def test_a_shrunk_interval_contains_its_rate(seed: int) -> None:
    actions, views = posts(seed, 15)

    found = one_group(actions, views)

    assert np.all((found.low <= found.shrunk) & (found.shrunk <= found.high))


@given(seed=SEEDS)
@settings(deadline=None, max_examples=20)
def test_among_like_exposures_more_actions_never_rank_lower(seed: int) -> None:
    actions, views = posts(seed, views_spread=0.0)

    found = shrunk_rates(actions, views, np.zeros(40, np.int64), floor_exposures=0)

    by_actions = np.argsort(actions, kind="stable")
    assert np.all(np.diff(np.log(found.shrunk[by_actions])) >= -1e-9)


@given(seed=SEEDS)
@settings(deadline=None, max_examples=20)
def test_shrinking_does_not_depend_on_the_order_of_items(seed: int) -> None:
    actions, views = posts(seed)
    order = np.random.default_rng(seed).permutation(40)

    found = one_group(actions[order], views[order])

    assert found.shrunk == pytest.approx(one_group(actions, views).shrunk[order], rel=1e-2)


@given(seed=SEEDS, times=st.integers(2, 100))
@settings(deadline=None, max_examples=20)
def test_exposures_in_another_unit_move_shrunk_rates_alike(seed: int, times: int) -> None:
    actions, views = posts(seed)
    group = np.zeros(40, np.int64)

    found = shrunk_rates(actions, views * times, group, floor_exposures=1_000 * times)

    assert found.shrunk * times == pytest.approx(one_group(actions, views).shrunk, rel=1e-2)


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
def test_a_repeatable_share_outside_nought_to_one_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="a share lies between 0 and 1"):
        shrunk_rates(FIVE, HUNDRED_EACH, [0] * 5, repeatable_share=share)


def test_shrinking_nothing_is_refused() -> None:
    with pytest.raises(TooFew, match="rates need an item with exposures"):
        shrunk_rates([5], [0], [0])


# Changes and verdicts.


def test_a_change_adds_the_squares_of_distances_on_logs() -> None:
    now = Estimate(0.06, 0.05, 0.08, 9, "by hand")
    before = Estimate(0.04, 0.03, 0.05, 7, "by hand")

    found = change(now, before)

    # Below: log(6/5) = .18232 and log(5/4) = .22314, together .28816. Above: log(8/6) and log(4/3)
    # = .28768 each, together .40684.
    assert found.value == pytest.approx(0.5)
    assert found.low == pytest.approx(1.5 * math.exp(-0.28816) - 1, abs=1e-5)
    assert found.high == pytest.approx(1.5 * math.exp(0.40684) - 1, abs=1e-5)
    assert found.n == 7


def test_a_change_of_two_shares_is_the_relative_risk_of_scipy() -> None:
    theirs = relative_risk(60, 1_000, 40, 900)
    limits = theirs.confidence_interval(0.95)

    def share(hits: int, tries: int) -> Estimate:
        reach = math.exp(1.959963985 * math.sqrt(1 / hits - 1 / tries))
        return Estimate(hits / tries, hits / tries / reach, hits / tries * reach, tries, "Katz")

    found = change(share(60, 1_000), share(40, 900))

    expected = (theirs.relative_risk - 1, limits.low - 1, limits.high - 1)
    assert (found.value, found.low, found.high) == pytest.approx(expected)


def test_a_change_from_nothing_is_unknown() -> None:
    now, nothing = Estimate(0.06, 0.05, 0.08, 9, ""), Estimate(0.0, 0.0, 0.01, 9, "")

    found = change(now, nothing)

    assert math.isnan(found.value)


def test_a_change_to_nothing_is_bounded_above() -> None:
    nothing, before = Estimate(0.0, 0.0, 0.01, 9, ""), Estimate(0.04, 0.02, 0.05, 9, "")

    found = change(nothing, before)

    # At most .01 now against at least .02 before.
    assert (found.value, found.low, found.high) == pytest.approx((-1.0, -1.0, -0.5))


@pytest.mark.parametrize("unknown_now", [True, False])
def test_a_change_with_an_unknown_limit_has_no_limits(unknown_now: bool) -> None:
    known = Estimate(0.06, 0.05, 0.08, 9, "")
    unknown = Estimate(0.04, math.nan, math.nan, 1, "")

    found = change(unknown, known) if unknown_now else change(known, unknown)

    assert found.value == pytest.approx(-1 / 3 if unknown_now else 0.5)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_changes_between_levels_are_refused() -> None:
    now, before = Estimate(0.6, 0.5, 0.8, 9, "", 0.9), Estimate(0.4, 0.3, 0.5, 9, "")

    with pytest.raises(ValueError, match=r"levels differ: 0\.9 and 0\.95"):
        change(now, before)


@given(items=ITEMS, others=ITEMS)
@settings(deadline=None)
def test_a_change_stands_within_its_limits(
    items: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    before = pooled_rate(*columns(others))

    found = change(pooled_rate(*columns(items)), before)

    slack = 1e-12 * (1 + abs(found.value))
    assert before.value == 0.0 or found.low - slack <= found.value <= found.high + slack


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.01, 0.30, "clear"),
        (-0.30, -0.01, "clear"),
        (-0.01, 0.30, "could be chance"),
        (0.0, 0.30, "could be chance"),
        (math.nan, math.nan, "could be chance"),
    ],
)
def test_a_change_is_clear_when_its_interval_leaves_out_no_change(
    low: float, high: float, said: str
) -> None:
    changed = Estimate((low + high) / 2, low, high, 9, "")

    assert verdict(changed) == said
