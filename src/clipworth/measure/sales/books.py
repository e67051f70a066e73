"""The books of each month: from what customers paid down to what is left after marketing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clipworth.measure.figures import cents
from clipworth.measure.ledger.ledger import COSTS, Ledger, ledger
from clipworth.measure.query import bound
from clipworth.measure.relations import ad_totals, all_margins, awaited, exchange, orders
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.store.engine import Store, sql_file

# What an order says of itself; each is unknown for a month where one of its orders lacks it.
ENTRIES = ("paid", "discounts", "refunds", "taxes", "shipping", "product_costs")


@dataclass(frozen=True)
class Uncosted:
    """A product without a cost; sku None: lines that name none."""

    sku: str | None
    product: str | None
    items: int
    orders: int


@dataclass(frozen=True)
class Sales:
    """What orders of a month came to; lacking: how many orders do not say a part."""

    orders: int
    amounts: Mapping[str, Decimal | None]
    lacking: Mapping[str, int]
    unrated: int
    overpaid_orders: int
    overpaid: Decimal

    def get(self, key: str) -> Decimal | None:
        """Give an amount, in cents; None where an order lacks it, or has no exchange rate."""
        if key == "gross":
            return _summed(self.get("paid"), self.get("discounts"))
        if key == "net":
            return _less(self.get("paid"), self.get("refunds"), self.get("taxes"))
        if key == "contribution_margin":
            return _less(self.get("net"), self.get("shipping"), self.get("product_costs"))
        return self.amounts[key]


_NONE_LACKING = dict.fromkeys(ENTRIES, 0)
NOTHING = Sales(0, dict.fromkeys(ENTRIES, Decimal("0.00")), _NONE_LACKING, 0, 0, Decimal(0))
# Of a month without any order nobody knows whether the shop sold nothing, or no file tells of it.
UNKNOWN = Sales(0, dict.fromkeys(ENTRIES), _NONE_LACKING, 0, 0, Decimal(0))


@dataclass(frozen=True)
class Books:
    """The books of the months of a period.

    shop, tracked: by month; all orders, and those tracked to TikTok. spanning: months in which a
    total of ads stands that reaches over the edge of a month.
    """

    months: tuple[str, ...]
    shop: Mapping[str, Sales]
    tracked: Mapping[str, Sales]
    costs: Ledger
    uncosted: Mapping[str, tuple[Uncosted, ...]]
    spanning: frozenset[str]

    def cost(self, key: str, month: str) -> Decimal | None:
        """Give ad costs, fees or other costs; 0 where costs of the month are known and none is."""
        if self.unknown_cost(month):
            return None
        found = self.costs.figures.get(key, month)
        stands = ("now", month, key) in self.costs.figures.values
        if found is None and stands and self.costs.figures.get("cost", month) is None:
            return None  # an amount without an exchange rate
        return cents(found if found is not None else Decimal(0))

    def unknown_cost(self, month: str) -> str:
        """Say why the costs of a month are not all known; empty: they are."""
        reasons = [self.costs.unknown_cost(month)]
        if month in self.spanning:
            reasons.append("a total of ads reaches over the edge of the month")
        return "; ".join(reason for reason in reasons if reason)

    def left(self, month: str) -> Decimal | None:
        """Give the margin of tracked orders less ads, fees and other costs."""
        costs = [self.cost(key, month) for key in ("ad_costs", "fees", "other_costs")]
        return _less(self.tracked[month].get("contribution_margin"), *costs)

    def figures(self, month: str) -> dict[str, Decimal | None]:
        """Give every figure of a month by its key: what a close freezes."""
        shop, tracked = self.shop[month], self.tracked[month]
        if not self.costs.trackable:
            tracked = UNKNOWN
        found: dict[str, Decimal | None] = {"orders": Decimal(shop.orders) if shop.orders else None}
        found |= {key: shop.get(key) for key in SALES_KEYS}
        known = self.costs.trackable and shop.orders
        found["tracked_orders"] = Decimal(tracked.orders) if known else None
        found |= {f"tracked_{key}": tracked.get(key) for key in TRACKED_KEYS}
        found |= {key: self.cost(key, month) for key in COST_KEYS}
        found["left"] = self.left(month) if self.costs.trackable else None
        return found


SALES_KEYS = (
    "gross",
    "discounts",
    "paid",
    "refunds",
    "taxes",
    "net",
    "shipping",
    "product_costs",
    "contribution_margin",
)
TRACKED_KEYS = ("paid", "refunds", "taxes", "net", "shipping", "product_costs",
                "contribution_margin")  # fmt: skip
COST_KEYS = ("ad_costs", "fees", "other_costs")


def books(store: Store, selection: Selection, period: Period) -> Books:
    """Put together the books of the months of a period."""
    selection = _of(selection, period)
    sql = sql_file(__file__, "monthly", margins=all_margins(), exchange=exchange())
    records = store.records(sql, bound(sql, selection.values))
    months = tuple(f"{month.since:%Y-%m}" for month in period.months)
    return Books(
        months,
        {month: _sales([r for r in records if r["month"] == month]) for month in months},
        {month: _tracked([r for r in records if r["month"] == month]) for month in months},
        ledger(store, selection, period, "month", only=COSTS),
        _uncosted(store, selection),
        frozenset(_spanning(store)),
    )


def tie_out(
    store: Store, selection: Selection, period: Period
) -> dict[tuple[str, str], tuple[int, Decimal | None]]:
    """Give orders and amount of each line of the tie-out, by (month, line)."""
    sql = sql_file(__file__, "tie_out", exchange=exchange(), awaited=awaited())
    values = _of(selection, period).values
    return {
        (month, line): (orders, None if unrated else cents(amount or 0))
        for month, line, orders, amount, unrated in store.rows(sql, bound(sql, values))
    }


def _of(selection: Selection, period: Period) -> Selection:
    """Give a selection of a period alone."""
    return Selection(
        period,
        None,
        {},
        selection.home,
        selection.sources,
        one_currency=selection.one_currency,
        crossed_rates=selection.crossed_rates,
    )


def _tracked(records: Sequence[Mapping[str, Any]]) -> Sales:
    """Add up the tracked orders of a month; where orders stand and none is tracked, that is 0."""
    tracked = [record for record in records if record["tracked"]]
    return NOTHING if records and not tracked else _sales(tracked)


def _sales(records: Sequence[Mapping[str, Any]]) -> Sales:
    if not records:
        return UNKNOWN
    orders = sum(record["orders"] for record in records)
    lacking = {key: sum(record[f"no_{key}"] for record in records) for key in ENTRIES}
    unrated = sum(record["no_rate"] for record in records)
    amounts = {
        key: None
        if lacking[key] or unrated
        else cents(sum((record[key] or Decimal(0) for record in records), Decimal(0)))
        for key in ENTRIES
    }
    return Sales(
        orders,
        amounts,
        lacking,
        unrated,
        sum(record["overpaid_orders"] for record in records),
        sum((record["overpaid"] or Decimal(0) for record in records), Decimal(0)),
    )


def _uncosted(store: Store, selection: Selection) -> dict[str, tuple[Uncosted, ...]]:
    sql = sql_file(__file__, "uncosted", orders=orders())
    found: dict[str, tuple[Uncosted, ...]] = {}
    for month, *rest in store.rows(sql, bound(sql, selection.values)):
        found[month] = (*found.get(month, ()), Uncosted(*rest))
    return found


def _spanning(store: Store) -> Iterator[str]:
    """Give the months that a total of ads reaches into and does not lie inside."""
    if not store.value("select 1 from ad_period limit 1"):
        return
    for row in store.rows(f"select t.from_day, t.until_day, t.replaced from ({ad_totals()}) as t"):
        since, until, replaced = row
        total = Period(since, until)
        months = [f"{month.since:%Y-%m}" for month in total.months]
        if not replaced and len(months) > 1:
            yield from months


def _summed(*amounts: Decimal | None) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _less(amount: Decimal | None, *others: Decimal | None) -> Decimal | None:
    taken = _summed(*others)
    return None if amount is None or taken is None else amount - taken
