"""Exports of one account that label the same day one day apart: finding them, saying so."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from clipworth.ingest.durable import write_whole
from clipworth.ingest.workspace import Workspace
from clipworth.model.catalogue.accounts import ACCOUNT_DAY
from clipworth.model.problems import Problem, Severity
from clipworth.model.receipts import Reading, Receipt
from clipworth.stats.offsets import Agreement, agreeing_offsets, bounded_offsets
from clipworth.store.engine import Store, versions

# Columns that two exports of one account repeat, the most telling first.
COMPARED = ("views", "followers", "viewers", "likes")
LEAST_OVERLAP = 7
DOUBTS = "doubts.json"
Series = Mapping[str, dict[int, int]]
NOTHING_MOVED = "Nothing was moved: export both again over the same weeks, at least 14 days."


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


def shifted(
    store: Store,
    rows: Path,
    everything: Mapping[str, tuple[Receipt, Reading]],
    fresh: Collection[str],
) -> list[Shift]:
    """Compare every two exports of the days of one account, of which one is fresh."""
    by_account: dict[str, list[tuple[Receipt, str]]] = {}
    for receipt, read in everything.values():
        for table, path, _ in read.partitions:
            if table == ACCOUNT_DAY.name and receipt.account:
                by_account.setdefault(receipt.account, []).append((receipt, path))
    found: list[Shift] = []
    for exports in by_account.values():
        if any(receipt.receipt in fresh for receipt, _ in exports):
            series = {receipt.receipt: _series(store, rows / path) for receipt, path in exports}
            found += _within_account([receipt for receipt, _ in exports], series, fresh)
    return found


def _within_account(
    exports: Sequence[Receipt], series: Mapping[str, Series], fresh: Collection[str]
) -> Iterator[Shift]:
    for one, other in combinations(exports, 2):
        if one.receipt in fresh or other.receipt in fresh:
            shift = _compare(one, other, series[one.receipt], series[other.receipt])
            if shift:
                yield _with_the_many(shift, exports, series)


def _with_the_many(shift: Shift, exports: Sequence[Receipt], series: Mapping[str, Series]) -> Shift:
    """Let an export stand that agrees with a third, and rather move the one that does not."""
    if shift.days is None or not _agrees_with_another(shift.moved, shift.fixed, exports, series):
        return shift
    if not _agrees_with_another(shift.fixed, shift.moved, exports, series):
        first, second = series[shift.moved.receipt], series[shift.fixed.receipt]
        return _compare(shift.moved, shift.fixed, first, second) or shift
    return replace(shift, days=None, why=f"{shift.why} Yet each agrees with another export.")


def _agrees_with_another(
    one: Receipt, besides: Receipt, exports: Sequence[Receipt], series: Mapping[str, Series]
) -> bool:
    for third in exports:
        if third.receipt not in (one.receipt, besides.receipt):
            agreement = _repeating(series[one.receipt], series[third.receipt])
            if agreement and agreement[1].only == 0:
                return True
    return False


def _series(store: Store, path: Path) -> Series:
    """Read what an export says of each day, by column and by the day's ordinal."""
    found = store.rows(
        f"select day, {', '.join(COMPARED)} from {versions(ACCOUNT_DAY, [path])} order by day"
    )
    return {
        column: {row[0].toordinal(): row[place] for row in found if row[place] is not None}
        for place, column in enumerate(COMPARED, start=1)
    }


def _repeating(first: Series, second: Series) -> tuple[str, Agreement] | None:
    """Compare two exports by the first column that both repeat over enough days."""
    for column in COMPARED:
        if len(first[column].keys() & second[column].keys()) >= LEAST_OVERLAP:
            return column, agreeing_offsets(first[column], second[column])
    return None


def _compare(one: Receipt, other: Receipt, first: Series, second: Series) -> Shift | None:
    """Compare two exports, the earlier one standing still."""
    repeating = _repeating(first, second)
    if repeating:
        # first[d] stands beside second[d + k], so k is taken off the days of the second.
        return _told(one, other, repeating[1], -1, f"the {repeating[0]} of both")
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


def keep_doubts(workspace: Workspace, shifts: Collection[Shift], fresh: Collection[str]) -> None:
    """Remember what is not certain, in place of what was said before of the fresh receipts."""
    old = [one for one in _doubts(workspace) if one[0] not in fresh and one[1] not in fresh]
    new = [[shift.fixed.receipt, shift.moved.receipt, shift.why] for shift in shifts]
    if old or new or _path(workspace).exists():
        text = json.dumps(sorted([*old, *new]), ensure_ascii=False, indent=1)
        write_whole(_path(workspace), text.encode())


def doubts(workspace: Workspace, standing: Mapping[str, Receipt]) -> dict[str, list[Problem]]:
    """Give what is not certain about days, as notes by the receipt they speak of."""
    notes: dict[str, list[Problem]] = {}
    for fixed, moved, why in _doubts(workspace):
        if fixed in standing and moved in standing:
            note = Problem(standing[moved].file, why, NOTHING_MOVED, Severity.NOTE)
            notes.setdefault(moved, []).append(note)
    return notes


def _path(workspace: Workspace) -> Path:
    return workspace.rows / DOUBTS


def _doubts(workspace: Workspace) -> list[list[str]]:
    path = _path(workspace)
    found: list[list[str]] = json.loads(path.read_bytes()) if path.exists() else []
    return found
