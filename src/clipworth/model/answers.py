"""What an answer is: the product's interface, the same on every surface."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from clipworth.model.periods import Period
from clipworth.model.units import Kind, Unit
from clipworth.model.words import Layer, Role, Word

SCHEMA_VERSION = 1

Cell = str | int | float | bool | Decimal | date | None


@dataclass(frozen=True)
class Shown:
    """A column of an answer's table.

    layer, word: None for names and dates, which belong to no layer and are nobody's claim.
    estimate: the rows also hold key_low, key_high and key_n.
    """

    key: str
    label: str
    unit: Unit
    layer: Layer | None = None
    word: Word | None = None
    estimate: bool = False

    @property
    def is_number(self) -> bool:
        """Tell whether its cells are figures, which stand on the right."""
        return self.unit.kind not in (Kind.TEXT, Kind.DAY, Kind.FLAG)


@dataclass(frozen=True)
class Row:
    """Cells by column key, and for each unknown one the reason.

    A metric table has a metric in each row, so unit, layer and word stand in its cells.
    """

    cells: Mapping[str, Cell]
    unknown: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Cell:
        return self.cells.get(key)


@dataclass(frozen=True)
class AnswerTable:
    """A table of an answer; finding: the sentence it supports.

    currency: of its amounts, where that is not the answer's own.
    """

    name: str
    finding: str
    columns: tuple[Shown, ...]
    rows: tuple[Row, ...]
    currency: str | None = None


@dataclass(frozen=True)
class Origin:
    """A receipt that an answer rests on."""

    receipt: str
    file: str
    source: str
    as_of: date | None
    rows: int


@dataclass(frozen=True)
class Answer:
    """What one question gets back, on every surface.

    as_of: the day whose knowledge it shows; None: the newest.
    sentences: what it says in words, the finding first. caveats: what a reader must know.
    refused: why there is no figure where one would mislead, and what would be enough.
    """

    question: str
    period: Period | None
    as_of: date | None
    tables: tuple[AnswerTable, ...]
    sentences: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    provenance: tuple[Origin, ...] = ()
    simulated: bool = False
    currency: str | None = None


@dataclass(frozen=True)
class Ask:
    """What a person asked: a period, filters, and how to break the answer down.

    where: filters by key (account, pillar, content_type, format, creator, stage, campaign).
    known_from: with as_of, the first day on which anything that is imported was known.
    """

    period: Period | None = None
    by: str | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    today: date | None = None
    known_from: date | None = None


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """The answer would mislead; says why, and what would be enough. Exit code 4."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True)
class FileRows:
    """Rows of a file, numbered as the person's spreadsheet shows them.

    ranges: first and last, both inside; none where the file has no rows: then it is all of it.
    """

    origin: Origin
    ranges: tuple[tuple[int, int], ...]

    def said(self, most: int | None = None) -> str:
        """Say which rows: `rows 2–41, 77`; of more than so many ranges, how many there are more."""
        if not self.ranges:
            return "the whole file"
        each = [f"{a}–{b}" if b > a else str(a) for a, b in self.ranges]
        count = sum(b - a + 1 for a, b in self.ranges)
        if most is not None and len(each) > most:
            left = count - sum(b - a + 1 for a, b in self.ranges[:most])
            each = [*each[:most], f"{left:,} more"]
        return f"{'row' if count == 1 else 'rows'} {', '.join(each)}"


@dataclass(frozen=True)
class Input:
    """One input of an explained number: what a column gave, and where its rows stand.

    part: the sum that it belongs to. value: in its own unit and currency; None: unknown, or it is
    no number and only decides which rows count. converted: in the currency of the explanation.
    note: what a reader must know about it.
    """

    label: str
    table: str
    column: str
    value: Cell
    unit: Unit
    word: Word
    role: Role
    part: str
    receipts: tuple[FileRows, ...] = ()
    currency: str | None = None
    converted: Cell = None
    note: str = ""

    @property
    def is_unconverted(self) -> bool:
        """Tell whether it is a known amount that no rate of exchange was found for."""
        is_amount = self.unit.kind is Kind.MONEY and self.role is not Role.DECIDES
        return is_amount and self.value is not None and self.converted is None


@dataclass(frozen=True)
class Part:
    """A sum that an explained number is made of; value: in the currency of the explanation."""

    key: str
    label: str
    value: Cell
    unit: Unit
    word: Word


@dataclass(frozen=True)
class Explanation:
    """A number down to its formula, SQL, inputs and source rows.

    filled: the formula with the figures put in; empty where it is one figure.
    """

    metric: str
    label: str
    meaning: str
    formula: str
    filled: str
    value: Cell
    unit: Unit
    layer: Layer
    word: Word
    sql: str
    inputs: tuple[Input, ...]
    parts: tuple[Part, ...] = ()
    currency: str | None = None
    low: Cell = None
    high: Cell = None
    n: int | None = None
    method: str = ""
    unknown: str = ""
    caveats: tuple[str, ...] = ()
