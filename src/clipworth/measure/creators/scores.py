"""The Creator ROI Score: what a creator's posts and orders brought for each unit of the fee."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from clipworth.measure.figures import figures
from clipworth.measure.ledger.ledger import RETURNS, Ledger, opened
from clipworth.measure.metrics import value
from clipworth.measure.query import bound
from clipworth.measure.relations import exchange, orders, posts, speaking_codes
from clipworth.measure.selection import Selection
from clipworth.measure.value.attention import attention
from clipworth.measure.value.prices import PriceSet
from clipworth.measure.value.worth import worth
from clipworth.model.periods import Period
from clipworth.stats.estimate import Estimate
from clipworth.stats.repeated import repeated_totals
from clipworth.store.engine import Store, sql_file

# Interval against thresholds -> what to do.
RENEW, RETEST, RESTRUCTURE = "renew", "retest", "restructure"
NOT_ENOUGH = "not enough data"


@dataclass(frozen=True)
class Agreement:
    """What was agreed with a creator; None where nothing is on file."""

    first_day: Any
    last_day: Any
    agreements: int
    no_fee: int
    deliverables: str | None
    traceable: bool


@dataclass(frozen=True)
class CreatorPost:
    """A post of a creator with its counts, paid views taken out; None is unknown."""

    creator: str
    post_id: str
    counts: Mapping[str, float | None]


@dataclass(frozen=True)
class Creator:
    """A creator with what was paid, counted and credited.

    fee: as far as it falls on the days asked about; None: unknown, fee_unknown says why.
    revenue: of orders with their code or UTM; None: unknown, revenue_unknown says why.
    """

    name: str
    agreement: Agreement | None
    posts: tuple[CreatorPost, ...]
    fee: Decimal | None
    fee_unknown: str
    orders: int | None
    revenue: Decimal | None
    revenue_unknown: str

    @property
    def views(self) -> float | None:
        """Organic views of the posts that know them."""
        return _known_sum(post.counts.get("view") for post in self.posts)


@dataclass(frozen=True)
class Score:
    """A score by one set of prices.

    emv: by those prices; counted: what was brought for the fee so far; again: what as many like
    posts would bring for it, with its interval.
    """

    emv: Decimal | None
    counted: Decimal | None
    again: Estimate | None


def creators(store: Store, selection: Selection, period: Period) -> list[Creator]:
    """Read the creators who were paid, posted or brought an order on the days asked about."""
    booked = figures(store, [value.FEES], selection, "creator", "books")
    sold = figures(store, RETURNS, selection, "creator")
    books = opened(store, selection, period, booked.merged(sold), "creator")
    agreed = _agreements(store, selection)
    made = _posts(store, selection)
    names = {*agreed, *(post.creator for post in made)}
    names |= {
        part for part in books.figures.parts() if books.orders(part) and part in _known(store)
    }
    return [
        _creator(name, agreed.get(name), [post for post in made if post.creator == name], books)
        for name in sorted(names)
    ]


def scores(found: Sequence[Creator], prices: PriceSet | None) -> dict[str, Score]:
    """Score every creator by one set of prices; None: by cash alone.

    What a post brought is its own media value, and its share, by views, of the revenue: codes and
    links name a creator and no post.
    """
    brought = {one.name: _brought(one, prices) for one in found}
    able = [one for one in found if brought[one.name] and one.fee]
    values = [value for one in able for value in brought[one.name] or ()]
    index = [n for n, one in enumerate(able) for _ in brought[one.name] or ()]
    totals = repeated_totals(values, index, len(able)).totals if able else []
    again = {one.name: _per(total, one.fee) for one, total in zip(able, totals, strict=True)}
    made: dict[str, Score] = {}
    for one in found:
        emv = media_value(one, prices) if prices else Decimal(0)
        counted = None
        if emv is not None and one.revenue is not None and one.fee:
            counted = (emv + one.revenue) / one.fee
        made[one.name] = Score(emv, counted, again.get(one.name))
    return made


def media_value(one: Creator, prices: PriceSet) -> Decimal | None:
    """Value a creator's posts; None: none of them can be valued."""
    amounts = [worth(post.counts, prices).total.amount for post in one.posts]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def decision(again: Estimate | None, renew: Decimal, restructure: Decimal) -> str:
    """Say what an interval allows; over one threshold it names both sides, over both none."""
    if again is None or math.isnan(again.low) or math.isnan(again.high):
        return NOT_ENOUGH
    low, high = _side(again.low, renew, restructure), _side(again.high, renew, restructure)
    if low == high:
        return low
    if (low, high) == (RESTRUCTURE, RENEW):
        return NOT_ENOUGH
    return f"{high} or {low}"


def _side(score: float, renew: Decimal, restructure: Decimal) -> str:
    if score >= float(renew):
        return RENEW
    return RESTRUCTURE if score < float(restructure) else RETEST


def flips_at(one: Creator, threshold: Decimal) -> Decimal | None:
    """Find the media value of 1,000 views at which the score meets a threshold.

    None: the views, the fee or the revenue are unknown. Negative: cash alone lies above it.
    """
    if not one.fee or one.revenue is None or not one.views:
        return None
    return (threshold * one.fee - one.revenue) * 1000 / Decimal(one.views)


def buyers(store: Store, selection: Selection) -> list[dict[str, Any]]:
    """Read who bought with a creator's code or link, beside all who bought."""
    sql = sql_file(__file__, "buyers", orders=orders(), exchange=exchange())
    return store.records(sql, bound(sql, selection.values))


def _brought(one: Creator, prices: PriceSet | None) -> list[float] | None:
    """Give what each post brought; None where that cannot be said of every post."""
    if not one.posts or one.revenue is None:
        return None
    views = [post.counts.get("view") for post in one.posts]
    whole = sum(view for view in views if view is not None)
    if None in views or not whole:
        return None
    amounts = []
    for post, view in zip(one.posts, views, strict=True):
        own = worth(post.counts, prices).total.amount if prices else Decimal(0)
        if own is None:
            return None
        amounts.append(float(own) + float(one.revenue) * float(view or 0) / whole)
    return amounts if sum(amounts) > 0 else None


def _per(total: Estimate, fee: Decimal | None) -> Estimate | None:
    if not fee or math.isnan(total.value):
        return None
    by = float(fee)
    return replace(total, value=total.value / by, low=total.low / by, high=total.high / by)


def _agreements(store: Store, selection: Selection) -> dict[str, Agreement]:
    sql = sql_file(__file__, "agreements", speaking_codes=speaking_codes())
    found = store.rows(sql, bound(sql, selection.values))
    return {name: Agreement(*rest) for name, *rest in found}


def _posts(store: Store, selection: Selection) -> list[CreatorPost]:
    sql = sql_file(__file__, "posts", posts=posts())
    found = store.records(sql, bound(sql, selection.values))
    if not found:
        return []
    counted = attention(store, selection, "post")
    made = []
    for row in found:
        actions = ("view", "like", "comment", "share", "save")
        counts = {action: row[action] for action in actions}
        if not row["own_account"]:
            counts = dict(counted.get(row["post_id"], {}))
        made.append(CreatorPost(row["creator"], row["post_id"], counts))
    return made


def _known(store: Store) -> set[str]:
    """Give every handle that is known for a creator's: no word of a campaign passes for one."""
    found = store.rows(
        "select lower(c.creator) from creator as c union"
        " select lower(p.creator) from promo_code as p where p.creator is not null union"
        " select lower(plan.creator) from post_plan as plan where plan.creator is not null"
    )
    return {name for (name,) in found}


def _creator(
    name: str, agreement: Agreement | None, made: Sequence[CreatorPost], books: Ledger
) -> Creator:
    fee = books.figures.get("fees", name)
    why = ""
    if agreement is None:
        fee, why = (
            None,
            "No agreement is on file: add the creator to `clipworth template creators`.",
        )
    elif agreement.no_fee:
        fee, why = None, "An agreement on file states no fee; a gift is a fee of 0."
    elif fee is None:
        why = "The fee has no exchange rate; import fx rates."
    revenue, orders_ = books.revenue(name), books.orders(name)
    unknown = ""
    traceable = (agreement is not None and agreement.traceable) or bool(orders_)
    if not books.has_orders:
        unknown = "No orders of a shop or till are imported."
    elif not traceable:
        unknown = "No code and no link is on file, so nobody could tell this creator's orders."
    elif revenue is None:
        unknown = "An order has no exchange rate, or no order stands on these days."
    if unknown:
        revenue, orders_ = None, None
    return Creator(name, agreement, tuple(made), fee, why, orders_, revenue, unknown)


def _known_sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
