"""Keeping an original without the people in it: their cells become keyed hashes or blanks."""

import csv
from collections.abc import Sequence
from pathlib import Path

from clipworth.ingest.recognise import Recognised
from clipworth.ingest.sheets import RowTable
from clipworth.ingest.text_tables import TextTable
from clipworth.sources.declare import Clues
from clipworth.sources.read import is_unknown, person_hash

UNCUT = "[a row that could not be cut into cells]"


def redacted(
    table: TextTable | RowTable,
    found: Recognised,
    personal: Sequence[int],
    clues: Clues,
    path: Path,
) -> None:
    """Write a table with its personal cells replaced, every row where it stood.

    Cells that say who the customer is become `person:` and a keyed hash, so that the same one is
    known again; names, addresses and phones become blank. A row that cannot be cut is replaced
    by a mark, as nobody can say where in it a person stands; read again, it is set aside again.
    """
    hashed = found.source.hashed_headers(found.headers)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", delimiter=found.delimiter)
        number = 0
        for at, cells in table.lines(found.delimiter):
            while number + 1 < at:
                number += 1
                file.write("\n")
            number = at
            if cells is None:
                file.write(UNCUT + "\n")
                continue
            if at <= found.header_row or not any(cells):
                writer.writerow(cells)
                continue
            cells = [*cells, *[""] * (len(found.headers.cells) - len(cells))]
            for place in personal:
                cell = cells[place]
                keep = place in hashed and not is_unknown(cell)
                cells[place] = f"person:{person_hash(cell, clues.person_key)}" if keep else ""
            writer.writerow(cells)
