"""What stays the same while files are taken in or read again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from clipworth.ingest import journal, receipts
from clipworth.ingest.evidence import Given
from clipworth.ingest.recognise import Mapped
from clipworth.ingest.workspace import Workspace
from clipworth.model.settings import Settings
from clipworth.sources.declare import Clues


@dataclass(frozen=True)
class Aligned:
    """A decision that the days of an export are to be moved, and why."""

    days: int
    why: str


@dataclass(frozen=True)
class Context:
    """The workspace, what was said, what was decided, and where to work.

    aligned: what was decided about the days of an export, by its receipt.
    folder: a place for passing files, which is gone afterwards.
    """

    workspace: Workspace
    settings: Settings
    given: Given
    clues: Clues
    mappings: Mapping[str, Mapped]
    aligned: Mapping[str, Aligned]
    ledger: receipts.Ledger
    folder: Path
    today: date
    now: str


def context(workspace: Workspace, given: Given, folder: Path, *, today: date, now: str) -> Context:
    """Gather what stays the same."""
    held = workspace.keyring()
    settings = workspace.settings()
    clues = Clues(
        person_key=held.newest,
        older_keys=held.older,
        zone=settings.time_zone,
        home_currency=settings.currency,
    )
    ledger = receipts.Ledger(workspace)
    return decided(Context(workspace, settings, given, clues, {}, {}, ledger, folder, today, now))


def decided(context: Context) -> Context:
    """Give the context with all that the journal says by now."""
    workspace = context.workspace
    forgotten = frozenset(
        person
        for entry in journal.standing(workspace, journal.FORGET)
        for person in journal.people(entry)
    )
    mappings = {
        entry.what["signature"]: Mapped(entry.what["source"], entry.what["columns"])
        for entry in journal.standing(workspace, journal.MAP_COLUMNS)
    }
    aligned = {
        entry.what["receipt"]: Aligned(int(entry.what["days"]), entry.what["why"])
        for entry in journal.standing(workspace, journal.ALIGN_DAYS)
    }
    clues = replace(context.clues, forgotten=forgotten)
    return replace(context, clues=clues, mappings=mappings, aligned=aligned)
