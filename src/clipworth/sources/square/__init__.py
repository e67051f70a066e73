"""Square: the transactions CSV and the items detail CSV."""

from clipworth.sources import currencies, read
from clipworth.sources.declare import Column, LeftOut, Source, Target
from clipworth.sources.square import zones

_ORDER = Column(("Transaction ID",), "order_id", read.identifier, must=True)
_EVENT = Column(("Event Type",), "event", read.text, must=True)
_ZONED = ("Time Zone",)
_DAY = Column(("Date",), "day", zones.day, must=True, beside=_ZONED)
_CLOCK = (
    Column(("Time",), "clock", zones.clock),
    Column(_ZONED, "zone", zones.zone),
)
_REFUND = "lower({c}) = 'refund'"
_TENDER_NOTE = ("Tender Note", "Other Tender Note")
# What was paid for goods: neither tips, nor gift cards, which are paid for twice otherwise.
_PAID = "collected - tip - gift_cards"
_MONEY = (
    Column(("Total Collected",), "collected", read.money, must=True),
    Column(("Tip",), "tip", read.money, must=True),
    Column(("Gift Card Sales",), "gift_cards", read.money, must=True),
)
_PERSONAL = (
    "Customer Name",
    "Customer Reference ID",
    "PAN Suffix",
    "Staff Name",
    "Staff ID",
    "Employee",
    "Fulfillment Note",
    "Refund Reason",
    "Description",
    "Details",
    "Table Info",
)
_REFUND_ID = "order_id || ':' || day || ' ' || coalesce(clock, '')"

TRANSACTIONS = Source(
    key="square_transactions",
    title="Square: transactions",
    how="Square Dashboard > Transactions > Export > Transactions CSV (checked 2026-11).",
    targets=(
        Target(
            "sale",
            (
                _ORDER,
                _DAY,
                Column(("Net Sales",), "subtotal", read.money, must=True),
                Column(("Tax",), "tax", read.money, must=True),
                Column(("Transaction Status",), "status", read.text),
                Column(("Discount Name",), "codes", read.code),
                Column(("Customer ID",), "person", read.person),
                Column(("Location",), "location", read.text),
                Column(_TENDER_NOTE, "answer", read.heard),
            ),
            helpers=(
                _EVENT,
                *_CLOCK,
                *_MONEY,
                currencies.beside(("Total Collected",)),
                Column(("Discounts",), "discounts", read.money),
                Column(("Source",), "source", read.text),
                Column(("Channel",), "own_channel", read.text),
            ),
            derived={
                "ordered_ms": zones.MOMENT,
                "total": _PAID,
                "currency": currencies.SHOWN_ALONE,
                "discount": "-discounts",
                # What is sold at a till is carried home.
                "shipping": "case when lower(source) in ('point of sale', 'register', 'terminal',"
                " 'square point of sale', 'square for retail', 'square for restaurants')"
                " then 0 end",
                "cancelled": "lower(status) in ('voided', 'canceled', 'cancelled', 'failed')",
                "channel": "coalesce(own_channel, source)",
                "shop": "'square'",
            },
            when="lower(event) = 'payment'",
        ),
        Target(
            "refund",
            (_ORDER, Column(("Date",), "refund_day", zones.day, beside=_ZONED)),
            helpers=(
                _EVENT,
                *_CLOCK,
                Column(("Date",), "day", zones.day, beside=_ZONED),
            ),
            derived={"refund_id": _REFUND_ID, "refunded_ms": zones.MOMENT},
            when="lower(event) = 'refund'",
        ),
        Target(
            "refund_part",
            (),
            helpers=(_ORDER, _EVENT, _DAY, *_CLOCK, *_MONEY),
            derived={
                "refund_id": _REFUND_ID,
                "part": "'1'",
                "kind": "'adjustment'",
                "amount": f"-({_PAID})",
            },
            when="lower(event) = 'refund'",
        ),
    ),
    personal=_PERSONAL,
)

_LINE_NUMBER = "row_number() over (partition by order_id, lower(event) order by _row)::VARCHAR"

ITEMS = Source(
    key="square_items",
    title="Square: items sold",
    how="Square Dashboard > Transactions > Export > Items detail CSV (checked 2026-11).",
    targets=(
        Target(
            "sale_line",
            (
                _ORDER,
                Column(("SKU",), "sku", read.text),
                Column(("Qty",), "quantity", read.pieces, must=True),
            ),
            helpers=(
                _EVENT,
                Column(("Item",), "sold", read.text, must=True),
                Column(("Price Point Name",), "price_point", read.text, must=True),
                Column(("Gross Sales",), "gross", read.money),
                Column(("Discounts",), "discounts", read.money),
            ),
            derived={
                "line": _LINE_NUMBER,
                "product": "sold || case when lower(price_point) <> 'regular'"
                " then ' (' || price_point || ')' else '' end",
                "price": "gross / nullif(quantity, 0)",
                "discount": "-discounts",
            },
            when="lower(event) = 'payment'",
        ),
        Target(
            "survey_answer",
            (
                _ORDER,
                _DAY,
                Column(("Location",), "location", read.text),
                Column(("Notes",), "answer", read.heard, must=True),
                Column(("Customer ID",), "person", read.person),
            ),
            helpers=(_EVENT,),
            derived={
                "survey": "'till'",
                "entry": f"order_id || ':' || {_LINE_NUMBER}",
                "answers": "1",
            },
            when="answer is not null and lower(event) = 'payment'",
        ),
    ),
    left_out=(
        LeftOut(
            _REFUND,
            ("Event Type",),
            "marks a line that was sent back; the transactions export says what was paid back.",
            perhaps=_REFUND,
        ),
    ),
    personal=_PERSONAL,
)

SOURCES = (TRANSACTIONS, ITEMS)
