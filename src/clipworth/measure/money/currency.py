"""The one currency that an answer's money is in, and why there may be none."""

from dataclasses import dataclass
from decimal import Decimal

from clipworth.measure.query import bound
from clipworth.measure.relations import RELATIONS, costs, exchange, orders
from clipworth.measure.selection import Selection
from clipworth.model.settings import Settings
from clipworth.store.engine import Store, sql_file

UNSTATED = ""
# Relation -> what cash its rows are, and the amount of a row r.
_CASH = {
    "ads": ("Ad spend", "r.spend"),
    "shop": ("Orders of the shop, before refunds", "r.total"),
}


@dataclass(frozen=True)
class Home:
    """The currency of an answer.

    currency: its code; None: not known. key: what amounts are converted to, the empty text when
    no file states a currency; None: several, and nobody chose.
    stated: the currencies that the files state. silent: some amounts state none.
    """

    currency: str | None
    key: str | None
    stated: tuple[str, ...]
    silent: bool

    @property
    def is_only(self) -> bool:
        """Tell whether all amounts are in this currency, so that no rate can be missing."""
        return self.key is not None and set(self.stated) <= {self.key}

    @property
    def unknown(self) -> str:
        """Say why money cannot be totalled; empty when it can."""
        if self.key is not None:
            return ""
        names = ", ".join(self.stated)
        return (
            f"The data hold {names} and the workspace names no currency: set currency in "
            "clipworth.toml and import exchange rates."
        )

    @property
    def caveats(self) -> tuple[str, ...]:
        """Say what a reader must know about the currency."""
        if self.unknown:
            return (self.unknown,)
        if self.silent and self.key:
            return (f"Amounts whose file states no currency are taken to be {self.key}.",)
        if self.silent:
            return ("No file states a currency; amounts are shown without one.",)
        return ()


def home(store: Store, settings: Settings) -> Home:
    """Find the currency: the workspace's, else that of the data where it is only one."""
    found = dict(store.rows(sql_file(__file__, "currencies")))
    stated = tuple(code for code in found if code)
    silent = None in found
    if settings.currency:
        return Home(settings.currency, settings.currency, stated, silent)
    # What products cost is converted to the currency of their orders, and never chooses one; that
    # of TikTok Shop chooses where there is no other cash.
    most = max((weight for code, weight in found.items() if code), default=0)
    cash = [code for code in stated if found[code] == most > 0]
    if len(cash) > 1:
        return Home(None, None, stated, silent)
    return Home(cash[0] if cash else None, cash[0] if cash else UNSTATED, stated, silent)


def missing_rates(store: Store, selection: Selection) -> str:
    """Name the currencies and days without a rate; empty where there are none."""
    sql = sql_file(__file__, "missing", exchange=exchange(), costs=costs(), orders=orders())
    return _said(store, selection, sql)


def rate_gaps(store: Store, selection: Selection, relation: str, where: str) -> str:
    """Name the currencies and days of rows r of a relation without a rate; empty: none lacks it."""
    days = f"r.day >= $since::date and r.day < $until::date and ({where})"
    sql = sql_file(__file__, "gaps", relation=relation, exchange=exchange(), where=days)
    return _said(store, selection, sql)


def _said(store: Store, selection: Selection, sql: str) -> str:
    gaps = [
        f"from {code} to {selection.home or '?'} on {days:,} {'day' if days == 1 else 'days'} "
        f"({first} to {last})"
        for code, days, first, last in store.rows(sql, bound(sql, selection.values))
    ]
    return f"No exchange rate {' and '.join(gaps)}; import fx rates." if gaps else ""


def cash_by_currency(
    store: Store, selection: Selection
) -> dict[str, list[tuple[Decimal, str | None]]]:
    """Give ad spend and orders of the selection in each currency, unconverted.

    What the filters cannot tell apart is left out.
    """
    cash: dict[str, list[tuple[Decimal, str | None]]] = {}
    for relation, (kind, amount) in _CASH.items():
        if selection.misses(relation):
            continue
        sql = sql_file(
            __file__,
            "by_currency",
            relation=RELATIONS[relation].text(),
            amount=amount,
            where=selection.rows(relation),
        )
        found = store.rows(sql, bound(sql, selection.values))
        if found:
            cash[kind] = [(total, code) for code, total in found]
    return cash


def needs_crossing(store: Store, home_currency: Home) -> bool:
    """Tell whether a currency of the data has a rate only across another one."""
    return not home_currency.is_only and "across" in _ways(store, home_currency).values()


def _ways(store: Store, home_currency: Home) -> dict[str, str]:
    sql = sql_file(__file__, "derived", exchange=exchange())
    found = dict(store.rows(sql, {"home": home_currency.key}))
    return {code: way for code, way in sorted(found.items()) if code in home_currency.stated}


def derived_rates(store: Store, home_currency: Home) -> str:
    """Say which rates no file gives as such: turned round, or across a common currency."""
    said = [
        f"{code} {'turned round' if way == 'inverse' else 'across a common currency'}"
        for code, way in _ways(store, home_currency).items()
    ]
    if not said:
        return ""
    return f"Exchange rates to {home_currency.key} that no file gives as such: {', '.join(said)}."
