"""Exports of one account that label the same day one day apart: finding them, saying so."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from clipworth.model.catalogue import ACCOUNT_DAY
from clipworth.model.problems import Problem, Severity
from clipworth.model.receipts import Reading, Receipt
from clipworth.stats.offsets import Agreement, agreeing_offsets, bounded_offsets
from clipworth.store.engine import Store, quoted

# Columns that two exports of one account repeat, the most telling first.
COMPARED = ("views", "followers", "viewers", "likes")
LEAST_OVERLAP = 7


@dataclass(frozen=True)
class Shift:
    """Two receipts that disagree on which day is which.

    days: what to add to the days of `moved` so that it agrees with `fixed`; None: not certain.
    why: the evidence in a sentence.
    """

    fixed: Receipt
    moved: Receipt
    days: int | None
    why: str

    def problem(self) -> Problem:
        """Say it as a note at the file that would be moved."""
        remedy = (
            "It was aligned; `clipworth journal` shows it and `clipworth undo` takes it back."
            if self.days is not None
            else "Nothing was moved: export both again over the same weeks, at least 14 days."
        )
        return Problem(self.moved.file, self.why, remedy, Severity.NOTE)


def shifted(
    store: Store,
    rows: Path,
    everything: Mapping[str, tuple[Receipt, Reading]],
    fresh: Container[str],
) -> list[Shift]:
    """Compare every two exports of the days of one account, of which one is fresh."""
    by_account: dict[str, list[tuple[Receipt, str]]] = {}
    for receipt, read in everything.values():
        for table, path, _ in read.partitions:
            if table == ACCOUNT_DAY.name and receipt.account:
                by_account.setdefault(receipt.account, []).append((receipt, path))
    found = []
    for held in by_account.values():
        series = {
            receipt.receipt: {column: _series(store, rows / path, column) for column in COMPARED}
            for receipt, path in held
        }
        for (one, _), (other, _) in combinations(held, 2):
            if one.receipt not in fresh and other.receipt not in fresh:
                continue
            shift = _compare(one, other, series[one.receipt], series[other.receipt])
            if shift:
                found.append(shift)
    return found


def _series(store: Store, path: Path, column: str) -> dict[int, int]:
    found = store.rows(
        f"select day, {column} from read_parquet({quoted(str(path))})"
        f" where {column} is not null order by day"
    )
    return {day.toordinal(): count for day, count in found}


Series = Mapping[str, dict[int, int]]


def _compare(one: Receipt, other: Receipt, first: Series, second: Series) -> Shift | None:
    """Compare two exports, the earlier one standing still."""
    for column in COMPARED:
        days = first[column].keys() & second[column].keys()
        if len(days) >= LEAST_OVERLAP:
            # first[d] stands beside second[d + k], so k is taken off the days of the second.
            agreement = agreeing_offsets(first[column], second[column])
            return _told(one, other, agreement, -1, f"the {column} of both")
    if one.exported_on != other.exported_on:
        return None
    for fixed, moved, views, viewers in (
        (one, other, first["views"], second["viewers"]),
        (other, one, second["views"], first["viewers"]),
    ):
        if views and viewers:
            # Nobody views less than once, so viewers above views show that a day is off.
            agreement = bounded_offsets(viewers, views)
            return _told(fixed, moved, agreement, 1, "viewers, who cannot outnumber views,")
    return None


def _told(
    fixed: Receipt, moved: Receipt, agreement: Agreement, sign: int, what: str
) -> Shift | None:
    """Say what a comparison shows; None where the days agree as they are."""
    checks = {check.offset: check for check in agreement.checks}
    if checks[0].agrees or not agreement.agreeing:
        return None
    if agreement.only is None:
        tried = " or ".join(f"{sign * offset:+d}" for offset in agreement.agreeing)
        why = (
            f"may label days differently from {fixed.file}: {what} contradict each other on"
            f" {checks[0].contradicting} of {checks[0].overlapping} days; {tried} would fit."
        )
        return Shift(fixed, moved, None, why)
    days = sign * agreement.only
    why = (
        f"labels its days one day {'early' if days > 0 else 'late'} against {fixed.file}: {what}"
        f" agree at no other offset, on {checks[agreement.only].informative} days that can tell."
    )
    return Shift(fixed, moved, days, why)
