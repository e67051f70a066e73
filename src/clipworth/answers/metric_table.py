"""Tables with a metric in each row: value, interval, whose word, and the period before."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from clipworth.measure.metrics.kinds import Metric
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.units import RATIO, SHARE, TEXT, Kind, Unit
from clipworth.model.words import Word
from clipworth.stats.allocate import to_cents
from clipworth.stats.estimate import Estimate
from clipworth.stats.rates import change, verdict

NOT_IMPORTED = "No imported file holds it for these days."
NO_BEFORE = "Nothing is known of the days before."
NO_PERIOD = "All data are shown, so there are no days before."

COLUMNS = (
    Shown("metric", "Key", TEXT),
    Shown("label", "Metric", TEXT),
    Shown("value", "Value", RATIO, estimate=True),
    Shown("unit", "Unit", TEXT),
    Shown("kind", "Kind", TEXT),
    Shown("layer", "Layer", TEXT),
    Shown("word", "Whose word", TEXT),
    Shown("dataset", "Dataset", TEXT),
    Shown("previous", "Before", RATIO),
    Shown("change", "Change", SHARE, estimate=True),
    Shown("verdict", "Verdict", TEXT),
)
COMPARING = ("previous", "change", "verdict")
Value = Estimate | int | float | Decimal | None


@dataclass(frozen=True)
class Line:
    """A metric with its value now and before; label: where it is not the metric's own."""

    metric: Metric
    now: Value
    before: Value = None
    reason: str = NOT_IMPORTED
    label: str = ""
    no_before: str = NO_BEFORE
    word: Word | None = None
    dataset: str = ""

    @property
    def known(self) -> bool:
        """Tell whether there is a value now."""
        return self.now is not None


def metric_table(name: str, finding: str, lines: Iterable[Line]) -> AnswerTable:
    """Make a table with a row per metric; where all data are shown there is nothing before."""
    listed = list(lines)
    if any(line.no_before != NO_PERIOD for line in listed):
        return AnswerTable(name, finding, COLUMNS, tuple(row(line) for line in listed))
    columns = tuple(column for column in COLUMNS if column.key not in COMPARING)
    return AnswerTable(name, finding, columns, tuple(_alone(row(line)) for line in listed))


def _alone(whole: Row) -> Row:
    """Leave out the cells that compare."""
    gone = {part for key in COMPARING for part in (key, f"{key}_low", f"{key}_high", f"{key}_n")}
    cells = {key: cell for key, cell in whole.cells.items() if key not in gone}
    return Row(cells, {key: why for key, why in whole.unknown.items() if key not in gone})


def row(line: Line) -> Row:
    """Make the row of a metric, with a reason for each cell that is unknown."""
    metric = line.metric
    cells: dict[str, Cell] = {
        "metric": metric.key,
        "label": line.label or metric.label,
        "unit": str(metric.unit),
        "kind": str(metric.unit.kind),
        "layer": str(metric.layer),
        "word": str(line.word or metric.word),
        "dataset": line.dataset or (str(metric.dataset) if metric.dataset else ""),
        "value": shown(line.now, metric.unit),
        "previous": shown(line.before, metric.unit),
        **estimate_cells("value", line.now, metric.unit),
        **_change_cells(line),
    }
    unknown: dict[str, str] = {}
    if cells["value"] is None:
        unknown["value"] = line.reason
    if cells["previous"] is None:
        unknown["previous"] = line.no_before
    if cells["change"] is None:
        unknown["change"] = line.reason if cells["value"] is None else line.no_before
        if cells["previous"] is not None and cells["value"] is not None:
            unknown["change"] = "It was not above 0 before, so there is no relative change."
        unknown["verdict"] = unknown["change"]
    return Row(cells, unknown)


def shown(value: Value, unit: Unit) -> Cell:
    """Give a value as a cell: amounts in cents, counts whole, unknown as None."""
    number = value.value if isinstance(value, Estimate) else value
    if number is None or (isinstance(number, float) and not math.isfinite(number)):
        return None
    if unit.kind is Kind.MONEY:
        return Decimal(number).quantize(Decimal("0.01"))
    if unit.kind is Kind.COUNT:
        return round(number)
    return float(number)


def adding_up(amounts: dict[str, Decimal | None], unit: Decimal) -> dict[str, Decimal | None]:
    """Round a column to units that add up to the rounded total."""
    known = {part: amount for part, amount in amounts.items() if amount is not None}
    exact = sum(known.values(), Decimal(0))
    total = exact.quantize(unit)
    split = list(known.values())
    if total:
        split = to_cents(split, total, unit=unit)
    rounded = {part: amount.quantize(unit) for part, amount in zip(known, split, strict=True)}
    return {part: rounded.get(part) for part in amounts}


def estimate_cells(key: str, value: Value, unit: Unit) -> dict[str, Cell]:
    """Give the cells beside an estimate; of an exact value there are none to give."""
    if not isinstance(value, Estimate):
        return {f"{key}_low": None, f"{key}_high": None, f"{key}_n": None}
    return {
        f"{key}_low": shown(value.low, unit),
        f"{key}_high": shown(value.high, unit),
        f"{key}_n": value.n,
    }


def compared(line: Line) -> tuple[Value, str | None]:
    """Give the relative change and its verdict: clear, could be chance, billed or exact."""
    now, before = line.now, line.before
    if isinstance(now, Estimate) and isinstance(before, Estimate):
        changed = change(now, before)
        return (None, None) if math.isnan(changed.value) else (changed, verdict(changed))
    if now is None or before is None or isinstance(now, Estimate) or isinstance(before, Estimate):
        return None, None
    # A ratio below nothing (a loss) has no relative change that anyone could read.
    if not before > 0:
        return None, None
    exact = float(Decimal(now) / Decimal(before)) - 1
    return exact, "billed" if line.metric.word is Word.BILLED else "exact"


def _change_cells(line: Line) -> dict[str, Cell]:
    changed, said = compared(line)
    return {
        "change": shown(changed, SHARE),
        **estimate_cells("change", changed, SHARE),
        "verdict": said,
    }
