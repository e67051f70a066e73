"""The words in which a source says what a file holds and which canonical rows it becomes."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from clipworth.model.periods import Period
from clipworth.model.problems import Severity
from clipworth.model.tables import Type


@dataclass(frozen=True)
class Clues:
    """What is known about a file beyond the cell at hand.

    exported_on: the day of the export. decimal: `.` or `,` where the file shows which it uses.
    usual_decimal: `,` where its separator or the language of its headers speaks for that; a guess.
    home_currency: the currency of the workspace; None: none was chosen.
    newest: the latest of its days without a year. locale: the language of its dates.
    day_first: 08/03 is the eighth of March.
    shares: its percentages are written as shares of one, as workbooks hold them.
    zone: the time zone in which the brand counts its days; None: UTC.
    period: the days that the file is about, where its name or its head says so.
    said: what the lines above the header say, by the source's names.
    person_key: what customers are hashed with. older_keys: what they were hashed with before.
    forgotten: hashes of people who must not come back, by whichever key.
    """

    exported_on: date | None = None
    account: str | None = None
    decimal: str | None = None
    usual_decimal: str | None = None
    home_currency: str | None = None
    locale: str | None = None
    newest: date | None = None
    day_first: bool | None = None
    lost_digits: bool = False
    shares: bool = False
    zone: str | None = None
    period: Period | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    person_key: bytes = b""
    older_keys: tuple[bytes, ...] = ()
    forgotten: frozenset[str] = frozenset()


Study = Callable[[list[str], Clues], Clues]
Lines = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Reader:
    """How cells of one kind become values.

    fast: DuckDB expression over {c}, the trimmed cell; NULL sends the cell to parse.
    parse: gives the value, None for unknown, or Noted; raises BadCell.
    study: looks at all cells that parse will see and adds what they tell together.
    tells: DuckDB conditions over {c} of cells that tell study something and that parse never sees;
        it is shown a row of each, so that what one cell says another can contradict.
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
    tells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a file and the field that it fills.

    headers: the spellings known, the usual one first; matched without case, blanks, underscores.
        `Amount spent ({currency})` stands for every currency, and derived fields use what the
        file's header says as `header_currency`; `{window}` likewise for days of attribution.
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
    """What must not hold among the fields of a row, and what it means where it does.

    when: SQL over what derived fields are made of; it may look at all rows of the file.
    severity: a note where the row is sound and rests on a guess.
    """

    when: str
    column: tuple[str, ...]
    message: str
    remedy: str
    severity: Severity = Severity.WARNING


@dataclass(frozen=True)
class Target:
    """A canonical table that a file fills.

    derived: fields worked out from others of the row, as SQL over the fields' names; also over
        `given_account`, `given_zone`, `exported_on`, `given_from`, `given_until`,
        `is_top_sample`, what the source finds in the file's head, what its headers say, and `_row`.
    helpers: columns read for `derived` and `when` only; their fields are not in the table.
    when: SQL over the fields; rows that do not fulfil it are not rows of this table.
    each: SQL over the fields that gives a list of what is in a row of the file, such as the lines
        of an order; each becomes a row of this table, and `derived` and `when` call it `item`. No
        two of a list may have the same key.
    once_per: a field; of the rows that agree in it only the first is a row of this table, as where
        each line of an order repeats what is said of the order.
    checks: what the fields of a row must not say together.
    alike: fields of which several rows may say the same and still be several things. `derived` may
        use `_twin`, which counts such rows from 0, to give each a key; but for it, the key is made
        of these fields alone.
    """

    table: str
    columns: tuple[Column, ...]
    derived: Mapping[str, str] = field(default_factory=dict)
    helpers: tuple[Column, ...] = ()
    when: str = ""
    each: str = ""
    once_per: str = ""
    checks: tuple[Check, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """Rows that are no data, such as totals: what tells them (SQL over raw cells), and why.

    perhaps: a cheaper test that all of them pass too, as every row of the file pays for it.
    first_only: only the row right below the header, which in some exports explains the columns.
    """

    when: str
    column: tuple[str, ...]
    message: str
    perhaps: str = "lower(left({c}, 5)) in ('total', 'grand')"
    first_only: bool = False


@dataclass(frozen=True)
class Source:
    """A kind of file that a brand really has.

    targets: the first is always filled; the others where the file has the columns they must have.
    marks: groups of headers of which one each must be there, beside the musts of the first target.
    without: headers that make the file something else.
    how: the menu path to the file, with the day it was checked.
    rows: cuts text into rows where its quoting cannot be trusted.
    tabs: its cells end in a TAB, which keeps spreadsheet programs from cutting long ids.
    dated_by_export: its meaning changes with the export day, so equal bytes of two days are two.
    needs_export_day: it carries days without a year.
    needs_period: it carries no day at all; the name of the file says which days it is about.
    passed_over: why it has rows that belong to no table; they are noted, where else they would be
        an error.
    top_sample: it holds only the posts that did best.
    personal: headers of cells that tell who a person is, beside those that are hashed.
    family: exports of one family and account may label the same day differently.
    account_from: headers of cells that name the account.
    head: what the lines above the header say, by name: how to find each in those lines, each line
        its cells. Derived fields use it as `said_NAME`.
    in_name: how to find in the file's name what its head does not say, noted as a guess.
    needs_said: what of this it cannot do without, and what is wrong and to be done where it lacks.
    period_in_head: finds in those lines the days that the file is about.
    whole: a sheet that is told whole each time, so that a newer copy takes the older one's place.
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
    tabs: bool = False
    dated_by_export: bool = False
    needs_export_day: bool = False
    needs_account: bool = False
    needs_period: bool = False
    passed_over: str = ""
    top_sample: bool = False
    personal: tuple[str, ...] = ()
    family: str = ""
    account_from: tuple[str, ...] = ()
    head: "Mapping[str, Callable[[Lines], str | None]]" = field(default_factory=dict)
    in_name: "Mapping[str, Callable[[str], str | None]]" = field(default_factory=dict)
    needs_said: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    period_in_head: "Callable[[Lines], Period | None] | None" = None
    records: bool = False
    whole: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns it may read, helpers included."""
        return tuple(
            column for target in self.targets for column in (*target.columns, *target.helpers)
        )

    @cached_property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Groups of headers of which one each must be there."""
        first = self.targets[0]
        musts = [column.headers for column in (*first.columns, *first.helpers) if column.must]
        return tuple(dict.fromkeys([*self.marks, *musts]))

    def missing(self, headers: "Headers") -> tuple[str, ...]:
        """Name the headers without which a file is not of this kind, as far as it lacks them."""
        return tuple(example(group[0]) for group in self.needs if headers.find(group) is None)

    def claims(self, headers: "Headers") -> bool:
        """Tell whether a file with these headers is of this kind."""
        # Most files lack the first header of most sources, and a row is asked by every source.
        if any(headers.find(group) is None for group in self.needs):
            return False
        return all(headers.find((header,)) is None for header in self.without)

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

    def names_people(self, headers: "Headers") -> bool:
        """Tell whether people may stand in a file, be it in a column that nobody has heard of."""
        hashed = any(column.reader.name == "person" for column in self.columns)
        return bool(self.personal) or hashed or bool(self.keepers(headers))

    def hidden_headers(self, headers: "Headers") -> tuple[int, ...]:
        """Give the places of cells that an original without people must not hold as they stand.

        Beside those that tell who a person is, these are all that nothing reads: shops, tills and
        their plug-ins add columns of people that no list knows.
        """
        if not self.names_people(headers):
            return ()
        looked_at = [*(rule.column for rule in self.left_out), self.account_from]
        looked_at += [check.column for target in self.targets for check in target.checks]
        for column in self.columns:
            looked_at += [column.headers, column.beside]
        used = {headers.find(group) for group in looked_at}
        unread = (place for place in range(len(headers.cells)) if place not in used)
        return tuple(dict.fromkeys([*self.personal_headers(headers), *unread]))

    def mapped(self, columns: Mapping[str, str]) -> "Source":
        """Give this source for a sheet whose own headers were mapped by hand.

        columns: the sheet's header by field.
        """

        # Another field may be read from the same cells, such as the currency of an amount.
        shared = {one.headers: columns[one.field] for one in self.columns if one.field in columns}

        def renamed(column: Column) -> Column:
            own = columns.get(column.field) or shared.get(column.headers)
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


# What reports call a line that is the total of all rows, lower case.
GRAND_TOTAL = (
    "grand total",
    "totals",
    "gesamtsumme",
    "total general",
    "total général",
    "totale generale",
    "totale complessivo",
    "total geral",
)
# What to do about a file that holds nothing for anyone; no copy of such a one is kept.
NOTHING_TO_DO = "Nothing to do: it was left where it is."


@dataclass(frozen=True)
class Known:
    """A kind of file that is recognised and not taken, and why.

    alone: only where it has no other headers.
    """

    key: str
    title: str
    marks: tuple[tuple[str, ...], ...]
    reason: str
    remedy: str
    alone: bool = False

    def claims(self, headers: "Headers") -> bool:
        """Tell whether a file with these headers is of this kind."""
        filled = sum(bool(plain(cell)) for cell in headers.cells)
        if self.alone and filled > len(self.marks):
            return False
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
        texts, pattern_at = _folded(tuple(spellings))
        for at, text in enumerate(texts):
            pattern = pattern_at.get(at)
            place = self._places.get(text) if pattern is None else self._matching(pattern)
            if place is not None:
                return place
        return None

    def said(self, spellings: Iterable[str]) -> dict[str, str]:
        """Give what the first of these headers that is there says, by its placeholders."""
        for spelling in spellings:
            place = self._place(spelling)
            if place is not None:
                pattern = _pattern(spelling)
                found = pattern.fullmatch(plain(self.cells[place])) if pattern else None
                return found.groupdict() if found else {}
        return {}

    def _place(self, spelling: str) -> int | None:
        return self.find((spelling,))

    def _matching(self, pattern: re.Pattern[str]) -> int | None:
        return next((at for cell, at in self._places.items() if pattern.fullmatch(cell)), None)

    @property
    def doubled(self) -> tuple[str, ...]:
        """The headers that stand there twice."""
        seen = [plain(cell) for cell in self.cells if plain(cell)]
        return tuple(dict.fromkeys(cell for cell in seen if seen.count(cell) > 1))


_BLANKS = re.compile(r"[\s_\u00a0\u200b\ufeff]+")


def plain(header: str) -> str:
    """Fold a header to what all its spellings share."""
    header = header.replace("\u00ad", "")  # where a long word may be broken, as YouTube marks it
    folded = unicodedata.normalize("NFKC", header).casefold().strip().strip("*#").strip()
    return _BLANKS.sub(" ", folded).strip().replace("’", "'")


# What a header may say, as it stands in a folded header, and an example.
PLACEHOLDERS = {"currency": ("[a-z]{3}", "EUR"), "window": (r"[^()]*\d[^()]*", "7-day click")}


def _pattern(spelling: str) -> re.Pattern[str] | None:
    """Make the pattern of a spelling that stands for several; None where it stands for itself."""
    if not any(f"{{{key}}}" in spelling for key in PLACEHOLDERS):
        return None
    pattern = re.escape(plain(spelling))
    for key, (words, _) in PLACEHOLDERS.items():
        pattern = pattern.replace(re.escape(f"{{{key}}}"), f"(?P<{key}>{words})")
    return re.compile(pattern)


# Every file is asked for every spelling of every source.
@lru_cache(maxsize=1 << 14)
def _folded(spellings: tuple[str, ...]) -> tuple[tuple[str, ...], dict[int, re.Pattern[str]]]:
    """Fold the spellings of a header, and give the patterns of those that stand for several."""
    patterns = ((at, _pattern(spelling)) for at, spelling in enumerate(spellings))
    return tuple(map(plain, spellings)), {at: one for at, one in patterns if one is not None}


def example(spelling: str) -> str:
    """Write a header as a file may have it."""
    for key, (_, shown) in PLACEHOLDERS.items():
        spelling = spelling.replace(f"{{{key}}}", shown)
    return spelling
