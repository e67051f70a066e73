"""Shopify as a warehouse connector lays it out: orders, lines, codes, refunds, each a table."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Known, Source, Target

_HOW = "Export the table from your warehouse as CSV (the layout of Fivetran's connector, 2026-10)."
_ORDER_ID = Column(("order_id",), "order_id", read.identifier, must=True)
_REFUND_ID = Column(("refund_id",), "refund_id", read.identifier, must=True)


def _table(key: str, title: str, target: Target, *without: str) -> Source:
    return Source(key=key, title=title, how=_HOW, targets=(target,), without=without)


SOURCES = (
    _table(
        "shopify_table_order",
        "Shopify tables: orders",
        Target(
            "sale",
            (
                Column(("id",), "order_id", read.identifier, must=True),
                Column(("created_at",), "ordered_ms", dates.moment, must=True),
                Column(("currency",), "currency", read.currency),
                Column(("total_price",), "total", read.exact, must=True),
                Column(("subtotal_price",), "subtotal", read.exact, must=True),
                Column(("total_tax",), "tax", read.exact),
                Column(("total_discounts",), "discount", read.exact),
                Column(("financial_status",), "status", read.text, must=True),
                Column(("test",), "test", read.flag),
                Column(("customer_id",), "person", read.person),
                Column(("source_name",), "channel", read.text),
            ),
            helpers=(Column(("cancelled_at",), "cancelled_at", read.text),),
            derived={
                "day": dates.day_of("ordered_ms"),
                "cancelled": "cancelled_at is not null or lower(status) = 'voided'",
            },
        ),
    ),
    _table(
        "shopify_table_order_line",
        "Shopify tables: order lines",
        Target(
            "sale_line",
            (
                _ORDER_ID,
                Column(("id",), "line", read.identifier, must=True),
                Column(("sku",), "sku", read.text),
                Column(("product_id", "name", "title"), "product", read.text, must=True),
                Column(("quantity",), "quantity", read.count, must=True),
                Column(("price",), "price", read.exact, must=True),
                Column(("total_discount",), "discount", read.exact),
            ),
        ),
    ),
    _table(
        "shopify_table_discount_code",
        "Shopify tables: discount codes of orders",
        Target(
            "sale_code",
            (
                _ORDER_ID,
                Column(("code",), "code", read.code, must=True),
            ),
            helpers=(
                Column(("amount",), "amount", read.exact, must=True),
                Column(("type",), "kind", read.discount_kind, must=True),
            ),
            # A percentage is not an amount; what it took off stands in the order.
            derived={"discount": "case when kind = 'fixed_amount' then amount end"},
        ),
    ),
    _table(
        "shopify_table_refund",
        "Shopify tables: refunds",
        Target(
            "refund",
            (
                Column(("id",), "refund_id", read.identifier, must=True),
                _ORDER_ID,
                Column(("processed_at",), "refunded_ms", dates.moment, must=True),
            ),
        ),
        "amount",
        "refund_id",
        "total_price",
    ),
    _table(
        "shopify_table_line_refund",
        "Shopify tables: refunded lines",
        Target(
            "refund_part",
            (
                _REFUND_ID,
                Column(("id",), "part", read.identifier, must=True),
            ),
            helpers=(
                Column(("subtotal",), "subtotal", read.exact, must=True),
                Column(("total_tax",), "total_tax", read.exact, must=True),
                Column(("order_line_id",), "order_line_id", read.identifier, must=True),
            ),
            derived={"kind": "'line'", "amount": "subtotal + total_tax"},
        ),
    ),
    _table(
        "shopify_table_order_adjustment",
        "Shopify tables: adjustments of refunds",
        Target(
            "refund_part",
            (
                _REFUND_ID,
                Column(("id",), "part", read.identifier, must=True),
            ),
            helpers=(
                Column(("amount",), "adjusted", read.exact, must=True),
                Column(("tax_amount",), "adjusted_tax", read.exact, must=True),
                Column(("reason",), "reason", read.text, must=True),
            ),
            # Shopify books what it pays back as negative amounts.
            derived={"kind": "'adjustment'", "amount": "-(adjusted + adjusted_tax)"},
        ),
    ),
)

KNOWN = (
    Known(
        key="shopify_table_transaction",
        title="Shopify's table of payments",
        marks=(("gateway",), ("kind",), ("order_id",), ("amount",)),
        reason="orders carry their totals and refunds stand apart, so payments would count twice.",
        remedy="Nothing is missing; import the orders and the refunds.",
    ),
)
