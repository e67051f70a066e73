"""DuckDB: opening the published tables for reading, and scratch space for writing."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from clipworth.model.catalogue import TABLES
from clipworth.model.tables import Table, Type

# What is published beside the canonical tables.
SYSTEM_TABLES = {
    "receipt": "receipt VARCHAR, import_order BIGINT, file VARCHAR, source VARCHAR,"
    " source_title VARCHAR, account VARCHAR, exported_on DATE, as_of DATE, imported_at VARCHAR,"
    " guesses VARCHAR, unused VARCHAR, row_count BIGINT, rows_read BIGINT, set_aside BIGINT,"
    " first_day DATE, last_day DATE",
    "problem": "receipt VARCHAR, file VARCHAR, row_number BIGINT, column_name VARCHAR,"
    " severity VARCHAR, message VARCHAR, remedy VARCHAR",
    "partition": "receipt VARCHAR, table_name VARCHAR, path VARCHAR, row_count BIGINT",
    "ad_level": "ad_account VARCHAR, day DATE, level VARCHAR, claims_level VARCHAR",
    "ad_claim": "ad_account VARCHAR, day DATE, level VARCHAR, entity VARCHAR, ad_format VARCHAR,"
    " post_id VARCHAR",
    "ad_alias": "table_name VARCHAR, platform VARCHAR, told_account VARCHAR, level VARCHAR,"
    " told_entity VARCHAR, ad_account VARCHAR, entity VARCHAR",
    "uneven_post": "post_id VARCHAR, oldest DATE, newest DATE",
    "post_label": "post_id VARCHAR, pillars VARCHAR[], weights DOUBLE[], pillar_origin VARCHAR,"
    " pillar_why VARCHAR, pillar_sure DOUBLE, stage VARCHAR, stage_origin VARCHAR,"
    " stage_why VARCHAR, stage_sure DOUBLE, content_type VARCHAR, format VARCHAR, hook VARCHAR,"
    " scripted BOOLEAN, creator VARCHAR",
    "plan_conflict": "post_id VARCHAR, field VARCHAR, stands VARCHAR, other VARCHAR",
    "overlap": "table_name VARCHAR, receipt VARCHAR, other VARCHAR, row_count BIGINT",
    "about": "key VARCHAR, value VARCHAR",
}
# The shape of the published tables; those of another shape are merged again from the history.
LAYOUT = hashlib.sha256(repr((TABLES, SYSTEM_TABLES)).encode()).hexdigest()[:16]
MEMORY_LIMIT = "512MB"
# Rows of wide records wait in memory until those before them are written; where they have no room,
# all threads but one wait too.
MEMORY_FOR_RECORDS = "1400MB"
Columns = dict[str, Any]
# What the engine says where a statement is wrong, or too large, and not the file that it reads.
OUR_FAULTS = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.OutOfMemoryException,
    duckdb.ParserException,
)


class Unreadable(Exception):  # noqa: N818 - reads as what it is
    """A file that the engine cannot open, or not read to its end."""


class Store:
    """A connection that runs SQL files and gives back rows, columns or single values."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, rows: Path | None = None) -> None:
        self.connection = connection
        self.partitions = rows
        self._one_thread = False

    def run(self, sql: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run a statement for what it does."""
        self.connection.execute(sql, dict(parameters or {}))

    def use_one_thread(self, *, one: bool) -> None:
        """Work in one thread, which is faster where there is little to do; or in all."""
        if one != self._one_thread:
            self.run("set threads = 1" if one else "reset threads")
            self._one_thread = one

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Run a query and give all its rows."""
        return self.connection.execute(sql, dict(parameters or {})).fetchall()

    def records(
        self, sql: str, parameters: Mapping[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """Run a query and give its rows as dictionaries by column name."""
        found = self.connection.execute(sql, dict(parameters or {}))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def columns(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Columns:
        """Run a query and give a numpy array per column; unknown cells are masked."""
        return self.connection.execute(sql, dict(parameters or {})).fetchnumpy()

    def value(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """Run a query for the first cell of its first row; None when there is no row."""
        row = self.connection.execute(sql, dict(parameters or {})).fetchone()
        return row[0] if row else None

    def attempt(self, sql: str) -> Any:
        """Run a query for its first cell; None where the engine cannot read what it reads."""
        try:
            return self.value(sql)
        except duckdb.Error:
            return None

    def read_whole(self, sql: str) -> Any:
        """Run a statement that reads a person's file from end to end, for its first cell.

        Raises Unreadable where the file is not sound inside.
        """
        try:
            return self.value(sql)
        except OUR_FAULTS:
            raise
        except duckdb.Error as error:
            raise Unreadable(str(error).splitlines()[0]) from error

    @contextmanager
    def room_for_records(self) -> Iterator[None]:
        """Let a writer have more memory while it lays out records."""
        self.run(f"set memory_limit = '{MEMORY_FOR_RECORDS}'")
        try:
            yield
        finally:
            self.run(f"set memory_limit = '{MEMORY_LIMIT}'")

    def history(self, table: Table) -> str | None:
        """Give the SQL relation of every version of every row that receipts brought in.

        Its columns: the fields of the table, _receipt, _row, and _rank: of two versions that know
        a value, the one of higher rank stands. None: no receipt holds such rows.
        """
        found = self.rows(
            "select partition.path from partition where partition.table_name = $table"
            " order by partition.path",
            {"table": table.name},
        )
        if not found or self.partitions is None:
            return None
        return known_as(table, versions(table, [self.partitions / path for (path,) in found]))

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def sql_file(home: str, name: str, **places: str) -> str:
    """Give the text of `name`.sql that lies beside the module file `home`.

    places: what to put where the file says {place}; only keys from a registry, never user text.
    """
    text = _read(Path(home).parent / f"{name}.sql")
    return text.format_map(places) if places else text


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@contextmanager
def reading(path: Path, rows: Path) -> Iterator[Store]:
    """Open published tables; nobody waits for anybody, since a writer makes another file.

    rows: the folder of the partitions that the tables were merged from.
    Raises Unreadable where there are none, or they are damaged.
    """
    try:
        store = Store(duckdb.connect(str(path), read_only=True), rows)
    except duckdb.Error as error:
        raise Unreadable(str(error)) from error
    try:
        yield store
    finally:
        store.close()


@contextmanager
def writing(path: Path) -> Iterator[Store]:
    """Open a working file that only this process knows."""
    store = Store(duckdb.connect(str(path)))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def scratch(folder: Path) -> Iterator[Store]:
    """Open tables in memory that spill into a folder instead of growing over the limit."""
    store = Store(duckdb.connect(":memory:"))
    scratch_settings(store, folder)
    try:
        yield store
    finally:
        store.close()


def scratch_settings(store: Store, folder: Path) -> None:
    """Bound the memory of a writer, and say where it spills to."""
    store.run(f"set memory_limit = '{MEMORY_LIMIT}'")
    store.run(f"set temp_directory = {quoted(str(folder / 'spill'))}")


def quoted(text: str) -> str:
    """Write a text as an SQL string, where a parameter cannot stand (paths, settings)."""
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """Write a name as an SQL identifier."""
    return '"' + text.replace('"', '""') + '"'


def create_table(table: Table) -> str:
    """Write the statement that makes a canonical table, empty."""
    fields = [f"{name(field.name)} {field.type.value.strip()}" for field in table.fields]
    marks = ["_receipt VARCHAR", "_row BIGINT", "_versions INTEGER"]
    return f"create table {name(table.name)} ({', '.join([*fields, *marks])})"


def versions(table: Table, partitions: Sequence[Path]) -> str:
    """Write the relation over partitions, with every field of the table, unknown where not held."""
    empty = ", ".join(
        f"null::{field.type.value.strip()} as {name(field.name)}" for field in table.fields
    )
    marks = "null::VARCHAR as _receipt, null::BIGINT as _row, null::BIGINT as _rank"
    return (
        f"(select * from (select {empty}, {marks} where false) union all by name"
        f" select * from read_parquet({paths(partitions)}, union_by_name = true))"
    )


def known_as(table: Table, relation: str) -> str:
    """Write the relation over versions of rows, each under the surest key that any file gives it.

    Needs the table ad_alias, which is empty where every file is as sure as the others.
    """
    if not is_of_ads(table):
        return relation
    return (
        "(select told.* replace (coalesce(alias.ad_account, told.ad_account) as ad_account,"
        f" coalesce(alias.entity, told.entity) as entity) from {relation} as told"
        f" left join ad_alias as alias on alias.table_name = {quoted(table.name)}"
        f" and alias.platform = {platform_of(table, 'told.')}"
        " and alias.told_account = told.ad_account and alias.level = told.level"
        " and alias.told_entity = told.entity)"
    )


def is_of_ads(table: Table) -> bool:
    """Tell whether rows name ads, ad groups or campaigns, which some files know without ids."""
    named = {"campaign", "ad_group", "ad"} <= {field.name for field in table.fields}
    return named and {"ad_account", "level", "entity"} <= set(table.key)


def platform_of(table: Table, of: str = "") -> str:
    """Write the SQL of the ad platform that a row is of."""
    return f"{of}platform" if "platform" in table.key else "'tiktok'"


def paths(files: Sequence[Path]) -> str:
    """Write a list of files as an SQL list."""
    return "[" + ", ".join(quoted(str(file)) for file in files) + "]"


def sql_type(kind: Type) -> str:
    """Give DuckDB's name of a type."""
    return kind.value.strip()
