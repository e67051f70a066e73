"""Proofs, in simulated worlds, that intervals hold the truth as often as their docstrings say.

A world is drawn many times over, and each time its truth is known. `make prove` runs them.
"""

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import product
from typing import TypeVar

import numpy as np
import pytest

from clipworth.stats.rates import pooled_rates, shrunk_rates

VIEWS = 20_000
POOLED_RATE = 0.02
# At a fifth of a per cent a post with ten actions has 5,000 views: the floor of 1,000 says little.
SHRUNK_RATE = 0.002
# Standard deviation between the log rates of groups, where there are several.
GROUP_SPREAD = 0.55
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
        return 10_000 if self.items <= 50 else 4_000


@dataclass(frozen=True)
class ShrunkWorld:
    """Items whose repeatable rates are wanted.

    actions: about as many does the middle item have.
    tau2: variance of log rates between items of a group.
    repeatable: share of tau2 that like items repeat; shrunk_rates assumes one half.
    """

    items: int
    actions: int
    tau2: float
    groups: int = 1
    views_spread: float = 0.5
    trend: float = 0.0
    repeatable: float = 0.5

    @property
    def panels(self) -> int:
        """How often it is drawn."""
        return 1_000


World = TypeVar("World", bound=PooledWorld | ShrunkWorld)


def seeded(world: PooledWorld | ShrunkWorld) -> np.random.Generator:
    """Give each world its own luck, the same in every run."""
    return np.random.default_rng([round(1_000 * value) for value in asdict(world).values()])


def pooled_coverage(world: PooledWorld) -> float:
    """Find how often the pooled interval holds the truth of its panel."""
    rng, held = seeded(world), 0
    at_once = max(1, ITEMS_AT_ONCE // world.items)
    for start in range(0, world.panels, at_once):
        held += pooled_hits(world, min(at_once, world.panels - start), rng)
    return held / world.panels


def pooled_hits(world: PooledWorld, panels: int, rng: np.random.Generator) -> int:
    """Draw panels, each a group, and count the intervals that hold the truth."""
    shape = (panels, world.items)
    views = np.maximum(np.round(VIEWS * np.exp(rng.normal(0, world.views_spread, shape))), 1)
    usual = POOLED_RATE * (views / VIEWS) ** world.trend
    luck = np.exp(rng.normal(0, world.rate_spread, shape) - world.rate_spread**2 / 2)
    actions = rng.poisson(views * usual * luck)
    truth = (views * usual).sum(axis=1) / views.sum(axis=1)
    if world.views_redrawn:
        power = (1 + world.trend) ** 2 - 1
        truth[:] = POOLED_RATE * math.exp(power * world.views_spread**2 / 2)
    panel = np.repeat(np.arange(panels), world.items)
    found = pooled_rates(actions.ravel(), views.ravel(), panel, panels)
    return sum(e.low <= t <= e.high for e, t in zip(found, truth, strict=True))


def shrunk_coverage(world: ShrunkWorld) -> float:
    """Find the share of items, over all panels, whose interval holds their repeatable rate."""
    rng = seeded(world)
    return float(np.mean([shrunk_hits(world, rng) for _ in range(world.panels)]))


def shrunk_hits(world: ShrunkWorld, rng: np.random.Generator) -> float:
    """Draw one panel and find the share of its items whose interval holds the truth."""
    m, middle = world.items, world.actions / SHRUNK_RATE
    views = np.maximum(np.round(middle * np.exp(rng.normal(0, world.views_spread, m))), 1)
    group = np.arange(m) % world.groups
    effects = rng.normal(0, GROUP_SPREAD if world.groups > 1 else 0.0, world.groups)
    usual = math.log(SHRUNK_RATE) + effects[group] + world.trend * np.log(views / middle)
    repeated = usual + rng.normal(0, math.sqrt(world.repeatable * world.tau2), m)
    luck = rng.normal(0, math.sqrt((1 - world.repeatable) * world.tau2), m)
    found = shrunk_rates(rng.poisson(views * np.exp(repeated + luck)), views, group)
    truth = np.exp(repeated)
    return float(np.mean((found.low <= truth) & (truth <= found.high)))


def covered(worlds: Sequence[World], coverage: Callable[[World], float]) -> dict[World, float]:
    """Find the coverage of each world, on all processors."""
    with ProcessPoolExecutor() as processors:
        return dict(zip(worlds, processors.map(coverage, worlds), strict=True))


def row(cells: Sequence[object]) -> str:
    """Set cells side by side."""
    return " ".join(f"{cell!s:>13}" for cell in cells)


def show(title: str, found: dict[World, float], capsys: pytest.CaptureFixture[str]) -> None:
    """Print one line per world: its numbers, how often it was drawn, and the coverage."""
    names = list(asdict(next(iter(found))))
    lines = [title, row([*names, "panels", "coverage"])]
    for world, share in found.items():
        lines.append(row([*asdict(world).values(), world.panels, f"{share:.3f}"]))
    with capsys.disabled():
        print("\n\n" + "\n".join(lines))


def outside(found: dict[World, float], low: float, high: float) -> dict[World, float]:
    """Find the worlds whose coverage is not within two limits, both allowed."""
    return {world: share for world, share in found.items() if not low <= share <= high}


POOLED_CLAIMED = [
    PooledWorld(items, views_spread, rate_spread, trend)
    for items, views_spread, (rate_spread, trend) in product(
        (3, 5, 15, 50, 200, 1_000),
        (0.0, 0.6, 1.2, 1.8),
        ((0.3, 0.0), (0.5, 0.0), (0.5, 0.2), (0.7, 0.0), (0.7, 0.2)),
    )
    if rate_spread < 0.7 or views_spread >= 1.2
]
SHRUNK_CLAIMED = [
    *(ShrunkWorld(m, n, t) for m, n in ((15, 100), (30, 30), (100, 100)) for t in (0.06, 0.5, 1.2)),
    *(ShrunkWorld(m, n, t) for m, n in ((15, 30), (30, 10), (100, 10)) for t in (0.5, 1.2)),
    *(
        ShrunkWorld(items, actions, tau2, groups=4, views_spread=1.5, trend=0.2)
        for items, actions, tau2 in (
            (15, 100, 0.06),
            (15, 30, 1.2),
            (30, 30, 0.06),
            (30, 10, 0.5),
            (30, 10, 1.2),
            (100, 100, 0.06),
            (100, 100, 1.2),
        )
    ),
]


@pytest.mark.prove
def test_pooled_intervals_hold_the_truth_where_the_docstring_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = covered(POOLED_CLAIMED, pooled_coverage)

    show("pooled_rate, claimed: .93 to .97", found, capsys)

    assert outside(found, 0.93, 0.97) == {}


@pytest.mark.prove
@pytest.mark.parametrize(
    ("title", "worlds", "low", "high"),
    [
        (
            "log rates of 0.7 at like views",
            [PooledWorld(m, s, 0.7) for m in (5, 8, 15, 50) for s in (0.0, 0.6)],
            0.91,
            0.97,
        ),
        (
            "log rates of 1.0",
            [
                PooledWorld(m, s, 1.0, t)
                for m in (5, 8, 50, 200)
                for s, t in ((0.0, 0.0), (0.6, 0.2), (1.8, 0.2))
            ],
            0.88,
            0.96,
        ),
        (
            "a trend that outweighs the luck",
            [PooledWorld(m, s, r, 0.2) for m in (15, 200) for s in (1.2, 1.8) for r in (0.0, 0.3)],
            0.96,
            1.0,
        ),
        ("counts alone", [PooledWorld(m, s, 0.0) for m in (5, 50) for s in (0.0, 1.2)], 0.95, 1.0),
        (
            "views drawn again, with a trend",
            [
                PooledWorld(m, s, r, 0.2, views_redrawn=True)
                for m in (15, 50)
                for s in (0.6, 1.8)
                for r in (0.3, 0.7)
            ],
            0.73,
            0.96,
        ),
    ],
)
def test_beyond_their_grid_pooled_intervals_fail_as_the_docstring_says(
    title: str,
    worlds: list[PooledWorld],
    low: float,
    high: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = covered(worlds, pooled_coverage)

    show(f"pooled_rate beyond, {title}: {low} to {high}", found, capsys)

    assert outside(found, low, high) == {}


@pytest.mark.prove
def test_shrunk_intervals_hold_the_truth_on_average_where_the_docstring_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = covered(SHRUNK_CLAIMED, shrunk_coverage)

    show("shrunk_rates, claimed: .93 to .97", found, capsys)

    assert outside(found, 0.93, 0.97) == {}


@pytest.mark.prove
@pytest.mark.parametrize(
    ("title", "worlds", "low", "high"),
    [
        (
            "12 items with one to three actions",
            [
                ShrunkWorld(12, actions, tau2, groups=g, views_spread=s, trend=t)
                for actions in (1, 3)
                for tau2, g, s, t in ((0.06, 1, 0.5, 0.0), (1.2, 4, 1.5, 0.2))
            ],
            0.82,
            1.0,
        ),
        (
            "items more alike than few actions can show",
            [ShrunkWorld(15, 30, 0.06), ShrunkWorld(30, 10, 0.06), ShrunkWorld(15, 10, 0.06)],
            0.95,
            0.985,
        ),
        (
            "under 10 items that are alike",
            [ShrunkWorld(m, n, tau2) for m in (5, 9) for n in (3, 100) for tau2 in (0.06, 0.25)],
            0.97,
            1.0,
        ),
        (
            "under 10 items that differ more than assumed",
            [ShrunkWorld(m, n, 2.0) for m in (5, 9) for n in (3, 100)],
            0.87,
            0.95,
        ),
        (
            "nothing or all repeats, and one half is assumed",
            [ShrunkWorld(30, 1_000, 0.5, repeatable=share) for share in (0.0, 1.0)],
            0.93,
            1.0,
        ),
    ],
)
def test_beyond_their_grid_shrunk_intervals_fail_as_the_docstring_says(
    title: str,
    worlds: list[ShrunkWorld],
    low: float,
    high: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = covered(worlds, shrunk_coverage)

    show(f"shrunk_rates beyond, {title}: {low} to {high}", found, capsys)

    assert outside(found, low, high) == {}


def test_a_few_hundred_panels_already_hold_the_truth_about_as_often() -> None:
    world = PooledWorld(15, 0.6, 0.5)

    held = pooled_hits(world, 500, np.random.default_rng(7))

    # Of 500 at 95 %, the count varies by about 5: limits are six of those away.
    assert 445 <= held <= 500
