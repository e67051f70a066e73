"""What is wrong with an input, where exactly, and what to do about it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an input problem costs."""

    ERROR = "error"  # the row or the file was set aside
    WARNING = "warning"  # the cell is unknown, its row was loaded
    NOTE = "note"  # a guess we allow, or something a reader should know


@dataclass(frozen=True)
class Problem:
    """One thing wrong at one place.

    row: as the person's spreadsheet shows it, the header being row 1; None: the whole file.
    column: the header as the file spells it; None: the whole row.
    """

    file: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.row, self.column) if part)
        return f"{place}: {self.message} {self.remedy}".rstrip()


class BadCell(ValueError):  # noqa: N818 - it is data about a cell, and reads so
    """A cell that cannot be read; the loop that knows its place makes it a Problem."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True)
class Noted:
    """A value that was read, with something that a reader should know about it."""

    value: object
    message: str
    remedy: str = ""


class WrongUse(ValueError):  # noqa: N818 - reads as what it is
    """The person asked for something that does not exist or cannot be done; exit code 2."""


LISTED = 20


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which known words look like this one, as the end of an error message."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    if close:
        return "Did you mean " + " or ".join(close) + "?"
    more = f" and {len(known) - LISTED:,} more" if len(known) > LISTED else ""
    return "Known: " + ", ".join(known[:LISTED]) + f"{more}."
