"""Unlinking people from orders, on their wish or when their time is over; originals included."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from clipworth.ingest import journal, receipts
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import Clock, Progress, put_in_place, read_all, sweep, working
from clipworth.ingest.receiving import Context, decided, original
from clipworth.ingest.workspace import Workspace
from clipworth.model.catalogue import TABLES
from clipworth.model.receipts import Receipt
from clipworth.sources.read import person_hash
from clipworth.store.engine import Store, name, reading


def forget(workspace: Workspace, person: str, clock: Clock, *, who: str, progress: Progress) -> int:
    """Unlink a person from everything, originals included; gives how many files named them.

    person: an e-mail, phone or customer id. Orders stay, as they are the books; nobody stands in
    them. The journal keeps a keyed hash, so that a later import does not bring the person back.
    """
    hashed = person_hash(person, workspace.person_key())
    with working(workspace, Given(), clock) as (store, context):
        journal.record(workspace, journal.FORGET, {"person": hashed}, who=who, at=clock.now)
        context = decided(context)
        return _strike_all(store, context, {hashed}, {person}, progress)


def retire(workspace: Workspace, clock: Clock, *, who: str, progress: Progress) -> int:
    """Unlink everyone whose last order is older than clipworth.toml lets it be remembered."""
    days = workspace.settings().retention_days
    if days is None or not workspace.published.exists():
        return 0
    before = clock.today - timedelta(days=days)
    people = _out_of_time(workspace, before)
    if not people:
        return 0
    with working(workspace, Given(), clock) as (store, context):
        what = {"before": str(before), "people": len(people)}
        journal.record(workspace, journal.RETAIN, what, who=who, at=clock.now)
        _strike_all(store, context, people, (), progress)
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


def _strike_all(
    store: Store, context: Context, hashes: set[str], plain: Iterable[str], progress: Progress
) -> int:
    """Strike people from every original that names them, and read those again."""
    workspace = context.workspace
    cells = {f"person:{one}" for one in hashes} | {one.strip().casefold() for one in plain}
    standing = receipts.receipts(workspace).values()
    struck = [one for one in standing if one.kept and _strike(original(workspace, one.kept), cells)]
    tables = _tables_with_people()
    named = [one for one in standing if one in struck or _holds(workspace, one, tables)]
    put_in_place(workspace, read_all(store, context, named, progress))
    sweep(workspace)
    return len(struck)


def _holds(workspace: Workspace, receipt: Receipt, tables: set[str]) -> bool:
    read = receipts.reading(workspace, receipt.receipt)
    return read is not None and any(held in tables for held, _, _ in read.partitions)


def _tables_with_people() -> set[str]:
    return {t.name for t in TABLES.values() if any(field.personal for field in t.fields)}


def _strike(path: Path, cells: set[str]) -> bool:
    """Blank the cells that name people, in a copy that takes the place of the original.

    Gives whether there were any; cells of a file that was kept whole are found as they stand.
    """
    content = path.read_bytes().lower()
    if not any(cell.encode() in content for cell in cells):
        return False
    temporary = path.with_suffix(".new")
    with (
        path.open(encoding="utf-8", newline="", errors="surrogateescape") as source,
        temporary.open("w", encoding="utf-8", newline="", errors="surrogateescape") as target,
    ):
        head = source.readline()
        source.seek(0)
        delimiter = max(",;\t|", key=head.count)
        writer = csv.writer(target, delimiter=delimiter, lineterminator="\n")
        for row in csv.reader(source, delimiter=delimiter):
            writer.writerow(["" if cell.strip().casefold() in cells else cell for cell in row])
    temporary.replace(path)
    return True
