"""Reading the rows of a table into the history, now or again later, always with the same result."""

from dataclasses import replace
from datetime import date, timedelta

from clipworth.ingest.casting import Task
from clipworth.ingest.context import Context
from clipworth.ingest.convert import convert
from clipworth.ingest.evidence import guess_note, period_in
from clipworth.ingest.opening import Table, opened
from clipworth.ingest.originals import is_kept, original
from clipworth.ingest.probe import probe
from clipworth.ingest.recognise import Recognised, near_misses, recognise
from clipworth.ingest.records import DAMAGED
from clipworth.ingest.sealing import CannotOpenError
from clipworth.model.periods import Period
from clipworth.model.problems import Problem, Severity
from clipworth.model.receipts import Reading, Receipt
from clipworth.sources.dates import EXPORT_REMEDY, LATEST_LAG_DAYS
from clipworth.sources.declare import Clues, Source
from clipworth.sources.numerals import usual_mark
from clipworth.store.engine import Store, Unreadable

WHOSE = (
    "does not say whose export it is.",
    "Name the account: --account HANDLE, or list it in clipworth.toml where it is the only one.",
)
WHEN = ("has days without a year, and nothing says when it was exported.", EXPORT_REMEDY)
WHICH_DAYS = (
    "holds totals of a period, and neither a column nor the file's name says of which days.",
    "Export it by day, or put its days into its name, as in Report-(2026-01-01 to 2026-01-31).csv.",
)
ONLY_HEADER = "TikTok writes such a file when there is nothing to show (too few followers)."
ALIGNED = "`clipworth journal` shows it and `clipworth undo` takes it back."
# Bytes of a file that one thread reads sooner than several.
LITTLE = 1 << 18
CLOSED = "Put its key back, or import the file again after `clipworth remove --erase`."
LOST = ("was not kept, so it cannot be read again.", "Import it again.")


def read_table(
    store: Store, table: Table, found: Recognised, receipt: Receipt, context: Context
) -> Reading:
    """Read the rows of a table into the partitions of its receipt."""
    store.use_one_thread(one=receipt.size < LITTLE)
    aligned = context.aligned.get(receipt.receipt)
    source = found.source
    top = (
        table.top(found.header_row - 1, found.delimiter)
        if source.head or source.period_in_head
        else []
    )
    said = {key: word for key, find in source.head.items() if (word := find(top))}
    named = {
        key: word
        for key, find in source.in_name.items()
        if key not in said and (word := find(receipt.file))
    }
    task = Task(
        file=receipt.file + (f"[{receipt.part}]" if receipt.part else ""),
        receipt=receipt.receipt,
        rank=receipt.rank,
        clues=replace(
            context.clues,
            account=receipt.account,
            exported_on=receipt.exported_on,
            usual_decimal=usual_mark(found.headers, found.delimiter),
            period=_period(source, receipt, top),
            said={**named, **said},
        ),
        shift_days=aligned.days if aligned else 0,
        folder=context.folder,
        partitions=context.workspace.rows,
    )
    try:
        grid = table.grid(
            store,
            found.headers,
            found.header_row,
            found.delimiter,
            context.folder,
            found.source.rows,
        )
    except Unreadable:
        return _refused(0, DAMAGED, task.file)
    lacking = _lacking(source, task.clues)
    if lacking is not None:
        return _refused(grid.row_count, lacking, task.file)
    notes = [guess_note(task.file, guess) for guess in receipt.guesses]
    notes += [guess_note(task.file, f"The {key} is {word}, by the name of the file.")
              for key, word in named.items()]  # fmt: skip
    notes += [_note(task, f"has the header '{one}' twice; the first is read.")
              for one in found.headers.doubled]  # fmt: skip
    if grid.row_count == 0:
        notes.append(_note(task, "has a header and no rows.", ONLY_HEADER))
    if aligned:
        days = f"{aligned.days:+d} day"
        notes.append(_note(task, f"{aligned.why} Its days were moved by {days}.", ALIGNED))
    try:
        read = convert(store, grid, found.source, task)
    except Unreadable:
        return _refused(grid.row_count, DAMAGED, task.file)
    if receipt.weak and found.source.needs_export_day and _is_stale(read, receipt):
        for _, path, _ in read.partitions:
            (context.workspace.rows / path).unlink(missing_ok=True)
        return _refused(read.row_count, WHEN, task.file)
    notes += [_note(task, *near) for near in near_misses(found, read.unused)]
    return replace(read, problems=(*notes, *read.problems))


def _lacking(source: Source, clues: Clues) -> tuple[str, str] | None:
    """Say what nobody told that the source cannot do without, and the remedy."""
    if source.needs_account and clues.account is None:
        return WHOSE
    if source.needs_period and clues.period is None:
        return WHICH_DAYS
    return next((why for key, why in source.needs_said.items() if key not in clues.said), None)


def _period(source: Source, receipt: Receipt, top: list[list[str]]) -> Period | None:
    """Find the days that a file is about: its head knows better than its name."""
    inside = source.period_in_head(top) if source.period_in_head else None
    return inside or period_in(receipt.file)


def _note(task: Task, message: str, remedy: str = "") -> Problem:
    return Problem(task.file, message, remedy, Severity.NOTE)


def _is_stale(read: Reading, receipt: Receipt) -> bool:
    """Tell whether the day of the file on this disk cannot be the day of the export."""
    if read.last_day is None or receipt.exported_on is None:
        return bool(read.row_count)
    return receipt.exported_on - read.last_day > timedelta(days=LATEST_LAG_DAYS)


def _refused(rows: int, why: tuple[str, str], file: str) -> Reading:
    """Set every row aside for one reason that holds for the whole file."""
    return Reading(row_count=rows, set_aside=rows, problems=(Problem(file, *why),))


def read_again(store: Store, receipt: Receipt, context: Context) -> tuple[Receipt, Reading]:
    """Read a kept original anew, as its receipt says; a file set aside may now be claimed."""
    if receipt.kept is None or not is_kept(context.workspace, receipt.kept):
        lost = Problem(receipt.file, *(receipt.refused or LOST))
        return receipt, Reading(problems=(lost,))
    try:
        probed = probe(original(context.workspace, receipt.kept, context.folder))
    except CannotOpenError as why:
        closed = Problem(receipt.file, f"is kept encrypted. {why}", CLOSED)
        return receipt, Reading(problems=(closed,))
    tables = opened(receipt.file, probed)
    if isinstance(tables, Problem):
        return receipt, Reading(problems=(tables,))
    for table in tables:
        if table.part != receipt.part and not receipt.kept_apart:
            continue
        found = recognise(receipt.file, table.heads(), context.mappings, receipt.source)
        if isinstance(found, Problem):
            return _unclaimed(receipt), Reading(problems=(found,))
        receipt = _claimed(receipt, found, context)
        return receipt, read_table(store, table, found, receipt, context)
    gone = Problem(receipt.file, f"has no sheet {receipt.part} any more.", "Import it again.")
    return receipt, Reading(problems=(gone,))


def _unclaimed(receipt: Receipt) -> Receipt:
    """Give the receipt of a file that nobody claims any more, as its mapping was undone."""
    return replace(receipt, source=None)


def _claimed(receipt: Receipt, found: Recognised, context: Context) -> Receipt:
    """Complete the receipt of a file that had been set aside."""
    if receipt.source is not None:
        return receipt
    account, source = receipt.account, found.source
    asks = source.needs_account or source.account_from
    if account is None and asks and len(context.settings.accounts) == 1:
        account = context.settings.accounts[0]
    day = receipt.exported_on or date.fromisoformat(receipt.imported_at[:10])
    return replace(receipt, source=source.key, account=account, exported_on=day, as_of=day)
