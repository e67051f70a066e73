"""Seller Center: the income export, one row per order, refund or adjustment that was settled."""

from clipworth.sources import currencies, read
from clipworth.sources.declare import Column, Source, Target
from clipworth.sources.tiktok_shop import cells

_PAID_OUT = ("Total settlement amount", "Settlement amount")
# Ads that are paid out of the sales stand as a row of their own kind, or as a column.
_ADS = "regexp_matches(lower(kind), '^(gmv payment for tiktok ads|gmv max ad fee)')"
_IS_ORDER = f"lower(kind) in {cells.any_of(('order', 'refund', 'return'))}"

SETTLEMENTS = Source(
    key="tiktok_shop_settlements",
    title="TikTok Shop: settlements (income)",
    how="Seller Center > Finance > Income > Settled > Export (checked 2026-10).",
    targets=(
        Target(
            "shop_settlement",
            (
                Column(("Order/adjustment ID",), "entry", cells.shop_id, must=True),
                Column(("Type", "Transaction type"), "kind", read.text, must=True),
                Column(
                    ("Order settled time", "Order settled time(UTC)", "Settled time"),
                    "settled_day",
                    cells.day,
                    must=True,
                ),
                Column(("Related order ID",), "order_id", cells.shop_id),
                Column(("Order created time", "Order created time(UTC)"), "ordered_day", cells.day),
                Column(("Currency",), "currency", read.currency),
                Column(_PAID_OUT, "settlement", cells.amount, must=True),
                Column(("Total Revenue",), "revenue", cells.amount),
                Column(
                    ("Refund subtotal after seller discounts", "Refund subtotal after discounts"),
                    "refunds",
                    cells.amount,
                ),
                Column(("Total Fees",), "fees", cells.amount),
                Column(("Transaction fee",), "transaction_fee", cells.amount),
                Column(
                    (
                        "TikTok Shop commission fee",
                        "Platform commission fee",
                        "Platform commission",
                        "Referral fee",
                    ),
                    "platform_commission",
                    cells.amount,
                ),
                Column(("Affiliate Commission",), "affiliate_commission", cells.amount),
                Column(
                    ("Affiliate Shop Ads commission",), "affiliate_ads_commission", cells.amount
                ),
                Column(("Affiliate partner commission",), "partner_commission", cells.amount),
                Column(
                    ("GMV Payment for TikTok Ads", "GMV Max ad fee"), "ads_payment", cells.amount
                ),
                Column(
                    ("Seller shipping fee", "Shipping costs", "Shipping"), "shipping", cells.amount
                ),
                # TikTok writes it without the d.
                Column(("Ajustment amount", "Adjustment amount"), "adjustment", cells.amount),
            ),
            helpers=(currencies.beside(_PAID_OUT),),
            derived={
                "order_id": f"coalesce(order_id, case when {_IS_ORDER} then entry end)",
                "currency": currencies.EITHER,
                "ads_payment": f"coalesce(ads_payment, case when {_ADS} then settlement end)",
            },
        ),
    ),
    tabs=True,
)
