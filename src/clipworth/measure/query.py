"""Binding values to composed SQL, and writing that SQL out so that it runs by itself."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from clipworth.store.engine import quoted

_NAMED = re.compile(r"\$([a-z_]+)")
_LITERAL = re.compile(r"\$([a-z_]+)(::date\b)?")
_COMMENT = re.compile(r"^\s*--.*\n", re.MULTILINE)


def uncommented(sql: str) -> str:
    """Leave out the lines that are comments."""
    return _COMMENT.sub("", sql)


def bound(sql: str, values: Mapping[str, object]) -> dict[str, object]:
    """Give those of the values that the statement asks for; the engine refuses others."""
    return {name: values[name] for name in set(_NAMED.findall(uncommented(sql)))}


def written_out(sql: str, values: Mapping[str, object]) -> str:
    """Put the values into the statement as literals, so that it runs on the published tables."""

    def said(found: re.Match[str]) -> str:
        text = literal(values[found[1]])
        return text if text.startswith("date ") else text + (found[2] or "")

    return _LITERAL.sub(said, uncommented(sql))


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
