"""Where a call changes: bands of creators, the mix of the funnel, the cadence, own calibration."""

from decimal import Decimal

from clipworth.model.defaults.kinds import OWN_CHOICE, Default, Grade
from clipworth.model.units import MONEY, RATIO, SHARE, Unit, counted

_ARTICLE = ("Socialinsider, TikTok ROI", "https://www.socialinsider.io/blog/tiktok-roi", 2026)


def _stated(key: str, label: str, value: str, unit: Unit, denominator: str) -> Default:
    source, address, year = _ARTICLE
    return Default(
        key, label, Decimal(value), unit, denominator, source, address, year, Grade.A,
        sample="a rule of thumb, no data given",
    )  # fmt: skip


def _own(key: str, label: str, value: str, unit: Unit, denominator: str) -> Default:
    return Default(key, label, Decimal(value), unit, denominator, OWN_CHOICE, "", 2026, Grade.C)


THRESHOLDS = (
    _stated("tofu_share_alarm", "Most TOFU in the mix", "0.70", SHARE, "posts of 90 days"),
    _stated("mix_days", "Days of the funnel mix", "90", counted("day"), "days"),
    _stated("posts_per_month", "Posts a month", "20", counted("post"), "posts per month"),
    _stated("creator_renew", "Creator ROI Score to renew", "3.0", RATIO, "fee"),
    _stated("creator_restructure", "Creator ROI Score to restructure under", "1.5", RATIO, "fee"),
    _own("plan_weeks", "Weeks that the next posts are planned for", "4", counted("week"), "plan"),
    _own(
        "plan_double_down",
        "Share of the plan on pillars to double down on",
        "0.55",
        SHARE,
        "planned posts",
    ),
    _own("plan_keep", "Share of the plan on pillars to keep", "0.25", SHARE, "planned posts"),
    _own(
        "plan_learn", "Share of the plan on pillars to learn about", "0.20", SHARE, "planned posts"
    ),
    _own("mix_tofu", "Wanted share of TOFU", "0.60", SHARE, "posts with a stage"),
    _own("mix_mofu", "Wanted share of MOFU", "0.25", SHARE, "posts with a stage"),
    _own("mix_bofu", "Wanted share of BOFU", "0.15", SHARE, "posts with a stage"),
    _own("candidate_days", "Days a post stays fresh enough to boost", "60", counted("day"), "post"),
    _own("boost_days", "Days that a first boost runs", "7", counted("day"), "boost"),
    _own(
        "boost_actions",
        "Intent actions a first boost should bring",
        "100",
        counted("action"),
        "boost",
    ),
    Default(
        "adgroup_day_floor",
        "Least budget of an ad group a day",
        Decimal(20),
        MONEY,
        "ad group and day",
        "Benly",
        "https://benly.ai/learn/tiktok-ads/tiktok-ads-cost-benchmarks",
        2026,
        Grade.C,
        currency="USD",
    ),
)
