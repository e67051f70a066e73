"""What a number counts: the unit of a column, of a metric, and of a ratio of two metrics."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The families of units; each has its own way to be shown."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    RATE = "rate"
    RATIO = "ratio"
    SECONDS = "seconds"
    DAY = "day"
    MOMENT = "moment"
    TEXT = "text"
    FLAG = "flag"


@dataclass(frozen=True)
class Unit:
    """A kind with the thing counted: `count of views`, `actions per view`, `EUR per order`."""

    kind: Kind
    of: str = ""
    per: str = ""

    def __str__(self) -> str:
        if self.per:
            return f"{self.of or self.kind} per {self.per}"
        return self.of if self.kind is Kind.COUNT and self.of else str(self.kind)


def counted(noun: str) -> Unit:
    """Give the unit of a count of things, named in the singular: `view`."""
    return Unit(Kind.COUNT, of=noun)


MONEY = Unit(Kind.MONEY)
SHARE = Unit(Kind.SHARE)
SECONDS = Unit(Kind.SECONDS)
RATIO = Unit(Kind.RATIO)
TEXT = Unit(Kind.TEXT)
DAY = Unit(Kind.DAY)
MOMENT = Unit(Kind.MOMENT)
FLAG = Unit(Kind.FLAG)


def quotient(top: Unit, bottom: Unit) -> Unit:
    """Give the unit of top / bottom, so that nobody has to type it.

    Raises ValueError where the quotient has no meaning here.
    """
    if top.kind is Kind.MONEY and bottom.kind is Kind.MONEY:
        return RATIO
    if top.kind is Kind.MONEY and bottom.kind is Kind.COUNT:
        return Unit(Kind.MONEY, of="money", per=bottom.of)
    if top.kind is Kind.SECONDS and bottom.kind is Kind.COUNT:
        return Unit(Kind.SECONDS, of="seconds", per=bottom.of)
    if top.kind is Kind.COUNT and bottom.kind is Kind.COUNT:
        return SHARE if top.of == bottom.of else Unit(Kind.RATE, of=top.of, per=bottom.of)
    raise ValueError(f"{top} per {bottom} is not a unit that Clipworth knows")
