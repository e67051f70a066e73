"""The numbers behind answers, each read at most once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from clipworth.answers.scope import Scope
from clipworth.answers.words import listed
from clipworth.measure.accounts.followers import Followers, followers
from clipworth.measure.content.standing import Standing
from clipworth.measure.figures import Figures, figures
from clipworth.measure.items import Items, read_items
from clipworth.measure.ledger.ledger import COSTS, Ledger, opened, with_ad_costs
from clipworth.measure.ledger.media import OwnAds, Price, price
from clipworth.measure.metrics import conversion, intent, reach
from clipworth.measure.metrics.kinds import Ratio, Summed
from clipworth.measure.money.currency import derived_rates, missing_rates
from clipworth.measure.rates import Rates, estimated
from clipworth.measure.relations import trackable

POST_SUMS: tuple[Summed, ...] = (
    reach.POSTS,
    reach.VIEWS,
    reach.ORGANIC_VIEWS,
    reach.PAID_VIEWS,
    intent.LIKES,
    intent.COMMENTS,
    *intent.SIGNAL_MEASURES,
    intent.INTENT_ACTIONS,
)
POST_RATES: tuple[Ratio, ...] = (
    reach.NON_FOLLOWER_RATIO,
    reach.NON_FOLLOWER_PROXY,
    reach.FULL_WATCH_RATE,
    reach.AVERAGE_WATCH,
    intent.SAVE_RATE,
    intent.SHARE_RATE,
    intent.PROFILE_VISIT_RATE,
    intent.LINK_CLICK_RATE,
)
# Sales that are read, and that no answer counts: by table, what they are.
SALES_UNCOUNTED = {"deal": "the deals of the CRM"}
# Sales that stand in `show shop` and are no orders of the brand's own shop.
SALES_OF_TIKTOK_SHOP = {
    "shop_order": "the orders of TikTok Shop",
    "affiliate_sale": "the sales of affiliates",
}
AD_SUMS: tuple[Summed, ...] = (
    conversion.SPEND,
    reach.IMPRESSIONS,
    reach.VIDEO_VIEWS,
    conversion.CLICKS,
    conversion.CONVERSIONS,
    conversion.PURCHASES,
    conversion.PURCHASE_VALUE,
)
AD_MONEY_RATIOS: tuple[Ratio, ...] = (
    conversion.CPM,
    conversion.CPC,
    conversion.CPA,
    conversion.PLATFORM_ROAS,
)
AD_BEHAVIOUR: tuple[Ratio, ...] = (
    reach.RETENTION_2S,
    reach.RETENTION_6S,
    reach.PAID_FULL_WATCH_RATE,
    conversion.CTR,
    conversion.CVR,
)
DAY_SUMS: tuple[Summed, ...] = (
    reach.ACCOUNT_VIEWS,
    reach.NEW_FOLLOWERS,
    reach.LOST_FOLLOWERS,
    intent.ACCOUNT_PROFILE_VISITS,
    intent.WEBSITE_CLICKS,
)
ORDER_SUMS: tuple[Summed, ...] = (
    conversion.SHOP_ORDERS,
    conversion.SHOP_REVENUE,
    conversion.TRACKED_ORDERS,
    conversion.TRACKED_REVENUE,
    conversion.PAID_TRACKED_REVENUE,
    conversion.REFUNDS_UNKNOWN,
    conversion.ORDERS_NOT_PAID,
    conversion.REVENUE_NOT_PAID,
)
ORDER_RATIOS: tuple[Ratio, ...] = (conversion.AOV, conversion.NEW_CUSTOMER_SHARE)
MARGIN_SUMS: tuple[Summed, ...] = (
    conversion.GROSS_REVENUE,
    conversion.MARGIN,
    conversion.ORDERS_WITHOUT_MARGIN,
    conversion.TRACKED_ORDERS,
)
NO_TAGS = "No codes sheet and no order with a UTM: which orders came from TikTok is unknown."
_NOTHING = Figures({}, {})


@dataclass
class Numbers:
    """What one question may need; each is read when first asked for, and then kept.

    Every relation is read in one pass, as the answer must stand before anyone waits.
    """

    asked: Scope

    def _items(
        self,
        sums: tuple[Summed, ...],
        ratios: tuple[Ratio, ...] = (),
        by: str = "all",
        relation: str = "",
    ) -> Items | None:
        selection = self.asked.selection
        if selection.misses(relation or sums[0].relation):
            return None
        return read_items(
            self.asked.store, selection, sums=sums, ratios=ratios, by=by, relation=relation
        )

    @cached_property
    def standing(self) -> Standing:
        """How the selected posts are known."""
        return self.asked.standing()

    @cached_property
    def _post_items(self) -> Items | None:
        return self._items(POST_SUMS, (*POST_RATES, *intent.ISCR.values()), "signals")

    @cached_property
    def posts(self) -> Figures:
        """Sums over posts."""
        return _figures(self._post_items)

    @cached_property
    def post_rates(self) -> Rates:
        """Rates over organic posts."""
        return estimated(POST_RATES, _together(self._post_items))

    @cached_property
    def iscr(self) -> Rates:
        """ISCR by set of signals: one part a set."""
        return estimated(intent.ISCR.values(), self._post_items)

    @cached_property
    def days(self) -> Figures:
        """Sums over account days, and followers."""
        if self.asked.selection.misses("days"):
            return _NOTHING
        summed = figures(self.asked.store, DAY_SUMS, self.asked.selection)
        return summed.merged(self.followers.figures)

    @cached_property
    def followers(self) -> Followers:
        """Followers at the end of the period, and whether they compare with the one before."""
        if self.asked.selection.misses("days"):
            return Followers(_NOTHING, {})
        return followers(self.asked.store, self.asked.selection)

    @cached_property
    def _ad_items(self) -> Items | None:
        if not self.asked.store.value("select 1 from ad_level limit 1"):
            return None
        return self._items(AD_SUMS, (*AD_MONEY_RATIOS, *AD_BEHAVIOUR), "format")

    @cached_property
    def ads(self) -> Figures:
        """Sums over ads."""
        return _figures(self._ad_items)

    @cached_property
    def ad_money(self) -> Rates:
        """Costs per thing and returns of ads: ratios of totals, over all formats."""
        return estimated(AD_MONEY_RATIOS, _together(self._ad_items))

    @cached_property
    def ad_behaviour(self) -> Rates:
        """Rates of behaviour of ads, by format, as formats are never pooled."""
        return estimated(AD_BEHAVIOUR, self._ad_items)

    @cached_property
    def _order_items(self) -> Items | None:
        if not self.asked.store.value("select 1 from sale limit 1"):
            return None
        sums = tuple(dict.fromkeys((*ORDER_SUMS, *MARGIN_SUMS)))
        return self._items(sums, ORDER_RATIOS, relation="margins")

    @property
    def daily_spend(self) -> dict[date, Decimal] | None:
        """Ad spend by day; None: unknown."""
        return self._ad_items.daily("spend") if self._ad_items else None

    @property
    def daily_paid_revenue(self) -> dict[date, Decimal] | None:
        """Revenue tracked to paid posts by day; None: unknown."""
        items = self._order_items
        return items.daily("paid_tracked_revenue") if items else None

    @cached_property
    def no_orders(self) -> str:
        """Why there are no orders to count, though other sales may have been imported."""
        apart, uncounted = self._held(SALES_OF_TIKTOK_SHOP), self._held(SALES_UNCOUNTED)
        if not apart and not uncounted:
            return "No orders are imported."
        said = ["No orders of a shop or till are imported"]
        if apart:
            said.append(f"{listed(apart)} stand in `clipworth show shop`")
        if uncounted:
            said.append(f"no answer counts {listed(uncounted)} yet")
        return f"{'; '.join(said)}."

    def _held(self, sales: Mapping[str, str]) -> list[str]:
        """Name the sales of which there are any."""
        store = self.asked.store
        return [w for table, w in sales.items() if store.value(f"select 1 from {table} limit 1")]

    @cached_property
    def untracked(self) -> str:
        """Why nobody can tell which of the orders came from TikTok; empty: one can."""
        store = self.asked.store
        has_orders = bool(store.value("select 1 from sale limit 1"))
        return NO_TAGS if has_orders and not store.value(trackable()) else ""

    @cached_property
    def orders(self) -> Figures:
        """Sums over orders, and the margin of the tracked ones."""
        found = _figures(self._order_items)
        if not self.asked.selection.where:
            return found
        # A filter picks orders by what they are credited to; the shop's total knows none of that.
        whole = {metric.key for metric in (conversion.SHOP_ORDERS, conversion.SHOP_REVENUE)}
        values = {place: value for place, value in found.values.items() if place[2] not in whole}
        return Figures(values, found.rows)

    @cached_property
    def order_rates(self) -> Rates:
        """Ratios over tracked orders."""
        return estimated(ORDER_RATIOS, self._order_items)

    @cached_property
    def ledger(self) -> Ledger:
        """Costs and returns in total, from what was read already."""
        asked = self.asked
        booked = _NOTHING
        if not asked.selection.misses("costs"):
            booked = figures(asked.store, COSTS, asked.selection, relation="books")
        both = with_ad_costs(booked, self.ads)
        found = both.merged(self.orders).merged(self.ads).merged(self.posts)
        return opened(asked.store, asked.selection, asked.period, found, "all")

    @cached_property
    def price(self) -> Price:
        """The price of 1,000 views."""
        asked = self.asked
        assert asked.period is not None, "an empty workspace has no price"  # noqa: S101
        # One price for all periods, so that a month is worth the same in every answer.
        own = self._own_ads if asked.ask.period is None and not asked.ask.where else None
        until = asked.known.until if asked.known else asked.period.until
        return price(asked.store, asked.settings, asked.selection, until, own)

    @property
    def _own_ads(self) -> OwnAds | None:
        """The ads of the period, read already."""
        items = self._ad_items
        if items is None:
            return None
        days = items.days_with("impressions")
        spend, shown = self.ads.get("spend"), self.ads.get("impressions")
        return OwnAds(
            spend, shown or 0, len(days), min(days, default=None), max(days, default=None)
        )

    @cached_property
    def derived_rates(self) -> str:
        """Which exchange rates were turned round or taken across a common currency."""
        home = self.asked.home
        return "" if home.is_only or home.unknown else derived_rates(self.asked.store, home)

    @cached_property
    def missing_rates(self) -> str:
        """Which exchange rates are missing."""
        home = self.asked.home
        if home.unknown or home.is_only:
            return home.unknown
        return missing_rates(self.asked.store, self.asked.selection)


def _figures(items: Items | None) -> Figures:
    return items.figures() if items else _NOTHING


def _together(items: Items | None) -> Items | None:
    return items.together() if items else None
