"""Unlinking people from orders, on their wish or when their time is over; originals included."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from clipworth.ingest import journal, receipts
from clipworth.ingest.context import decided
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import Progress, Writing, put_in_place, working
from clipworth.ingest.opening import opened
from clipworth.ingest.originals import keep_original, original
from clipworth.ingest.probe import probe
from clipworth.ingest.recognise import recognise
from clipworth.ingest.redact import plainly, struck
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.catalogue import TABLES
from clipworth.model.problems import Problem
from clipworth.model.receipts import Receipt
from clipworth.sources.read import person_hash
from clipworth.store.engine import name, reading

DROPPED = (
    "named somebody who is to be forgotten, and no source knows where in it.",
    "Its copy was deleted: take the person out and import it again.",
)


def forget(workspace: Workspace, person: str, clock: Clock, *, who: str, progress: Progress) -> int:
    """Unlink a person from everything, originals included; gives how many files named them.

    person: an e-mail, phone or customer id. Orders stay, as they are the books; nobody stands in
    them. The journal keeps a keyed hash, so that a later import does not bring the person back.
    """
    hashed = person_hash(person, workspace.person_key())
    with working(workspace, Given(), clock) as writing:
        journal.record(workspace, journal.FORGET, {"person": hashed}, who=who, at=clock.now)
        named = _strike_all(writing, {hashed}, person, progress)
        put_in_place(writing)
    return named


def retire(workspace: Workspace, clock: Clock, *, who: str, progress: Progress) -> int:
    """Unlink everyone whose last order is older than clipworth.toml lets it be remembered."""
    days = workspace.settings().retention_days
    if days is None or not workspace.published.exists():
        return 0
    before = clock.today - timedelta(days=days)
    people = _out_of_time(workspace, before)
    if not people:
        return 0
    with working(workspace, Given(), clock) as writing:
        what = {"before": str(before), "people": len(people)}
        journal.record(workspace, journal.RETAIN, what, who=who, at=clock.now)
        _strike_all(writing, people, "", progress)
        put_in_place(writing)
    return len(people)


def _out_of_time(workspace: Workspace, before: date) -> set[str]:
    """Find the people of whom every row is older."""
    people: set[str] = set()
    with reading(workspace.published, workspace.rows) as store:
        for table in TABLES.values():
            for field in table.fields:
                if field.personal and table.day:
                    found = store.rows(
                        f"select {name(field.name)} from {name(table.name)}"
                        f" where {name(field.name)} is not null group by 1"
                        f" having max({name(table.day)}) < $before",
                        {"before": before},
                    )
                    people.update(person for (person,) in found)
    return people


def _strike_all(writing: Writing, hashes: Collection[str], plain: str, progress: Progress) -> int:
    """Strike people from every original that names them; those are then to be read again."""
    workspace = writing.workspace
    by_original: dict[str, list[Receipt]] = {}
    for receipt in receipts.all_receipts(workspace):
        if receipt.kept and original(workspace, receipt.kept).exists():
            by_original.setdefault(receipt.kept, []).append(receipt)
    named = 0
    for parts in by_original.values():
        progress(parts[0].file)
        changed = [_struck(writing, receipt, hashes, plain) for receipt in parts]
        # Sheets of one workbook share an original; if one changes, each is kept by itself.
        if any(rows for _, rows in changed):
            named += 1
            for new, _ in changed:
                receipts.keep(workspace, new)
                writing.reread.add(new.receipt)
    return named


def _struck(
    writing: Writing, receipt: Receipt, hashes: Collection[str], plain: str
) -> tuple[Receipt, int]:
    """Write an original without these people; gives its receipt and how many rows named them."""
    workspace, context = writing.workspace, decided(writing.context)
    path = original(workspace, receipt.kept or "")
    tables = opened(receipt.file, probe(path))
    for table in [] if isinstance(tables, Problem) else tables:
        if table.part != receipt.part and not receipt.kept_apart:
            continue
        found = recognise(receipt.file, table.heads(), context.mappings, receipt.source)
        if isinstance(found, Problem):
            break
        written = context.folder / "struck.csv"
        rows = struck(table, found, hashes, plain, context.clues, written)
        kept = probe(written).sha256
        keep_original(workspace, written, kept)
        return replace(receipt, kept=kept), rows
    if plain and plainly(plain).encode() in path.read_bytes().lower():
        return replace(receipt, kept=None, refused=DROPPED), 1
    return receipt, 0
