"""What a default is: a number that somebody published, with all that is needed to doubt it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clipworth.model.units import Unit


class Grade(StrEnum):
    """How far a default may be trusted; C is shown and raises no alarm by itself."""

    TYPED = "typed in clipworth.toml"
    A = "A"
    B = "B"
    C = "C"

    @property
    def may_alarm(self) -> bool:
        """Tell whether a figure may be called bad because it misses this default alone."""
        return self is not Grade.C


# Who stands behind a threshold that nobody published.
OWN_CHOICE = "Clipworth's own choice"

GRADE_MEANINGS = {
    Grade.TYPED: "The brand's own decision.",
    Grade.A: "Read on the page of who published it first.",
    Grade.B: "A named study, read on another page.",
    Grade.C: "Without a method, or derived by us: shown, and never a reason for an alarm.",
}


@dataclass(frozen=True)
class Default:
    """A published number.

    value: in its unit; a share is 0.7 and not 70. currency: of an amount; None for others.
    denominator: what it is measured against, as two figures with other ones never compare.
    sample: what it rests on. year: of the data, else of the page; None: not stated.
    source: who says it; address: where; empty for OWN_CHOICE.
    """

    key: str
    label: str
    value: Decimal
    unit: Unit
    denominator: str
    source: str
    address: str
    year: int | None
    grade: Grade
    sample: str = "not stated"
    currency: str | None = None

    @property
    def cited(self) -> str:
        """Say whose number it is: `Rival IQ 2024, grade B`."""
        if self.grade is Grade.TYPED:
            return "as typed in clipworth.toml"
        dated = f"{self.source} {self.year}" if self.year else f"{self.source}, undated"
        return f"{dated}, grade {self.grade}"
