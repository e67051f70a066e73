"""Shopify: the orders export, one row per line item, order cells on the first row only."""

import re
from dataclasses import replace

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target

_CAMPAIGN = re.compile(r"^\s*utm_\w+\s*:", re.IGNORECASE)


def _campaign_lines(cell: str) -> str:
    """Keep of cart attributes what a link said; the others may say anything about anybody."""
    return "\n".join(line for line in cell.splitlines() if _CAMPAIGN.match(line))


# Gift messages, recipients and such stand among the attributes of a cart.
_ATTRIBUTES = replace(read.text, name="cart attributes", keep=_campaign_lines)
_NOTES = Column(("Note Attributes",), "note_attributes", _ATTRIBUTES)
_ORDER = Column(("Name",), "order_name", read.text, must=True)
_ID = Column(("Id",), "shop_id", read.identifier)


def _noted(key: str) -> str:
    """Take a value out of cart attributes, which stand as lines `key: value`."""
    lines = "replace(note_attributes, chr(13), chr(10))"
    return f"nullif(trim(regexp_extract({lines}, '(?im)^\\s*{key}\\s*:(.*)$', 1)), '')"


SOURCES = (
    Source(
        key="shopify_orders_export",
        title="Shopify: orders export",
        how="Shopify admin > Orders > Export > CSV (checked 2026-10).",
        targets=(
            Target(
                "sale",
                (
                    Column(("Created at",), "ordered_ms", dates.zoned_moment, must=True),
                    Column(("Created at",), "day", dates.day_as_given),
                    Column(("Currency",), "currency", read.currency),
                    Column(("Total",), "total", read.money, must=True),
                    Column(("Subtotal",), "subtotal", read.money),
                    Column(("Shipping",), "shipping", read.money),
                    Column(("Taxes",), "tax", read.money),
                    Column(("Discount Amount",), "discount", read.money),
                    Column(("Refunded Amount",), "refunded", read.money),
                    Column(("Financial Status",), "status", read.text, must=True),
                    Column(("Discount Code",), "codes", read.code),
                    Column(("Email",), "person", read.person),
                    Column(("Source",), "channel", read.text),
                    Column(("Shipping Country",), "country", read.text),
                ),
                helpers=(
                    _ORDER,
                    _ID,
                    _NOTES,
                    Column(("Cancelled at",), "cancelled_at", read.text),
                ),
                derived={
                    # By its name an order whose id was ruined would stand beside itself, under the
                    # id that another export of the shop gives it.
                    "order_id": "case when has_shop_id then shop_id else order_name end",
                    "cancelled": "cancelled_at is not null or lower(status) = 'voided'",
                    "utm_source": _noted("utm_source"),
                    "utm_medium": _noted("utm_medium"),
                    "utm_campaign": _noted("utm_campaign"),
                    "utm_content": _noted("utm_content"),
                    "utm_term": _noted("utm_term"),
                },
                # Further lines of an order leave its cells empty.
                when="total is not null or status is not null or ordered_ms is not null"
                " and shop_id is not null",
            ),
            Target(
                "sale_line",
                (
                    Column(("Lineitem sku",), "sku", read.text),
                    Column(("Lineitem name",), "product", read.text, must=True),
                    Column(("Lineitem quantity",), "quantity", read.count),
                    Column(("Lineitem price",), "price", read.money),
                    Column(("Lineitem discount",), "discount", read.money),
                ),
                helpers=(_ORDER, _ID),
                derived={
                    "order_id": "coalesce(first_value(shop_id ignore nulls)"
                    " over (partition by order_name), order_name)",
                    "line": "row_number() over (partition by order_name order by _row)::VARCHAR",
                },
                when="order_name is not null and product is not null",
            ),
        ),
        personal=(
            "Phone",
            "Notes",
            "Device ID",
            "Payment Reference",
            "Payment References",
            "Payment ID",
            *(
                f"{side} {cell}"
                for side in ("Billing", "Shipping")
                for cell in ("Name", "Street", "Address1", "Address2", "Company", "Zip", "Phone")
            ),
        ),
    ),
)
