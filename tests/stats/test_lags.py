"""Leads and lags: a link is found at its lag, unlinked series are left alone, by seed."""

import numpy as np
import pytest

from clipworth.stats.estimate import TooFew
from clipworth.stats.lags import LAGS, lead_lag
from stats.audience_worlds import WEEK, Floats


def series(rng: np.random.Generator, days: int = 200) -> Floats:
    """Draw counts with a weekly pattern and spikes."""
    spikes = (rng.random(days) < 0.08) * 1.5
    return rng.poisson(200 * WEEK[np.arange(days) % 7] * np.exp(spikes)).astype(float)


def test_what_comes_two_days_later_is_found_there_with_its_lift() -> None:
    rng = np.random.default_rng(1)
    first = series(rng)
    second = rng.poisson(50 * WEEK[np.arange(200) % 7] + 0.2 * np.roll(first, 2)).astype(float)

    found = lead_lag(first, second, 0)

    assert found.best.days == 2
    assert found.best.p_value <= 0.01
    assert found.lift.low > 0
    # About 16 spikes of 900 visits beyond the usual, of which a fifth come to the site.
    assert found.excess > 500
    assert [lag.days for lag in found.lags] == list(LAGS)


def test_the_same_week_in_both_is_no_link() -> None:
    rng = np.random.default_rng(3)

    found = lead_lag(series(rng), series(rng), 0)

    assert found.p_value > 0.05


def test_a_site_that_leads_has_a_negative_lag() -> None:
    rng = np.random.default_rng(4)
    site = series(rng)
    profile = rng.poisson(20 + 0.3 * np.roll(site, 1)).astype(float)

    assert lead_lag(profile, site, 0).best.days == -1


def test_the_same_seed_gives_the_same_chance_and_gaps_are_left_out() -> None:
    rng = np.random.default_rng(5)
    first, second = series(rng), series(rng)
    first[10:40] = np.nan

    assert lead_lag(first, second, 0) == lead_lag(first, second, 0)
    assert lead_lag(first, second, 0).days == 170


def test_under_60_common_days_nothing_is_said() -> None:
    rng = np.random.default_rng(6)
    first, second = series(rng, 80), series(rng, 80)
    first[:30] = np.nan

    with pytest.raises(TooFew, match="50 have"):
        lead_lag(first, second, 0)


def test_a_site_without_any_visit_is_linked_to_nothing() -> None:
    found = lead_lag(series(np.random.default_rng(7)), np.zeros(200), 0)

    assert found.p_value == 1.0
