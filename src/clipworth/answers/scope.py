"""What every answer needs first: the days asked about, the currency, the files behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from clipworth.measure.content.standing import Standing, standing
from clipworth.measure.known_values import known_values, stands_somewhere
from clipworth.measure.money.currency import Home, home
from clipworth.measure.selection import Selection
from clipworth.model import formats
from clipworth.model.answers import Answer, AnswerTable, Ask, Origin
from clipworth.model.periods import Period
from clipworth.model.problems import WrongUse, nearest
from clipworth.model.settings import Settings
from clipworth.store.engine import Store, sql_file

SOURCES_OF_ALL_POSTS = (
    "Import a business-account export, connect the API, or fill the sheet that "
    "`clipworth template posts` makes."
)
NOTHING_YET = (
    "Nothing is imported yet. Import TikTok Studio exports (Overview, Content, Viewers, "
    "Followers), Ads Manager reports and your shop's orders with `clipworth import`, or look at "
    "`clipworth demo`."
)
# What each relation reads, for the list of files behind an answer.
TABLES_BEHIND = {
    "posts": ("post", "post_plan"),
    "ads": ("ad_day",),
    "days": ("account_day",),
    "orders": (
        "sale",
        "sale_code",
        "sale_check",
        "sale_payment",
        "refund",
        "refund_part",
        "promo_code",
    ),
    "margins": ("sale_line", "product_cost"),
    "channels": ("channel_post", "channel_day"),
    "costs": ("creator", "cost", "ad_day", "ad_period", "fx_rate"),
    "site": ("web_event", "web_total"),
    "deals": ("deal",),
    "comments": ("comment",),
    "competitors": ("competitor_day",),
    "ugc": ("ugc_post",),
    "tiktok_shop": (
        "shop_order",
        "shop_order_line",
        "shop_settlement",
        "affiliate_sale",
        "shop_post",
        "shop_creator",
        "gmv_max",
        "product_cost",
        "post_plan",
    ),
}


# Values that mean something whether or not anything has them.
VOCABULARY = {
    "content_type": ("organic", "creator", "ugc", "paid", "shop"),
    "stage": ("tofu", "mofu", "bofu"),
}


@dataclass(frozen=True)
class Scope:
    """A question made ready: what to select, and what to hand back with the answer.

    period: the days asked about, or all that the data know; None: the workspace is empty.
    known: all days that the data know.
    """

    store: Store
    settings: Settings
    ask: Ask
    home: Home
    selection: Selection
    period: Period | None
    known: Period | None

    @property
    def currency(self) -> str | None:
        """The currency that money is shown in."""
        return self.home.currency

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to answer from."""
        return self.period is None

    def standing(self) -> Standing:
        """Count the selected posts by how they are known."""
        return standing(self.store, self.selection)

    def filtered(self, **where: str) -> "Scope":
        """Narrow the selection by more filters."""
        return replace(self, selection=self.selection.filtered(**where))

    def no_filter_reason(self, relation: str) -> str:
        """Say why a relation cannot answer under these filters; empty when it can."""
        missed = self.selection.misses(relation)
        if not missed:
            return ""
        noun = {"ads": "Ads", "days": "Account days", "costs": "Costs"}.get(relation, "Orders")
        noun = "Posts" if relation == "posts" else noun
        return f"{noun} cannot be told apart by {' and '.join(missed)}."

    def answer(
        self,
        question: str,
        tables: Iterable[AnswerTable],
        sentences: Iterable[str],
        caveats: Iterable[str] = (),
        *,
        relations: Iterable[str] = (),
        refused: Iterable[str] = (),
    ) -> Answer:
        """Put an answer together, with the files that it rests on."""
        tables_read = [name for key in relations for name in TABLES_BEHIND[key]]
        return Answer(
            question=question,
            period=self.period,
            as_of=self.ask.as_of,
            tables=tuple(tables),
            sentences=tuple(sentence for sentence in sentences if sentence),
            caveats=tuple(dict.fromkeys(caveat for caveat in caveats if caveat)),
            refused=tuple(refused),
            provenance=origins(self.store, tables_read),
            simulated=self.settings.simulated,
            currency=self.currency,
        )

    def empty_answer(self, question: str) -> Answer:
        """Say what to import, where nothing is, or that nothing was known on that day."""
        said = NOTHING_YET
        if self.ask.as_of and self.ask.known_from:
            said = (
                f"Nothing was known on {formats.day(self.ask.as_of)}: what is imported was known "
                f"from {formats.day(self.ask.known_from)} on."
            )
        return self.answer(question, (), (said,))


def scope(store: Store, settings: Settings, ask: Ask) -> Scope:
    """Make a question ready."""
    money = home(store, settings)
    first, last = store.rows(sql_file(__file__, "days_known"))[0]
    known = Period.inclusive(first, last) if first else None
    selection = Selection.of(settings, money.key, ask.period, known, ask.where)
    if known:
        _check_values(store, selection)
    period = (ask.period or known) if known else None
    return Scope(store, settings, ask, money, selection, period, known)


def _check_values(store: Store, selection: Selection) -> None:
    """Refuse a filter by a value that stands nowhere: an empty answer would look like one.

    Raises WrongUse, naming the nearest.
    """
    for key, value in selection.where.items():
        if value.lower() in VOCABULARY.get(key, ()) or stands_somewhere(store, selection, key):
            continue
        known = known_values(store, selection, key)
        said = nearest(value, known) if known else "None is known."
        raise WrongUse(f"no row has {key.replace('_', ' ')} {value!r}. {said}")


def origins(store: Store, tables: Iterable[str]) -> tuple[Origin, ...]:
    """Give the receipts that brought rows into these tables."""
    wanted = list(dict.fromkeys(tables))
    if not wanted:
        return ()
    found = store.rows(sql_file(__file__, "files_behind"), {"tables": wanted})
    return tuple(Origin(*row) for row in found)
