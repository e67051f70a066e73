"""Proof, on simulated series, that leads and lags are rarely chance and found where they are."""

from concurrent.futures import ProcessPoolExecutor
from itertools import product

import numpy as np
import pytest

from clipworth.stats.lags import lead_lag
from stats.audience_worlds import WEEK, Floats, lasting

PAIRS = 600
LINKED = 200


def pair(rng: np.random.Generator, days: int, alike: float, link: float) -> tuple[Floats, Floats]:
    """Draw profile visits with spikes, and visits to the site that follow a day later."""
    weekday, slope = WEEK[np.arange(days) % 7], np.linspace(0, rng.uniform(-0.5, 1), days)
    spikes = (rng.random(days) < 0.06) * rng.gamma(2, 0.5, days)
    swing = 0.4 * lasting(rng, days, alike) + spikes
    first = rng.poisson(200 * weekday * np.exp(swing + slope)).astype(float)
    other = 0.3 * lasting(rng, days, alike) + link * np.roll(swing, 1)
    second = rng.poisson(120 * weekday * np.exp(other + slope)).astype(float)
    first[rng.random(days) < 0.03] = np.nan
    return first, second


def found(case: tuple[int, float]) -> tuple[float, float, float]:
    """Give how often unlinked pairs look linked, linked ones do, and at the right lag."""
    days, alike = case
    rng = np.random.default_rng([days, round(10 * alike)])
    false = [lead_lag(*pair(rng, days, alike, 0.0), 0).p_value <= 0.05 for _ in range(PAIRS)]
    true = [lead_lag(*pair(rng, days, alike, 0.4), 0) for _ in range(LINKED)]
    seen = [one for one in true if one.p_value <= 0.05]
    right = float(np.mean([one.best.days == 1 for one in seen]))
    return float(np.mean(false)), len(seen) / LINKED, right


@pytest.mark.prove
def test_unlinked_series_look_linked_about_five_times_in_a_hundred(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cases = list(product((90, 180, 365), (0.0, 0.5, 0.8)))
    with ProcessPoolExecutor() as processors:
        shares = dict(zip(cases, processors.map(found, cases), strict=True))

    with capsys.disabled():
        print("\n\nleads and lags: unlinked that look linked at 5 %; linked seen; at the right lag")
        for (days, alike), (false, seen, right) in shares.items():
            print(f"{days:>4} days, {alike} alike: {false:.3f} {seen:.3f} {right:.3f}")
    assert all(false <= 0.09 for false, _, _ in shares.values())
    assert np.mean([false for false, _, _ in shares.values()]) <= 0.07
    assert all(seen >= 0.8 for (days, _), (_, seen, _) in shares.items() if days >= 180)
