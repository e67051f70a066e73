"""The warning when content that sells crowds out the top of the funnel, with its evidence."""

from collections.abc import Iterator

from clipworth.measure.shop.crowding import HALF, LEAST_POSTS, LEAST_WEEKS, Crowding, Trend
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.units import RATIO, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.model.words import Word

_COLUMNS = (
    Shown("measure", "Measure", TEXT),
    Shown("kind", "Kind", TEXT),
    Shown("unit", "Unit", TEXT),
    Shown("layer", "Layer", TEXT),
    Shown("now", f"Last {HALF} weeks", RATIO, word=Word.PLATFORM),
    Shown("before", f"{HALF} weeks before", RATIO, word=Word.PLATFORM),
    Shown("difference", "Difference", RATIO, word=Word.PLATFORM, estimate=True),
    Shown("weeks", "Weeks that tell it", unit_of("week")),
    Shown("said", "Says", TEXT),
)
# Key -> label, kind, unit, layer.
_MEASURES = {
    "shop_share": ("Posts that sell in the shop", "share", "share", "reach"),
    "non_followers": ("Views by non-followers", "share", "share", "reach"),
    "follower_yield": ("Followers gained per 1,000 views", "ratio", "ratio", "reach"),
}
STARVED = (
    "Shop content crowds out the top of the funnel: over the last quarter its share of posts rose, "
    "while the share of views by non-followers and the followers gained per view both fell, each "
    "by more than chance. Make room for posts that are not there to sell."
)


def crowding_sentence(seen: Crowding) -> str:
    """Warn where all three measures say so; otherwise nothing."""
    return STARVED if seen.is_seen else ""


def crowding_table(seen: Crowding) -> AnswerTable | None:
    """Show the evidence; None: no post is said to sell, so there is nothing to crowd out with."""
    if not seen.shop_share.now and not seen.shop_share.before:
        return None
    trends = (seen.shop_share, seen.non_followers, seen.follower_yield)
    return AnswerTable("crowding out", _finding(seen), _COLUMNS, tuple(_rows(seen, trends)))


def _finding(seen: Crowding) -> str:
    if seen.is_seen:
        return STARVED
    if not seen.can_tell:
        return (
            "Whether Shop content crowds out reach cannot be told yet: each measure needs "
            f"{LEAST_WEEKS} weeks in both quarters that tell it, and {LEAST_POSTS} posts with a "
            "content type."
        )
    return (
        "Shop content is not seen to crowd out reach: that would take a rising share of it, and "
        "fewer non-followers and followers per view, each by more than chance."
    )


def _rows(seen: Crowding, trends: tuple[Trend, ...]) -> Iterator[Row]:
    for trend in trends:
        label, kind, unit, layer = _MEASURES[trend.key]
        change = trend.change
        cells: dict[str, Cell] = {
            "measure": label,
            "kind": kind,
            "unit": unit,
            "layer": layer,
            "now": trend.now,
            "before": trend.before,
            "difference": change.value if change else None,
            "difference_low": change.low if change else None,
            "difference_high": change.high if change else None,
            "difference_n": change.n if change else None,
            "weeks": min(trend.weeks),
            "said": _said(trend),
        }
        why = _lacks(seen, trend)
        yield Row(cells, {k: why for k in ("now", "before", "difference") if cells[k] is None})


def _said(trend: Trend) -> str:
    if trend.change is None:
        return "not enough to say"
    return "rose" if trend.rose else "fell" if trend.fell else "could be chance"


def _lacks(seen: Crowding, trend: Trend) -> str:
    if trend.key == "shop_share" and min(seen.posts) < LEAST_POSTS:
        return (
            f"Only {seen.posts[0]} and {seen.posts[1]} posts of the two quarters have a content "
            f"type; it takes {LEAST_POSTS} in each."
        )
    return (
        f"Only {trend.weeks[0]} and {trend.weeks[1]} weeks tell it; it takes {LEAST_WEEKS} in both "
        "quarters."
    )
