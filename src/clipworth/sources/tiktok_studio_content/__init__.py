"""TikTok Studio: the Content export, a snapshot of the posts that did best."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target
from clipworth.sources.tiktok_studio_content.rows import cut_rows

_LINK = ("Video link",)

SOURCES = (
    Source(
        key="tiktok_studio_content",
        title="TikTok Studio: Content (top posts only)",
        how="TikTok Studio > Analytics > Content > Download data (checked 2026-10).",
        targets=(
            Target(
                "post",
                (
                    Column(_LINK, "post_id", read.post_id, must=True),
                    Column(("Video title",), "title", read.text),
                    Column(
                        ("Post time",), "posted_day", dates.near_upload, beside=_LINK, must=True
                    ),
                    Column(("Total likes",), "likes", read.count),
                    Column(("Total comments",), "comments", read.count),
                    Column(("Total shares",), "shares", read.count),
                    Column(("Total views",), "views", read.count, must=True),
                ),
                helpers=(Column(_LINK, "link_account", read.link_handle),),
                derived={
                    "account": "coalesce(link_account, given_account)",
                    "top_sample": "is_top_sample",
                },
            ),
        ),
        marks=(("Time",),),
        rows=cut_rows,
        dated_by_export=True,
        top_sample=True,
    ),
)
