"""The brand's books: what it agreed with creators, what things cost, codes and exchange rates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

import numpy as np
from numpy.random import Generator

from clipworth.worlds import effects
from clipworth.worlds.chance import stream
from clipworth.worlds.schedule import agreement_days
from clipworth.worlds.shop import PRODUCTS
from clipworth.worlds.things import Code, Collaboration, Cost, Post, ProductCost
from clipworth.worlds.tracking import code_post, creator_utm

# The month of the world for which nobody filled in the sheet of costs.
MISSING_MONTH = 7
# This product's cost was never written down.
SKU_WITHOUT_COST = "FW-MUG"
_CENT = Decimal("0.01")


def collaborations(first: date, days: int) -> tuple[Collaboration, ...]:
    """Give the agreements with creators by their days on the calendar."""
    made = []
    for agreement in effects.AGREEMENTS:
        start, last = agreement_days(agreement, days)
        made.append(
            Collaboration(
                creator=agreement.handle,
                since=first + timedelta(days=start),
                until=first + timedelta(days=last),
                fee=Decimal(agreement.fee),
                currency=agreement.currency,
                code=agreement.code,
                link=f"{effects.SHOP_URL}/?{urlencode(creator_utm(agreement.code))}",
                deliverables=f"{agreement.posts} videos, link in bio, code",
            )
        )
    return tuple(made)


def codes(first: date, until: date, posts: Sequence[Post]) -> tuple[Code, ...]:
    """Give the sheet of codes: creators', the newsletter's, and one shown in a single post."""
    days = (until - first).days + 1
    theirs = [
        Code(made.code, made.creator, "", "creator", made.since, made.until)
        for made in collaborations(first, days)
    ]
    offer = code_post(posts)
    return (
        *theirs,
        Code(effects.WELCOME_CODE, "", "", "", first, until),
        Code(effects.POST_CODE, "", offer.link, "organic", offer.posted.date(), until),
    )


def costs(seed: int, first: date, until: date, posts: Sequence[Post]) -> tuple[Cost, ...]:
    """Give the entries of the sheet of costs; one month is missing on purpose."""
    rng = stream(seed, "costs")
    made = [
        cost
        for number, month in enumerate(_months(first, until))
        if number != MISSING_MONTH
        for cost in _month(rng, month)
    ]
    shoots = [post for post in posts if post.content_type == "organic" and post.pillar == "brewing"]
    for post in shoots[:: max(len(shoots) // 4, 1)][:4]:
        month = post.posted.date().replace(day=1)
        amount = _amount(rng, 180)
        made.append(
            Cost(month, "production", amount, "organic", post.pillar, post.link, note="Studio day")
        )
    return tuple(sorted(made, key=lambda cost: cost.month))


def product_costs(first: date) -> tuple[ProductCost, ...]:
    """Give what products cost; green coffee gets dearer half-way, one product has no cost."""
    made = []
    for product in PRODUCTS:
        if product.sku == SKU_WITHOUT_COST:
            continue
        made.append(ProductCost(product.sku, first, product.cost))
        if "250" in product.sku:
            dearer = (product.cost * Decimal("1.08")).quantize(_CENT)
            made.append(ProductCost(product.sku, first + timedelta(days=181), dearer))
    return tuple(made)


def pounds(seed: int, first: date, until: date) -> Mapping[date, Decimal]:
    """Give what a pound was worth in euros by working day, from the week before the world."""
    rng = stream(seed, "pounds")
    rate, rates = 1.165, {}
    for offset in range(-5, (until - first).days + 1):
        on = first + timedelta(days=offset)
        rate *= float(np.exp(rng.normal(0, 0.0025)))
        if on.weekday() < 5:
            rates[on] = Decimal(f"{rate:.4f}")
    return rates


def _months(first: date, until: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= until:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _month(rng: Generator, month: date) -> Iterator[Cost]:
    yield Cost(month, "staff", Decimal("2400.00"), note="Social manager, 60 % of a post")
    yield Cost(month, "tools", Decimal("89.90"), note="Editing and scheduling")
    yield Cost(month, "production", _amount(rng, 620), "organic", note="Camera and props")
    yield Cost(month, "production", _amount(rng, 210), "organic", "brewing", note="Recipe tests")
    yield Cost(month, "production", _amount(rng, 240), "paid", note="Cuts for ads")
    if month.month % 3 == 0:
        yield Cost(month, "production", _amount(rng, 150), "creator", note="Product parcels")


def _amount(rng: Generator, typical: float) -> Decimal:
    return Decimal(f"{typical * np.exp(rng.normal(0, 0.2)):.2f}")
