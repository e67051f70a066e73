"""What organic attention is worth: by own ad costs and by published rates, side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from clipworth.answers import sampling
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted, listed, money
from clipworth.measure.figures import cents, whole
from clipworth.measure.metrics import worth as counts_of
from clipworth.measure.metrics.reach import NET_FOLLOWERS, ORGANIC_VIEWS
from clipworth.measure.value.attention import BY_DAYS, Counts, attention
from clipworth.measure.value.prices import CALIBRATED, ENGAGEMENTS, PriceSet, calibrated, published
from clipworth.measure.value.worth import Valued, Worth, worth
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import MONEY, TEXT
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

NO_CASH = (
    "Organic value is what this attention would have cost, by somebody's rates. It pays no "
    "invoices, is never added to revenue, and never called ROI."
)
TWICE = (
    "The usual sum counts one exposure up to three times: bought views bring their engagement and "
    "their followers along. The figure that counts each once is the dearest component alone."
)
FROM_ALL_ADS = (
    "Own prices divide all ad spend by what it brought: ads that were bought for sales price an "
    "engagement or a follower high."
)
ADVANCE = (
    "The bounds are those of the prices, as the brand's own ads paid more on some days than on "
    "others; published rates have none."
)
LABELS = {
    "engagement": "Engagement",
    "awareness": "Awareness impact",
    "growth": "Audience growth",
}
_ACTION_ORDER = ("view", "like", "comment", "share", "save", "engagement", "follower", "click")


@dataclass
class Valuing:
    """The price sets of an answer, and what attention is worth by them."""

    asked: Scope

    @cached_property
    def sets(self) -> tuple[PriceSet, ...]:
        """Own prices first, then the published sets."""
        asked, known = self.asked, self.asked.known
        assert known is not None, "an empty workspace has no prices"  # noqa: S101
        own = calibrated(asked.store, asked.selection, known, Numbers(asked).price)
        found = published(asked.store, asked.settings, asked.home.key, known)
        return (own, *found)

    @property
    def chosen(self) -> PriceSet:
        """Own prices where they can price a view, else the first published set that has any."""
        able = [one for one in self.sets if "view" in one.prices]
        return able[0] if able else self.sets[0]

    def by_currency(self) -> list[tuple[str, tuple[PriceSet, ...]]]:
        """Give the sets by the currency of their rates, the brand's own first, each with a name."""
        own = self.sets[0].currency
        at_home = tuple(one for one in self.sets if one.currency == own)
        abroad = tuple(one for one in self.sets if one.currency != own)
        named = [("by_rates", at_home), ("by_published_rates", abroad)]
        return [(name, sets) for name, sets in named if sets]

    @cached_property
    def whole(self) -> Counts:
        """The counts of all that was asked about."""
        return attention(self.asked.store, self.asked.selection).get(None, {})


def value(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what organic attention is worth, by each set of rates, and by a group."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("value")
    standing = asked.standing()
    if ask.by in ("pillar", "format", "stage", "content_type"):
        sampling.need_full_posts(standing)
    valuing = Valuing(asked)
    by = ask.by or "month"
    by_rates, by_part = list(sets_tables(asked, valuing)), _parts_table(asked, valuing, by)
    return asked.answer(
        "value",
        [*by_rates, by_part, *rates_tables(valuing)],
        [*(table.finding for table in by_rates), _gaps(valuing), by_part.finding],
        [
            NO_CASH,
            TWICE,
            *_price_caveats(valuing),
            "" if by in BY_DAYS else _own_followers(by),
            *asked.home.caveats,
            *sampling.caveats(asked, standing),
        ],
        relations=("posts", "days", "ads"),
    )


def _own_followers(by: str) -> str:
    return (
        f"By {by.replace('_', ' ')}, followers are those that posts say they brought; lost ones are"
        " known of accounts alone."
    )


def _price_caveats(valuing: Valuing) -> Iterator[str]:
    own = valuing.sets[0]
    if any(one.currency != own.currency for one in valuing.sets):
        yield (
            "Published rates are in US dollars, and no file has a rate of exchange for them, so "
            "they stay apart: import fx rates with USD."
        )
    if any(price.low is not None for price in own.prices.values()):
        yield ADVANCE
    if {"engagement", "follower"} & set(own.prices):
        yield FROM_ALL_ADS
    if any("derived by us" in one.cited for one in valuing.sets[1:] if one.prices):
        yield (
            "Socialinsider's TikTok rates are derived by us from totals that it prints: grade C, "
            "a check of arithmetic and not of truth."
        )


_SET_COLUMNS = (
    Shown("rates", "Rates", TEXT),
    *(Shown(key, label, MONEY, Layer.VALUE) for key, label in LABELS.items()),
    Shown("organic_value", "Usual sum", MONEY, Layer.VALUE, estimate=True),
    Shown("value_once", "Each exposure once", MONEY, Layer.VALUE),
    Shown("word", "Whose word", TEXT),
    Shown("cited", "Source", TEXT),
    Shown("missing", "Not in it", TEXT),
)


def sets_tables(asked: Scope, valuing: Valuing) -> Iterator[AnswerTable]:
    """Value the same attention by each set of rates, side by side; currencies apart."""
    for name, sets in valuing.by_currency():
        rows = tuple(_set_row(one, worth(valuing.whole, one)) for one in sets)
        is_own = valuing.chosen in sets
        finding = _finding(asked, valuing) if is_own else ""
        spread = _spread(valuing, sets)
        said = " ".join(filter(None, (finding, spread)))
        yield AnswerTable(name, said, _SET_COLUMNS, rows, _apart(asked, sets[0]))


def _apart(asked: Scope, one: PriceSet) -> str | None:
    return one.currency if one.currency != asked.home.key else None


def _set_row(one: PriceSet, found: Worth) -> Row:
    cells = {
        "rates": one.label,
        **amounts(found),
        "word": str(one.word),
        "cited": one.cited,
        "missing": found.total.missing or "nothing",
    }
    return Row(cells, unknown_amounts(one, found))


def amounts(found: Worth) -> dict[str, Cell]:
    """Give the cells of a worth."""
    total = found.total
    return {
        **{key: cents(part.amount) for key, part in found.parts.items()},
        "organic_value": cents(total.amount),
        "organic_value_low": cents(total.low),
        "organic_value_high": cents(total.high),
        "organic_value_n": None,
        "value_once": cents(found.once.amount),
    }


def unknown_amounts(prices: PriceSet, found: Worth) -> dict[str, str]:
    """Give the reason of each amount that is unknown."""
    said = {key: _why(prices, part) for key, part in found.parts.items() if part.amount is None}
    if found.total.amount is None:
        said |= dict.fromkeys(("organic_value", "value_once"), _why(prices, found.total))
    return said


def _why(prices: PriceSet, part: Valued) -> str:
    if prices.unknown:
        return prices.unknown
    return f"Unknown: {part.missing}."


def _finding(asked: Scope, valuing: Valuing) -> str:
    chosen = valuing.chosen
    found = worth(valuing.whole, chosen)
    if not any(count is not None for count in valuing.whole.values()):
        return "No post, and no day with followers, is known of the days asked about."
    if found.total.amount is None or found.once.amount is None:
        return f"What the attention is worth is unknown: {_lower(_why(chosen, found.total))}"
    currency = chosen.currency or asked.currency
    around = ""
    if found.total.low is not None and found.total.high is not None:
        low, high = money(found.total.low, currency), money(found.total.high, currency)
        around = f" ({low} to {high})"
    known = [LABELS[k].lower() for k, part in found.parts.items() if part.amount is not None]
    amount = money(found.total.amount, currency)
    return (
        f"By {chosen.whose}, this organic attention is worth {amount}{around}"
        f" as usually added ({listed(known)}), and {money(found.once.amount, currency)} with each "
        "exposure counted once."
    )


def _spread(valuing: Valuing, sets: tuple[PriceSet, ...]) -> str:
    """Say how far the published sets part on the same attention."""
    found = {
        one.label: amount
        for one in sets
        if one.key != CALIBRATED and (amount := worth(valuing.whole, one).total.amount) is not None
    }
    if len(set(found.values())) < 2:
        return ""
    low, high = min(found, key=lambda k: found[k]), max(found, key=lambda k: found[k])
    return (
        f"Published rates value the same attention from {money(found[low], sets[0].currency)} "
        f"({low}) to {money(found[high], sets[0].currency)} ({high})."
    )


def _gaps(valuing: Valuing) -> str:
    found = worth(valuing.whole, valuing.chosen).total
    missing = found.missing if found.amount is not None else ""
    return f"Not in the value: {missing}." if missing else ""


def _part_columns(by: str, word: Word) -> tuple[Shown, ...]:
    engaged = counts_of.AD_ENGAGEMENTS.unit
    return (
        Shown(by, by.replace("_", " ").capitalize(), TEXT),
        Shown("organic_views", ORGANIC_VIEWS.label, ORGANIC_VIEWS.unit, Layer.REACH, Word.PLATFORM),
        Shown("engagements", "Organic engagements", engaged, Layer.INTENT, Word.PLATFORM),
        Shown("net_followers", "Followers won", NET_FOLLOWERS.unit, Layer.REACH, Word.PLATFORM),
        *(Shown(key, label, MONEY, Layer.VALUE, word) for key, label in LABELS.items()),
        Shown("organic_value", "Usual sum", MONEY, Layer.VALUE, word, estimate=True),
        Shown("value_once", "Each exposure once", MONEY, Layer.VALUE, word),
        Shown("missing", "Not in it", TEXT),
    )


def _parts_table(asked: Scope, valuing: Valuing, by: str) -> AnswerTable:
    found = attention(asked.store, asked.selection, by)
    valued = {part: worth(counts, valuing.chosen) for part, counts in found.items() if part}
    order = sorted(valued, key=_by_amount(valued, by))
    rows = tuple(part_row(by, part, found[part], valued[part], valuing.chosen) for part in order)
    columns = _part_columns(by, valuing.chosen.word)
    best = _best(valuing.chosen.currency, by, order, valued)
    return AnswerTable(f"value_by_{by}", best, columns, rows, _apart(asked, valuing.chosen))


def _by_amount(valued: Mapping[str, Worth], by: str) -> Callable[[str], tuple[Any, ...]]:
    def key(part: str) -> tuple[Any, ...]:
        amount = valued[part].total.amount
        return (part,) if by == "month" else (amount is None, -(amount or Decimal(0)), part)

    return key


def part_row(by: str, part: str, counts: Counts, found: Worth, prices: PriceSet) -> Row:
    """Make the row of a part: what was counted, and what it is worth."""
    cells: dict[str, Cell] = {
        by: part,
        "organic_views": whole(counts.get("view")),
        "engagements": engagements(counts),
        "net_followers": whole(counts.get("follower")),
        **amounts(found),
        "missing": found.total.missing or "nothing",
    }
    unknown = unknown_amounts(prices, found)
    for key in ("organic_views", "engagements", "net_followers"):
        if cells[key] is None:
            unknown[key] = (
                f"No imported file has the {key.replace('_', ' ')} of this {by.replace('_', ' ')}."
            )
    return Row(cells, unknown)


def engagements(counts: Counts) -> int | None:
    """Add up what is known of likes, comments, shares and saves; None: none is."""
    known = [count for one in ENGAGEMENTS if (count := counts.get(one)) is not None]
    return round(sum(known)) if known else None


def _best(currency: str | None, by: str, order: Iterable[str], valued: Mapping[str, Worth]) -> str:
    known = {part: valued[part].total.amount for part in order}
    amounts_known = {part: amount for part, amount in known.items() if amount is not None}
    if not amounts_known:
        return f"No {by.replace('_', ' ')} has a value known."
    if len(amounts_known) == 1:
        return ""
    best = max(amounts_known, key=lambda part: amounts_known[part])
    return (
        f"Of {counted(len(amounts_known), by.replace('_', ' '))}, {best} is worth most: "
        f"{money(amounts_known[best], currency)} as usually added."
    )


_RATE_COLUMNS = (
    Shown("rates", "Rates", TEXT),
    Shown("action", "One", TEXT),
    Shown("rate", "Is worth", MONEY, Layer.VALUE, estimate=True),
    Shown("word", "Whose word", TEXT),
    Shown("cited", "Rests on", TEXT),
)


def rates_tables(valuing: Valuing) -> Iterator[AnswerTable]:
    """List the rates, each with what it rests on; currencies apart."""
    for name, sets in valuing.by_currency():
        rows = tuple(_rate_row(one, action) for one in sets for action in _in_order(one))
        if rows:
            finding = f"{counted(len(rows), 'rate')}; an action without one is unknown, not 0."
            named = "rates" if name == "by_rates" else "published_rates"
            yield AnswerTable(named, finding, _RATE_COLUMNS, rows, sets[0].currency)


def _in_order(one: PriceSet) -> list[str]:
    return sorted(one.prices, key=_ACTION_ORDER.index)


def _rate_row(one: PriceSet, action: str) -> Row:
    # A view costs a fraction of a cent, so a thousand of them are shown.
    price, times = one.prices[action], 1000 if action == "view" else 1
    cells: dict[str, Cell] = {
        "rates": one.label,
        "action": "1,000 views" if action == "view" else action,
        "rate": cents(price.amount * times),
        "rate_low": cents(price.low * times) if price.low is not None else None,
        "rate_high": cents(price.high * times) if price.high is not None else None,
        "rate_n": None,
        "word": str(price.word),
        "cited": price.basis,
    }
    return Row(cells)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
