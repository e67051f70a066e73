"""Striking people from the originals that name them."""

from collections.abc import Callable, Collection
from dataclasses import replace

from clipworth.ingest import receipts
from clipworth.ingest.context import Context
from clipworth.ingest.opening import opened
from clipworth.ingest.originals import is_kept, is_sealed, keep_original, original
from clipworth.ingest.probe import probe
from clipworth.ingest.recognise import recognise
from clipworth.ingest.records import RecordTable
from clipworth.ingest.redact import plainly, struck, struck_records
from clipworth.ingest.sealing import CannotOpenError
from clipworth.model.problems import Problem
from clipworth.model.receipts import Receipt
from clipworth.store.engine import Store

DROPPED = (
    "named somebody who is to be forgotten, and no source knows where in it.",
    "Its copy was deleted: take the person out and import it again.",
)


def strike(
    store: Store,
    context: Context,
    hashes: Collection[str],
    plain: str,
    progress: Callable[[str], None],
) -> list[tuple[set[str], int]]:
    """Strike people from every original, those of removed imports too.

    hashes: of who they are. plain: what else tells one of them, such as a phone, or nothing.
    Gives, for each original that named one, the receipts that are to be read again, and how many
    of its cells (of records: how many records) name one no more.
    """
    workspace = context.workspace
    by_original: dict[str, list[Receipt]] = {}
    for receipt in receipts.all_receipts(workspace):
        if receipt.kept and is_kept(workspace, receipt.kept):
            by_original.setdefault(receipt.kept, []).append(receipt)
    named = []
    for parts in by_original.values():
        progress(parts[0].file)
        changed = [_struck(store, context, receipt, hashes, plain) for receipt in parts]
        # Sheets of one workbook share an original; if one changes, each is kept by itself.
        if cells := sum(number for _, number in changed):
            for new, _ in changed:
                receipts.keep(workspace, new)
            named.append(({new.receipt for new, _ in changed}, cells))
    return named


def _struck(
    store: Store, context: Context, receipt: Receipt, hashes: Collection[str], plain: str
) -> tuple[Receipt, int]:
    """Write an original without these people; gives its receipt and how many cells did."""
    sealed = is_sealed(context.workspace, receipt.kept)
    try:
        path = original(context.workspace, receipt.kept or "", context.folder)
    except CannotOpenError:
        # Nobody can read it, so nobody can be found in it, by us or by others.
        return receipt, 0
    tables = opened(receipt.file, probe(path))
    for table in [] if isinstance(tables, Problem) else tables:
        if table.part != receipt.part and not receipt.kept_apart:
            continue
        found = recognise(receipt.file, table.heads(), context.mappings, receipt.source)
        if isinstance(found, Problem):
            break
        if isinstance(table, RecordTable):
            written = context.folder / "struck.parquet"
            number = struck_records(store, table, found, hashes, plain, context.clues, written)
            if not number:
                return receipt, 0
        else:
            written = context.folder / "struck.csv"
            country = context.settings.country
            number = struck(table, found, hashes, plain, context.clues, written, country)
        kept = probe(written).sha256
        keep_original(context.workspace, written, kept, sealed=sealed)
        return replace(receipt, kept=kept), number
    if plain and plainly(plain).encode() in path.read_bytes().lower():
        return replace(receipt, kept=None, refused=DROPPED, privacy="dropped"), 1
    return receipt, 0
