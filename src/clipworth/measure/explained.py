"""One metric as one statement that runs by itself on the published tables."""

from decimal import Decimal

from clipworth.measure.metrics.kinds import Composite, Measure, Metric, Ratio, RollUp, Summed
from clipworth.measure.query import literal, written_out
from clipworth.measure.relations import RELATIONS, days, exchange
from clipworth.measure.selection import Selection
from clipworth.model.units import Kind
from clipworth.store.engine import sql_file

_LAST = {"followers": "sum(ends.newest)", "net_followers": "sum(ends.newest - ends.oldest)"}


def statement(metric: Metric, selection: Selection, price: Decimal | None = None) -> str:
    """Write the statement of a metric, its values filled in: one row, the value first.

    price: of 1,000 views, for media-equivalent value.
    """
    if isinstance(metric, Composite):
        return _composite(metric, selection, price)
    if isinstance(metric, Ratio):
        return _ratio(metric, selection)
    if isinstance(metric, Measure) and metric.roll_up is RollUp.LAST:
        sql = sql_file(
            __file__, "accounts/followers", relation=days(), where=selection.condition("days")
        )
        named = f"select {metric.key} as value, len(accounts) as row_count from (\n{sql}\n)"
        return written_out(f"{named} where span = 'now'", selection.values)
    return _over(metric.relation, _sum(metric), selection, has_money=_has_money(metric))


def counted_rows(metric: Metric) -> str:
    """Write the condition on a row r that it counts in the metric."""
    if isinstance(metric, Ratio):
        if metric.crosses:
            return "true"
        return f"({metric.top.expression}) is not null and ({metric.bottom.expression}) is not null"
    if isinstance(metric, Composite):
        return "true"
    return f"coalesce(({metric.expression})::double, 0) <> 0"


def _composite(metric: Composite, selection: Selection, price: Decimal | None) -> str:
    parts = [f"(\n{_only_value(part, selection, price)}\n)" for part in metric.parts]
    if metric.key == "roi":
        revenue, cost = parts
        return f"select ({revenue} - {cost}) / nullif({cost}, 0) as value"
    if metric.key == "media_equivalent":
        return f"select {parts[0]} * {literal(price)} / 1000 as value"
    return f"select {parts[0]} / nullif({parts[1]}, 0) as value"


def _only_value(metric: Metric, selection: Selection, price: Decimal | None) -> str:
    return f"select value from (\n{statement(metric, selection, price)}\n)"


def _ratio(ratio: Ratio, selection: Selection) -> str:
    times = f" * {ratio.times}" if ratio.times != 1 else ""
    if ratio.crosses:
        top, bottom = (_only_value(part, selection, None) for part in ratio.parts)
        return f"select (\n{top}\n)::double / nullif((\n{bottom}\n), 0){times} as value"
    top, bottom = _both_known(ratio.top, ratio.bottom), _both_known(ratio.bottom, ratio.top)
    value = f"({top})::double / nullif(({bottom})::double, 0){times}"
    rated = RELATIONS[ratio.relation].rated
    return _over(ratio.relation, value, selection, rated, has_money=_has_money(ratio))


def _has_money(metric: Metric) -> bool:
    return any(part.unit.kind is Kind.MONEY for part in (metric, *metric.parts))


def _over(relation: str, value: str, selection: Selection, *more: str, has_money: bool) -> str:
    places = {
        "relation": RELATIONS[relation].text(),
        "where": selection.condition(relation, *more),
        "value": value,
    }
    if has_money:
        sql = sql_file(__file__, "explained", exchange=exchange(), **places)
    else:
        sql = sql_file(__file__, "explained_plain", **places)
    return written_out(sql, selection.values)


def _sum(measure: Summed) -> str:
    return _summed(measure, f"({measure.expression})")


def _both_known(measure: Summed, other: Summed) -> str:
    known = f"case when ({other.expression}) is not null then ({measure.expression}) end"
    return _summed(measure, known)


def _summed(measure: Summed, expression: str) -> str:
    if measure.unit.kind is not Kind.MONEY:
        return f"sum({expression})"
    # An amount without a rate makes the sum unknown; left out, it would make it too small.
    unrated = f"count(*) filter (where ({expression}) is not null and r.home_rate is null)"
    return f"case when {unrated} = 0 then sum(({expression}) * r.home_rate) end"
