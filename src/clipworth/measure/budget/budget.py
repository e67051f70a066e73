"""Every cost once and every return once, by part: the ledger and TikTok Shop side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from clipworth.measure.figures import NOW, Figures, figures
from clipworth.measure.ledger.ledger import ATTENTION, COSTS, RETURNS, Ledger, opened
from clipworth.measure.paid.families import GMV_MAX
from clipworth.measure.paid.recognised import spend_by_format
from clipworth.measure.query import bound
from clipworth.measure.relations import NOT_ASSIGNED
from clipworth.measure.selection import Selection
from clipworth.measure.shop.sold import UNCREDITED, Sold, gmv_max, sold, sold_sql
from clipworth.model.periods import Period
from clipworth.store.engine import Store, sql_file

SHOP = "shop"
PAID = "paid"
NOT_SETTLED = "fees of TikTok Shop are not settled or no file tells them"


@dataclass(frozen=True)
class ShopPart:
    """What TikTok Shop brought to a part and took from it.

    revenue: after refunds. kept: commissions and fees. ads: GMV Max. None: unknown, unknown says
    why the costs are.
    """

    revenue: Decimal | None
    kept: Decimal | None
    ads: Decimal | None
    unknown: str

    def added(self, other: "ShopPart") -> "ShopPart":
        """Add what another part brought."""
        whys = [why for why in (self.unknown, other.unknown) if why]
        return ShopPart(
            _sum(self.revenue, other.revenue),
            _sum(self.kept, other.kept),
            _sum(self.ads, other.ads),
            "; ".join(dict.fromkeys(whys)),
        )


ZERO = Decimal(0)
NO_SHOP = ShopPart(ZERO, ZERO, ZERO, "")


@dataclass(frozen=True)
class Budget:
    """The ledger by part with TikTok Shop's part of each.

    shop: empty where nothing of TikTok Shop is imported.
    """

    books: Ledger
    shop: Mapping[str, ShopPart]

    def parts(self) -> list[str]:
        """Give the parts that have a cost or a return."""
        return sorted({*self.books.figures.parts(), *self.shop})

    def cost(self, part: str) -> Decimal | None:
        """Give what was booked as cost; None where nothing is, or a part of it is unknown."""
        return self._with_shop(self.books.cost(part), part, "kept", "ads")

    def revenue(self, part: str) -> Decimal | None:
        """Give what came back in cash: tracked orders and sales of TikTok Shop."""
        return self._with_shop(self.books.revenue(part), part, "revenue")

    def unknown_cost(self, part: str) -> str:
        """Say what keeps the cost from being known; empty when nothing does."""
        shop = self.shop.get(part, NO_SHOP).unknown
        return "; ".join(why for why in (self.books.unknown_cost(part), shop) if why)

    def _with_shop(self, own: Decimal | None, part: str, *keys: str) -> Decimal | None:
        if part not in self.shop:
            return own
        amounts = [getattr(self.shop[part], key) for key in keys]
        if None in amounts or (own is None and self._lost(part, keys)):
            return None
        return sum(amounts, own or ZERO)

    def _lost(self, part: str, keys: tuple[str, ...]) -> bool:
        """Tell whether an own amount is unknown for lack of an exchange rate, and not absent."""
        key = "tracked_revenue" if keys == ("revenue",) else "cost"
        return (NOW, part, key) in self.books.figures.values


def budget(store: Store, selection: Selection, period: Period, by: str, ads: Figures) -> Budget:
    """Put costs and returns by part side by side.

    ads: sums over ads, read already; they are all of one content type.
    """
    books = _ledger(store, selection, period, by, ads)
    # A filter parts what is booked on posts and creators; the shop as a whole is none of those.
    parts = {} if selection.where else dict(_shop(store, selection, period, by))
    return Budget(books, parts)


def _ledger(store: Store, selection: Selection, period: Period, by: str, ads: Figures) -> Ledger:
    """Read costs and returns; by content type without reading every day of ads again."""
    found = Figures({}, {})
    costs = (COSTS, "books" if by == "content_type" else "")
    for measures, relation in (costs, (RETURNS, ""), (ATTENTION[:1], "")):
        if not selection.misses(relation or measures[0].relation):
            found = figures(store, measures, selection, by, relation).merged(found)
    if by == "content_type" and not selection.misses("ads"):
        found = _with_ads(found, ads)
    return opened(store, selection, period, found, by)


def _with_ads(found: Figures, ads: Figures) -> Figures:
    """Add the spend of ads to what is booked on paid; without a rate the sum is unknown."""
    if (NOW, None) not in ads.rows:
        return found
    spend, values = ads.get("spend"), dict(found.values)
    for key in ("ad_costs", "cost"):
        place = (NOW, PAID, key)
        beside = values.get(place)
        lost = key == "cost" and place in values and beside is None
        known = spend is not None and not lost
        values[place] = spend + (beside or ZERO) if known else None
    return Figures(values, {**found.rows, (NOW, PAID): ads.count()})


def _shop(
    store: Store, selection: Selection, period: Period, by: str
) -> Iterator[tuple[str, ShopPart]]:
    made: dict[str, ShopPart] = {}
    for part, share, one in _sold(store, selection, by):
        made[part] = made.get(part, NO_SHOP).added(_part(one, share))
    # GMV Max inside Ads Manager's own report stands in the ledger already.
    ran = store.value("select 1 from gmv_max limit 1")
    if ran and GMV_MAX not in spend_by_format(store, selection):
        for part, spend, why in _ads(store, selection, period, by):
            ads = ShopPart(ZERO, ZERO, spend, why)
            made[part] = made.get(part, NO_SHOP).added(ads)
    yield from made.items()


def _sold(store: Store, selection: Selection, by: str) -> Iterator[tuple[str, Decimal, Sold]]:
    """Give sales by part, with the share of them that a part has."""
    if by == "content_type":
        for one in sold(store, selection):
            yield SHOP, Decimal(1), one
        return
    if by in ("pillar", "format"):
        sql = sql_file(__file__, "shop_parts", sold=sold_sql("post"))
        for row in store.records(sql, bound(sql, selection.values)):
            names = row["pillars"] if by == "pillar" else [row["format"]]
            weights = row["weights"] if by == "pillar" else [1.0]
            for name, weight in zip(names or [None], weights or [1.0], strict=True):
                yield name or NOT_ASSIGNED, Decimal(str(weight)), Sold(row["part"], row)
        return
    for one in sold(store, selection, by):
        yield (NOT_ASSIGNED if one.part in (None, UNCREDITED) else one.part), Decimal(1), one


def _part(one: Sold, share: Decimal) -> ShopPart:
    kept = _sum(one.get("commission"), one.get("platform_fees"))
    revenue = one.get("net")
    return ShopPart(
        None if revenue is None else revenue * share,
        None if kept is None else kept * share,
        ZERO,
        "" if kept is not None else NOT_SETTLED,
    )


def _ads(
    store: Store, selection: Selection, period: Period, by: str
) -> Iterator[tuple[str, Decimal | None, str]]:
    """Give what GMV Max cost, where it ran."""
    if by == "month":
        for month in period.months:
            ads = gmv_max(store, replace(selection, period=month, before=None, undated=False))
            if ads.ran:
                yield f"{month.since:%Y-%m}", ads.spend, ads.unknown
        return
    ads = gmv_max(store, selection)
    if ads.ran:
        part = {"content_type": SHOP, "format": GMV_MAX}.get(by, NOT_ASSIGNED)
        yield part, ads.spend, ads.unknown


def _sum(*amounts: Decimal | None) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None
