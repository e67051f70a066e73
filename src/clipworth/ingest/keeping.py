"""The writer's side of a workspace: bring in, read again, publish, and look at a past state."""

import tempfile
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clipworth.ingest import receipts
from clipworth.ingest.archives import found
from clipworth.ingest.evidence import Given
from clipworth.ingest.publish import build, publish
from clipworth.ingest.receiving import Context, Taken, context, read_again, take
from clipworth.ingest.shifts import Shift, shifted
from clipworth.ingest.workspace import Workspace
from clipworth.model.problems import Problem
from clipworth.model.receipts import Reading, Receipt
from clipworth.store.engine import Store, reading, scratch

Progress = Callable[[str], None]
Everything = dict[str, tuple[Receipt, Reading]]


@dataclass(frozen=True)
class Clock:
    """What day it is and what moment, told by the surface."""

    today: date
    now: str


@contextmanager
def working(workspace: Workspace, given: Given, clock: Clock) -> Iterator[tuple[Store, Context]]:
    """Take the lock and make a place to work in, which is gone afterwards."""
    with (
        workspace.writing(),
        tempfile.TemporaryDirectory(dir=workspace.work) as place,
        scratch(Path(place)) as store,
    ):
        yield store, context(workspace, given, Path(place), today=clock.today, now=clock.now)


def bring_in(
    store: Store, context: Context, paths: Iterable[Path], progress: Progress
) -> tuple[list[Taken], list[Problem]]:
    """Take in every file under the paths."""
    taken: list[Taken] = []
    lost: list[Problem] = []
    for one in found(paths, context.folder):
        if isinstance(one, Problem):
            lost.append(one)
            continue
        progress(one.name)
        taken += take(store, one, context)
    return taken, lost


def everything(workspace: Workspace) -> Everything:
    """Give all standing receipts with what was read from each; those not read yet are left out."""
    held = {
        key: (receipt, receipts.reading(workspace, key))
        for key, receipt in receipts.receipts(workspace).items()
    }
    return {key: (receipt, read) for key, (receipt, read) in held.items() if read is not None}


def unread(workspace: Workspace) -> list[Receipt]:
    """Give the receipts whose rows are missing, as after a crash or once rows were deleted."""
    return [
        receipt
        for key, receipt in receipts.receipts(workspace).items()
        if receipts.reading(workspace, key) is None
    ]


def read_all(
    store: Store, context: Context, which: Iterable[Receipt], progress: Progress
) -> set[str]:
    """Read kept originals again; gives the ids of their receipts."""
    changed = set()
    for receipt in which:
        progress(receipt.file)
        new, read = read_again(store, receipt, context)
        receipts.keep_reading(context.workspace, receipt.receipt, read)
        if new != receipt:
            receipts.keep(context.workspace, new)
        changed.add(receipt.receipt)
    return changed


def put_in_place(workspace: Workspace, changed: Iterable[str], *, anew: bool = False) -> None:
    """Publish the tables."""
    publish(
        workspace.published,
        workspace.rows,
        workspace.work,
        everything(workspace),
        changed,
        anew=anew,
    )


def day_shifts(store: Store, workspace: Workspace, fresh: Container[str]) -> list[Shift]:
    """Find exports that label the same day differently from what stood before."""
    return shifted(store, workspace.rows, everything(workspace), fresh)


def sweep(workspace: Workspace) -> None:
    """Delete rows that no standing receipt needs; readers of the last tables have gone by now."""
    standing = receipts.receipts(workspace)
    for path in workspace.rows.iterdir():
        if path.name.split(".")[0] not in standing:
            path.unlink(missing_ok=True)


@contextmanager
def looking(workspace: Workspace, as_of: date | None = None) -> Iterator[Store]:
    """Open the published tables, or those that could have been published on a day.

    A published file of another version, or none, is made first.
    """
    if not workspace.published.exists():
        with workspace.writing():
            put_in_place(workspace, (), anew=True)
    if as_of is None:
        with reading(workspace.published, workspace.rows) as store:
            yield store
        return
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
