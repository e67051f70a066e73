"""Merging the history of all receipts into the tables that answers read, and publishing them."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clipworth.ingest.copies import newest_copies
from clipworth.ingest.durable import move_whole
from clipworth.ingest.labelling import UNLABELLED, label_posts
from clipworth.ingest.loading import load
from clipworth.model.catalogue import TABLES
from clipworth.model.labels import Labelling
from clipworth.model.receipts import Reading, Receipt
from clipworth.model.tables import Field, Merge, Table
from clipworth.sources.registry import sources
from clipworth.store.engine import (
    LAYOUT,
    SYSTEM_TABLES,
    Store,
    create_table,
    is_of_ads,
    known_as,
    name,
    platform_of,
    scratch_settings,
    sql_file,
    versions,
    writing,
)

# As many rows as this are sooner copied than opened again and again in many small files.
FEW = 100_000
# What stands for the ad account of a file where nobody named it.
UNNAMED = ("ad account", "")
# Counters of a post that are further apart than this make no rate, unless the post had stopped
# growing by the older day; a post gets nearly all of its views in its first two months.
MOST_DAYS_APART = 7
GROWING_DAYS = 60


def publish(
    published: Path,
    rows: Path,
    work: Path,
    everything: Mapping[str, tuple[Receipt, Reading]],
    changed: Iterable[str],
    *,
    labels: Labelling = UNLABELLED,
    anew: bool = False,
) -> None:
    """Bring the tables up to date in a working copy, and put it in place of the old one.

    everything: all standing receipts with what was read from each.
    changed: ids of receipts that came, went, or were read again since the last publishing.
    labels: what labels posts beside the plan.
    anew: merge everything again instead, into a file in which nothing stood before.
    """
    everything = newest_copies(everything)
    working = work / "publishing.duckdb"
    _discard(working)
    anew = anew or not published.exists()
    if not anew:
        shutil.copyfile(published, working)
    with writing(working) as store:
        scratch_settings(store, work)
        store.partitions = rows
        # The history keeps the order of the files; to keep it here too would take one thread.
        store.run("set preserve_insertion_order = false")
        store.use_one_thread(one=sum(one.rows_read for _, one in everything.values()) <= FEW)
        if anew:
            _make_tables(store)
        _merge_all(store, rows, everything, None if anew else set(changed))
        _system_tables(store, work, everything, labels)
        store.run("checkpoint")
    move_whole(working, published)


def build(
    store: Store,
    rows: Path,
    work: Path,
    everything: Mapping[str, tuple[Receipt, Reading]],
    labels: Labelling = UNLABELLED,
) -> None:
    """Merge receipts into an empty store, as for a look at what was known on a day."""
    everything = newest_copies(everything)
    store.partitions = rows
    _make_tables(store)
    _merge_all(store, rows, everything, None)
    _system_tables(store, work, everything, labels)


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
    held = _held(rows, everything)
    for table in TABLES.values():
        now = held.get(table.name, Held())
        receipts = now.partitions.keys()
        known = before.get(table.name, set())
        known_anew = is_of_ads(table) and _aliases_changed(store, table, now)
        stale = {one for one in known if changed is None or one in changed or one not in receipts}
        fresh = {one for one in receipts if changed is None or one in changed or one not in known}
        if stale or known_anew or changed is None:
            # What a receipt used to say is not told by its new rows: begin again for this table.
            _merge(store, table, now, set(receipts), anew=bool(known))
        elif fresh:
            _merge(store, table, now, fresh, anew=False)


@dataclass
class Held:
    """What the receipts hold of a table: the partitions of each, and their rows in all."""

    partitions: dict[str, list[Path]] = field(default_factory=dict)
    rows: int = 0


def _held(rows: Path, everything: Mapping[str, tuple[Receipt, Reading]]) -> dict[str, Held]:
    found: dict[str, Held] = {}
    for receipt, (_, reading) in sorted(everything.items()):
        for table, path, count in reading.partitions:
            held = found.setdefault(table, Held())
            held.partitions.setdefault(receipt, []).append(rows / path)
            held.rows += count
    return found


def _aliases_changed(store: Store, table: Table, held: Held) -> bool:
    """Find which ads are the same under different names; tells whether that changed."""
    standing = "from ad_alias where table_name = $table order by all"
    before = store.rows(standing, {"table": table.name})
    store.run("delete from ad_alias where table_name = $table", {"table": table.name})
    if len(held.partitions) > 1:
        everything = [path for paths in held.partitions.values() for path in paths]
        found = sql_file(
            __file__,
            "ad_alias",
            versions=versions(table, everything),
            platform=platform_of(table),
        )
        store.run(found, {"table": table.name, "unnamed": list(UNNAMED)})
    return before != store.rows(standing, {"table": table.name})


def _merge(store: Store, table: Table, held: Held, fresh: set[str], *, anew: bool) -> None:
    """Merge fresh receipts into a table: keys met before are merged over all that know them."""
    target = name(table.name)
    if anew:
        store.run(f"delete from {target}")
        store.run("delete from overlap where table_name = $table", {"table": table.name})
    if not fresh:
        return
    keys = ", ".join(name(key) for key in table.key)
    new, everywhere = _relations(store, table, held, fresh)
    several = f" union select {keys} from {new} group by all having count(*) > 1"
    if sum(len(held.partitions[receipt]) for receipt in fresh) == 1:
        several = ""  # a key stands once in what one file brought
    store.run(
        f"create or replace temp table met as select {keys} from {new}"
        f" semi join {target} using ({keys}){several}"
    )
    are_met = store.value("select count(*) from met")
    fields = ", ".join(name(field.name) for field in table.fields)
    store.run(
        f"insert into {target} by name select {fields}, _receipt, _row, 1 as _versions"
        f" from {new}" + (f" anti join met using ({keys})" if are_met else "")
    )
    _note_spans(store, table, held, everywhere)
    if are_met:
        overlaps = sql_file(__file__, "overlaps", keys=keys, everywhere=everywhere)
        store.run(overlaps, {"table": table.name})
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


def _note_spans(store: Store, table: Table, held: Held, everywhere: str) -> None:
    """Remember which receipts know a total over days that another knows day by day."""
    if not {"from_day", "until_day"} <= set(table.key) or len(held.partitions) == 1:
        return
    things = [name(key) for key in table.key if key not in ("from_day", "until_day")]
    sql = sql_file(
        __file__,
        "overlaps_of_spans",
        things=", ".join(things),
        ones=", ".join(f"one.{thing}" for thing in things),
        everywhere=everywhere,
    )
    store.run(sql, {"table": table.name})


def _relations(store: Store, table: Table, held: Held, fresh: set[str]) -> tuple[str, str]:
    """Give what fresh receipts say, and what all say; few rows are read once for both."""
    store.run(
        "create or replace temp table fresh_receipt as select unnest($fresh) as receipt",
        {"fresh": sorted(fresh)},
    )
    every = [path for paths in held.partitions.values() for path in paths]
    everywhere = known_as(table, versions(table, every))
    if held.rows > FEW:
        some = [path for one in sorted(fresh) for path in held.partitions[one]]
        return known_as(table, versions(table, some)), everywhere
    store.run(f"create or replace temp table told as select * from {everywhere}")
    return "(from told where _receipt in (from fresh_receipt)) as new", "told"


def _same(table: Table, one: str, other: str) -> str:
    return " and ".join(f"{one}.{name(key)} = {other}.{name(key)}" for key in table.key)


def _newest(field: Field) -> str:
    if field.merge is Merge.EVERY:
        return f"bool_and({name(field.name)})"
    return f"arg_max({name(field.name)}, _newest)"


def _system_tables(
    store: Store,
    work: Path,
    everything: Mapping[str, tuple[Receipt, Reading]],
    labels: Labelling,
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
    derive(store, labels)


def derive(store: Store, labels: Labelling = UNLABELLED) -> None:
    """Work out what answers need to know of the merged rows as a whole."""
    label_posts(store, labels)
    for table in ("ad_level", "ad_claim", "uneven_post"):
        store.run(f"delete from {table}")
    store.run(sql_file(__file__, "ad_level"))
    store.run(sql_file(__file__, "ad_claim"))
    history = store.history(TABLES["post"])
    if history and store.value("select 1 from post where _versions > 1 limit 1"):
        uneven = sql_file(__file__, "uneven_post", history=history)
        store.run(uneven, {"most_days": MOST_DAYS_APART, "growing_days": GROWING_DAYS})


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
