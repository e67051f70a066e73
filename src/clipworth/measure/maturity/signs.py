"""Signs of maturity: what each takes, what the data show of it, and the command that comes next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from clipworth.model.maturity import QUESTIONNAIRE, Level
from clipworth.store.engine import Store, sql_file

MOST_INTENT, MOST_TAGGED, MOST_PLANNED = 0.9, 0.8, 0.8
LEAST_COMMON_DAYS = 28


class State(StrEnum):
    """What is known of a sign."""

    HOLDS = "holds"
    LACKS = "lacks"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Seen:
    """What the data, or a person, say of a sign."""

    state: State
    evidence: str


@dataclass(frozen=True)
class Sign:
    """A sign that a level needs; unlock: how to come to it, as commands where there are some."""

    key: str
    level: Level
    label: str
    unlock: str
    seen: Callable[[Mapping[str, Any]], Seen]


def evidence(store: Store, today: date) -> dict[str, Any]:
    """Read what the data show."""
    return store.records(sql_file(__file__, "evidence"), {"today": today})[0]


def said(key: str, answers: Mapping[str, bool]) -> Seen:
    """Give what a person said of a sign that no file shows."""
    if key not in answers:
        return Seen(State.UNKNOWN, f"nobody said: {QUESTIONNAIRE[key]}")
    return Seen(State.HOLDS if answers[key] else State.LACKS, "as said in clipworth.toml")


def _counted(key: str, of: str, none: str, least: int = 1) -> Callable[[Mapping[str, Any]], Seen]:
    def seen(facts: Mapping[str, Any]) -> Seen:
        count = facts[key] or 0
        if count >= least:
            return Seen(State.HOLDS, of.format(f"{count:,}"))
        return Seen(State.LACKS, of.format(f"{count:,}") if count else none)

    return seen


def _share(
    part: str, whole: str, of: str, none: str, least: float
) -> Callable[[Mapping[str, Any]], Seen]:
    def seen(facts: Mapping[str, Any]) -> Seen:
        if not facts[whole]:
            return Seen(State.UNKNOWN, none)
        share = facts[part] / facts[whole]
        text = of.format(f"{facts[part]:,}", f"{facts[whole]:,}", f"{share:.0%}", f"{least:.0%}")
        return Seen(State.HOLDS if share >= least else State.LACKS, text)

    return seen


def _price(facts: Mapping[str, Any]) -> Seen:
    return Seen(State.HOLDS if facts["calibrated"] else State.LACKS, facts["price_basis"])


def _asked(key: str) -> Callable[[Mapping[str, Any]], Seen]:
    return lambda facts: said(key, facts["said"])


def _experiment(facts: Mapping[str, Any]) -> Seen:
    if facts["lift_surveys"]:
        return Seen(State.HOLDS, f"{facts['lift_surveys']:,} lift survey in the last 180 days")
    return said("experiment", facts["said"])


SAY = "say it under [maturity] in clipworth.toml: {} = true"
SIGNS = (
    Sign(
        "conversions", Level.INTENT, "Conversions are recorded",
        "import the shop's orders, or GA4's events: clipworth import FILE (clipworth sources)",
        _counted("conversions", "{} orders, purchases or deals in the last 30 days",
                 "no order, purchase or deal in the last 30 days"),
    ),
    Sign(
        "tagged_links", Level.INTENT, "Links from TikTok bear UTMs",
        "tag every link in the bio and on link pages with utm_source=tiktok, then import GA4's "
        "Traffic acquisition by session source / medium",
        _share("tagged_sessions", "tiktok_sessions",
               "{} of {} TikTok sessions bear UTMs: {} (at least {})",
               "no file tells of sessions that came from TikTok", MOST_TAGGED),
    ),
    Sign(
        "intent_known", Level.INTENT, "Saves, shares, visits and clicks are known of posts",
        "import the business-account export, or fill clipworth template posts",
        _share("posts_with_intent", "posts",
               "{} of {} posts of 90 days have two intent signals or more: {} (at least {})",
               "no full list of posts of the last 90 days is imported", MOST_INTENT),
    ),
    Sign(
        "pillars", Level.ATTRIBUTION, "Posts belong to pillars",
        "fill clipworth template plan, and import it",
        _share("posts_with_pillar", "posts", "{} of {} posts of 90 days have a pillar: {} (at "
               "least {})", "no full list of posts of the last 90 days is imported", MOST_PLANNED),
    ),
    Sign(
        "visits_and_site", Level.ATTRIBUTION, "Profile visits can be set against site traffic",
        "import Studio's Overview and GA4's sessions by day, then: clipworth show ladder",
        _counted("common_days", "{} days have both profile visits and site sessions",
                 "no day has both profile visits and site sessions", LEAST_COMMON_DAYS),
    ),
    Sign(
        "tracked_orders", Level.ATTRIBUTION, "Orders can be tracked to TikTok",
        "give creators codes (clipworth template codes) and tag links, then: clipworth show roi",
        _counted("tracked_orders", "{} orders bear a creator's code or a TikTok UTM",
                 "no order bears a creator's code or a TikTok UTM"),
    ),
    Sign(
        "server_events", Level.VALUE, "The server sends events too",
        f"set up the Events API, and {SAY.format('server_events')}", _asked("server_events"),
    ),
    Sign(
        "own_prices", Level.VALUE, "Organic value rests on own ad costs",
        "import Ads Manager's daily report, then: clipworth show value", _price,
    ),
    Sign(
        "creators", Level.VALUE, "Creators are judged by return",
        "fill clipworth template creators, then: clipworth show creators",
        _counted("paid_creators", "{} creators have both a fee and posts to be judged by",
                 "no creator has both a fee and a post that is said to be theirs"),
    ),
    Sign(
        "networks", Level.VALUE, "Other networks stand beside TikTok",
        "import exports of Instagram, Facebook, LinkedIn or YouTube, then: clipworth show networks",
        _counted("networks", "{} other networks", "no other network is imported"),
    ),
    Sign(
        "boosts_reviewed", Level.REVENUE, "Boosts are read against a baseline",
        "choose by clipworth show candidates, compare each boost, and "
        + SAY.format("boosts_reviewed"),
        _asked("boosts_reviewed"),
    ),
    Sign(
        "experiment", Level.REVENUE, "An experiment was run in the last 180 days",
        f"run one (clipworth template lift for a brand-lift survey), or {SAY.format('experiment')}",
        _experiment,
    ),
    Sign(
        "refresh_cycle", Level.REVENUE, "Creative is replaced by a plan",
        f"watch clipworth show fatigue, and {SAY.format('refresh_cycle')}", _asked("refresh_cycle"),
    ),
)  # fmt: skip


def level(seen: Mapping[str, Seen]) -> Level:
    """Give the highest level of which every sign holds, and every sign of those below it.

    A sign that is unknown does not hold: a level is shown, and not assumed.
    """
    reached = Level.PRESENCE
    for higher in list(Level)[1:]:
        if any(seen[one.key].state is not State.HOLDS for one in SIGNS if one.level is higher):
            break
        reached = higher
    return reached
