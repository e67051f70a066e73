"""Which months the imported files cover, by kind of evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from clipworth.model.periods import Period
from clipworth.store.engine import Store, sql_file


@dataclass(frozen=True)
class Covered:
    """How much of a month the files of a kind cover.

    month: its first day. days: how many of the days asked about they cover.
    """

    kind: str
    month: date
    days: int
    asked_days: int

    @property
    def lacks(self) -> int:
        """How many of the days asked about no file covers."""
        return self.asked_days - self.days


def covered(
    store: Store, period: Period, kinds: Mapping[str, Sequence[str]]
) -> tuple[Covered, ...]:
    """Give a row per kind and month of the period, in order.

    kinds: the tables whose files tell of each kind of evidence.
    """
    pairs = [(kind, table) for kind, tables in kinds.items() for table in tables]
    values = {
        "since": period.since,
        "until": period.until,
        "kinds": [kind for kind, _ in pairs],
        "tables": [table for _, table in pairs],
    }
    return tuple(Covered(*row) for row in store.rows(sql_file(__file__, "covered"), values))
