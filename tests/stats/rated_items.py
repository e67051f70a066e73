"""Items with actions and exposures, from which tests of rates are made."""

import math

import numpy as np
from hypothesis import strategies as st

from clipworth.stats.estimate import Estimate
from clipworth.stats.prior import Floats
from clipworth.stats.rates import ShrunkRates, shrunk_rates

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
