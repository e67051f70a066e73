"""Importing files, refreshing and rebuilding what is derived from them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clipworth.commands.forgetting import retire
from clipworth.ingest import journal, receipts
from clipworth.ingest.aligning import align, note_doubts
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import (
    Progress,
    Writing,
    bring_in,
    everything,
    put_in_place,
    read_all,
    unread,
    working,
)
from clipworth.ingest.receiving import Taken
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.problems import Problem, Severity, WrongUse, nearest
from clipworth.sources.registry import sources


@dataclass(frozen=True)
class ImportReport:
    """What an import did: a line per table of a file, and files that could not be opened at all.

    aligned: what was found about exports whose days were moved.
    """

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
    with working(workspace, given, clock) as writing:
        taken, lost = bring_in(writing, paths, progress)
        _take_back_removals(writing, taken, who)
        aligned = align(writing, who=who)
        if writing.changed or writing.anew:
            progress("publishing")
            put_in_place(writing)
        now = everything(workspace)
    retire(workspace, clock, who=who, progress=progress)
    # Of equal files that came together, those of which nothing was read are dropped for the others.
    standing = [one for one in taken if one.receipt.receipt in now]
    shown = tuple(replace(one, reading=now[one.receipt.receipt][1]) for one in standing)
    return ImportReport(shown, tuple(lost), tuple(aligned))


def _take_back_removals(writing: Writing, taken: Sequence[Taken], who: str) -> None:
    """Undo the removal of files that are imported again."""
    came = {one.receipt.receipt for one in taken}
    for entry in journal.standing(writing.workspace, journal.REMOVE):
        if entry.what["receipt"] in came:
            what = {"entry": entry.number}
            journal.record(writing.workspace, journal.UNDO, what, who=who, at=writing.context.now)


def refresh(workspace: Workspace, clock: Clock, *, progress: Progress) -> int:
    """Read what is kept and not yet read, as after a crash; gives how many files that were."""
    waiting = len(unread(workspace))
    with working(workspace, Given(), clock) as writing:
        note_doubts(writing)
        progress("publishing")
        put_in_place(writing)
    return waiting


def rebuild(workspace: Workspace, clock: Clock, *, progress: Progress) -> int:
    """Make everything derived anew from the originals; gives how many files were read."""
    with working(workspace, Given(), clock) as writing:
        everyone = list(receipts.receipts(workspace).values())
        read_all(writing, everyone, progress)
        note_doubts(writing)
        progress("publishing")
        writing.anew = True
        put_in_place(writing)
    return len(everyone)
