"""TikTok business accounts: the Overview, Audience and Video exports of Business Suite."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target

_LINK = ("Video link",)
_DATE = Column(("Date",), "day", dates.day, must=True)

SOURCES = (
    Source(
        key="tiktok_business_overview",
        title="TikTok business account: Overview",
        how="Business Suite > Analytics > Overview > Export (checked 2026-10).",
        targets=(
            Target(
                "account_day",
                (
                    _DATE,
                    Column(("Video views",), "views", read.count, must=True),
                    Column(("Reached audience",), "reach", read.count, must=True),
                    Column(("Profile views",), "profile_visits", read.daily_count),
                    Column(("Likes",), "likes", read.daily_count),
                    Column(("Shares",), "shares", read.daily_count),
                    Column(("Comments",), "comments", read.daily_count),
                    Column(("Website clicks",), "website_clicks", read.daily_count),
                    Column(("Phone number clicks",), "phone_clicks", read.daily_count),
                    Column(("Leads submission",), "leads", read.daily_count),
                    Column(("New followers",), "new_followers", read.daily_count),
                    Column(("Lost followers",), "lost_followers", read.daily_count),
                ),
                derived={"account": "given_account"},
            ),
        ),
        needs_account=True,
        family="account_day",
    ),
    Source(
        key="tiktok_business_audience",
        title="TikTok business account: Audience",
        how="Business Suite > Analytics > Audience > Export (checked 2026-10).",
        targets=(
            Target(
                "account_day",
                (
                    _DATE,
                    Column(("New followers",), "new_followers", read.daily_count),
                    Column(("Total followers",), "followers", read.count, must=True),
                    Column(("Reached audience",), "reach", read.count),
                    Column(("Engaged audience",), "engaged_audience", read.count, must=True),
                ),
                derived={"account": "given_account"},
            ),
        ),
        needs_account=True,
        family="account_day",
    ),
    Source(
        key="tiktok_business_video",
        title="TikTok business account: Video (all posts)",
        how="Business Suite > Analytics > Content > Export (checked 2026-10).",
        targets=(
            Target(
                "post",
                (
                    Column(_LINK, "post_id", read.post_id, must=True),
                    Column(("Video title",), "title", read.text),
                    Column(("Post time",), "posted_ms", dates.moment, must=True),
                    Column(("Post time",), "posted_day", dates.day_as_given),
                    Column(("Video views",), "views", read.count, must=True),
                    Column(("Likes",), "likes", read.count),
                    Column(("Comments",), "comments", read.count),
                    Column(("Shares",), "shares", read.count),
                    Column(("Add to Favorites",), "saves", read.count),
                ),
                helpers=(Column(_LINK, "link_account", read.link_handle),),
                derived={
                    "account": "coalesce(link_account, given_account)",
                    "top_sample": "is_top_sample",
                },
            ),
        ),
    ),
)
