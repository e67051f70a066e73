"""What attention would have cost as ads: a value that is modelled, apart from cash."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clipworth.measure.query import bound
from clipworth.measure.relations import ads, exchange
from clipworth.measure.selection import Selection
from clipworth.model.settings import Settings
from clipworth.model.words import Word
from clipworth.store.engine import Store, sql_file

LEAST_DAYS = 14
LEAST_IMPRESSIONS = 10_000


@dataclass(frozen=True)
class Price:
    """The price of 1,000 views.

    amount: None where there is none; basis then says why, else what it rests on.
    """

    amount: Decimal | None
    word: Word
    basis: str


@dataclass(frozen=True)
class PriceBasis:
    """What the price of 1,000 views is taken from: one that was typed, else all own ads."""

    typed: Decimal | None
    ads: Selection


@dataclass(frozen=True)
class OwnAds:
    """What the brand's own ads paid for impressions; spend None: an exchange rate is missing."""

    spend: Decimal | None
    impressions: int
    days: int
    first_day: date | None
    last_day: date | None

    @property
    def enough(self) -> bool:
        """Tell whether a price can rest on them."""
        return self.days >= LEAST_DAYS and self.impressions >= LEAST_IMPRESSIONS


def price(
    store: Store,
    settings: Settings,
    selection: Selection,
    until: date,
    in_period: OwnAds | None = None,
) -> Price:
    """Find the price of 1,000 views: the one typed, else that of the brand's own ads.

    in_period: ads of the period, where they are known already; all ads so far where they are few.
    """
    if settings.value_per_1000_views is not None:
        return Price(settings.value_per_1000_views, Word.ASSUMED, "as typed in clipworth.toml")
    ads_known = in_period if in_period and in_period.enough else own_ads(store, selection, until)
    if not ads_known.enough:
        return Price(
            None,
            Word.MODELLED,
            f"No price of 1,000 views: own ads ran on {ads_known.days} days with "
            f"{ads_known.impressions:,} impressions, and it takes {LEAST_DAYS} days and "
            f"{LEAST_IMPRESSIONS:,}. Set per_1000_views under [value] in clipworth.toml.",
        )
    if ads_known.spend is None:
        return Price(None, Word.MODELLED, "No price of 1,000 views: an exchange rate is missing.")
    amount = ads_known.spend * 1000 / ads_known.impressions
    basis = (
        f"calibrated from own ads: {ads_known.days} days from {ads_known.first_day} to "
        f"{ads_known.last_day}, {ads_known.spend:,.2f} {selection.home or ''}".rstrip()
        + f" spent on {ads_known.impressions:,} impressions, one view set equal to one impression"
    )
    return Price(amount, Word.MODELLED, basis)


def own_ads(store: Store, selection: Selection, until: date) -> OwnAds:
    """Read what own ads paid for impressions before a day."""
    sql = sql_file(__file__, "ad_price", ads=ads(), exchange=exchange())
    values = {**selection.values, "until": until}
    spend, impressions, days, first, last = store.rows(sql, bound(sql, values))[0]
    return OwnAds(
        Decimal(spend) if spend is not None else None, impressions or 0, days or 0, first, last
    )


def media_equivalent(views: float | None, priced: Price) -> Decimal | None:
    """Value organic views at a price of 1,000; unknown where either is."""
    if views is None or priced.amount is None:
        return None
    return Decimal(views) * priced.amount / 1000
