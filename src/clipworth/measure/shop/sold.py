"""What TikTok Shop sold, kept and left, in all and by post, creator, product or month."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clipworth.measure.figures import cents
from clipworth.measure.money.currency import rate_gaps
from clipworth.measure.query import bound
from clipworth.measure.relations import exchange
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, sql_file

UNCREDITED = "not credited"
PARTS = {
    "all": "null::varchar",
    "month": "r.month",
    "post": f"coalesce(r.post_id, '{UNCREDITED}')",
    "creator": f"coalesce(r.creator, '{UNCREDITED}')",
    "product": "coalesce(r.sku, r.product, 'no SKU')",
}
# A part of the margin -> the column that counts the lines without it.
_NEEDED = {
    "revenue": "no_revenue",
    "refunds": "no_refunds",
    "commission": "no_commission",
    "platform_fees": "no_platform_fees",
    "product_costs": "no_product_costs",
}


@dataclass(frozen=True)
class Sold:
    """What lines of orders came to; an amount that a line lacks is unknown for all of them.

    told: the sums and counts as measured.
    """

    part: str | None
    told: Mapping[str, Any]

    def count(self, key: str) -> int:
        """Give a count."""
        return self.told[key] or 0

    def get(self, key: str) -> Decimal | None:
        """Give an amount in cents; None where any line lacks it, or has no exchange rate."""
        if key == "net":
            return self._less("revenue", "refunds")
        if key == "margin":
            return self._less("revenue", "refunds", "commission", "platform_fees", "product_costs")
        if self.count("unrated") or self.lacking(key):
            return None
        # Of commissions that are split by how sure they are, none is an amount of nothing.
        return cents(self.told[key] or 0)

    def known(self, key: str) -> Decimal | None:
        """Give an amount over the lines that know it; None where none does."""
        return None if self.told[key] is None or self.count("unrated") else cents(self.told[key])

    def lacking(self, key: str) -> int:
        """Give how many lines lack an amount."""
        return self.count(_NEEDED[key]) if key in _NEEDED else 0

    @property
    def lacks(self) -> dict[str, int]:
        """Give how many lines lack each part of the margin, where any does."""
        return {key: self.lacking(key) for key in _NEEDED if self.lacking(key)}

    def _less(self, key: str, *others: str) -> Decimal | None:
        amounts = [self.get(one) for one in (key, *others)]
        known = [amount for amount in amounts if amount is not None]
        if len(known) < len(amounts):
            return None
        return known[0] - sum(known[1:], Decimal(0))


@dataclass(frozen=True)
class GmvMax:
    """What GMV Max cost and what TikTok shows beside it, organic sales included."""

    told: Mapping[str, Any]

    @property
    def unknown(self) -> str:
        """Say why the cost is not known; empty: it is, or there is none."""
        said = {
            "no_spend": "rows of GMV Max state no cost",
            "unrated": "rows of GMV Max have no exchange rate",
            "overlapping": "periods of GMV Max overlap in part",
            "across": "periods of GMV Max reach over the edge of the days asked about",
        }
        return "; ".join(f"{self.told[key]:,} {why}" for key, why in said.items() if self.told[key])

    @property
    def ran(self) -> bool:
        """Tell whether any of it is imported for these days."""
        return bool(self.told["row_count"] or self.told["across"])

    @property
    def spend(self) -> Decimal | None:
        """The cost; None: unknown, or nothing is imported."""
        return cents(self.told["spend"]) if self.told["row_count"] and not self.unknown else None

    @property
    def revenue(self) -> Decimal | None:
        """Gross revenue of the shop as TikTok shows it; organic sales are inside."""
        if self.unknown or self.told["no_revenue"] or not self.told["row_count"]:
            return None
        return cents(self.told["revenue"])


def lines() -> str:
    """Give the relation of lines of TikTok Shop's orders."""
    return sql_file(__file__, "lines", exchange=exchange())


def sold_sql(by: str) -> str:
    """Write the statement that adds lines up by a part."""
    return sql_file(__file__, "sold", lines=lines(), part=PARTS[by])


def sold(store: Store, selection: Selection, by: str = "all") -> list[Sold]:
    """Read what was sold by a part, the most revenue first."""
    sql = sold_sql(by)
    return [Sold(row["part"], row) for row in store.records(sql, bound(sql, selection.values))]


def gmv_max(store: Store, selection: Selection) -> GmvMax:
    """Read what GMV Max cost."""
    sql = sql_file(__file__, "gmv_max", exchange=exchange())
    return GmvMax(store.records(sql, bound(sql, selection.values))[0])


def told(store: Store, selection: Selection, by: str) -> list[dict[str, Any]]:
    """Read what TikTok Shop credits to posts or creators, by its own word."""
    table, key = {"post": ("shop_post", "post_id"), "creator": ("shop_creator", "creator")}[by]
    sql = sql_file(__file__, "told", table=table, key=key, exchange=exchange())
    return store.records(sql, bound(sql, selection.values))


def missing_rates(store: Store, selection: Selection) -> str:
    """Name the currencies and days of lines without a rate; empty where there are none."""
    return rate_gaps(store, selection, lines(), "r.revenue is null or r.rate is null")
