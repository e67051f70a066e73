"""The budget: what each unit of money returned, in cash and as media value apart."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from clipworth.answers import sampling
from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.money_lines import money_caveats, no_revenue
from clipworth.answers.numbers import Numbers
from clipworth.answers.roi import DIRECT, HALVES
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted, interval, listed, money, value
from clipworth.measure.budget.budget import NO_SHOP, Budget, ShopPart
from clipworth.measure.budget.budget import budget as read_budget
from clipworth.measure.budget.marginal import Marginal, marginal_return
from clipworth.measure.figures import cents
from clipworth.measure.ledger.ledger import shortened
from clipworth.measure.ledger.media import media_equivalent
from clipworth.measure.metrics import value as metrics
from clipworth.measure.relations import NOT_ASSIGNED
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import MONEY, RATIO, SHARE, TEXT
from clipworth.model.words import Layer, Word
from clipworth.stats.allocate import adding_up
from clipworth.store.engine import Store

BY = ("content_type", "pillar", "creator", "format", "post", "month")
LEDGER = (
    "Each cost and each return stands once: ads as billed, creator fees, the cost sheet, and of "
    "TikTok Shop its commissions, its fees and GMV Max; orders tracked by a code or UTM, and sales "
    "of TikTok Shop after refunds. What products cost is not in it: `show finance` and `show shop` "
    "have margins."
)
PER_UNIT = (
    "Cash per unit of cost is revenue / cost; 1.00 is what came back as it went out. Media value "
    "per unit is attention at a price of ads: it is no return, and is never added to cash."
)
FORMATS = (
    "By format, ads stand under the format of the ad and posts under that of the content plan."
)
NO_CAUSE = (
    "The return of one more unit says how weekly revenue moved with weekly spend, beside its "
    "trend. Whoever spends more when demand is high sees more than ads bring, and what is bought "
    "in later weeks is not in it; an experiment can tell."
)
SPREAD_EVENLY = {
    "creator": "Fees are spread evenly over the days of each agreement, so weeks do not tell.",
    "organic": "Its costs are spread evenly over the days of each month, so weeks do not tell.",
    "ugc": "Its costs are spread evenly over the days of each month, so weeks do not tell.",
    "shop": "Fees of TikTok Shop follow its sales, so they are no spend that could bring them.",
}


def budget(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what each unit of money returned by a part, and what one more unit of ads brought."""
    asked = scope(store, settings, ask)
    if asked.period is None:
        return asked.empty_answer("budget")
    by = ask.by or "content_type"
    numbers = Numbers(asked)
    if by == "pillar":
        sampling.need_full_posts(numbers.standing)
    found = read_budget(store, asked.selection, asked.period, by, numbers.ads)
    table = _table(numbers, found, by)
    more = marginal_return(numbers.daily_spend, numbers.daily_paid_revenue)
    next_unit = _next_unit(asked, numbers, more)
    return asked.answer(
        "budget",
        [table, next_unit],
        [_leading(asked, found), table.finding, next_unit.finding],
        [
            *money_caveats(numbers),
            LEDGER,
            PER_UNIT,
            DIRECT,
            HALVES if by == "pillar" else "",
            FORMATS if by == "format" else "",
            NO_CAUSE if more.estimate else "",
            *_twice(asked, found),
            *sampling.caveats(asked, numbers.standing),
        ],
        relations=("costs", "orders", "ads", "posts", *(("tiktok_shop",) if found.shop else ())),
    )


def _money(
    key: str, label: str, word: Word = Word.FIRST_PARTY, layer: Layer = Layer.VALUE
) -> Shown:
    return Shown(key, label, MONEY, layer, word)


def _columns(by: str, media_word: Word) -> tuple[Shown, ...]:
    return (
        Shown(by, by.replace("_", " ").capitalize(), TEXT),
        _money("cost", "Cost"),
        Shown("share", "Of known cost", SHARE, Layer.VALUE, Word.FIRST_PARTY),
        _money("revenue", "Cash back", layer=Layer.CONVERSION),
        Shown("cash_per_unit", "Cash per unit", RATIO, Layer.VALUE, Word.FIRST_PARTY),
        Shown("roi", metrics.ROI.label, metrics.ROI.unit, Layer.VALUE, Word.FIRST_PARTY),
        _money("media_equivalent", "Media-equivalent value", media_word),
        Shown("media_per_unit", "Media value per unit", RATIO, Layer.VALUE, media_word),
        _money("ad_costs", "Ads", Word.BILLED),
        _money("fees", "Creator fees"),
        _money("shop_costs", "TikTok Shop keeps"),
        _money("other_costs", "Other costs"),
        _money("tracked_revenue", "Tracked revenue", layer=Layer.CONVERSION),
        _money("shop_revenue", "TikTok Shop sales", layer=Layer.CONVERSION),
    )


def _table(numbers: Numbers, found: Budget, by: str) -> AnswerTable:
    parts = [part for part in found.parts() if _stands(found, part)]
    costs = adding_up({part: found.cost(part) for part in parts})
    known = sum((cost for cost in costs.values() if cost is not None), Decimal(0))
    if by == "month":
        parts.sort()
    else:
        parts.sort(key=lambda p: (p == NOT_ASSIGNED, -(costs[p] or Decimal(0)), p))
    rows = tuple(_row(numbers, found, by, part, costs[part], known) for part in parts)
    return AnswerTable(
        f"budget by {by}", _finding(found, by, parts), _columns(by, numbers.price.word), rows
    )


_SHOWN = ("cost", "tracked_revenue", "organic_views")


def _stands(found: Budget, part: str) -> bool:
    """Tell whether a part has anything to show, be it an amount that cannot be said."""
    values = found.books.figures.values
    booked = any(values.get(("now", part, key), 0) != 0 for key in _SHOWN)
    return booked or part in found.shop


def _row(
    numbers: Numbers,
    found: Budget,
    by: str,
    part: str,
    cost: Decimal | None,
    known: Decimal,
) -> Row:
    books, shop = found.books.figures, found.shop.get(part, NO_SHOP)
    media = media_equivalent(books.get("organic_views", part), numbers.price)
    unknown = found.unknown_cost(part)
    rate = per_unit(found, part)
    whole = None if unknown or not cost else cost
    ads = books.get("ad_costs", part)
    cells: dict[str, Cell] = {
        by: part,
        "cost": cost,
        "share": float(cost / known) if cost is not None and known else None,
        "revenue": cents(found.revenue(part)),
        "cash_per_unit": None if rate is None else float(rate),
        "roi": None if rate is None else float(rate - 1),
        "media_equivalent": cents(media),
        "media_per_unit": float(media / whole) if media is not None and whole else None,
        "ad_costs": _ads(ads, shop),
        "fees": cents(books.get("fees", part)),
        "shop_costs": cents(shop.kept) if part in found.shop else None,
        "other_costs": cents(books.get("other_costs", part)),
        "tracked_revenue": cents(found.books.revenue(part)),
        "shop_revenue": cents(shop.revenue) if part in found.shop else None,
    }
    reasons = _reasons(numbers, found, part, cells)
    return Row(cells, {key: reasons[key] for key, cell in cells.items() if cell is None})


def _ads(own: Decimal | None, shop: ShopPart) -> Decimal | None:
    """Add GMV Max to other ads; unknown where its cost is, or where neither ran."""
    if shop.ads is None:
        return None
    return cents((own or Decimal(0)) + shop.ads) if own is not None or shop.ads else None


def per_unit(found: Budget, part: str) -> Decimal | None:
    """Give the cash that came back for each unit of cost; None where either is not known.

    Where no order is credited, tags may be what lacks; and what belongs to nothing in particular
    has no return of its own.
    """
    cost, revenue = found.cost(part), found.revenue(part)
    credited = found.books.orders(part) or found.shop.get(part, NO_SHOP).revenue
    if part == NOT_ASSIGNED or not credited or found.unknown_cost(part):
        return None
    if cost is None or revenue is None or not cost > 0:
        return None
    return revenue / cost


def _reasons(
    numbers: Numbers, found: Budget, part: str, cells: Mapping[str, Cell]
) -> dict[str, str]:
    unknown = found.unknown_cost(part)
    no_cost = numbers.missing_rates or "Nothing is booked here."
    why_cost = f"The cost is not fully known: {unknown}." if unknown else (
        f"{no_cost} Nothing can be divided by it."
    )  # fmt: skip
    if cells["cost"] == 0:
        why_cost = "The cost is 0, and nothing can be divided by it."
    return {
        "cost": why_cost if unknown else no_cost,
        "share": why_cost if unknown else no_cost,
        "revenue": _no_revenue(numbers, found, part),
        "cash_per_unit": _no_return(numbers, found, part, why_cost),
        "roi": _no_return(numbers, found, part, why_cost),
        "media_equivalent": numbers.price.basis
        if numbers.price.amount is None
        else "No post of this part has organic views known.",
        "media_per_unit": why_cost
        if cells["media_equivalent"] is not None
        else "No value is known.",
        "ad_costs": found.shop.get(part, NO_SHOP).unknown or no_cost,
        "fees": no_cost,
        "shop_costs": found.shop.get(part, NO_SHOP).unknown or "TikTok Shop kept nothing here.",
        "other_costs": no_cost,
        "tracked_revenue": no_revenue(numbers),
        "shop_revenue": _no_revenue(numbers, found, part)
        if part in found.shop
        else "No sale of TikTok Shop is of this part.",
    }


def _no_revenue(numbers: Numbers, found: Budget, part: str) -> str:
    if part in found.shop and found.shop[part].revenue is None:
        return "Not every sale of TikTok Shop says its amount and its refund, or has a rate."
    return no_revenue(numbers)


def _no_return(numbers: Numbers, found: Budget, part: str, why_cost: str) -> str:
    if part == NOT_ASSIGNED:
        return "What belongs to nothing in particular has no return of its own."
    if found.revenue(part) is None:
        return _no_revenue(numbers, found, part)
    if found.unknown_cost(part):
        return why_cost
    if not found.books.orders(part) and not found.shop.get(part, NO_SHOP).revenue:
        return "No order is credited here; codes or tagged links may be what lacks."
    return why_cost


def _leading(asked: Scope, found: Budget) -> str:
    costs = [found.cost(part) for part in found.parts()]
    known = sum((cost for cost in costs if cost is not None), Decimal(0))
    unknown = "; ".join(
        dict.fromkeys(why for part in found.parts() if (why := found.unknown_cost(part)))
    )
    if not known:
        return "No cost is known for these days: fill the sheet of `clipworth template costs`."
    said = f"{money(known, asked.currency)} of cost is known"
    return f"{said}, but not all of it ({unknown})." if unknown else f"{said}, each once."


def _finding(found: Budget, by: str, parts: list[str]) -> str:
    known = {part: rate for part in parts if (rate := per_unit(found, part)) is not None}
    if not known:
        return f"What a unit of money returned by {by.replace('_', ' ')} cannot be said."
    order = parts if by == "month" else sorted(known, key=lambda part: -known[part])
    said = shortened(f"{part} {value(known[part], RATIO)}" for part in order if part in known)
    return f"Cash back for each unit of cost, by {by.replace('_', ' ')}: {listed(said)}."


_NEXT = (
    Shown("part", "Content type", TEXT),
    Shown("marginal", "Return of one more unit", RATIO, Layer.VALUE, Word.MODELLED, estimate=True),
    Shown("average", "Average return", RATIO, Layer.VALUE, Word.FIRST_PARTY),
    Shown("varied", "Weekly spend varied by", SHARE, Layer.VALUE, Word.BILLED),
)


def _next_unit(asked: Scope, numbers: Numbers, more: Marginal) -> AnswerTable:
    """Show what one more unit brought where spend can tell, and say why elsewhere."""
    average = numbers.ads.get("spend")
    revenue = numbers.orders.get("paid_tracked_revenue")
    ratio = revenue / average if average and revenue is not None else None
    cells: dict[str, Cell] = {
        "part": "paid",
        "marginal": shown(more.estimate, RATIO),
        **estimate_cells("marginal", more.estimate, RATIO),
        "average": None if ratio is None else float(ratio),
        "varied": more.variation,
    }
    reasons = {
        "marginal": more.why,
        "average": "Ad spend or the revenue tracked to paid posts is unknown.",
        "varied": more.why,
    }
    rows = [Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})]
    for part, why in SPREAD_EVENLY.items():
        rows.append(
            Row(
                {"part": part, "marginal": None, "average": None, "varied": None},
                dict.fromkeys(("marginal", "average", "varied"), why),
            )
        )
    return AnswerTable("one more unit", _next_said(asked, more), _NEXT, tuple(rows))


def _next_said(asked: Scope, more: Marginal) -> str:
    found = more.estimate
    if found is None:
        return (
            f"What one more unit of ads brings cannot be said: {more.why[:1].lower()}{more.why[1:]}"
        )
    one = money(Decimal(1), asked.currency)
    ends = interval(found, RATIO)
    sure = "more than chance" if found.low > 0 else "which could be chance"
    came = money(Decimal(str(round(found.value, 2))), asked.currency)
    return (
        f"Over {counted(more.weeks, 'week')}, each further {one} of ads came with {came} of "
        f"tracked revenue ({ends}), {sure}."
    )


def _twice(asked: Scope, found: Budget) -> Iterator[str]:
    """Warn where a shop may hold TikTok Shop's orders among its own."""
    if not found.shop:
        return
    orders = asked.store.value(
        "select count(*) from sale as s where contains(lower(s.channel), 'tiktok')"
    )
    if orders:
        yield (
            f"{counted(orders, 'order')} of the brand's own shop say that they were made on "
            "TikTok: where those are TikTok Shop's orders and bear a code, they stand twice in "
            "cash back."
        )
