"""One number down to its formula, its SQL, its inputs, and the files and rows they came from."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from clipworth.answers import sampling
from clipworth.answers.explain_inputs import Inputs, inputs, said
from clipworth.answers.layers import signal_names
from clipworth.answers.metric_table import shown
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import count, percent, value
from clipworth.measure.content.standing import Standing
from clipworth.measure.explained import statement
from clipworth.measure.ledger.media import PriceBasis
from clipworth.measure.metrics.catalogue import metric as metric_of
from clipworth.measure.metrics.kinds import Composite, Metric, Ratio, RollUp
from clipworth.measure.metrics.value import MEDIA_PRICE
from clipworth.measure.money.currency import needs_crossing
from clipworth.measure.rates import check_pool, rates
from clipworth.measure.relations import CONDITIONS, RELATIONS
from clipworth.measure.selection import Selection
from clipworth.model.answers import Ask, Cell, Explanation
from clipworth.model.problems import WrongUse, nearest
from clipworth.model.settings import Settings
from clipworth.model.units import MONEY, Kind, Unit
from clipworth.model.words import Word, weakest
from clipworth.stats.estimate import Estimate
from clipworth.store.engine import Store

_GAPS = ("views", "saves", "shares", "profile_visits", "link_clicks")
_PRICED = ("media_equivalent", "media_return")


def explain(store: Store, settings: Settings, metric_key: str, ask: Ask) -> Explanation:
    """Explain a metric of a selection.

    Raises WrongUse for an unknown metric or filter; Refused where a rate would pool two datasets.
    """
    metric = metric_of(metric_key)
    for key in ask.where:
        if key not in CONDITIONS:
            raise WrongUse(f"no metric is filtered by {key!r}. {nearest(key, CONDITIONS)}")
    return _explained(_one_set(scope(store, settings, ask), metric), metric)


@dataclass(frozen=True)
class _Value:
    """A value with its SQL; unknown: why there is none, where that is known beforehand."""

    number: Any
    sql: str
    estimate: Estimate | None = None
    unknown: str = ""


@dataclass
class _Question:
    """A metric of a scope, and what explaining it takes."""

    asked: Scope
    metric: Metric

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers behind answers."""
        return Numbers(self.asked)

    @cached_property
    def selection(self) -> Selection:
        """The rows of the period alone, as there is no comparing here."""
        asked = self.asked
        return replace(
            asked.selection,
            before=None,
            one_currency=asked.home.is_only,
            crossed_rates=needs_crossing(asked.store, asked.home),
        )

    @cached_property
    def price(self) -> PriceBasis | None:
        """What the price of 1,000 views rests on, where the metric has one."""
        if self.metric.key not in _PRICED:
            return None
        all_days = replace(self.selection, period=self.asked.known, where={}, undated=False)
        return PriceBasis(self.asked.settings.value_per_1000_views, all_days)

    def sql(self, metric: Metric) -> str:
        """Write the statement of a metric."""
        return statement(metric, self.selection, self.price)


def _explained(asked: Scope, metric: Metric) -> Explanation:
    question = _Question(asked, metric)
    found = _value(question)
    estimate, taken = found.estimate, Inputs((), (), {})
    if found.sql:
        taken = inputs(asked, metric, question.selection, question.price)
        if found.number is None and not found.unknown:
            found = replace(found, unknown=_why_none(question, taken))
    return Explanation(
        metric=metric.key,
        label=metric.label,
        meaning=metric.meaning,
        formula=metric.formula,
        filled=_filled(question, found, taken),
        value=shown(found.number, metric.unit),
        unit=metric.unit,
        layer=metric.layer,
        word=_word(question),
        sql=found.sql,
        inputs=taken.inputs,
        parts=taken.parts,
        currency=asked.currency,
        low=_bound(estimate.low, metric.unit) if estimate else None,
        high=_bound(estimate.high, metric.unit) if estimate else None,
        n=estimate.n if estimate else None,
        method=estimate.method if estimate else "",
        unknown=found.unknown,
        caveats=tuple(_caveats(question, found, taken)) if found.sql else (),
    )


def _word(question: _Question) -> Word:
    """Give the word of the metric; a price that was typed makes it an assumption."""
    word = question.metric.word
    typed = question.price is not None and question.price.typed is not None
    return weakest([word, Word.ASSUMED]) if typed else word


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


def _value(question: _Question) -> _Value:
    asked, metric = question.asked, question.metric
    if asked.is_empty:
        return _Value(None, "", unknown="Nothing is imported yet.")
    if metric.roll_up is RollUp.NEVER:
        return _Value(
            None, "", unknown=f"{metric.meaning} It never adds up, so a period has no value of it."
        )
    for relation in _relations(metric):
        if reason := asked.no_filter_reason(relation):
            return _Value(None, "", unknown=reason)
    estimate = _estimate(asked, metric)
    sql = question.sql(metric)
    if unknown := _not_known(question):
        return _Value(None, sql, unknown=unknown)
    number = asked.store.value(sql)
    return _Value(number, sql, None if number is None else estimate)


def _relations(metric: Metric) -> set[str]:
    if metric == MEDIA_PRICE:
        return set()  # its ads are all ads, whatever was asked
    if isinstance(metric, Composite) or (isinstance(metric, Ratio) and metric.crosses):
        return {relation for part in metric.parts for relation in _relations(part)}
    return {metric.relation}


def _why_none(question: _Question, taken: Inputs) -> str:
    if _relations(question.metric) & {"orders", "margins"} and question.numbers.untracked:
        return question.numbers.untracked
    if any(one.is_unconverted for one in taken.inputs):
        return question.numbers.missing_rates
    return "No imported file holds what it takes on these days."


def _not_known(question: _Question) -> str:
    """Say why a metric over costs has no value, though its SQL would give one."""
    numbers, metric = question.numbers, question.metric
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


def _filled(question: _Question, found: _Value, taken: Inputs) -> str:
    """Put the figures into the formula; empty where the value is its one figure."""
    if found.number is None:
        return ""
    metric, currency = question.metric, question.asked.currency
    whole = value(found.number, metric.unit, currency)
    if metric.unit == MONEY:
        whole = f"{said(found.number, MONEY)} {currency or ''}".rstrip()
    elif metric.unit.kind is Kind.COUNT:
        whole = said(found.number, metric.unit)
    if metric.key == "roi":
        whole = percent(found.number, signed=True)
    if isinstance(metric, Composite):
        values = [question.asked.store.value(question.sql(part)) for part in metric.parts]
        parts = [said(one, part.unit) for one, part in zip(values, metric.parts, strict=True)]
        return f"{_COMPOSED[metric.key].format(*parts)} = {whole}"
    if isinstance(metric, Ratio):
        top, bottom = (said(part.value, part.unit) for part in taken.parts)
        times = f" × {metric.times:,}" if metric.times != 1 else ""
        return f"{top} / {bottom}{times} = {whole}"
    terms = taken.terms.get(metric.key)
    return f"{terms} = {whole}" if terms else ""


_COMPOSED = {
    "roi": "({0} − {1}) / {1}",
    "media_equivalent": "{0} × {1} / 1,000",
    "media_return": "{0} / {1}",
}


def _caveats(question: _Question, found: _Value, taken: Inputs) -> Iterator[str]:
    asked, metric, numbers = question.asked, question.metric, question.numbers
    if signals := asked.selection.where.get("signals"):
        yield f"Posts whose known signals are exactly {signal_names(signals)}."
    if found.unknown and any(one.value is not None for one in taken.inputs):
        yield "The inputs and the SQL hold what is known; their number is not the whole one."
    if any(part.unit.kind is Kind.MONEY for part in (metric, *metric.parts)):
        yield from asked.home.caveats
        if numbers.derived_rates:
            yield numbers.derived_rates
    if question.price and numbers.price.amount is not None:
        yield f"The price of 1,000 views is {numbers.price.basis}."
    relations = _relations(metric)
    if "posts" in relations:
        yield from filter(None, sampling.caveats(asked, _standing(question)))
    if "costs" in relations:
        yield "Fees and months are spread evenly over their days; days inside the period count."
    if isinstance(metric, Ratio) and not metric.crosses:
        noun = RELATIONS[metric.relation].noun
        yield f"The interval comes from how much {noun}s differ, not from counting exposures."
    if asked.ask.as_of:
        yield "The SQL is for what was known then; clipworth.duckdb holds what is known now."


def _standing(question: _Question) -> Standing:
    """Count what the metric lacks; only a rate over posts leaves out boosted ones."""
    standing, metric = question.numbers.standing, question.metric
    is_rate = isinstance(metric, Ratio) and not metric.crosses
    silent: dict[str, Any] = {
        f"no_{column}": 0 for column in _GAPS if f"post.{column}" not in metric.sources
    }
    if "post.views" not in metric.sources:
        # What was paid for bears on views alone.
        silent |= {"without_ads": 0, "unknown_paid_views": 0}
    if not is_rate:
        silent |= {"boosted": 0, "uneven": 0}
    return replace(standing, **silent)


def _bound(number: float, unit: Unit) -> Cell:
    """Give an end of an interval as its value is given; one that is open stays infinite."""
    return number if number == math.inf else shown(number, unit)
