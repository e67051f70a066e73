"""Splitting money into whole cents that add up to what was split."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def to_cents(
    parts: Sequence[Decimal | int | float], total: Decimal | int, *, unit: Decimal = CENT
) -> list[Decimal]:
    """Split a total in proportion to parts, in whole cents, by largest remainder.

    parts: amounts or weights in one unit; where they already add up to total, each moves by less
        than a cent. Negative ones (refunds) are allowed.
    unit: the smallest amount that can be paid, such as Decimal("1") for yen.
    Returns one amount per part; they add up to total exactly. Equal remainders: the earlier wins.
    Raises ValueError when total is no whole number of units, or when parts add up to nothing
    while total does not.
    Source: Balinski and Young 1982, Fair Representation (Hamilton's method).
    """
    amounts = [Fraction(part) for part in parts]
    units = Fraction(total) / Fraction(unit)
    if units.denominator != 1:
        raise ValueError(f"{total} is not a whole number of {unit}")
    whole = sum(amounts, Fraction(0))
    if whole == 0 and units != 0:
        raise ValueError(f"parts that add up to nothing cannot share {total}")
    per_part = units / whole if whole else 1 / Fraction(unit)
    quotas = [amount * per_part for amount in amounts]
    counts = [quota.__floor__() for quota in quotas]
    left = units.numerator - sum(counts)
    by_remainder = sorted(range(len(quotas)), key=lambda i: counts[i] - quotas[i])
    for i in by_remainder[:left]:
        counts[i] += 1
    return [count * unit for count in counts]


def adding_up(
    amounts: Mapping[str, Decimal | None], unit: Decimal = CENT
) -> dict[str, Decimal | None]:
    """Round the parts of a total to units that add up to the rounded total; unknown stays None."""
    known = {part: amount for part, amount in amounts.items() if amount is not None}
    total = sum(known.values(), Decimal(0)).quantize(unit)
    split = list(known.values())
    if total:
        split = to_cents(split, total, unit=unit)
    rounded = {part: amount.quantize(unit) for part, amount in zip(known, split, strict=True)}
    return {part: rounded.get(part) for part in amounts}
