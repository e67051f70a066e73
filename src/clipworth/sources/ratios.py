"""Rates and costs per unit that a report shows beside their parts: not kept, but checked.

A ratio that its parts contradict tells of a column that slipped. What rounding may do is forgiven.
"""

from dataclasses import dataclass

from clipworth.sources import read
from clipworth.sources.declare import Check, Column

REMEDY = "A column may have slipped: compare the row with the platform."
# Platforms restate clicks a little after they worked out the rate.
SLACK = 0.00015


@dataclass(frozen=True)
class Ratio:
    """A column that is only read to be checked, and the check."""

    column: Column
    check: Check


def rate(headers: tuple[str, ...], field: str, top: str, *bottoms: str, says: str) -> Ratio:
    """Declare a percentage: a count divided by another, or by any of several."""
    near = f"greatest({SLACK}, {_half(f'({field} * 100)')} / 99)"
    wrong = [
        # A workbook holds 1.25 % as 0.0125.
        f"abs({field} - {_over(top, bottom)}) > {near}"
        f" and abs({field} * 100 - {_over(top, bottom)}) > {SLACK}"
        for bottom in bottoms
    ]
    return Ratio(
        Column(headers, field, read.rate),
        Check(" and ".join(wrong), headers, f"is not {says}.", REMEDY),
    )


def cost(headers: tuple[str, ...], field: str, bottom: str, *, says: str, per: int = 1) -> Ratio:
    """Declare what something cost: the spend divided by a count.

    per: for how many of them the cost is shown.
    """
    near = f"{_half(field)} * 1.02 + {per} * {_half('spend')} / {bottom}"
    wrong = f"abs({field} - {per} * {_over('spend', bottom)}) > {near}"
    return Ratio(
        Column(headers, field, read.exact),
        Check(wrong, headers, f"is not the cost divided by {says}.", REMEDY),
    )


def return_on_spend(headers: tuple[str, ...], field: str, value: str) -> Ratio:
    """Declare what came back for each unit of money spent, as the platform claims it."""
    rounded = f"({_half(value)} + abs({field}) * {_half('spend')}) / nullif(spend, 0)::DOUBLE"
    near = f"{_half(field)} * 1.02 + {rounded}"
    return Ratio(
        Column(headers, field, read.exact),
        Check(
            f"abs({field} - {_over(value, 'spend')}) > {near}",
            headers,
            "is not the claimed value divided by the cost.",
            REMEDY,
        ),
    )


def columns(ratios: tuple[Ratio, ...]) -> tuple[Column, ...]:
    """Give the columns of ratios."""
    return tuple(ratio.column for ratio in ratios)


def checks(ratios: tuple[Ratio, ...]) -> tuple[Check, ...]:
    """Give the checks of ratios."""
    return tuple(ratio.check for ratio in ratios)


def _over(top: str, bottom: str) -> str:
    return f"{top}::DOUBLE / nullif({bottom}, 0)::DOUBLE"


def _half(shown: str) -> str:
    """Write the SQL of half the last digit shown: what rounding may have taken or added."""
    tenths = f"abs({shown} * 10 - round({shown} * 10)) < 1e-8"
    return (
        f"case when {shown} = 0 then 0.005 when abs({shown} - round({shown})) < 1e-9 then 0.5"
        f" when {tenths} then 0.05 else 0.005 end"
    )
