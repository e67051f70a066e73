"""Daily follower counts of accounts, as trackers save them."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target

SOURCES = (
    Source(
        key="follower_series",
        title="Followers by day, as a tracker's table",
        how="A table with date, account and followers, a row per account and day.",
        targets=(
            Target(
                "account_day",
                (
                    Column(("date",), "day", dates.day, must=True),
                    Column(("account",), "account", read.handle, must=True),
                    Column(("followers",), "followers", read.standing_count, must=True),
                    Column(("following",), "following", read.count),
                    Column(("total_likes",), "total_likes", read.count, must=True),
                    Column(("videos",), "videos", read.count),
                ),
                derived={"rounded": "case when total_likes >= 10000 then 'total_likes' end"},
            ),
        ),
    ),
)
