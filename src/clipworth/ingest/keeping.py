"""The writer's side of a workspace: bring in, read again, publish, build a past state."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from clipworth.ingest import copies, journal, receipts
from clipworth.ingest.archives import found
from clipworth.ingest.context import Context, context, decided
from clipworth.ingest.durable import settle, write_whole
from clipworth.ingest.evidence import Given
from clipworth.ingest.labelling import labelling
from clipworth.ingest.looking import is_published
from clipworth.ingest.originals import drop_unneeded
from clipworth.ingest.publish import build, publish
from clipworth.ingest.reading import read_again
from clipworth.ingest.receiving import Taken, take
from clipworth.ingest.shifts import DOUBTS, doubts
from clipworth.ingest.striking import strike
from clipworth.ingest.workspace import LOCK_SECONDS, Busy, Clock, Workspace
from clipworth.model.problems import Problem, WrongUse
from clipworth.model.receipts import Reading, Receipt
from clipworth.store.engine import Store, scratch

Progress = Callable[[str], None]
Everything = dict[str, tuple[Receipt, Reading]]
# A mark among the rows while a writer is at work; found by the next one, it tells of a crash. It
# holds how many decisions the journal had before.
UNFINISHED = "unfinished"


@dataclass
class Writing:
    """A writer at work, alone in the workspace until it ends.

    changed: receipts that came, went, or were read again. reread: those that must be read again
    before the tables are published. anew: the tables are to be made from nothing, because nobody
    knows what they hold, or because what they held must not stay in the file.
    """

    store: Store
    context: Context
    changed: set[str] = field(default_factory=set)
    reread: set[str] = field(default_factory=set)
    anew: bool = False

    @property
    def workspace(self) -> Workspace:
        """The workspace that is written to."""
        return self.context.workspace


@contextmanager
def working(
    workspace: Workspace, given: Given, clock: Clock, *, seconds: float = LOCK_SECONDS
) -> Iterator[Writing]:
    """Take the lock and make a place to work in, which is gone afterwards.

    What a crash or a deletion took is made good first: rows that are missing are read again.
    Raises Busy when another writer does not finish in these seconds.
    """
    with workspace.writing(seconds):
        _tidy_work(workspace)
        with (
            tempfile.TemporaryDirectory(dir=workspace.work) as place,
            scratch(Path(place)) as store,
        ):
            ready = context(workspace, given, Path(place), today=clock.today, now=clock.now)
            writing = Writing(store, ready)
            mark = workspace.rows / UNFINISHED
            if mark.exists():
                _recover(writing, int(mark.read_text() or 0))
            else:
                write_whole(mark, str(len(journal.entries(workspace))).encode())
                writing.anew = not is_published(workspace)
            read_all(writing, unread(workspace), quietly)
            try:
                yield writing
            except WrongUse:
                # Said before anything was begun.
                if not (writing.changed or writing.anew):
                    mark.unlink()
                raise
            mark.unlink()


def _recover(writing: Writing, decided_before: int) -> None:
    """Make good what a writer left undone that was killed.

    Nobody knows how far it came, so all is compared and merged anew; and where it had decided
    something, all is read and struck again by that.
    """
    workspace = writing.workspace
    writing.anew = True
    standing = receipts.receipts(workspace)
    writing.changed |= standing.keys()
    late = [one for one in journal.entries(workspace) if one.number > decided_before]
    forgotten = {who for one in late if one.kind == journal.FORGET for who in journal.people(one)}
    if forgotten:
        strike(writing.store, writing.context, forgotten, "", quietly)
    if late:
        read_all(writing, receipts.receipts(workspace).values(), quietly)


def _tidy_work(workspace: Workspace) -> None:
    """Delete what writers left behind that were killed; it may hold people's data."""
    for path in workspace.work.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def quietly(file: str) -> None:
    """Tell nobody how far the work is."""
    del file


def bring_in(
    writing: Writing, paths: Iterable[Path], progress: Progress
) -> tuple[list[Taken], list[Problem]]:
    """Take in every file under the paths."""
    taken: list[Taken] = []
    lost: list[Problem] = []
    for one in found(paths, writing.context.folder):
        if isinstance(one, Problem):
            lost.append(one)
            continue
        progress(one.name)
        found_in = take(writing.store, one, writing.context)
        taken += [replace(each, named=one.name) for each in found_in]
    writing.changed |= {one.receipt.receipt for one in taken if not one.known}
    return taken, lost


def everything(workspace: Workspace) -> Everything:
    """Give all standing receipts with what was read from each; those not read yet are left out."""
    standing = receipts.receipts(workspace)
    said = doubts(workspace, standing)
    held: Everything = {}
    for key, receipt in standing.items():
        read = receipts.reading(workspace, key)
        if read is not None:
            held[key] = (receipt, replace(read, problems=(*read.problems, *said.get(key, ()))))
    for key, told in copies.notes(held).items():
        receipt, read = held[key]
        held[key] = (receipt, replace(read, problems=(*read.problems, *told)))
    return held


def unread(workspace: Workspace) -> list[Receipt]:
    """Give the receipts whose rows are missing, as after a crash or once rows were deleted."""
    standing = receipts.receipts(workspace)
    return [one for key, one in standing.items() if receipts.reading(workspace, key) is None]


def read_all(writing: Writing, which: Iterable[Receipt], progress: Progress) -> None:
    """Read kept originals again, by all that was decided up to now."""
    ready = decided(writing.context)
    for receipt in which:
        progress(receipt.file)
        new, read = read_again(writing.store, receipt, ready)
        ready.ledger.keep(new, read)
        writing.changed.add(receipt.receipt)


def put_in_place(writing: Writing) -> None:
    """Read what is still to be read again, publish the tables, and sweep up."""
    workspace = writing.workspace
    standing = receipts.receipts(workspace)
    again = [standing[key] for key in sorted(writing.reread) if key in standing]
    read_all(writing, again, quietly)
    settle(workspace.originals)
    publish(
        workspace.published,
        workspace.rows,
        workspace.work,
        everything(workspace),
        writing.changed,
        labels=labelling(workspace),
        anew=writing.anew,
    )
    _sweep(workspace)


def _sweep(workspace: Workspace) -> None:
    """Delete rows and originals that no receipt needs, as crashes and removals leave them."""
    needed = {UNFINISHED, DOUBTS}
    for key, (_, read) in everything(workspace).items():
        needed |= {f"{key}.json", *(path for _, path, _ in read.partitions)}
    for path in workspace.rows.iterdir():
        if path.name not in needed:
            path.unlink(missing_ok=True)
    for entry in journal.standing(workspace, journal.REMOVE):
        if entry.what["erased"]:
            (workspace.originals / f"{entry.what['receipt']}.json").unlink(missing_ok=True)
    for path in (*workspace.originals.glob("*.new"), *workspace.journal.glob("*.new")):
        path.unlink(missing_ok=True)
    drop_unneeded(workspace, {one.kept for one in receipts.all_receipts(workspace) if one.kept})


def make_good(workspace: Workspace) -> None:
    """Publish what should have been, unless another writer is at work and will do it."""
    # Nothing is decided here, so no clock is needed.
    try:
        with working(workspace, Given(), Clock(date.max, ""), seconds=0) as writing:
            put_in_place(writing)
    except Busy:
        return


@contextmanager
def merged(workspace: Workspace, as_of: date | None) -> Iterator[Store]:
    """Merge what was known on a day, for one look; None: what is known by now."""
    then = {
        key: (receipt, read)
        for key, (receipt, read) in everything(workspace).items()
        if as_of is None or receipt.as_of is None or receipt.as_of <= as_of
    }
    with tempfile.TemporaryDirectory(prefix="clipworth-") as place, scratch(Path(place)) as store:
        build(store, workspace.rows, Path(place), then, labelling(workspace))
        store.partitions = workspace.rows
        yield store
