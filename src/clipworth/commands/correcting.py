"""Taking an import out again, and undoing decisions; each leaves a trace in the journal."""

from clipworth.ingest import journal, receipts
from clipworth.ingest.aligning import align, reopen
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import put_in_place, quietly, read_all, working
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.problems import WrongUse
from clipworth.model.receipts import Receipt


def remove(workspace: Workspace, receipt: str, clock: Clock, *, who: str, erase: bool) -> Receipt:
    """Take an import out again; erase: its original too, which cannot be undone.

    Raises WrongUse where no standing receipt has this id, or several begin with it.
    """
    with working(workspace, Given(), clock) as writing:
        found = find_receipt(workspace, receipt)
        reopen(writing, found.receipt, who=who)
        what = {"receipt": found.receipt, "file": found.file, "erased": erase}
        journal.record(workspace, journal.REMOVE, what, who=who, at=clock.now)
        writing.changed.add(found.receipt)
        writing.anew |= erase
        put_in_place(writing)
    return found


def find_receipt(workspace: Workspace, start: str) -> Receipt:
    """Find the receipt whose id begins so.

    Raises WrongUse where there is none, or several.
    """
    matches = [one for key, one in receipts.receipts(workspace).items() if key.startswith(start)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise WrongUse(f"Several receipts begin with {start}: write more of it.")
    raise WrongUse(f"There is no receipt {start}. `clipworth show data` lists them.")


def undo(workspace: Workspace, number: int, clock: Clock, *, who: str) -> journal.Entry:
    """Take a decision back.

    Raises WrongUse for what cannot be undone: erased originals, forgotten people.
    """
    with working(workspace, Given(), clock) as writing:
        entry = journal.find(workspace, number)
        if entry.kind in journal.FINAL or entry.what.get("erased"):
            raise WrongUse(
                f"Entry {number} erased something or changed a key, and that cannot be undone."
            )
        if entry not in journal.standing(workspace, entry.kind):
            raise WrongUse(f"Entry {number} is undone already.")
        journal.record(workspace, journal.UNDO, {"entry": number}, who=who, at=clock.now)
        touched = _touched(workspace, entry)
        standing = receipts.receipts(workspace)
        read_all(writing, [standing[key] for key in touched if key in standing], quietly)
        writing.changed |= touched
        # What comes back may show that another export is shifted; what was undone stays so.
        align(writing, who=who)
        put_in_place(writing)
    return entry


def _touched(workspace: Workspace, entry: journal.Entry) -> set[str]:
    """Give the receipts that a decision bears on; of an undoing, those of what it undid."""
    if entry.kind == journal.UNDO:
        return _touched(workspace, journal.find(workspace, entry.what["entry"]))
    if "receipt" in entry.what:
        return {entry.what["receipt"]}
    if entry.kind == journal.MAP_COLUMNS:
        standing = receipts.receipts(workspace)
        return {key for key, one in standing.items() if one.source == entry.what["source"]}
    return set()
