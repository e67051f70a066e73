"""The shape of growth: shares by hand, weeks taken out, gaps left alone, pace like ruptures."""

import math

import numpy as np
import pytest
import ruptures
from pelt import predict

from clipworth.stats.estimate import TooFew
from clipworth.stats.growth import (
    Shape,
    daily_mean,
    growth,
    pace_changes,
    steps,
    without_week,
)
from stats.audience_worlds import flat, steady

WEEKDAYS = np.arange(70) % 7


def test_shares_are_those_of_the_top_tenth_and_of_days_under_a_fifth() -> None:
    # 70 days: 7 of 90 followers, 63 of 10. All gains 1,260, the top tenth 630 of them; the mean
    # gain is 18, a fifth 3.6, and no day is under it.
    net = np.where(np.arange(70) % 10 == 0, 90.0, 10.0)

    found = growth(net, np.zeros(70, dtype=int), 10_000)

    assert found.spike_share == pytest.approx(0.5)
    assert found.plateau_share == 0.0
    assert found.shape is Shape.MIXED


def test_plateaus_broken_by_great_days_are_a_staircase() -> None:
    # 70 days: 7 of 100, 63 of 1: 700 of 763 on the top tenth, 63 days under 0.2 × 10.9.
    net = np.where(np.arange(70) % 10 == 3, 100.0, 1.0)

    found = growth(net, WEEKDAYS, 10_000)

    assert found.shape is Shape.STAIRCASE
    assert found.spike_share == pytest.approx(700 / 763, abs=0.02)
    assert found.plateau_share == pytest.approx(0.9)


def test_the_same_gain_every_day_is_steady_and_its_weekly_pattern_no_step() -> None:
    weekly = np.array([10.0, 10, 10, 10, 10, 10, 90])[WEEKDAYS]

    assert growth(weekly, WEEKDAYS, 10_000).shape is Shape.STEADY


def test_the_weekly_pattern_is_taken_out_and_the_mean_stays() -> None:
    weekly = np.array([1.0, 2, 3, 4, 5, 6, 7])[WEEKDAYS]

    smooth = without_week(weekly, WEEKDAYS)

    assert np.ptp(smooth[3:-3]) < 1e-9
    assert smooth[3:-3].mean() == pytest.approx(4.0)


def test_followers_lost_are_declining_and_next_to_none_is_flat() -> None:
    rng = np.random.default_rng(2)
    losing = -5 + rng.normal(0, 1, 70)

    assert growth(losing, WEEKDAYS, 10_000).shape is Shape.DECLINING
    assert growth(rng.normal(0, 3, 70), WEEKDAYS, 100_000).shape is Shape.FLAT


def test_under_60_known_days_no_shape_is_called() -> None:
    net = np.full(80, 5.0)
    net[:21] = np.nan

    with pytest.raises(TooFew, match="60 days"):
        growth(net, np.arange(80) % 7, 1_000)


def test_single_followers_of_a_small_account_are_no_steps() -> None:
    rng = np.random.default_rng(5)
    net = rng.poisson(0.3, 365).astype(float)

    found = growth(net, np.arange(365) % 7, 300)

    assert found.weeks
    assert found.shape is not Shape.STAIRCASE


def test_the_mean_of_a_day_has_an_interval_from_weeks_by_hand() -> None:
    # Four weeks of 1, 3, 2 and 2 a day: mean 2, standard deviation 0.8165; they are not alike
    # (their first autocorrelation is −0.5), so 2 ± 3.182 × 0.8165 / 2.
    net = np.repeat([1.0, 3.0, 2.0, 2.0], 7)

    found = daily_mean(net)

    assert found.value == pytest.approx(2.0)
    assert found.high - found.value == pytest.approx(3.1824 * math.sqrt(2 / 3) / 2, rel=1e-4)


def test_gaps_are_neither_plateau_nor_step() -> None:
    rng = np.random.default_rng(8)
    whole, followers = steady(rng, 200)
    holed = whole.copy()
    holed[rng.choice(200, 60, replace=False)] = np.nan

    found = growth(holed, np.arange(200) % 7, followers)

    assert found.days == 140
    assert found.shape is Shape.STEADY
    assert found.plateau_share == pytest.approx(
        growth(whole, np.arange(200) % 7, followers).plateau_share, abs=0.1
    )


def test_a_pace_that_doubles_is_found_to_the_fortnight_and_none_where_it_does_not() -> None:
    rng = np.random.default_rng(4)
    net = rng.poisson(np.where(np.arange(140) < 70, 20.0, 40.0)).astype(float)

    assert [abs(change - 70) <= 14 for change in pace_changes(net, np.arange(140) % 7)] == [True]
    assert pace_changes(flat(rng, 140)[0], np.arange(140) % 7) == []
    assert pace_changes(np.full(140, 3.0), np.arange(140) % 7) == []


def test_changes_of_pace_are_those_that_ruptures_finds() -> None:
    rng = np.random.default_rng(6)
    signal = np.concatenate([rng.normal(0, 1, 84), rng.normal(3, 1, 70), rng.normal(1, 1, 60)])

    ours = predict(
        signal.reshape(-1, 1), penalty=20.0, segment_cost_function="l1", jump=14,
        minimum_segment_length=14,
    )  # fmt: skip

    theirs = ruptures.Pelt(model="l1", jump=14, min_size=14).fit(signal).predict(pen=20.0)
    assert [int(place) for place in ours] == theirs


def test_steps_are_the_days_with_the_greatest_gains() -> None:
    assert steps([1.0, math.nan, 9.0, -4.0, 5.0], most=2) == [2, 4]
    assert steps([-1.0, math.nan, 0.0]) == []
