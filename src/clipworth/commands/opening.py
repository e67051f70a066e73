"""Finding and opening a workspace, and looking at what it holds beside answers."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clipworth.ingest import journal, receipts
from clipworth.ingest.evidence import Given
from clipworth.ingest.keys import keyring, moves
from clipworth.ingest.looking import looking
from clipworth.ingest.workspace import CONFIG, Clock, Workspace, open_workspace
from clipworth.model.problems import Problem, Severity, WrongUse
from clipworth.store.engine import sql_file

__all__ = [
    "Clock",
    "Decision",
    "Entry",
    "Workspace",
    "checked_currency",
    "decisions",
    "first_known",
    "given",
    "is_workspace",
    "key_moved",
    "looking",
    "opened",
    "problems",
]

Entry = journal.Entry


@dataclass(frozen=True)
class Decision:
    """An entry of the journal, and whether a later one took it back."""

    entry: Entry
    undone: bool


def opened(folder: Path | None, here: Path) -> Workspace:
    """Open the workspace in a folder; None: the one that `here` lies in.

    Raises WrongUse where there is none.
    """
    if folder is not None:
        return open_workspace(folder)
    for place in (here, *here.parents):
        if (place / CONFIG).is_file():
            return open_workspace(place)
    raise WrongUse(
        "There is no workspace here. Make one with `clipworth init FOLDER`, name one with"
        " -w FOLDER, or look at `clipworth demo`."
    )


def key_moved(workspace: Workspace) -> Path | None:
    """Move a key that lies inside its workspace to where keys lie; gives where that is."""
    return keyring(workspace.folder).path if moves(workspace.folder) else None


def first_known(workspace: Workspace) -> date | None:
    """Give the first day on which anything that is imported was known; None: nothing is dated."""
    found = receipts.receipts(workspace).values()
    return min((one.as_of for one in found if one.source and one.as_of), default=None)


def decisions(workspace: Workspace) -> list[Decision]:
    """Read the journal, oldest first."""
    found = journal.entries(workspace)
    kinds = dict.fromkeys(entry.kind for entry in found)
    standing = {entry.number for kind in kinds for entry in journal.standing(workspace, kind)}
    return [Decision(entry, entry.number not in standing) for entry in found]


def problems(workspace: Workspace, as_of: date | None = None) -> list[tuple[str, Problem]]:
    """Read all problems of the input with their receipts, in the order of files and rows."""
    with looking(workspace, as_of) as store:
        found = store.rows(sql_file(__file__, "problems"))
    return [
        (receipt, Problem(file, message, remedy, Severity(severity), row, column))
        for receipt, file, row, column, severity, message, remedy in found
    ]


def given(*, account: str, exported_on: date | None, source: str) -> Given:
    """Say what a person said about files on import; an empty text: nothing."""
    return Given(account.lstrip("@").lower() or None, exported_on, source or None)


def is_workspace(folder: Path) -> bool:
    """Tell whether a folder is a workspace."""
    return (folder / CONFIG).is_file()


def checked_currency(code: str) -> str:
    """Give a currency as clipworth.toml holds it; an empty text stays empty.

    Raises WrongUse for what is not an ISO 4217 code.
    """
    code = code.strip().upper()
    if code and not re.fullmatch("[A-Z]{3}", code):
        raise WrongUse(f"{code!r} is not a currency. Write its three letters, as in EUR.")
    return code
