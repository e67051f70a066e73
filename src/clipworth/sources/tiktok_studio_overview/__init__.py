"""TikTok Studio: the Overview export, one row per day of the account."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target

SOURCES = (
    Source(
        key="tiktok_studio_overview",
        title="TikTok Studio: Overview",
        how="TikTok Studio > Analytics > Overview > Download data (checked 2026-10).",
        targets=(
            Target(
                "account_day",
                (
                    Column(("Date",), "day", dates.yearless, must=True),
                    Column(("Video Views",), "views", read.count, must=True),
                    Column(("Profile Views",), "profile_visits", read.daily_count, must=True),
                    Column(("Likes",), "likes", read.daily_count),
                    Column(("Comments",), "comments", read.daily_count),
                    Column(("Shares",), "shares", read.daily_count),
                ),
                derived={"account": "given_account"},
            ),
        ),
        without=("Reached audience", "Net growth"),
        needs_export_day=True,
        needs_account=True,
        family="account_day",
    ),
)
