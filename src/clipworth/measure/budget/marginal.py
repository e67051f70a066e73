"""What one more unit of ad spend brought, week against week; silence where spend hardly varied."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.slope import slope

LEAST_WEEKS = 26
LEAST_VARIATION = 0.2


@dataclass(frozen=True)
class Marginal:
    """The return of one more unit of spend; estimate None: silence, and why says why."""

    estimate: Estimate | None
    why: str
    weeks: int = 0
    variation: float | None = None


def marginal_return(
    spent: Mapping[date, Decimal] | None, sold: Mapping[date, Decimal] | None
) -> Marginal:
    """Regress weekly revenue tracked to paid TikTok on weekly ad spend, beside a trend.

    spent, sold: amounts by day; None: unknown.
    """
    if not spent or not sold:
        return Marginal(None, "Ad spend or the revenue tracked to paid posts is not known by day.")
    first, last = max(min(spent), min(sold)), min(max(spent), max(sold))
    weeks = max((last - first).days + 1, 0) // 7
    if weeks < LEAST_WEEKS:
        known = f"Ads and orders are known together on {weeks} whole weeks"
        return Marginal(None, f"{known}; it takes {LEAST_WEEKS}.", weeks)
    return judged(_weekly(spent, last, weeks), _weekly(sold, last, weeks), weeks)


def judged(spend: list[float], revenue: list[float], weeks: int) -> Marginal:
    """Estimate where spend varied enough and enough weeks brought something."""
    mean = sum(spend) / weeks
    if not mean > 0:
        return Marginal(None, "Nothing was spent on ads.", weeks)
    paid = sum(amount > 0 for amount in revenue)
    if paid < weeks / 2:
        return Marginal(
            None, f"Only {paid} of {weeks} weeks brought tracked revenue of paid posts.", weeks
        )
    variation = math.sqrt(sum((x - mean) ** 2 for x in spend) / (weeks - 1)) / mean
    if variation < LEAST_VARIATION:
        return Marginal(
            None,
            f"Weekly spend varied by {variation:.0%} around its mean; under {LEAST_VARIATION:.0%} "
            "nobody can tell what more of it brings.",
            weeks,
            variation,
        )
    try:
        return Marginal(slope(spend, revenue), "", weeks, variation)
    except TooFew:
        return Marginal(None, "Spend did not vary around its own trend.", weeks, variation)


def _weekly(daily: Mapping[date, Decimal], last: date, weeks: int) -> list[float]:
    """Add up days into whole weeks that end with the last day, the oldest first."""
    totals = [Decimal(0)] * weeks
    for day, amount in daily.items():
        back = (last - day).days
        if 0 <= back < weeks * 7:
            totals[weeks - 1 - back // 7] += amount
    return [float(total) for total in totals]
