"""Proof, in simulated brands, that the interval of a marginal return holds the true one.

Weekly revenue is a trend, a known return of the week's spend, and errors that keep a part of the
week before. `make prove` runs it.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from clipworth.stats.slope import slope

BRANDS = 2_000
TRUE = 1.3


@dataclass(frozen=True)
class Weeks:
    """A kind of brand: how many weeks, and which part of the week before errors and spend keep."""

    weeks: int
    errors_keep: float
    spend_keeps: float
    skewed: bool = False

    @property
    def promised(self) -> bool:
        """Tell whether it lies where 93 to 97 in 100 are promised."""
        return self.weeks >= 26 and self.errors_keep <= 0.5 and not self.skewed

    def draw(self, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Draw spend and revenue of each week."""
        spend = 500 * np.exp(0.4 * _drifting(rng.normal(size=self.weeks), self.spend_keeps))
        luck = rng.normal(size=self.weeks)
        if self.skewed:
            luck = (rng.gamma(2, 1, self.weeks) - 2) / np.sqrt(2)
        errors = _drifting(luck, self.errors_keep)
        return spend, 800 + 5 * np.arange(self.weeks) + TRUE * spend + 300 * errors


def _drifting(luck: NDArray[np.float64], keeps: float) -> NDArray[np.float64]:
    out = luck.copy()
    for week in range(1, luck.size):
        out[week] = keeps * out[week - 1] + luck[week] * np.sqrt(1 - keeps**2)
    return out


WORLDS = tuple(
    Weeks(weeks, errors, spend, skewed)
    for weeks in (12, 26, 52, 104)
    for errors, spend, skewed in ((0, 0, False), (0.3, 0.3, False), (0.5, 0.5, False),
                                  (0.7, 0.5, False), (0.3, 0.3, True))
)  # fmt: skip


def coverage(world: Weeks, seed: int) -> float:
    """Give how many of 100 intervals hold the true return."""
    rng = np.random.default_rng(seed)
    inside = 0
    for _ in range(BRANDS):
        spend, revenue = world.draw(rng)
        found = slope(spend.tolist(), revenue.tolist())
        inside += found.low <= TRUE <= found.high
    return inside / BRANDS * 100


@pytest.mark.prove
def test_intervals_of_the_marginal_return_hold_the_truth(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = [(world, coverage(world, seed)) for seed, world in enumerate(WORLDS)]

    lines = [
        "",
        f"Marginal return, {BRANDS:,} brands each: weeks, kept by errors and spend, inside",
    ]
    for world, inside in found:
        shape = "skewed" if world.skewed else "normal"
        lines.append(
            f"  {world.weeks:4} {world.errors_keep:4.1f} {world.spend_keeps:4.1f} {shape:<7}"
            f"{inside:6.1f}"
        )
    with capsys.disabled():
        print("\n".join(lines))
    assert [world for world, inside in found if world.promised and not 93 <= inside <= 97] == []
    assert all(91 <= inside <= 98 for _, inside in found)
