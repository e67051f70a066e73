"""Rates of single items, drawn towards what is expected of their group."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rated_items import FIVE, HUNDRED_EACH, SEEDS, one_group, posts
from real_posts import CREATOR, PUBLISHER, read_posts

from clipworth.stats.estimate import TooFew
from clipworth.stats.rates import (
    shrunk_rates,
)


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
