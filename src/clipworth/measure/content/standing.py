"""How the selected posts came to be known: top samples, boosts, rounded counts."""

from dataclasses import dataclass

from clipworth.measure.query import bound
from clipworth.measure.relations import posts
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file


@dataclass(frozen=True)
class Counted:
    """Counts of posts, no_… of those without a figure.

    without_ads: of those in whose days no report of ads names posts.
    median_views and full_views leave top samples out; None: there is no other post.
    """

    posts: int = 0
    top_samples: int = 0
    boosted: int = 0
    undated: int = 0
    uneven: int = 0
    rounded: int = 0
    unknown_paid_views: int = 0
    without_ads: int = 0
    no_views: int = 0
    no_saves: int = 0
    no_shares: int = 0
    no_profile_visits: int = 0
    no_link_clicks: int = 0
    median_views: float | None = None
    full_views: int | None = None
    likes_above_views: int = 0

    @property
    def full(self) -> int:
        """How many posts are known otherwise than from a top sample."""
        return self.posts - self.top_samples


@dataclass(frozen=True)
class Standing(Counted):
    """Counts of all selected posts, and of those of each stage."""

    stages: tuple[tuple[str | None, Counted], ...] = ()

    @property
    def only_top_samples(self) -> bool:
        """Tell whether every post is known only because it succeeded."""
        return self.posts > 0 and self.posts == self.top_samples


def standing(store: Store, selection: Selection) -> Standing:
    """Count the selected posts by how they are known."""
    sql = sql_file(__file__, "standing", posts=posts(), where=selection.condition("posts"))
    rows = store.rows(sql, bound(sql, selection.values))
    stages = tuple((row[1], Counted(*row[2:])) for row in rows if not row[0])
    total = next((Counted(*row[2:]) for row in rows if row[0]), Counted())
    return Standing(**vars(total), stages=stages)
