"""Ads by format: what each cost and what TikTok claims for it; rates are never pooled."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from clipworth.answers.format_benchmarks import NO_RATE, NOT_COMPARABLE, benchmark_table
from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.money_lines import masked
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted, interval, listed, money, value
from clipworth.measure.figures import NOW, cents, whole
from clipworth.measure.items import read_items
from clipworth.measure.metrics import conversion, reach
from clipworth.measure.metrics.kinds import Metric, Ratio
from clipworth.measure.paid.families import BASES, UNSTATED
from clipworth.measure.paid.recognised import Recognised, family_name, recognised
from clipworth.measure.rates import Rates, estimated
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import MONEY, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

SUMS = (conversion.SPEND, reach.IMPRESSIONS, conversion.PURCHASE_VALUE)
RATIOS: tuple[Ratio, ...] = (
    conversion.PLATFORM_ROAS,
    conversion.CPM,
    conversion.CPC,
    conversion.CPA,
    conversion.CTR,
    conversion.CVR,
    reach.RETENTION_6S,
)
NO_ADS = (
    "No ads by day are imported for these days. Export a report by day from Ads Manager, with ad "
    "format, objective and post id where it offers them, and bring it in with `clipworth import`."
)
TOTALS_ONLY = (
    "Only totals of ads over a period are imported: they are never spread over days, so formats "
    "cannot be told from them. Export the report by day."
)
CLAIMS = (
    "ROAS and conversions are what TikTok claims, at the window each ad group was set to; own "
    "orders do not say which format led to them."
)
APART = (
    "Rates of different formats are never pooled: a cold TopView and a warm Spark Ad describe "
    "different people. There is no total of rates for that reason."
)
DAYS = "Intervals come from how much days differ, and say what more such days would bring."


def formats(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what ads of each format cost and brought by TikTok's word, beside benchmarks."""
    asked = scope(store, settings, ask)
    if asked.period is None:
        return asked.empty_answer("formats")
    numbers = Numbers(asked)
    items = read_items(store, asked.selection, sums=SUMS, ratios=RATIOS, by="ad_fields")
    known = recognised(items) if items else []
    if not known or items is None:
        totals = store.value("select 1 from ad_period limit 1")
        return asked.answer("formats", (), (TOTALS_ONLY if totals else NO_ADS,))
    rates = estimated(RATIOS, items.together(family_name))
    sums = items.renamed(family_name).figures()
    order = sorted(
        {one.family for one in known},
        key=lambda family: (-(sums.get("spend", family) or Decimal(0)), family),
    )
    rows = [_row(numbers, rates, sums.values, family) for family in order]
    finding = _finding(asked, rates, order)
    benchmarks = benchmark_table(asked, rates, order)
    return asked.answer(
        "formats",
        [
            AnswerTable("formats", finding, _COLUMNS, tuple(rows)),
            benchmarks,
            AnswerTable("recognised by", _basis_finding(known), _BASIS, tuple(_bases(known))),
        ],
        [_spend_sentence(asked, sums.values, order), finding, benchmarks.finding],
        [
            *asked.home.caveats,
            numbers.missing_rates,
            masked(numbers),
            CLAIMS,
            APART,
            DAYS,
            *_guesses(known),
            NO_RATE if any(row["said"] == NOT_COMPARABLE for row in benchmarks.rows) else "",
        ],
        relations=("ads",),
    )


def _of(metric: Metric, *, estimate: bool = False) -> Shown:
    return Shown(
        metric.key, metric.label, metric.unit, metric.layer, metric.word, estimate=estimate
    )


_COLUMNS = (
    Shown("format", "Format", TEXT),
    _of(conversion.SPEND),
    _of(reach.IMPRESSIONS),
    _of(conversion.PURCHASE_VALUE),
    *(_of(ratio, estimate=True) for ratio in RATIOS),
)
_BASIS = (
    Shown("format", "Format", TEXT),
    Shown("basis", "Recognised by", TEXT),
    Shown("ad_rows", "Rows of ads", unit_of("row")),
    Shown("spend", "Ad spend", MONEY, Layer.VALUE, Word.BILLED),
)


def _row(
    numbers: Numbers, rates: Rates, sums: dict[tuple[str, str | None, str], Decimal], family: str
) -> Row:
    cells: dict[str, Cell] = {
        "format": family,
        "spend": cents(sums.get((NOW, family, "spend"))),
        "impressions": whole(sums.get((NOW, family, "impressions"))),
        "purchase_value": cents(sums.get((NOW, family, "purchase_value"))),
    }
    for ratio in RATIOS:
        estimate = rates.get(ratio.key, family)
        cells[ratio.key] = shown(estimate, ratio.unit)
        cells |= estimate_cells(ratio.key, estimate, ratio.unit)
    return Row(cells, dict(_unknown(numbers, cells)))


def _unknown(numbers: Numbers, cells: dict[str, Cell]) -> Iterator[tuple[str, str]]:
    reasons = {
        "impressions": "No row of this format says it.",
        "purchase_value": "TikTok claims no value for this format, or its report leaves it out.",
        "platform_roas": "TikTok claims no value for this format, or its report leaves it out.",
        "cpa": "TikTok claims no conversion for this format, or its report leaves it out.",
        "cvr": "TikTok claims no conversion for this format, or its report leaves it out.",
        "cpc": "No click is known.",
        "ctr": "No click is known.",
        "cpm": "No impression is known.",
        "retention_6s": "The report does not hold 6-second views of this format.",
    }
    amounts = ("spend", "purchase_value", "cpm", "cpc", "cpa", "platform_roas")
    for column in _COLUMNS:
        if cells.get(column.key) is None:
            rate = numbers.missing_rates if column.key in amounts else ""
            yield column.key, rate or reasons.get(column.key, "No row says what it cost.")


def _spend_sentence(
    asked: Scope, sums: dict[tuple[str, str | None, str], Decimal], order: list[str]
) -> str:
    spent = [(family, sums.get((NOW, family, "spend"))) for family in order]
    known = [(family, amount) for family, amount in spent if amount is not None]
    if len(known) < len(spent) or not known:
        return f"Ads ran in {counted(len(order), 'format')}: {listed(order)}."
    total = sum((amount for _, amount in known), Decimal(0))
    said = [f"{family} {money(amount, asked.currency)}" for family, amount in known]
    return f"Ads cost {money(total, asked.currency)}: {listed(said)}."


def _finding(asked: Scope, rates: Rates, order: list[str]) -> str:
    """Say what TikTok claims by format, and which lies clearly above another."""
    key = conversion.PLATFORM_ROAS.key
    known = {f: found for f in order if (found := rates.get(key, f)) is not None}
    if not known:
        return "TikTok claims no value for any format, so there is no ROAS by format."
    unit = conversion.PLATFORM_ROAS.unit
    said = []
    for family, found in known.items():
        ends = interval(found, unit, asked.currency)
        said.append(f"{family} {value(found.value, unit)}" + (f" ({ends})" if ends else ""))
    told = {family: found for family, found in known.items() if family != UNSTATED}
    above = [
        f"{one} lies above {other}"
        for one, found in told.items()
        for other, rest in told.items()
        if found.low > rest.high
    ]
    clear = f"; {listed(above[:3])} by more than chance" if above else ""
    return f"ROAS as TikTok claims it: {listed(said)}{clear}."


def _basis_finding(known: Iterable[Recognised]) -> str:
    rows = sum(one.ad_rows for one in known)
    unstated = sum(one.ad_rows for one in known if one.family == UNSTATED)
    guessed = sum(one.ad_rows for one in known if one.basis == "name")
    said = f"Of {counted(rows, 'row')} of ads, {rows - unstated:,} tell their format"
    return f"{said}, {guessed:,} of them only by a campaign's name." if guessed else f"{said}."


def _bases(known: Iterable[Recognised]) -> Iterator[Row]:
    for one in known:
        cells: dict[str, Cell] = {
            "format": one.family,
            "basis": BASES[one.basis],
            "ad_rows": one.ad_rows,
            "spend": cents(one.spend),
        }
        no = "No cost is known, or an exchange rate is missing."
        yield Row(cells, {"spend": no} if cells["spend"] is None else {})


def _guesses(known: Iterable[Recognised]) -> Iterator[str]:
    guessed = sorted({one.family for one in known if one.basis == "name"})
    if guessed:
        yield (
            f"Some ads are taken for {listed(guessed)} by the name of their campaign alone, which "
            "is a guess: export the report with the ad format to know."
        )
    if any(one.family == UNSTATED for one in known):
        yield (
            f"“{UNSTATED}” are ads whose file tells neither format, post nor objective; most often "
            "they are In-Feed."
        )
