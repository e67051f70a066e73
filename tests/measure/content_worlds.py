"""Simulated brands whose pillars and creative effects are known, with posts as uneven as real ones.

Of the posts of two real accounts (tests/stats/data) the log rate of shares has a standard deviation
of 0.7 and 1.1 round its trend, that of likes 0.2 and 0.3; that of log views is 1.1 and 1.5, and
shares per view go with views to the power 0.3 and 0.1. Brands are drawn over those ranges.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from clipworth.measure.content.rated_posts import RatedPost, RatedSet

PILLARS = ("brewing", "customers", "offers", "origin", "people")
HOOKS = {"result first": 0.25, "question": 0.0, "story": -0.15, "price": 0.0}
FORMATS = {"talk": 0.1, "skit": 0.0, "list": -0.1}
LENGTHS = {12.0: 0.0, 25.0: 0.15, 50.0: -0.1}
SIGNALS = "saves+shares"


@dataclass(frozen=True)
class SimulatedBrand:
    """A brand with what is true of it, on logs.

    pillars: log rate of each pillar at ordinary views in the middle of the time.
    engagement: likes and comments of each post, which follow intent only in part.
    """

    rated: RatedSet
    pillars: dict[str, float]
    engagement: np.ndarray


def brand(seed: int, *, heavy: bool = False, effects: float = 1.0) -> SimulatedBrand:
    """Draw a brand. heavy: some posts go far beyond the others. effects: times those declared."""
    rng = np.random.default_rng([seed, int(heavy)])
    names = PILLARS[: rng.integers(3, 6)]
    sizes = rng.integers(8, 45, len(names))
    pillar = np.repeat(np.arange(len(names)), sizes)
    rng.shuffle(pillar)
    count = pillar.size
    level = math.log(0.02) + rng.normal(0, 0.3, len(names))
    log_views = math.log(8_000) + rng.normal(0, 0.25, len(names))[pillar]
    log_views += rng.normal(0, rng.uniform(1.1, 1.5), count)
    views = np.maximum(np.round(np.exp(log_views)), 30)
    days = np.sort(rng.integers(0, 360, count))
    spread = rng.uniform(0.4, 1.1)
    luck = rng.standard_t(5, count) / math.sqrt(5 / 3) if heavy else rng.normal(0, 1, count)
    chosen = [rng.integers(0, len(kinds), count) for kinds in (HOOKS, FORMATS, LENGTHS)]
    does = sum(
        np.array(list(kinds.values()))[which] * effects
        for kinds, which in zip((HOOKS, FORMATS, LENGTHS), chosen, strict=True)
    )
    held = np.clip(np.log(views), *np.quantile(np.log(views), (0.05, 0.95)))
    quarters = (days - days.mean()) / 90
    rate = level[pillar] + rng.uniform(0, 0.3) * (held - held.mean())
    rate = rate + rng.normal(0, 0.08) * quarters + does + spread * luck
    actions = rng.poisson(views * np.exp(np.minimum(rate, 0)))
    liked = level[pillar] * 0.5 + rng.normal(0, 0.3, len(names))[pillar] + 0.5 * spread * luck
    engagement = rng.poisson(views * np.exp(np.minimum(liked + rng.normal(0, 0.5, count), 0)))
    posts = tuple(
        RatedPost(
            post_id=f"p{n}", day=date(2025, 1, 1) + timedelta(days=int(days[n])), signals=SIGNALS,
            actions=int(actions[n]), views=int(views[n]), pillars=(names[pillar[n]],),
            weights=(1.0,), stage=None, origin="plan", format=list(FORMATS)[chosen[1][n]],
            hook=list(HOOKS)[chosen[0][n]], scripted=None,
            duration_s=list(LENGTHS)[chosen[2][n]], title=None,
            saves=int(actions[n]), shares=0, profile_visits=None, link_clicks=None,
        )
        for n in range(count)
    )  # fmt: skip
    # What hooks, formats and lengths did stands in the level of a pillar as its posts had them.
    true = {name: float(level[k] + np.mean(does[pillar == k])) for k, name in enumerate(names)}
    return SimulatedBrand(RatedSet(SIGNALS, posts), true, engagement)


def true_effect(
    one: RatedSet, kinds: dict[str, float] | dict[float, float], level: object, read: str
) -> float:
    """Give what a level does beside the other levels, weighed by their posts, on logs."""
    told = [getattr(post, read) for post in one.posts]
    others = {kind: told.count(kind) for kind in kinds if kind != level}
    beside = sum(kinds[kind] * n for kind, n in others.items()) / sum(others.values())  # type: ignore[index]
    return float(kinds[level] - beside)  # type: ignore[index]
