"""Who cared: saves, shares, profile visits and link clicks per view, by the signals known."""

from collections.abc import Iterator

from clipworth.answers import sampling
from clipworth.answers.grouped import SINGLE, Grouped, Wanted, grouped
from clipworth.answers.layers import intent_lines, iscr_lines, signal_names
from clipworth.answers.metric_table import Line, metric_table
from clipworth.answers.money_lines import no_roi
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted, interval, listed, value
from clipworth.measure.figures import NOW
from clipworth.measure.metrics import intent as metrics
from clipworth.measure.metrics.kinds import Ratio, Total
from clipworth.measure.metrics.reach import VIEWS
from clipworth.measure.metrics.value import COST_PER_INTENT_ACTION
from clipworth.model.answers import Answer, Ask
from clipworth.model.settings import Settings
from clipworth.stats.estimate import Estimate
from clipworth.store.engine import Store

RATES = (
    metrics.SAVE_RATE,
    metrics.SHARE_RATE,
    metrics.PROFILE_VISIT_RATE,
    metrics.LINK_CLICK_RATE,
)
NOT_COIN_TOSSES = (
    "Intervals say what posts like these would bring again: they come from how much posts differ, "
    "not from the number of views."
)


def intent(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer who cared; by a group, with ISCR and each rate of it, raw and shrunk."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("intent")
    numbers = Numbers(asked)
    if ask.by and ask.by not in SINGLE:
        sampling.need_full_posts(numbers.standing)
    lines = [*intent_lines(numbers), cost_per_action(numbers)]
    tables = [metric_table("intent", _finding(numbers), lines)]
    parted = grouped(list(_wanted(asked, numbers, ask.by)), ask.by) if ask.by else Grouped()
    tables = [*parted.tables, *tables]
    return asked.answer(
        "intent",
        tables,
        [_finding(numbers), *(table.finding for table in tables if ask.by and table.rows)][:4],
        [
            NOT_COIN_TOSSES,
            *parted.caveats,
            *_several_sets(numbers),
            *sampling.caveats(asked, numbers.standing, grouped=bool(ask.by)),
        ],
        relations=("posts", "costs", "days"),
    )


def cost_per_action(numbers: Numbers) -> Line:
    """Give what an intent action cost, where every cost is known."""
    ledger = numbers.ledger
    actions = ledger.figures.get("intent_actions")
    cost = ledger.cost()
    known = actions and cost and not ledger.unknown_cost()
    reason = "No intent action is known." if not actions else no_cost(numbers)
    return Line(
        COST_PER_INTENT_ACTION,
        cost / actions if known and cost and actions else None,
        None,
        reason,
        no_before="The costs of the days before are not set against actions here.",
    )


def no_cost(numbers: Numbers) -> str:
    """Say why the cost is unknown."""
    unknown = numbers.ledger.unknown_cost()
    return f"The cost is not fully known: {unknown}." if unknown else no_roi(numbers)


def common_signals(numbers: Numbers) -> tuple[str, ...]:
    """Give the signals that every set has, where there are several sets."""
    sets = [set(part.split("+")) for part in numbers.iscr.parts()]
    if len(sets) < 2:
        return ()
    shared = set.intersection(*sets)
    return tuple(signal for signal in metrics.SIGNALS if signal in shared)


def common_iscr(signals: tuple[str, ...]) -> Ratio:
    """Declare ISCR of the signals that all posts have, so that all posts can be compared."""
    parts = tuple(m for m in metrics.SIGNAL_MEASURES if m.key in signals)
    total = Total("common_actions", "Actions of common signals", "", parts, "action")
    label = f"ISCR of the common signals ({signal_names('+'.join(signals))})"
    return Ratio("iscr_common", label, "ISCR over the signals that all posts have.", total, VIEWS)


def _wanted(asked: Scope, numbers: Numbers, by: str) -> Iterator[Wanted]:
    for part in sorted(numbers.iscr.parts(), key=lambda p: (-p.count("+"), p)):
        ratio = metrics.ISCR[part.count("+") + 1]
        inside = asked.filtered(signals=part)
        label = f"{ratio.label} ({signal_names(part)})"
        yield Wanted(inside, ratio, f"{ratio.key} ({part}) by {by}", label)
    if shared := common_signals(numbers):
        yield Wanted(asked, common_iscr(shared))
    for rate in RATES:
        yield Wanted(asked, rate)


def _finding(numbers: Numbers) -> str:
    for line in iscr_lines(numbers):
        if isinstance(line.now, Estimate):
            said = f"{line.label}: {value(line.now.value, line.metric.unit)}"
            around = interval(line.now, line.metric.unit)
            posts = counted(line.now.n, "post")
            return f"{said} ({around}, {posts})." if around else f"{said}, from {posts} alone."
    return "Who cared is unknown: no organic post has intent signals and views."


def _several_sets(numbers: Numbers) -> Iterator[str]:
    sets = numbers.iscr.parts(NOW)
    if len(sets) < 2:
        return
    shared = common_signals(numbers)
    names = listed([f"{p.count('+') + 1} ({signal_names(p)})" for p in sets])
    offer = f" What all have is {signal_names('+'.join(shared))}." if shared else ""
    yield (
        f"Posts have different signals, {names}: these are different metrics and are never ranked "
        f"together.{offer}"
    )
