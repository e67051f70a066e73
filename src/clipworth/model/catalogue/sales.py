"""What was sold in shops and at tills."""

from clipworth.model.tables import (
    CURRENCY,
    Table,
    count,
    day,
    flag,
    moment,
    money,
    text,
)
from clipworth.model.words import Clock

SALE = Table(
    "sale",
    "An order of the brand's own shop, or a sale at its till.",
    "one row per order",
    (
        text("order_id", "The shop's id of the order.", key=True),
        moment("ordered_ms", "When it was placed, UTC."),
        day("day", "The day it was placed, in the shop's time zone."),
        CURRENCY,
        money("total", "What the order comes to: goods after discounts, shipping, taxes."),
        money("subtotal", "Goods after discounts, before shipping."),
        money("shipping", "Shipping charged."),
        money("tax", "Taxes in the total."),
        money("discount", "Discounts given."),
        money("refunded", "What was paid back so far, where the export carries it."),
        text("status", "Payment status in the shop's words."),
        flag("cancelled", "The order was cancelled or voided."),
        flag("test", "A test order; counted nowhere."),
        text("codes", "Discount codes, upper case, separated by semicolons."),
        text("utm_source", "utm_source of the visit that ordered."),
        text("utm_medium", "utm_medium of that visit."),
        text("utm_campaign", "utm_campaign of that visit."),
        text("utm_content", "utm_content of that visit."),
        text("utm_term", "utm_term of that visit: the creator's handle by our convention."),
        text("person", "Keyed hash of the customer.", personal=True),
        flag("new_customer", "The customer's first order, where the shop says so."),
        text("channel", "Where the shop says the order was made."),
        text("country", "Country of the order."),
        text("region", "Region of the order, as the shop gives it."),
        text("shop", "The kind of shop or till: shopify, woocommerce, square or toast."),
        text("location", "The store or till."),
        text("answer", "What the customer said at the till or checkout of how they heard of it."),
        text("origin", "How the shop says the visit began: utm, organic, referral, typein."),
        text("landing_page", "Host and path that the visit began on."),
        text("referrer", "Host and path that the visit came from."),
        text("device", "desktop, mobile, tablet or other."),
    ),
    Clock.SHOP,
    day="day",
)

SALE_LINE = Table(
    "sale_line",
    "One product in an order.",
    "one row per order and line",
    (
        text("order_id", "The shop's id of the order.", key=True),
        text("line", "Id or number of the line in its order.", key=True),
        text("sku", "Stock keeping unit."),
        text("product", "Name or id of the product."),
        count("quantity", "item", "How many."),
        money("price", "Price of one."),
        money("discount", "Discount on the line."),
    ),
    Clock.SHOP,
)

SALE_CODE = Table(
    "sale_code",
    "A discount code on an order, where the shop lists them apart.",
    "one row per order and code",
    (
        text("order_id", "The shop's id of the order.", key=True),
        text("code", "The code, upper case.", key=True),
        money("discount", "What the code took off, where it is an amount."),
    ),
    Clock.SHOP,
)

REFUND = Table(
    "refund",
    "A refund of an order, where the shop lists them apart.",
    "one row per refund",
    (
        text("refund_id", "The shop's id of the refund.", key=True),
        text("order_id", "The order it belongs to."),
        moment("refunded_ms", "When, UTC."),
        day("refund_day", "The day, in the shop's time zone."),
    ),
    Clock.SHOP,
    day="refund_day",
)

REFUND_PART = Table(
    "refund_part",
    "An amount inside a refund: a line sent back, or an adjustment such as shipping.",
    "one row per refund and part",
    (
        text("refund_id", "The refund it belongs to.", key=True),
        text("part", "Id of the part.", key=True),
        text("kind", "line or adjustment."),
        money("amount", "What was paid back, positive, tax included."),
    ),
    Clock.SHOP,
)

SALE_CHECK = Table(
    "sale_check",
    "A check at a till: what one party of an order is to pay.",
    "one row per check",
    (
        text("check_id", "The till's id of the check.", key=True),
        day("day", "The day it was opened, in the till's time zone."),
        money("total", "What the check came to, as the till says."),
        money("tax", "Taxes in it."),
        money("discount", "Discounts given."),
        text("codes", "Names of discounts, upper case, separated by semicolons."),
        text("person", "Keyed hash of the customer.", personal=True),
    ),
    Clock.SHOP,
    day="day",
)

SALE_PAYMENT = Table(
    "sale_payment",
    "A payment at a till; it tells which order a check belongs to.",
    "one row per payment",
    (
        text("payment_id", "The till's id of the payment.", key=True),
        text("order_id", "The till's id of the order."),
        text("check_id", "The till's id of the check."),
        day("day", "The day it was paid, in the till's time zone."),
        money("amount", "What was paid, without the tip."),
        money("tip", "Tip and gratuity."),
        text("kind", "How it was paid, in the till's words."),
    ),
    Clock.SHOP,
    day="day",
)

DEAL = Table(
    "deal",
    "What a sales team follows: a sign-up, a lead, a deal, or one that was won.",
    "one row per system, kind and record",
    (
        text("crm", "hubspot or salesforce.", key=True),
        text("kind", "sign-up, lead or deal; a deal that was won is a purchase.", key=True),
        text("record_id", "The system's id of the record.", key=True),
        moment("created_ms", "When it was made, where the export says in which zone."),
        day("day", "The day it was made, as the export gives it."),
        day("closed_day", "The day it was closed, or is meant to be."),
        text("stage", "Its stage, in the system's words."),
        text("pipeline", "Its pipeline or record type."),
        flag("won", "It became a purchase."),
        flag("closed", "It is decided, either way."),
        CURRENCY,
        money("value", "Its amount."),
        text("source", "Where it came from, in the system's words."),
        text("source_detail", "More of that: drill-down, campaign or content."),
        text("campaign", "The campaign it is tied to."),
        text("utm_source", "utm_source, where a field holds it."),
        text("utm_medium", "utm_medium, where a field holds it."),
        text("utm_campaign", "utm_campaign, where a field holds it."),
        text("utm_content", "utm_content, where a field holds it."),
        text("utm_term", "utm_term, where a field holds it."),
        text("became", "The record that it was turned into."),
        text("person", "Keyed hash of the contact.", personal=True),
        text("country", "Country of the contact."),
    ),
    Clock.UNSTATED,
    day="day",
)

DEAL_STAGE = Table(
    "deal_stage",
    "The day on which a record reached a stage.",
    "one row per system, kind, record, stage and day",
    (
        text("crm", "hubspot or salesforce.", key=True),
        text("kind", "sign-up, lead or deal.", key=True),
        text("record_id", "The system's id of the record.", key=True),
        text("stage", "The stage, in the system's words.", key=True),
        day("day", "The day it was reached.", key=True),
        text("left_stage", "The stage before, where the export says."),
        money("value", "The amount at that time."),
        CURRENCY,
    ),
    Clock.UNSTATED,
    day="day",
)
