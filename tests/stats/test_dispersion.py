"""How far items differ from what coin tosses would do."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from rated_items import FIVE, HUNDRED_EACH, posts
from real_posts import CREATOR, PUBLISHER, read_posts

from clipworth.stats.estimate import TooFew
from clipworth.stats.rates import (
    dispersion,
)


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
