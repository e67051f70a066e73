"""Which sheets are newer copies of others: of those the older one counts no more."""

import re
from collections.abc import Mapping
from dataclasses import replace

from clipworth.model.problems import Problem, Severity
from clipworth.model.receipts import Reading, Receipt
from clipworth.sources.registry import sources

Everything = Mapping[str, tuple[Receipt, Reading]]
# What differs between copies of one sheet: `costs (1)`, `costs copy`, `costs_2026-10-31`.
_OF_COPIES = re.compile(
    r"\s*\(\d+\)|[-_ ]*\b(?:copy|kopie|copie|copia|αντίγραφο)\b(?: \d+)?"
    r"|[-_ ]*20\d{2}[-_.]?\d{2}(?:[-_.]?\d{2})?",
    re.IGNORECASE,
)
REMEDY = "If both are to count, take this one out and import it under another name."


def replaced(everything: Everything) -> dict[str, str]:
    """Give the newer copy of each receipt that has one.

    Only of sheets that are told whole each time; and only where the newer copy covers all days of
    the older one, as sheets of different months may have the same name.
    """
    sheets: dict[tuple[str, str, str], list[tuple[Receipt, Reading]]] = {}
    for receipt, reading in everything.values():
        source = sources().get(receipt.source or "")
        if source is not None and source.whole and reading.rows_read:
            sheets.setdefault((source.key, _sheet(receipt), receipt.part), []).append(
                (receipt, reading)
            )
    found = {}
    for copies in sheets.values():
        ordered = sorted(copies, key=lambda one: one[0].rank)
        for place, (older, told) in enumerate(ordered):
            newer = next(
                (r for r, read in reversed(ordered[place + 1 :]) if _holds(read, told)), None
            )
            if newer is not None:
                found[older.receipt] = newer.receipt
    return found


def _sheet(receipt: Receipt) -> str:
    name = receipt.file.rsplit("/", 1)[-1]
    return _OF_COPIES.sub("", name.rsplit(".", 1)[0]).strip().casefold()


def _holds(newer: Reading, older: Reading) -> bool:
    if not (newer.first_day and newer.last_day and older.first_day and older.last_day):
        return False
    return newer.first_day <= older.first_day and newer.last_day >= older.last_day


def newest_copies(everything: Everything) -> dict[str, tuple[Receipt, Reading]]:
    """Give everything, older copies of sheets with no rows to merge."""
    gone = replaced(everything)
    return {
        key: (receipt, replace(reading, partitions=()) if key in gone else reading)
        for key, (receipt, reading) in everything.items()
    }


def notes(everything: Everything) -> dict[str, tuple[Problem, ...]]:
    """Say of each newer copy which sheets it takes the place of."""
    found: dict[str, list[Problem]] = {}
    for older, newer in replaced(everything).items():
        file = everything[newer][0].file
        message = f"takes the place of {everything[older][0].file}, whose days it covers."
        found.setdefault(newer, []).append(Problem(file, message, REMEDY, Severity.NOTE))
    return {key: tuple(said) for key, said in found.items()}
