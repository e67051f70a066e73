"""TikTok Studio: the Viewers export, one row per day of the account."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target

SOURCES = (
    Source(
        key="tiktok_studio_viewers",
        title="TikTok Studio: Viewers",
        how="TikTok Studio > Analytics > Viewers > Download data (checked 2026-10).",
        targets=(
            Target(
                "account_day",
                (
                    Column(("Date",), "day", dates.yearless, must=True),
                    Column(("Total Viewers",), "viewers", read.count, must=True),
                    Column(("New Viewers",), "new_viewers", read.count),
                    Column(("Returning Viewers",), "returning_viewers", read.count),
                ),
                # Where the total is undefined, the zeros beside it are no counts either.
                derived={
                    "account": "given_account",
                    "new_viewers": "case when viewers is not null then new_viewers end",
                    "returning_viewers": "case when viewers is not null then returning_viewers end",
                },
            ),
        ),
        needs_export_day=True,
        needs_account=True,
        family="account_day",
    ),
)
