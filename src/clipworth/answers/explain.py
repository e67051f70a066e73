"""One number down to its formula, its SQL, its inputs, and the files and rows they came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clipworth.answers import sampling
from clipworth.answers.layers import signal_names
from clipworth.answers.metric_table import shown
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import count, percent, value
from clipworth.measure.explained import statement
from clipworth.measure.ledger.ledger import shortened
from clipworth.measure.metrics.catalogue import metric as metric_of
from clipworth.measure.metrics.kinds import Composite, Metric, Ratio, RollUp
from clipworth.measure.rates import check_pool, rates
from clipworth.measure.relations import CONDITIONS, RELATIONS
from clipworth.measure.sources_of import FromReceipt, Source, sources_of
from clipworth.model.answers import Ask, Explanation, Input, Origin
from clipworth.model.catalogue import TABLES
from clipworth.model.problems import WrongUse, nearest
from clipworth.model.settings import Settings
from clipworth.model.tables import Type
from clipworth.model.units import Kind
from clipworth.stats.estimate import Estimate
from clipworth.store.engine import Store

MOST_RANGES = 25
_PRICED = ("media_equivalent", "media_return")


def explain(store: Store, settings: Settings, metric_key: str, ask: Ask) -> Explanation:
    """Explain a metric of a selection.

    Raises WrongUse for an unknown metric or filter, and where a rate would pool two datasets.
    """
    metric = metric_of(metric_key)
    for key in ask.where:
        if key not in CONDITIONS:
            raise WrongUse(f"no metric is filtered by {key!r}. {nearest(key, CONDITIONS)}")
    return _explained(_one_set(scope(store, settings, ask), metric), metric)


@dataclass(frozen=True)
class _Value:
    """A value with its SQL; unknown: why there is none."""

    number: Any
    sql: str
    estimate: Estimate | None = None
    unknown: str = ""


def _explained(asked: Scope, metric: Metric) -> Explanation:
    found = _value(asked, metric)
    numbers = Numbers(asked)
    estimate = found.estimate
    known = bool(found.sql)
    return Explanation(
        metric=metric.key,
        label=metric.label,
        meaning=metric.meaning,
        formula=metric.formula,
        filled=_filled(asked, metric, found),
        value=shown(found.number, metric.unit),
        unit=metric.unit,
        layer=metric.layer,
        word=metric.word,
        sql=found.sql,
        inputs=tuple(_inputs(asked, metric)) if known else (),
        low=_finite(estimate.low) if estimate else None,
        high=_finite(estimate.high) if estimate else None,
        n=estimate.n if estimate else None,
        method=estimate.method if estimate else "",
        unknown=found.unknown,
        caveats=tuple(_caveats(asked, metric, numbers)) if known else (),
    )


def _one_set(asked: Scope, metric: Metric) -> Scope:
    """Narrow ISCR to one set of signals, the one that most posts have, unless one was asked."""
    if not metric.key.startswith("iscr_") or "signals" in asked.ask.where or asked.is_empty:
        return asked
    ratio = metric
    found = Numbers(asked).iscr
    sets = {
        part: estimate.n
        for part in found.parts()
        if (estimate := found.get(ratio.key, part)) is not None
    }
    if not sets:
        return asked
    signals = min(sets, key=lambda part: (-sets[part], part))
    return asked.filtered(signals=signals)


def _value(asked: Scope, metric: Metric) -> _Value:
    if asked.is_empty:
        return _Value(None, "", unknown="Nothing is imported yet.")
    if metric.roll_up is RollUp.NEVER:
        return _Value(
            None, "", unknown=f"{metric.meaning} It never adds up, so a period has no value of it."
        )
    for relation in _relations(metric):
        if reason := asked.no_filter_reason(relation):
            return _Value(None, "", unknown=reason)
    unknown = _not_known(asked, metric)
    price = Numbers(asked).price.amount if metric.key in _PRICED else None
    sql = statement(metric, asked.selection, price)
    number = asked.store.value(sql)
    estimate = _estimate(asked, metric)
    if unknown:
        return _Value(None, sql, unknown=unknown)
    if number is None:
        return _Value(None, sql, unknown=_why_none(asked))
    return _Value(number, sql, estimate)


def _relations(metric: Metric) -> set[str]:
    if isinstance(metric, Composite) or (isinstance(metric, Ratio) and metric.crosses):
        return {relation for part in metric.parts for relation in _relations(part)}
    return {metric.relation} if not isinstance(metric, Composite) else set()


def _why_none(asked: Scope) -> str:
    return Numbers(asked).missing_rates or "No imported file holds what it takes on these days."


def _not_known(asked: Scope, metric: Metric) -> str:
    """Say why a metric over costs has no value, though its SQL would give one."""
    numbers = Numbers(asked)
    if metric.key == "break_even_roas" and numbers.orders.get("orders_without_margin"):
        lacking = numbers.orders.get("orders_without_margin")
        return f"Taxes, shipping or product costs of {count(lacking)} tracked orders are unknown."
    if metric.key in _PRICED and numbers.price.amount is None:
        return numbers.price.basis
    if metric.key in ("roi", "media_return", "cost_per_intent_action"):
        unknown = numbers.ledger.unknown_cost()
        return f"The cost is not fully known: {unknown}." if unknown else ""
    return ""


def _estimate(asked: Scope, metric: Metric) -> Estimate | None:
    if not isinstance(metric, Ratio) or metric.crosses:
        return None
    check_pool(
        asked.store, [metric], asked.selection, "format" if "format" in asked.ask.where else "all"
    )
    return rates(asked.store, [metric], asked.selection).get(metric.key)


def _filled(asked: Scope, metric: Metric, found: _Value) -> str:
    """Put the figures into the formula."""
    if found.number is None:
        return ""
    said = value(found.number, metric.unit, asked.currency)
    if metric.key == "roi":
        said = percent(found.number, signed=True)
    if isinstance(metric, Ratio) and not metric.crosses:
        top, bottom = _top_and_bottom(asked, metric)
        times = f" × {metric.times:,}" if metric.times != 1 else ""
        return f"{_exact(top)} / {_exact(bottom)}{times} = {said}"
    parts = [
        asked.store.value(statement(part, asked.selection, Numbers(asked).price.amount))
        for part in (metric.parts if isinstance(metric, Ratio | Composite) else ())
    ]
    if metric.key == "roi":
        return f"({_exact(parts[0])} − {_exact(parts[1])}) / {_exact(parts[1])} = {said}"
    if metric.key == "media_equivalent":
        price = Numbers(asked).price.amount
        return f"{_exact(parts[0])} × {_exact(price)} / 1,000 = {said}"
    if parts:
        return f"{_exact(parts[0])} / {_exact(parts[1])} = {said}"
    return f"{metric.formula} = {_exact(found.number)}"


def _top_and_bottom(asked: Scope, metric: Ratio) -> tuple[Any, Any]:
    items = rates(asked.store, [metric], asked.selection).items
    if items is None or ("now", None) not in items.groups:
        return None, None
    tops, bottoms = items.of(metric.key, ("now", None))
    both = (tops == tops) & (bottoms == bottoms)
    return float(tops[both].sum()), float(bottoms[both].sum())


def _exact(number: Any) -> str:
    if number is None:
        return "unknown"
    if isinstance(number, Decimal):
        return f"{number:,.2f}"
    if float(number) == round(float(number)):
        return f"{round(float(number)):,}"
    return f"{float(number):,.2f}"


def _inputs(asked: Scope, metric: Metric) -> Iterator[Input]:
    files = {
        receipt: Origin(receipt, file, source or "", as_of, rows or 0)
        for receipt, file, source, as_of, rows in asked.store.rows(
            "select r.receipt, r.file, r.source, r.as_of, r.rows_read from receipt as r"
        )
    }
    for source in sources_of(asked.store, metric, asked.selection):
        yield Input(
            label=f"{source.column.replace('_', ' ')} in {source.table}",
            table=source.table,
            column=source.column,
            value=source.total,
            word=source.word,
            receipts=tuple(_places(source, files)),
            values=source.values,
            currency=source.currency or asked.currency if _is_money(source) else None,
        )


def _places(source: Source, files: dict[str, Origin]) -> Iterator[tuple[Origin, str]]:
    for found in source.receipts:
        origin = files.get(found.receipt) or Origin(found.receipt, found.receipt, "", None, 0)
        yield origin, f"{origin.file} [{origin.receipt}]: {row_ranges(found)}"


def row_ranges(found: FromReceipt) -> str:
    """Say which rows of a file: `rows 2–41, 77`, as the person's spreadsheet shows them."""
    ranges: list[list[int]] = []
    for row in sorted({row for row in found.rows if row is not None}):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    said = [f"{a}–{b}" if b > a else str(a) for a, b in ranges]
    if not said:
        return "the whole file"
    noun = "row" if len(found.rows) == 1 else "rows"
    return f"{noun} {', '.join(_some(said))}"


def _some(said: Sequence[str]) -> list[str]:
    return shortened(said, MOST_RANGES)


def _caveats(asked: Scope, metric: Metric, numbers: Numbers) -> Iterator[str]:
    if signals := asked.selection.where.get("signals"):
        yield f"Posts whose known signals are exactly {signal_names(signals)}."
    if metric.unit.kind is Kind.MONEY:
        yield from asked.home.caveats
    relations = _relations(metric)
    if "posts" in relations:
        yield from sampling.caveats(asked, numbers.standing)
    if "costs" in relations:
        yield "Inputs are whole fees and months; only their days inside the period count."
    if isinstance(metric, Ratio) and not metric.crosses:
        noun = RELATIONS[metric.relation].noun
        yield f"The interval comes from how much {noun}s differ, not from counting exposures."


def _finite(number: float) -> float | None:
    return None if number != number else number


def _is_money(source: Source) -> bool:
    return TABLES[source.table].field(source.column).type is Type.MONEY
