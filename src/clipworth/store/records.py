"""Paths into nested records, and the SQL that follows them: in Parquet columns and in JSON."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from clipworth.store.engine import Unreadable, name, quoted

# What a value of a key is called, by its type, where one of several fields holds it.
VALUES = ("string_value", "int_value", "float_value", "double_value")
PAIR = re.compile(r"^(?P<pairs>[^\[\]]+)\[(?P<key>[^\[\]]+)\]$")


@dataclass(frozen=True)
class Leaf:
    """A value. is_list: a list or a thing without a shape of its own, given as JSON."""

    is_list: bool = False


@dataclass(frozen=True)
class Pairs:
    """A list of keys, each with a value. values: the fields of which one holds it, if several."""

    values: tuple[str, ...] = ()


Shape = Mapping[str, "Leaf | Pairs | Shape"]


@dataclass(frozen=True)
class ParquetShape:
    """What the records of a Parquet file look like, and how many there are."""

    fields: Shape
    rows: int


def parquet_shape(path: Path) -> ParquetShape:
    """Read from its end what a Parquet file holds.

    Raises Unreadable where it cannot be opened.
    """
    try:
        with duckdb.connect() as engine:
            found = engine.sql(f"select * from read_parquet({quoted(str(path))})")
            fields = dict(zip(found.columns, map(_shape, found.types), strict=True))
            counted = engine.execute(
                f"select num_rows from parquet_file_metadata({quoted(str(path))})"
            ).fetchone()
    except duckdb.Error as error:
        raise Unreadable(str(error).splitlines()[0]) from error
    return ParquetShape(fields, counted[0] if counted else 0)


def _shape(kind: Any) -> "Leaf | Pairs | Shape":
    if kind.id == "struct":
        return {field: _shape(inner) for field, inner in kind.children}
    if kind.id != "list":
        return Leaf(kind.id in ("map", "array", "union", "variant"))
    of = kind.children[0][1]
    fields = dict(of.children) if of.id == "struct" else {}
    if not {"key", "value"} <= fields.keys():
        return Leaf(is_list=True)
    value = fields["value"]
    held = [field for field, _ in value.children] if value.id == "struct" else []
    return Pairs(tuple(one for one in VALUES if one in held))


def paths(shape: Shape, above: str = "") -> list[str]:
    """Name every field of a record by its path; keys in lists are not known from its shape."""
    found = []
    for field, inner in shape.items():
        path = f"{above}.{field}" if above else field
        found += [path] if isinstance(inner, Leaf | Pairs) else paths(inner, path)
    return found


def shape_of(wanted: Iterable[str]) -> Shape:
    """Give the smallest shape in which all these paths lead somewhere."""
    made: dict[str, object] = {}
    for path in wanted:
        pair = PAIR.match(path)
        steps = (pair["pairs"] if pair else path).split(".")
        place = made
        for step in steps[:-1]:
            inner = place.get(step)
            if not isinstance(inner, dict):
                place[step] = inner = {}
            place = inner
        if pair:
            place[steps[-1]] = Pairs(VALUES)
        else:
            place.setdefault(steps[-1], Leaf())
    return made  # type: ignore[return-value]  # filled with nothing else above


def json_structure(shape: Shape) -> str:
    """Write a shape as the engine wants to hear of JSON: every value as text."""
    return json.dumps({field: _structure(inner) for field, inner in shape.items()})


def _structure(inner: "Leaf | Pairs | Shape") -> object:
    if isinstance(inner, Leaf):
        return "VARCHAR"
    if isinstance(inner, Pairs):
        value: object = dict.fromkeys(inner.values, "VARCHAR") if inner.values else "VARCHAR"
        return [{"key": "VARCHAR", "value": value}]
    return {field: _structure(one) for field, one in inner.items()}


def flattened(shape: Shape, wanted: Iterable[str], relation: str, root: str = "") -> str:
    """Write a query that gives every wanted path of a relation's records as text, in its order.

    root: the column that holds the record; empty: its fields are the columns. The columns of the
    relation that the paths do not need can be used after it, as `*`.
    """
    keys: dict[str, str] = {}
    cells = [f"{_cell(shape, path, root, keys)} as {name(path)}" for path in wanted]
    listed = "".join(
        f", list_transform({pairs}, lambda pair: pair.key) as {column}"
        for pairs, column in keys.items()
    )
    return f"select {', '.join(cells)} from (select *{listed} from {relation})"


def leads_somewhere(shape: Shape, path: str) -> bool:
    """Tell whether a record of this shape has such a path."""
    return _found(shape, path) is not None


def _found(shape: Shape, path: str) -> "tuple[list[str], Leaf | Pairs, str] | None":
    """Find the steps to a path, what is there, and the key to look up in it."""
    direct = shape.get(path)
    if isinstance(direct, Leaf):
        return [path], direct, ""
    pair = PAIR.match(path)
    steps = (pair["pairs"] if pair else path).split(".")
    inner: Leaf | Pairs | Shape | None = shape
    for step in steps:
        inner = inner.get(step) if isinstance(inner, Mapping) else None
    if pair:
        return (steps, inner, pair["key"]) if isinstance(inner, Pairs) else None
    return (steps, inner, "") if isinstance(inner, Leaf | Pairs) else None


def _cell(shape: Shape, path: str, root: str, keys: dict[str, str]) -> str:
    found = _found(shape, path)
    if found is None:
        return "null::VARCHAR"
    steps, inner, key = found
    place = root or name(steps[0])
    for step in steps if root else steps[1:]:
        place = f"struct_extract({place}, {quoted(step)})"
    if isinstance(inner, Leaf) and not inner.is_list:
        return f"nullif({place}::VARCHAR, '')"
    if isinstance(inner, Leaf) or not key:
        return f"to_json({place})::VARCHAR"
    column = keys.setdefault(place, f"keys{len(keys)}")
    value = f"({place})[list_position({column}, {quoted(key)})].value"
    texts = [f"{value}.{one}::VARCHAR" for one in inner.values] or [f"{value}::VARCHAR"]
    return f"nullif(coalesce({', '.join(texts)}), '')"
