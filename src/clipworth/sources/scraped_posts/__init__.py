"""Posts as public scrapers save them: tables, TikTok's own web reply, single posts."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target

_COUNTS = ("views", "likes", "comments", "shares", "saves")


def _rounded(fields: tuple[str, ...]) -> str:
    """Mark counts of 10,000 and more: TikTok's web pages give them to three or four figures."""
    return (
        "nullif(concat_ws(',', "
        + ", ".join(f"case when {field} >= 10000 then '{field}' end" for field in fields)
        + "), '')"
    )


_OF_ALL = {"posted_day": dates.day_of("posted_ms"), "top_sample": "is_top_sample"}
SOURCES = (
    Source(
        key="scraped_post_table",
        title="Posts, as a scraper's table",
        how="A table with video_id, create_time and plays, as public scrapers write.",
        targets=(
            Target(
                "post",
                (
                    Column(("video_id",), "post_id", read.identifier, must=True),
                    Column(("account", "author"), "account", read.handle),
                    Column(("create_time",), "posted_ms", dates.moment, must=True),
                    Column(("duration_s", "duration"), "duration_s", read.duration),
                    Column(("hashtags",), "hashtags", read.text),
                    Column(("plays",), "views", read.count, must=True),
                    Column(("likes",), "likes", read.count),
                    Column(("comments",), "comments", read.count),
                    Column(("shares",), "shares", read.count),
                ),
                derived={**_OF_ALL, "rounded": _rounded(_COUNTS[:4])},
            ),
        ),
    ),
    Source(
        key="tiktok_web_posts",
        title="Posts, as TikTok's web pages load them",
        how="The itemList of a profile page's reply, saved as JSON.",
        targets=(
            Target(
                "post",
                (
                    Column(("id",), "post_id", read.identifier, must=True),
                    Column(("author.uniqueId",), "account", read.handle),
                    Column(("createTime",), "posted_ms", dates.moment, must=True),
                    Column(("desc",), "title", read.text),
                    Column(("video.duration",), "duration_s", read.duration),
                    Column(("stats.playCount",), "views", read.count, must=True),
                    Column(("stats.diggCount",), "likes", read.count),
                    Column(("stats.commentCount",), "comments", read.count),
                    Column(("stats.shareCount",), "shares", read.count),
                    Column(("stats.collectCount",), "saves", read.count),
                ),
                derived={**_OF_ALL, "rounded": _rounded(_COUNTS)},
            ),
        ),
    ),
    Source(
        key="scraped_single_post",
        title="One post, as a content scraper saves it",
        how="A metadata file of one post with video_metadata, saved as JSON.",
        targets=(
            Target(
                "post",
                (
                    Column(("video_metadata.id",), "post_id", read.identifier, must=True),
                    Column(("author_metadata.username",), "account", read.handle),
                    Column(("video_metadata.time_created",), "posted_ms", dates.moment),
                    Column(("video_metadata.description",), "title", read.text),
                    Column(("video_metadata.hashtags",), "hashtags", read.text),
                    Column(("file_metadata.duration",), "duration_s", read.duration),
                    Column(("video_metadata.playcount",), "views", read.count, must=True),
                    Column(("video_metadata.diggcount",), "likes", read.count),
                    Column(("video_metadata.commentcount",), "comments", read.count),
                    Column(("video_metadata.sharecount",), "shares", read.count),
                    Column(("video_metadata.collectcount",), "saves", read.count),
                ),
                derived={
                    "account": "coalesce(account, given_account)",
                    **_OF_ALL,
                    "rounded": _rounded(_COUNTS),
                },
            ),
        ),
    ),
)
