"""Mapping the columns of a sheet of one's own, once; remembered in the journal."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from clipworth.ingest import journal, receipts
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import put_in_place, quietly, read_all, working
from clipworth.ingest.opening import opened
from clipworth.ingest.probe import probe
from clipworth.ingest.recognise import signature
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.problems import Problem, WrongUse, nearest
from clipworth.sources.declare import Headers, Source, example
from clipworth.sources.registry import sources


def map_columns(
    workspace: Workspace,
    file: Path,
    source_key: str,
    columns: Mapping[str, str],
    clock: Clock,
    *,
    who: str,
) -> int:
    """Remember which header of a sheet fills which field; gives how many kept files it opened.

    columns: header by field, or by the header that a template gives that field.
    Raises WrongUse for a source, field or header that does not exist.
    """
    source = _source(source_key)
    columns = {_field(source, said): header for said, header in columns.items()}
    headers = _headers(file, columns.values())
    missing = source.mapped(columns).missing(headers)
    if missing:
        raise WrongUse(f"{source_key} also needs {', '.join(missing)}: map those too.")
    with working(workspace, Given(), clock) as writing:
        what = {"signature": signature(headers), "source": source_key, "columns": dict(columns)}
        journal.record(workspace, journal.MAP_COLUMNS, what, who=who, at=clock.now)
        waiting = [one for one in receipts.receipts(workspace).values() if one.source is None]
        read_all(writing, waiting, quietly)
        put_in_place(writing)
        now = receipts.receipts(workspace)
    return sum(now[one.receipt].source == source_key for one in waiting)


def _source(key: str) -> Source:
    source = sources().get(key)
    if source is None:
        raise WrongUse(f"There is no source {key}. {nearest(key, sources())}")
    return source


def _field(source: Source, said: str) -> str:
    """Find the field that a person means, by its own name or by a header that is known."""
    fields = [column.field for column in source.columns]
    if said in fields:
        return said
    for column in source.columns:
        if Headers((said,)).find(column.headers) is not None:
            return column.field
    usual = ", ".join(dict.fromkeys(f"{c.field} ({example(c.headers[0])})" for c in source.columns))
    raise WrongUse(
        f"{source.key} has no field {said}. {nearest(said, fields)} It has these, each with its"
        f" usual header: {usual}."
    )


def _headers(file: Path, wanted: Iterable[str]) -> Headers:
    """Find the header row that holds all the headers wanted."""
    names = list(wanted)
    tables = opened(file.name, probe(file))
    if isinstance(tables, Problem):
        raise WrongUse(str(tables))
    rows = [Headers(cells) for t in tables for head in t.heads() for _, cells in head.rows]
    for headers in rows:
        if all(headers.find((one,)) is not None for one in names):
            return headers
    shown = rows[0] if rows else Headers(())
    lacking = [one for one in names if shown.find((one,)) is None]
    raise WrongUse(f"{file.name} has no header {lacking[0]!r}. {nearest(lacking[0], shown.cells)}")
