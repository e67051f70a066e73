"""Which values a filter can take, so that a mistyped one is not taken for an empty answer."""

from collections.abc import Sequence

from clipworth.measure.query import bound
from clipworth.measure.relations import NOT_ASSIGNED, PARTS, RELATIONS, Relation
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store, name, sql_file

MOST = 10_000


def stands_somewhere(store: Store, selection: Selection, key: str) -> bool:
    """Tell whether any row, of whatever day, fulfils the filter of this key."""
    return any(
        _parts(
            store, selection, relation, "1", relation.condition(key, selection.where[key]), most=1
        )
        for relation in _asked(key)
    )


def known_values(store: Store, selection: Selection, key: str) -> list[str]:
    """Give the values of a filter that occur."""
    found: dict[str, None] = {}
    for relation in _asked(key):
        if key in relation.conditions:
            continue  # it has no such value of its own
        found |= dict.fromkeys(_parts(store, selection, relation, PARTS[key], "true", most=MOST))
    found.pop(NOT_ASSIGNED, None)
    return list(found)


def _asked(key: str) -> list[Relation]:
    return [relation for relation in RELATIONS.values() if key in relation.filters]


def _parts(
    store: Store, selection: Selection, relation: Relation, part: str, where: str, *, most: int
) -> list[str]:
    sql = sql_file(
        __file__,
        "known_values",
        relation=relation.text(),
        part=part,
        where=where,
        most=str(most),
    )
    return [str(row[0]) for row in store.rows(sql, bound(sql, selection.values)) if row[0]]


def never_known(store: Store, table: str, columns: Sequence[str]) -> list[str]:
    """Give those of a table's columns that no imported file has a value of."""
    counts = ", ".join(f"count({name(column)})" for column in columns)
    found = store.rows(f"select {counts} from {name(table)}")[0]
    return [column for column, known in zip(columns, found, strict=True) if not known]
