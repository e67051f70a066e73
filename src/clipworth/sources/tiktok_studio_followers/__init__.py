"""TikTok Studio: the four files of the Followers export."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target

_HOW = "TikTok Studio > Analytics > Followers > Download data (checked 2026-10)."

# Hours of the running day that have not come yet stand there as 0.
_ACTIVE = """
case when active_followers = 0 and day = max(day) over ()
    and sum(active_followers) over (
        partition by day order by hour rows between current row and unbounded following
    ) = 0
then null else active_followers end
"""


def _split(key: str, title: str, header: str, split: str) -> Source:
    """Declare a file that splits the followers into parts, as they were on the export day."""
    return Source(
        key=key,
        title=title,
        how=_HOW,
        targets=(
            Target(
                "audience_share",
                (
                    Column((header,), "part", read.text, must=True),
                    Column(("Distribution",), "share", read.share, must=True),
                ),
                derived={
                    "account": "given_account",
                    "day": "exported_on",
                    "split": f"'{split}'",
                },
            ),
        ),
        dated_by_export=True,
        needs_account=True,
    )


SOURCES = (
    Source(
        key="tiktok_studio_follower_history",
        title="TikTok Studio: followers by day",
        how=_HOW,
        targets=(
            Target(
                "account_day",
                (
                    Column(("Date",), "day", dates.yearless, must=True),
                    Column(("Followers",), "followers", read.count, must=True),
                ),
                derived={"account": "given_account"},
            ),
        ),
        # The difference is shifted by a row in some exports, so it is recomputed and never read.
        marks=(("Difference in followers from previous day",),),
        needs_export_day=True,
        needs_account=True,
        family="account_day",
    ),
    Source(
        key="tiktok_studio_follower_activity",
        title="TikTok Studio: active followers by hour",
        how=_HOW,
        targets=(
            Target(
                "audience_hour",
                (
                    Column(("Date",), "day", dates.yearless, must=True),
                    Column(("Hour",), "hour", dates.hour, must=True),
                    Column(("Active followers",), "active_followers", read.count, must=True),
                ),
                derived={"account": "given_account", "active_followers": _ACTIVE},
            ),
        ),
        needs_export_day=True,
        needs_account=True,
    ),
    _split(
        "tiktok_studio_follower_gender", "TikTok Studio: followers by gender", "Gender", "gender"
    ),
    _split(
        "tiktok_studio_follower_territories",
        "TikTok Studio: followers by territory",
        "Top territories",
        "territory",
    ),
)
