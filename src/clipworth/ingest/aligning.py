"""Aligning exports whose days are labelled one day apart, where the evidence leaves no doubt."""

from collections.abc import Collection

from clipworth.ingest import journal
from clipworth.ingest.keeping import Writing, everything, quietly, read_all
from clipworth.ingest.shifts import Shift, keep_doubts, shifted
from clipworth.ingest.workspace import Workspace


def align(writing: Writing, *, who: str) -> list[str]:
    """Align what has changed, one export after the other; gives what was found of each.

    What a person has undone stays undone. Doubts are remembered, and shown as notes.
    """
    workspace = writing.context.workspace
    settled = _settled(workspace)
    told: list[str] = []
    while True:
        found = _unsettled(writing, settled)
        certain = next((shift for shift in found if shift.days is not None), None)
        if certain is None:
            keep_doubts(workspace, found, writing.changed)
            return told
        what = {
            "receipt": certain.moved.receipt,
            "against": certain.fixed.receipt,
            "days": certain.days,
            "why": certain.why,
        }
        journal.record(workspace, journal.ALIGN_DAYS, what, who=who, at=writing.context.now)
        read_all(writing, [certain.moved], quietly)
        settled.add(certain.moved.receipt)
        told.append(f"{certain.moved.file} {certain.why}")


def note_doubts(writing: Writing) -> None:
    """Compare what has changed and only remember what is not certain; nothing is decided."""
    found = _unsettled(writing, _settled(writing.workspace))
    keep_doubts(writing.workspace, found, writing.changed)


def _unsettled(writing: Writing, settled: Collection[str]) -> list[Shift]:
    workspace = writing.workspace
    found = shifted(writing.store, workspace.rows, everything(workspace), writing.changed)
    return [shift for shift in found if shift.moved.receipt not in settled]


def _settled(workspace: Workspace) -> set[str]:
    """Give the receipts that are aligned, or that a person does not want to be."""
    reopened = {
        entry.what["entry"]
        for entry in journal.standing(workspace, journal.UNDO)
        if "because" in entry.what
    }
    return {
        entry.what["receipt"]
        for entry in journal.entries(workspace)
        if entry.kind == journal.ALIGN_DAYS and entry.number not in reopened
    }


def reopen(writing: Writing, receipt: str, *, who: str) -> None:
    """Take back what was aligned to an export that is taken out, as nothing speaks for it then."""
    workspace = writing.context.workspace
    for entry in journal.standing(workspace, journal.ALIGN_DAYS):
        if receipt in (entry.what["receipt"], entry.what.get("against")):
            what = {"entry": entry.number, "because": f"{receipt} was taken out"}
            journal.record(workspace, journal.UNDO, what, who=who, at=writing.context.now)
            writing.reread.add(entry.what["receipt"])
