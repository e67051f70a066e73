"""The true effects of the simulated brand: what every method is later asked to find again."""

from collections.abc import Mapping
from dataclasses import dataclass

BRAND = "Fernweh Coffee (simulated)"
HANDLE = "fernwehcoffee"
SECOND_HANDLE = "fernwehcoffee.es"
CURRENCY = "EUR"
TIME_ZONE = "Europe/Madrid"
SHOP_URL = "https://fernwehcoffee.example"

STAGES = ("TOFU", "MOFU", "BOFU")
SIGNALS = ("likes", "comments", "shares", "saves", "profile_visits", "link_clicks")

# Views of the post to which a pillar's true rates refer; rates move with log views from there.
REFERENCE_VIEWS = 6_000


@dataclass(frozen=True)
class Pillar:
    """A content pillar and what its posts do.

    share: share of the brand's own posts.
    median_views, spread: lognormal views over a post's life, the spread on the log scale.
    rates: true actions per view of a typical TOFU post with REFERENCE_VIEWS views.
    stages: shares of TOFU, MOFU and BOFU.
    follow_rate: followers won per view by a non-follower.
    orders_per_click: orders caused per organic link click.
    """

    name: str
    share: float
    median_views: float
    spread: float
    rates: Mapping[str, float]
    stages: tuple[float, float, float]
    follow_rate: float
    orders_per_click: float


def _rates(*values: float) -> Mapping[str, float]:
    return dict(zip(SIGNALS, values, strict=True))


PILLARS = (
    Pillar(
        "brewing",
        0.28,
        6_500,
        0.90,
        _rates(0.052, 0.0026, 0.0055, 0.0150, 0.0085, 0.0020),
        (0.55, 0.35, 0.10),
        0.0042,
        0.075,
    ),
    Pillar(
        "origin",
        0.18,
        4_200,
        0.85,
        _rates(0.046, 0.0022, 0.0040, 0.0060, 0.0070, 0.0016),
        (0.60, 0.35, 0.05),
        0.0030,
        0.060,
    ),
    Pillar(
        "behind the bar",
        0.24,
        8_200,
        1.35,
        _rates(0.068, 0.0048, 0.0062, 0.0035, 0.0055, 0.0009),
        (0.85, 0.12, 0.03),
        0.0022,
        0.040,
    ),
    Pillar(
        "offers",
        0.12,
        3_600,
        0.80,
        _rates(0.030, 0.0030, 0.0028, 0.0052, 0.0110, 0.0060),
        (0.05, 0.25, 0.70),
        0.0012,
        0.085,
    ),
    Pillar(
        "customers",
        0.18,
        5_600,
        1.00,
        _rates(0.060, 0.0060, 0.0110, 0.0050, 0.0075, 0.0015),
        (0.50, 0.35, 0.15),
        0.0034,
        0.065,
    ),
)
PILLAR = {pillar.name: pillar for pillar in PILLARS}

# In the last 90 days the brand drifts to the top of the funnel: TOFU counts this much more.
LATE_TOFU_DRIFT = 4.0
LATE_DAYS = 90

# Effects on the log of a rate, by stage; signals not named do not depend on the stage.
STAGE_EFFECTS = {
    "profile_visits": {"TOFU": 0.0, "MOFU": 0.05, "BOFU": 0.15},
    "link_clicks": {"TOFU": 0.0, "MOFU": 0.20, "BOFU": 0.50},
}
STAGE_VIEWS = {"TOFU": 0.0, "MOFU": -0.15, "BOFU": -0.35}

# How the log of a rate moves with the log of the post's views.
VIEWS_SLOPE = {
    "likes": 0.03,
    "comments": 0.02,
    "shares": 0.08,
    "saves": 0.06,
    "profile_visits": 0.04,
    "link_clicks": -0.05,
}
# Posts differ: a shared quality of the post, and a part of each signal's own (standard deviations
# on the log scale). The first moves all signals of a post together.
QUALITY_SPREAD = 0.30
SIGNAL_SPREAD = {
    "likes": 0.30,
    "comments": 0.50,
    "shares": 0.55,
    "saves": 0.45,
    "profile_visits": 0.40,
    "link_clicks": 0.50,
}
# What a paid view does, as a share of what an organic one does. Clicks on an ad's destination are
# counted by the ad account and not as link clicks of the post.
PAID_ACTION_FACTOR = 0.35
PAID_FOLLOW_FACTOR = 0.25

# Effects on the logit of the share that watches to the end.
HOOKS = {
    "result first": 0.35,
    "question": 0.05,
    "common mistake": 0.20,
    "story": -0.10,
    "price": -0.30,
}
FORMATS = {
    "hands only": 0.15,
    "talking to camera": 0.0,
    "day in the life": -0.15,
    "before and after": 0.10,
    "list of three": 0.05,
}
FULL_WATCH_LOGIT = -1.1


@dataclass(frozen=True)
class Channel:
    """A way in which TikTok brings orders, with what is true of it and what is seen of it.

    orders_per_click: orders caused per click on the ad; None: not an ad channel.
    claims: probability that TikTok claims an order that the channel's ads did not cause.
    tracked: probability that an order caused by it carries the link's utm lines.
    clicked: probability that a claimed order that was not caused came by a click (and so has utm).
    """

    name: str
    orders_per_click: float | None
    claims: float
    tracked: float
    clicked: float


ORGANIC = Channel("organic", None, 0.0, 0.45, 0.0)
CREATOR = Channel("creator", None, 0.0, 0.45, 0.0)
SPARK = Channel("spark", 0.0130, 0.025, 0.40, 0.35)
IN_FEED = Channel("in-feed", 0.0145, 0.045, 0.65, 0.35)
RETARGETING = Channel("retargeting", 0.0035, 0.15, 0.65, 0.70)
CHANNELS = (ORGANIC, CREATOR, SPARK, IN_FEED, RETARGETING)
CHANNEL = {channel.name: channel for channel in CHANNELS}
BASELINE = "baseline"

# Share of the orders caused by an ad that TikTok's own measurement finds.
CLAIM_RECALL = 0.90
# Days from touch to order.
LAG_MEAN_DAYS = 2.4
LAG_MOST_DAYS = 13
# Creator codes: used by those the creator brought, and by strangers who found them on coupon sites.
CODE_USE = 0.50
CODE_LEAK = 0.02
WELCOME_CODE = "WELCOME10"
WELCOME_USE = 0.12
# Shown in one post only.
POST_CODE = "TWOBAGS"


@dataclass(frozen=True)
class Agreement:
    """What was agreed with a creator, and what it truly brought.

    start: first day, as a share of the year; days: length.
    orders: expected orders caused.
    """

    handle: str
    start: float
    days: int
    fee: str
    currency: str
    code: str
    posts: int
    median_views: float
    orders: float
    pillar: str


AGREEMENTS = (
    Agreement("mara.pours.sim", 0.08, 60, "900.00", "EUR", "MARA10", 3, 26_000, 75, "brewing"),
    Agreement(
        "kettle.kid.sim", 0.18, 45, "450.00", "EUR", "KETTLE10", 3, 61_000, 8, "behind the bar"
    ),
    Agreement("ines.tastes.sim", 0.30, 60, "1600.00", "EUR", "INES10", 3, 34_000, 52, "origin"),
    Agreement("slow.cup.sim", 0.42, 45, "700.00", "EUR", "SLOWCUP10", 2, 12_000, 40, "brewing"),
    Agreement("nikos.roams.sim", 0.55, 60, "2200.00", "GBP", "NIKOS10", 3, 48_000, 14, "customers"),
    Agreement(
        "flatwhite.lab.sim", 0.68, 60, "1100.00", "EUR", "FLATLAB10", 3, 20_000, 22, "brewing"
    ),
    Agreement("mara.pours.sim", 0.74, 75, "1000.00", "EUR", "MARAFALL", 3, 24_000, 60, "brewing"),
)

OWN_POSTS = 210
SECOND_POSTS = 16
UGC_POSTS = 14
BASELINE_ORDERS_A_DAY = 5.0
