"""Affiliate orders, one row per SKU of an order: the seller's export and the creator's own."""

from clipworth.sources import currencies, read
from clipworth.sources.declare import Column, Source, Target
from clipworth.sources.tiktok_shop import cells

_CURRENCY = currencies.EITHER
_PRICE = ("Price", "ราคา")


def _money(field: str, *headers: str) -> Column:
    return Column(headers, field, cells.amount)


SELLER = Source(
    key="tiktok_shop_affiliate_orders",
    title="TikTok Shop: affiliate orders, the seller's export",
    how="Seller Center > Affiliate > Affiliate orders > Export (checked 2026-10).",
    targets=(
        Target(
            "affiliate_sale",
            (
                Column(("Order ID",), "order_id", cells.shop_id, must=True),
                Column(("SKU ID",), "sku_id", cells.shop_id, must=True),
                Column(("Seller Sku",), "sku", read.text),
                Column(("Product ID",), "product_id", cells.shop_id),
                Column(("Product Name",), "product", read.text),
                Column(("Creator Username",), "creator", read.handle, must=True),
                Column(("Content Type",), "content_type", cells.content_type),
                Column(("Content ID",), "post_id", cells.shop_id),
                Column(("Shop name",), "shop", read.text),
                Column(("Time Created",), "day", cells.day, must=True),
                Column(("Time Commission Paid",), "paid_day", cells.day),
                Column(("Currency",), "currency", read.currency),
                _money("price", *_PRICE),
                Column(("Quantity",), "quantity", read.count),
                _money("paid", "Payment Amount"),
                Column(("Fully returned or refunded",), "returned", read.flag),
                Column(("Order Status", "Order settlement status"), "status", read.text),
                Column(("Commission model",), "commission_model", read.text),
                Column(("Standard commission rate",), "commission_share", read.percent),
                _money("estimated_base", "Est. Commission Base"),
                _money("estimated_commission", "Est. standard commission payment"),
                _money("estimated_ads_commission", "Est. Shop Ads commission payment"),
                _money("estimated_bonus", "Est. co-funded creator bonus"),
                _money(
                    "estimated_partner_commission",
                    "Est. Commission for Affiliate Partner",
                    "Est. commission for affiliate partner payment",
                ),
                _money("base", "Actual Commission Base"),
                _money(
                    "commission",
                    "Actual Commission Payment",
                    "Actual standard commission payment",
                ),
                _money("ads_commission", "Actual Shop Ads commission payment"),
                _money("bonus", "Actual co-funded creator bonus"),
            ),
            helpers=(currencies.beside(_PRICE),),
            derived={"side": "'seller'", "currency": _CURRENCY},
        ),
    ),
    marks=(("Est. Commission Base", "Actual Commission Base"),),
    tabs=True,
)

# The Thai headers are those of a public reader of the Thai export.
CREATOR = Source(
    key="tiktok_shop_creator_orders",
    title="TikTok Shop: affiliate orders, the creator's own export",
    how="TikTok Shop for Creators > Earnings > Orders > Export, by the creator (checked 2026-10).",
    targets=(
        Target(
            "affiliate_sale",
            (
                Column(("Order ID", "หมายเลขคำสั่งซื้อ"), "order_id", cells.shop_id, must=True),
                Column(("SKU ID", "ID ของ SKU"), "sku_id", cells.shop_id, must=True),
                Column(("Product ID", "รหัสสินค้า"), "product_id", cells.shop_id),
                Column(("Product name", "ชื่อสินค้า"), "product", read.text),
                Column(("Content Type", "ประเภทเนื้อหา"), "content_type", cells.content_type),
                Column(("Content ID", "รหัสเนื้อหา"), "post_id", cells.shop_id),
                Column(("Shop name", "ชื่อร้านค้า"), "shop", read.text),
                Column(("Order date", "วันที่สั่งซื้อ"), "day", cells.day, must=True),
                Column(
                    ("Commission settlement date", "วันที่ชำระเงินค่าคอมมิชชั่น"), "paid_day", cells.day
                ),
                Column(("Currency", "สกุลเงิน"), "currency", read.currency),
                _money("price", *_PRICE),
                Column(("Items sold", "สินค้าที่ขายได้"), "quantity", read.count, must=True),
                Column(("Items refunded", "สินค้าที่มีการคืนเงิน"), "refunded_quantity", read.count),
                _money("gmv", "GMV"),
                Column(("Order settlement status", "สถานะการชำระคำสั่งซื้อ"), "status", read.text),
                Column(("Commission type", "ประเภทค่าคอมมิชชั่น"), "commission_model", read.text),
                Column(("Standard", "มาตรฐาน"), "commission_share", read.percent),
                _money("estimated_base", "Est. commission base", "ฐานค่าคอมมิชชั่นโดยประมาณ"),
                _money(
                    "estimated_commission",
                    "Est. standard commission",
                    "ค่าคอมมิชชั่นมาตรฐานโดยประมาณ",
                ),
                _money(
                    "estimated_ads_commission",
                    "Est. Shop Ads commission",
                    "ค่าคอมมิชชั่นโฆษณาร้านค้าโดยประมาณ",
                ),
                _money("estimated_bonus", "Est. Bonus", "โบนัสโดยประมาณ"),
                _money(
                    "estimated_partner_bonus",
                    "Est. Affiliate partner bonus",
                    "โบนัสจากพาร์ทเนอร์แอฟฟิลิเอตโดยประมาณ",
                ),
                _money("base", "Actual commission base", "ฐานค่าคอมมิชชั่นตามจริง"),
                _money("commission", "Standard commission", "ค่าคอมมิชชั่นมาตรฐาน"),
                _money("ads_commission", "Shop Ads commission", "ค่าคอมมิชชั่นโฆษณาร้านค้า"),
                _money("bonus", "Bonus", "โบนัส"),
                _money("partner_bonus", "Affiliate partner bonus", "โบนัสจากพาร์ทเนอร์แอฟฟิลิเอต"),
                _money("shared_with_partner", "Shared with partner", "แบ่งกับพาร์ทเนอร์"),
                _money("earned", "Total final earned amount", "ยอดรายได้รวมสุดท้าย"),
            ),
            helpers=(
                currencies.beside(_PRICE),
                _money("estimated_iva", "Est. IVA", "IVA โดยประมาณ"),
                _money("estimated_isr", "Est. ISR", "ISR โดยประมาณ"),
                _money("estimated_pit", "Est. PIT", "PIT โดยประมาณ"),
                _money("iva", "Tax - IVA", "ภาษี - IVA"),
                _money("isr", "Tax - ISR", "ภาษี - ISR"),
                _money("pit", "Tax - PIT", "ภาษี - PIT"),
            ),
            derived={
                "side": "'creator'",
                "creator": "given_account",
                "currency": _CURRENCY,
                "returned": "refunded_quantity >= quantity and quantity > 0",
                # Each market has one or two of them; where none is known, so is the sum.
                "estimated_taxes": "case when coalesce(estimated_iva, estimated_isr, estimated_pit)"
                " is not null then coalesce(estimated_iva, 0) + coalesce(estimated_isr, 0)"
                " + coalesce(estimated_pit, 0) end",
                "taxes": "case when coalesce(iva, isr, pit) is not null"
                " then coalesce(iva, 0) + coalesce(isr, 0) + coalesce(pit, 0) end",
            },
        ),
    ),
    marks=(
        ("Est. commission base", "ฐานค่าคอมมิชชั่นโดยประมาณ"),
        ("Total final earned amount", "ยอดรายได้รวมสุดท้าย"),
    ),
    without=("Creator Username",),
    tabs=True,
)
