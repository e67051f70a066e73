"""Meta Business Suite: the posts of Instagram and Facebook with their lifetime figures."""

from clipworth.model.problems import Severity
from clipworth.sources import dates, read
from clipworth.sources.declare import Check, Column, Source, Target
from clipworth.sources.meta_content.lifetime import lifetime

_HOW = "Meta Business Suite > Insights > Content > Export data, {}, Lifetime (checked 2026-10)."
_USERNAME = ("Account username",)
_COMMON = (
    Column(("Publish time",), "posted_day", dates.month_first, must=True),
    Column(("Permalink",), "link", read.text),
    Column(("Duration (sec)",), "duration_s", read.duration),
    Column(("Views",), "views", read.count),
    Column(("Reach",), "reach", read.count),
    Column(("Impressions",), "impressions", read.count),
    Column(("Comments",), "comments", read.count),
    Column(("Shares",), "shares", read.count),
)
_KIND = Column(("Post type",), "kind", read.text)
_REACTIONS = Column(("Reactions",), "likes", read.count)
_WATCHED = (
    Column(("Seconds viewed",), "watched_s", read.duration),
    Column(("Average Seconds viewed", "Average seconds viewed"), "average_watch_s", read.duration),
)
_WORDS = (
    Column(("Title",), "headline", read.text),
    Column(("Description",), "description", read.text),
)
_PERIOD = Column(("Date",), "period", lifetime)
_IS_LIFETIME = "period is distinct from 'day'"
_PAGE = (
    Column(("Page ID",), "page_id", read.identifier, must=True),
    Column(("Page name",), "page", read.handle),
)
_FACEBOOK = {
    "network": "'facebook'",
    "account": "coalesce(page, page_id)",
    # Meta exports the posts of pages that one manages, and of no others.
    "own": "true",
    "title": "coalesce(headline, description)",
}
# How many posts of the file each account has.
_POSTS = "histogram(account) over ()"
_MOST = f"list_max(map_values({_POSTS}))"
_KNOWN = f"coalesce(map_contains({_POSTS}, given_account), false)"
_TIED = f"len(list_filter(map_values({_POSTS}), lambda n: n = {_MOST})) > 1"
_OWN = (
    f"case when account is null then null when {_KNOWN} then account = given_account"
    f" when {_TIED} then null else {_POSTS}[account] = {_MOST} end"
)

INSTAGRAM = Source(
    key="instagram_content",
    title="Instagram: posts (Meta Business Suite)",
    how=_HOW.format("Instagram"),
    targets=(
        Target(
            "channel_post",
            (
                Column(("Post ID",), "post_id", read.identifier, must=True),
                Column(_USERNAME, "account", read.handle, must=True),
                Column(("Description",), "title", read.text),
                _KIND,
                *_COMMON,
                Column(("Likes",), "likes", read.count),
                Column(("Saves",), "saves", read.count),
                Column(("Follows",), "follows", read.count),
            ),
            derived={"network": "'instagram'", "own": _OWN},
            helpers=(_PERIOD,),
            when=_IS_LIFETIME,
            checks=(
                Check(
                    f"not ({_KNOWN}) and not ({_TIED}) and {_POSTS}[account] < {_MOST}",
                    _USERNAME,
                    "has fewer posts in the file than another account, so it was taken for"
                    " a guest and not for the brand.",
                    "If it is the brand's, import the file with --account HANDLE.",
                    Severity.NOTE,
                ),
                Check(
                    f"account is not null and not ({_KNOWN}) and ({_TIED})",
                    _USERNAME,
                    "has as many posts in the file as another account, so which of them is the"
                    " brand's is unknown.",
                    "Import the file with --account HANDLE.",
                ),
            ),
        ),
    ),
    account_from=_USERNAME,
)
FACEBOOK = Source(
    key="facebook_content",
    title="Facebook: posts (Meta Business Suite)",
    how=_HOW.format("Facebook"),
    targets=(
        Target(
            "channel_post",
            (
                Column(("Post ID",), "post_id", read.identifier, must=True),
                _KIND,
                *_COMMON,
                _REACTIONS,
                Column(("Total clicks",), "clicks", read.count),
                Column(("Link Clicks",), "link_clicks", read.count),
                *_WATCHED,
            ),
            derived={
                **_FACEBOOK,
                "video_id": "nullif(regexp_extract(link,"
                " '(?:/reel/|/videos/(?:[^/]+/)?|[?&]v=)([0-9]{5,25})', 1), '')",
            },
            helpers=(*_PAGE, *_WORDS, _PERIOD),
            when=_IS_LIFETIME,
        ),
    ),
    without=("Video asset ID",),
)
VIDEOS = Source(
    key="facebook_videos",
    title="Facebook: videos (Meta Business Suite)",
    how=_HOW.format("Facebook videos"),
    targets=(
        Target(
            "channel_post",
            (
                Column(("Video asset ID",), "post_id", read.identifier, must=True),
                *_COMMON,
                _REACTIONS,
                Column(("3-second video views",), "views_3s", read.count),
                *_WATCHED,
            ),
            derived={**_FACEBOOK, "kind": "'video'", "video_id": "post_id"},
            helpers=(*_PAGE, *_WORDS, _PERIOD),
            when=_IS_LIFETIME,
        ),
    ),
)
SOURCES = (INSTAGRAM, FACEBOOK, VIDEOS)
