"""Own costs and returns by format beside published ranges and the brand's own benchmarks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.scope import Scope
from clipworth.answers.words import interval, listed
from clipworth.measure.metrics import conversion, reach
from clipworth.measure.metrics.kinds import Direction, Ratio
from clipworth.measure.rates import Rates
from clipworth.measure.value.prices import dollars
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.defaults import default
from clipworth.model.defaults.kinds import Grade
from clipworth.model.defaults.paid import ALL_FORMATS, FORMATS, MEASURES, PUBLISHED
from clipworth.model.units import RATIO, TEXT, Kind
from clipworth.model.words import Word
from clipworth.stats.estimate import Estimate

_RATIOS: dict[str, Ratio] = {
    "roas": conversion.PLATFORM_ROAS,
    "cpm": conversion.CPM,
    "cpc": conversion.CPC,
    "cpa": conversion.CPA,
    "ctr": conversion.CTR,
    "cvr": conversion.CVR,
    "retention_6s": reach.RETENTION_6S,
}
_COLUMNS = (
    Shown("format", "Format", TEXT),
    Shown("measure", "Measure", TEXT),
    Shown("kind", "Kind", TEXT),
    Shown("unit", "Unit", TEXT),
    Shown("own", "Own", RATIO, word=Word.PLATFORM, estimate=True),
    Shown("benchmark", "Benchmark", TEXT, word=Word.ASSUMED),
    Shown("said", "Own stands", TEXT),
    Shown("source", "Whose benchmark", TEXT),
    Shown("against", "Measured against", TEXT),
)
NOT_COMPARABLE = "not comparable"
NO_RATE = (
    "Published costs are in US dollars, and no exchange rate from USD is imported, so own costs "
    "cannot be compared with them: fill the sheet of `clipworth template rates`."
)
OWN = "your own, in clipworth.toml"
NO_ROAS = (
    "No published ROAS by format with a source was found, so there is none here; type your own "
    "under [benchmarks] in clipworth.toml, such as in_feed_roas = 2.5."
)


@dataclass(frozen=True)
class Range:
    """A benchmark of one measure of a format.

    written: as published. low, high: in the currency of the answer where it is money; None where
    it cannot be expressed in that. may_alarm: it may be missed.
    """

    measure: str
    written: str
    low: Decimal | None
    high: Decimal | None
    source: str
    may_alarm: bool


def benchmark_table(asked: Scope, rates: Rates, order: Sequence[str]) -> AnswerTable:
    """Set each own figure beside its benchmarks."""
    rows: list[Row] = []
    missed: list[str] = []
    for family in order:
        for one in _ranges(asked, family):
            estimate = rates.get(_RATIOS[one.measure].key, family)
            if estimate is None:
                continue
            said = _stands(one, estimate)
            rows.append(_row(family, one, estimate, said))
            if one.may_alarm and _misses(one, estimate):
                missed.append(f"{MEASURES[one.measure][0]} of {family}")
    return AnswerTable("benchmarks", _finding(asked, missed), _COLUMNS, tuple(rows))


def _finding(asked: Scope, missed: Sequence[str]) -> str:
    if missed:
        return f"Worse than your own benchmark by more than chance: {listed(missed)}."
    if any(key.endswith("_roas") for key in asked.settings.benchmarks):
        return "No figure is worse than your own benchmarks by more than chance."
    return NO_ROAS


def _ranges(asked: Scope, family: str) -> Iterator[Range]:
    typed = {name: key for key, name in FORMATS.items()}.get(family)
    for measure in MEASURES:
        amount = asked.settings.benchmarks.get(f"{typed}_{measure}")
        if amount is not None:
            written = _written(measure, amount, amount, asked.currency)
            yield Range(measure, written, amount, amount, OWN, may_alarm=True)
    rate = _dollar(asked)
    for published in PUBLISHED:
        of_all = published.format == ALL_FORMATS and typed is not None
        if published.format != family and not of_all:
            continue
        low, high = (default(asked.settings.defaults, one.key)
                     for one in (published.low, published.high))  # fmt: skip
        about = "" if published.format == family else ", of all formats"
        times = rate if low.currency else Decimal(1)
        yield Range(
            published.measure,
            _written(published.measure, low.value, high.value, low.currency),
            None if times is None else low.value * times,
            None if times is None else high.value * times,
            f"{low.cited}{about}",
            may_alarm=Grade.TYPED in (low.grade, high.grade),
        )


def _written(measure: str, low: Decimal, high: Decimal, currency: str | None) -> str:
    ends = Estimate(float(low), float(low), float(high), 0, "")
    said = interval(ends, _RATIOS[measure].unit, currency)
    said = said.partition("–")[0] if low == high else said
    return f"{said} %" if _RATIOS[measure].unit.kind is Kind.SHARE else said


def _dollar(asked: Scope) -> Decimal | None:
    assert asked.known is not None, "an empty workspace has no formats"  # noqa: S101
    return dollars(asked.store, asked.home.key, asked.known)


def _row(family: str, one: Range, estimate: Estimate, said: str) -> Row:
    ratio, (label, _, against) = _RATIOS[one.measure], MEASURES[one.measure]
    unit = ratio.unit
    cells: dict[str, Cell] = {
        "format": family,
        "measure": label,
        "kind": str(unit.kind),
        "unit": str(unit),
        "own": shown(estimate, unit),
        **estimate_cells("own", estimate, unit),
        "benchmark": one.written,
        "said": said,
        "source": one.source,
        "against": against,
    }
    return Row(cells)


def _stands(one: Range, estimate: Estimate) -> str:
    """Say where the own figure stands; only its whole interval may be outside of a range."""
    if one.low is None or one.high is None:
        return NOT_COMPARABLE
    low, high = float(one.low), float(one.high)
    if estimate.low > high:
        return "above it"
    if estimate.high < low:
        return "below it"
    if estimate.low == estimate.low and low <= estimate.low and estimate.high <= high:
        return "inside it"
    return "could be on either side"


def _misses(one: Range, estimate: Estimate) -> bool:
    worse = "above it" if _RATIOS[one.measure].direction is Direction.DOWN else "below it"
    return _stands(one, estimate) == worse
