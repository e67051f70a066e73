"""Simulated accounts whose growth is known: its shape, its pace, and what posts bring."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
WEEK = np.array([0.8, 0.9, 1.0, 1.1, 1.2, 1.15, 0.85])
Account = tuple[Floats, float]


def _lasting(rng: np.random.Generator, days: int, alike: float) -> Floats:
    """Draw what swings around 0 with standard deviation 1, days next to each other being alike."""
    out = np.zeros(days)
    for day, fresh in enumerate(rng.normal(size=days)):
        out[day] = alike * (out[day - 1] if day else fresh) + np.sqrt(1 - alike**2) * fresh
    return out


def steady(rng: np.random.Generator, days: int, factor: float = 1.0) -> Account:
    """Gain day by day; from the middle on at another pace, where a factor is given."""
    usual, spread = np.exp(rng.uniform(np.log(2), np.log(200))), rng.uniform(0.1, 0.6)
    expected = usual * WEEK[np.arange(days) % 7] * np.exp(spread * _lasting(rng, days, 0.5))
    expected *= np.exp(-(spread**2) / 2)
    expected[days // 2 :] *= factor
    net = rng.poisson(expected) - rng.poisson(0.1 * usual, days)
    return net.astype(float), usual * 30 / rng.uniform(0.02, 0.15)


def staircase(rng: np.random.Generator, days: int) -> Account:
    """Gain next to nothing but for a hit every two to six weeks, which lasts days."""
    usual, share = np.exp(rng.uniform(np.log(2), np.log(200))), rng.uniform(0.8, 0.95)
    hits = np.flatnonzero(rng.random(days) < 1 / rng.uniform(14, 40))
    if hits.size < 2:
        hits = rng.choice(days - 5, 2, replace=False)
    expected, fading = np.zeros(days), rng.uniform(0.2, 0.5)
    for hit in hits:
        tail = fading ** np.arange(min(6, days - hit))
        expected[hit : hit + tail.size] += rng.gamma(4) * tail
    expected *= usual * days * share / expected.sum()
    expected += usual * (1 - share) * WEEK[np.arange(days) % 7]
    net = rng.poisson(expected) - rng.poisson(0.05 * usual, days)
    return net.astype(float), usual * 30 / rng.uniform(0.02, 0.15)


def flat(rng: np.random.Generator, days: int) -> Account:
    """Lose as many as are won."""
    followers = np.exp(rng.uniform(np.log(2_000), np.log(1e6)))
    usual = followers * rng.uniform(0.0002, 0.001)
    won = usual * WEEK[np.arange(days) % 7] * np.exp(rng.normal(0, 0.2, days))
    return (rng.poisson(won) - rng.poisson(usual, days)).astype(float), followers


def declining(rng: np.random.Generator, days: int) -> Account:
    """Lose more than are won."""
    followers = np.exp(rng.uniform(np.log(2_000), np.log(1e6)))
    usual = followers * rng.uniform(0.0005, 0.002)
    won = 0.4 * usual * WEEK[np.arange(days) % 7] * np.exp(rng.normal(0, 0.3, days))
    return (rng.poisson(won) - rng.poisson(usual, days)).astype(float), followers


SHAPES: dict[str, Callable[[np.random.Generator, int], Account]] = {
    "steady": steady,
    "staircase": staircase,
    "flat": flat,
    "declining": declining,
}


@dataclass(frozen=True)
class BrandWorld:
    """A brand whose posts bring followers.

    None draws days from 120 to 400, posts a week from 2.5 to 7, views_spread from 0.6 to 1.2.
    luck: standard deviation of the log of what a post brings. brings: posts bring anything.
    """

    days: int | None = None
    posts_a_week: float | None = None
    views_spread: float | None = None
    luck: float = 0.4
    brings: bool = True


@dataclass(frozen=True, eq=False)
class Brand:
    """What is seen of a brand, and the truth: followers per view by pillar."""

    net: Floats
    views: Floats
    first_weekday: int
    truth: Floats

    @property
    def total(self) -> float:
        """Followers per view of all posts."""
        return float(self.truth @ self.views.sum(axis=0) / self.views.sum())


def brand(rng: np.random.Generator, world: BrandWorld) -> Brand:
    """Draw a brand with two to five pillars, a rhythm of its own, and days that nobody knows."""
    days = world.days or int(rng.integers(120, 400))
    a_week = world.posts_a_week or rng.uniform(2.5, 7)
    spread = world.views_spread or rng.uniform(0.6, 1.2)
    pillars, first = int(rng.integers(2, 6)), int(rng.integers(7))
    weekday = (np.arange(days) + first) % 7
    posts = rng.poisson(a_week * rng.dirichlet(np.full(7, 2.0))[weekday])
    day = np.repeat(np.arange(days), posts)
    pillar = rng.choice(pillars, day.size, p=rng.dirichlet(np.full(pillars, 8.0)))
    seen = np.round(np.exp(rng.normal(np.log(9_000), spread, day.size)))
    truth = rng.uniform(0.0005, 0.006, pillars)
    usual = np.exp(rng.uniform(np.log(5), np.log(60)))
    slope = 1 + np.linspace(0, rng.uniform(-0.5, 1), days)
    expected = usual * WEEK[weekday] * np.exp(0.35 * _lasting(rng, days, 0.6)) * slope
    net = (rng.poisson(expected) - rng.poisson(0.3 * usual, days)).astype(float)
    if world.brings:
        luck = np.exp(rng.normal(0, world.luck, day.size) - world.luck**2 / 2)
        for posted, won in zip(day, rng.poisson(seen * truth[pillar] * luck), strict=True):
            spreading = rng.dirichlet([11.0, 6.0, 3.0])
            for lag, part in enumerate(rng.multinomial(won, spreading)):
                if posted + lag < days:
                    net[posted + lag] += part
    net[rng.random(days) < 0.05] = np.nan
    views = np.zeros((days, pillars))
    np.add.at(views, (day, pillar), seen)
    return Brand(net, views, first, truth)
