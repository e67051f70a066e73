"""What ads of a format are said to cost and do; return on ad spend by format was found nowhere.

All of grade C: shown, and never a reason for an alarm. A brand types its own benchmarks under
[benchmarks] in clipworth.toml; those may be missed.
"""

from dataclasses import dataclass
from decimal import Decimal

from clipworth.model.defaults.kinds import Default, Grade
from clipworth.model.units import MONEY, RATIO, SHARE, Unit

ALL_FORMATS = "all formats"
# Key of a benchmark in clipworth.toml -> the format as answers name it.
FORMATS = {
    "in_feed": "In-Feed",
    "spark": "Spark Ads",
    "top_view": "TopView",
    "top_feed": "Top Feed",
    "gmv_max": "GMV Max",
    "video_shopping": "Video Shopping",
    "live_shopping": "LIVE Shopping",
    "product_shopping": "Product Shopping",
    "shop_ads": "Shop Ads",
    "carousel": "Carousel",
    "search": "Search",
    "branded_effect": "Branded Effect",
}
# What can be benchmarked: key -> label, unit, what it is measured against.
MEASURES: dict[str, tuple[str, Unit, str]] = {
    "roas": ("ROAS (TikTok says)", RATIO, "ad spend"),
    "cpm": ("CPM", MONEY, "1,000 impressions"),
    "cpc": ("CPC", MONEY, "one click"),
    "cpa": ("CPA (TikTok says)", MONEY, "one conversion"),
    "ctr": ("CTR", SHARE, "impressions"),
    "cvr": ("CVR (TikTok says)", SHARE, "clicks"),
    "retention_6s": ("6 s retention (ads)", SHARE, "video plays"),
}
# Every key that a brand may type under [benchmarks]: `in_feed_roas`.
BENCHMARKS = tuple(f"{form}_{measure}" for form in FORMATS for measure in MEASURES)


@dataclass(frozen=True)
class Published:
    """A published range for a measure of a format, as two defaults."""

    format: str
    measure: str
    low: Default
    high: Default


_CALC = (
    "calculatecreator",
    "calculatecreator.com",
    2026,
    "2,800 campaigns, method not shown",
)
_IMPROVADO = ("improvado", "Improvado", 2026, "not stated")
_BENLY = ("benly", "Benly", 2026, "not stated")
_ADDRESSES = {
    "calculatecreator": "https://calculatecreator.com/data/earnings/tiktok-advertising-rates-benchmarks",
    "improvado": "https://improvado.io/blog/tiktok-advertising-guide",
    "benly": "https://benly.ai/learn/tiktok-ads/tiktok-ads-cost-benchmarks",
}


def _range(
    who: tuple[str, str, int, str], form: str, measure: str, low: str, high: str
) -> Published:
    key, source, year, sample = who
    label, unit, against = MEASURES[measure]
    name = FORMATS.get(form, ALL_FORMATS)

    def end(value: str, which: str) -> Default:
        return Default(
            f"{key}_{form}_{measure}_{which}",
            f"{label} of {name}, {which}",
            Decimal(value),
            unit,
            against,
            source,
            _ADDRESSES[key],
            year,
            Grade.C,
            sample=sample,
            currency="USD" if unit is MONEY else None,
        )

    return Published(name, measure, end(low, "low"), end(high, "high"))


PUBLISHED = (
    _range(_CALC, "in_feed", "cpm", "6.50", "10"),
    _range(_CALC, "in_feed", "ctr", "0.009", "0.009"),
    _range(_CALC, "top_view", "cpm", "15", "25"),
    _range(_CALC, "spark", "cpm", "5", "8"),
    _range(_CALC, "all", "cpm", "8.00", "8.00"),
    _range(_CALC, "all", "cpc", "0.80", "0.80"),
    _range(_IMPROVADO, "in_feed", "cpm", "3", "10"),
    _range(_IMPROVADO, "in_feed", "cpc", "0.50", "1.50"),
    _range(_IMPROVADO, "in_feed", "ctr", "0.008", "0.015"),
    _range(_IMPROVADO, "in_feed", "cvr", "0.012", "0.028"),
    _range(_IMPROVADO, "in_feed", "retention_6s", "0.35", "0.50"),
    _range(_BENLY, "all", "cpm", "4", "25"),
    _range(_BENLY, "all", "cpc", "0.30", "3.00"),
    _range(_BENLY, "all", "cpa", "8", "120"),
)
PAID = tuple(one for published in PUBLISHED for one in (published.low, published.high))
