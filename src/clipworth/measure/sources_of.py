"""Where the inputs of a metric stand: table, column, receipt and row."""

from collections.abc import Mapping
from dataclasses import dataclass

from clipworth.measure.amounts import End, Exchanged
from clipworth.measure.leaves import Leaf
from clipworth.measure.metrics.kinds import Reads
from clipworth.measure.query import bound
from clipworth.model.catalogue import TABLES
from clipworth.model.tables import Table
from clipworth.model.words import Role, Word
from clipworth.store.engine import Store, name, sql_file

_REFUNDED = (
    "s.refund_id in (select refund.refund_id from refund"
    " join chosen as r on r.order_id = refund.order_id)"
)
# (relation, table that is not the relation's own) -> which rows s of the table count.
_BESIDE: Mapping[tuple[str, str], str] = {
    ("posts", "ad_day"): "s.level = 'ad' and s.post_id in (select r.post_id from chosen as r)",
    ("orders", "refund_part"): _REFUNDED,
    ("shop", "refund_part"): _REFUNDED,
    ("margins", "sale_line"): "s.order_id in (select r.order_id from chosen as r)",
    ("margins", "product_cost"): "(s.sku, s.from_day) in (select line.sku, max(price.from_day)"
    " from chosen as r join sale_line as line on line.order_id = r.order_id"
    " join product_cost as price on price.sku = line.sku and price.from_day <= r.day"
    " group by line.sku, r.order_id)",
    ("costs", "ad_period"): "s.from_day in (select r.day from chosen as r)",
    **{
        ("costs", table): "exists (select 1 from chosen as r"
        " where r._receipt = s._receipt and r._row = s._row)"
        for table in ("ad_day", "creator", "cost")
    },
}
_PLATFORM = ("ad_day", "ad_period", "ad_split_day", "account_day", "post")
# Whose word a column is, where it is not its table's.
_COLUMN_WORDS = {"ad_day.spend": Word.BILLED, "ad_period.spend": Word.BILLED}
# Whose word a table is, where it is not the brand's own.
_TABLE_WORDS = {**dict.fromkeys(_PLATFORM, Word.PLATFORM), "fx_rate": Word.ASSUMED}


def word_of(column: str) -> Word:
    """Say whose word a `table.column` is: spend is billed, though the platform reports it."""
    table = column.partition(".")[0]
    return _COLUMN_WORDS.get(column) or _TABLE_WORDS.get(table, Word.FIRST_PARTY)


@dataclass(frozen=True)
class FromReceipt:
    """The rows of a file that gave something, as ranges of which both ends are inside.

    ranges: none where rows have no number; then it is the whole file.
    """

    receipt: str
    ranges: tuple[tuple[int, int], ...]


def sources_of(
    store: Store, leaf: Leaf, reads: Reads, currency: str | None = None
) -> tuple[FromReceipt, ...]:
    """Find the standing value of a column behind each row that counts in a sum.

    currency: only rows whose amounts are in it.
    """
    table = TABLES[reads.table]
    takes = leaf.measure.expression if reads.role is Role.DECIDES else reads.takes
    # A figure of 0 comes from its rows too; of what is counted row by row, only rows that count.
    counted = reads.role is Role.DECIDES or reads.name in table.key
    conditions = [leaf.where, f"({takes}) is not null"]
    if counted:
        conditions.append(f"({takes})::double <> 0")
    if currency is not None:
        conditions.append("coalesce(r.currency, $home) = $in_currency")
    chosen = (
        f"with chosen as (select r.* from (\n{leaf.relation.text()}\n) as r"
        f" where {' and '.join(conditions)})\n"
    )
    values = {**leaf.selection.values, "in_currency": currency}
    return _standing(store, table, reads.name, chosen + _rows(leaf, table), values)


def rates_used(store: Store, leaf: Leaf, exchanged: Exchanged) -> tuple[FromReceipt, ...]:
    """Find the rows of the exchange rates that amounts were converted at."""
    pair = "$in_currency in (s.base, s.quote) and $home in (s.base, s.quote)"
    days = "list_contains($days::date[], s.day)"
    if exchanged.way == "across":
        # Each leg has its own days, so all rates up to the last day may stand behind.
        pair, days = (
            "len([x for x in [s.base, s.quote] if x in ($in_currency, $home)]) = 1",
            ("s.day <= list_max($days::date[])"),
        )
    table = TABLES["fx_rate"]
    rows = f"select {_keys(table)} from fx_rate as s where {pair} and {days}"
    values = {
        **leaf.selection.values,
        "in_currency": exchanged.currency,
        "days": list(exchanged.days),
    }
    return _standing(store, table, "rate", rows, values)


def followers_on(store: Store, end: End) -> tuple[FromReceipt, ...]:
    """Find the row that says the followers of an account on a day."""
    table = TABLES["account_day"]
    rows = (
        f"select {_keys(table)} from account_day as s"
        " where lower(s.account) = $account and s.day = $day"
    )
    return _standing(store, table, "followers", rows, {"account": end.account, "day": end.day})


def _rows(leaf: Leaf, table: Table) -> str:
    relation = leaf.relation
    selected = f"select {_keys(table)} from {name(table.name)} as s"
    if beside := _BESIDE.get((relation.key, table.name)):
        return f"{selected} where {beside}"
    joined = " and ".join(f"s.{name(key)} = r.{name(key)}" for key in relation.keys)
    return f"{selected} join chosen as r on {joined}"


def _keys(table: Table) -> str:
    return ", ".join(f"s.{name(key)}" for key in table.key)


def _standing(
    store: Store, table: Table, column: str, contributing: str, values: Mapping[str, object]
) -> tuple[FromReceipt, ...]:
    """Find the versions that stand for a column, of the rows with the contributing keys."""
    keys = [name(key) for key in table.key]
    sql = sql_file(
        __file__,
        "contributing",
        column=name(column),
        contributing=contributing,
        versions=store.history(table) or f"(select t.*, 0 as _rank from {name(table.name)} as t)",
        version_keys=", ".join(f"v.{key}" for key in keys),
        joined=" and ".join(f"v.{key} is not distinct from chosen.{key}" for key in keys),
    )
    found = store.rows(sql, bound(sql, values))
    return tuple(FromReceipt(receipt, ranges(numbers)) for receipt, numbers in found)


def ranges(numbers: list[int | None]) -> tuple[tuple[int, int], ...]:
    """Put row numbers together: 2, 3, 4, 77 are (2, 4) and (77, 77)."""
    found: list[tuple[int, int]] = []
    for row in sorted({number for number in numbers if number is not None}):
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return tuple(found)
