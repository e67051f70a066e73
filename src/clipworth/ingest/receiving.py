"""Taking in one file: recognise it, keep its original, read its rows, write its receipt."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from clipworth.ingest import receipts
from clipworth.ingest.archives import Found
from clipworth.ingest.context import Context
from clipworth.ingest.evidence import Evidence, gather, period_in
from clipworth.ingest.opening import Table, opened
from clipworth.ingest.originals import is_sealed, keep_original
from clipworth.ingest.probe import Probe, probe
from clipworth.ingest.reading import read_table
from clipworth.ingest.recognise import Recognised, recognise
from clipworth.ingest.records import DAMAGED, RecordTable, records
from clipworth.ingest.redact import (
    names_people,
    redacted,
    redacted_records,
    struck,
    struck_records,
)
from clipworth.ingest.sheets import RowTable
from clipworth.ingest.text_tables import TextTable
from clipworth.model.problems import Problem
from clipworth.model.receipts import Reading, Receipt
from clipworth.sources.declare import NOTHING_TO_DO, Source
from clipworth.sources.identity import masked
from clipworth.store.engine import Store, Unreadable

# A file that nobody claims is kept too, so that columns can be mapped later; but not a film.
LARGEST_UNCLAIMED = 64 << 20
PEOPLE = "It names people, so no copy of it was kept: to try again, import it again."


@dataclass(frozen=True)
class Taken:
    """What became of one table of one file.

    known: it had been imported before. named: how the person named the file this time.
    """

    receipt: Receipt
    reading: Reading
    known: bool = False
    named: str = ""


@dataclass(frozen=True)
class Arrival:
    """A file that has come.

    alone: its tables are kept one by one, as people stand in one. sealed: it is kept encrypted, as
    people stand in one.
    """

    file: Found
    probed: Probe
    alone: bool = False
    sealed: bool = False


def take(store: Store, file: Found, context: Context) -> Iterator[Taken]:
    """Take in a file, every sheet of it; nothing is lost, also where nothing can be read."""
    arrival = Arrival(file, probe(file.path))
    tables = opened(file.name, arrival.probed)
    if isinstance(tables, Problem):
        yield _set_aside(arrival, "", tables, context)
        return
    wanted = context.given.source
    claims = [(one, recognise(file.name, one.heads(), context.mappings, wanted)) for one in tables]
    way = context.settings.originals
    if way == "encrypt" or (len(claims) > 1 and way == "redact"):
        people = any(_has_people(*claim) for claim in claims)
        arrival = replace(
            arrival, alone=people and way == "redact", sealed=people and way != "redact"
        )
    for table, claim in claims:
        if isinstance(claim, Problem):
            yield _set_aside(arrival, table.part, claim, context)
        else:
            yield _take_table(store, arrival, table, claim, context)


def _has_people(table: Table, claim: Recognised | Problem) -> bool:
    if isinstance(claim, Recognised):
        return claim.source.names_people(claim.headers)
    return isinstance(table, RowTable) and any(
        names_people("\n".join(cells).encode(errors="replace")) for _, cells in table.cells
    )


def _take_table(
    store: Store, arrival: Arrival, table: Table, found: Recognised, context: Context
) -> Taken:
    source, file = found.source, arrival.file
    evidence = gather(file, source, context.given, context.settings, today=context.today)
    key = _key(arrival, table, source, evidence, context)
    known = _known(key, context)
    if known and known.reading.rows_read:
        return known
    guesses = evidence.guesses
    if isinstance(table, TextTable) and table.probe.guessed:
        guesses = (*guesses, table.probe.guessed)
    receipt = Receipt(
        receipt=key,
        import_order=context.ledger.order_of(key),
        file=file.name,
        sha256=arrival.probed.sha256,
        kept=None,
        size=arrival.probed.size,
        imported_at=context.now,
        source=source.key,
        part=table.part,
        account=evidence.account,
        exported_on=evidence.exported_on,
        as_of=evidence.exported_on,
        weak=evidence.weak,
        guesses=guesses,
    )
    try:
        receipt, table = _kept(store, receipt, arrival, table, found, context)
    except Unreadable:
        return _set_aside(arrival, table.part, Problem(file.name, *DAMAGED), context)
    if receipt.kept_apart and isinstance(table, TextTable):
        # Records have their headers on no row; written anew without people, on the first.
        found = replace(found, header_row=max(found.header_row, 1))
    read = read_table(store, table, found, receipt, context)
    last = read.last_day
    if evidence.weak and last and receipt.as_of and receipt.as_of < last <= context.today:
        # A file copied here says little of when it was exported; its last day says the earliest.
        receipt = replace(receipt, as_of=last)
        read = read_table(store, table, found, receipt, context)
    context.ledger.keep(receipt, read)
    nameless = _identity(arrival, table, source, replace(evidence, account=None))
    context.ledger.drop_replaced(receipt, {nameless, _hashed(receipt.sha256, receipt.part)})
    return Taken(receipt, read)


def _key(
    arrival: Arrival, table: Table, source: Source, evidence: Evidence, context: Context
) -> str:
    """Give the id of an import; without an account it is that of one which named its account.

    A file that was set aside and read once its columns were mapped keeps the id it had.
    """
    for one in context.ledger.of_bytes(arrival.probed.sha256, table.part):
        if one.source != source.key or evidence.account not in (None, one.account):
            continue
        named = replace(evidence, account=one.account)
        unclaimed = _hashed(one.sha256, one.part)
        if one.receipt in (unclaimed, _identity(arrival, table, source, named)):
            return one.receipt
    return _identity(arrival, table, source, evidence)


def _identity(arrival: Arrival, table: Table, source: Source, evidence: Evidence) -> str:
    """Give the id under which the same import is known again."""
    dated = (source.dated_by_export or source.needs_export_day) and not evidence.weak
    key = _hashed(
        arrival.probed.sha256,
        table.part,
        evidence.account or "",
        str(evidence.exported_on) if dated else "",
    )
    if source.needs_period:
        # The same totals under another period are another import.
        key = hashlib.sha256(f"{key} {period_in(arrival.file.name)}".encode()).hexdigest()[:12]
    return key


def _hashed(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


def _known(key: str, context: Context) -> Taken | None:
    receipt = context.ledger.standing.get(key)
    if receipt is None:
        return None
    read = receipts.reading(context.workspace, key)
    return Taken(receipt, read, known=True) if read is not None else None


def _kept(
    store: Store,
    receipt: Receipt,
    arrival: Arrival,
    table: Table,
    found: Recognised,
    context: Context,
) -> tuple[Receipt, Table]:
    """Keep the original, without people unless the owner wants them kept.

    Gives the table as it is to be read: of a file that was changed, the changed one, so that
    reading it again later gives the same.
    """
    if isinstance(table, RecordTable):
        path = _records_without_people(store, table, found, context)
    else:
        path = _without_people(arrival, table, found, context)
    personal = found.source.names_people(found.headers)
    if path is None:
        keep_original(
            context.workspace, arrival.probed.path, arrival.probed.sha256, sealed=arrival.sealed
        )
        sealed = is_sealed(context.workspace, arrival.probed.sha256)
        way = "encrypted" if sealed else "kept" if personal else ""
        return replace(receipt, kept=arrival.probed.sha256, privacy=way), table
    probed = probe(path)
    keep_original(context.workspace, path, probed.sha256, sealed=arrival.sealed)
    keepers, cells = found.source.keepers(found.headers), found.headers.cells
    hidden = found.source.hidden_headers(found.headers)
    # Of free text nearly all is kept.
    blanked = (cells[place].strip() for place in hidden if keepers.get(place) is not masked)
    names = tuple(filter(None, blanked))
    way = "encrypted" if arrival.sealed else "redacted" if personal else ""
    receipt = replace(receipt, kept=probed.sha256, redacted=names, privacy=way)
    if isinstance(table, RecordTable):
        flat = records(receipt.file, probed)
        if not isinstance(flat, RecordTable):
            raise Unreadable(receipt.file)
        return receipt, flat
    # Its encoding is certain now; what was guessed of the first stands in the receipt.
    return receipt, TextTable(probed, receipt.file)


def _records_without_people(
    store: Store, table: RecordTable, found: Recognised, context: Context
) -> Path | None:
    """Write records without people; None where they may be kept as they are."""
    path, clues = context.folder / "redacted.parquet", context.clues
    if not found.source.names_people(found.headers):
        return None
    if context.settings.originals == "redact":
        redacted_records(store, table, found, clues, path)
        return path
    if not clues.forgotten:
        return None
    rows = struck_records(store, table, found, clues.forgotten, "", clues, path)
    return path if rows else None


def _without_people(
    arrival: Arrival, table: TextTable | RowTable, found: Recognised, context: Context
) -> Path | None:
    """Write the table without people; None where it may be kept as it is."""
    path = context.folder / "redacted.csv"
    personal = found.source.names_people(found.headers)
    if context.settings.originals == "redact":
        if not personal and not arrival.alone:
            return None
        redacted(table, found, context.clues, path)
        return path
    forgotten = context.clues.forgotten
    if personal and forgotten and struck(table, found, forgotten, "", context.clues, path):
        return path
    return None


def _set_aside(arrival: Arrival, part: str, problem: Problem, context: Context) -> Taken:
    """Remember a file that could not be read, so that it can be once its columns are mapped."""
    file, probed = arrival.file, arrival.probed
    before = _before(probed.sha256, part, context)
    if before is not None:
        return before
    kept, way = None, "dropped" if arrival.alone else ""
    can_be_kept = 0 < probed.size <= LARGEST_UNCLAIMED and probed.encoding is not None
    # A text holds nothing that could be read later; its receipt alone tells that it came.
    if can_be_kept and not arrival.alone and problem.remedy != NOTHING_TO_DO:
        if context.settings.originals == "redact" and names_people(file.path.read_bytes()):
            problem = replace(problem, remedy=f"{problem.remedy} {PEOPLE}")
            way = "dropped"
        else:
            # Nobody knows whether its names and numbers are people's.
            sealed = context.settings.originals != "keep"
            keep_original(context.workspace, probed.path, probed.sha256, sealed=sealed)
            kept, way = probed.sha256, "encrypted" if sealed else "kept"
    key = _hashed(probed.sha256, part)
    receipt = Receipt(
        receipt=key,
        import_order=context.ledger.order_of(key),
        file=file.name,
        sha256=probed.sha256,
        kept=kept,
        size=probed.size,
        imported_at=context.now,
        source=None,
        part=part,
        account=context.given.account,
        exported_on=context.given.exported_on or file.zipped_on,
        refused=None if kept else (problem.message, problem.remedy),
        privacy=way,
    )
    read = Reading(problems=(problem,))
    context.ledger.keep(receipt, read)
    return Taken(receipt, read)


def _before(sha256: str, part: str, context: Context) -> Taken | None:
    """Find an earlier import of the same bytes, whatever came of it."""
    for receipt in context.ledger.of_bytes(sha256, part):
        read = receipts.reading(context.workspace, receipt.receipt)
        return Taken(receipt, read or Reading(), known=True)
    return None
