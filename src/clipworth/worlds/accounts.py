"""The brand's accounts by day: sums over their posts, what older posts still bring, followers."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from clipworth.worlds import effects
from clipworth.worlds.chance import FloatArray, IntArray, stream
from clipworth.worlds.things import Account, Post

_FOLLOWERS_BEFORE = {effects.HANDLE: 8_400, effects.SECOND_HANDLE: 310}
# Views a day of posts older than the world, at its start.
_OLD_VIEWS = {effects.HANDLE: 420.0, effects.SECOND_HANDLE: 14.0}
_UNFOLLOW_RATE = 0.00045
_SUMMED = ("likes", "comments", "shares", "profile_visits", "link_clicks")


def make(seed: int, posts: Sequence[Post], days: int) -> tuple[Account, ...]:
    """Make both accounts from their posts."""
    return tuple(
        _account(stream(seed, handle), handle, [p for p in posts if p.account == handle], days)
        for handle in (effects.HANDLE, effects.SECOND_HANDLE)
    )


def true_follows(post: Post) -> FloatArray:
    """Give the followers a post is expected to win by day."""
    rate = effects.PILLAR[post.pillar].follow_rate * post.non_follower_share
    paid = post.daily("paid_views") * effects.PAID_FOLLOW_FACTOR
    gained: FloatArray = rate * (post.organic_views + paid)
    return gained


def _account(rng: Generator, handle: str, posts: Sequence[Post], days: int) -> Account:
    age = np.arange(days)
    old_views = rng.poisson(_OLD_VIEWS[handle] * (0.25 + 0.75 * np.exp(-age / 90)))
    series: dict[str, IntArray] = {"views": old_views + _total(posts, "views", days)}
    for name, old_rate in zip(_SUMMED, (0.045, 0.002, 0.003, 0.02, 0.001), strict=True):
        series[name] = _total(posts, name, days) + rng.poisson(old_rate * old_views)
    series |= _followers(rng, handle, posts, days)
    series |= _viewers(rng, series["views"])
    missing = rng.choice(np.arange(3, days - 20), size=3, replace=False)
    return Account(handle, series, frozenset({0, *map(int, missing)}))


def _total(posts: Sequence[Post], name: str, days: int) -> IntArray:
    return sum((post.daily(name) for post in posts), np.zeros(days, dtype=np.int64))


def _followers(
    rng: Generator, handle: str, posts: Sequence[Post], days: int
) -> dict[str, IntArray]:
    expected = sum((true_follows(post) for post in posts), np.full(days, 0.8))
    won = rng.poisson(expected)
    lost = np.zeros(days, dtype=np.int64)
    followers = np.zeros(days, dtype=np.int64)
    before = _FOLLOWERS_BEFORE[handle]
    for day in range(days):
        lost[day] = min(rng.poisson(_UNFOLLOW_RATE * before), before)
        before = followers[day] = before + won[day] - lost[day]
    return {"followers": followers, "new_followers": won, "lost_followers": lost}


def _viewers(rng: Generator, views: IntArray) -> dict[str, IntArray]:
    viewers = (views * rng.uniform(0.62, 0.82, len(views))).astype(np.int64)
    new = (viewers * rng.uniform(0.55, 0.75, len(views))).astype(np.int64)
    engaged = (viewers * rng.uniform(0.05, 0.09, len(views))).astype(np.int64)
    return {
        "viewers": viewers,
        "new_viewers": new,
        "returning_viewers": viewers - new,
        "engaged": engaged,
    }
