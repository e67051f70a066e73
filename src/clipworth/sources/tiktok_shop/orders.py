"""Seller Center: the order export, one row per SKU, the order's own cells repeated on each."""

from clipworth.sources import currencies, read
from clipworth.sources.declare import Column, Source, Target
from clipworth.sources.tiktok_shop import cells

_ORDER_ID = ("Order ID",)
_ORDER = Column(_ORDER_ID, "order_id", cells.shop_id, must=True)
_SKU = Column(("SKU ID",), "sku_id", cells.shop_id, must=True)
_AMOUNT = ("Order Amount",)
_STATUS = ("Order Status",)
_CANCELLED_AT = Column(("Cancelled Time", "Canceled Time"), "cancelled_day", cells.day, must=True)
# The status is written in the seller's language; the time of cancelling is there in all of them.
_CANCELLED_WORDS = (
    "canceled", "cancelled", "cancelado", "cancelada", "dibatalkan", "đã hủy", "đã huỷ",
    "ยกเลิกแล้ว", "annulé", "annulée", "storniert", "annullato",
)  # fmt: skip
_CANCELLED = (
    "(cancelled_day is not null"
    f" or coalesce(lower(status) in {cells.any_of(_CANCELLED_WORDS)}, false))"
)
_WHOLE = "rows between unbounded preceding and unbounded following"


def _of_order(field: str) -> str:
    """Take the order's cell from the first of its rows that knows it."""
    return f"first_value({field} ignore nulls) over (partition by order_id order by _row {_WHOLE})"


_REPEATED = ("day", "amount", "refunded", "tax", "shipping", "status", "country", "channel")

ORDERS = Source(
    key="tiktok_shop_orders",
    title="TikTok Shop: orders from Seller Center",
    how="Seller Center > Orders > Manage orders > Export, CSV or XLSX (checked 2026-10).",
    targets=(
        Target(
            "shop_order",
            (
                _ORDER,
                Column(("Created Time",), "day", cells.day, must=True),
                Column(("Currency",), "currency", read.currency),
                Column(_AMOUNT, "amount", cells.amount, must=True),
                Column(("Order Refund Amount",), "refunded", cells.amount),
                Column(("Taxes",), "tax", cells.amount),
                Column(("Shipping Fee After Discount",), "shipping", cells.amount),
                Column(_STATUS, "status", read.text, must=True),
                Column(("Is sample order", "Sample order"), "sample", read.flag),
                Column(("Country",), "country", read.text),
                Column(("Purchase Channel",), "channel", read.text),
            ),
            helpers=(
                _CANCELLED_AT,
                currencies.beside(_AMOUNT),
            ),
            derived={
                **{field: _of_order(field) for field in _REPEATED},
                "currency": _of_order(currencies.EITHER),
                "sample": "bool_or(sample) over (partition by order_id)",
                "cancelled": f"bool_and({_CANCELLED}) over (partition by order_id)",
            },
            once_per="order_id",
        ),
        Target(
            "shop_order_line",
            (
                _ORDER,
                _SKU,
                Column(("Seller SKU",), "sku", read.text),
                Column(("Product Name",), "product", read.text),
                Column(("Variation",), "variation", read.text),
                Column(("Quantity",), "quantity", read.count),
                Column(("Sku Quantity of return",), "returned", read.count),
                Column(("SKU Unit Original Price",), "price", cells.amount),
                Column(("SKU Subtotal After Discount",), "subtotal", cells.amount),
                Column(("SKU Seller Discount",), "seller_discount", cells.amount),
                Column(("SKU Platform Discount",), "platform_discount", cells.amount),
            ),
            helpers=(Column(_STATUS, "status", read.text), _CANCELLED_AT),
            derived={
                "line": "row_number() over (partition by order_id, sku_id order by _row)::VARCHAR",
                "cancelled": _CANCELLED,
            },
        ),
    ),
    left_out=(
        cells.explaining(
            _ORDER_ID,
            "not regexp_matches({c}, '[0-9]')",
            "explains the column; the row is no order.",
        ),
    ),
    tabs=True,
    personal=(
        "Buyer Message", "Buyer Username", "Buyer Nickname", "Buyer Email", "Recipient", "Phone #",
        "Zipcode", "Postal Code", "Region", "Province", "State", "City", "Town", "Municipality",
        "Barangay", "District", "Districts", "Ward", "Villages", "Detail Address", "Street Name",
        "House Name or Number", "Additional address information", "Tracking ID", "Package ID",
        "Seller Note", "Checked Marked by",
    ),
)  # fmt: skip
