"""Opening a file as the tables that it holds: text, workbooks, JSON, Parquet."""

from clipworth.ingest.archives import ZIP_STARTS, bomb
from clipworth.ingest.blocks import audience_blocks
from clipworth.ingest.probe import Probe
from clipworth.ingest.records import RecordTable, records
from clipworth.ingest.sections import sections
from clipworth.ingest.sheets import RowTable, json_tables, workbook
from clipworth.ingest.text_tables import TextTable
from clipworth.model.problems import Problem

Table = TextTable | RowTable | RecordTable
LARGEST_WORKBOOK = 512 << 20
OLE_START = b"\xd0\xcf\x11\xe0"


def opened(name: str, probed: Probe) -> list[Table] | Problem:
    """Open a file as tables, or say why it holds none."""
    if probed.size == 0:
        return Problem(name, "is empty (0 bytes).", "Export it again.")
    if probed.head.startswith((*ZIP_STARTS, OLE_START)):
        return _workbook(name, probed)
    held = records(name, probed)
    if held is not None:
        return held if isinstance(held, Problem) else [held]
    if probed.encoding is None:
        return Problem(
            name, "is binary, not a table.", "Import CSV, XLSX, JSON, Parquet, or a zip of these."
        )
    start = probed.head.decode(probed.encoding, errors="ignore").lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        try:
            return list(json_tables(probed, name))
        except (ValueError, RecursionError) as error:
            return Problem(name, f"is not JSON that can be read: {error}.", "Download it again.")
    if not start:
        return Problem(name, "holds only blanks.", "Export it again.")
    blocks = audience_blocks(probed, name)
    if blocks:
        return list(blocks)
    table = TextTable(probed, name)
    return table.too_long() or list(sections(probed, name)) or [table]


def _workbook(name: str, probed: Probe) -> list[Table] | Problem:
    try:
        if probed.head.startswith(ZIP_STARTS):
            refused = bomb(probed.path, name, LARGEST_WORKBOOK)
            if refused:
                return refused
        sheets = workbook(probed.path, name)
    except ValueError as error:
        return Problem(name, f"cannot be opened as a workbook: {error}.", "Export it as CSV.")
    if not sheets:
        return Problem(name, "is a workbook without a filled sheet.", "Export it again.")
    return list(sheets)
