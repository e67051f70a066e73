"""TikTok Shop: what it sold, kept and left, whom it credits, and whether it crowds out reach."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from clipworth.answers.crowding import crowding_sentence, crowding_table
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted, listed, money
from clipworth.measure.figures import cents
from clipworth.measure.ledger.ledger import shortened
from clipworth.measure.paid.families import GMV_MAX, SHOP
from clipworth.measure.paid.recognised import spend_by_format
from clipworth.measure.shop.crowding import crowding
from clipworth.measure.shop.sold import (
    UNCREDITED,
    GmvMax,
    Sold,
    gmv_max,
    missing_rates,
    sold,
    told,
)
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, MONEY, RATIO, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

NOTHING = (
    "No sale of TikTok Shop is imported. Export Orders and Finance > Income from Seller Center, "
    "Affiliate orders from the affiliate centre and GMV Max from Ads Manager, and bring them in "
    "with `clipworth import`."
)
REVENUE = (
    "Revenue is goods after the seller's own discounts, without shipping and the taxes that the "
    "shop lists apart; cancelled orders and samples are left out. Refunds stand at the day of the "
    "order. None of it is in the revenue of the brand's own shop."
)
COMMISSION = (
    "A commission is the final one where TikTok has settled it, else its estimate; both stand "
    "apart. An order of several products stands once per product in the files of affiliates, and "
    "its fees are shared over its products by revenue."
)
ORGANIC_INSIDE = (
    "GMV Max counts the shop's organic sales in its revenue, so its ROAS is no return of the ads: "
    "with no ad at all it would show the same sales."
)
FEES_OF_SETTLED = (
    "Platform fees are known for settled orders only; orders of the last weeks are often not."
)
BY = ("creator", "post", "product", "month")
REASONS = {
    "revenue": "No amount stands on {}.",
    "refunds": "No file says what was paid back for {}.",
    "commission": "No commission is known yet for {}: import affiliate orders or settlements.",
    "platform_fees": "No settlement is known yet for {}: import Finance > Income of Seller Center.",
    "product_costs": "No cost is given for the products of {}; fill `clipworth template products`.",
}
_LACKS = {
    "revenue": "amounts",
    "refunds": "refunds",
    "commission": "commissions",
    "platform_fees": "platform fees",
    "product_costs": "product costs",
}
_PARTS = {
    "net": ("revenue", "refunds"),
    "margin": ("revenue", "refunds", "commission", "platform_fees", "product_costs"),
}


def shop(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what TikTok Shop sold, what was left of it, and at what price in reach."""
    asked = scope(store, settings, ask)
    if asked.period is None:
        return asked.empty_answer("shop")
    whole = next(iter(sold(store, asked.selection)), None)
    ads = gmv_max(store, asked.selection)
    credit = {by: told(store, asked.selection, by) for by in ("post", "creator")}
    if whole is None and not ads.ran and not any(credit.values()):
        return asked.answer("shop", (), (NOTHING,))
    unrated = missing_rates(store, asked.selection)
    tables = [AnswerTable("shop", "", _LINES, tuple(_lines(asked, whole, ads, unrated)))]
    if whole is not None:
        tables += [sold_table(asked, by, unrated) for by in ((ask.by,) if ask.by else BY[:3])]
    tables += [_told(by, rows) for by, rows in credit.items() if rows and ask.by in (None, by)]
    seen = crowding(store, asked.period.until)
    if (table := crowding_table(seen)) is not None:
        tables.append(table)
    return asked.answer(
        "shop",
        tables,
        [
            _leading(asked, whole),
            _margin_sentence(asked, whole),
            _ads_sentence(asked, ads),
            crowding_sentence(seen),
        ],
        [
            *asked.home.caveats,
            unrated,
            *(_overpaid(whole) if whole else ()),
            REVENUE if whole else "",
            COMMISSION if whole else "",
            FEES_OF_SETTLED if whole and whole.lacking("platform_fees") else "",
            ORGANIC_INSIDE if ads.ran else "",
        ],
        relations=("tiktok_shop",),
    )


_LINES = (
    Shown("line", "Line", TEXT),
    Shown("value", "Value", RATIO),
    Shown("kind", "Kind", TEXT),
    Shown("layer", "Layer", TEXT),
    Shown("word", "Whose word", TEXT),
)


def _amounts(layer: Layer = Layer.CONVERSION) -> Iterator[Shown]:
    labels = {
        "revenue": "Revenue",
        "refunds": "Refunds",
        "net": "After refunds",
        "actual_commission": "Commission, final",
        "estimated_commission": "Commission, estimated",
        "platform_fees": "Platform fees",
        "product_costs": "Product costs",
        "margin": "Margin",
        "known_margin": "Margin of orders that tell it",
    }
    for key, label in labels.items():
        word = Word.PLATFORM if key == "estimated_commission" else Word.FIRST_PARTY
        yield Shown(key, label, MONEY, layer, word)


_ORDERS = Shown("orders", "Orders", unit_of("order"), Layer.CONVERSION, Word.FIRST_PARTY)


def _columns(by: str) -> tuple[Shown, ...]:
    return (
        Shown(by, by.capitalize(), TEXT),
        _ORDERS,
        *_amounts(),
        Shown(
            "margin_orders", "Orders that tell it", unit_of("order"), Layer.CONVERSION,
            Word.FIRST_PARTY,
        ),
    )  # fmt: skip


def sold_table(asked: Scope, by: str, unrated: str) -> AnswerTable:
    """Give what was sold by a part, from revenue to margin."""
    found = sold(asked.store, asked.selection, by)
    if by == "month":
        found.sort(key=lambda one: one.part or "")
    rows = tuple(_row(one, by, unrated) for one in found)
    return AnswerTable(f"shop by {by}", _by_finding(asked, by, found), _columns(by), rows)


def _row(one: Sold, by: str, unrated: str) -> Row:
    cells: dict[str, Cell] = {
        by: one.part or "no day",
        "orders": one.count("orders"),
        "revenue": one.get("revenue"),
        "refunds": one.get("refunds"),
        "net": one.get("net"),
        "actual_commission": one.get("actual_commission"),
        "estimated_commission": one.get("estimated_commission"),
        "platform_fees": one.get("platform_fees"),
        "product_costs": one.get("product_costs"),
        "margin": one.get("margin"),
        "known_margin": one.known("known_margin"),
        "margin_orders": one.count("margin_orders"),
    }
    return Row(cells, {k: _why(one, k, unrated) for k, cell in cells.items() if cell is None})


def _why(one: Sold, key: str, unrated: str) -> str:
    """Say why an amount is unknown."""
    if one.count("unrated"):
        return unrated or f"{counted(one.count('unrated'), 'line')} have no exchange rate."
    if key == "known_margin":
        key = "margin"
    said = []
    for part in _PARTS.get(key, (key,)):
        if one.lacking(part):
            of = f"{one.lacking(part):,} of {counted(one.count('lines'), 'order line')}"
            skus = _skus(one) if part == "product_costs" else ""
            said.append(REASONS[part].format(of + skus))
    return " ".join(said) or "No line says it."


def _skus(one: Sold) -> str:
    skus = shortened(one.told["uncosted_skus"] or ())
    return f" ({listed(skus)})" if skus else ""


def _lines(asked: Scope, whole: Sold | None, ads: GmvMax, unrated: str) -> Iterator[Row]:
    first, value, conv = str(Word.FIRST_PARTY), Layer.VALUE, Layer.CONVERSION
    if whole is not None:
        yield _line("Orders", whole.count("orders"), "count", conv, first)
        for column in _amounts():
            if column.key == "known_margin":
                continue
            amount = whole.get(column.key)
            why = _why(whole, column.key, unrated)
            yield _line(column.label, amount, "money", conv, str(column.word), why)
    spend, why = _shop_ads(asked, ads)
    if spend is None and not ads.ran and not why:
        return
    yield _line("Spend of ads for the shop", spend, "money", value, str(Word.BILLED), why)
    if ads.ran:
        revenue = ads.revenue
        no = ads.unknown or "TikTok shows no revenue on some rows of GMV Max."
        label = "Revenue by GMV Max (organic sales inside)"
        yield _line(label, revenue, "money", conv, str(Word.PLATFORM), no)
        ratio = revenue / ads.spend if revenue is not None and ads.spend else None
        label = "ROAS of GMV Max (TikTok says, organic sales inside)"
        yield _line(label, _float(ratio), "ratio", conv, str(Word.PLATFORM), no)
    net = whole.get("net") if whole else None
    ratio = net / spend if net is not None and spend else None
    reason = why or (
        _why(whole, "net", unrated) if whole else "No orders of the shop are imported."
    )
    if spend == 0:
        reason = "No ads for the shop cost anything in these days."
    yield _line(
        "Shop revenue for each unit of its ads", _float(ratio), "ratio", conv, first, reason
    )


def _float(ratio: Decimal | None) -> float | None:
    return None if ratio is None else float(ratio)


def _line(label: str, value: Cell, kind: str, layer: Layer, word: str, why: str = "") -> Row:
    cells: dict[str, Cell] = {
        "line": label,
        "value": value,
        "kind": kind,
        "layer": str(layer),
        "word": word,
    }
    return Row(cells, {} if value is not None else {"value": why or "No file says it."})


def _shop_ads(asked: Scope, ads: GmvMax) -> tuple[Decimal | None, str]:
    """Give what ads for the shop cost: GMV Max, and Shop formats of Ads Manager, each once.

    Returns the cost, None: unknown or none known, and why it is unknown.
    """
    found = spend_by_format(asked.store, asked.selection)
    # GMV Max in a report of Ads Manager is the same spend as in its own export.
    families = [f for f in SHOP if f in found and not (ads.ran and f == GMV_MAX)]
    spent = [found[family] for family in families]
    known = [amount for amount in spent if amount is not None]
    if len(known) < len(spent):
        return None, Numbers(asked).missing_rates or "Ads for the shop state no cost."
    if ads.ran:
        if ads.spend is None:
            return None, f"{ads.unknown[:1].upper()}{ads.unknown[1:]}."
        known.append(ads.spend)
    return (cents(sum(known, Decimal(0))) if known else None), ""


def _leading(asked: Scope, whole: Sold | None) -> str:
    if whole is None:
        return (
            "No order of TikTok Shop is imported for these days; what TikTok credits stands below."
        )
    said = f"TikTok Shop sold {counted(whole.count('orders'), 'order')}"
    net = whole.get("net")
    if net is None:
        return f"{said}; what they brought after refunds is unknown."
    return f"{said}, worth {money(net, asked.currency)} after refunds."


def _margin_sentence(asked: Scope, whole: Sold | None) -> str:
    if whole is None:
        return ""
    margin, known = whole.get("margin"), whole.known("known_margin")
    if margin is not None:
        return f"Commission, fees and products left {money(margin, asked.currency)} of it."
    if known is None:
        names = [_LACKS[key] for key in whole.lacks]
        return f"The margin is unknown, for lack of {listed(names)}." if names else ""
    told = f"{whole.count('margin_orders'):,} of {counted(whole.count('orders'), 'order')}"
    return (
        f"The margin is known of {told}: {money(known, asked.currency)}; the others lack "
        "a settlement, a commission or the cost of a product."
    )


def _ads_sentence(asked: Scope, ads: GmvMax) -> str:
    if not ads.ran:
        return ""
    if ads.spend is None:
        return f"What GMV Max cost is unknown: {ads.unknown}."
    said = f"GMV Max cost {money(ads.spend, asked.currency)}"
    if ads.revenue is None:
        return f"{said}."
    return (
        f"{said}; the {money(ads.revenue, asked.currency)} that TikTok shows beside it hold the "
        "shop's organic sales too."
    )


def _by_finding(asked: Scope, by: str, found: list[Sold]) -> str:
    credited = [one for one in found if one.part != UNCREDITED and one.get("net") is not None]
    if by == "month" or not credited:
        return ""
    best = max(credited, key=lambda one: one.get("net") or Decimal(0))
    amount = money(best.get("net") or 0, asked.currency)
    whole = sum(one.count("orders") for one in found)
    said = f"By {by}, {best.part} sold most: {amount} after refunds"
    uncredited = next((one for one in found if one.part == UNCREDITED), None)
    if uncredited is None:
        return f"{said}."
    count = f"{uncredited.count('orders'):,} of {counted(whole, 'order')}"
    return f"{said}; {count} are credited to none, as no file of affiliates names one."


def _overpaid(whole: Sold) -> Iterator[str]:
    if orders := whole.count("overpaid_orders"):
        yield (
            f"{counted(orders, 'order')} got back more than its goods cost (shipping or taxes may "
            "be inside): the excess stands below zero."
        )


_TOLD_WHAT = (
    Shown("gmv", "Sales (TikTok says)", MONEY, Layer.CONVERSION, Word.PLATFORM),
    Shown("orders", "Orders (TikTok says)", unit_of("order"), Layer.CONVERSION, Word.PLATFORM),
    Shown("items", "Items (TikTok says)", unit_of("item"), Layer.CONVERSION, Word.PLATFORM),
    Shown("from_day", "From", DAY),
    Shown("last_day", "To", DAY),
)


def _told(by: str, found: list[dict[str, object]]) -> AnswerTable:
    rows = []
    for one in found:
        cells: dict[str, Cell] = {
            by: str(one["part"]),
            "gmv": cents(one["gmv"]),
            "orders": one["orders"],  # type: ignore[dict-item]
            "items": one["items"],  # type: ignore[dict-item]
            "from_day": one["from_day"],  # type: ignore[dict-item]
            "last_day": _day_before(one["until_day"]),
        }
        reasons = "TikTok Shop's export does not say it, or an exchange rate is missing."
        rows.append(Row(cells, {key: reasons for key, cell in cells.items() if cell is None}))
    finding = (
        f"What TikTok Shop itself credits to {counted(len(rows), by)}, each over the longest "
        "period imported; no part of it is added to the orders above."
    )
    columns = (Shown(by, by.capitalize(), TEXT), *_TOLD_WHAT)
    return AnswerTable(f"credited by TikTok to {by}s", finding, columns, tuple(rows))


def _day_before(until: object) -> Cell:
    return until - timedelta(days=1) if isinstance(until, date) else None
