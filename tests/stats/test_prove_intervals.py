"""How often intervals hold the truth, in simulated worlds where it is known.

A panel is one set of posts: exposures, rates around their trend, counts by chance. A cell is one
kind of world, of which many panels are drawn; the share of intervals that hold the truth is printed
for each. 1,000 panels have a standard error of 0.7 points around 95.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple, TypeVar

import numpy as np
import pytest

from clipworth.stats.prior import Floats
from clipworth.stats.rates import pooled_rates, shrunk_rates

pytestmark = pytest.mark.prove

CORES = 2
SEED = 20_260_701
PANELS = 1_000
# A pooled rate takes under a millisecond, so its cells are judged more sharply: up to 4,000.
POOLED_PANELS = 4_000
MOST_POSTS = 1_000_000
MIDDLE_EXPOSURES = 20_000.0
TREND = 0.2


class Pool(NamedTuple):
    """A world for pooled rates.

    exposures_sd, rates_sd: standard deviation of log exposures, and of log rates around the trend.
    actions: expected actions of an item with the middle exposures.
    trend: rates go with exposures to this power.
    """

    items: int
    exposures_sd: float
    rates_sd: float
    actions: float
    trend: float = TREND


class Shrink(NamedTuple):
    """A world for shrunk rates.

    tau2: variance of log rates between items of a group; groups differ by 0.4 on logs.
    actions: expected actions of an item with the middle exposures.
    share: the part of tau2 that a like item repeats; the estimate takes it to be a half.
    """

    items: int
    groups: int
    tau2: float
    actions: float
    share: float = 0.5


Cell = TypeVar("Cell", Pool, Shrink)


class Coverage(NamedTuple):
    """Shares of panels or items, and how wide the intervals are on logs, at the median."""

    held: float
    above: float
    below: float
    width: float


ITEMS = (5, 12, 40, 200, 1_000)
# Spread of exposures and of rates, and the trend, where pooled_rates claims 93 to 97 in 100.
LIKE_POSTS = [(0.3, 0.3), (1.2, 0.3), (1.8, 0.3), (0.3, 0.5), (1.2, 0.5), (1.8, 0.5)]
UNLIKE_POSTS = [(1.2, 0.7), (1.8, 0.7)]
CLAIMED_POOLS = [Pool(items, *sd, 400.0, 0.0) for items in ITEMS for sd in LIKE_POSTS]
CLAIMED_POOLS += [Pool(items, *sd, 400.0, 0.0) for items in ITEMS for sd in UNLIKE_POSTS]
CLAIMED_POOLS += [Pool(items, *sd, 400.0) for items in ITEMS for sd in UNLIKE_POSTS]
CLAIMED_POOLS += [Pool(items, *sd, 400.0) for items in ITEMS for sd in LIKE_POSTS[3:]]
SMALL_POOLS = [Pool(3, sx, sr, 400.0, 0.0) for sx in (0.3, 1.2) for sr in (0.3, 0.5)]
WILD_POOLS = [
    Pool(items, sx, sr, 400.0, 0.0)
    for items in (5, 12, 40, 200)
    for sx, sr in ((0.3, 0.7), (0.3, 1.0), (1.8, 1.0))
]
WIDE_POOLS = [Pool(items, 1.8, 0.2, 400.0) for items in ITEMS]
WIDE_POOLS += [Pool(items, sx, sr, 3.0) for items in ITEMS for sx, sr in ((0.3, 0.2), (1.2, 0.7))]
REDRAWN_POOLS = [Pool(items, 1.8, sr, 400.0) for items in (5, 12, 40) for sr in (0.2, 0.7)]
CLAIMED_SHRINKS = [
    Shrink(12, 1, 0.5, 400.0),
    Shrink(12, 3, 0.1, 400.0),
    Shrink(12, 3, 1.0, 10.0),
    Shrink(30, 3, 0.1, 10.0),
    Shrink(30, 3, 0.5, 1.0),
    Shrink(30, 3, 1.0, 400.0),
    Shrink(100, 5, 0.1, 400.0),
    Shrink(100, 5, 0.5, 1.0),
    Shrink(300, 5, 1.0, 10.0),
]
WRONG_SHARES = [Shrink(40, 3, 0.5, 400.0, share=share) for share in (0.2, 0.8)]
THIN_SHRINKS = [Shrink(12, 2, 0.5, 1.0), Shrink(12, 2, 0.1, 1.0), Shrink(30, 3, 0.1, 1.0)]
FEW_SHRINKS = [Shrink(6, 1, tau2, 400.0) for tau2 in (0.1, 0.5, 1.5)]


def pooled_coverage(cell: Pool, *, redraw: bool = False) -> Coverage:
    """Count how often a pooled rate's interval holds what the same exposures bring on average.

    redraw: hold it against what exposures drawn again would bring.
    """
    rng = np.random.default_rng([SEED, *map(round, np.multiply(cell, 1_000))])
    panels = min(POOLED_PANELS, MOST_POSTS // cell.items)
    shape = (panels, cell.items)
    log_x = rng.normal(0.0, cell.exposures_sd, shape)
    exposures = np.maximum(np.rint(MIDDLE_EXPOSURES * np.exp(log_x)), 1.0)
    log_x = np.log(exposures / MIDDLE_EXPOSURES)
    luck = rng.normal(-(cell.rates_sd**2) / 2, cell.rates_sd, shape)
    expected = cell.actions / MIDDLE_EXPOSURES * np.exp(cell.trend * log_x)
    actions = rng.poisson(exposures * expected * np.exp(luck))
    truth = (exposures * expected).sum(axis=1) / exposures.sum(axis=1)
    if redraw:
        # E[n^(1 + trend)] / E[n] of log-normal exposures.
        lift = ((1 + cell.trend) ** 2 - 1) * cell.exposures_sd**2 / 2
        truth[:] = cell.actions / MIDDLE_EXPOSURES * np.exp(lift)
    panel = np.repeat(np.arange(panels), cell.items)
    estimates = pooled_rates(actions.ravel(), exposures.ravel(), panel, panels)
    low = np.array([estimate.low for estimate in estimates])
    high = np.array([estimate.high for estimate in estimates])
    return covered(low, high, truth)


def redrawn_coverage(cell: Pool) -> Coverage:
    """Count how often a pooled rate's interval holds what exposures drawn again would bring."""
    return pooled_coverage(cell, redraw=True)


def shrunk_coverage(cell: Shrink) -> Coverage:
    """Count how often an item's interval holds its repeatable rate, over all items and panels."""
    rng = np.random.default_rng([SEED, *map(round, np.multiply(cell, 1_000))])
    lows, highs, truths = [], [], []
    for _ in range(PANELS):
        group = np.arange(cell.items) % cell.groups
        log_x = rng.normal(0.0, 1.2, cell.items)
        exposures = np.maximum(np.rint(MIDDLE_EXPOSURES * np.exp(log_x)), 1.0)
        log_x = np.log(exposures / MIDDLE_EXPOSURES)
        means = np.log(cell.actions / MIDDLE_EXPOSURES) + rng.normal(0.0, 0.4, cell.groups)
        repeats = rng.normal(0.0, np.sqrt(cell.share * cell.tau2), cell.items)
        luck = rng.normal(0.0, np.sqrt((1 - cell.share) * cell.tau2), cell.items)
        truth = np.exp(means[group] + TREND * log_x + repeats)
        rates = shrunk_rates(rng.poisson(exposures * truth * np.exp(luck)), exposures, group)
        lows.append(rates.low)
        highs.append(rates.high)
        truths.append(truth)
    return covered(np.concatenate(lows), np.concatenate(highs), np.concatenate(truths))


def covered(low: Floats, high: Floats, truth: Floats) -> Coverage:
    """Compare intervals with the truth, one of each per panel or item."""
    above, below = float(np.mean(truth > high)), float(np.mean(truth < low))
    seen = low > 0.0
    width = float(np.median(np.log(high[seen] / low[seen])))
    return Coverage(float(np.mean((low <= truth) & (truth <= high))), above, below, width)


def proved(title: str, measure: Callable[[Cell], Coverage], cells: Sequence[Cell]) -> list[float]:
    """Print the coverage of each cell, and give it in percent."""
    with ProcessPoolExecutor(CORES) as pool:
        found = list(pool.map(measure, cells))
    print(f"\n{title}\n" + " ".join(f"{field:>12}" for field in cells[0]._fields), end=" ")
    print(" ".join(f"{field:>7}" for field in Coverage._fields))
    for cell, coverage in zip(cells, found, strict=True):
        print(" ".join(f"{value:>12g}" for value in cell), end=" ")
        print(" ".join(f"{100 * share:>7.1f}" for share in coverage[:3]), f"{coverage.width:>7.2f}")
    return [100 * coverage.held for coverage in found]


def test_pooled_intervals_hold_the_truth_where_their_docstring_says_so() -> None:
    cells = CLAIMED_POOLS

    held = proved("Pooled rates: claimed 93 to 97", pooled_coverage, cells)

    assert min(held) >= 93.0
    assert max(held) <= 97.0


def test_pooled_intervals_of_three_items_hold_the_truth_about_as_often() -> None:
    cells = SMALL_POOLS

    held = proved("Pooled rates: three items", pooled_coverage, cells)

    assert min(held) >= 93.0
    assert max(held) <= 97.0


def test_pooled_intervals_of_wild_items_miss_as_often_as_the_docstring_admits() -> None:
    cells = WILD_POOLS

    held = proved("Pooled rates: wild items, admitted 88 to 96", pooled_coverage, cells)

    assert min(held) >= 88.0
    assert max(held) <= 96.0
    assert min(h for h, cell in zip(held, cells, strict=True) if cell.rates_sd == 0.7) >= 91.0


def test_pooled_intervals_are_too_wide_and_not_too_narrow_where_the_docstring_admits_it() -> None:
    cells = WIDE_POOLS

    held = proved("Pooled rates: trend above luck, or few actions", pooled_coverage, cells)

    assert min(held) >= 93.0


def test_pooled_intervals_are_too_narrow_for_exposures_drawn_again() -> None:
    cells = REDRAWN_POOLS

    held = proved("Redrawn exposures: admitted 73 to 96", redrawn_coverage, cells)

    assert min(held) >= 73.0
    assert max(held) <= 96.0


def test_shrunk_intervals_hold_the_repeatable_rate_where_their_docstring_says_so() -> None:
    cells = CLAIMED_SHRINKS

    held = proved("Shrunk rates: claimed 93 to 97", shrunk_coverage, cells)

    assert min(held) >= 93.0
    assert max(held) <= 97.0


def test_shrunk_intervals_hold_when_the_repeatable_share_is_guessed_wrong() -> None:
    cells = WRONG_SHARES

    held = proved("Shrunk rates: the true share is not a half", shrunk_coverage, cells)

    assert min(held) >= 93.0
    assert max(held) <= 97.0


def test_shrunk_intervals_of_few_items_with_few_actions_hold_as_often_as_admitted() -> None:
    cells = THIN_SHRINKS

    held = proved("Shrunk rates: about one action, admitted 90 to 98", shrunk_coverage, cells)

    assert min(held) >= 90.0
    assert max(held) <= 98.0


def test_under_ten_items_the_assumed_spread_decides_how_often_shrunk_intervals_hold() -> None:
    cells = FEW_SHRINKS

    alike, assumed, unlike = proved("Shrunk rates: six items", shrunk_coverage, cells)

    assert alike > 97.0
    assert assumed >= 93.0
    assert 90.0 <= unlike <= 95.0
