"""One metric as one statement that runs by itself on the published tables."""

from clipworth.measure.figures import total
from clipworth.measure.leaves import Leaf, halves, renamed
from clipworth.measure.ledger.media import PriceBasis
from clipworth.measure.metrics.kinds import Composite, Measure, Metric, Ratio, RollUp
from clipworth.measure.metrics.value import MEDIA_PRICE
from clipworth.measure.query import literal, uncommented, written_out
from clipworth.measure.relations import days, exchange
from clipworth.measure.selection import Selection
from clipworth.measure.trimmed import trimmed, without
from clipworth.store.engine import sql_file

_RATES = "exchange_rate"
_ENDS = {"followers": "sum(ends.newest)", "net_followers": "sum(ends.newest - ends.oldest)"}
# How a composite is put together of the totals of its parts.
_COMPOSED = {
    "roi": "({0} - {1}) / nullif({1}, 0)",
    "media_equivalent": "{0} * {1} / 1000",
    "media_return": "{0} / nullif({1}, 0)",
}


def statement(metric: Metric, selection: Selection, price: PriceBasis | None = None) -> str:
    """Write the statement of a metric, its values filled in: one row with its value.

    price: what the price of 1,000 views rests on, for media-equivalent value.
    """
    sql = uncommented(_written(metric, selection, price)).strip()
    if f"join {_RATES} " in sql:
        sql = f"with {_RATES} as (\n{_rates(selection)}\n){_after(sql)}"
    return trimmed(sql)


def _rates(selection: Selection) -> str:
    """Write the rates of exchange, once for all totals that are converted."""
    sql = exchange() if selection.crossed_rates else without(exchange(), ["crossed"])
    return written_out(sql, selection.values)


def _after(sql: str) -> str:
    """Put a statement behind a named part, beside the named parts of its own."""
    return f",\n{sql.removeprefix('with ')}" if sql.startswith("with ") else f"\n{sql}"


def _written(metric: Metric, selection: Selection, price: PriceBasis | None) -> str:
    if metric == MEDIA_PRICE and price:
        if price.typed is not None:
            return f"select {literal(price.typed)} as value"
        return _ratio(MEDIA_PRICE, price.ads)
    if isinstance(metric, Composite):
        return _composed(metric, _COMPOSED[metric.key], selection, price)
    if isinstance(metric, Ratio):
        if metric.crosses:
            return _composed(metric, f"{{0}}::double / nullif({{1}}, 0){_times(metric)}", selection)
        return _ratio(metric, selection)
    if isinstance(metric, Measure) and metric.roll_up is RollUp.LAST:
        return f"select {_ENDS[metric.key]} as value from (\n{ends(selection)}\n) as ends"
    return _totals([Leaf(metric, selection)], ["value"])


def ends(selection: Selection) -> str:
    """Write the statement of followers of each account on the first and the last day known."""
    where = selection.rows("days")
    sql = sql_file(__file__, "accounts/ends", relation=days(), where=where)
    return written_out(sql, selection.values)


def _composed(
    metric: Composite | Ratio, formula: str, selection: Selection, price: PriceBasis | None = None
) -> str:
    names = [f"{part.key}_total" for part in metric.parts]
    parts = [
        f"{name} as (\n{_written(part, selection, price)}\n)"
        for name, part in zip(names, metric.parts, strict=True)
    ]
    value = formula.format(*(f"{name}.value" for name in names))
    return f"with {', '.join(parts)}\nselect {value} as value from {' cross join '.join(names)}"


def _ratio(ratio: Ratio, selection: Selection) -> str:
    sums = _totals(list(halves(ratio, selection)), ["top", "bottom"])
    value = f"sums.top::double / nullif(sums.bottom::double, 0){_times(ratio)}"
    return f"select {value} as value from (\n{sums}\n) as sums"


def _times(ratio: Ratio) -> str:
    return f" * {ratio.times}" if ratio.times != 1 else ""


def _totals(sums: list[Leaf], names: list[str]) -> str:
    """Write the statement of sums over the same rows."""
    first = sums[0]
    rows = without(first.relation.text(), _other_branches(sums))
    places = {"relation": rows, "where": first.where}
    measures = [renamed(leaf, name) for leaf, name in zip(sums, names, strict=True)]
    added = ", ".join(f"sum({measure.expression}) as {measure.key}" for measure in measures)
    if first.selection.one_currency or not any(leaf.is_money for leaf in sums):
        sql = sql_file(__file__, "explained_plain", totals=added, **places)
    else:
        totals = ", ".join(total(measure) for measure in measures)
        sql = sql_file(__file__, "explained", sums=added, totals=totals, rates=_RATES, **places)
    return written_out(sql, first.selection.values)


def _other_branches(sums: list[Leaf]) -> list[str]:
    """Name the parts of a relation whose rows stand for tables that no sum reads."""
    read = {one.table for leaf in sums for one in leaf.measure.inputs}
    branches = sums[0].relation.branches
    return [part for table, part in branches.items() if table not in read]
