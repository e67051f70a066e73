"""Fernweh Coffee: a simulated year of a brand that does not exist, with every truth known."""

from collections.abc import Sequence
from datetime import date, timedelta

from clipworth.worlds import accounts, ads, books, captions, effects, posts, shop
from clipworth.worlds.things import Post, World

UNTIL = date(2026, 10, 31)
SEED = 7
_DAYS = 365
# The older set of exports was made this many days before the last day.
OLDER_EXPORT_DAYS = 138


def simulate(seed: int = SEED, until: date = UNTIL) -> World:
    """Simulate the 365 days that end with `until`; same arguments, same world."""
    first = until - timedelta(days=_DAYS - 1)
    organic = posts.make(seed, first, _DAYS)
    ad_days = ads.make(seed, organic, _DAYS)
    published = _awkward(ads.boosted(seed, organic, ad_days))
    orders, claimed = shop.make(seed, first, _DAYS, published, ad_days)
    world = World(
        seed=seed,
        first=first,
        until=until,
        posts=published,
        accounts=accounts.make(seed, published, _DAYS),
        ad_days=ad_days,
        claims=(),
        collaborations=books.collaborations(first, _DAYS),
        orders=orders,
        costs=books.costs(seed, first, until, published),
        product_costs=books.product_costs(first),
        codes=books.codes(first, until, published),
        pounds=books.pounds(seed, first, until),
    )
    values = {o.number: world.in_eur(o.total, o.currency, o.day) for o in orders}
    return world.claimed(shop.claims_in_eur(claimed, values))


def top_posts(published: Sequence[Post], days: int, most: int = 14) -> list[Post]:
    """Give the posts most viewed after so many days of the world, the first first."""
    seen = [post for post in published if post.count("views", days)]
    return sorted(seen, key=lambda post: (-post.count("views", days), post.post_id))[:most]


def _awkward(published: Sequence[Post]) -> tuple[Post, ...]:
    """Give the posts again; some of the top ones get captions that break naive readers."""
    own = [post for post in published if post.account == effects.HANDLE]
    changed: dict[str, str] = {}
    older = top_posts(own, _DAYS - OLDER_EXPORT_DAYS)
    newer = [post for post in top_posts(own, _DAYS) if post not in older[:7]]
    for place, text in ((2, captions.QUOTED), (4, captions.MANY_LINES), (6, captions.EMPTY)):
        changed[older[place].post_id] = text
    for post, text in zip(newer, (captions.QUOTED_TOO, captions.MANY_LINES_TOO), strict=False):
        changed[post.post_id] = text
    return tuple(
        post.called(changed[post.post_id]) if post.post_id in changed else post
        for post in published
    )
