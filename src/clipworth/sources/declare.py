"""The words in which a source says what a file holds and which canonical rows it becomes."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from clipworth.model.periods import Period
from clipworth.model.tables import Type


@dataclass(frozen=True)
class Clues:
    """What is known about a file beyond the cell at hand.

    exported_on: the day of the export. decimal: `.` or `,` where the file shows which it uses.
    newest: the latest of its days without a year. locale: the language of its dates.
    day_first: 08/03 is the eighth of March.
    period: the days that the file is about, where its name or its head says so.
    said: what the lines above the header say, by the source's names.
    person_key: what customers are hashed with. forgotten: hashes of people who must not come back.
    """

    exported_on: date | None = None
    account: str | None = None
    decimal: str | None = None
    locale: str | None = None
    newest: date | None = None
    day_first: bool | None = None
    lost_digits: bool = False
    period: Period | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    person_key: bytes = b""
    forgotten: frozenset[str] = frozenset()


Study = Callable[[list[str], Clues], Clues]
Lines = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Reader:
    """How cells of one kind become values.

    fast: DuckDB expression over {c}, the trimmed cell; NULL sends the cell to parse.
    parse: gives the value, None for unknown, or Noted; raises BadCell.
    study: looks at all cells that parse will see and adds what they tell together.
    keep: gives what of a cell an original without people may hold; None: all of it. kept: the same
        as a DuckDB expression over {c}.
    """

    name: str
    type: Type
    fast: str
    parse: Callable[[str, Clues], Any]
    study: Study | None = None
    keep: Callable[[str], str] | None = None
    kept: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a file and the field that it fills.

    headers: the spellings known, the usual one first; matched without case, blanks, underscores.
        In records a header is a path: `geo.country` is a field inside a field, and
        `event_params[page_location]` the value of a key in a list of keys and values.
    must: without it the file is something else.
    beside: headers of a second column that the reader needs to understand the first.
    """

    headers: tuple[str, ...]
    field: str
    reader: Reader
    must: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """What must not hold among the fields of a row (SQL), and what it means where it does."""

    when: str
    column: tuple[str, ...]
    message: str
    remedy: str


@dataclass(frozen=True)
class Target:
    """A canonical table that a file fills.

    derived: fields worked out from others of the row, as SQL over the fields' names; also over
        `given_account`, `exported_on`, `given_from`, `given_until`, `is_top_sample` and what the
        source finds in the file's head, and `_row`.
    helpers: columns read for `derived` and `when` only; their fields are not in the table.
    when: SQL over the fields; rows that do not fulfil it are not rows of this table.
    checks: what the fields of a row must not say together.
    alike: fields of which several rows may say the same and still be several things. `derived` may
        use `_twin`, which counts such rows from 0, to give each a key.
    """

    table: str
    columns: tuple[Column, ...]
    derived: Mapping[str, str] = field(default_factory=dict)
    helpers: tuple[Column, ...] = ()
    when: str = ""
    checks: tuple[Check, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """Rows that are no data, such as totals: what tells them (SQL over raw cells), and why.

    suspect: SQL over a raw cell, cheap, and true at least of all rows that `when` is true of.
    """

    when: str
    column: tuple[str, ...]
    message: str
    suspect: str = "lower(left({c}, 5)) in ('total', 'grand')"


@dataclass(frozen=True)
class Source:
    """A kind of file that a brand really has.

    targets: the first is always filled; the others where the file has the columns they must have.
    marks: groups of headers of which one each must be there, beside the musts of the first target.
    without: headers that make the file something else.
    how: the menu path to the file, with the day it was checked.
    rows: cuts text into rows where its quoting cannot be trusted.
    dated_by_export: its meaning changes with the export day, so equal bytes of two days are two.
    needs_export_day: it carries days without a year.
    needs_period: it carries no day at all; the name of the file says which days it is about.
    top_sample: it holds only the posts that did best.
    personal: headers of cells that tell who a person is, beside those that are hashed.
    family: exports of one family and account may label the same day differently.
    account_from: headers of cells that name the account.
    head: what the lines above the header say, by name: how to find each in those lines, each line
        its cells. Derived fields use it as `said_NAME`.
    period_in_head: finds in those lines the days that the file is about.
    records: its files hold nested records (Parquet, JSON), which the engine reads by the paths
        that its columns name.
    """

    key: str
    title: str
    how: str
    targets: tuple[Target, ...]
    marks: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rows: "Callable[[str], Iterator[CutRow]] | None" = None
    dated_by_export: bool = False
    needs_export_day: bool = False
    needs_account: bool = False
    needs_period: bool = False
    top_sample: bool = False
    personal: tuple[str, ...] = ()
    family: str = ""
    account_from: tuple[str, ...] = ()
    head: "Mapping[str, Callable[[Lines], str | None]]" = field(default_factory=dict)
    period_in_head: "Callable[[Lines], Period | None] | None" = None
    records: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns it may read, helpers included."""
        return tuple(
            column for target in self.targets for column in (*target.columns, *target.helpers)
        )

    def missing(self, headers: "Headers") -> tuple[str, ...]:
        """Name the headers without which a file is not of this kind, as far as it lacks them."""
        first = self.targets[0]
        musts = [column.headers for column in (*first.columns, *first.helpers) if column.must]
        groups = dict.fromkeys([*self.marks, *musts])
        return tuple(group[0] for group in groups if headers.find(group) is None)

    def claims(self, headers: "Headers") -> bool:
        """Tell whether a file with these headers is of this kind."""
        unwanted = any(headers.find((header,)) is not None for header in self.without)
        return not unwanted and not self.missing(headers)

    def hashed_headers(self, headers: "Headers") -> tuple[int, ...]:
        """Give the places of cells that say who the customer is."""
        found = (headers.find(c.headers) for c in self.columns if c.reader.name == "person")
        return tuple(dict.fromkeys(place for place in found if place is not None))

    def keepers(self, headers: "Headers") -> dict[int, Callable[[str], str]]:
        """Give the places of cells of which only a part may be kept, and what gives that part."""
        found = ((headers.find(c.headers), c.reader.keep) for c in self.columns)
        return {place: keep for place, keep in found if place is not None and keep is not None}

    def personal_headers(self, headers: "Headers") -> tuple[int, ...]:
        """Give the places of all cells that tell who a person is."""
        others = (headers.find((header,)) for header in self.personal)
        found = [*self.hashed_headers(headers), *(place for place in others if place is not None)]
        return tuple(dict.fromkeys([*found, *self.keepers(headers)]))

    def mapped(self, columns: Mapping[str, str]) -> "Source":
        """Give this source for a sheet whose own headers were mapped by hand.

        columns: the sheet's header by field.
        """

        def renamed(column: Column) -> Column:
            own = columns.get(column.field)
            return replace(column, headers=(own,)) if own else column

        targets = tuple(
            replace(
                target,
                columns=tuple(renamed(column) for column in target.columns),
                helpers=tuple(renamed(column) for column in target.helpers),
            )
            for target in self.targets
        )
        return replace(self, targets=targets, marks=(), without=())


@dataclass(frozen=True)
class Known:
    """A kind of file that is recognised and not taken, and why."""

    key: str
    title: str
    marks: tuple[tuple[str, ...], ...]
    reason: str
    remedy: str

    def claims(self, headers: "Headers") -> bool:
        """Tell whether a file with these headers is of this kind."""
        return all(headers.find(group) is not None for group in self.marks)


@dataclass(frozen=True)
class CutRow:
    """A row cut out of a text by hand: its number and cells, or why it cannot be one."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""
    remedy: str = ""


class Headers:
    """The header row of a file, found again under any spelling."""

    def __init__(self, cells: Iterable[str]) -> None:
        self.cells = tuple(cells)
        self._places: dict[str, int] = {}
        for place, cell in enumerate(self.cells):
            self._places.setdefault(plain(cell), place)

    def find(self, spellings: Iterable[str]) -> int | None:
        """Give the place of the first of these headers that is there."""
        for spelling in spellings:
            place = self._places.get(plain(spelling))
            if place is not None:
                return place
        return None

    @property
    def doubled(self) -> tuple[str, ...]:
        """The headers that stand there twice."""
        seen = [plain(cell) for cell in self.cells if plain(cell)]
        return tuple(dict.fromkeys(cell for cell in seen if seen.count(cell) > 1))


_BLANKS = re.compile(r"[\s_\u00a0\u200b\ufeff]+")


def plain(header: str) -> str:
    """Fold a header to what all its spellings share."""
    folded = unicodedata.normalize("NFKC", header).casefold().strip().strip("*#").strip()
    return _BLANKS.sub(" ", folded).strip()
