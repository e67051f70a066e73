"""WooCommerce: the Analytics orders report, exporters' orders CSV, and orders of its REST API."""

from clipworth.sources import currencies, dates, read
from clipworth.sources.declare import Check, Column, LeftOut, Source, Target
from clipworth.sources.woocommerce import cells

# As many lines of an order as are read; a file has a column for each.
MOST_LINES = 40

_ORDER = "'woocommerce:' || ltrim(coalesce(number, id), '#')"
_KNOWN = {"order_id": _ORDER, "shop": "'woocommerce'"}
_ENDED = (
    "regexp_replace(lower(status), '^wc-', '')"
    " in ('cancelled', 'failed', 'trash', 'voided', 'annulled')"
)
# A cart whose checkout was begun is an order too, in WooCommerce's eyes.
_BEGUN = (
    "regexp_replace(lower({c}), '^wc-', '')"
    " in ('pending', 'pending payment', 'checkout-draft', 'auto-draft', 'draft')"
)
_NOT_PLACED = LeftOut(
    _BEGUN, ("Status",), "is an order that was begun and not placed.", perhaps=_BEGUN
)


def _joined(coupons: str) -> str:
    return (
        f"array_to_string(list_transform(from_json({coupons}, '[\"JSON\"]'),"
        " lambda one: one ->> 'code'), ';')"
    )


def _items(field: str) -> str:
    return f"from_json({field}, '[\"JSON\"]')"


_LINE = {
    "order_id": _ORDER,
    "line": "item ->> 'line'",
    "sku": "nullif(item ->> 'sku', '')",
    "product": "nullif(item ->> 'name', '')",
    "quantity": "item ->> 'pieces'",
    "price": "item ->> 'price'",
    "discount": "item ->> 'discount'",
}
_CODE = {"order_id": _ORDER, "code": "item ->> 'code'", "discount": "item ->> 'discount'"}
_PERSONAL = (
    "Customer",
    "customer_ip_address",
    "customer_user_agent",
    "customer_note",
    "order_notes",
    "order_key",
    "transaction_id",
    "shipping_items",
    "fee_items",
    "meta:_wc_order_attribution_user_agent",
)
_OF_PEOPLE = (
    "first_name", "last_name", "company", "address_1", "address_2", "postcode", "city", "phone",
    "email",
)  # fmt: skip


def _people(joint: str) -> tuple[str, ...]:
    sides = ("billing", "shipping")
    return tuple(f"{side}{joint}{cell}" for side in sides for cell in _OF_PEOPLE)


ANALYTICS = Source(
    key="woocommerce_analytics",
    title="WooCommerce: Analytics, orders report",
    how="WooCommerce > Analytics > Orders > Download (checked 2026-11).",
    targets=(
        Target(
            "sale",
            (
                Column(("Date",), "day", dates.day_as_given, must=True),
                Column(("N. Revenue (formatted)", "N. Revenue"), "total", cells.total),
                Column(("Net Sales",), "subtotal", read.money, must=True),
                Column(("Status",), "status", read.text, must=True),
                Column(("Coupon(s)",), "codes", read.code, must=True),
                Column(("Customer type",), "new_customer", cells.is_new, must=True),
                Column(("Attribution", "Origin"), "origin", cells.origin),
                Column(("Attribution", "Origin"), "utm_source", cells.origin_source),
            ),
            helpers=(
                Column(("Order #",), "number", read.identifier, must=True),
                Column(("Order ID",), "id", read.identifier),
                Column(("N. Revenue (formatted)", "N. Revenue"), "left_over", cells.left_over),
                Column(
                    ("N. Revenue (formatted)", "N. Revenue"),
                    "shown_currency",
                    cells.shown_currency,
                ),
                Column(("Items sold",), "items", read.signed_count, must=True),
            ),
            derived={
                **_KNOWN,
                "cancelled": _ENDED,
                "refunded": "total - left_over",
                "currency": currencies.SHOWN_ALONE,
            },
            # Not the second row of an order that was paid back, or of a part of it. Where its net
            # sales cannot be read its items tell, as it would take the place of the order.
            when="subtotal >= 0 or (subtotal is null and coalesce(items, 0) >= 0)",
        ),
        Target(
            "refund",
            (Column(("Date",), "refund_day", dates.day_as_given),),
            helpers=(
                Column(("Order #",), "number", read.identifier),
                Column(("Order ID",), "id", read.identifier),
                Column(("Date",), "moment", cells.moment_text),
                Column(("Net Sales",), "net_sales", read.money),
            ),
            derived={"order_id": _ORDER, "refund_id": f"{_ORDER} || ':' || moment"},
            when="net_sales < 0",
        ),
        Target(
            "refund_part",
            (),
            helpers=(
                Column(("Order #",), "number", read.identifier),
                Column(("Order ID",), "id", read.identifier),
                Column(("Date",), "moment", cells.moment_text),
                Column(("Net Sales",), "net_sales", read.money),
            ),
            derived={
                "refund_id": f"{_ORDER} || ':' || moment",
                "part": "'1'",
                "kind": "'line'",
                "amount": "-net_sales",
            },
            when="net_sales < 0",
        ),
    ),
    marks=(("Product(s)",),),
    left_out=(_NOT_PLACED,),
    personal=("Customer",),
)

_NUMBER = Column(("order_number", "order_number_formatted"), "number", read.identifier)
_ID = Column(("order_id", "id"), "id", read.identifier)
_NUMBERS = (_NUMBER, _ID)


def _visited(key: str) -> tuple[str, ...]:
    return (f"meta:_wc_order_attribution_{key}", f"_wc_order_attribution_{key}")


EXPORT = Source(
    key="woocommerce_orders",
    title="WooCommerce: orders, as export plugins write them",
    how="WooCommerce > your export plugin > Orders > CSV, with its meta columns (checked 2026-11).",
    targets=(
        Target(
            "sale",
            (
                Column(("order_date", "date"), "day", dates.day_as_given, must=True),
                Column(("order_currency", "currency"), "currency", read.currency),
                Column(("order_total",), "total", read.money, must=True),
                Column(("shipping_total",), "shipping", read.money),
                Column(("tax_total", "total_tax"), "tax", read.money),
                Column(("discount_total", "cart_discount"), "discount", read.money),
                Column(("refund_items", "refunds"), "refunded", cells.exported_refunded),
                Column(("status", "order_status"), "status", read.text, must=True),
                Column(("billing_email", "customer_email"), "person", read.person),
                Column(_visited("source_type"), "origin", cells.word),
                Column(_visited("utm_source"), "utm_source", cells.word),
                Column(_visited("utm_medium"), "utm_medium", cells.word),
                Column(_visited("utm_campaign"), "utm_campaign", cells.word),
                Column(_visited("utm_content"), "utm_content", cells.word),
                Column(_visited("utm_term"), "utm_term", cells.word),
                Column(_visited("session_entry"), "landing_page", cells.page),
                Column(_visited("referrer"), "referrer", cells.page),
                Column(_visited("device_type"), "device", cells.device),
            ),
            helpers=(
                *_NUMBERS,
                Column(("order_subtotal",), "before", read.money),
                Column(("coupon_items", "coupons"), "coupons", cells.exported_coupons),
                Column(("shipping_country",), "ship_country", read.text),
                Column(("billing_country",), "bill_country", read.text),
                Column(("shipping_state",), "ship_state", read.text),
                Column(("billing_state",), "bill_state", read.text),
            ),
            derived={
                **_KNOWN,
                # WooCommerce adds up a subtotal before it takes discounts off.
                "subtotal": "before - discount",
                "cancelled": _ENDED,
                "codes": _joined("coupons"),
                "country": "coalesce(ship_country, bill_country)",
                "region": "coalesce(ship_state, bill_state)",
            },
        ),
        Target(
            "sale_line",
            (),
            helpers=(
                *_NUMBERS,
                *(
                    Column((f"line_item_{place}",), f"line_{place}", cells.line, must=place == 1)
                    for place in range(1, MOST_LINES + 1)
                ),
                Column((f"line_item_{MOST_LINES + 1}",), "line_too_many", read.text),
            ),
            each="list_filter(["
            + ", ".join(
                f"{{'line': '{place}', 'held': line_{place}}}" for place in range(1, MOST_LINES + 1)
            )
            + "], lambda one: one.held is not null)",
            derived={key: sql.replace("item ->>", "item.held ->>") for key, sql in _LINE.items()}
            | {"line": "item.line"},
            checks=(
                Check(
                    "line_too_many is not null",
                    (f"line_item_{MOST_LINES + 1}",),
                    f"is a line past the first {MOST_LINES} of its order, which alone are read.",
                    "Its order's total is right; what its products cost is not known.",
                ),
            ),
        ),
        Target(
            "sale_code",
            (),
            helpers=(
                *_NUMBERS,
                Column(("coupon_items", "coupons"), "coupons", cells.exported_coupons, must=True),
            ),
            each=_items("coupons"),
            derived=_CODE,
        ),
        Target(
            "refund",
            (),
            helpers=(
                *_NUMBERS,
                Column(("refund_items", "refunds"), "refunds", cells.exported_refunds, must=True),
            ),
            each=_items("refunds"),
            derived={
                "order_id": _ORDER,
                "refund_id": f"{_ORDER} || ':' || (item ->> 'id')",
                "refund_day": "(item ->> 'date')[:10]",
            },
        ),
        Target(
            "refund_part",
            (),
            helpers=(
                *_NUMBERS,
                Column(("refund_items", "refunds"), "refunds", cells.exported_refunds, must=True),
            ),
            each=_items("refunds"),
            derived={
                "refund_id": f"{_ORDER} || ':' || (item ->> 'id')",
                "part": "'1'",
                "kind": "'line'",
                "amount": "item ->> 'amount'",
            },
        ),
    ),
    marks=(
        ("order_id", "order_number"),
        ("order_key", "wt_import_key", "line_item_1", *_visited("source_type")),
    ),
    left_out=(
        LeftOut(
            _BEGUN, ("status", "order_status"), _NOT_PLACED.message, perhaps=_NOT_PLACED.perhaps
        ),
    ),
    personal=(*_PERSONAL, *_people("_"), "customer_email"),
)

_REST_NUMBERS = (
    Column(("number",), "number", read.identifier),
    Column(("id",), "id", read.identifier, must=True),
)
_VISIT = {
    field: f"visit ->> '{key}'"
    for field, key in {
        "origin": "source_type",
        "utm_source": "utm_source",
        "utm_medium": "utm_medium",
        "utm_campaign": "utm_campaign",
        "utm_content": "utm_content",
        "utm_term": "utm_term",
        "landing_page": "session_entry",
        "referrer": "referrer",
        "device": "device_type",
    }.items()
}

REST = Source(
    key="woocommerce_rest",
    title="WooCommerce: orders of its REST API",
    how="GET /wp-json/wc/v3/orders, saved as JSON or JSON lines (checked 2026-11).",
    targets=(
        Target(
            "sale",
            (
                Column(("date_created_gmt",), "ordered_ms", dates.moment),
                Column(("date_created",), "day", dates.day_as_given, must=True),
                Column(("currency",), "currency", read.currency, must=True),
                Column(("total",), "total", read.money, must=True),
                Column(("line_items",), "subtotal", cells.goods, must=True),
                Column(("shipping_total",), "shipping", read.money),
                Column(("total_tax",), "tax", read.money),
                Column(("discount_total",), "discount", read.money, must=True),
                Column(("refunds",), "refunded", cells.refunded),
                Column(("status",), "status", read.text, must=True),
                Column(("billing.email",), "person", read.person),
                Column(("created_via",), "channel", read.text),
            ),
            helpers=(
                *_REST_NUMBERS,
                Column(("meta_data",), "visit", cells.visit),
                Column(("coupon_lines",), "coupons", cells.coupons),
                Column(("shipping.country",), "ship_country", read.text),
                Column(("billing.country",), "bill_country", read.text),
                Column(("shipping.state",), "ship_state", read.text),
                Column(("billing.state",), "bill_state", read.text),
            ),
            derived={
                **_KNOWN,
                **_VISIT,
                "cancelled": _ENDED,
                "codes": _joined("coupons"),
                "country": "coalesce(nullif(ship_country, ''), bill_country)",
                "region": "coalesce(nullif(ship_state, ''), bill_state)",
            },
        ),
        Target(
            "sale_line",
            (),
            helpers=(*_REST_NUMBERS, Column(("line_items",), "lines", cells.lines)),
            each=_items("lines"),
            derived=_LINE,
        ),
        Target(
            "sale_code",
            (),
            helpers=(
                *_REST_NUMBERS,
                Column(("coupon_lines",), "coupons", cells.coupons, must=True),
            ),
            each=_items("coupons"),
            derived=_CODE,
        ),
        Target(
            "refund",
            (),
            helpers=(*_REST_NUMBERS, Column(("refunds",), "refunds", cells.refunds, must=True)),
            each=_items("refunds"),
            derived={
                "order_id": _ORDER,
                "refund_id": "'woocommerce:refund:' || (item ->> 'id')",
            },
        ),
        Target(
            "refund_part",
            (),
            helpers=(*_REST_NUMBERS, Column(("refunds",), "refunds", cells.refunds, must=True)),
            each=_items("refunds"),
            derived={
                "refund_id": "'woocommerce:refund:' || (item ->> 'id')",
                "part": "'1'",
                "kind": "'line'",
                "amount": "item ->> 'amount'",
            },
        ),
    ),
    left_out=(LeftOut(_BEGUN, ("status",), _NOT_PLACED.message, perhaps=_NOT_PLACED.perhaps),),
    personal=(
        *_PERSONAL,
        *_people("."),
        "payment_url",
        "customer_id",
        "shipping_lines",
        "fee_lines",
    ),
)

SOURCES = (ANALYTICS, EXPORT, REST)
