"""Meta Business Suite: days and audience of an Instagram account or a Facebook page."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target
from clipworth.sources.meta_insights.titles import FIGURES, network_in_name, network_of, title_of

_NETWORK_LACKS = (
    "does not say whether it is of Instagram or of Facebook.",
    "Name it as in 'Instagram Views.csv', or import it inside a folder called instagram.",
)
_FIGURE_LACKS = (
    "does not say above its header which figure it holds, in words that are known here.",
    "Switch Meta Business Suite to English and export again. Read are: "
    + ", ".join(sorted(FIGURES)) + ".",
)  # fmt: skip
_FIELDS = sorted(set(FIGURES.values()))
_AUDIENCE = "Meta Business Suite > Insights > Audience > Export (checked 2026-10)."


def _audience(key: str, title: str, *targets: Target) -> Source:
    """Declare a block of the audience export; all say how followers split on the export day."""
    return Source(
        key=key,
        title=title,
        how=_AUDIENCE,
        targets=targets,
        dated_by_export=True,
        needs_account=True,
        head={"network": network_of},
        in_name={"network": network_in_name},
        needs_said={"network": _NETWORK_LACKS},
    )


def _split(part: tuple[str, ...], shares: tuple[str, ...], split: str, prefix: str = "") -> Target:
    """Declare a column of shares by part."""
    return Target(
        "channel_audience",
        (
            Column(part, "part", read.text, must=True),
            Column(shares, "share", read.percent, must=True),
        ),
        derived={
            "network": "said_network",
            "account": "given_account",
            "day": "exported_on",
            "split": f"'{split}'",
            **({"part": f"'{prefix} ' || part"} if prefix else {}),
        },
    )


SOURCES = (
    Source(
        key="meta_daily",
        title="Instagram or Facebook: one figure by day (Meta Business Suite)",
        how="Meta Business Suite > Insights > Results > Export of each chart (checked 2026-10).",
        targets=(
            Target(
                "channel_day",
                (Column(("Date",), "day", dates.day, must=True),),
                derived={
                    "network": "said_network",
                    "account": "given_account",
                    **{
                        field: f"case when said_figure = '{field}' then figure end"
                        for field in _FIELDS
                    },
                },
                helpers=(Column(("Primary",), "figure", read.count, must=True),),
            ),
        ),
        # Earnings have the same head and amounts instead of counts.
        without=("content_monetization", "stars", "subscriptions"),
        needs_account=True,
        head={
            "network": network_of,
            "figure": lambda lines: FIGURES.get(title_of(lines)),
        },
        in_name={"network": network_in_name},
        needs_said={"figure": _FIGURE_LACKS, "network": _NETWORK_LACKS},
    ),
    _audience(
        "meta_audience_age",
        "Instagram or Facebook: audience by gender and age (Meta Business Suite)",
        _split(("Age",), ("Women",), "gender and age", "women"),
        _split(("Age",), ("Men",), "gender and age", "men"),
    ),
    _audience(
        "meta_audience_cities",
        "Instagram or Facebook: audience by city (Meta Business Suite)",
        _split(("Top cities", "Top towns/cities"), ("Value",), "city"),
    ),
    _audience(
        "meta_audience_countries",
        "Instagram or Facebook: audience by country (Meta Business Suite)",
        _split(("Top countries",), ("Value",), "country"),
    ),
)
