"""Importing files, refreshing and rebuilding what is derived from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clipworth.ingest import journal, receipts
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import (
    Clock,
    Progress,
    bring_in,
    day_shifts,
    put_in_place,
    read_all,
    sweep,
    unread,
    working,
)
from clipworth.ingest.receiving import Context, Taken
from clipworth.ingest.shifts import Shift
from clipworth.ingest.workspace import Workspace
from clipworth.model.problems import Problem, Severity, WrongUse, nearest
from clipworth.sources.registry import sources
from clipworth.store.engine import Store

MOST_ROUNDS = 8


@dataclass(frozen=True)
class ImportReport:
    """What an import did: a line per table of a file, and files that could not be opened at all."""

    taken: tuple[Taken, ...]
    lost: tuple[Problem, ...]
    aligned: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the files that came new."""
        new = [problem for one in self.taken if not one.known for problem in one.reading.problems]
        return (*self.lost, *new)

    @property
    def worst(self) -> Severity | None:
        """The worst severity among the problems."""
        order = list(Severity)
        return min((problem.severity for problem in self.problems), key=order.index, default=None)


def import_files(
    workspace: Workspace,
    paths: Sequence[Path],
    given: Given,
    clock: Clock,
    *,
    who: str,
    progress: Progress,
) -> ImportReport:
    """Bring files in and publish the tables with them.

    Raises WrongUse for a source that does not exist.
    """
    if given.source is not None and given.source not in sources():
        raise WrongUse(f"There is no source {given.source}. {nearest(given.source, sources())}")
    with working(workspace, given, clock) as (store, context):
        sweep(workspace)
        taken, lost = bring_in(store, context, paths, progress)
        taken = _returned(workspace, taken, who, clock.now)
        fresh = {one.receipt.receipt for one in taken if not one.known}
        shifts = _align(store, context, fresh, who)
        taken = [_with_shift(context, one, shifts) for one in taken]
        if fresh or not workspace.published.exists():
            progress("publishing")
            put_in_place(workspace, fresh)
    aligned = tuple(shift.why for shift in shifts if shift.days is not None)
    return ImportReport(tuple(taken), tuple(lost), aligned)


def _returned(workspace: Workspace, taken: list[Taken], who: str, now: str) -> list[Taken]:
    """Undo the removal of files that are imported again."""
    removed = {
        entry.what["receipt"]: entry.number for entry in journal.standing(workspace, journal.REMOVE)
    }
    for one in taken:
        number = removed.get(one.receipt.receipt)
        if number is not None:
            journal.record(workspace, journal.UNDO, {"entry": number}, who=who, at=now)
    return taken


def _align(store: Store, context: Context, fresh: set[str], who: str) -> list[Shift]:
    """Align days where the evidence leaves one offset, one export after the other."""
    done: list[Shift] = []
    decided = {
        entry.what["receipt"]
        for entry in journal.entries(context.workspace)
        if entry.kind == journal.ALIGN_DAYS
    }
    for _ in range(MOST_ROUNDS):
        found = [
            shift
            for shift in day_shifts(store, context.workspace, fresh)
            if shift.moved.receipt not in decided
        ]
        certain = next((shift for shift in found if shift.days is not None), None)
        if certain is None:
            return [*done, *found]
        what = {"receipt": certain.moved.receipt, "days": certain.days, "why": certain.why}
        journal.record(context.workspace, journal.ALIGN_DAYS, what, who=who, at=context.now)
        read_all(store, context, [certain.moved], _quietly)
        fresh.add(certain.moved.receipt)
        decided.add(certain.moved.receipt)
        done.append(certain)
    return done


def _quietly(file: str) -> None:
    del file


def _with_shift(context: Context, one: Taken, shifts: Iterable[Shift]) -> Taken:
    """Add what was found about its days to what was read from a file."""
    key = one.receipt.receipt
    mine = [shift for shift in shifts if shift.moved.receipt == key]
    if not mine:
        return one
    read = receipts.reading(context.workspace, key) or one.reading
    known = set(read.problems)
    new = [shift.problem() for shift in mine if shift.problem() not in known]
    read = replace(read, problems=(*read.problems, *new))
    receipts.keep_reading(context.workspace, key, read)
    return replace(one, reading=read)


def refresh(workspace: Workspace, clock: Clock, *, progress: Progress) -> int:
    """Read what is kept and not yet read, as after a crash; gives how many files that were."""
    with working(workspace, Given(), clock) as (store, context):
        sweep(workspace)
        changed = read_all(store, context, unread(workspace), progress)
        progress("publishing")
        put_in_place(workspace, changed)
    return len(changed)


def rebuild(workspace: Workspace, clock: Clock, *, progress: Progress) -> int:
    """Make everything derived anew from the originals; gives how many files were read."""
    with working(workspace, Given(), clock) as (store, context):
        everyone = list(receipts.receipts(workspace).values())
        read_all(store, context, everyone, progress)
        sweep(workspace)
        progress("publishing")
        put_in_place(workspace, (), anew=True)
    return len(everyone)
