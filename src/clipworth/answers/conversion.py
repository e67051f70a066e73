"""Who bought: what TikTok says of its ads, and what own records say, side by side."""

from collections.abc import Iterator

from clipworth.answers.layers import conversion_lines, tracked_share
from clipworth.answers.metric_table import estimate_cells, metric_table, shown
from clipworth.answers.money_lines import (
    CREDIT_RULE,
    TAXES_INSIDE,
    TRACKED,
    masked,
    not_paid,
)
from clipworth.answers.numbers import AD_BEHAVIOUR, AD_MONEY_RATIOS, AD_SUMS, Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import money
from clipworth.measure.figures import figures
from clipworth.measure.metrics import conversion as metrics
from clipworth.measure.metrics import pooling
from clipworth.measure.metrics.kinds import Metric, Ratio
from clipworth.measure.money.currency import missing_rates
from clipworth.measure.rates import check_pool, rates
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import TEXT, Kind
from clipworth.stats.allocate import adding_up
from clipworth.store.engine import Store

ADS_BY = ("format", "campaign", "month", "day")
ORDERS_BY = ("creator", "content_type", "month", "day")
_SHOP = (metrics.TRACKED_ORDERS, metrics.TRACKED_REVENUE)
_SHOP_RATIOS = (metrics.AOV, metrics.NEW_CUSTOMER_SHARE)
APART = (
    "Organic and paid, and the formats of ads, are datasets of their own: their rates are never "
    "pooled; money and counts are totalled."
)


def conversion(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer who bought; by a group, with the ads and the orders of each."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("conversion")
    numbers = Numbers(asked)
    tables = [metric_table("conversion", _finding(numbers), conversion_lines(numbers))]
    tables += _ads_by(asked, ask.by or "format")
    if ask.by in ORDERS_BY:
        tables += _orders_by(asked, ask.by)
    return asked.answer(
        "conversion",
        tables,
        (_finding(numbers), _claims(numbers)),
        [APART, *_caveats(numbers)],
        relations=("ads", "orders", "margins", "costs"),
    )


def _caveats(numbers: Numbers) -> Iterator[str]:
    yield from numbers.asked.home.caveats
    yield numbers.derived_rates
    yield masked(numbers)
    if numbers.missing_rates:
        yield numbers.missing_rates
    if numbers.orders.get("shop_orders"):
        yield from (TRACKED, CREDIT_RULE, TAXES_INSIDE, not_paid(numbers))


def _finding(numbers: Numbers) -> str:
    revenue, orders = numbers.orders.get("tracked_revenue"), numbers.orders.get("tracked_orders")
    said = tracked_share(numbers)
    if revenue is None or not orders:
        return f"{said}."
    return f"{said}, worth {money(revenue, numbers.asked.currency)} by codes and tagged links."


def _claims(numbers: Numbers) -> str:
    claimed, spend = numbers.ads.get("purchase_value"), numbers.ads.get("spend")
    if claimed is None or not spend:
        return ""
    currency = numbers.asked.currency
    return (
        f"TikTok says its ads brought {money(claimed, currency)} for {money(spend, currency)} "
        f"billed ({claimed / spend:.2f}×); own records are kept apart from that."
    )


def _ads_by(asked: Scope, by: str) -> list[AnswerTable]:
    if by not in ADS_BY or asked.selection.misses("ads"):
        return []
    ratios: list[Ratio] = list(AD_MONEY_RATIOS)
    try:
        check_pool(asked.store, AD_BEHAVIOUR, asked.selection, by)
        ratios = [*AD_BEHAVIOUR, *ratios]
        finding = "What TikTok says of ads."
    except pooling.Unpoolable:
        finding = (
            "What TikTok says of ads; rates of behaviour are left out, as several formats stand "
            "in each row. Filter by one format to see them."
        )
    table = _table(asked, "ads", finding, by, AD_SUMS, ratios)
    return [table] if table.rows else []


def _orders_by(asked: Scope, by: str) -> list[AnswerTable]:
    if asked.selection.misses("orders"):
        return []
    table = _table(asked, "orders", "What own records say.", by, _SHOP, _SHOP_RATIOS)
    rows = tuple(row for row in table.rows if row["tracked_orders"])
    return [AnswerTable(table.name, table.finding, table.columns, rows)] if rows else []


def _table(
    asked: Scope,
    relation: str,
    finding: str,
    by: str,
    sums: tuple[Metric, ...],
    ratios: "list[Ratio] | tuple[Ratio, ...]",
) -> AnswerTable:
    summed = [m for m in sums if not isinstance(m, Ratio) and hasattr(m, "expression")]
    found = figures(asked.store, summed, asked.selection, by)  # type: ignore[arg-type]
    rated = rates(asked.store, ratios, asked.selection, by)
    columns = [Shown(by, by.replace("_", " ").capitalize(), TEXT)]
    columns += [Shown(m.key, m.label, m.unit, m.layer, m.word) for m in summed]
    columns += [Shown(m.key, m.label, m.unit, m.layer, m.word, estimate=True) for m in ratios]
    missing = asked.home.unknown or missing_rates(asked.store, asked.selection)
    parts = found.parts()
    # Rounding each part by itself would leave cents between the parts and their total.
    amounts = {
        m.key: adding_up({part: found.get(m.key, part) for part in parts})
        for m in summed
        if m.unit.kind is Kind.MONEY
    }
    rows = []
    for part in parts:
        cells: dict[str, Cell] = {by: part}
        cells |= {m.key: shown(found.get(m.key, part), m.unit) for m in summed}
        cells |= {key: column[part] for key, column in amounts.items()}
        for ratio in ratios:
            estimate = rated.get(ratio.key, part)
            cells[ratio.key] = shown(estimate, ratio.unit)
            cells |= estimate_cells(ratio.key, estimate, ratio.unit)
        unknown = {
            column.key: _why(column, missing) for column in columns if cells[column.key] is None
        }
        rows.append(Row(cells, unknown))
    return AnswerTable(f"{relation} by {by}", finding, tuple(columns), tuple(rows))


def _why(column: Shown, missing_rates: str) -> str:
    """Say why a cell of a group is unknown."""
    if column.unit.kind is Kind.MONEY and missing_rates:
        return missing_rates
    return "No row of the group has what it takes."
