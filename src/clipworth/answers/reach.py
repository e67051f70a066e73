"""Who saw it: views, watch time, how far beyond followers, followers, paid reach."""

from clipworth.answers import sampling
from clipworth.answers.grouped import SINGLE, grouped_table
from clipworth.answers.layers import reach_lines
from clipworth.answers.metric_table import metric_table
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import count, counted, interval, percent, value
from clipworth.measure.metrics import reach as metrics
from clipworth.measure.metrics.kinds import Ratio
from clipworth.model.answers import Answer, AnswerTable, Ask
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
    tables = [metric_table("reach", _finding(numbers), lines)]
    grouped = ask.by or "month"
    if ask.by and ask.by not in SINGLE:
        sampling.need_full_posts(numbers.standing)
    if not numbers.standing.only_top_samples or ask.by in SINGLE:
        tables += _groups(asked, grouped)
    return asked.answer(
        "reach",
        tables,
        (_finding(numbers), _far(numbers)),
        [
            NEVER_ADDS,
            *sampling.caveats(asked, numbers.standing, grouped=True),
            *sampling.follower_caveats(numbers.followers),
            *(table.finding for table in tables[1:] if "tried" in table.finding),
        ],
        relations=("posts", "days", "ads"),
    )


def _groups(asked: Scope, by: str) -> list[AnswerTable]:
    tables = []
    for ratio in RATIOS:
        table = grouped_table(asked, ratio, by)
        if table.rows:
            tables.append(table)
    return tables


def _finding(numbers: Numbers) -> str:
    views = numbers.posts.get("views")
    if views is None:
        return "No post with views is known for these days."
    organic = numbers.posts.get("organic_views")
    said = f"{counted(numbers.standing.posts, 'post')} got {count(views)} views"
    if organic is None or numbers.standing.without_ads:
        return f"{said}."
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
