"""The reach layer: who saw it."""

from clipworth.measure.metrics.kinds import Direction, Measure, Ratio, Reads, RollUp
from clipworth.model.units import SECONDS, Unit, counted
from clipworth.model.words import Dataset, Layer, Role, Word

_VIEW = counted("view")


def _post(
    key: str,
    label: str,
    meaning: str,
    expression: str,
    *reads: Reads,
    unit: Unit = _VIEW,
    in_words: str = "",
) -> Measure:
    return Measure(
        key,
        label,
        meaning,
        unit,
        Layer.REACH,
        Word.PLATFORM,
        Dataset.ORGANIC,
        "posts",
        expression,
        reads,
        grain="post",
        in_words=in_words,
    )


def _views_times(share: str, takes: str, label: str = "") -> tuple[Reads, Reads]:
    """Read views, and a share of them, where a post has both."""
    return (
        Reads("post.views", f"case when r.{share} is not null then r.views end"),
        Reads(f"post.{share}", takes, Role.MULTIPLIES, label),
    )


def _day(
    key: str,
    label: str,
    meaning: str,
    column: str,
    noun: str,
    roll_up: RollUp = RollUp.SUM,
    direction: Direction = Direction.UP,
    in_words: str = "",
) -> Measure:
    return Measure(
        key,
        label,
        meaning,
        counted(noun),
        Layer.REACH,
        Word.PLATFORM,
        Dataset.ORGANIC,
        "days",
        f"r.{column}",
        (Reads(f"account_day.{column}"),),
        roll_up,
        direction,
        grain="account and day",
        in_words=in_words,
    )


def _ad(
    key: str, label: str, meaning: str, column: str, noun: str, roll_up: RollUp = RollUp.SUM
) -> Measure:
    return Measure(
        key,
        label,
        meaning,
        counted(noun),
        Layer.REACH,
        Word.PLATFORM,
        Dataset.PAID,
        "ads",
        f"r.{column}",
        (Reads(f"ad_day.{column}"),),
        roll_up,
        grain="ad and day",
    )


POSTS = _post(
    "posts",
    "Posts",
    "Posts published.",
    "1",
    Reads("post.post_id"),
    unit=counted("post"),
    in_words="number of rows of post",
)
VIEWS = _post(
    "views",
    "Views",
    "Views so far of the posts; views that Spark Ads paid for are inside.",
    "r.views",
    Reads("post.views"),
)
PAID_VIEWS = _post(
    "paid_views",
    "Paid views inside posts",
    "Views of the posts that Spark Ads paid for.",
    "r.paid_views",
    Reads("ad_day.video_views"),
)
ORGANIC_VIEWS = _post(
    "organic_views",
    "Organic views",
    "Views of the posts less those that Spark Ads paid for.",
    "r.organic_views",
    Reads("post.views", "case when r.organic_views is not null then r.views end"),
    Reads(
        "ad_day.video_views",
        "case when r.organic_views is not null then r.paid_views end",
        Role.SUBTRACTS,
    ),
)
NON_FOLLOWER_VIEWS = _post(
    "non_follower_views",
    "Views by non-followers",
    "Views by people who did not follow the account.",
    "r.views * r.non_follower_share",
    *_views_times("non_follower_share", "r.views * r.non_follower_share"),
)
OTHER_FEED_VIEWS = _post(
    "other_feed_views",
    "Views outside the Following feed",
    "Views that did not come through the Following feed.",
    "r.views * (1 - r.follow_feed_share)",
    *_views_times(
        "follow_feed_share", "r.views * (1 - r.follow_feed_share)", "1 − post.follow_feed_share"
    ),
)
FULL_WATCHES = _post(
    "full_watches",
    "Full watches",
    "Views that watched to the end.",
    "r.views * r.full_watch_share",
    *_views_times("full_watch_share", "r.views * r.full_watch_share"),
)
WATCH_TIME = _post(
    "watch_time",
    "Watch time",
    "Seconds watched in all.",
    "coalesce(r.total_watch_s, r.average_watch_s * r.views)",
    Reads("post.total_watch_s", "r.total_watch_s"),
    Reads(
        "post.average_watch_s",
        "case when r.total_watch_s is null then r.average_watch_s * r.views end",
        label="post.average_watch_s × post.views where the total is unknown",
    ),
    unit=SECONDS,
)
POST_REACH = Measure(
    "post_reach",
    "People reached by a post",
    "People reached by one post so far; the same person counts again in the next post.",
    counted("viewer"),
    Layer.REACH,
    Word.PLATFORM,
    Dataset.ORGANIC,
    "posts",
    "r.reach",
    (Reads("post.reach"),),
    RollUp.NEVER,
    grain="post",
)

NON_FOLLOWER_RATIO = Ratio(
    "non_follower_ratio",
    "Non-follower view ratio",
    "Share of views by people who did not follow the account: how far posts travel.",
    NON_FOLLOWER_VIEWS,
    VIEWS,
)
NON_FOLLOWER_PROXY = Ratio(
    "non_follower_proxy",
    "Non-follower views (proxy)",
    "1 − the share of views through the Following feed. A proxy: followers also meet posts in "
    "For You, so it is higher than the ratio itself.",
    OTHER_FEED_VIEWS,
    VIEWS,
)
FULL_WATCH_RATE = Ratio(
    "full_watch_rate",
    "Full-watch rate",
    "Share of views that watched to the end.",
    FULL_WATCHES,
    VIEWS,
)
AVERAGE_WATCH = Ratio(
    "average_watch",
    "Average watch time",
    "Seconds watched per view.",
    WATCH_TIME,
    VIEWS,
)

ACCOUNT_VIEWS = _day(
    "account_views",
    "Views on the account's days",
    "Views on the days of the period over all posts, paid ones included.",
    "views",
    "view",
)
NEW_FOLLOWERS = _day(
    "new_followers", "New followers", "Followers gained.", "new_followers", "follower"
)
LOST_FOLLOWERS = _day(
    "lost_followers",
    "Lost followers",
    "Followers lost.",
    "lost_followers",
    "follower",
    direction=Direction.DOWN,
)
FOLLOWERS = _day(
    "followers",
    "Followers",
    "Followers at the end of the last day known.",
    "followers",
    "follower",
    RollUp.LAST,
    in_words="account_day.followers on the last day known of each account",
)
NET_FOLLOWERS = _day(
    "net_followers",
    "Change of followers",
    "Followers on the last day known less those on the first: recomputed, never read.",
    "followers",
    "follower",
    RollUp.LAST,
    in_words="account_day.followers on the last day known of each account − on its first",
)
ACCOUNT_REACH = _day(
    "account_reach",
    "People reached on a day",
    "People who saw a video on one day; the same person counts again the next day.",
    "reach",
    "viewer",
    RollUp.NEVER,
)

IMPRESSIONS = _ad(
    "impressions", "Impressions", "Times ads were shown.", "impressions", "impression"
)
VIDEO_VIEWS = _ad(
    "video_views", "Paid video views", "Plays of ads, replays left out.", "video_views", "view"
)
VIEWS_2S = _ad("views_2s", "2 s views", "Plays of at least 2 seconds.", "views_2s", "view")
VIEWS_6S = _ad("views_6s", "6 s views", "Plays of at least 6 seconds.", "views_6s", "view")
VIEWS_FULL = _ad("views_full", "Full plays", "Plays to the end.", "views_full", "view")
PAID_REACH = _ad(
    "paid_reach",
    "People reached by ads",
    "People who saw an ad on one day; the same person counts again the next day.",
    "reach",
    "viewer",
    RollUp.NEVER,
)
FREQUENCY = Measure(
    "frequency",
    "Frequency",
    "Impressions per person reached on one day; it cannot be taken from several days' reach.",
    Unit(counted("impression").kind, "impression", "viewer"),
    Layer.REACH,
    Word.PLATFORM,
    Dataset.PAID,
    "ads",
    "r.impressions / nullif(r.reach, 0)",
    (Reads("ad_day.impressions"), Reads("ad_day.reach")),
    RollUp.NEVER,
    Direction.NEITHER,
    grain="ad and day",
)
RETENTION_2S = Ratio(
    "retention_2s",
    "2 s retention (ads)",
    "Share of paid plays that lasted at least 2 seconds.",
    VIEWS_2S,
    VIDEO_VIEWS,
)
RETENTION_6S = Ratio(
    "retention_6s",
    "6 s retention (ads)",
    "Share of paid plays that lasted at least 6 seconds, which TikTok calls an engaged view.",
    VIEWS_6S,
    VIDEO_VIEWS,
)
PAID_FULL_WATCH_RATE = Ratio(
    "paid_full_watch_rate",
    "Full-watch rate (ads)",
    "Share of paid plays that ran to the end.",
    VIEWS_FULL,
    VIDEO_VIEWS,
)

METRICS = (
    POSTS,
    VIEWS,
    ORGANIC_VIEWS,
    PAID_VIEWS,
    NON_FOLLOWER_VIEWS,
    OTHER_FEED_VIEWS,
    FULL_WATCHES,
    WATCH_TIME,
    POST_REACH,
    NON_FOLLOWER_RATIO,
    NON_FOLLOWER_PROXY,
    FULL_WATCH_RATE,
    AVERAGE_WATCH,
    ACCOUNT_VIEWS,
    NEW_FOLLOWERS,
    LOST_FOLLOWERS,
    FOLLOWERS,
    NET_FOLLOWERS,
    ACCOUNT_REACH,
    IMPRESSIONS,
    VIDEO_VIEWS,
    VIEWS_2S,
    VIEWS_6S,
    VIEWS_FULL,
    PAID_REACH,
    FREQUENCY,
    RETENTION_2S,
    RETENTION_6S,
    PAID_FULL_WATCH_RATE,
)
