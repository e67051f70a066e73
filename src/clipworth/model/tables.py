"""The canonical tables: one place declares each column with its type, unit, key and a sentence."""

from dataclasses import dataclass
from enum import StrEnum

from clipworth.model import units
from clipworth.model.units import Unit, counted
from clipworth.model.words import Clock


class Type(StrEnum):
    """How a column is held; the value is DuckDB's name of the type."""

    TEXT = "VARCHAR"
    COUNT = "BIGINT"
    MONEY = "DECIMAL(18,6)"
    NUMBER = "DOUBLE"
    DAY = "DATE"
    MOMENT = "BIGINT "  # milliseconds UTC; the blank keeps it apart from COUNT
    FLAG = "BOOLEAN"


class Merge(StrEnum):
    """Which value stands where several receipts know one."""

    NEWEST = "newest"  # the newest as-of, then the latest import
    EVERY = "every"  # a flag that is true only while every receipt says so


@dataclass(frozen=True)
class Field:
    """One column of a canonical table.

    key: part of the row's identity; a row whose key is unknown is set aside.
    blank: a key that may be empty, where empty is an answer ("shared", "all").
    personal: tells who a person is; only its keyed hash is ever stored.
    """

    name: str
    type: Type
    meaning: str
    unit: Unit = units.TEXT
    key: bool = False
    blank: bool = False
    personal: bool = False
    merge: Merge = Merge.NEWEST


@dataclass(frozen=True)
class Table:
    """A canonical table: newest known value wins per key and column, history is kept.

    day: the field that says which day a row belongs to; None: it has none.
    owner: the field that takes the account named on import when the file does not carry one.
    last: the last day that a row tells of, as SQL over its fields; empty: `day`.
    """

    name: str
    meaning: str
    grain: str
    fields: tuple[Field, ...]
    clock: Clock
    day: str | None = None
    owner: str | None = None
    last: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the key fields."""
        return tuple(field.name for field in self.fields if field.key)

    def field(self, name: str) -> Field:
        """Give the field of this name; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name}")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields."""
        return tuple(field.name for field in self.fields)


def text(
    name: str, meaning: str, *, key: bool = False, blank: bool = False, personal: bool = False
) -> Field:
    """Declare a column of text."""
    return Field(name, Type.TEXT, meaning, units.TEXT, key=key, blank=blank, personal=personal)


def count(name: str, noun: str, meaning: str) -> Field:
    """Declare a column that counts things, the noun in the singular."""
    return Field(name, Type.COUNT, meaning, counted(noun))


def parted(name: str, noun: str, meaning: str) -> Field:
    """Declare a column that counts things of which parts may be counted, such as half a sale."""
    return Field(name, Type.NUMBER, meaning, counted(noun))


def money(name: str, meaning: str) -> Field:
    """Declare a column of amounts in the row's currency."""
    return Field(name, Type.MONEY, meaning, units.MONEY)


def share(name: str, meaning: str) -> Field:
    """Declare a column of shares, 0.95 and not 95."""
    return Field(name, Type.NUMBER, meaning, units.SHARE)


def seconds(name: str, meaning: str) -> Field:
    """Declare a column of seconds."""
    return Field(name, Type.NUMBER, meaning, units.SECONDS)


def day(name: str, meaning: str, *, key: bool = False) -> Field:
    """Declare a column of days."""
    return Field(name, Type.DAY, meaning, units.DAY, key=key)


def moment(name: str, meaning: str) -> Field:
    """Declare a column of moments, in milliseconds UTC."""
    return Field(name, Type.MOMENT, meaning, units.MOMENT)


def flag(name: str, meaning: str, *, merge: Merge = Merge.NEWEST) -> Field:
    """Declare a column that is true or false."""
    return Field(name, Type.FLAG, meaning, units.FLAG, merge=merge)


CURRENCY = text("currency", "ISO 4217 code of the row's amounts; unknown: the workspace's.")
