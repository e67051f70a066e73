"""Sums of measures by part of a relation, for a period and the one before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clipworth.measure.metrics.kinds import RollUp, Summed
from clipworth.measure.query import bound
from clipworth.measure.relations import PARTS, RELATIONS, SHARES, exchange
from clipworth.measure.selection import Selection
from clipworth.model.problems import WrongUse
from clipworth.model.units import Kind
from clipworth.store.engine import Store, sql_file

NOW = "now"
BEFORE = "before"


@dataclass(frozen=True)
class Figures:
    """Values by (span, part, key); a value that is not there, or None, is unknown."""

    values: dict[tuple[str, str | None, str], Any]
    rows: dict[tuple[str, str | None], int]

    def get(self, key: str, part: str | None = None, span: str = NOW) -> Any:
        """Give a value; None: unknown."""
        return self.values.get((span, part, key))

    def parts(self, span: str = NOW) -> list[str]:
        """Give the parts that have rows in the span, in order."""
        return sorted(part for where, part in self.rows if where == span and part is not None)

    def count(self, part: str | None = None, span: str = NOW) -> int:
        """Give how many rows a part has."""
        return self.rows.get((span, part), 0)

    def merged(self, other: "Figures") -> "Figures":
        """Put the figures of two relations side by side."""
        return Figures({**other.values, **self.values}, {**other.rows, **self.rows})


def figures(
    store: Store,
    measures: Iterable[Summed],
    selection: Selection,
    by: str = "all",
    relation: str = "",
) -> Figures:
    """Sum measures of one relation by part; a row in several pillars gives each its weight.

    Money is in the selection's currency, each row at its day's rate; None where a rate is missing.
    relation: another one with the same columns. A measure whose rows are all unknown is None.
    Raises WrongUse for a measure that never adds.
    """
    wanted = list(measures)
    sql = figures_sql(wanted, selection, by, relation)
    values: dict[tuple[str, str | None, str], Any] = {}
    rows: dict[tuple[str, str | None], int] = {}
    for record in store.records(sql, bound(sql, selection.values)):
        place = (record["span"], record["part"])
        rows[place] = record["row_count"]
        values |= {(*place, measure.key): record[measure.key] for measure in wanted}
    return Figures(values, rows)


def figures_sql(
    measures: Sequence[Summed], selection: Selection, by: str = "all", relation: str = ""
) -> str:
    """Write the statement that sums measures of one relation by part."""
    home = RELATIONS[relation or measures[0].relation]
    for measure in measures:
        _check_adds(measure)
    return sql_file(
        __file__,
        "figures",
        relation=home.text(),
        exchange=exchange(),
        part=PARTS[by],
        share=SHARES.get(by, "1"),
        where=selection.condition(home.key),
        sums=",\n        ".join(_sums(measure, by) for measure in measures),
        totals=",\n    ".join(total(measure) for measure in measures),
    )


def _check_adds(measure: Summed) -> None:
    if measure.roll_up is not RollUp.SUM:
        raise WrongUse(
            f"{measure.label} does not add up over rows: {measure.meaning} "
            "Ask for a single day or post."
        )


def _sums(measure: Summed, by: str) -> str:
    expression = measure.expression
    if by == "pillar":
        # What is of a post stands once: a post in two pillars gives each its weight of it, as
        # returns and prices would change if amounts were shared and counts were not.
        kind = "decimal(18, 6)" if measure.unit.kind is Kind.MONEY else "double"
        expression = f"(({expression})::double * r.share)::{kind}"
    return f"sum({expression}) as {measure.key}"


def total(measure: Summed) -> str:
    """Write how day sums become the sum of a part; money passes through the day's rate."""
    key = measure.key
    if measure.unit.kind is not Kind.MONEY:
        return f"sum(s.{key}) as {key}"
    # An amount without a rate makes the sum unknown; leaving it out would be a quiet zero.
    return f"case when {unrated_count([key])} = 0 then sum(s.{key} * fx.rate) end as {key}"


def unrated_count(amounts: Sequence[str]) -> str:
    """Write how many day sums have one of the amounts but no exchange rate."""
    known = " or ".join(f"s.{amount} is not null" for amount in amounts)
    return f"count(*) filter (where ({known}) and fx.rate is null)"


def cents(value: Any) -> Decimal | None:
    """Round an amount to cents; unknown stays unknown."""
    return None if value is None else Decimal(value).quantize(Decimal("0.01"))


def whole(value: Any) -> int | None:
    """Round a count to a whole number; unknown stays unknown."""
    return None if value is None else round(value)
