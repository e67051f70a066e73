"""Binding values to composed SQL, and writing that SQL out so that it runs by itself."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from clipworth.store.engine import quoted

_NAMED = re.compile(r"\$([a-z_]+)")
_COMMENT = re.compile(r"^\s*--.*\n", re.MULTILINE)


def bound(sql: str, values: Mapping[str, object]) -> dict[str, object]:
    """Give those of the values that the statement asks for; the engine refuses others."""
    return {name: values[name] for name in set(_NAMED.findall(_COMMENT.sub("", sql)))}


def written_out(sql: str, values: Mapping[str, object]) -> str:
    """Put the values into the statement as literals, so that it runs on the published tables."""
    return _NAMED.sub(lambda found: literal(values[found[1]]), _COMMENT.sub("", sql))


def literal(value: object) -> str:
    """Write a value as an SQL literal."""
    if value is None:
        return "null"
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    if isinstance(value, bool | int | float | Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    return quoted(str(value))
