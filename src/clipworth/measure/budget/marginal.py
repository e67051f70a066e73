"""What one more unit of ad spend brought, week against week; silence where spend hardly varied."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from clipworth.measure.figures import NOW, Figures, figures
from clipworth.measure.metrics.conversion import PAID_TRACKED_REVENUE, SPEND, TRACKED_ORDERS
from clipworth.measure.selection import Selection
from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.slope import slope
from clipworth.store.engine import Store

LEAST_WEEKS = 26
LEAST_VARIATION = 0.2
LEAST_ORDERS = 50


@dataclass(frozen=True)
class Marginal:
    """The return of one more unit of spend; estimate None: silence, and why says why."""

    estimate: Estimate | None
    why: str
    weeks: int = 0
    variation: float | None = None


def marginal_return(store: Store, selection: Selection) -> Marginal:
    """Regress weekly revenue tracked to paid TikTok on weekly ad spend, beside a trend."""
    if selection.misses("orders") or selection.misses("ads"):
        return Marginal(None, "A filter is set that ads and orders cannot both be asked by.")
    spent = figures(store, [SPEND], selection, "day")
    sold = figures(store, [PAID_TRACKED_REVENUE, TRACKED_ORDERS], selection, "day")
    days = _shared(spent, sold)
    if not days:
        return Marginal(None, "Ads and orders are not known of the same days.")
    weeks = (days[1] - days[0]).days // 7
    if weeks < LEAST_WEEKS:
        return Marginal(
            None, f"Ads and orders are known together on {weeks} whole weeks; it takes "
            f"{LEAST_WEEKS}.", weeks
        )  # fmt: skip
    spend, lost = _weekly(spent, "spend", days[1], weeks)
    revenue, unrated = _weekly(sold, "paid_tracked_revenue", days[1], weeks)
    if lost or unrated:
        return Marginal(
            None, "An amount has no exchange rate, or no order could be tracked.", weeks
        )
    return judged(spend, revenue, weeks)


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


def _shared(spent: Figures, sold: Figures) -> tuple[date, date] | None:
    """Give the first day and the day after the last one that both are known of."""
    ends = []
    for found in (spent, sold):
        days = found.parts()
        if not days:
            return None
        ends.append((date.fromisoformat(days[0]), date.fromisoformat(days[-1])))
    first, last = max(a for a, _ in ends), min(b for _, b in ends)
    return (first, last + timedelta(days=1)) if first <= last else None


def _weekly(found: Figures, key: str, until: date, weeks: int) -> tuple[list[float], bool]:
    """Add up days into whole weeks that end with the last day; tells whether an amount is lost."""
    totals = [Decimal(0)] * weeks
    lost = False
    for day in found.parts():
        back = (until - date.fromisoformat(day)).days - 1
        if not 0 <= back < weeks * 7:
            continue
        amount = found.values.get((NOW, day, key))
        lost |= amount is None
        totals[weeks - 1 - back // 7] += Decimal(amount or 0)
    return [float(total) for total in totals], lost
