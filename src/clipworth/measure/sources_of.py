"""Where the inputs of a metric stand: table, column, receipt and row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clipworth.measure.explained import counted_rows
from clipworth.measure.metrics.kinds import Composite, Metric, Ratio
from clipworth.measure.query import bound
from clipworth.measure.relations import RELATIONS, Relation
from clipworth.measure.selection import Selection
from clipworth.model.catalogue import TABLES
from clipworth.model.tables import Table, Type
from clipworth.store.engine import Store, name, sql_file

_IN_DAYS = "({day} >= $since::date and {day} < $until::date)"
_ASKED = "(($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))"
# (relation, table that is not the relation's own) -> which rows s of the table count.
_BESIDE: Mapping[tuple[str, str], str] = {
    ("posts", "ad_day"): "s.level = 'ad' and s.post_id in (select r.post_id from chosen as r)",
    ("orders", "refund_part"): "s.refund_id in (select refund.refund_id from refund"
    " join chosen as r on r.order_id = refund.order_id)",
    ("shop", "refund_part"): "s.refund_id in (select refund.refund_id from refund"
    " join chosen as r on r.order_id = refund.order_id)",
    ("margins", "sale_line"): "s.order_id in (select r.order_id from chosen as r)",
    ("margins", "product_cost"): "s.sku in (select line.sku from sale_line as line"
    " join chosen as r on r.order_id = line.order_id)",
    ("costs", "ad_period"): _IN_DAYS.format(day="s.from_day"),
    ("costs", "creator"): "s.from_day < $until::date and"
    " coalesce(s.until_day, s.from_day) >= $since::date",
    ("costs", "cost"): "s.month < $until::date and last_day(s.month) >= $since::date",
}

# (table of costs, filter) -> which rows s the filter lets through; where it is not listed, none.
_COST_FILTERS: Mapping[tuple[str, str], str] = {
    ("creator", "creator"): "lower(s.creator) = ltrim(lower($where_creator), '@')",
    ("creator", "content_type"): "lower($where_content_type) = 'creator'",
    ("cost", "creator"): "lower(s.creator) = ltrim(lower($where_creator), '@')",
    ("cost", "content_type"): "lower(s.content_type) = lower($where_content_type)",
    ("cost", "pillar"): "lower(s.pillar) = lower($where_pillar)",
    ("cost", "post"): "s.post_id = $where_post",
    ("ad_period", "content_type"): "lower($where_content_type) = 'paid'",
}


@dataclass(frozen=True)
class FromReceipt:
    """What one receipt gave: a sum (None for text), how many values, their rows."""

    receipt: str
    total: Any
    values: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Source:
    """A column that a metric reads, and the receipts that its standing values came from."""

    table: str
    column: str
    receipts: tuple[FromReceipt, ...]

    @property
    def total(self) -> Any:
        """The sum of the column over contributing rows; how many values, for texts and shares."""
        totals = [found.total for found in self.receipts]
        if not totals or any(total is None for total in totals):
            return sum(found.values for found in self.receipts)
        return sum(totals)


def sources_of(store: Store, metric: Metric, selection: Selection) -> list[Source]:
    """Find the standing value behind each contributing row, per source column of the metric."""
    found: dict[tuple[str, str], Source] = {}
    for part in _leaves(metric):
        relation = RELATIONS[part.relation]
        for source in part.sources:
            table, column = source.split(".")
            if (table, column) not in found:
                found[table, column] = _source(store, part, relation, selection, table, column)
    return list(found.values())


def _leaves(metric: Metric) -> list[Any]:
    if isinstance(metric, Composite) or (isinstance(metric, Ratio) and metric.crosses):
        return [leaf for part in metric.parts for leaf in _leaves(part)]
    return [metric]


def _source(
    store: Store,
    metric: Metric,
    relation: Relation,
    selection: Selection,
    table_name: str,
    column: str,
) -> Source:
    table = TABLES[table_name]
    keys = table.key
    adds = table.field(column).type in (Type.COUNT, Type.MONEY)
    sql = sql_file(
        __file__,
        "contributing",
        column=name(column),
        contributing=_contributing(metric, relation, selection, table),
        versions=store.history(table) or _published(table),
        version_keys=", ".join(f"v.{name(key)}" for key in keys),
        joined=" and ".join(
            f"v.{name(key)} is not distinct from chosen.{name(key)}" for key in keys
        ),
        total="sum(standing.value)" if adds else "null",
    )
    rows = store.rows(sql, bound(sql, selection.values))
    return Source(
        table_name,
        column,
        tuple(FromReceipt(receipt, total, n, tuple(at)) for receipt, total, n, at in rows),
    )


def _contributing(metric: Metric, relation: Relation, selection: Selection, table: Table) -> str:
    keys = ", ".join(f"s.{name(key)}" for key in table.key)
    if (relation.key, table.name) == ("costs", "ad_day"):
        return _chosen(RELATIONS["ads"], selection, "r.spend is not null") + _joined(
            RELATIONS["ads"], table, keys
        )
    if relation.key == "costs":
        conditions = [_BESIDE[relation.key, table.name]]
        conditions += [_COST_FILTERS.get((table.name, key), "false") for key in selection.where]
        return f"select {keys} from {name(table.name)} as s where {' and '.join(conditions)}"
    more = [counted_rows(metric)]
    if isinstance(metric, Ratio):
        more.append(relation.rated)
    chosen = _chosen(relation, selection, *more)
    if (relation.key, table.name) in _BESIDE:
        condition = _BESIDE[relation.key, table.name]
        return f"{chosen} select {keys} from {name(table.name)} as s where {condition}"
    return chosen + _joined(relation, table, keys)


def _chosen(relation: Relation, selection: Selection, *more: str) -> str:
    condition = selection.condition(relation.key, *more)
    return (
        f"with chosen as (select r.* from (\n{relation.text()}\n) as r"
        f" where {_ASKED} and {condition})\n"
    )


def _joined(relation: Relation, table: Table, keys: str) -> str:
    joined = " and ".join(f"s.{name(key)} = r.{name(key)}" for key in relation.keys)
    return f" select {keys} from {name(table.name)} as s join chosen as r on {joined}"


def _published(table: Table) -> str:
    return f"(select t.*, 0 as _rank from {name(table.name)} as t)"
