"""What each column gave to a sum: in its own currency, and converted at the rates of its days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from clipworth.measure.explained import ends
from clipworth.measure.figures import total
from clipworth.measure.leaves import Leaf
from clipworth.measure.metrics.kinds import Reads
from clipworth.measure.query import bound
from clipworth.measure.relations import exchange
from clipworth.model.words import Role
from clipworth.store.engine import Store, sql_file

_TOTAL = "total"


@dataclass(frozen=True)
class Amount:
    """What one column gave to a sum, in one currency; None is unknown.

    currency: None where it is no money. converted: in the currency of the answer.
    """

    reads: Reads
    currency: str | None
    value: Any
    converted: Any


@dataclass(frozen=True)
class Exchanged:
    """What amounts of one currency were converted at.

    mean: weighted by the amounts. days: of the rates that were used. way: direct, inverse, across.
    """

    currency: str
    mean: Decimal | None
    lowest: Decimal
    highest: Decimal
    days: tuple[date, ...]
    way: str


@dataclass(frozen=True)
class Given:
    """A sum, what each column gave to it, and the rates of exchange in it."""

    leaf: Leaf
    total: Any
    amounts: tuple[Amount, ...]
    exchanged: tuple[Exchanged, ...] = ()


@dataclass(frozen=True)
class End:
    """Followers of an account on the first or the last day known."""

    account: str
    day: date
    followers: int


def given(store: Store, leaf: Leaf) -> Given:
    """Find what each column gave to a sum."""
    columns = {f"c{n}": reads for n, reads in enumerate(leaf.measure.inputs)}
    if leaf.is_money and not leaf.selection.one_currency:
        return _in_currencies(store, leaf, columns)
    sums = ", ".join(f"sum({takes}) as {key}" for key, takes in _taken(leaf, columns).items())
    places = {"relation": leaf.relation.text(), "where": leaf.where, "totals": sums}
    sql = sql_file(__file__, "explained_plain", **places)
    (record,) = store.records(sql, bound(sql, leaf.selection.values))
    currency = leaf.selection.home if leaf.is_money else None
    amounts = [Amount(one, currency, record[key], record[key]) for key, one in columns.items()]
    return Given(leaf, record[_TOTAL], _weighted(amounts))


def account_ends(store: Store, leaf: Leaf) -> list[tuple[End, End]]:
    """Give followers of each account on the first and the last day known."""
    return [
        (End(account, first, oldest), End(account, last, newest))
        for account, first, oldest, last, newest in store.rows(ends(leaf.selection))
    ]


def _taken(leaf: Leaf, columns: Mapping[str, Reads]) -> dict[str, str]:
    taken = {key: one.takes for key, one in columns.items() if one.role is not Role.DECIDES}
    silent = {key: "null" for key, one in columns.items() if one.role is Role.DECIDES}
    return {**taken, **silent, _TOTAL: leaf.measure.expression}


def _in_currencies(store: Store, leaf: Leaf, columns: Mapping[str, Reads]) -> Given:
    taken = _taken(leaf, columns)
    sql = sql_file(
        __file__,
        "inputs",
        relation=leaf.relation.text(),
        where=leaf.where,
        sums=", ".join(f"sum({takes})::decimal(38, 6) as {key}" for key, takes in taken.items()),
        own=", ".join(f"sum(s.{key}) as {key}__own" for key in taken),
        converted=", ".join(total(replace(leaf.measure, key=key)) for key in taken),
        exchange=exchange(),
    )
    records = store.records(sql, bound(sql, leaf.selection.values))
    amounts = [
        Amount(one, record["currency"], record[f"{key}__own"], record[key])
        for key, one in columns.items()
        for record in records
    ]
    home = leaf.selection.home
    exchanged = [_exchanged(record) for record in records if record["currency"] != home]
    return Given(
        leaf,
        _added([r[_TOTAL] for r in records if r[f"{_TOTAL}__own"] is not None]),
        tuple(_shown(amounts)),
        tuple(one for one in exchanged if one is not None),
    )


def _exchanged(record: Mapping[str, Any]) -> Exchanged | None:
    own, converted = record[f"{_TOTAL}__own"], record[_TOTAL]
    if not record["rate_days"]:
        return None
    mean = converted / own if own and converted is not None else None
    return Exchanged(
        record["currency"],
        mean,
        record["lowest"],
        record["highest"],
        tuple(record["rate_days"]),
        record["way"],
    )


def _shown(amounts: list[Amount]) -> list[Amount]:
    """Leave out currencies in which a column has nothing, where it has something in others."""
    shown: list[Amount] = []
    for reads in dict.fromkeys(amount.reads for amount in amounts):
        mine = [amount for amount in amounts if amount.reads == reads]
        shown += [amount for amount in mine if amount.value] or mine[:1]
    return shown


def _weighted(amounts: list[Amount]) -> tuple[Amount, ...]:
    """Make of a multiplier's products the mean that it multiplies with."""
    signs = {Role.ADDS: 1, Role.SUBTRACTS: -1}
    times = sum((one.value or 0) * signs.get(one.reads.role, 0) for one in amounts)
    return tuple(
        replace(one, value=one.value / times if one.value is not None and times else None)
        if one.reads.role is Role.MULTIPLIES
        else one
        for one in amounts
    )


def _added(values: list[Any]) -> Any:
    return None if not values or any(value is None for value in values) else sum(values)
