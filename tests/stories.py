"""Published tables made from a text with the data inside, for tests that read as a story."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from clipworth.ingest import publish as publishing
from clipworth.model.catalogue import TABLES
from clipworth.store.engine import SYSTEM_TABLES, Store, create_table, name, sql_file

Given = Callable[[str], Store]

RECEIPT = """
insert into receipt select receipt, row_number() over (order by receipt), receipt || '.csv',
    'story', 'A story', null, null, date '2026-06-30', '2026-07-01T00:00:00Z', '', '', 0, 0, 0,
    null, null
from (select distinct _receipt as receipt from {table} where _receipt not in
    (select receipt from receipt))
"""


@dataclass(frozen=True)
class Block:
    """One table of a story: its name, its columns, its rows; an empty cell is unknown."""

    table: str
    columns: list[str]
    rows: list[list[str | None]]
    history: bool = False


def blocks(text: str) -> Iterator[Block]:
    """Read the tables of a story, which empty lines part."""
    for paragraph in text.strip().split("\n\n"):
        lines = [line.strip() for line in paragraph.strip().splitlines() if line.strip()]
        if not lines:
            continue
        title = lines[0].split()
        header = [cell.strip() for cell in lines[1].split("|")]
        rows = [[cell.strip() or None for cell in line.split("|")] for line in lines[2:]]
        yield Block(title[-1], header, rows, history=title[0] == "history")


def publish(text: str, folder: Path) -> Store:
    """Make a published store from a story.

    A block begins with the name of its table; `history post` gives versions of rows, with
    _receipt and _rank, as files leave them behind.
    """
    store = Store(duckdb.connect(), folder)
    for table_name, columns in SYSTEM_TABLES.items():
        store.run(f"create table {table_name} ({columns})")
    for table in TABLES.values():
        store.run(create_table(table))
    for block in blocks(text):
        _fill(store, block, folder)
    told = store.rows("from ad_level")
    publishing.derive(store)
    if told:
        store.run("delete from ad_level")
        store.connection.executemany("insert into ad_level values (?, ?, ?, ?)", told)
    store.run("update ad_level set claims_level = coalesce(claims_level, level)")
    store.run("delete from ad_claim")
    store.run(sql_file(publishing.__file__, "ad_claim"))
    for table in TABLES.values():
        store.run(RECEIPT.format(table=name(table.name)))
    return store


def _fill(store: Store, block: Block, folder: Path) -> None:
    columns, rows = list(block.columns), [list(row) for row in block.rows]
    for row in rows:
        assert len(row) == len(columns), f"{block.table}: {row} has not {len(columns)} cells"
    if block.table in TABLES:
        for mark, made in (("_receipt", "r1"), ("_row", ""), ("_versions", "1")):
            if mark not in columns and not (block.history and mark == "_versions"):
                columns.append(mark)
                for number, row in enumerate(rows, start=2):
                    row.append(made or str(number))
    if block.history:
        _keep(store, block.table, columns, rows, folder)
        return
    names, marks = ", ".join(map(name, columns)), ", ".join("?" for _ in columns)
    for row in rows:
        store.connection.execute(f"insert into {name(block.table)} ({names}) values ({marks})", row)


def _keep(
    store: Store, table: str, columns: list[str], rows: list[list[str | None]], folder: Path
) -> None:
    types = {field.name: field.type.value.strip() for field in TABLES[table].fields}
    types |= {"_receipt": "VARCHAR", "_row": "BIGINT", "_rank": "BIGINT"}
    shape = ", ".join(f"{name(column)} {types[column]}" for column in columns)
    store.run(f"create temp table kept ({shape})")
    marks = ", ".join("?" for _ in columns)
    for row in rows:
        store.connection.execute(f"insert into kept values ({marks})", row)
    path = f"{table}.parquet"
    store.run(f"copy kept to '{folder / path}' (format parquet)")
    store.run("drop table kept")
    store.run(
        "insert into partition values ($receipt, $table, $path, $rows)",
        {"receipt": rows[0][columns.index("_receipt")], "table": table, "path": path,
         "rows": len(rows)},
    )  # fmt: skip
