"""Rates that turn attention into money: those published, and those that own ads paid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from clipworth.measure.ledger.media import LEAST_DAYS, Price
from clipworth.measure.metrics import conversion, worth
from clipworth.measure.metrics.kinds import Ratio
from clipworth.measure.query import bound
from clipworth.measure.rates import Rates, rates
from clipworth.measure.relations import exchange
from clipworth.measure.selection import Selection
from clipworth.model.defaults import default
from clipworth.model.defaults.worth import RATE_SETS, RateSet
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.model.words import Word
from clipworth.store.engine import Store, sql_file

CALIBRATED = "calibrated"
# A price of fewer would be that of a few people on a few days.
LEAST_BOUGHT = 100
NO_DOLLARS = "Its rates are in US dollars, and no rate from USD to {} is imported: import fx rates."
DOLLARS = "USD"
ENGAGEMENTS = ("like", "comment", "share", "save")


@dataclass(frozen=True)
class ActionPrice:
    """What one action costs or is said to be worth, in the currency of the answer.

    low, high: None where nobody can say how sure it is. basis: what it rests on.
    """

    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    word: Word
    basis: str


@dataclass(frozen=True)
class PriceSet:
    """Prices by action; an action without one is not worth 0, its worth is unknown.

    currency: of its amounts; None: that of the data, which no file names. unknown: why the set has
    no price at all.
    """

    key: str
    label: str
    word: Word
    cited: str
    prices: Mapping[str, ActionPrice]
    currency: str | None
    unknown: str = ""

    @property
    def whose(self) -> str:
        """Say by whose rates, as a sentence does."""
        if self.key != CALIBRATED:
            return f"the rates of {self.label}"
        return "the price that was typed" if self.word is Word.ASSUMED else "own ad costs"

    def of(self, action: str) -> ActionPrice | None:
        """Give the price of an action; any engagement may stand for one without its own."""
        if action in self.prices:
            return self.prices[action]
        return self.prices.get("engagement") if action in ENGAGEMENTS else None


def published(
    store: Store, settings: Settings, home: str | None, until: Period, network: str = "tiktok"
) -> Iterator[PriceSet]:
    """Give the published sets that know the network.

    home: the currency to express them in; where no file has a rate into it, they stay in dollars.
    until: the last days known, whose rate of exchange holds.
    """
    found = dollars(store, home, until)
    rate, currency = (Decimal(1), DOLLARS) if found is None else (found, home)
    for one in RATE_SETS:
        priced = {
            action: default(settings.defaults, f"{one.key}_{place}_{action}")
            for place, action in one.rates
            if place == network
        }
        if not priced:
            continue
        prices = {
            action: ActionPrice(one_rate.value * rate, None, None, Word.ASSUMED, one_rate.cited)
            for action, one_rate in priced.items()
        }
        yield PriceSet(one.key, one.label, Word.ASSUMED, cited(one), prices, currency)


def cited(one: RateSet) -> str:
    """Say whose set it is, of when, and how far it may be trusted."""
    dated = f"{one.source} {one.year}" if one.year else f"{one.source}, undated"
    derived = ", derived by us from its printed totals" if one.derived else ""
    return f"{dated}, grade {one.grade}{derived}"


def dollars(store: Store, home: str | None, until: Period) -> Decimal | None:
    """Give what a US dollar is worth on the last day known; None: no file says it."""
    sql = sql_file(__file__, "dollars", exchange=exchange())
    found = store.value(sql, bound(sql, {"home": home, "until": until.until}))
    return None if found is None else Decimal(found)


def calibrated(store: Store, selection: Selection, known: Period, view: Price) -> PriceSet:
    """Take prices from what the brand's own ads paid, over all days known.

    view: the price of 1,000 views, which other answers use too.
    """
    all_days = replace(selection, period=known, before=None, where={}, undated=False)
    ratios = (conversion.CPM, worth.COST_PER_ENGAGEMENT, worth.COST_PER_FOLLOW)
    found = rates(store, ratios, all_days)
    prices: dict[str, ActionPrice] = {}
    if view.amount is not None:
        cpm = found.get("cpm") if view.word is Word.MODELLED else None
        low, high = (cpm.low, cpm.high) if cpm else (None, None)
        prices["view"] = ActionPrice(
            view.amount / 1000, _thousandth(low), _thousandth(high), view.word, view.basis
        )
    for action, ratio in (("engagement", ratios[1]), ("follower", ratios[2])):
        if (price := _paid(found, ratio)) is not None:
            prices[action] = price
    missing = "" if prices else view.basis
    typed = view.amount is not None and view.word is Word.ASSUMED
    label = "Own price of views, as typed" if typed else "Calibrated from own ads"
    told = "clipworth.toml" + (" and own ads" if len(prices) > 1 else "") if typed else "own ads"
    word = Word.ASSUMED if typed else Word.MODELLED
    return PriceSet(CALIBRATED, label, word, told, prices, selection.home, missing)


def _paid(found: Rates, ratio: Ratio) -> ActionPrice | None:
    estimate = found.get(ratio.key)
    items = found.items
    if estimate is None or items is None or estimate.n < LEAST_DAYS:
        return None
    tops, bottoms = items.halves(ratio.key)
    bought, spent = float(sum(b for b in bottoms if b == b)), float(sum(t for t in tops if t == t))
    if bought < LEAST_BOUGHT:
        return None
    low, high = (_finite(end) for end in (estimate.low, estimate.high))
    basis = f"own ads: {estimate.n:,} days, {spent:,.2f} spent, {bought:,.0f} bought"
    return ActionPrice(Decimal(estimate.value), low, high, Word.MODELLED, basis)


def _thousandth(end: float | None) -> Decimal | None:
    known = None if end is None else _finite(end)
    return None if known is None else known / 1000


def _finite(end: float) -> Decimal | None:
    return Decimal(end) if abs(end) < float("inf") else None
