"""Unlinking people from orders, on their wish or when their time is over; originals included."""

from collections.abc import Collection
from datetime import date, timedelta

from clipworth.ingest import journal
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import Progress, Writing, put_in_place, working
from clipworth.ingest.striking import strike
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.catalogue import TABLES
from clipworth.sources.read import person_hash
from clipworth.store.engine import name, reading


def forget(workspace: Workspace, person: str, clock: Clock, *, who: str, progress: Progress) -> int:
    """Unlink a person from everything, originals included; gives how many files named them.

    person: an e-mail, phone or customer id. Orders stay, as they are the books; nobody stands in
    them. The journal keeps a keyed hash, so that a later import does not bring the person back.
    """
    hashed = person_hash(person, workspace.person_key())
    with working(workspace, Given(), clock) as writing:
        journal.record(workspace, journal.FORGET, {"person": hashed}, who=who, at=clock.now)
        return _strike(writing, {hashed}, person, progress)


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
        _strike(writing, people, "", progress)
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


def _strike(writing: Writing, hashes: Collection[str], plain: str, progress: Progress) -> int:
    """Strike people from originals and publish without them; gives how many originals there were.

    The tables are made from nothing, as the bytes of who was deleted can outlast that in a file.
    """
    named = strike(writing.store, writing.context, hashes, plain, progress)
    writing.reread |= set().union(*named)
    writing.anew = True
    put_in_place(writing)
    return len(named)
