"""The lines of the money table: cash, cost and media-equivalent value, never added."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from clipworth.answers.metric_table import NO_BEFORE, NO_PERIOD, Line
from clipworth.answers.numbers import Numbers
from clipworth.answers.words import count, counted, listed, money, percent
from clipworth.measure.figures import BEFORE
from clipworth.measure.ledger.ledger import ledger, shortened
from clipworth.measure.ledger.media import media_equivalent
from clipworth.measure.ledger.outside import Outside, costs_outside
from clipworth.measure.metrics import conversion, value
from clipworth.measure.money.currency import cash_by_currency
from clipworth.measure.paid.unsaid import unsaid
from clipworth.model import formats

TAXES_INSIDE = (
    "Revenue is what orders come to, paid or still to be paid, taxes and shipping inside, less "
    "refunds at the day of the original order."
)
TRACKED = (
    "Tracked revenue is what codes and tagged links show: buyers who used neither are not in it, "
    "and codes that leak to coupon sites bring in others. A return on it is no bound on the true "
    "one."
)
DIRECT_ONLY = (
    "Under a filter only costs that were booked on it count; shared costs are in none of them."
)
CREDIT_RULE = (
    "Each order is credited once: by a creator's code before a TikTok UTM. What TikTok claims "
    "stands apart and is never added."
)


def money_lines(numbers: Numbers) -> list[Line]:
    """Give returns, costs and ROI in cash, then media-equivalent value apart."""
    books, no_before = numbers.ledger, _no_before(numbers)
    lines = [
        Line(
            conversion.TRACKED_REVENUE,
            books.revenue(),
            books.figures.get("tracked_revenue", span=BEFORE),
            no_revenue(numbers),
            no_before=no_before,
        )
    ]
    for metric in (value.COST, value.AD_COSTS, value.FEES, value.OTHER_COSTS):
        lines.append(
            Line(
                metric,
                books.figures.get(metric.key),
                books.figures.get(metric.key, span=BEFORE),
                numbers.missing_rates or "Nothing of the kind is imported for these days.",
                label="Cost known so far" if _in_part(numbers, metric.key) else "",
                no_before=no_before,
            )
        )
    lines.append(
        Line(
            value.ROI,
            books.roi(),
            books.roi(span=BEFORE),
            no_roi(numbers),
            no_before=_roi_before(numbers),
        )
    )
    return [*lines, *media_lines(numbers)]


def _in_part(numbers: Numbers, key: str) -> bool:
    return key == "cost" and bool(numbers.ledger.unknown_cost())


def media_lines(numbers: Numbers) -> Iterator[Line]:
    """Give media-equivalent value and its return, which is never called ROI."""
    priced = numbers.price
    now = media_equivalent(numbers.posts.get("organic_views"), priced)
    before = media_equivalent(numbers.posts.get("organic_views", span=BEFORE), priced)
    reason = priced.basis if priced.amount is None else "No organic views are known."
    word = priced.word
    no_before = _no_before(numbers)
    yield Line(value.MEDIA_EQUIVALENT, now, before, reason, no_before=no_before, word=word)
    yield Line(
        value.MEDIA_RETURN,
        numbers.ledger.per_cost(now),
        numbers.ledger.per_cost(before, span=BEFORE),
        reason if now is None else no_roi(numbers),
        no_before=_roi_before(numbers),
        word=word,
    )


def no_revenue(numbers: Numbers) -> str:
    """Say why the tracked revenue is unknown."""
    if not numbers.ledger.has_orders:
        return numbers.no_orders
    return (
        numbers.asked.no_filter_reason("orders")
        or numbers.untracked
        or numbers.missing_rates
        or ("No order stands on these days.")
    )


def no_roi(numbers: Numbers) -> str:
    """Say why there is no ROI."""
    books = numbers.ledger
    unknown = books.unknown_cost()
    if books.revenue() is None:
        return no_revenue(numbers)
    if unknown:
        return f"The cost is not fully known: {unknown}."
    if books.cost() is None and (
        why := numbers.asked.no_filter_reason("costs") or numbers.missing_rates
    ):
        return why
    return "No cost stands on these days, and nothing can be divided by it."


def leading_sentence(numbers: Numbers) -> str:
    """Say in one sentence what TikTok brought in, at what cost, with what certainty."""
    books, currency = numbers.ledger, numbers.asked.currency
    revenue, cost = books.revenue(), books.cost()
    if revenue is None:
        return f"What TikTok brought in is unknown: {_lower(no_revenue(numbers))}"
    orders = books.figures.get("tracked_orders") or 0
    unknown = books.unknown_cost()
    if not orders:
        shop = numbers.orders.get("shop_orders") or 0
        return (
            f"None of the {counted(shop, 'order')} bears a creator's code or a TikTok UTM, so what "
            "TikTok brought in cannot be seen yet."
        )
    bear = "order bears" if orders == 1 else "orders bear"
    said = (
        f"{count(orders)} {bear} a creator's code or a TikTok UTM, worth {money(revenue, currency)}"
    )
    if cost is None or unknown or not cost > 0:
        reason = _lower(unknown or no_roi(numbers).rstrip("."))
        if not cost:
            return f"{said}; the return is unknown: {reason}."
        known = f"{money(cost, currency)} of cost is known, but not all of it ({reason})"
        return f"{said}; {known}, so the return is unknown."
    kind = "direct cost" if numbers.asked.ask.where else "cost"
    return (
        f"{said}, for {money(cost, currency)} of {kind}: a tracked return of "
        f"{percent(books.roi() or 0, signed=True)} in cash."
    )


def known_months_sentence(numbers: Numbers) -> str:
    """Say the return over the months whose cost is known, where that of others is not."""
    asked = numbers.asked
    if not numbers.ledger.unknown_cost() or not numbers.ledger.figures.get("tracked_orders"):
        return ""
    books = ledger(asked.store, asked.selection, asked.period, "month")
    known = [part for part in books.figures.parts() if books.roi(part) is not None]
    cost = sum((books.cost(part) or Decimal(0) for part in known), Decimal(0))
    revenue = sum((books.revenue(part) or Decimal(0) for part in known), Decimal(0))
    if not cost > 0:
        return ""
    return (
        f"Over the {counted(len(known), 'month')} whose cost is known, "
        f"{money(revenue, asked.currency)} was tracked for {money(cost, asked.currency)}: a "
        f"tracked return of {percent((revenue - cost) / cost, signed=True)} in cash."
    )


def media_sentence(numbers: Numbers) -> str:
    """Say what the attention would have cost as ads, apart from cash."""
    priced = numbers.price
    amount = media_equivalent(numbers.posts.get("organic_views"), priced)
    if amount is None or priced.amount is None:
        return ""
    currency = numbers.asked.currency
    views = numbers.posts.get("organic_views")
    return (
        f"As ads, its {count(views)} organic views would have cost {money(amount, currency)} at "
        f"{money(priced.amount, currency)} per 1,000; that pays no invoices and is never added to "
        "revenue."
    )


def money_caveats(numbers: Numbers) -> Iterator[str]:
    """Give what a reader of cash figures must know."""
    yield from numbers.asked.home.caveats
    yield numbers.derived_rates
    yield masked(numbers)
    if numbers.asked.ask.where:
        yield DIRECT_ONLY
    yield outside_days(numbers)
    if numbers.missing_rates:
        yield numbers.missing_rates
        yield from per_currency(numbers)
    if numbers.ledger.has_orders:
        yield TRACKED
        yield CREDIT_RULE
        yield TAXES_INSIDE
        yield not_paid(numbers)
        if unsaid := numbers.orders.get("refunds_unknown"):
            yield (
                f"The file of {counted(unsaid, 'tracked order')} does not say what was paid back; "
                "they stand before refunds."
            )
    if numbers.price.amount is not None:
        yield f"Price of 1,000 views: {numbers.price.basis}."


def not_paid(numbers: Numbers) -> str:
    """Say how many of the tracked orders nobody has paid in full; empty: none."""
    orders = numbers.orders.get("tracked_orders_not_paid")
    if not orders:
        return ""
    amount = numbers.orders.get("tracked_revenue_not_paid")
    worth = "" if amount is None else f", worth {money(amount, numbers.asked.currency)},"
    are, they = ("is", "it counts") if orders == 1 else ("are", "they count")
    return (
        f"{counted(orders, 'tracked order')}{worth} {are} not marked as paid by the shop; {they} "
        "as revenue, as in the shop's own totals."
    )


def outside_days(numbers: Numbers) -> str:
    """Say which costs are in no sum, as all data were asked for and no other file has their days.

    Months without a cost sheet or orders are not asked about for their sake: ROI would be unknown.
    """
    asked = numbers.asked
    if asked.ask.period is not None or asked.period is None or asked.selection.misses("costs"):
        return ""
    found = costs_outside(asked.store, asked.selection, asked.period)
    if not found:
        return ""
    said = shortened(f"{_booked(one)}, {_amounts([one])}" for one in found)
    since, last = formats.day(asked.period.since), formats.day(asked.period.last)
    return (
        f"In no sum, as it is booked wholly outside {since} to {last}, the days of the other "
        f"files: {_amounts(found)} ({'; '.join(said)}). Ask for those days with --from "
        "and --to."
    )


def _booked(cost: Outside) -> str:
    if cost.creator is None:
        return f"cost sheet of {cost.first_day:%b %Y}"
    return f"agreement with @{cost.creator} from {formats.day(cost.first_day)}"


def _amounts(costs: Iterable[Outside]) -> str:
    """Give what costs come to in each currency."""
    totals: dict[str | None, Decimal] = {}
    for cost in costs:
        totals[cost.currency] = totals.get(cost.currency, Decimal(0)) + cost.amount
    return listed([money(amount, currency) for currency, amount in totals.items()])


def masked(numbers: Numbers) -> str:
    """Say which claims of TikTok are sums over rows of which some say none; empty: none do."""
    asked = numbers.asked
    if asked.selection.misses("ads") or not numbers.ads.get("impressions"):
        return ""
    found = unsaid(asked.store, asked.selection)
    gaps = {
        "conversions": found.conversions,
        "purchases": found.purchases,
        "purchase value": found.purchase_value,
    }
    some = [f"{what} on {counted(rows, 'row')}" for what, rows in gaps.items() if rows]
    if not some:
        return ""
    return (
        f"What TikTok claims is a floor: unknown are {listed(some)} of {count(found.ad_rows)} of "
        "ads, masked or not in the report, and those are in no sum."
    )


def per_currency(numbers: Numbers) -> Iterator[str]:
    """Give cash per currency, where it cannot be one figure."""
    cash = cash_by_currency(numbers.asked.store, numbers.asked.selection)
    for kind, amounts in cash.items():
        said = [
            money(amount, code) + ("" if code else " in a currency that no file names")
            for amount, code in amounts
        ]
        yield f"{kind}, each in its own currency: {listed(said)}."


def _roi_before(numbers: Numbers) -> str:
    if numbers.asked.ask.period is None:
        return NO_PERIOD
    unknown = numbers.ledger.unknown_cost(span=BEFORE)
    return f"The cost before is not fully known: {unknown}." if unknown else NO_BEFORE


def _no_before(numbers: Numbers) -> str:
    return NO_PERIOD if numbers.asked.ask.period is None else NO_BEFORE


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
