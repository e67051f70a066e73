"""Proof, on simulated brands, that intervals of follower yield hold and placebos are honest."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass

import numpy as np
import pytest

from clipworth.stats.yields import yields
from stats.audience_worlds import BrandWorld, brand

BRANDS = 1_000
NULL_BRANDS = 600
PLACEBOS = 199
CLAIMED = (
    BrandWorld(),
    BrandWorld(days=90),
    BrandWorld(days=360),
    BrandWorld(views_spread=0.6),
    BrandWorld(views_spread=1.2),
    BrandWorld(posts_a_week=2.5),
    BrandWorld(posts_a_week=14),
    BrandWorld(luck=0.6),
)
NULL = (
    BrandWorld(brings=False),
    BrandWorld(brings=False, days=90),
    BrandWorld(brings=False, views_spread=1.2, posts_a_week=14),
)


@dataclass(frozen=True)
class Coverage:
    """How often intervals hold the truth, and how many brands were silent."""

    parts: float
    total: float
    intervals: int
    silent: int


def coverage(world: BrandWorld) -> Coverage:
    """Draw brands, and count the intervals that hold the truth."""
    rng = np.random.default_rng([3, CLAIMED.index(world)])
    held, total_held, silent, totals = [], 0, 0, 0
    for _ in range(BRANDS):
        one = brand(rng, world)
        found = yields(one.net, one.views, one.first_weekday, placebos=0)
        if not found.has_power:
            silent += 1
            continue
        held += [
            part.low <= true <= part.high
            for part, true in zip(found.parts, one.truth, strict=True)
            if np.isfinite(part.low)
        ]
        totals += 1
        total_held += found.total.low <= one.total <= found.total.high
    return Coverage(float(np.mean(held)), total_held / totals, len(held), silent)


def false_positives(world: BrandWorld) -> tuple[float, float]:
    """Find how often posts that bring nothing look more than chance, in all and by pillar."""
    rng = np.random.default_rng([5, NULL.index(world)])
    totals, parts = [], []
    for number in range(NULL_BRANDS):
        one = brand(rng, world)
        found = yields(one.net, one.views, one.first_weekday, placebos=PLACEBOS, seed=number)
        totals.append(found.total_p <= 0.05)
        parts += [p <= 0.05 for p in found.p_values]
    return float(np.mean(totals)), float(np.mean(parts))


@pytest.mark.prove
def test_intervals_of_follower_yield_hold_the_truth(capsys: pytest.CaptureFixture[str]) -> None:
    with ProcessPoolExecutor() as processors:
        found = dict(zip(CLAIMED, processors.map(coverage, CLAIMED), strict=True))

    with capsys.disabled():
        print(f"\n\nfollower yield, {BRANDS:,} brands a row: parts .93 to .97")
        for world, share in found.items():
            named = {key: value for key, value in asdict(world).items() if value is not None}
            print(
                f"parts {share.parts:.3f} of {share.intervals:,} intervals, total "
                f"{share.total:.3f}, silent {share.silent:>3}  {named}"
            )
    assert all(0.93 <= share.parts <= 0.97 for share in found.values())
    assert all(0.93 <= share.total <= 0.99 for share in found.values())


@pytest.mark.prove
def test_posts_that_bring_nothing_pass_the_placebo_test_five_times_in_a_hundred(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with ProcessPoolExecutor() as processors:
        found = dict(zip(NULL, processors.map(false_positives, NULL), strict=True))

    with capsys.disabled():
        print(f"\n\nplacebo test at 5 %, posts bring nothing, {NULL_BRANDS} brands a row")
        for world, (total, parts) in found.items():
            print(f"all posts {total:.3f}, pillars {parts:.3f}  {asdict(world)}")
    # Of 600 at 5 %, the share varies by 0.9 points.
    assert all(0.02 <= total <= 0.08 for total, _ in found.values())
    assert all(0.03 <= parts <= 0.07 for _, parts in found.values())
