"""Where the inputs of a metric stand: table, column, receipt and row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clipworth.measure.explained import counted_rows
from clipworth.measure.metrics.kinds import Composite, Metric, Ratio, RollUp
from clipworth.measure.query import bound
from clipworth.measure.relations import RELATIONS, Relation
from clipworth.measure.selection import Selection
from clipworth.model.catalogue import TABLES
from clipworth.model.tables import Table, Type
from clipworth.model.words import Word
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
    """A column that a metric reads, and the receipts that its standing values came from.

    currency: of its amounts; None: the home one, or it holds no amounts.
    """

    table: str
    column: str
    currency: str | None
    receipts: tuple[FromReceipt, ...]

    @property
    def total(self) -> Any:
        """The sum of the column over contributing rows; None: it does not add, or is unknown."""
        totals = [found.total for found in self.receipts]
        return None if not totals or any(total is None for total in totals) else sum(totals)

    @property
    def values(self) -> int:
        """How many values stand in contributing rows."""
        return sum(found.values for found in self.receipts)

    @property
    def word(self) -> Word:
        """Whose word the column is."""
        return word_of(self.table, self.column)


# Whose word a table is, where no metric is that column alone.
_WORDS = {
    **dict.fromkeys(("ad_day", "ad_period", "ad_split_day", "account_day", "post"), Word.PLATFORM),
    **dict.fromkeys(("audience_share", "audience_hour"), Word.PLATFORM),
}


def word_of(table: str, column: str) -> Word:
    """Say whose word a column is: spend is billed, though the table is the platform's report."""
    if column == "spend":
        return Word.BILLED
    return _WORDS.get(table, Word.FIRST_PARTY)


def sources_of(store: Store, metric: Metric, selection: Selection) -> list[Source]:
    """Find the standing value behind each contributing row, per source column of the metric."""
    found: dict[tuple[str, str], list[Source]] = {}
    for part in _leaves(metric):
        relation = RELATIONS[part.relation]
        for source in part.sources:
            table, column = source.split(".")
            if (table, column) not in found:
                found[table, column] = _sources(store, part, relation, selection, table, column)
    return [source for sources in found.values() for source in sources]


def _leaves(metric: Metric) -> list[Any]:
    if isinstance(metric, Composite) or (isinstance(metric, Ratio) and metric.crosses):
        return [leaf for part in metric.parts for leaf in _leaves(part)]
    return [metric]


def _sources(
    store: Store,
    metric: Metric,
    relation: Relation,
    selection: Selection,
    table_name: str,
    column: str,
) -> list[Source]:
    table = TABLES[table_name]
    keys = table.key
    kind = table.field(column).type
    # A stock such as followers is known at the end of a day, and no sum of days means anything.
    adds = kind in (Type.COUNT, Type.MONEY) and metric.roll_up is not RollUp.LAST
    has_currency = kind is Type.MONEY and "currency" in table.names
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
        currency="v.currency" if has_currency else "null::varchar",
    )
    found: dict[str | None, list[FromReceipt]] = {}
    for receipt, currency, total, n, at in store.rows(sql, bound(sql, selection.values)):
        found.setdefault(currency, []).append(FromReceipt(receipt, total, n, tuple(at)))
    sources = [
        Source(table_name, column, currency, tuple(given)) for currency, given in found.items()
    ]
    return sources or [Source(table_name, column, None, ())]


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
