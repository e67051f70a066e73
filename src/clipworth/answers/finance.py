"""The finance view: the books of each month, the tie-out to the shop, months that are closed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from clipworth.answers.closed_months import closed_table, is_frozen, status, with_whole_months
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.shop import COMMISSION, REVENUE, sold_table
from clipworth.answers.tie_out import tie_out_tables
from clipworth.answers.words import counted, listed, money
from clipworth.measure.figures import whole
from clipworth.measure.ledger.ledger import shortened
from clipworth.measure.sales.books import COST_KEYS, SALES_KEYS, TRACKED_KEYS, Books, Sales, books
from clipworth.measure.shop.sold import missing_rates
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import MONEY, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

RATES = (
    "Exchange rates: an order stands at the rate of its own day, its refund at that same rate, ad "
    "spend at its day, fees and other costs at the days they are spread over; each is the newest "
    "rate on or before that day, from your sheet of rates."
)
DEFINITIONS = (
    "Gross is what customers paid and the discounts they got. Net is what they paid less refunds "
    "and taxes; a refund takes its share of the taxes with it. The contribution margin is net less "
    "shipping charged (taken as what shipping cost) and less the products sold, those sent back "
    "included, as nobody says whether they can be sold again."
)
BY_ORDER = (
    "Refunds stand in the month of the original order; the tie-out has them by their own day."
)
LEFT = (
    "Left after marketing is the margin of orders tracked to TikTok less ads, creator fees and "
    "other costs of the month. Orders that nobody could track are not in it."
)
LABELS = {
    "orders": "Orders",
    "gross": "Gross",
    "discounts": "Discounts",
    "paid": "Paid by customers",
    "refunds": "Refunds",
    "taxes": "Taxes",
    "net": "Net of tax and returns",
    "shipping": "Shipping charged",
    "product_costs": "Product costs",
    "contribution_margin": "Contribution margin",
    "ad_costs": "Ads",
    "fees": "Creator fees",
    "other_costs": "Other costs",
    "left": "Left after marketing",
}
LACKS = {
    "paid": "do not state what was paid",
    "discounts": "do not state their discount",
    "refunds": "come from a file that does not say what was paid back",
    "taxes": "do not state their taxes",
    "shipping": "do not state the shipping charged",
}
_PARTS = {
    "gross": ("paid", "discounts"),
    "net": ("paid", "refunds", "taxes"),
    "contribution_margin": ("paid", "refunds", "taxes", "shipping", "product_costs"),
}
NO_BOOKS = (
    "There are no books yet. Export the orders of your shop or till and bring them in with "
    "`clipworth import`; what products cost goes into the sheet of `clipworth template products`."
)
SHOP_ALONE = (
    "No orders of a shop or till of the brand's own are imported, so there is no tie-out and no "
    "month to close; the books of TikTok Shop stand below."
)
NO_ORDERS = "No order that counts stands on these days."
MOST_SKUS = 4

NO_ADS = (
    "No report of ads is imported, so ads stand at 0: if any ran, what was left is less. Import "
    "Ads Manager's report by day."
)


def finance(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what was left of what customers paid, month by month, and how it ties to the shop."""
    asked = scope(store, settings, ask)
    if asked.period is None:
        return asked.empty_answer("finance")
    asked = with_whole_months(asked)
    assert asked.period is not None, "it was not, and whole months are longer"  # noqa: S101
    numbers = Numbers(asked)
    of_shop = list(_tiktok_shop(asked))
    if not store.value("select 1 from sale limit 1"):
        said = [NO_BOOKS if not of_shop else SHOP_ALONE, *(one.finding for one in of_shop)]
        caveats = [REVENUE, COMMISSION, RATES] if of_shop else []
        return asked.answer("finance", of_shop, said, caveats, relations=("tiktok_shop",))
    found = books(store, asked.selection, asked.period)
    shop = AnswerTable("months", _finding(asked, found), _SHOP, tuple(_shop_rows(numbers, found)))
    tables = [shop]
    if found.costs.trackable:
        rows = tuple(_tracked_rows(numbers, found))
        tables.append(AnswerTable("tracked months", _left_finding(asked, found), _TRACKED, rows))
    ties = tie_out_tables(numbers, found)
    closed = closed_table(asked, found, LABELS)
    tables += [*ties, *_uncosted_table(found), *([closed] if closed else []), *of_shop]
    return asked.answer(
        "finance",
        tables,
        [table.finding for table in tables],
        [
            *asked.home.caveats,
            numbers.missing_rates,
            numbers.derived_rates,
            DEFINITIONS,
            BY_ORDER,
            LEFT if found.costs.trackable else numbers.untracked,
            "" if _has_ads(asked) else NO_ADS,
            *_overpaid(asked, found),
            *((REVENUE, COMMISSION) if of_shop else ()),
            RATES,
        ],
        relations=("orders", "margins", "costs", *(("tiktok_shop",) if of_shop else ())),
    )


def _has_ads(asked: Scope) -> bool:
    """Tell whether any report of ads is imported, so that a month without spend had none."""
    either = "select 1 from ad_level union all select 1 from ad_period limit 1"
    return bool(asked.store.value(either))


def _tiktok_shop(asked: Scope) -> Iterator[AnswerTable]:
    """Give the books of TikTok Shop by month; its orders are none of the brand's own shop."""
    table = sold_table(asked, "month", missing_rates(asked.store, asked.selection))
    if table.rows:
        finding = (
            "TikTok Shop has its own books, by the day of the order: what it kept (commissions "
            "and fees) is known of settled orders."
        )
        yield replace(table, finding=finding)


def _money(key: str, label: str = "", word: Word = Word.FIRST_PARTY) -> Shown:
    layer = Layer.VALUE if key in (*COST_KEYS, "left") else Layer.CONVERSION
    return Shown(key, label or LABELS[key], MONEY, layer, word)


_ORDERS = Shown("orders", "Orders", unit_of("order"), Layer.CONVERSION, Word.FIRST_PARTY)
_SHOP = (
    Shown("month", "Month", TEXT),
    _ORDERS,
    *(_money(key) for key in SALES_KEYS),
    Shown("status", "Status", TEXT),
)
_TRACKED = (
    Shown("month", "Month", TEXT),
    _ORDERS,
    *(_money(key) for key in TRACKED_KEYS),
    _money("ad_costs", word=Word.BILLED),
    _money("fees"),
    _money("other_costs"),
    _money("left"),
    Shown("status", "Status", TEXT),
)
_UNCOSTED = (
    Shown("sku", "SKU", TEXT),
    Shown("product", "Product", TEXT),
    Shown("items", "Items sold", unit_of("item"), Layer.CONVERSION, Word.FIRST_PARTY),
    _ORDERS,
    Shown("months", "Months", TEXT),
)


def _shop_rows(numbers: Numbers, found: Books) -> Iterator[Row]:
    for month in found.months:
        figures = _figures(numbers.asked, found, month)
        cells: dict[str, Cell] = {
            "month": month,
            "orders": whole(figures["orders"]),
            **{key: figures[key] for key in SALES_KEYS},
            "status": status(numbers.asked, month),
        }
        yield _row(numbers, found, month, cells, found.shop[month])


def _tracked_rows(numbers: Numbers, found: Books) -> Iterator[Row]:
    for month in found.months:
        figures = _figures(numbers.asked, found, month)
        cells: dict[str, Cell] = {
            "month": month,
            "orders": whole(figures["tracked_orders"]),
            **{key: figures[f"tracked_{key}"] for key in TRACKED_KEYS},
            **{key: figures[key] for key in (*COST_KEYS, "left")},
            "status": status(numbers.asked, month),
        }
        yield _row(numbers, found, month, cells, found.tracked[month])


def _figures(asked: Scope, found: Books, month: str) -> dict[str, Decimal | None]:
    """Give the figures of a month: those that were frozen, where it is closed."""
    now = found.figures(month)
    frozen = is_frozen(asked, month)
    return {key: frozen.figures.get(key) for key in now} if frozen else now


BY_NOW = "It can be told by now: what was restated since the close has it."


def _row(numbers: Numbers, found: Books, month: str, cells: dict[str, Cell], sales: Sales) -> Row:
    unknown: dict[str, str] = {}
    now = found.figures(month)
    prefix = "" if sales is found.shop[month] else "tracked_"
    for key, cell in cells.items():
        if cell is not None:
            continue
        known = now.get(f"{prefix}{key}", now.get(key)) is not None
        unknown[key] = BY_NOW if known else _why(numbers, found, month, sales, key)
        if is_frozen(numbers.asked, month):
            unknown[key] = f"It was unknown when the month was closed. {unknown[key]}"
    return Row(cells, unknown)


def _why(numbers: Numbers, found: Books, month: str, sales: Sales, key: str) -> str:
    """Say why a figure of a month is unknown."""
    if key in COST_KEYS or key == "left":
        costs = found.unknown_cost(month)
        if costs:
            return f"The cost is not fully known: {costs}."
        if key in COST_KEYS or sales.get("contribution_margin") is not None:
            return numbers.missing_rates or "An amount has no exchange rate."
    if not found.shop[month].orders:
        return NO_ORDERS
    if sales.unrated:
        return numbers.missing_rates or (
            f"{counted(sales.unrated, 'order')} have no exchange rate; import fx rates."
        )
    parts = _PARTS.get("contribution_margin" if key == "left" else key, (key,))
    said = [_lacking(found, month, sales, part) for part in parts if sales.lacking.get(part)]
    return " ".join(said) or NO_ORDERS


def _lacking(found: Books, month: str, sales: Sales, part: str) -> str:
    lacking = sales.lacking[part]
    of = f"{lacking:,} of {counted(sales.orders, 'order')}"
    if part != "product_costs":
        return f"{of} {LACKS[part]}."
    skus = [one.sku or "lines without a SKU" for one in found.uncosted.get(month, ())]
    if not skus:
        return f"{of} list no products, so their cost is unknown."
    return (
        f"No cost is given for {listed(shortened(skus, MOST_SKUS))}, in {of}. "
        "Fill the sheet of `clipworth template products`."
    )


def _finding(asked: Scope, found: Books) -> str:
    net = {m: _figures(asked, found, m)["net"] for m in found.months if found.shop[m].orders}
    orders = sum(found.shop[month].orders for month in net)
    if not orders:
        return "No order that counts stands in the months asked about."
    known = [amount for amount in net.values() if amount is not None]
    margins = {m: _figures(asked, found, m)["contribution_margin"] for m in net}
    said = f"The shop counts {counted(orders, 'order')}"
    if len(known) == len(net):
        said += f", worth {money(sum(known, Decimal(0)), asked.currency)} net of tax and returns"
    else:
        said += f"; what is net of tax and returns is unknown in {_of_months(net)}"
    kept = {month: amount for month, amount in margins.items() if amount is not None}
    if len(kept) == len(margins):
        total = money(sum(kept.values(), Decimal(0)), asked.currency)
        return f"{said}, with a contribution margin of {total}."
    names = sorted({u.sku for m in margins for u in found.uncosted.get(m, ()) if u.sku})
    lacks = f": no cost is given for {listed(shortened(names, MOST_SKUS))}" if names else ""
    frozen = [month for month, one in margins.items() if one is None and is_frozen(asked, month)]
    closed = ", as it was closed" if frozen and not lacks else ""
    return f"{said}; the contribution margin is unknown in {_of_months(margins)}{closed}{lacks}."


def _of_months(amounts: dict[str, Decimal | None]) -> str:
    unknown = [month for month, amount in amounts.items() if amount is None]
    if len(unknown) == len(amounts) > 1:
        return f"all {len(amounts)} months"
    return listed(shortened(unknown))


def _left_finding(asked: Scope, found: Books) -> str:
    left = {month: _figures(asked, found, month)["left"] for month in found.months}
    known = {month: amount for month, amount in left.items() if amount is not None}
    if not known:
        return "What was left of tracked orders after marketing is known for no month."
    total = money(sum(known.values(), Decimal(0)), asked.currency)
    return (
        f"Of orders tracked to TikTok, {total} was left after products and marketing over the "
        f"{counted(len(known), 'month')} whose margin and costs are known"
        + ("." if len(known) == len(left) else f" of {len(left)}.")
    )


def _uncosted_table(found: Books) -> Iterator[AnswerTable]:
    products: dict[str | None, list[tuple[str, int, int, str | None]]] = {}
    for month in found.months:
        for one in found.uncosted.get(month, ()):
            told = (month, one.items, one.orders, one.product)
            products.setdefault(one.sku, []).append(told)
    if not products:
        return
    rows = [
        Row(
            {
                "sku": sku or "no SKU",
                "product": next((told[3] for told in months if told[3]), "not named"),
                "items": sum(told[1] or 0 for told in months),
                "orders": sum(told[2] for told in months),
                "months": listed(shortened([told[0] for told in months])),
            }
        )
        for sku, months in products.items()
    ]
    rows.sort(key=lambda row: (-int(str(row["orders"])), str(row["sku"])))
    finding = (
        f"{counted(len(rows), 'product')} sold without a known cost: fill the sheet of "
        "`clipworth template products`, from the first day of sale on."
    )
    yield AnswerTable("products without a cost", finding, _UNCOSTED, tuple(rows))


def _overpaid(asked: Scope, found: Books) -> Iterator[str]:
    orders = sum(found.shop[month].overpaid_orders for month in found.months)
    if orders:
        more = sum((found.shop[month].overpaid for month in found.months), Decimal(0))
        got = "order got" if orders == 1 else "orders got"
        yield (
            f"{orders:,} {got} back more than was paid, {money(more, asked.currency)} in all: that "
            "much stands below zero in net. Check those refunds in the shop."
        )
