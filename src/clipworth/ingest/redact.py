"""Writing an original anew without people: all of them, or those who are to be forgotten."""

import csv
import operator
import re
from collections.abc import Callable, Collection
from pathlib import Path

from clipworth.ingest.grids import marked
from clipworth.ingest.people import know_people
from clipworth.ingest.recognise import Recognised
from clipworth.ingest.records import RecordTable, lay_out, used
from clipworth.ingest.sheets import RowTable
from clipworth.ingest.text_tables import TextTable
from clipworth.sources.declare import Clues, Column, CutRow
from clipworth.sources.identity import masker, phone
from clipworth.sources.read import UNKNOWN, hash_of
from clipworth.store.engine import Store, name, quoted

Table = TextTable | RowTable
# A row of which only people were left; a blank one would no longer count as a row of the file.
NOTHING = CutRow(0, (), "holds nothing that is read.", "Export it with all columns.")
# A cell of a record as redaction left it.
HASHED = "'person:[0-9a-f]{32}'"
# Begun at the @, which is found at the speed of memory; a line may be many megabytes long.
EMAIL = re.compile(rb"@(?<=[\w.+-]@)[\w-]{1,63}\.[a-z]{2}", re.IGNORECASE)


def redacted(table: Table, found: Recognised, clues: Clues, path: Path) -> None:
    """Write a table with its personal cells replaced, every row where it stood.

    Cells that say who the customer is become `person:` and a keyed hash, so that the same one is
    known again; names, addresses and phones become blank, so does who is forgotten, and so does
    every cell that nothing reads.
    """
    hidden = found.source.hidden_headers(found.headers)
    hashed = found.source.hashed_headers(found.headers)
    keepers = found.source.keepers(found.headers)

    def hide(cells: list[str]) -> None:
        for place in hidden:
            person = hash_of(cells[place], clues) if place in hashed else None
            known = person is not None and person not in clues.forgotten
            part = keepers[place](cells[place]) if place in keepers else ""
            cells[place] = f"person:{person}" if known else part

    _write(table, found, path, hide)


def struck(
    table: Table,
    found: Recognised,
    hashes: Collection[str],
    plain: str,
    clues: Clues,
    path: Path,
    country: str | None = None,
) -> int:
    """Write a table in which nobody knows these people any more; gives how many cells were changed.

    hashes: of who they are. plain: what else tells one of them, such as a phone, or nothing.
    country: of phone numbers without a +.
    All cells of a row that names one of them become blank, but for those that are read and name
    nobody; in all other text the e-mail or phone is masked.
    """
    hashed = found.source.hashed_headers(found.headers)
    hidden = found.source.hidden_headers(found.headers)
    keepers = found.source.keepers(found.headers)
    told, number = plainly(plain), phone(plain, country)
    mask = masker(plain, country)
    changed = 0

    def tells(cell: str) -> bool:
        return plainly(cell) == told or (bool(number) and phone(cell, country) == number)

    def strike(cells: list[str]) -> None:
        nonlocal changed
        before = list(cells)
        named = any(hash_of(cells[place], clues) in hashes for place in hashed)
        if named or (told and any(tells(cells[place]) for place in hidden)):
            for place in hidden:
                cells[place] = keepers[place](cells[place]) if place in keepers else ""
        cells[:] = map(mask, cells)
        changed += sum(map(operator.ne, before, cells))

    _write(table, found, path, strike)
    return changed


def redacted_records(
    store: Store, table: RecordTable, found: Recognised, clues: Clues, path: Path
) -> None:
    """Write of records what the source reads, flat, and nobody's name.

    What it does not read is dropped: parameters and properties can say anything about anybody.
    """
    know_people(store, clues)

    def cell(header: str, column: Column) -> str:
        if column.reader.name == "person":
            return f"'person:' || unforgotten({_person(name(header))})"
        return column.reader.kept.format(c=name(header)) if column.reader.kept else name(header)

    columns = used(found.source, found.headers)
    flat = table.query(store, path.parent, tuple(columns))
    cells = ", ".join(f"{cell(*one)} as {name(one[0])}" for one in columns.items())
    lay_out(store, f"select * replace ({cells}) from ({flat})", path)


def struck_records(
    store: Store,
    table: RecordTable,
    found: Recognised,
    hashes: Collection[str],
    plain: str,
    clues: Clues,
    path: Path,
) -> int:
    """Write records in which nobody knows these people any more; gives how many named them.

    Of an original that was kept whole and names one, only what the source reads is left.
    """
    know_people(store, clues)
    columns = used(found.source, found.headers)
    people = [name(header) for header, one in columns.items() if one.reader.name == "person"]
    wanted = ", ".join(map(quoted, sorted(hashes))) or "''"
    named = [f"{_person(person)} in ({wanted})" for person in people]
    if told := plainly(plain):
        links = [name(header) for header, one in columns.items() if one.reader.kept]
        named += [f"{_plainly(person)} = {quoted(told)}" for person in people]
        named += [f"contains({_plainly(link)}, {quoted(told)})" for link in links]
    flat = table.query(store, path.parent, tuple(columns))
    is_named = " or ".join(f"coalesce({one}, false)" for one in named) or "false"
    rows = int(store.read_whole(f"select count(*) from ({flat}) where {is_named}"))

    def cell(header: str, column: Column) -> str:
        cell = name(header)
        left = "null" if column.reader.name == "person" else column.reader.kept.format(c=cell)
        return f"case when {is_named} then {left or cell} else {cell} end as {cell}"

    if rows:
        cells = ", ".join(cell(*one) for one in columns.items())
        lay_out(store, f"select * replace ({cells}) from ({flat})", path)
    return rows


def _person(cell: str) -> str:
    """Write the keyed hash of a person, also of one whose cell was redacted before."""
    unknown = ", ".join(quoted(word) for word in sorted(UNKNOWN))
    return (
        f"case when regexp_full_match({cell}, {HASHED}) then right({cell}, 32)"
        f" when lower(trim({cell})) not in ({unknown})"
        f" then person_of(regexp_replace({cell}, '\\s', '', 'g')) end"
    )


def _plainly(cell: str) -> str:
    return f"lower(regexp_replace({cell}, '[\\s''()/-]', '', 'g'))"


def names_people(content: bytes) -> bool:
    """Tell whether the bytes of a file of unknown kind hold an e-mail address."""
    # Without the zeros of UTF-16, its letters stand as in ASCII.
    return EMAIL.search(content.replace(b"\0", b"")) is not None


def plainly(text: str) -> str:
    """Fold what tells a person, so that all its spellings are equal."""
    return re.sub(r"[\s'()/-]", "", text).casefold()


def _write(
    table: Table, found: Recognised, path: Path, change: Callable[[list[str]], None]
) -> None:
    """Write every row where it stood; of one that could not be cut only the reason is kept."""
    width = len(found.headers.cells)
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n", delimiter=found.delimiter)
        top = table.top(found.header_row, found.delimiter)
        writer.writerows(top)
        number = len(top)
        for row in table.rows(width, found.header_row, found.delimiter, found.source.rows):
            file.write("\r\n" * (row.number - number - 1))
            number = row.number
            if row.problem:
                writer.writerow([marked(row)])
                continue
            cells = list(row.cells)
            change(cells)
            writer.writerow(cells if any(map(str.strip, cells)) else [marked(NOTHING)])
