"""What came back for what was spent: cash and media-equivalent value apart."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from clipworth.answers import sampling
from clipworth.answers.layers import break_even, own_roas
from clipworth.answers.metric_table import metric_table, shown
from clipworth.answers.money_lines import (
    known_months_sentence,
    leading_sentence,
    media_sentence,
    money_caveats,
    money_lines,
    no_revenue,
)
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import listed, money, percent
from clipworth.measure.figures import NOW, cents, whole
from clipworth.measure.ledger.ledger import Ledger, gaps, ledger, shortened
from clipworth.measure.ledger.media import media_equivalent
from clipworth.measure.metrics import conversion, intent, reach, value
from clipworth.measure.metrics.kinds import Metric
from clipworth.measure.relations import NOT_ASSIGNED
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.model.units import TEXT
from clipworth.model.words import Word
from clipworth.stats.allocate import CENT, adding_up
from clipworth.store.engine import Store

# Reading more runs of months than these takes longer than the sentence is worth.
MOST_RUNS = 6
GROUPED = ("content_type", "pillar", "creator")
DIRECT = (
    "Costs stand where they were booked; what was booked on nothing in particular stands under "
    f"“{NOT_ASSIGNED}” and is spread over nobody."
)
HALVES = (
    "A post in two pillars gives its weight of money, orders, views and actions to each (half, if "
    "none is given), so that the pillars add up to the total."
)


def roi(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what came back for what was spent, in total and by a group."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("roi")
    numbers = Numbers(asked)
    by = ask.by or "content_type"
    if ask.by == "pillar":
        sampling.need_full_posts(numbers.standing)
    table = _by(asked, numbers, by)
    lines = [*money_lines(numbers), own_roas(numbers), break_even(numbers)]
    return asked.answer(
        "roi",
        [metric_table("money", leading_sentence(numbers), lines), table],
        (
            leading_sentence(numbers),
            known_months_sentence(numbers),
            media_sentence(numbers),
            table.finding,
        ),
        [
            *money_caveats(numbers),
            DIRECT,
            HALVES if by == "pillar" else "",
            *sampling.caveats(asked, numbers.standing),
        ],
        relations=("costs", "orders", "margins", "ads", "posts"),
    )


def _columns(by: str, media_word: Word) -> tuple[Shown, ...]:
    def of(metric: Metric, word: Word | None = None) -> Shown:
        return Shown(metric.key, metric.label, metric.unit, metric.layer, word or metric.word)

    return (
        Shown(by, by.replace("_", " ").capitalize(), TEXT),
        of(value.COST),
        of(value.AD_COSTS),
        of(value.FEES),
        of(value.OTHER_COSTS),
        of(conversion.TRACKED_REVENUE),
        of(conversion.TRACKED_ORDERS),
        of(value.ROI),
        of(conversion.PURCHASE_VALUE),
        of(reach.ORGANIC_VIEWS),
        of(value.MEDIA_EQUIVALENT, media_word),
        of(value.MEDIA_RETURN, media_word),
        of(intent.INTENT_ACTIONS),
        of(value.COST_PER_INTENT_ACTION),
    )


_SHOWN = ("cost", "organic_views", "purchase_value", "tracked_orders")
_CASH = ("cost", "ad_costs", "fees", "other_costs", "tracked_revenue")
_COUNTS = ("tracked_orders", "organic_views", "intent_actions")
ONE = Decimal(1)


def _by(asked: Scope, numbers: Numbers, by: str) -> AnswerTable:
    books = ledger(asked.store, asked.selection, asked.period, by)
    parts = [part for part in books.figures.parts() if _has_something(books, part)]
    parts.sort(
        key=lambda part: (
            part == NOT_ASSIGNED,
            part if by == "month" else "",
            -(books.cost(part) or Decimal(0)),
            part,
        )
    )
    units = dict.fromkeys(_CASH, CENT) | dict.fromkeys(_COUNTS, ONE)
    amounts = {
        key: adding_up({part: _amount(books, numbers, key, part) for part in parts}, unit)
        for key, unit in {**units, "media_equivalent": CENT}.items()
    }
    rows = tuple(_row(books, numbers, by, part, amounts) for part in parts)
    columns = _columns(by, numbers.price.word)
    return AnswerTable(f"returns_by_{by}", _finding(asked, books, by, parts), columns, rows)


def _has_something(books: Ledger, part: str) -> bool:
    """Tell whether a part has anything to show, be it an amount that cannot be said."""
    values = books.figures.values
    known = [key for key in _SHOWN if (NOW, part, key) in values]
    return any(values[NOW, part, key] != 0 for key in known)


def _amount(books: Ledger, numbers: Numbers, key: str, part: str) -> Decimal | None:
    if key == "cost":
        return books.cost(part)
    if key == "tracked_revenue":
        return books.revenue(part)
    if key == "media_equivalent":
        return media_equivalent(books.figures.get("organic_views", part), numbers.price)
    found = books.orders(part) if key == "tracked_orders" else books.figures.get(key, part)
    return None if found is None else Decimal(found)


def _row(
    books: Ledger,
    numbers: Numbers,
    by: str,
    part: str,
    amounts: dict[str, dict[str, Decimal | None]],
) -> Row:
    found = books.figures
    actions = found.get("intent_actions", part)
    media = _amount(books, numbers, "media_equivalent", part)
    cost_known = not books.unknown_cost(part) and books.cost(part)
    cost = books.cost(part)
    cells: dict[str, Cell] = {
        by: part,
        **{key: column[part] for key, column in amounts.items()},
        **{key: whole(amounts[key][part]) for key in _COUNTS},
        "roi": shown(_return(books, part), value.ROI.unit),
        "purchase_value": cents(found.get("purchase_value", part)),
        "media_return": shown(books.per_cost(media, part), value.MEDIA_RETURN.unit),
        "cost_per_intent_action": (
            cents(cost / Decimal(actions)) if cost_known and cost and actions else None
        ),
    }
    return Row(cells, dict(_unknown(books, numbers, part, cells)))


def _unknown(
    books: Ledger, numbers: Numbers, part: str, cells: dict[str, Cell]
) -> Iterator[tuple[str, str]]:
    unknown_cost = books.unknown_cost(part)
    no_cost = (
        f"The cost is not fully known: {unknown_cost}."
        if unknown_cost
        else (numbers.missing_rates or "No cost is booked here.")
    )
    unsold, media = no_revenue(numbers), numbers.price
    not_booked = numbers.missing_rates or "Nothing of the kind is booked here."
    reasons = {
        "cost": numbers.missing_rates or "Nothing is booked here.",
        "ad_costs": not_booked,
        "fees": not_booked,
        "other_costs": not_booked,
        "tracked_revenue": unsold,
        "tracked_orders": unsold,
        "roi": _no_return(books, part, unsold, no_cost),
        "purchase_value": numbers.missing_rates
        or "No ad of this group has a value that TikTok claims.",
        "organic_views": "No post of this group has organic views known.",
        "media_equivalent": media.basis if media.amount is None else "Organic views are unknown.",
        "media_return": no_cost if cells["media_equivalent"] is not None else "No value is known.",
        "intent_actions": "No post of this group has intent actions known.",
        "cost_per_intent_action": no_cost,
    }
    for key, cell in cells.items():
        if cell is None:
            yield key, reasons[key]


def _no_return(books: Ledger, part: str, unsold: str, no_cost: str) -> str:
    if books.revenue(part) is None:
        return unsold
    if books.unknown_cost(part):
        return no_cost
    if part == NOT_ASSIGNED:
        return "What belongs to nothing in particular has no return of its own."
    if not books.orders(part):
        return "No order is credited here; codes or tagged links may be what lacks."
    return no_cost


def _return(books: Ledger, part: str) -> Decimal | None:
    """Give the return of a group; where no order is credited, tags may be what lacks."""
    if part == NOT_ASSIGNED or not books.orders(part):
        return None
    return books.roi(part)


def _over_known_months(asked: Scope, by: str) -> dict[str, Decimal]:
    """Give the return of each group over the months whose cost is known."""
    cost: dict[str, Decimal] = {}
    revenue: dict[str, Decimal] = {}
    for run in _known_runs(asked):
        selection = replace(asked.selection, period=run, before=None, undated=False)
        books = ledger(asked.store, selection, run, by)
        for part in books.figures.parts():
            if books.unknown_cost(part):
                continue
            cost[part] = cost.get(part, Decimal(0)) + (books.cost(part) or Decimal(0))
            revenue[part] = revenue.get(part, Decimal(0)) + (books.revenue(part) or Decimal(0))
    parts = [part for part in cost if cost[part] > 0 and revenue[part] > 0 and part != NOT_ASSIGNED]
    return {part: (revenue[part] - cost[part]) / cost[part] for part in parts}


def _known_runs(asked: Scope) -> list[Period]:
    """Give the runs of months whose cost is known; none where there are too many to read."""
    if asked.period is None:
        return []
    unknown = {gap.month for gap in gaps(asked.store, asked.period) if gap.month}
    runs: list[Period] = []
    for month in asked.period.months:
        if f"{month.since:%Y-%m}" in unknown:
            continue
        if runs and runs[-1].until == month.since:
            runs[-1] = Period(runs[-1].since, month.until)
        else:
            runs.append(month)
    return runs if len(runs) <= MOST_RUNS else []


def _finding(asked: Scope, books: Ledger, by: str, parts: list[str]) -> str:
    returns = {part: _return(books, part) for part in parts}
    known = {part: rate for part, rate in returns.items() if rate is not None}
    if not known and by in GROUPED:
        known = _over_known_months(asked, by)
        if known:
            said = shortened(f"{part} {percent(rate, signed=True)}" for part, rate in known.items())
            return (
                "Over the months whose cost is known, the tracked return on direct costs alone, "
                f"by {by.replace('_', ' ')}: {listed(said)}."
            )
    if not known:
        why = books.unknown_cost()
        return f"No return by {by.replace('_', ' ')} can be said" + (f": {why}." if why else ".")
    said = shortened(f"{part} {percent(rate, signed=True)}" for part, rate in known.items())
    shared = books.cost(NOT_ASSIGNED) if NOT_ASSIGNED in parts else None
    beside = f"; {money(shared, asked.currency)} of cost belongs to none of them" if shared else ""
    basis = "" if by == "month" else " on direct costs alone"
    return f"Tracked cash return by {by.replace('_', ' ')}{basis}: {listed(said)}{beside}."
