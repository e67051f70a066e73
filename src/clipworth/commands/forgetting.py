"""Unlinking people from orders, on their wish or when their time is over; originals included."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clipworth.ingest import journal, receipts
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import Progress, Writing, put_in_place, working
from clipworth.ingest.reading import read_again
from clipworth.ingest.striking import strike
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.catalogue import TABLES
from clipworth.model.receipts import Receipt
from clipworth.sources.identity import is_national, phone
from clipworth.sources.read import person_hash
from clipworth.store.engine import Store, name, quoted, reading


@dataclass(frozen=True)
class Forgotten:
    """How many files named people, and how many of their cells (of records: records) did."""

    files: int
    cells: int


def forget(
    workspace: Workspace, person: str, clock: Clock, *, who: str, progress: Progress
) -> Forgotten:
    """Unlink a person from everything, originals included.

    person: an e-mail, phone or customer id. Orders stay, as they are the books; nobody stands in
    them. The journal keeps keyed hashes, so that a later import does not bring the person back.
    """
    first, *others = _hashes(workspace, person)
    with working(workspace, Given(), clock) as writing:
        what = {"person": first, "older": others}
        journal.record(workspace, journal.FORGET, what, who=who, at=clock.now)
        return _strike(writing, {first, *others}, person, progress)


def _hashes(workspace: Workspace, person: str) -> list[str]:
    """Hash a person by every key that rows may be hashed with, a phone also as it is dialled."""
    number = phone(person, workspace.settings().country)
    spellings = [person] + ([number] if number else [])
    keys = workspace.keyring().keys
    return list(dict.fromkeys(person_hash(one, key) for key in keys for one in spellings))


def retire(workspace: Workspace, clock: Clock, *, who: str, progress: Progress) -> int:
    """Unlink everyone whose last order is older than clipworth.toml lets it be remembered.

    Imports that were taken out count too: their originals are kept, and can come back.
    """
    days = workspace.settings().retention_days
    if days is None:
        return 0
    before = clock.today - timedelta(days=days)
    old, recent = _published_people(workspace, before)
    removed = _removed(workspace)
    if not (removed or old - recent):
        return 0
    with working(workspace, Given(), clock) as writing:
        for receipt in removed:
            more = _people_of(writing, receipt, before)
            old, recent = old | more[0], recent | more[1]
        people = old - recent
        if people:
            what = {"before": str(before), "people": len(people)}
            journal.record(workspace, journal.RETAIN, what, who=who, at=clock.now)
            _strike(writing, people, "", progress)
        elif writing.changed or writing.anew:
            put_in_place(writing)
    return len(people)


def _removed(workspace: Workspace) -> list[Receipt]:
    standing = receipts.receipts(workspace)
    every = receipts.all_receipts(workspace)
    return [one for one in every if one.kept and one.source and one.receipt not in standing]


# People of whom every row is older than a day, and people with a newer one.
People = tuple[set[str], set[str]]


def _published_people(workspace: Workspace, before: date) -> People:
    if not workspace.published.exists():
        return set(), set()
    with reading(workspace.published, workspace.rows) as store:
        return _people(store, {table: name(table) for table in TABLES}, before)


def _people_of(writing: Writing, receipt: Receipt, before: date) -> People:
    """Read an import that was taken out, for a look at whom it names."""
    rows = writing.workspace.rows
    _, read = read_again(writing.store, receipt, writing.context)
    places = {table: rows / path for table, path, _ in read.partitions}
    try:
        held = {table: f"read_parquet({quoted(str(path))})" for table, path in places.items()}
        return _people(writing.store, held, before)
    finally:
        for path in places.values():
            path.unlink(missing_ok=True)


def _people(store: Store, held: Mapping[str, str], before: date) -> People:
    """Tell people apart by their last day.

    held: SQL for the rows of each table.
    """
    old: set[str] = set()
    recent: set[str] = set()
    for key, rows in held.items():
        table = TABLES[key]
        for field in table.fields:
            if field.personal and table.day:
                found = store.rows(
                    f"select {name(field.name)}, max({name(table.day)}) < $before from {rows}"
                    f" where {name(field.name)} is not null group by 1",
                    {"before": before},
                )
                old.update(person for person, is_old in found if is_old)
                recent.update(person for person, is_old in found if is_old is False)
    return old, recent


def _strike(writing: Writing, hashes: Collection[str], plain: str, progress: Progress) -> Forgotten:
    """Strike people from originals and publish without them.

    The tables are made from nothing, as the bytes of who was deleted can outlast that in a file.
    """
    named = strike(writing.store, writing.context, hashes, plain, progress)
    writing.reread |= set().union(*(readings for readings, _ in named))
    writing.anew = True
    put_in_place(writing)
    return Forgotten(len(named), sum(cells for _, cells in named))


def nobody(workspace: Workspace, person: str) -> str:
    """Say how a value was looked for that names nobody."""
    said = (
        "Nobody by that value is known. E-mails are matched in lower case without blanks, ids as"
        " they stand; phones and names are found only in originals that are kept whole or"
        " encrypted, as they are dropped elsewhere."
    )
    if is_national(person) and workspace.settings().country is None:
        said += (
            " A phone number without + is of no known country: write it as +49 30 1234567, or say"
            ' country = "DE" under [brand] in clipworth.toml.'
        )
    return said
