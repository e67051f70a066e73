"""What posts bring in followers, from the days after them, where posts do not say it themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clipworth.measure.accounts.series import Series
from clipworth.measure.query import bound
from clipworth.measure.relations import PARTS, SHARES, posts
from clipworth.measure.selection import Selection
from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.yields import FEWEST_DAYS, FEWEST_POSTS, yields
from clipworth.store.engine import Store, sql_file

Floats = NDArray[np.float64]
PER_VIEWS = 1_000
# Under so many posts a part has no yield of its own; it only explains its days.
FEWEST_OF_PART = 5
ALL_POSTS = "all posts"


@dataclass(frozen=True)
class PartYield:
    """New followers per 1,000 views of a part of an account's posts, and how often chance does so.

    p_value: share of placebo calendars that look as strong; all_posts: the row of all posts.
    """

    account: str
    part: str
    posts: int
    rate: Estimate
    p_value: float
    all_posts: bool = False


@dataclass(frozen=True)
class AccountYields:
    """The yields of one account, or why there are none."""

    account: str
    parts: tuple[PartYield, ...] = ()
    silent: str = ""
    unseen: int = 0


def posted(store: Store, selection: Selection, by: str) -> list[dict[str, Any]]:
    """Read the views of posts by account, day and part."""
    sql = sql_file(
        __file__,
        "posted",
        posts=posts(),
        part=PARTS[by],
        share=SHARES.get(by, "1"),
        where=selection.condition("posts"),
    )
    return store.records(sql, bound(sql, selection.values))


def account_yields(series: Series, rows: Iterable[dict[str, Any]]) -> AccountYields:
    """Regress an account's daily changes on its posts."""
    mine = [row for row in rows if row["account"] == series.account]
    unseen = sum(row["unseen"] for row in mine)
    counts = _counts(row for row in mine if row["views"] and not row["boosted"])
    silent = _too_little(series, sum(counts.values()))
    if silent:
        return AccountYields(series.account, silent=silent, unseen=unseen)
    parts = [part for part, count in counts.items() if count >= FEWEST_OF_PART]
    views, boosts = _views(series, mine, parts)
    try:
        found = yields(series.net, views, series.first.weekday(), controls=boosts)
    except TooFew as few:
        return AccountYields(series.account, silent=f"{few}.", unseen=unseen)
    if not found.has_power:
        return AccountYields(series.account, silent=_NO_POWER, unseen=unseen)
    each = zip(parts, found.parts, found.p_values, strict=False)
    made = [PartYield(series.account, part, round(counts[part]), rate, p) for part, rate, p in each]
    total = PartYield(
        series.account,
        ALL_POSTS,
        round(sum(counts.values())),
        found.total,
        found.total_p,
        all_posts=True,
    )
    return AccountYields(series.account, (total, *made), unseen=unseen)


def _counts(rows: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Count posts by part, in order."""
    counts: dict[str, float] = {}
    for row in sorted(rows, key=lambda row: str(row["part"])):
        counts[row["part"]] = counts.get(row["part"], 0.0) + float(row["posts"])
    return counts


def _views(
    series: Series, rows: Iterable[dict[str, Any]], parts: Sequence[str]
) -> tuple[Floats, Floats | None]:
    """Lay views out by day: a column per part, one of all other posts, and those of boosted ones.

    Boosted posts explain days, too, and nobody judges them.
    """
    views, boosts = np.zeros((series.net.size, len(parts) + 1)), np.zeros((series.net.size, 1))
    for row in rows:
        place = (row["day"] - series.first).days
        if not row["views"] or not 0 <= place < series.net.size:
            continue
        seen = row["views"] / PER_VIEWS
        if row["boosted"]:
            boosts[place, 0] += seen
        else:
            views[place, parts.index(row["part"]) if row["part"] in parts else -1] += seen
    if not views[:, -1].any():
        views = views[:, :-1]
    return views, boosts if boosts.any() else None


_NO_POWER = (
    "Followers swing too much from day to day for the posts there are: even if every new follower "
    "had come from posts, these days could not show it. More days, or posts that differ more in "
    "views, would."
)


def _too_little(series: Series, count: float) -> str:
    if series.known < FEWEST_DAYS:
        return (
            f"The change of followers is known on {series.known} days, and {FEWEST_DAYS} are "
            "needed: import followers by day (TikTok Studio's Followers, or a tracker's table)."
        )
    if count < FEWEST_POSTS:
        return (
            f"{round(count)} posts with views stand in these days, and {FEWEST_POSTS} are needed."
        )
    return ""
