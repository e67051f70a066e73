"""Costs and returns of a selection by part: every cost once, every return once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clipworth.measure.figures import BEFORE, NOW, Figures, figures
from clipworth.measure.metrics import conversion, intent, reach, value
from clipworth.measure.metrics.kinds import Summed
from clipworth.measure.query import bound
from clipworth.measure.relations import ad_totals, trackable
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.store.engine import Store, sql_file

COSTS = (value.COST, value.AD_COSTS, value.FEES, value.OTHER_COSTS)
RETURNS = (conversion.TRACKED_ORDERS, conversion.TRACKED_REVENUE)
CLAIMS = (conversion.PURCHASE_VALUE,)
ATTENTION = (reach.ORGANIC_VIEWS, intent.INTENT_ACTIONS)

NO_SHEET = "no cost sheet for {}"
_GAPS = {
    "cost without amount": "a cost without an amount in {}",
    "fee not given": "no fee given for {}",
    "no agreement": "no agreement with {}, who made posts",
    "ads without spend": "ads without a spend in ad account {}",
    "totals without spend": "ad totals without a spend in ad account {}",
    "totals known in part": "ad days that cover {known} of {of} days of a total in ad account {}",
    "totals across the edge": "ad totals of ad account {} that reach over the edge of the period",
    "totals that overlap": "ad totals of ad account {} that overlap each other",
}


@dataclass(frozen=True)
class Gap:
    """Something that keeps a cost from being known.

    creator: whose cost alone it is. month: the only month it bears on, `2026-06`.
    """

    reason: str
    creator: str | None = None
    month: str | None = None

    def bears_on(self, by: str, part: str | None) -> bool:
        """Tell whether it keeps the cost of this part from being known."""
        if part is None:
            return True
        own = {"creator": self.creator, "month": self.month}.get(by)
        return own in (None, part)


@dataclass(frozen=True)
class Ledger:
    """Costs and returns by (span, part), and what keeps them from being known.

    trackable: some code or tag could tell which orders came from TikTok.
    """

    figures: Figures
    by: str
    gaps: Mapping[str, tuple[Gap, ...]]
    has_orders: bool
    trackable: bool

    def cost(self, part: str | None = None, span: str = NOW) -> Decimal | None:
        """Give what is booked as cost; None where nothing is, or it cannot be said."""
        return self.figures.get("cost", part, span)  # type: ignore[no-any-return]

    def revenue(self, part: str | None = None, span: str = NOW) -> Decimal | None:
        """Give the tracked revenue; None where none could be known."""
        return self._returned("tracked_revenue", part, span, Decimal(0))  # type: ignore[no-any-return]

    def orders(self, part: str | None = None, span: str = NOW) -> int | None:
        """Give the tracked orders; None where none could be known."""
        return self._returned("tracked_orders", part, span, 0)  # type: ignore[no-any-return]

    def _returned(self, key: str, part: str | None, span: str, nothing: Any) -> Any:
        """Give what came back; nothing, where orders can be tracked and none is of the part."""
        found = self.figures.get(key, part, span)
        missing = (span, part, key) not in self.figures.values
        elsewhere = any(place == span and k == key for place, _, k in self.figures.values)
        return nothing if missing and self.trackable and elsewhere else found

    def unknown_cost(self, part: str | None = None, span: str = NOW) -> str:
        """Say what keeps the cost of a part from being known; empty when nothing does."""
        gaps = [gap for gap in self.gaps.get(span, ()) if gap.bears_on(self.by, part)]
        reasons = [gap.reason for gap in gaps if gap.reason != NO_SHEET]
        months = [gap.month for gap in gaps if gap.reason == NO_SHEET and gap.month]
        if months:
            reasons.insert(0, NO_SHEET.format(" and ".join(shortened(months))))
        return "; ".join(shortened(reasons))

    def roi(self, part: str | None = None, span: str = NOW) -> Decimal | None:
        """Give (revenue − cost) / cost in cash; None where either is not known, or cost is 0."""
        cost, revenue = self.cost(part, span), self.revenue(part, span)
        if cost is None or revenue is None or not cost > 0 or self.unknown_cost(part, span):
            return None
        return (revenue - cost) / cost

    def per_cost(
        self, amount: Decimal | None, part: str | None = None, span: str = NOW
    ) -> Decimal | None:
        """Set an amount that is not cash against the cost; None where either is not known."""
        cost = self.cost(part, span)
        if amount is None or cost is None or not cost > 0 or self.unknown_cost(part, span):
            return None
        return amount / cost


def ledger(
    store: Store,
    selection: Selection,
    period: Period | None,
    by: str = "all",
    *,
    only: tuple[Summed, ...] = (),
) -> Ledger:
    """Put costs and returns of the selection side by side.

    period: the days whose costs must be known; None: there are no data at all. only: what is
    needed of them, of one relation, where the rest would be read for nothing.
    """
    found = Figures({}, {})
    for measures in (only,) if only else (COSTS, RETURNS, CLAIMS, ATTENTION):
        if not selection.misses(measures[0].relation):
            found = figures(store, measures, selection, by).merged(found)
    return opened(store, selection, period, found, by)


def opened(
    store: Store, selection: Selection, period: Period | None, found: Figures, by: str
) -> Ledger:
    """Make a ledger of figures that are known already."""
    periods = {NOW: period, BEFORE: selection.before}
    only = selection.where.get("creator", "").lower().removeprefix("@")
    return Ledger(
        found,
        by,
        {
            span: tuple(gap for gap in gaps(store, days) if not only or gap.creator in (None, only))
            for span, days in periods.items()
            if days
        },
        has_orders=bool(store.value("select 1 from sale limit 1")),
        trackable=bool(store.value(trackable())),
    )


def with_ad_costs(booked: Figures, ads: Figures) -> Figures:
    """Add the spend of ads, read with the ads, to what is booked beside them.

    An amount without an exchange rate makes the sum unknown.
    """
    values = dict(booked.values)
    for span in (NOW, BEFORE):
        place = (span, None, "spend")
        if (span, None) not in ads.rows:
            continue
        for key in ("ad_costs", "cost"):
            beside, spend = values.get((span, None, key)), ads.values.get(place)
            unrated = (span, None) in booked.rows and beside is None and key == "cost"
            if spend is None or unrated:
                values[span, None, key] = None
            else:
                values[span, None, key] = spend + (beside or Decimal(0))
    return Figures(values, booked.rows)


def gaps(store: Store, period: Period) -> tuple[Gap, ...]:
    """Find what keeps the cost of a period from being known."""
    sql = sql_file(__file__, "unknown_costs", ad_totals=ad_totals())
    values = {"since": period.since, "until": period.until}
    found = store.rows(sql, bound(sql, values))
    return tuple(
        Gap(NO_SHEET, month=subject)
        if gap == "no cost sheet"
        else Gap(
            _GAPS[gap].format(subject, known=known, of=amounts),
            creator=subject if gap in ("fee not given", "no agreement") else None,
            month=subject if gap == "cost without amount" else None,
        )
        for gap, subject, known, amounts in found
    )


def shortened(reasons: Iterable[str], most: int = 3) -> list[str]:
    """Give the first few reasons, and how many more there are."""
    listed = list(reasons)
    if len(listed) <= most + 1:
        return listed
    return [*listed[:most], f"{len(listed) - most} more"]
