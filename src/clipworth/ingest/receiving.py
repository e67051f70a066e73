"""Taking in one file: recognise it, keep its original, read its rows, write its receipt."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from clipworth.ingest import journal, receipts
from clipworth.ingest.archives import Found, bomb
from clipworth.ingest.convert import Task, convert
from clipworth.ingest.durable import move_whole
from clipworth.ingest.evidence import Evidence, Given, gather, guess_note
from clipworth.ingest.probe import Probe, probe
from clipworth.ingest.recognise import Mapped, Recognised, recognise
from clipworth.ingest.redact import redacted
from clipworth.ingest.sheets import RowTable, json_tables, workbook
from clipworth.ingest.text_tables import TextTable
from clipworth.ingest.workspace import Workspace
from clipworth.model.problems import Problem, Severity
from clipworth.model.receipts import Reading, Receipt
from clipworth.model.settings import Settings
from clipworth.sources.dates import EXPORT_REMEDY, LATEST_LAG_DAYS
from clipworth.sources.declare import Clues
from clipworth.store.engine import Store

# A file that nobody claims is kept too, so that columns can be mapped later; but not a film.
LARGEST_UNCLAIMED = 64 << 20
Table = TextTable | RowTable


@dataclass(frozen=True)
class Context:
    """What stays the same while files are taken in."""

    workspace: Workspace
    settings: Settings
    given: Given
    clues: Clues
    mappings: Mapping[str, Mapped]
    ledger: receipts.Ledger
    folder: Path
    today: date
    now: str


@dataclass(frozen=True)
class Taken:
    """What became of one table of one file. known: it had been imported before."""

    receipt: Receipt
    reading: Reading
    known: bool = False


def context(workspace: Workspace, given: Given, folder: Path, *, today: date, now: str) -> Context:
    """Gather what stays the same while files are taken in."""
    clues = Clues(person_key=workspace.person_key())
    ledger = receipts.Ledger(workspace)
    settings = workspace.settings()
    fresh = Context(workspace, settings, given, clues, {}, ledger, folder, today, now)
    return decided(fresh)


def decided(context: Context) -> Context:
    """Give the context with all that the journal says by now."""
    workspace = context.workspace
    forgotten = frozenset(e.what["person"] for e in journal.standing(workspace, journal.FORGET))
    mappings = {
        entry.what["signature"]: Mapped(entry.what["source"], entry.what["columns"])
        for entry in journal.standing(workspace, journal.MAP_COLUMNS)
    }
    clues = replace(context.clues, forgotten=forgotten)
    return replace(context, clues=clues, mappings=mappings)


def take(store: Store, file: Found, context: Context) -> Iterator[Taken]:
    """Take in a file, every sheet of it; nothing is lost, also where nothing can be read."""
    probed = probe(file.path)
    tables = opened(file.name, probed)
    if isinstance(tables, Problem):
        yield _set_aside(file, probed, "", tables, context)
        return
    for table in tables:
        found = recognise(file.name, table.heads(), context.mappings, context.given.source)
        if isinstance(found, Problem):
            yield _set_aside(file, probed, table.part, found, context)
        else:
            yield _take_table(store, file, probed, table, found, context)


def opened(name: str, probed: Probe) -> list[Table] | Problem:
    """Open a file as tables, or say why it holds none."""
    if probed.size == 0:
        return Problem(name, "is empty (0 bytes).", "Export it again.")
    if probed.head.startswith(b"PK\x03\x04"):
        refused = bomb(probed.path, name)
        if refused:
            return refused
    if probed.head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        try:
            return list(workbook(probed.path, name)) or Problem(
                name, "is a workbook without a filled sheet.", "Export it again."
            )
        except ValueError as error:
            return Problem(name, f"cannot be opened as a workbook: {error}.", "Export it as CSV.")
    if probed.encoding is None:
        return Problem(
            name, "is binary, not a table.", "Import CSV, XLSX, JSON, or a zip of these."
        )
    start = probed.head.decode(probed.encoding, errors="ignore").lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        try:
            return list(json_tables(probed, name))
        except (ValueError, RecursionError) as error:
            return Problem(name, f"is not JSON that can be read: {error}.", "Download it again.")
    if not start:
        return Problem(name, "holds only blanks.", "Export it again.")
    table = TextTable(probed, name)
    return table.too_long() or [table]


def identity(sha256: str, part: str, evidence: Evidence | None, *, dated: bool) -> str:
    """Give the id under which the same import is known again."""
    words = [sha256, part]
    if evidence is not None:
        words.append(evidence.account or "")
        words.append(str(evidence.exported_on) if dated and not evidence.weak else "")
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


def _take_table(
    store: Store, file: Found, probed: Probe, table: Table, found: Recognised, context: Context
) -> Taken:
    source = found.source
    evidence = gather(file, source, context.given, context.settings, today=context.today)
    dated = source.dated_by_export or source.needs_export_day
    key = identity(probed.sha256, table.part, evidence, dated=dated)
    known = _known(key, context)
    if known and known.reading.rows_read:
        return known
    receipt = Receipt(
        receipt=key,
        import_order=known.receipt.import_order if known else context.ledger.next_order(),
        file=file.name,
        sha256=probed.sha256,
        kept=None,
        size=probed.size,
        imported_at=context.now,
        source=source.key,
        part=table.part,
        account=evidence.account,
        exported_on=evidence.exported_on,
        as_of=evidence.exported_on,
        guesses=evidence.guesses,
    )
    receipt = _kept(receipt, probed, table, found, context)
    read = read_table(store, table, found, receipt, context, weak=evidence.weak)
    if evidence.weak:
        # A file copied here says little of when it was exported; its last day says the earliest.
        last = read.last_day
        receipt = replace(
            receipt, as_of=max(last, receipt.as_of or last) if last else receipt.as_of
        )
    context.ledger.keep(receipt, read)
    context.ledger.drop_fruitless(receipt)
    return Taken(receipt, read)


def _known(key: str, context: Context) -> Taken | None:
    receipt = context.ledger.standing.get(key)
    if receipt is None:
        return None
    read = receipts.reading(context.workspace, key)
    return Taken(receipt, read, known=True) if read is not None else None


def read_table(
    store: Store,
    table: Table,
    found: Recognised,
    receipt: Receipt,
    context: Context,
    *,
    weak: bool = False,
) -> Reading:
    """Read the rows of a table into the partitions of its receipt."""
    shifts = {
        entry.what["receipt"]: int(entry.what["days"])
        for entry in journal.standing(context.workspace, journal.ALIGN_DAYS)
    }
    task = Task(
        file=receipt.file + (f"[{receipt.part}]" if receipt.part else ""),
        receipt=receipt.receipt,
        rank=receipt.rank,
        clues=replace(context.clues, account=receipt.account, exported_on=receipt.exported_on),
        shift_days=shifts.get(receipt.receipt, 0),
        folder=context.folder,
        partitions=context.workspace.rows,
    )
    doubled = found.headers.doubled
    notes = [guess_note(task.file, guess) for guess in receipt.guesses]
    if isinstance(table, TextTable) and table.probe.guessed:
        notes.append(
            Problem(task.file, table.probe.guessed, "Export it as UTF-8 to be sure.", Severity.NOTE)
        )
    notes += [
        Problem(
            task.file, f"has the header '{header}' twice; the first is read.", "", Severity.NOTE
        )
        for header in doubled
    ]
    grid = table.grid(
        store, found.headers, found.header_row, found.delimiter, context.folder, found.source.rows
    )
    if grid.row_count == 0:
        notes.append(
            Problem(
                task.file,
                "has a header and no rows.",
                "TikTok writes such a file when there is nothing to show (too few followers).",
                Severity.NOTE,
            )
        )
    if found.source.needs_account and receipt.account is None:
        return _refused(grid.row_count, WHOSE, task.file)
    read = convert(store, grid, found.source, task)
    stale = weak and found.source.needs_export_day and _is_stale(read, receipt)
    if stale:
        for _, path, _ in read.partitions:
            (context.workspace.rows / path).unlink(missing_ok=True)
        return _refused(read.row_count, WHEN, task.file)
    return replace(read, problems=(*notes, *read.problems))


def _is_stale(read: Reading, receipt: Receipt) -> bool:
    """Tell whether the day of the file on this disk cannot be the day of the export."""
    if read.last_day is None or receipt.exported_on is None:
        return bool(read.row_count)
    return receipt.exported_on - read.last_day > timedelta(days=LATEST_LAG_DAYS)


WHOSE = (
    "does not say whose export it is.",
    "Name the account: --account HANDLE, or list it in clipworth.toml where it is the only one.",
)
WHEN = ("has days without a year, and nothing says when it was exported.", EXPORT_REMEDY)


def _refused(rows: int, why: tuple[str, str], file: str) -> Reading:
    """Set every row aside for one reason that holds for the whole file."""
    return Reading(row_count=rows, set_aside=rows, problems=(Problem(file, *why),))


def _kept(
    receipt: Receipt, probed: Probe, table: Table, found: Recognised, context: Context
) -> Receipt:
    """Keep the original, with personal cells redacted unless the owner wants them kept."""
    personal = found.source.personal_headers(found.headers)
    if personal and context.settings.originals == "redact":
        path = context.folder / "redacted.csv"
        redacted(table, found, personal, context.clues, path)
        hashed = probe(path).sha256
        keep_original(context.workspace, path, hashed)
        names = tuple(found.headers.cells[place].strip() for place in personal)
        return replace(receipt, kept=hashed, redacted=names)
    keep_original(context.workspace, probed.path, probed.sha256)
    return replace(receipt, kept=probed.sha256)


def original(workspace: Workspace, kept: str) -> Path:
    """Give the path of a kept original."""
    return workspace.originals / "files" / kept[:2] / kept


def keep_original(workspace: Workspace, path: Path, kept: str) -> None:
    """Copy a file into the originals, whole or not at all."""
    target = original(workspace, kept)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(".new")
    shutil.copyfile(path, temporary)
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    move_whole(temporary, target)


def _set_aside(file: Found, probed: Probe, part: str, problem: Problem, context: Context) -> Taken:
    """Remember a file that could not be read, so that it can be once its columns are mapped."""
    key = identity(probed.sha256, part, None, dated=False)
    read = Reading(problems=(problem,))
    before = _before(probed.sha256, part, context)
    if before is not None:
        return before
    kept = None
    if 0 < probed.size <= LARGEST_UNCLAIMED and probed.encoding is not None:
        keep_original(context.workspace, probed.path, probed.sha256)
        kept = probed.sha256
    receipt = Receipt(
        receipt=key,
        import_order=context.ledger.next_order(),
        file=file.name,
        sha256=probed.sha256,
        kept=kept,
        size=probed.size,
        imported_at=context.now,
        source=None,
        part=part,
        account=context.given.account,
        exported_on=context.given.exported_on or file.zipped_on,
    )
    context.ledger.keep(receipt, read)
    return Taken(receipt, read)


def _before(sha256: str, part: str, context: Context) -> Taken | None:
    """Find an earlier import of the same bytes, whatever came of it."""
    for key, receipt in context.ledger.standing.items():
        if (receipt.sha256, receipt.part) == (sha256, part):
            read = receipts.reading(context.workspace, key)
            return Taken(receipt, read or Reading(), known=True)
    return None


def read_again(store: Store, receipt: Receipt, context: Context) -> tuple[Receipt, Reading]:
    """Read a kept original anew, as its receipt says; a file set aside may now be claimed."""
    if receipt.kept is None:
        old = receipts.reading(context.workspace, receipt.receipt)
        lost = Problem(
            receipt.file, "was not kept, so it cannot be read again.", "Import it again."
        )
        return receipt, old or Reading(problems=(lost,))
    probed = probe(original(context.workspace, receipt.kept))
    tables = opened(receipt.file, probed)
    if isinstance(tables, Problem):
        return receipt, Reading(problems=(tables,))
    for table in tables:
        if table.part != receipt.part:
            continue
        found = recognise(receipt.file, table.heads(), context.mappings, receipt.source)
        if isinstance(found, Problem):
            return receipt, Reading(problems=(found,))
        receipt = _claimed(receipt, found, context)
        return receipt, read_table(store, table, found, receipt, context)
    gone = Problem(receipt.file, f"has no sheet {receipt.part} any more.", "Import it again.")
    return receipt, Reading(problems=(gone,))


def _claimed(receipt: Receipt, found: Recognised, context: Context) -> Receipt:
    """Complete the receipt of a file that had been set aside."""
    if receipt.source is not None:
        return receipt
    account = receipt.account
    if account is None and len(context.settings.accounts) == 1:
        account = context.settings.accounts[0]
    day = receipt.exported_on or date.fromisoformat(receipt.imported_at[:10])
    return replace(receipt, source=found.source.key, account=account, exported_on=day, as_of=day)
