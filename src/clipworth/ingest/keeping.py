"""The writer's side of a workspace: bring in, read again, publish, build a past state."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from clipworth.ingest import receipts
from clipworth.ingest.archives import found
from clipworth.ingest.context import Context, context, decided
from clipworth.ingest.evidence import Given
from clipworth.ingest.originals import drop_unneeded
from clipworth.ingest.publish import build, publish
from clipworth.ingest.reading import read_again
from clipworth.ingest.receiving import Taken, take
from clipworth.ingest.shifts import doubts
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.problems import Problem
from clipworth.model.receipts import Reading, Receipt
from clipworth.store.engine import Store, scratch

Progress = Callable[[str], None]
Everything = dict[str, tuple[Receipt, Reading]]
# What is not a receipt's own among the derived files.
SHARED = ("doubts",)


@dataclass
class Writing:
    """A writer at work, alone in the workspace until it ends.

    changed: receipts that came, went, or were read again. reread: those that must be read again
    before the tables are published.
    """

    store: Store
    context: Context
    changed: set[str] = field(default_factory=set)
    reread: set[str] = field(default_factory=set)

    @property
    def workspace(self) -> Workspace:
        """The workspace that is written to."""
        return self.context.workspace


@contextmanager
def working(workspace: Workspace, given: Given, clock: Clock) -> Iterator[Writing]:
    """Take the lock and make a place to work in, which is gone afterwards.

    Raises Busy when another writer does not finish.
    """
    with (
        workspace.writing(),
        tempfile.TemporaryDirectory(dir=workspace.work) as place,
        scratch(Path(place)) as store,
    ):
        ready = context(workspace, given, Path(place), today=clock.today, now=clock.now)
        yield Writing(store, ready)


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
        taken += take(writing.store, one, writing.context)
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


def put_in_place(writing: Writing, *, anew: bool = False) -> None:
    """Read what is still to be read again, publish the tables, and sweep up."""
    workspace = writing.workspace
    standing = receipts.receipts(workspace)
    again = [standing[key] for key in sorted(writing.reread) if key in standing]
    read_all(writing, again, quietly)
    _sweep(workspace)
    publish(
        workspace.published,
        workspace.rows,
        workspace.work,
        everything(workspace),
        writing.changed,
        anew=anew,
    )


def _sweep(workspace: Workspace) -> None:
    """Delete rows and originals that no receipt needs, as crashes and removals leave them."""
    kept = receipts.all_receipts(workspace)
    standing = receipts.receipts(workspace)
    for path in workspace.rows.iterdir():
        if path.name.split(".")[0] not in (*standing, *SHARED):
            path.unlink(missing_ok=True)
    drop_unneeded(workspace, {one.kept for one in kept if one.kept})


def publish_anew(workspace: Workspace) -> None:
    """Merge everything into new tables, as where none are published in today's shape."""
    with workspace.writing():
        publish(
            workspace.published,
            workspace.rows,
            workspace.work,
            everything(workspace),
            (),
            anew=True,
        )


@contextmanager
def as_of_day(workspace: Workspace, as_of: date) -> Iterator[Store]:
    """Open the tables that could have been published on a day."""
    workspace.work.mkdir(exist_ok=True)
    then = {
        key: (receipt, read)
        for key, (receipt, read) in everything(workspace).items()
        if receipt.as_of is None or receipt.as_of <= as_of
    }
    with tempfile.TemporaryDirectory(dir=workspace.work) as place, scratch(Path(place)) as store:
        build(store, workspace.rows, Path(place), then)
        store.partitions = workspace.rows
        yield store
