"""TikTok beside the brand's other networks: the same counts, each at the rates published for it."""

from collections.abc import Iterator
from decimal import Decimal

from clipworth.answers import sampling
from clipworth.answers.scope import Scope, scope
from clipworth.answers.value import (
    LABELS,
    NO_CASH,
    TWICE,
    amounts,
    engagements,
    unknown_amounts,
)
from clipworth.answers.words import counted, listed, money
from clipworth.measure.figures import cents, whole
from clipworth.measure.metrics import worth as counts_of
from clipworth.measure.metrics.reach import NET_FOLLOWERS, POSTS, VIEWS
from clipworth.measure.value.networks import TIKTOK, Network
from clipworth.measure.value.networks import networks as read_networks
from clipworth.measure.value.prices import PriceSet, published
from clipworth.measure.value.worth import worth
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import MONEY, TEXT
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

NAMES = {
    "tiktok": "TikTok",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "linkedin": "LinkedIn",
    "youtube": "YouTube",
}


def network_name(key: str) -> str:
    """Give the name of a network as it writes itself."""
    return NAMES.get(key, key)


VIEWS_DIFFER = (
    "Networks count views differently, LinkedIn only impressions: a view here is what each calls "
    "one, so counts of two networks do not compare, and rates of one set do so only as far as it "
    "priced both."
)
PAID_INSIDE = (
    "On TikTok what ads brought is taken out by post; exports of other networks do not part it, so "
    "boosted posts there look better than they are."
)


def networks(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what organic attention is worth on each network, by each set that knows it."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("networks")
    found = read_networks(store, asked.selection)
    priced = {network.name: tuple(_sets(asked, network)) for network in found}
    counts, valued = _counts(found, priced), _valued(asked, found, priced)
    others = [network for network in found if network.name != TIKTOK]
    return asked.answer(
        "networks",
        [counts, valued],
        [
            valued.finding,
            ""
            if others
            else "No file of another network is imported: see `clipworth sources` for the exports "
            "of Instagram, Facebook, LinkedIn and YouTube that are read.",
            *_without(found, priced),
        ],
        [
            NO_CASH,
            TWICE,
            VIEWS_DIFFER,
            PAID_INSIDE if others else "",
            *sampling.caveats(asked, asked.standing()),
        ],
        relations=("posts", "days", "channels"),
    )


def _sets(asked: Scope, network: Network) -> Iterator[PriceSet]:
    known = asked.known
    assert known is not None, "an empty workspace has no networks"  # noqa: S101
    yield from published(asked.store, asked.settings, asked.home.key, known, network.name)


def _without(found: list[Network], priced: dict[str, tuple[PriceSet, ...]]) -> Iterator[str]:
    silent = [network_name(one.name) for one in found if not priced[one.name]]
    if silent:
        yield f"No published set has rates for {listed(silent)}."


_COUNT_COLUMNS = (
    Shown("network", "Network", TEXT),
    Shown("posts", POSTS.label, POSTS.unit, Layer.REACH, Word.PLATFORM),
    Shown("views", "Views", VIEWS.unit, Layer.REACH, Word.PLATFORM),
    Shown("engagements", "Engagements", counts_of.AD_ENGAGEMENTS.unit, Layer.INTENT, Word.PLATFORM),
    Shown("net_followers", "Followers won", NET_FOLLOWERS.unit, Layer.REACH, Word.PLATFORM),
    Shown("low", "Least by any set", MONEY, Layer.VALUE, Word.ASSUMED),
    Shown("mid", "Middle of the sets", MONEY, Layer.VALUE, Word.ASSUMED),
    Shown("high", "Most by any set", MONEY, Layer.VALUE, Word.ASSUMED),
    Shown("sets", "By", TEXT),
)


def _counts(found: list[Network], priced: dict[str, tuple[PriceSet, ...]]) -> AnswerTable:
    rows = tuple(_count_row(one, priced[one.name]) for one in found)
    finding = f"{counted(len(found), 'network')}, each at the rates that were published for it."
    currency = next((sets[0].currency for sets in priced.values() if sets), None)
    return AnswerTable("networks", finding, _COUNT_COLUMNS, rows, currency)


def _count_row(one: Network, sets: tuple[PriceSet, ...]) -> Row:
    totals = [worth(one.counts, each).total.amount for each in sets]
    known = sorted(amount for amount in totals if amount is not None)
    cells: dict[str, Cell] = {
        "network": network_name(one.name),
        "posts": one.posts,
        "views": whole(one.counts.get("view")),
        "engagements": engagements(one.counts),
        "net_followers": whole(one.counts.get("follower")),
        "low": cents(known[0]) if known else None,
        "mid": cents(_middle(known)) if known else None,
        "high": cents(known[-1]) if known else None,
        "sets": counted(len(known), "set"),
    }
    no_value = "No published set has a rate for what is counted here."
    reasons = {
        "posts": "Only figures by day are imported for it.",
        "views": "No imported file has its views.",
        "engagements": "No imported file has its likes, comments, shares or saves.",
        "net_followers": "No imported file has both the followers it won and those it lost.",
        **dict.fromkeys(("low", "mid", "high"), no_value),
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _middle(known: list[Decimal]) -> Decimal:
    half = len(known) // 2
    return known[half] if len(known) % 2 else (known[half - 1] + known[half]) / 2


_VALUE_COLUMNS = (
    Shown("network", "Network", TEXT),
    Shown("rates", "Rates", TEXT),
    *(Shown(key, label, MONEY, Layer.VALUE, Word.ASSUMED) for key, label in LABELS.items()),
    Shown("organic_value", "Usual sum", MONEY, Layer.VALUE, Word.ASSUMED),
    Shown("value_once", "Each exposure once", MONEY, Layer.VALUE, Word.ASSUMED),
    Shown("missing", "Not in it", TEXT),
)


def _valued(
    asked: Scope, found: list[Network], priced: dict[str, tuple[PriceSet, ...]]
) -> AnswerTable:
    rows = tuple(_value_row(one, each) for one in found for each in priced[one.name])
    currency = next((sets[0].currency for sets in priced.values() if sets), None)
    finding = _finding(found, priced, currency or asked.currency)
    return AnswerTable("value_by_network", finding, _VALUE_COLUMNS, rows, currency)


def _value_row(one: Network, prices: PriceSet) -> Row:
    found = worth(one.counts, prices)
    cells: dict[str, Cell] = {
        "network": network_name(one.name),
        "rates": prices.label,
        **{
            key: cell
            for key, cell in amounts(found).items()
            if not key.startswith("organic_value_")
        },
        "missing": found.total.missing or "nothing",
    }
    return Row(cells, unknown_amounts(prices, found))


def _finding(
    found: list[Network], priced: dict[str, tuple[PriceSet, ...]], currency: str | None
) -> str:
    """Compare networks by the one set that prices most of them."""
    by_set: dict[str, dict[str, Decimal]] = {}
    for one in found:
        for each in priced[one.name]:
            amount = worth(one.counts, each).total.amount
            if amount is not None:
                by_set.setdefault(each.label, {})[network_name(one.name)] = amount
    if not by_set:
        return "No network has a value known."
    label, amounts_known = max(by_set.items(), key=lambda pair: len(pair[1]))
    order = sorted(amounts_known, key=lambda name: -amounts_known[name])
    said = [f"{name} {money(amounts_known[name], currency)}" for name in order]
    return f"By the rates of {label}, as usually added: {listed(said)}."
