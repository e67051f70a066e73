"""Proof, in simulated brands, that ranking by the lower bound finds more intent than other orders.

A brand's posts differ as public ones do: much between posts, many views going to few of them. What
a like post would bring is known of each, so it can be asked what the first five would bring.
"""

from dataclasses import dataclass

import numpy as np
import pytest

from clipworth.stats.rates import shrunk_rates

BRANDS = 1_000
FIRST = 5
MIDDLE_RATE = 0.02


@dataclass(frozen=True)
class World:
    """Posts of a brand.

    spread: standard deviation of log rates between posts, half of its variance being repeated.
    views_spread: of log views. trend: rates go with views to this power.
    clumps: variance of a post's actions over their mean, as one viewer acts several times and one
        share brings others; 1 for coin tosses.
    """

    posts: int
    middle_views: int
    spread: float
    views_spread: float
    trend: float
    clumps: float


# The variance between posts of log rates on two public accounts: likes 0.06 and 0.11, comments 0.30
# and 0.63, shares 0.54 and 1.12; their rates of shares go with views (r of .21 and .42).
VARIANCES = (0.09, 0.30, 0.54, 1.12)
WITH_VIEWS = 0.3
WORLDS = tuple(
    World(
        posts, middle_views, variance**0.5, 1.6, round(WITH_VIEWS * variance**0.5 / 1.6, 3), clumps
    )
    for posts, middle_views in ((60, 3_000), (200, 10_000))
    for variance in VARIANCES
    for clumps in (1.0, 5.0, 10.0)
)


def first_five(world: World, seed: int) -> dict[str, float]:
    """Give what the first five posts of each order would bring again, on average."""
    rng = np.random.default_rng(seed)
    log_views = rng.normal(np.log(world.middle_views), world.views_spread, world.posts)
    views = np.maximum(np.exp(log_views).round(), 50.0)
    half = world.spread / np.sqrt(2)
    repeated = np.log(MIDDLE_RATE) + rng.normal(0, half, world.posts)
    repeated += world.trend * (np.log(views) - np.log(world.middle_views))
    expected = views * np.exp(repeated + rng.normal(0, half, world.posts))
    if world.clumps > 1:
        expected = rng.gamma(expected / (world.clumps - 1), world.clumps - 1)
    actions = rng.poisson(expected)
    found = shrunk_rates(actions, views, np.zeros(world.posts, dtype=np.int64))
    orders = {"lower bound": found.low, "views": views, "raw rate": actions / views}
    return {
        name: float(np.exp(repeated[np.argsort(-order)[:FIRST]]).mean())
        for name, order in orders.items()
    }


@pytest.mark.prove
def test_the_first_five_by_lower_bound_hold_more_true_intent() -> None:
    print(f"\n{BRANDS:,} brands a world; what the first {FIRST} would bring, per 100 views")
    print("posts  middle views  spread  views  trend  clumps   lower bound   views   raw rate")
    over: dict[float, list[float]] = {}
    for number, world in enumerate(WORLDS):
        drawn = [first_five(world, 1_000_000 * number + seed) for seed in range(BRANDS)]
        mean = {name: float(np.mean([one[name] for one in drawn])) for name in drawn[0]}
        drawn_as = (world.posts, world.middle_views, world.spread, world.views_spread, world.trend)
        found = (100 * mean["lower bound"], 100 * mean["views"], 100 * mean["raw rate"])
        print(
            "{:5}  {:12,}  {:6.2f}  {:5}  {:5}".format(*drawn_as),
            f"  {world.clumps:6}",
            "{:11.2f}   {:5.2f}   {:8.2f}".format(*found),
        )
        over.setdefault(world.clumps, []).append(mean["lower bound"] / mean["raw rate"])

        assert mean["lower bound"] > mean["views"]

    for clumps, ratios in over.items():
        print(
            f"clumps {clumps}: the lower bound finds {np.mean(ratios):.3f} of what raw rates find"
        )
        # Where counts are as clean as coin tosses, a raw rate says nearly all there is to know.
        if clumps > 1:
            assert np.mean(ratios) > 1
