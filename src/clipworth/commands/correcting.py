"""Taking an import out again, and undoing decisions; each leaves a trace in the journal."""

from clipworth.ingest import journal, receipts
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import Clock, put_in_place, read_all, sweep, working
from clipworth.ingest.receiving import decided, original
from clipworth.ingest.workspace import Workspace
from clipworth.model.problems import WrongUse
from clipworth.model.receipts import Receipt


def remove(workspace: Workspace, receipt: str, clock: Clock, *, who: str, erase: bool) -> Receipt:
    """Take an import out again; erase: its original too, which cannot be undone.

    Raises WrongUse where no standing receipt has this id, or several begin with it.
    """
    with working(workspace, Given(), clock):
        found = find_receipt(workspace, receipt)
        what = {"receipt": found.receipt, "file": found.file, "erased": erase}
        journal.record(workspace, journal.REMOVE, what, who=who, at=clock.now)
        put_in_place(workspace, {found.receipt})
        if erase:
            _erase(workspace, found)
        sweep(workspace)
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


def _erase(workspace: Workspace, gone: Receipt) -> None:
    others = receipts.receipts(workspace).values()
    if gone.kept and all(one.kept != gone.kept for one in others):
        original(workspace, gone.kept).unlink(missing_ok=True)
    (workspace.originals / f"{gone.receipt}.json").unlink(missing_ok=True)


def undo(workspace: Workspace, number: int, clock: Clock, *, who: str) -> journal.Entry:
    """Take a decision back.

    Raises WrongUse for what cannot be undone: erased originals, forgotten people.
    """
    with working(workspace, Given(), clock) as (store, context):
        entry = journal.find(workspace, number)
        if entry.kind in (journal.FORGET, journal.RETAIN) or entry.what.get("erased"):
            raise WrongUse(f"Entry {number} erased something, and that cannot be undone.")
        if entry not in journal.standing(workspace, entry.kind):
            raise WrongUse(f"Entry {number} is undone already.")
        journal.record(workspace, journal.UNDO, {"entry": number}, who=who, at=clock.now)
        changed = read_all(store, decided(context), _touched(workspace, entry), _quietly)
        put_in_place(workspace, changed)
    return entry


def _quietly(file: str) -> None:
    del file


def _touched(workspace: Workspace, entry: journal.Entry) -> list[Receipt]:
    """Give the receipts that a decision bears on."""
    standing = receipts.receipts(workspace)
    if "receipt" in entry.what:
        one = standing.get(entry.what["receipt"])
        return [one] if one else []
    if entry.kind == journal.MAP_COLUMNS:
        return [one for one in standing.values() if one.source == entry.what["source"]]
    return []
