"""Toast: orders, checks, items and payments of the nightly data export."""

from clipworth.sources import currencies, read
from clipworth.sources.declare import Check, Column, Known, LeftOut, Source, Target
from clipworth.sources.toast import cells

_HOW = "Toast Web > Reports > Data exports: {} in the folder of each night (checked 2026-11)."
_ORDER = Column(("Order Id",), "order_id", read.identifier, must=True)
_CHECK = Column(("Check Id",), "check_id", read.identifier, must=True)
_PERSONAL = ("Server", "Tab Name", "Tab Names", "Customer", "Email", "Phone", "Table")
# A cent that rounding may add.
_ABOUT = "abs({} - total_given) < 0.015"
_TIPS = "tip + gratuity"
# Discounts were taken off already, unless the file's own total shows that they were not.
_GOODS = (
    f"case when {_ABOUT.format(f'(amount + tax + {_TIPS})')} then amount"
    f" when {_ABOUT.format(f'(amount - discounts + tax + {_TIPS})')} then amount - discounts"
    " else amount end"
)
_VOID = "lower({c}) in ('true', 'yes', 'y', '1')"

ORDERS = Source(
    key="toast_orders",
    title="Toast: orders (OrderDetails.csv)",
    how=_HOW.format("OrderDetails.csv"),
    targets=(
        Target(
            "sale",
            (
                _ORDER,
                Column(("Opened",), "day", cells.day, must=True),
                Column(("Tax",), "tax", read.money, must=True),
                Column(("Voided",), "cancelled", read.flag, must=True),
                Column(("Location",), "location", read.text),
            ),
            helpers=(
                Column(("Amount",), "amount", read.money, must=True),
                Column(("Discount Amount",), "discounts", read.money),
                Column(("Tip",), "tip", read.money),
                Column(("Gratuity",), "gratuity", read.money),
                Column(("Total",), "total_given", read.money, must=True),
                currencies.beside(("Total",)),
                Column(("Order Source",), "source", read.text),
                Column(("Dining Options",), "dining", read.text),
            ),
            derived={
                "subtotal": _GOODS,
                "total": f"({_GOODS}) + tax",
                "currency": currencies.SHOWN_ALONE,
                "discount": "abs(discounts)",
                "shipping": "case when lower(source) in ('in store', 'kiosk', 'pos') then 0 end",
                "channel": "coalesce(source, dining)",
                "shop": "'toast'",
            },
            checks=(
                Check(
                    f"not ({_ABOUT.format(f'(amount + tax + {_TIPS})')}"
                    f" or {_ABOUT.format(f'(amount - discounts + tax + {_TIPS})')}"
                    f" or {_ABOUT.format('(amount + tax)')}"
                    f" or {_ABOUT.format('(amount + discounts + tax)')}"
                    f" or {_ABOUT.format(f'(amount + discounts + tax + {_TIPS})')})",
                    ("Total",),
                    "is not what Amount, Tax, Tip, Gratuity and Discount Amount come to.",
                    "Amount and Tax were taken; look at this order in Toast.",
                ),
            ),
        ),
    ),
    marks=(("Checks",), ("# of Guests",)),
    personal=_PERSONAL,
)

CHECKS = Source(
    key="toast_checks",
    title="Toast: checks (CheckDetails.csv)",
    how=_HOW.format("CheckDetails.csv"),
    targets=(
        Target(
            "sale_check",
            (
                _CHECK,
                Column(("Opened Date",), "day", cells.day, must=True),
                Column(("Total",), "total", read.money, must=True),
                Column(("Tax",), "tax", read.money),
            ),
            helpers=(
                Column(("Reason of Discount",), "reason", cells.reason, must=True),
                Column(("Reason of Discount",), "answer", cells.heard),
                Column(("Discount",), "discounts", read.money),
                Column(("Customer Email",), "email", read.person),
                Column(("Customer Id",), "customer", read.person),
            ),
            derived={
                "discount": "abs(discounts)",
                "codes": "case when answer is null then reason end",
                "person": "coalesce(email, customer)",
            },
        ),
        Target(
            "survey_answer",
            (
                Column(("Opened Date",), "day", cells.day),
                Column(("Reason of Discount",), "answer", cells.heard),
            ),
            helpers=(
                _CHECK,
                Column(("Customer Email",), "email", read.person),
                Column(("Customer Id",), "customer", read.person),
            ),
            derived={
                "survey": "'till'",
                "entry": "check_id",
                "answers": "1",
                "person": "coalesce(email, customer)",
            },
            when="answer is not null",
        ),
    ),
    personal=(*_PERSONAL, "Customer Phone", "Customer Family", "Link"),
)

ITEMS = Source(
    key="toast_items",
    title="Toast: items (ItemSelectionDetails.csv)",
    how=_HOW.format("ItemSelectionDetails.csv"),
    targets=(
        Target(
            "sale_line",
            (
                _ORDER,
                Column(("Item Selection Id",), "line", read.identifier, must=True),
                Column(("Menu Item",), "product", read.text, must=True),
                Column(("Qty",), "quantity", read.pieces, must=True),
            ),
            helpers=(
                Column(("SKU",), "own_sku", read.text),
                Column(("PLU",), "plu", read.text),
                Column(("Gross Price",), "gross", read.money, must=True),
                Column(("Discount",), "discounts", read.money),
            ),
            derived={
                "sku": "coalesce(own_sku, plu)",
                "price": "gross / nullif(quantity, 0)",
                "discount": "abs(discounts)",
            },
        ),
    ),
    without=("Modifier", "Modifier Id"),
    left_out=(
        LeftOut(_VOID, ("Void?",), "marks an item that was voided and not sold.", perhaps=_VOID),
    ),
    personal=_PERSONAL,
)

_PAID_BACK = "refund_amount <> 0"

PAYMENTS = Source(
    key="toast_payments",
    title="Toast: payments (PaymentDetails.csv)",
    how=_HOW.format("PaymentDetails.csv"),
    targets=(
        Target(
            "sale_payment",
            (
                Column(("Payment Id",), "payment_id", read.identifier, must=True),
                _ORDER,
                _CHECK,
                Column(("Paid Date",), "day", cells.day, must=True),
                Column(("Amount",), "amount", read.money, must=True),
                Column(("Type",), "kind", read.text),
            ),
            helpers=(
                Column(("Tip",), "gift", read.money),
                Column(("Gratuity",), "gratuity", read.money),
            ),
            derived={"tip": "gift + gratuity"},
        ),
        Target(
            "refund",
            (
                Column(("Payment Id",), "refund_id", read.identifier, must=True),
                _ORDER,
                Column(("Refund Date",), "refund_day", cells.day, must=True),
            ),
            helpers=(Column(("Refund Amount",), "refund_amount", read.money, must=True),),
            when=_PAID_BACK,
        ),
        Target(
            "refund_part",
            (Column(("Payment Id",), "refund_id", read.identifier, must=True),),
            helpers=(Column(("Refund Amount",), "refund_amount", read.money, must=True),),
            derived={"part": "'1'", "kind": "'adjustment'", "amount": "abs(refund_amount)"},
            when=_PAID_BACK,
        ),
    ),
    personal=(*_PERSONAL, "Last 4 Card Digits", "House Acct #", "Void User", "Void Approver",
        "Room Info", "Receipt"),
)  # fmt: skip

SOURCES = (ORDERS, CHECKS, ITEMS, PAYMENTS)

KNOWN = (
    Known(
        key="toast_modifiers",
        title="Toast's table of modifiers (ModifiersSelectionDetails.csv)",
        marks=(("Modifier", "Modifier Id"), ("Order Id",), ("Item Selection Id",)),
        reason="it says what was added to items, and the items themselves stand in another file.",
        remedy="Import ItemSelectionDetails.csv.",
    ),
    Known(
        key="toast_time_entries",
        title="Toast's table of working hours (TimeEntries.csv)",
        marks=(("Employee Id",), ("In Date",), ("Out Date",)),
        reason="it is about your staff, and nothing here asks for that.",
        remedy="Write what staff costs you into the costs sheet: `clipworth template costs`.",
    ),
)
