"""What organic value counts: actions that ads did not bring, and what actions cost as ads."""

from clipworth.measure.metrics.conversion import SPEND
from clipworth.measure.metrics.kinds import Direction, Measure, Ratio, Reads, Total
from clipworth.model.units import counted
from clipworth.model.words import Dataset, Layer, Role, Word


def _organic(column: str, label: str, noun: str, layer: Layer, paid: str) -> Measure:
    """Declare an action of posts without what Spark Ads brought; paid: its column of ads."""
    key = f"organic_{column}"
    own = Reads(f"post.{column}", f"case when r.{key} is not null then r.{column} end")
    takes = f"case when r.{key} is not null then r.paid_{paid} end"
    brought = (Reads(f"ad_day.{paid}", takes, Role.SUBTRACTS),) if paid else ()
    taken = (
        "less those that Spark Ads brought"
        if paid
        else "of posts that were never boosted, as no report says what ads brought"
    )
    return Measure(
        key,
        label,
        f"{label.removeprefix('Organic ').capitalize()} of the posts so far, {taken}.",
        counted(noun),
        layer,
        Word.PLATFORM,
        Dataset.ORGANIC,
        "posts",
        f"r.{key}",
        (own, *brought),
        grain="post",
    )


def _ad(column: str, label: str, meaning: str, noun: str, layer: Layer) -> Measure:
    return Measure(
        f"ad_{column}",
        label,
        meaning,
        counted(noun),
        layer,
        Word.PLATFORM,
        Dataset.PAID,
        "ads",
        f"r.{column}",
        (Reads(f"ad_day.{column}"),),
        grain="ad and day",
    )


ORGANIC_LIKES = _organic("likes", "Organic likes", "like", Layer.INTENT, "likes")
ORGANIC_COMMENTS = _organic("comments", "Organic comments", "comment", Layer.INTENT, "comments")
ORGANIC_SHARES = _organic("shares", "Organic shares", "share", Layer.INTENT, "shares")
ORGANIC_SAVES = _organic("saves", "Organic saves", "save", Layer.INTENT, "")
ORGANIC_NEW_FOLLOWERS = _organic(
    "new_followers", "Organic new followers", "follower", Layer.REACH, "follows"
)

AD_LIKES = _ad("likes", "Likes of ads", "Likes while ads ran.", "like", Layer.INTENT)
AD_COMMENTS = _ad("comments", "Comments of ads", "Comments while ads ran.", "comment", Layer.INTENT)
AD_SHARES = _ad("shares", "Shares of ads", "Shares while ads ran.", "share", Layer.INTENT)
AD_FOLLOWS = _ad("follows", "Follows of ads", "Follows while ads ran.", "follower", Layer.REACH)
AD_ENGAGEMENTS = Total(
    "ad_engagements",
    "Engagements of ads",
    "Likes, comments and shares while ads ran; a row that lacks one of them is left out.",
    (AD_LIKES, AD_COMMENTS, AD_SHARES),
    "engagement",
)
COST_PER_ENGAGEMENT = Ratio(
    "cost_per_engagement",
    "Cost per engagement",
    "What a like, comment or share of ads cost.",
    SPEND,
    AD_ENGAGEMENTS,
    Direction.DOWN,
)
COST_PER_FOLLOW = Ratio(
    "cost_per_follow",
    "Cost per follow",
    "What a follow while ads ran cost.",
    SPEND,
    AD_FOLLOWS,
    Direction.DOWN,
)

METRICS = (
    ORGANIC_LIKES,
    ORGANIC_COMMENTS,
    ORGANIC_SHARES,
    ORGANIC_SAVES,
    ORGANIC_NEW_FOLLOWERS,
    AD_LIKES,
    AD_COMMENTS,
    AD_SHARES,
    AD_FOLLOWS,
    AD_ENGAGEMENTS,
    COST_PER_ENGAGEMENT,
    COST_PER_FOLLOW,
)
