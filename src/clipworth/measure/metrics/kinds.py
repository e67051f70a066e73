"""What a metric is: a measure summed from a column, a total, a ratio, or a declared composite."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from clipworth.model.units import RATIO, Kind, Unit, counted, quotient
from clipworth.model.words import Dataset, Layer, Role, Word, weakest


class RollUp(StrEnum):
    """How values of single days become the value of a period."""

    SUM = "sum"
    LAST = "last"
    MAX = "max"
    RATIO = "ratio"
    NEVER = "never"


class Direction(StrEnum):
    """Which way a metric gets better."""

    UP = "more is better"
    DOWN = "less is better"
    NEITHER = "neither way is better by itself"


class Cadence(StrEnum):
    """How often a change in a metric is worth a look."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


CADENCES = {
    Layer.REACH: Cadence.WEEKLY,
    Layer.INTENT: Cadence.FORTNIGHTLY,
    Layer.CONVERSION: Cadence.MONTHLY,
    Layer.VALUE: Cadence.MONTHLY,
}


class Mixed(ValueError):  # noqa: N818 - reads as what it is
    """A declaration adds what must not be added: two layers, two words, two datasets."""


@dataclass(frozen=True)
class Reads:
    """A column behind a measure, and what the measure takes from it.

    column: `table.column`. takes: SQL over a row r, added up; empty: what the measure adds up.
    A multiplier takes its product, row by row, so that its own value is a weighted mean.
    label: where the column's own name does not say it.
    """

    column: str
    takes: str = ""
    role: Role = Role.ADDS
    label: str = ""

    @property
    def table(self) -> str:
        """The canonical table."""
        return self.column.partition(".")[0]

    @property
    def name(self) -> str:
        """The name of the column in its table."""
        return self.column.partition(".")[2]


_SIGNS = {Role.ADDS: " + ", Role.SUBTRACTS: " − ", Role.MULTIPLIES: " × "}


def combined(terms: "Iterable[tuple[Role, str]]") -> str:
    """Write terms as a formula: added, taken off, and then multiplied."""
    found = list(terms)
    added = [term for term in found if term[0] in (Role.ADDS, Role.SUBTRACTS)]
    times = [term for term in found if term[0] is Role.MULTIPLIES]
    text = "".join(_SIGNS[role] + said for role, said in added).removeprefix(" + ")
    if times and len(added) > 1:
        text = f"({text})"
    return text + "".join(_SIGNS[role] + said for role, said in times)


@dataclass(frozen=True)
class Measure:
    """A number per row of a relation, rolled up.

    relation: key of measure.relations. expression: SQL over its rows, which are called r.
    reads: every canonical column behind it. over: which rows of the relation it is summed over, in
    words, where not all.
    """

    key: str
    label: str
    meaning: str
    unit: Unit
    layer: Layer
    word: Word
    dataset: Dataset | None
    relation: str
    expression: str
    reads: tuple[Reads, ...]
    roll_up: RollUp = RollUp.SUM
    direction: Direction = Direction.UP
    grain: str = ""
    over: str = ""
    in_words: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The canonical columns behind it."""
        return tuple(dict.fromkeys(one.column for one in self.reads))

    @property
    def inputs(self) -> tuple[Reads, ...]:
        """The columns behind it, each with what a row takes from it."""
        return tuple(replace(one, takes=one.takes or self.expression) for one in self.reads)

    @property
    def formula(self) -> str:
        """The formula in words."""
        if self.in_words:
            return self.in_words
        if self.roll_up is RollUp.NEVER:
            return f"{said(self.label)} of one day or post; never added"
        terms = [(one.role, one.label or one.column) for one in self.reads]
        terms = [term for term in terms if term[0] is not Role.DECIDES]
        text = combined(terms)
        text = f"sum of ({text})" if len(terms) > 1 else f"sum of {text}"
        return f"{text}, over {self.over}" if self.over else text

    @property
    def parts(self) -> tuple["Metric", ...]:
        """What it is made of; a measure is not made of others."""
        return ()


@dataclass(frozen=True)
class Total:
    """Measures of one layer, one word and one dataset, added up row by row.

    A row where a part is unknown is unknown.
    """

    key: str
    label: str
    meaning: str
    parts: tuple[Measure, ...]
    noun: str
    expression: str = ""
    direction: Direction = Direction.UP
    roll_up: RollUp = RollUp.SUM

    def __post_init__(self) -> None:
        layers = {part.layer for part in self.parts}
        words = {part.word for part in self.parts}
        datasets = {part.dataset for part in self.parts}
        if len(layers) > 1:
            raise Mixed(f"{self.key} adds the layers {_listed(layers)}; layers are never added")
        if len(words) > 1:
            raise Mixed(f"{self.key} adds what is {_listed(words)}; say it with a Composite")
        if len(datasets) > 1 or len({part.relation for part in self.parts}) > 1:
            raise Mixed(f"{self.key} adds rows of {_listed(datasets)} in one figure")
        if any(part.roll_up is RollUp.NEVER for part in self.parts):
            raise Mixed(f"{self.key} adds a part that never adds")
        if not self.expression:
            added = " + ".join(part.expression for part in self.parts)
            object.__setattr__(self, "expression", f"({added})")

    @property
    def unit(self) -> Unit:
        """The unit: money where all parts are money, else a count of the noun."""
        kinds = {part.unit.kind for part in self.parts}
        return Unit(Kind.MONEY) if kinds == {Kind.MONEY} else counted(self.noun)

    @property
    def layer(self) -> Layer:
        """The layer of its parts."""
        return self.parts[0].layer

    @property
    def word(self) -> Word:
        """The word of its parts."""
        return self.parts[0].word

    @property
    def dataset(self) -> Dataset | None:
        """The dataset of its parts."""
        return self.parts[0].dataset

    @property
    def relation(self) -> str:
        """The relation of its parts."""
        return self.parts[0].relation

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of its parts."""
        return tuple(dict.fromkeys(s for part in self.parts for s in part.sources))

    @property
    def inputs(self) -> tuple[Reads, ...]:
        """The columns of its parts, on the rows that count in it."""
        known = f"({self.expression}) is not null"
        return tuple(
            replace(one, takes=f"case when {known} then {one.takes} end")
            for part in self.parts
            for one in part.inputs
        )

    @property
    def formula(self) -> str:
        """The formula in words."""
        return " + ".join(said(part.label) for part in self.parts)


Summed = Measure | Total


@dataclass(frozen=True)
class Ratio:
    """One sum divided by another; unit, layer and word are worked out from the two.

    times: the bottom counted in so many, 1,000 for costs per thousand.
    only: which rows of the relation count, in words, where not all do.
    """

    key: str
    label: str
    meaning: str
    top: Summed
    bottom: Summed
    direction: Direction = Direction.UP
    times: int = 1
    only: str = ""

    def __post_init__(self) -> None:
        if RollUp.NEVER in (self.top.roll_up, self.bottom.roll_up):
            raise Mixed(f"{self.key} divides a figure that never adds up over days")
        quotient(self.top.unit, self.bottom.unit)

    @property
    def unit(self) -> Unit:
        """The unit of top over bottom."""
        unit = quotient(self.top.unit, self.bottom.unit)
        if self.times == 1:
            return unit
        return Unit(unit.kind, unit.of, f"{self.times:,} {unit.per}s")

    @property
    def layer(self) -> Layer:
        """The deeper layer of the two; money takes the layer of what it is set against."""
        layers = [m.layer for m in (self.top, self.bottom) if m.layer is not Layer.VALUE]
        return max(layers, key=list(Layer).index) if layers else Layer.VALUE

    @property
    def word(self) -> Word:
        """The softer word of the two."""
        return weakest([self.top.word, self.bottom.word])

    @property
    def dataset(self) -> Dataset | None:
        """The dataset that the bottom is counted in."""
        return self.bottom.dataset

    @property
    def relation(self) -> str:
        """The relation that its bottom is counted in."""
        return self.bottom.relation

    @property
    def crosses(self) -> bool:
        """Tell whether top and bottom stand in different relations, so that no row has both."""
        return self.top.relation != self.bottom.relation

    @property
    def is_rate(self) -> bool:
        """Tell whether it is a rate of behaviour, which belongs to one dataset alone."""
        return self.unit.kind in (Kind.RATE, Kind.SHARE)

    @property
    def roll_up(self) -> RollUp:
        """Ratios are taken anew from the sums of a period."""
        return RollUp.RATIO

    @property
    def parts(self) -> tuple[Summed, ...]:
        """Top and bottom."""
        return (self.top, self.bottom)

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of top and bottom."""
        return tuple(dict.fromkeys((*self.top.sources, *self.bottom.sources)))

    @property
    def formula(self) -> str:
        """The formula in words."""
        top = said(self.top.label)
        if isinstance(self.top, Total) and len(self.top.parts) > 1:
            top = f"({self.top.formula})"
        bottom = said(self.bottom.label)
        return f"{top} / {bottom}" if self.times == 1 else f"{top} / {bottom} × {self.times:,}"


@dataclass(frozen=True)
class Composite:
    """A declared mixture of layers or words, which always shows its parts."""

    key: str
    label: str
    meaning: str
    formula: str
    parts: tuple["Metric", ...]
    unit: Unit = RATIO
    direction: Direction = Direction.UP
    layer: Layer = Layer.VALUE
    dataset: Dataset | None = None
    roll_up: RollUp = RollUp.RATIO
    softer: Word | None = None  # where an assumption beside the parts makes it softer than they

    @property
    def word(self) -> Word:
        """The softest word of its parts."""
        words = [part.word for part in self.parts]
        return weakest([*words, self.softer] if self.softer else words)

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of its parts."""
        return tuple(dict.fromkeys(s for part in self.parts for s in part.sources))


Metric = Measure | Total | Ratio | Composite


def said(label: str) -> str:
    """Give a label as it stands inside a sentence; names in capitals stay."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def cadence(metric: Metric) -> Cadence:
    """Say how often the metric is worth a look: each layer has its own pace."""
    return CADENCES[metric.layer]


def _listed(words: Iterable[StrEnum | None]) -> str:
    return " and ".join(sorted(str(word or "no dataset") for word in words))
