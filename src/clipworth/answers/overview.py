"""What did TikTok bring in, at what cost, with what certainty; and what changed."""

import math
from collections.abc import Iterable, Iterator

from clipworth.answers import money_lines, sampling
from clipworth.answers.freshness import freshness_table
from clipworth.answers.layers import (
    conversion_lines,
    intent_lines,
    reach_lines,
    tracked_share,
)
from clipworth.answers.metric_table import COLUMNS, Line, compared, metric_table, row
from clipworth.answers.mix import mix_table
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import SOURCES_OF_ALL_POSTS, scope
from clipworth.answers.words import count, counted, interval, value
from clipworth.model.answers import Answer, AnswerTable, Ask
from clipworth.model.settings import Settings
from clipworth.stats.estimate import Estimate
from clipworth.store.engine import Store

MOST_CHANGES = 8


def overview(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer in one page: cash and cost, media-equivalent apart, and a table per layer."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("overview")
    numbers = Numbers(asked)
    reach, intent, conversion = (
        reach_lines(numbers),
        intent_lines(numbers),
        conversion_lines(numbers),
    )
    cash = money_lines.money_lines(numbers)
    tables = [
        metric_table("reach", _reach_finding(numbers), reach),
        metric_table("intent", _rate_finding(intent), intent),
        metric_table("conversion", f"{tracked_share(numbers)}.", conversion),
        metric_table("money", money_lines.leading_sentence(numbers), cash),
    ]
    if ask.period is not None:
        tables.append(_changes([*cash, *reach, *intent, *conversion]))
    refused: list[str] = []
    if numbers.standing.only_top_samples:
        refused = [f"{sampling.top_sample_reason(numbers.standing)} {SOURCES_OF_ALL_POSTS}"]
    elif numbers.standing.posts:
        tables.append(mix_table(asked, numbers.standing))
    tables.append(freshness_table(store))
    return asked.answer(
        "overview",
        tables,
        _sentences(numbers, intent),
        [
            *money_lines.money_caveats(numbers),
            *sampling.caveats(asked, numbers.standing),
            *sampling.follower_caveats(numbers.followers),
        ],
        relations=("posts", "ads", "days", "orders", "margins", "costs"),
        refused=refused,
    )


def _sentences(numbers: Numbers, intent: list[Line]) -> Iterator[str]:
    yield money_lines.leading_sentence(numbers)
    yield money_lines.known_months_sentence(numbers)
    if numbers.ledger.has_orders and numbers.ledger.figures.get("tracked_orders"):
        yield "Buyers who used no code and no tagged link are not in that revenue."
    yield money_lines.media_sentence(numbers)
    if numbers.standing.posts:
        yield _reach_finding(numbers)
        yield _rate_finding(intent)


def _reach_finding(numbers: Numbers) -> str:
    views = numbers.posts.get("views")
    if views is None:
        return "No post with views is known for these days."
    said = f"{counted(numbers.standing.posts, 'post')} got {count(views)} views"
    paid = numbers.posts.get("paid_views")
    # Ads reported later than the posts can know of more views than the posts do.
    return f"{said}, {count(paid)} of them paid." if paid and paid < views else f"{said}."


def _rate_finding(intent: Iterable[Line]) -> str:
    """Say ISCR of the fullest set of signals, with its interval where there is one."""
    for line in intent:
        if not line.metric.key.startswith("iscr_") or not isinstance(line.now, Estimate):
            continue
        said = f"{line.label}: {value(line.now.value, line.metric.unit)}"
        around = interval(line.now, line.metric.unit)
        if not around:
            return f"{said}, from {counted(line.now.n, 'post')}, too few to say how sure."
        return f"{said} ({around}, {counted(line.now.n, 'post')})."
    return "Who cared is unknown: no organic post has intent signals and views."


def _changes(lines: list[Line]) -> AnswerTable:
    """Pick what changed for sure: clear, billed and exact changes, the largest first."""
    found: list[tuple[float, Line]] = []
    for line in lines:
        changed, said = compared(line)
        size = changed.value if isinstance(changed, Estimate) else changed
        if size is not None and said != "could be chance" and float(size) != 0:
            found.append((abs(math.log1p(max(float(size), -0.999))), line))
    found.sort(key=lambda pair: -pair[0])
    rows = tuple(row(line) for _, line in found[:MOST_CHANGES])
    finding = "What changed for sure." if rows else "Nothing changed for sure."
    return AnswerTable("changes", finding, COLUMNS, rows)
