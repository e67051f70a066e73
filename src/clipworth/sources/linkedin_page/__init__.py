"""LinkedIn pages: the sheets of the Content and Followers exports."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target

_CONTENT = "LinkedIn page > Analytics > Content > Export (checked 2026-10)."
_FOLLOWERS = "LinkedIn page > Analytics > Followers > Export (checked 2026-10)."
_DATE = Column(("Date",), "day", dates.month_first, must=True)
_TOTAL = ("Total followers",)
_PAGE = {"network": "'linkedin'", "account": "given_account"}
# The parts that followers are split into, each on a sheet of its own.
_SPLITS = {
    "location": ("Location",),
    "job function": ("Job function",),
    "seniority": ("Seniority",),
    "industry": ("Industry",),
    "company size": ("Company size",),
}


def _organic(name: str) -> tuple[str, ...]:
    """Give the headers of a figure, the organic one where it is told apart."""
    return (f"{name} (organic)", f"{name} (total)", name)


def _field(split: str) -> str:
    return "split_" + split.replace(" ", "_")


SOURCES = (
    Source(
        key="linkedin_posts",
        title="LinkedIn page: Content, sheet All posts",
        how=_CONTENT,
        targets=(
            Target(
                "channel_post",
                (
                    Column(("Post link",), "link", read.text, must=True),
                    Column(("Post title",), "title", read.text, must=True),
                    Column(("Created date",), "posted_day", dates.month_first, must=True),
                    Column(("Impressions",), "impressions", read.count, must=True),
                    Column(("Views",), "views", read.count),
                    Column(("Clicks",), "clicks", read.count),
                    Column(("Likes", "Reactions"), "likes", read.count),
                    Column(("Comments",), "comments", read.count),
                    Column(("Reposts", "Shares"), "shares", read.count),
                    Column(("Follows",), "follows", read.count),
                ),
                derived={
                    **_PAGE,
                    "own": "true",
                    "post_id": "coalesce(nullif(regexp_extract(link, 'urn:li:[A-Za-z]+:[0-9]+'),"
                    " ''), link)",
                    "kind": "coalesce(content_type, post_type)",
                },
                helpers=(
                    Column(("Content Type",), "content_type", read.text),
                    Column(("Post type",), "post_type", read.text),
                ),
            ),
        ),
        personal=("Posted by",),
    ),
    Source(
        key="linkedin_daily",
        title="LinkedIn page: Content, sheet Metrics",
        how=_CONTENT,
        targets=(
            Target(
                "channel_day",
                (
                    _DATE,
                    Column(_organic("Impressions"), "impressions", read.count, must=True),
                    Column(("Impressions (sponsored)",), "paid_impressions", read.count),
                    Column(_organic("Unique impressions"), "reach", read.count, must=True),
                    Column(_organic("Clicks"), "clicks", read.count),
                    Column(_organic("Reactions"), "likes", read.daily_count),
                    Column(_organic("Comments"), "comments", read.daily_count),
                    Column(_organic("Reposts"), "shares", read.daily_count),
                ),
                derived=_PAGE,
            ),
        ),
        needs_account=True,
    ),
    Source(
        key="linkedin_followers",
        title="LinkedIn page: Followers, sheet New followers",
        how=_FOLLOWERS,
        targets=(
            Target(
                "channel_day",
                # The total of the day's parts: what it calls followers are those gained that day.
                (_DATE, Column(_TOTAL, "new_followers", read.daily_count, must=True)),
                derived=_PAGE,
            ),
        ),
        marks=(("Organic followers",), ("Sponsored followers",)),
        needs_account=True,
    ),
    Source(
        key="linkedin_audience",
        title="LinkedIn page: Followers, the sheets by location, job and company",
        how=_FOLLOWERS,
        targets=(
            Target(
                "channel_audience",
                (Column(_TOTAL, "people", read.count, must=True),),
                derived={
                    **_PAGE,
                    "day": "exported_on",
                    "split": "case "
                    + " ".join(f"when {_field(s)} is not null then '{s}'" for s in _SPLITS)
                    + " end",
                    "part": f"coalesce({', '.join(map(_field, _SPLITS))})",
                },
                helpers=tuple(
                    Column(headers, _field(split), read.text) for split, headers in _SPLITS.items()
                ),
            ),
        ),
        marks=(tuple(header for headers in _SPLITS.values() for header in headers),),
        without=("Date",),
        dated_by_export=True,
        needs_account=True,
    ),
)
