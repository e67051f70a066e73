"""The intent layer: who cared."""

from clipworth.measure.metrics.kinds import Measure, Ratio, Reads, Total
from clipworth.measure.metrics.reach import VIEWS
from clipworth.model.units import counted
from clipworth.model.words import Dataset, Layer, Word

# In this order they are named wherever a set of signals is shown.
SIGNALS = ("saves", "shares", "profile_visits", "link_clicks")


def _post(key: str, label: str, meaning: str, noun: str) -> Measure:
    return Measure(
        key,
        label,
        meaning,
        counted(noun),
        Layer.INTENT,
        Word.PLATFORM,
        Dataset.ORGANIC,
        "posts",
        f"r.{key}",
        (Reads(f"post.{key}"),),
        grain="post",
    )


def _day(key: str, label: str, meaning: str, column: str, noun: str) -> Measure:
    return Measure(
        key,
        label,
        meaning,
        counted(noun),
        Layer.INTENT,
        Word.PLATFORM,
        Dataset.ORGANIC,
        "days",
        f"r.{column}",
        (Reads(f"account_day.{column}"),),
        grain="account and day",
    )


LIKES = _post("likes", "Likes", "Likes of the posts so far.", "like")
COMMENTS = _post("comments", "Comments", "Comments under the posts so far.", "comment")
SAVES = _post("saves", "Saves", "Saves (favourites) of the posts so far.", "save")
SHARES = _post("shares", "Shares", "Shares of the posts so far.", "share")
PROFILE_VISITS = _post(
    "profile_visits", "Profile visits", "Profile visits from the posts so far.", "visit"
)
LINK_CLICKS = _post("link_clicks", "Link clicks", "Website clicks from the posts so far.", "click")
SIGNAL_MEASURES = (SAVES, SHARES, PROFILE_VISITS, LINK_CLICKS)

INTENT_ACTIONS = Total(
    "intent_actions",
    "Intent actions",
    "Saves, shares, profile visits and link clicks, as far as each post has them: a floor where "
    "a signal is missing.",
    SIGNAL_MEASURES,
    "action",
    "r.actions",
)


def _rate(measure: Measure, label: str) -> Ratio:
    key = f"{measure.key.removesuffix('s')}_rate"
    meaning = f"{measure.label} per view; boosted posts are left out, as paid ones are inside."
    return Ratio(key, label, meaning, measure, VIEWS)


SAVE_RATE = _rate(SAVES, "Save rate")
SHARE_RATE = _rate(SHARES, "Share rate")
PROFILE_VISIT_RATE = _rate(PROFILE_VISITS, "Profile-visit rate")
LINK_CLICK_RATE = _rate(LINK_CLICKS, "Link-click rate")


def _iscr(signals: int) -> Ratio:
    """Declare ISCR over posts that have exactly so many of the signals; each is its own metric."""
    actions = Total(
        f"actions_{signals}",
        f"Intent actions of {signals} signals",
        f"Intent actions of posts with exactly {signals} of the 4 signals known.",
        SIGNAL_MEASURES,
        "action",
        f"case when r.signal_count = {signals} then r.actions end",
    )
    which = "all 4 signals" if signals == 4 else f"exactly {signals} of the 4 signals"
    return Ratio(
        f"iscr_{signals}",
        f"ISCR-{signals}",
        "Intent Signal Conversion Rate: saves, shares, profile visits and link clicks per view, "
        f"over posts of which {which} are known. A missing signal is never 0, so posts with other "
        "signals have another metric.",
        actions,
        VIEWS,
        only=f"posts with {which}",
    )


ISCR = {signals: _iscr(signals) for signals in (4, 3, 2, 1)}

ACCOUNT_PROFILE_VISITS = _day(
    "account_profile_visits",
    "Profile visits on the account's days",
    "Visits to the profile on the days of the period, whatever led there.",
    "profile_visits",
    "visit",
)
WEBSITE_CLICKS = _day(
    "website_clicks",
    "Clicks on the profile's link",
    "Clicks on the profile's website link.",
    "website_clicks",
    "click",
)

METRICS = (
    LIKES,
    COMMENTS,
    *SIGNAL_MEASURES,
    INTENT_ACTIONS,
    SAVE_RATE,
    SHARE_RATE,
    PROFILE_VISIT_RATE,
    LINK_CLICK_RATE,
    *ISCR.values(),
    ACCOUNT_PROFILE_VISITS,
    WEBSITE_CLICKS,
)
