"""Merging the history of all receipts into the tables that answers read, and publishing them."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from clipworth.ingest.durable import move_whole
from clipworth.ingest.loading import load
from clipworth.model.catalogue import TABLES
from clipworth.model.receipts import Reading, Receipt
from clipworth.model.tables import Field, Merge, Table
from clipworth.sources.registry import sources
from clipworth.store.engine import (
    LAYOUT,
    SYSTEM_TABLES,
    Store,
    create_table,
    name,
    scratch_settings,
    sql_file,
    versions,
    writing,
)


def publish(
    published: Path,
    rows: Path,
    work: Path,
    everything: Mapping[str, tuple[Receipt, Reading]],
    changed: Iterable[str],
    *,
    anew: bool = False,
) -> None:
    """Bring the tables up to date in a working copy, and put it in place of the old one.

    everything: all standing receipts with what was read from each.
    changed: ids of receipts that came, went, or were read again since the last publishing.
    anew: merge everything again instead, into a file in which nothing stood before.
    """
    working = work / "publishing.duckdb"
    _discard(working)
    anew = anew or not published.exists()
    if not anew:
        shutil.copyfile(published, working)
    with writing(working) as store:
        scratch_settings(store, work)
        if anew:
            _make_tables(store)
        _merge_all(store, rows, everything, None if anew else set(changed))
        _system_tables(store, work, everything)
        store.run("checkpoint")
    move_whole(working, published)


def build(
    store: Store, rows: Path, work: Path, everything: Mapping[str, tuple[Receipt, Reading]]
) -> None:
    """Merge receipts into an empty store, as for a look at what was known on a day."""
    _make_tables(store)
    _merge_all(store, rows, everything, None)
    _system_tables(store, work, everything)


def _discard(path: Path) -> None:
    for one in (path, path.with_name(path.name + ".wal")):
        one.unlink(missing_ok=True)


def _make_tables(store: Store) -> None:
    for table in TABLES.values():
        store.run(create_table(table))
    for table_name, columns in SYSTEM_TABLES.items():
        store.run(f"create table {table_name} ({columns})")
    store.run(f"insert into about values ('layout', '{LAYOUT}')")


def _merge_all(
    store: Store,
    rows: Path,
    everything: Mapping[str, tuple[Receipt, Reading]],
    changed: set[str] | None,
) -> None:
    before: dict[str, set[str]] = {}
    for receipt, table in store.rows("select receipt, table_name from partition"):
        before.setdefault(table, set()).add(receipt)
    for table in TABLES.values():
        now: dict[str, list[str]] = {}
        for receipt, (_, reading) in everything.items():
            for held, path, _ in reading.partitions:
                if held == table.name:
                    now.setdefault(receipt, []).append(path)
        known = before.get(table.name, set())
        if changed is None:
            _merge(store, table, rows, now, set(now), anew=True)
            continue
        fresh = {receipt for receipt in now if receipt in changed or receipt not in known}
        stale = {receipt for receipt in known if receipt in changed or receipt not in now}
        if stale:
            # What a receipt used to say is not told by its new rows: begin again for this table.
            _merge(store, table, rows, now, set(now), anew=True)
        elif fresh:
            _merge(store, table, rows, now, fresh, anew=False)


def _merge(
    store: Store,
    table: Table,
    rows: Path,
    now: Mapping[str, Sequence[str]],
    fresh: set[str],
    *,
    anew: bool,
) -> None:
    """Merge fresh receipts into a table: keys met before are merged over all that know them."""
    target = name(table.name)
    if anew:
        store.run(f"delete from {target}")
        store.run("delete from overlap where table_name = $table", {"table": table.name})
    if not fresh:
        return
    keys = ", ".join(name(key) for key in table.key)
    brought = [rows / path for receipt in sorted(fresh) for path in now[receipt]]
    new = versions(table, brought)
    everywhere = versions(
        table, [rows / path for _, paths in sorted(now.items()) for path in paths]
    )
    several = f" union select {keys} from {new} group by all having count(*) > 1"
    if len(brought) == 1:
        several = ""  # a key stands once in what one file brought
    store.run(
        f"create or replace temp table met as select {keys} from {new}"
        f" semi join {target} using ({keys}){several}"
    )
    fields = ", ".join(name(field.name) for field in table.fields)
    store.run(
        f"insert into {target} by name select {fields}, _receipt, _row, 1 as _versions"
        f" from {new} anti join met using ({keys})"
    )
    if store.value("select count(*) from met"):
        _note_overlaps(store, table, everywhere, fresh)
        store.run(f"delete from {target} using met where {_same(table, target, 'met')}")
        plain = [field for field in table.fields if not field.key]
        merged = ", ".join(f"{_newest(field)} as {name(field.name)}" for field in plain)
        store.run(
            sql_file(
                __file__,
                "merge",
                target=target,
                keys=keys,
                merged=f", {merged}" if merged else "",
                everywhere=everywhere,
            )
        )


def _note_overlaps(store: Store, table: Table, everywhere: str, fresh: set[str]) -> None:
    """Remember which receipts know the same rows; of a table made anew nothing is remembered."""
    store.run(
        "create or replace temp table fresh_receipt as select unnest($fresh) as receipt",
        {"fresh": sorted(fresh)},
    )
    keys = ", ".join(name(key) for key in table.key)
    sql = sql_file(__file__, "overlaps", keys=keys, everywhere=everywhere)
    store.run(sql, {"table": table.name})


def _same(table: Table, one: str, other: str) -> str:
    return " and ".join(f"{one}.{name(key)} = {other}.{name(key)}" for key in table.key)


def _newest(field: Field) -> str:
    if field.merge is Merge.EVERY:
        return f"bool_and({name(field.name)})"
    return f"arg_max({name(field.name)}, (_rank, -_row))"


def _system_tables(
    store: Store, work: Path, everything: Mapping[str, tuple[Receipt, Reading]]
) -> None:
    ordered = sorted(everything.values(), key=lambda one: one[0].import_order)
    _fill(store, work, "receipt", [_receipt_row(receipt, reading) for receipt, reading in ordered])
    problems = [
        (
            receipt.receipt,
            problem.file,
            problem.row,
            problem.column,
            problem.severity.value,
            problem.message,
            problem.remedy,
        )
        for receipt, reading in ordered
        for problem in reading.problems
    ]
    _fill(store, work, "problem", problems)
    partitions = [
        (receipt.receipt, table, path, count)
        for receipt, reading in ordered
        for table, path, count in reading.partitions
    ]
    _fill(store, work, "partition", partitions)
    for derived in ("ad_level", "ad_claim"):
        store.run(f"delete from {derived}")
        store.run(sql_file(__file__, derived))


def _receipt_row(receipt: Receipt, reading: Reading) -> tuple[Any, ...]:
    source = sources().get(receipt.source or "")
    return (
        receipt.receipt,
        receipt.import_order,
        receipt.file,
        receipt.source,
        source.title if source else None,
        receipt.account,
        receipt.exported_on,
        receipt.as_of,
        receipt.imported_at,
        "\n".join(receipt.guesses) or None,
        ", ".join(reading.unused) or None,
        reading.row_count,
        reading.rows_read,
        reading.set_aside,
        reading.first_day,
        reading.last_day,
    )


def _fill(store: Store, work: Path, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Replace the rows of a system table."""
    store.run(f"delete from {table}")
    if not rows:
        return
    described = store.rows(
        "select column_name, data_type from duckdb_columns()"
        " where table_name = $table and not internal order by column_index",
        {"table": table},
    )
    text = [[None if cell is None else str(cell) for cell in row] for row in rows]
    load(store, "filling", [column for column, _ in described], text, work)
    cells = ", ".join(f"filling.{name(column)}::{kind}" for column, kind in described)
    store.run(f"insert into {table} select {cells} from filling")
