"""Proofs on simulated brands: intervals of pillars and creative hold the truth, calls find it."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest

from clipworth.measure.content.creative import LENGTHS as BANDS
from clipworth.measure.content.creative import creative_effects
from clipworth.measure.content.pillars import Call, PillarCall, pillar_calls
from measure.content_worlds import (
    FORMATS,
    HOOKS,
    LENGTHS,
    SimulatedBrand,
    brand,
    true_effect,
)

BRANDS = 1_000
# A procedure that is right 95 times in 100 lies within, on so many intervals of as many brands.
LEAST, MOST = 0.93, 0.97


def share(hits: Iterable[bool]) -> float:
    """Give the share of what is true."""
    told = list(hits)
    return sum(told) / len(told)


def many(work: Callable[[int], object]) -> list[object]:
    """Do a work for each brand, on all processors."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(work, range(BRANDS), chunksize=25))


def pillars_held(seed: int, *, heavy: bool = False) -> tuple[list[bool], list[bool]]:
    """Say of each pillar whether its interval, and that of its difference, hold the truth."""
    world = brand(seed, heavy=heavy, effects=0.0)
    typical, against = [], []
    for call in pillar_calls([world.rated]).calls:
        truth = world.pillars[call.pillar]
        assert call.typical is not None
        assert call.whole.against_others is not None
        typical.append(call.typical.low <= math.exp(truth) <= call.typical.high)
        sizes = Counter(p.pillars[0] for p in world.rated.posts if p.pillars[0] != call.pillar)
        others = sum(world.pillars[name] * n for name, n in sizes.items()) / sizes.total()
        found = call.whole.against_others
        against.append(found.low <= math.expm1(truth - others) <= found.high)
    return typical, against


def pillars_held_heavy(seed: int) -> tuple[list[bool], list[bool]]:
    return pillars_held(seed, heavy=True)


def creative_held(seed: int) -> dict[str, list[bool]]:
    """Say of each effect whether its interval holds the truth, by factor."""
    world = brand(seed)
    names = {
        band: next(length for length in LENGTHS if low <= length < limit)
        for low, (limit, band) in zip((0.0, 15.0, 30.0), BANDS[:3], strict=True)
    }
    held: dict[str, list[bool]] = {}
    for effect in creative_effects([world.rated]).effects:
        if effect.factor == "hook":
            truth = true_effect(world.rated, HOOKS, effect.level, "hook")
        elif effect.factor == "format":
            truth = true_effect(world.rated, FORMATS, effect.level, "format")
        elif effect.factor == "length":
            truth = true_effect(world.rated, LENGTHS, names[effect.level], "duration_s")
        else:
            truth = 0.0  # the world has no pair that does more than its two halves
        found = effect.difference
        held.setdefault(effect.factor, []).append(found.low <= math.expm1(truth) <= found.high)
    return held


def found_best(seed: int) -> dict[str, bool]:
    """Say which rankings put the truly best pillar first."""
    world = brand(seed, heavy=True, effects=0.0)
    best = max(world.pillars, key=lambda name: world.pillars[name])
    return {name: ranking(world) == best for name, ranking in RANKINGS.items()}


def by_call(world: SimulatedBrand) -> str:
    order = list(Call)

    def place(call: PillarCall) -> tuple[int, float]:
        return order.index(call.whole.call), -(call.typical.value if call.typical else 0.0)

    return min(pillar_calls([world.rated]).calls, key=place).pillar


def by_mean(world: SimulatedBrand, of: np.ndarray) -> str:
    label = np.array([post.pillars[0] for post in world.rated.posts])
    return max(world.pillars, key=lambda name: float(of[label == name].mean()))


def by_top_post(world: SimulatedBrand) -> str:
    return max(world.rated.posts, key=lambda post: post.actions / post.views).pillars[0]


RANKINGS: dict[str, Callable[[SimulatedBrand], str]] = {
    "pillar call": by_call,
    "views": lambda world: by_mean(world, world.rated.views),
    "top post": by_top_post,
    "mean engagement": lambda world: by_mean(world, world.engagement / world.rated.views),
}


@pytest.mark.prove
def test_intervals_of_pillars_hold_the_truth() -> None:
    print("\nIntervals of pillars, 1,000 brands each: how often they hold the truth")
    for name, work in (("log-normal posts", pillars_held), ("heavy tails", pillars_held_heavy)):
        told = many(work)
        typical = share(hit for one, _ in told for hit in one)  # type: ignore[misc]
        against = share(hit for _, one in told for hit in one)  # type: ignore[misc]
        print(f"{name:18} ISCR by pillar {typical:.1%}   against the others {against:.1%}")
        assert LEAST <= typical <= MOST
        assert LEAST <= against <= MOST


@pytest.mark.prove
def test_intervals_of_creative_effects_hold_the_truth() -> None:
    told: dict[str, list[bool]] = {}
    for one in many(creative_held):
        for factor, hits in one.items():  # type: ignore[attr-defined]
            told.setdefault(factor, []).extend(hits)

    print("\nIntervals of creative effects, 1,000 brands: how often they hold the truth")
    for factor, hits in told.items():
        print(f"{factor:14} {share(hits):.1%} of {len(hits):,}")
    for hits in told.values():
        assert LEAST <= share(hits) <= MOST


@pytest.mark.prove
def test_the_pillar_call_finds_the_best_pillar_more_often_than_other_rankings() -> None:
    told = many(found_best)

    rates = {name: share(one[name] for one in told) for name in RANKINGS}  # type: ignore[index]
    print("\nThe truly best pillar stands first, 1,000 brands of three to five pillars")
    for name, rate in rates.items():
        print(f"by {name:16} {rate:.1%}")
    assert all(rates["pillar call"] > rate for name, rate in rates.items() if name != "pillar call")
