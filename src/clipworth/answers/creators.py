"""Creators: what each was paid, what came of it, and whether to renew; cash beside media value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from clipworth.answers.buyers import buyers_tables
from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.money_lines import CREDIT_RULE, TRACKED
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.value import Valuing
from clipworth.answers.words import counted, listed, money
from clipworth.measure.creators.scores import (
    NOT_ENOUGH,
    Creator,
    Score,
    decision,
    flips_at,
    media_value,
    scores,
)
from clipworth.measure.creators.scores import (
    creators as read_creators,
)
from clipworth.measure.figures import cents, figures, whole
from clipworth.measure.ledger.ledger import shortened
from clipworth.measure.metrics import intent, value
from clipworth.measure.rates import Rates, rates
from clipworth.measure.value.prices import CALIBRATED, PriceSet
from clipworth.measure.value.worth import worth
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.defaults import default
from clipworth.model.settings import Settings
from clipworth.model.units import MONEY, TEXT, Kind, Unit
from clipworth.model.units import counted as unit_of
from clipworth.model.words import Layer, Word
from clipworth.stats.estimate import Estimate
from clipworth.store.engine import Store

NOTHING = (
    "No creator is known for these days. Fill the sheet of `clipworth template creators` (handle, "
    "fee, days, code, link), name the creator of each post in `clipworth template plan`, and bring "
    "both in with `clipworth import`."
)
SCORE = (
    "Creator ROI Score: (media value of the posts + revenue of orders with the creator's code or "
    "UTM) / fee. Media value is no cash: the score by cash alone stands beside it."
)
AGAIN = (
    "The score is what this fee brought, as counted. The decision rests on what as many like posts "
    "would bring for it again: posts are the units, and the spread of single posts is that of all "
    "creators together. Which rates value the posts is another doubt, and stands apart."
)
BY_VIEWS = "Codes and links name a creator and no post, so revenue is shared over posts by views."
SPREAD = "A fee counts as far as its agreement falls on the days asked about."
OWN_ACCOUNTS = (
    "Posts on creators' own accounts are those that the sheet of posts by others calls paid."
)


@dataclass(frozen=True)
class Judged:
    """A creator with its scores: by the chosen prices, by each set, and by cash alone."""

    creator: Creator
    score: Score
    cash: Score
    by_set: Mapping[str, Decimal]
    decision: str
    cash_decision: str


@dataclass(frozen=True)
class Bands:
    """The thresholds of the decision, as published or typed by the brand."""

    renew: Decimal
    restructure: Decimal
    cited: str


def creators(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer which creators to renew, to retest and to restructure, and who their buyers are."""
    asked = scope(store, settings, ask)
    if asked.period is None:
        return asked.empty_answer("creators")
    # All creators are read whoever is asked about, as the spread of posts is that of them all.
    every = replace(asked, selection=replace(asked.selection, where={}))
    found = read_creators(store, every.selection, asked.period)
    if not found:
        return asked.answer("creators", (), (NOTHING,))
    numbers, valuing, bands = Numbers(every), Valuing(every), _bands(settings)
    sets = [one for one in valuing.sets if one.currency == asked.home.key and one.prices]
    chosen = next((one for one in sets if "view" in one.prices), None)
    only = ask.where.get("creator", "").lower().removeprefix("@")
    judged = [one for one in _judged(found, sets, chosen, bands) if only in ("", one.creator.name)]
    table = _table(every, judged, chosen, bands)
    bought = buyers_tables(every, [one.creator.name for one in judged])
    return asked.answer(
        "creators",
        [table, *bought],
        [_decisions(judged), _disagreeing(judged), _best_cash(asked, judged),
         *(one.finding for one in bought)],
        [
            *asked.home.caveats,
            numbers.missing_rates,
            SCORE,
            AGAIN,
            _rates_said(chosen, bands),
            BY_VIEWS if any(one.revenue for one in found) else "",
            SPREAD,
            OWN_ACCOUNTS,
            TRACKED,
            CREDIT_RULE,
        ],
        relations=("posts", "orders", "costs"),
    )  # fmt: skip


def _bands(settings: Settings) -> Bands:
    renew = default(settings.defaults, "creator_renew")
    restructure = default(settings.defaults, "creator_restructure")
    return Bands(renew.value, restructure.value, renew.cited)


def _judged(
    found: Sequence[Creator], sets: Sequence[PriceSet], chosen: PriceSet | None, bands: Bands
) -> list[Judged]:
    cash = scores(found, None)
    by_chosen = scores(found, chosen) if chosen else {}
    none = Score(None, None, None)
    made = []
    for one in found:
        score = by_chosen.get(one.name, none)
        if not one.posts:
            score = Score(None, None, None)
        made.append(
            Judged(
                one,
                score,
                cash[one.name],
                dict(_by_set(one, sets)),
                decision(score.again, bands.renew, bands.restructure),
                decision(cash[one.name].again, bands.renew, bands.restructure),
            )
        )
    return sorted(
        made, key=lambda j: (-_floor(j), -(j.score.counted or Decimal(-1)), j.creator.name)
    )


def _floor(one: Judged) -> float:
    low = one.score.again.low if one.score.again else -1.0
    return low if low == low else -1.0


def _by_set(one: Creator, sets: Sequence[PriceSet]) -> Iterator[tuple[str, Decimal]]:
    """Value the posts by each set: as usually added, and with each exposure counted once."""
    for prices in sets:
        amount = media_value(one, prices)
        if amount is None or "view" not in prices.prices:
            continue
        yield f"{prices.label}, usual sum", amount
        once = [worth(post.counts, prices).once.amount for post in one.posts]
        yield f"{prices.label}, once", sum((a for a in once if a is not None), Decimal(0))


_ROI = Unit(Kind.RATIO)
_COLUMNS = (
    Shown("creator", "Creator", TEXT),
    Shown("decision", "Decision", TEXT),
    Shown("score", "Creator ROI Score", _ROI, Layer.VALUE, Word.MODELLED),
    Shown("again", "Score to expect again", _ROI, Layer.VALUE, Word.MODELLED, estimate=True),
    Shown("cash_score", "By cash alone", _ROI, Layer.VALUE, Word.FIRST_PARTY),
    Shown("cash_again", "Cash to expect again", _ROI, Layer.VALUE, Word.FIRST_PARTY, estimate=True),
    Shown("cash_decision", "Decision by cash", TEXT),
    Shown("fee", "Fee", MONEY, Layer.VALUE, Word.FIRST_PARTY),
    Shown("revenue", "Revenue (code, UTM)", MONEY, Layer.CONVERSION, Word.FIRST_PARTY),
    Shown("orders", "Orders", unit_of("order"), Layer.CONVERSION, Word.FIRST_PARTY),
    Shown("emv", "Media value", MONEY, Layer.VALUE, Word.MODELLED),
    Shown("emv_low", "Media value, lowest rates", MONEY, Layer.VALUE, Word.ASSUMED),
    Shown("emv_high", "Media value, highest rates", MONEY, Layer.VALUE, Word.ASSUMED),
    Shown("score_low", "Score, lowest rates", _ROI, Layer.VALUE, Word.ASSUMED),
    Shown("score_high", "Score, highest rates", _ROI, Layer.VALUE, Word.ASSUMED),
    Shown("emv_rate", "Media value of 1,000 views", MONEY, Layer.VALUE, Word.MODELLED),
    Shown("flips_renew", "Counted score renews from, per 1,000 views", MONEY, Layer.VALUE,
          Word.MODELLED),
    Shown("flips_restructure", "Counted score restructures under, per 1,000 views", MONEY,
          Layer.VALUE, Word.MODELLED),
    Shown("posts", "Posts", unit_of("post")),
    Shown("views", "Organic views", unit_of("view"), Layer.REACH, Word.PLATFORM),
    Shown("iscr", "ISCR", intent.ISCR[4].unit, Layer.INTENT, Word.PLATFORM, estimate=True),
    Shown("signals", "ISCR of", TEXT),
    Shown("cost_per_intent_action", value.COST_PER_INTENT_ACTION.label, MONEY, Layer.INTENT,
          Word.PLATFORM),
    Shown("deliverables", "Deliverables", TEXT),
)  # fmt: skip


def _table(
    asked: Scope,
    judged: Sequence[Judged],
    chosen: PriceSet | None,
    bands: Bands,
) -> AnswerTable:
    iscr = rates(asked.store, intent.ISCR.values(), asked.selection, "creator")
    acted = figures(asked.store, [intent.INTENT_ACTIONS], asked.selection, "creator")
    rows = []
    for one in judged:
        found = acted.get("intent_actions", one.creator.name)
        actions = None if found is None else Decimal(found)
        cells = _cells(one, iscr, actions, bands)
        reasons = _reasons(one, chosen, cells)
        rows.append(Row(cells, {k: reasons[k] for k, cell in cells.items() if cell is None
                                and k in reasons}))  # fmt: skip
    return AnswerTable("creators", _decisions(judged), _COLUMNS, tuple(rows))


def _cells(one: Judged, iscr: Rates, actions: Decimal | None, bands: Bands) -> dict[str, Cell]:
    creator, score, cash = one.creator, one.score, one.cash
    key, estimate = _signals(iscr, creator.name)
    low, high = (min(one.by_set.values()), max(one.by_set.values())) if one.by_set else (None, None)
    views, fee = creator.views, creator.fee
    rate = score.emv * 1000 / Decimal(views) if score.emv is not None and views else None
    return {
        "creator": creator.name,
        "decision": one.decision,
        "score": shown(score.counted, _ROI),
        "again": shown(score.again, _ROI),
        **estimate_cells("again", score.again, _ROI),
        "cash_score": shown(cash.counted, _ROI),
        "cash_again": shown(cash.again, _ROI),
        **estimate_cells("cash_again", cash.again, _ROI),
        "cash_decision": one.cash_decision,
        "fee": cents(fee),
        "revenue": cents(creator.revenue),
        "orders": creator.orders,
        "emv": cents(score.emv),
        "emv_low": cents(low),
        "emv_high": cents(high),
        "score_low": shown(_score(creator, low), _ROI),
        "score_high": shown(_score(creator, high), _ROI),
        "emv_rate": cents(rate),
        "flips_renew": _positive(flips_at(creator, bands.renew)),
        "flips_restructure": _positive(flips_at(creator, bands.restructure)),
        "posts": len(creator.posts),
        "views": whole(views),
        "iscr": shown(estimate, intent.ISCR[4].unit),
        **estimate_cells("iscr", estimate, intent.ISCR[4].unit),
        "signals": key,
        "cost_per_intent_action": cents(fee / actions) if fee and actions else None,
        "deliverables": creator.agreement.deliverables if creator.agreement else None,
    }


def _score(one: Creator, amount: Decimal | None) -> Decimal | None:
    if amount is None or one.revenue is None or not one.fee:
        return None
    return (amount + one.revenue) / one.fee


def _positive(rate: Decimal | None) -> Decimal | None:
    return cents(rate) if rate is not None and rate > 0 else None


def _signals(iscr: Rates, name: str) -> tuple[str | None, Estimate | None]:
    """Give the ISCR of the most signals that a creator's posts have; sets are never mixed."""
    for signals, ratio in intent.ISCR.items():
        estimate = iscr.get(ratio.key, name)
        if estimate is not None:
            return f"{signals} signals", estimate
    return None, None


def _reasons(
    one: Judged,
    chosen: PriceSet | None,
    cells: Mapping[str, Cell],
) -> dict[str, str]:
    creator = one.creator
    no_posts = (
        "No post of this creator is known: name the creator in `clipworth template plan`, or list "
        "posts on their own account in `clipworth template ugc` as paid."
    )
    no_price = (
        "No rate values attention in this currency: own ads are too few, and no exchange rate "
        "from USD is imported."
    )
    no_emv = no_posts if not creator.posts else no_price if chosen is None else (
        "The views of these posts are unknown."
    )  # fmt: skip
    no_fee = creator.fee_unknown or "The fee is 0, and nothing can be divided by it."
    no_score = no_emv if one.score.emv is None else creator.revenue_unknown or no_fee
    no_again = no_score if cells["score"] is None else _no_again(one)
    no_cash = creator.revenue_unknown or no_fee
    cash_alone = "Cash alone lies above it: no media value is needed."
    flip = creator.revenue_unknown or (no_fee if not creator.fee else no_posts)
    flips = cash_alone if creator.fee and creator.revenue is not None and creator.views else flip
    return {
        "score": no_score,
        "again": no_again,
        "cash_score": no_cash,
        "cash_again": no_cash if cells["cash_score"] is None else _no_again(one),
        "fee": no_fee,
        "revenue": creator.revenue_unknown,
        "orders": creator.revenue_unknown,
        "emv": no_emv,
        "emv_low": no_emv,
        "emv_high": no_emv,
        "score_low": no_score,
        "score_high": no_score,
        "emv_rate": no_emv,
        "flips_renew": flips,
        "flips_restructure": flips,
        "views": no_posts if not creator.posts else "No file says the views of these posts.",
        "iscr": no_posts
        if not creator.posts
        else ("No post of this creator that was not boosted has views and a signal of intent."),
        "signals": "No post of this creator has a signal of intent known.",
        "cost_per_intent_action": no_fee if not creator.fee else "No intent action is known.",
        "deliverables": "The sheet of creators does not say.",
    }


def _no_again(one: Judged) -> str:
    if not one.creator.posts:
        return "No post of this creator is known, so nothing can be repeated."
    if any(post.counts.get("view") is None for post in one.creator.posts):
        return "The views of a post are unknown, so what a like post brings is too."
    return "The posts brought nothing that can be counted, so nothing can be said of the next."


def _rates_said(chosen: PriceSet | None, bands: Bands) -> str:
    said = (
        f"Bands: renew from {bands.renew.normalize():f}, restructure under "
        f"{bands.restructure.normalize():f} ({bands.cited}); both can be typed over."
    )
    if chosen is None:
        return said
    cited = f"the rates of {chosen.label} ({chosen.cited})"
    whose = chosen.whose if chosen.key == CALIBRATED else cited
    return (
        f"{said} Media value is by {whose}, as usually added; lowest and highest are over all sets "
        "of rates, each exposure counted once at the low end."
    )


def _decisions(judged: Sequence[Judged]) -> str:
    by_decision: dict[str, list[str]] = {}
    for one in judged:
        by_decision.setdefault(one.decision, []).append(one.creator.name)
    order = sorted(by_decision, key=lambda d: (d == NOT_ENOUGH, d))
    said = [f"{d}: {listed(shortened(by_decision[d]))}" for d in order]
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


def _disagreeing(judged: Sequence[Judged]) -> str:
    """Name creators whom media value alone lifts above what cash says."""
    lifted = [
        one.creator.name for one in judged if one.cash_decision not in (one.decision, NOT_ENOUGH)
    ]
    if not lifted:
        return ""
    return (
        f"By cash alone the decision on {listed(shortened(lifted))} would be another. The media "
        "value of 1,000 views at which the counted score would cross a band stands in the table; "
        "the decision itself rests on the interval, and crosses elsewhere."
    )


def _best_cash(asked: Scope, judged: Sequence[Judged]) -> str:
    known = [one for one in judged if one.cash.counted is not None]
    if not known:
        return (
            "No creator has a known fee and orders that can be told, so none has a score by cash."
        )
    paid = sum((one.creator.fee or Decimal(0) for one in known), Decimal(0))
    brought = sum((one.creator.revenue or Decimal(0) for one in known), Decimal(0))
    orders = sum(one.creator.orders or 0 for one in known)
    return (
        f"{counted(len(known), 'creator')} with a known fee cost {money(paid, asked.currency)} and "
        f"brought {money(brought, asked.currency)} in {counted(orders, 'order')} that bear their "
        "code or UTM."
    )
