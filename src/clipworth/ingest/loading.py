"""Bringing rows that Python made into a table of the engine."""

import csv
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path

from clipworth.ingest.grids import plain_csv
from clipworth.store.engine import Store, name, quoted

# So few rows reach the engine faster inside a statement than through a file.
FEW = 100


def load(
    store: Store,
    table: str,
    fields: Sequence[str],
    rows: Iterable[Sequence[str | None]],
    folder: Path,
) -> None:
    """Bring rows from Python into a table of the engine, all text."""
    rows = iter(rows)
    first = list(islice(rows, FEW + 1))
    if 0 < len(first) <= FEW:
        texts = (", ".join("null" if c is None else quoted(c) for c in row) for row in first)
        values = ", ".join(f"({text})" for text in texts)
        cells = ", ".join(f"{name(field)}::VARCHAR as {name(field)}" for field in fields)
        given = f"(values {values}) as given ({', '.join(map(name, fields))})"
        store.run(f"create or replace temp table {table} as select {cells} from {given}")
        return
    path = folder / f"{table}.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for row in chain(first, rows):
            # An empty cell is unknown to the reader, so texts are marked as being there.
            writer.writerow(["" if cell is None else f"={cell}" for cell in row])
    columns = [(field, "VARCHAR") for field in fields]
    cells = ", ".join(f"{name(field)}[2:] as {name(field)}" for field in fields)
    relation = plain_csv(path, columns, delimiter=",", skip=0, line_end="\\n")
    store.run(f"create or replace temp table {table} as select {cells} from {relation}")
