"""The shop: demand becomes orders with baskets, discounts, taxes, refunds and cancellations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from numpy.random import Generator

from clipworth.worlds import customers, demand, effects
from clipworth.worlds.chance import pick, stream
from clipworth.worlds.customers import COUNTRY
from clipworth.worlds.demand import Demand
from clipworth.worlds.things import AdDay, Claim, Customer, Line, Order, Post
from clipworth.worlds.tracking import Seen, Tracking

_CENT = Decimal("0.01")
_FIRST_NUMBER = 1001
_NONE = Decimal("0.00")


@dataclass(frozen=True)
class Product:
    """A product with its prices, its cost in euros and how often it is bought."""

    sku: str
    name: str
    eur: Decimal
    gbp: Decimal
    cost: Decimal
    share: float


def _product(sku: str, name: str, eur: str, gbp: str, cost: str, share: float) -> Product:
    return Product(sku, name, Decimal(eur), Decimal(gbp), Decimal(cost), share)


PRODUCTS = (
    _product("FW-GUJI-250", "Guji - 250 g", "13.50", "11.90", "5.10", 0.20),
    _product("FW-HUILA-250", "Huila - 250 g", "12.50", "10.90", "4.60", 0.18),
    _product("FW-NYERI-250", "Nyeri - 250 g", "15.90", "13.90", "6.40", 0.10),
    _product("FW-HOUSE-1K", "House blend - 1 kg", "34.00", "29.50", "14.20", 0.17),
    _product("FW-AUTUMN-250", "Autumn blend - 250 g", "13.90", "12.20", "5.00", 0.08),
    _product("FW-DRIP-10", "Drip bags - box of 10", "16.50", "14.50", "6.00", 0.08),
    _product("FW-SAMPLER", "Taster set, four coffees", "27.00", "23.50", "10.80", 0.07),
    _product("FW-MUG", 'Mug "far away"', "18.00", "15.50", "6.90", 0.05),
    _product("FW-FILTER-100", "Paper filters, 100", "7.50", "6.50", "2.40", 0.05),
    _product("FW-GRINDER", "Hand grinder", "89.00", "77.00", "41.00", 0.02),
)
_SHIPPING = {"EUR": ("4.90", "45"), "GBP": ("6.50", "60")}


@dataclass(frozen=True)
class _Checkout:
    number: int
    placed: datetime
    customer: Customer
    new_customer: bool


@dataclass(frozen=True)
class _Money:
    lines: tuple[Line, ...]
    discount: Decimal
    shipping: Decimal
    tax: Decimal
    total: Decimal


@dataclass(frozen=True)
class _Outcome:
    status: str
    refunded: Decimal
    cancelled: datetime | None


def make(
    seed: int, first: date, days: int, posts: Sequence[Post], ad_days: Sequence[AdDay]
) -> tuple[tuple[Order, ...], tuple[tuple[Order, AdDay], ...]]:
    """Make the year's orders, oldest first, and those that TikTok claims with the ad day."""
    rng = stream(seed, "orders")
    tracking = Tracking(stream(seed, "tracking"), ad_days, posts, days)
    wanted = [(d, _second(rng)) for d in demand.make(seed, first, days, posts, ad_days)]
    wanted.sort(key=lambda pair: (pair[0].day, pair[1]))
    people: list[Customer] = []
    orders, claims = [], []
    for number, (cause, second) in enumerate(wanted, start=_FIRST_NUMBER):
        customer, is_new = _customer(rng, people, cause)
        seen = tracking.of(cause, new_customer=is_new)
        checkout = _Checkout(number, _moment(first, cause.day, second), customer, is_new)
        orders.append(_order(rng, cause, checkout, seen))
        if seen.claimed:
            claims.append((orders[-1], seen.claimed))
    return tuple(orders), tuple(claims)


def claims_in_eur(
    claimed: Sequence[tuple[Order, AdDay]], values: Mapping[int, Decimal]
) -> tuple[Claim, ...]:
    """Give TikTok's claims; values: each order's total in euros by its number."""
    return tuple(
        Claim(touch.ad, touch.day, order.day, order.number, values[order.number])
        for order, touch in claimed
    )


def _second(rng: Generator) -> int:
    """Draw a second of the day between 07:00 and 23:00, when no clock changes."""
    return int(rng.integers(7 * 3600, 23 * 3600))


def _moment(first: date, day: int, second: int) -> datetime:
    clock = time(second // 3600, second // 60 % 60, second % 60)
    return datetime.combine(first + timedelta(days=day), clock, tzinfo=ZoneInfo(effects.TIME_ZONE))


def _customer(rng: Generator, people: list[Customer], cause: Demand) -> tuple[Customer, bool]:
    returning = 0.55 if cause.cause in (effects.BASELINE, effects.RETARGETING.name) else 0.15
    if len(people) > 60 and rng.random() < returning:
        return people[int(rng.integers(len(people)))], False
    people.append(customers.invent(rng, len(people) + 1))
    return people[-1], True


def _order(rng: Generator, cause: Demand, checkout: _Checkout, seen: Seen) -> Order:
    number, customer = checkout.number, checkout.customer
    currency = "GBP" if customer.country == "GB" else "EUR"
    money = _money(rng, customer.country, currency, coded=bool(seen.code))
    outcome = _outcome(rng, money, checkout.placed)
    return Order(
        number=number,
        order_id=str(6_100_000_000_000 + number * 32_768 + int(rng.integers(32_768))),
        day=cause.day,
        placed=checkout.placed,
        customer=customer,
        new_customer=checkout.new_customer,
        currency=currency,
        lines=money.lines,
        code=seen.code,
        discount=money.discount,
        shipping=money.shipping,
        tax=money.tax,
        tax_name=COUNTRY[customer.country].tax_name,
        total=money.total,
        refunded=outcome.refunded,
        status=outcome.status,
        cancelled=outcome.cancelled,
        utm=seen.utm,
        cause=cause.cause,
        cause_id=cause.cause_id,
    )


def _money(rng: Generator, country: str, currency: str, *, coded: bool) -> _Money:
    lines = _lines(rng, currency)
    goods = sum((line.price * line.quantity for line in lines), _NONE)
    discount = (goods / 10).quantize(_CENT, ROUND_HALF_UP) if coded else _NONE
    fee, free_from = (Decimal(text) for text in _SHIPPING[currency])
    shipping = _NONE if goods - discount >= free_from else fee
    total = goods - discount + shipping
    rate = Decimal(COUNTRY[country].tax)
    tax = (total * rate / (1 + rate)).quantize(_CENT, ROUND_HALF_UP)
    return _Money(lines, discount, shipping, tax, total)


def _lines(rng: Generator, currency: str) -> tuple[Line, ...]:
    count = pick(rng, (1, 2, 3, 4), (0.56, 0.28, 0.12, 0.04))
    shares = [product.share for product in PRODUCTS]
    chosen = rng.choice(len(PRODUCTS), size=count, replace=False, p=shares)
    products = [PRODUCTS[place] for place in chosen]
    return tuple(
        Line(
            product.sku,
            product.name,
            pick(rng, (1, 2, 3), (0.68, 0.26, 0.06)),
            product.eur if currency == "EUR" else product.gbp,
        )
        for product in products
    )


def _outcome(rng: Generator, money: _Money, placed: datetime) -> _Outcome:
    chance = rng.random()
    if chance < 0.010:
        return _Outcome("voided", _NONE, placed + timedelta(minutes=40))
    if chance < 0.018:
        return _Outcome("refunded", money.total, placed + timedelta(hours=20))
    if chance < 0.045:
        return _Outcome("refunded", money.total, None)
    if chance < 0.085:
        half_an_item = (money.lines[0].price / 2).quantize(_CENT, ROUND_HALF_UP)
        return _Outcome("partially_refunded", half_an_item, None)
    return _Outcome("paid", _NONE, None)
