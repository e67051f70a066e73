"""Follower yield: exact without noise, as statsmodels regresses, shuffled by whole weeks."""

import numpy as np
import pytest
import statsmodels.api as sm

from clipworth.stats.estimate import TooFew
from clipworth.stats.yields import _baseline, _shuffled, _weights, _windowed, yields
from stats.audience_worlds import BrandWorld, brand


def test_without_noise_the_yield_is_exact_though_posts_overlap() -> None:
    rng = np.random.default_rng(1)
    views = np.where(rng.random((120, 2)) < 0.4, rng.uniform(1, 30, (120, 2)), 0.0)
    net = 5 + _windowed(views) @ [1.5, 0.25]

    found = yields(net, views, 0, placebos=99)

    assert [part.value for part in found.parts] == pytest.approx([1.5, 0.25])
    assert found.p_values[0] == 0.01


def test_a_day_gets_a_third_of_the_views_of_each_of_three_days() -> None:
    views = np.array([[9.0], [0], [0], [3], [0]])

    assert _windowed(views)[:, 0].tolist() == [3.0, 3.0, 3.0, 1.0, 1.0]


def test_values_are_those_of_a_weighted_regression() -> None:
    one = brand(np.random.default_rng(3), BrandWorld(days=150))
    known = np.isfinite(one.net)

    found = yields(one.net, one.views, one.first_weekday, placebos=0)

    base, views = _baseline(150, one.first_weekday, None)[known], _windowed(one.views)[known]
    weight = _weights(one.net[known], views.sum(axis=1, keepdims=True), base)
    design = np.column_stack([views, base])
    theirs = sm.WLS(one.net[known], design, weights=weight**2).fit()
    ours = [part.value for part in found.parts]
    assert ours == pytest.approx(theirs.params[: len(ours)])


def test_unknown_days_are_left_out_and_too_few_are_refused() -> None:
    views = np.zeros((100, 1))
    views[::4] = 10.0
    net = _windowed(views)[:, 0] * 2
    net[:45] = np.nan

    with pytest.raises(TooFew, match="60 days"):
        yields(net, views, 0)
    net[:30] = _windowed(views)[:30, 0] * 2
    assert yields(net, views, 0, placebos=0).days == 85


def test_shuffled_weeks_keep_weekday_and_company() -> None:
    views = np.arange(1.0, 71.0).reshape(-1, 1)

    moved = next(_shuffled(views, 3, 1, seed=2))[:, 0]

    # The first day is a Thursday: four days stay, then whole weeks move among eight neighbours.
    assert moved[:4].tolist() == [1, 2, 3, 4]
    assert sorted(moved) == sorted(views[:, 0])
    places = np.flatnonzero(moved[:-1] + 1 != moved[1:]) + 1
    assert {int(place - 4) % 7 for place in places} == {0}
    assert all(
        (int(value) - 5) % 7 == (place - 4) % 7 for place, value in enumerate(moved[4:66], 4)
    )


def test_boosted_posts_explain_their_days_and_nobody_elses() -> None:
    rng = np.random.default_rng(9)
    views = np.where(rng.random((120, 1)) < 0.4, 10.0, 0.0)
    boosts = np.where(rng.random((120, 1)) < 0.1, 200.0, 0.0)
    net = 3 + _windowed(views)[:, 0] + _windowed(boosts)[:, 0] * 0.5

    found = yields(net, views, 0, controls=boosts, placebos=0)

    assert found.parts[0].value == pytest.approx(1.0)


def test_noise_as_large_as_all_gains_has_no_power() -> None:
    rng = np.random.default_rng(12)
    views = np.full((90, 1), 10.0) + rng.normal(0, 0.1, (90, 1))

    assert not yields(rng.normal(0, 50, 90) + 1, views, 0, placebos=0).has_power
