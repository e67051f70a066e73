"""Proof, in simulated brands, that the interval of a creator's score holds what comes next.

A brand has some creators with some posts each; a post's worth is lognormal, as views are. The truth
of a creator is what as many posts would bring on average. `make prove` runs it.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from real_posts import CREATOR, PUBLISHER, read_posts

from clipworth.stats.repeated import repeated_totals

BRANDS = 1_000
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Brand:
    """A kind of brand: posts of each creator, and the standard deviation of log worth in each."""

    name: str
    posts: tuple[int, ...]
    spread: tuple[float, ...]
    low: float = 93.0
    high: float = 97.0

    def draw(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Draw the worth of each post, and the true total of each creator."""
        spread = np.array(self.spread)
        level = rng.normal(0, 1, len(self.posts))
        owner = np.repeat(np.arange(len(self.posts)), self.posts)
        worth = np.exp(level[owner] + spread[owner] * rng.normal(0, 1, owner.size))
        return worth, np.array(self.posts) * np.exp(level + spread**2 / 2)


@dataclass(frozen=True)
class Redrawn(Brand):
    """A brand whose posts are drawn from the plays of a real account, with its heavy tail."""

    plays: tuple[int, ...] = ()

    def draw(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Draw plays anew; creators differ by a factor."""
        plays = np.array(self.plays, dtype=np.float64)
        level = np.exp(rng.normal(0, 1, len(self.posts)))
        owner = np.repeat(np.arange(len(self.posts)), self.posts)
        worth = level[owner] * rng.choice(plays, owner.size)
        return worth, np.array(self.posts) * level * plays.mean()


def real(name: str, file: str, posts: tuple[int, ...]) -> Redrawn:
    plays = tuple(play for play in read_posts(file).plays if play > 0)
    return Redrawn(name, posts, (0.0,) * len(posts), 88.0, 97.0, plays)


def alike(posts: tuple[int, ...], spread: float) -> Brand:
    return Brand(f"lognormal {spread}", posts, (spread,) * len(posts))


SIZES = ((3,) * 6, (2,) * 7, (3, 5, 8, 12), (1, 2, 3, 4, 5, 6), (20,) * 6, (12,))
WORLDS = (
    *(alike(posts, spread) for posts in SIZES for spread in (0.5, 1.0, 1.5)),
    Brand("two spreads", (3, 5, 8, 12), (0.6, 1.2, 0.6, 1.2), 91.0),
    *(real("publisher's plays", PUBLISHER, posts) for posts in (SIZES[0], SIZES[2], SIZES[4])),
    *(real("creator's plays", CREATOR, posts) for posts in (SIZES[0], SIZES[2], SIZES[4])),
)


def coverage(brand: Brand, seed: int) -> tuple[float, float, float]:
    """Give the shares of creators, in per cent, inside, below and above their interval."""
    rng = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(brand.posts)), brand.posts)
    # A single creator gives one interval a brand, so more brands are drawn for the same error.
    brands = BRANDS * max(1, 6 // len(brand.posts))
    seen = np.zeros(3)
    for _ in range(brands):
        worth, truth = brand.draw(rng)
        found = repeated_totals(worth, owner, len(brand.posts)).totals
        for total, true in zip(found, truth, strict=True):
            seen[1] += true < total.low
            seen[2] += true > total.high
            seen[0] += total.low <= true <= total.high
    inside, below, above = (seen / seen.sum() * 100).tolist()
    return inside, below, above


@pytest.mark.prove
def test_intervals_of_what_comes_again_hold_the_truth(capsys: pytest.CaptureFixture[str]) -> None:
    found = [(brand, *coverage(brand, seed)) for seed, brand in enumerate(WORLDS)]

    lines = ["", f"What comes again, over {BRANDS:,} brands each: inside, below, above (in 100)"]
    for brand, inside, below, above in found:
        posts = ", ".join(map(str, brand.posts))
        lines.append(f"  {brand.name:<20} {posts:<24} {inside:5.1f} {below:5.1f} {above:5.1f}")
    with capsys.disabled():
        print("\n".join(lines))
    assert [b.name for b, inside, _, _ in found if not b.low <= inside <= b.high] == []
