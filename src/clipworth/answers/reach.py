"""Who saw it: views, watch time, how far beyond followers, followers, paid reach."""

from clipworth.answers import sampling
from clipworth.answers.grouped import SINGLE, Grouped, Wanted, grouped
from clipworth.answers.layers import reach_lines
from clipworth.answers.metric_table import metric_table
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import scope
from clipworth.answers.words import count, counted, interval, percent, value
from clipworth.measure.metrics import reach as metrics
from clipworth.measure.metrics.kinds import Ratio
from clipworth.model.answers import Answer, Ask
from clipworth.model.settings import Settings
from clipworth.stats.estimate import Estimate
from clipworth.store.engine import Store

NEVER_ADDS = "Reach and frequency do not add up over days or posts, so they are not totalled."
RATIOS = (
    metrics.NON_FOLLOWER_RATIO,
    metrics.NON_FOLLOWER_PROXY,
    metrics.FULL_WATCH_RATE,
    metrics.AVERAGE_WATCH,
)


def reach(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer who saw it; by a group, with the rates of each."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("reach")
    numbers = Numbers(asked)
    lines = reach_lines(numbers)
    table = metric_table("reach", _finding(numbers), lines)
    if ask.by and ask.by not in SINGLE:
        sampling.need_full_posts(numbers.standing)
    parted = Grouped()
    if not numbers.standing.only_top_samples or ask.by in SINGLE:
        parted = grouped([Wanted(asked, ratio) for ratio in RATIOS], ask.by or "month")
    return asked.answer(
        "reach",
        (table, *parted.tables),
        (_finding(numbers), _far(numbers)),
        [
            NEVER_ADDS,
            *sampling.caveats(asked, numbers.standing, grouped=True),
            *sampling.follower_caveats(numbers.followers),
            *parted.caveats,
        ],
        relations=("posts", "days", "ads"),
    )


def _finding(numbers: Numbers) -> str:
    views = numbers.posts.get("views")
    if views is None:
        return "No post with views is known for these days."
    organic = numbers.posts.get("organic_views")
    said = f"{counted(numbers.standing.posts, 'post')} got {count(views)} views"
    unseen = numbers.standing.without_ads
    if organic is None or unseen == numbers.standing.posts:
        return f"{said}."
    if unseen:
        return f"{said}, {count(organic)} of them organic as far as reports of ads say."
    return f"{said}, {count(organic)} of them organic."


def _far(numbers: Numbers) -> str:
    def said(ratio: Ratio, found: Estimate) -> str:
        around = interval(found, ratio.unit)
        share = percent(found.value)
        return f"{share} ({around})" if around else share

    ratio = numbers.post_rates.get("non_follower_ratio")
    if ratio:
        return (
            f"{said(metrics.NON_FOLLOWER_RATIO, ratio)} of organic views came from people who do "
            "not follow the account."
        )
    proxy = numbers.post_rates.get("non_follower_proxy")
    if proxy:
        return (
            f"{said(metrics.NON_FOLLOWER_PROXY, proxy)} of organic views came from outside the "
            "Following feed, a proxy for views by non-followers."
        )
    watched = numbers.post_rates.get("full_watch_rate")
    return (
        f"{value(watched.value, metrics.FULL_WATCH_RATE.unit)} watched to the end."
        if watched
        else ""
    )
