"""Shopify's orders export: a row per line item, the order's own cells on its first row only."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from clipworth.worlds import moments
from clipworth.worlds.effects import BRAND
from clipworth.worlds.formats.archive import File
from clipworth.worlds.formats.spreadsheet import comma_separated
from clipworth.worlds.things import Customer, Line, Order, World

_ADDRESS = (
    "Name",
    "Street",
    "Address1",
    "Address2",
    "Company",
    "City",
    "Zip",
    "Province",
    "Country",
    "Phone",
)
HEADER = (
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Fulfillment Status",
    "Fulfilled at",
    "Accepts Marketing",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Code",
    "Discount Amount",
    "Shipping Method",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem compare at price",
    "Lineitem sku",
    "Lineitem requires shipping",
    "Lineitem taxable",
    "Lineitem fulfillment status",
    *(f"Billing {part}" for part in _ADDRESS),
    *(f"Shipping {part}" for part in _ADDRESS),
    "Notes",
    "Note Attributes",
    "Cancelled at",
    "Payment Method",
    "Payment Reference",
    "Refunded Amount",
    "Vendor",
    "Outstanding Balance",
    "Employee",
    "Location",
    "Device ID",
    "Id",
    "Tags",
    "Risk Level",
    "Source",
    "Lineitem discount",
    *(f"Tax {number} {part}" for number in range(1, 6) for part in ("Name", "Value")),
    "Phone",
    "Receipt Number",
    "Duties",
    "Billing Province Name",
    "Shipping Province Name",
    "Payment ID",
    "Payment Terms Name",
    "Next Payment Due At",
    "Payment References",
)


def files(world: World) -> Iterator[File]:
    """Write all orders, newest first, as the export lists them."""
    rows = [row for order in reversed(world.orders) for row in _rows(order)]
    content = comma_separated((HEADER, *rows))
    made = moments.whole_year(world).moment
    yield File("shop/orders_export.csv", content.encode(), made)


def _rows(order: Order) -> Iterator[Sequence[object]]:
    own = _order_cells(order)
    for number, line in enumerate(order.lines):
        cells = {"Name": f"#{order.number}", "Email": order.customer.email, **_line_cells(line)}
        cells["Lineitem fulfillment status"] = _fulfilment(order)
        if number == 0:
            cells |= own
        yield tuple(cells.get(column, "") for column in HEADER)


def _order_cells(order: Order) -> dict[str, str]:
    paid = "" if order.status == "voided" else _moment(order.placed)
    return {
        "Financial Status": order.status,
        "Paid at": paid,
        "Fulfillment Status": _fulfilment(order),
        "Fulfilled at": "" if order.cancelled else paid,
        "Accepts Marketing": "yes" if order.customer.accepts_marketing else "no",
        "Currency": order.currency,
        "Subtotal": str(order.subtotal),
        "Shipping": str(order.shipping),
        "Taxes": str(order.tax),
        "Total": str(order.total),
        "Discount Code": order.code,
        "Discount Amount": str(order.discount),
        "Shipping Method": "Standard",
        "Created at": _moment(order.placed),
        **_address("Billing", order.customer),
        **_address("Shipping", order.customer),
        "Note Attributes": "\n".join(f"{key}: {value}" for key, value in order.utm),
        "Cancelled at": _moment(order.cancelled) if order.cancelled else "",
        "Payment Method": "Shopify Payments",
        "Payment Reference": f"c{order.number}.1",
        "Refunded Amount": str(order.refunded),
        "Outstanding Balance": "0.00",
        "Id": order.order_id,
        "Risk Level": "Low",
        "Source": "web",
        "Tax 1 Name": order.tax_name,
        "Tax 1 Value": str(order.tax) if order.tax_name else "",
    }


def _line_cells(line: Line) -> dict[str, str]:
    return {
        "Lineitem quantity": str(line.quantity),
        "Lineitem name": line.product,
        "Lineitem price": str(line.price),
        "Lineitem sku": line.sku,
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Vendor": BRAND,
        "Lineitem discount": "0.00",
    }


def _address(kind: str, customer: Customer) -> dict[str, str]:
    return {
        f"{kind} Name": customer.name,
        f"{kind} Street": customer.street,
        f"{kind} Address1": customer.street,
        f"{kind} City": customer.city,
        # Shopify marks zip codes as text with an apostrophe.
        f"{kind} Zip": f"'{customer.zip_code}",
        f"{kind} Country": customer.country,
    }


def _fulfilment(order: Order) -> str:
    return "unfulfilled" if order.cancelled else "fulfilled"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S %z}"
