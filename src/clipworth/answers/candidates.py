"""Which posts to boost: by the lower bound of what they would repeat, through named gates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from clipworth.answers import sampling
from clipworth.answers.layers import signal_names
from clipworth.answers.posts import ISCR_UNIT
from clipworth.answers.scope import SOURCES_OF_ALL_POSTS, Scope, scope
from clipworth.answers.words import counted, listed, money, per_hundred
from clipworth.measure.content.every_post import Repeatable, every_post, own_iscr, repeatable_iscr
from clipworth.measure.figures import cents
from clipworth.measure.ledger.media import Price, price
from clipworth.measure.metrics import reach
from clipworth.measure.paid.gates import Gate, Rules, State, gate_facts, gates
from clipworth.measure.value.prices import DOLLARS, dollars
from clipworth.model import formats
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Refused, Row, Shown
from clipworth.model.defaults import default
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, MONEY, TEXT
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

MOST_SETS = 2
IN, CHECK, OUT = "in", "check first", "out"
_GATE_LABELS = {
    "rights": "Rights",
    "music": "Music",
    "comments": "Comments",
    "age": "Age",
    "stock": "Stock",
    "boosted": "Not boosted",
}
BY_LOWER_BOUND = (
    "Ranked by the lower bound of the repeatable ISCR: what a like post brings at the least, by "
    "its 95 % interval. Few views make that bound low by themselves; no minimum of views is set."
)
NOT_PAID = (
    "The bound is that of organic viewers. Those who are shown an ad may act less, which only a "
    "boost can tell."
)
BOOSTED = "Boosted: paid engagement is inside its totals and cannot be taken out."
NO_TONE = "Nobody judged the tone of comments: that gate stays open until a person has read them."


_READ = (
    *("post_id", "account", "day", "views", "actions", "signals", "pillars", "pillar"),
    *("boosted", "uneven", "top_sample", "paid_views"),
)


@dataclass(frozen=True)
class Candidate:
    """A post with what it would repeat and how its gates stand.

    rate: None for one that was boosted, as paid engagement is inside its totals.
    """

    post: Mapping[str, Any]
    rate: Repeatable | None
    gates: tuple[Gate, ...]

    @property
    def order(self) -> tuple[bool, float, str]:
        """What it is ranked by: those that pass first, by the lower bound."""
        low = self.rate.low if self.rate else 0.0
        return (self.stands == OUT, -low, self.post["post_id"])

    @property
    def stands(self) -> str:
        """Tell whether it can be boosted now, after a look, or not."""
        states = {gate.state for gate in self.gates}
        if State.FAIL in states:
            return OUT
        return CHECK if State.UNKNOWN in states else IN

    @property
    def why(self) -> str:
        """Say what keeps it out, else what is to be checked; all gates passed: that."""
        wanted = State.FAIL if self.stands == OUT else State.UNKNOWN
        said = [gate.why for gate in self.gates if gate.state is wanted]
        return "; ".join(said) or "every gate is passed"


@dataclass(frozen=True)
class Budget:
    """What a first boost may cost: prices of a thousand views, and the least that TikTok takes."""

    view: Decimal | None
    least: Decimal | None
    actions: int

    def of(self, rate: Repeatable | None) -> tuple[Decimal | None, Decimal | None]:
        """Give the range of spend that would bring the wanted actions, by the post's interval."""
        if self.view is None or rate is None or not rate.low > 0:
            return None, None
        ends = (self.actions * self.view / Decimal(rate_end) for rate_end in (rate.high, rate.low))
        low, high = (max(end, self.least or Decimal(0)) for end in ends)
        return cents(low), cents(high)


def candidates(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer which posts to boost, one ranking for each set of signals."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("candidates")
    standing = asked.standing()
    sampling.need_full_posts(standing)
    # A post is judged among all posts that are known, whatever is asked about.
    everything = replace(asked.selection, period=asked.known, before=None, undated=True)
    known = every_post(store, replace(everything, where={}), _READ)
    rules = _rules(asked)
    wanted = every_post(store, everything, _READ) if ask.where else known
    recent = [post for post in wanted if _is_asked(post, asked, rules)]
    rates = repeatable_iscr(known, {post["post_id"] for post in recent})
    if not any(_has_rate(post) for post in known):
        raise Refused(
            "Too few posts have views and intent signals to say what a like post would bring.",
            SOURCES_OF_ALL_POSTS,
        )
    shown = _judged(store, [post for post in recent if _can_be_judged(post, rates)], rates, rules)
    priced = _price(asked)
    budget = _budget(asked, priced)
    tables = [_table(signals, members, budget) for signals, members in _sets(shown)]
    older = len(wanted) - len(recent) if ask.period is None else 0
    return asked.answer(
        "candidates",
        tables,
        [
            _finding(shown, rules),
            _open(shown),
            *(table.finding for table in tables[:MOST_SETS]),
            f"{counted(older, 'older post')} not shown: over {rules.most_days:,} days."
            if older
            else "",
            _unrated(recent, shown),
        ],
        [
            BY_LOWER_BOUND,
            f"Ages are counted up to {formats.day(rules.today)}, the last day known or asked for.",
            NOT_PAID,
            NO_TONE,
            _budget_caveat(asked, priced, budget),
            "Posts with different signals are never ranked together." if len(tables) > 1 else "",
            *sampling.caveats(asked, standing),
        ],
        relations=("posts", "ads"),
    )


def _rules(asked: Scope) -> Rules:
    most = default(asked.settings.defaults, "candidate_days").value
    today = asked.ask.as_of or asked.ask.today or (asked.known and asked.known.last)
    assert isinstance(today, date), "what is known has a last day"  # noqa: S101
    # Exports that end long ago are judged by their own end: nobody boosts by them today.
    known = asked.known
    last = known.last if known else today
    return Rules(min(today, last), int(most), asked.settings.accounts)


def _judged(
    store: Store,
    found: Sequence[Mapping[str, Any]],
    rates: Mapping[str, Repeatable],
    rules: Rules,
) -> list[Candidate]:
    facts = gate_facts(store)
    return [
        Candidate(post, rates.get(post["post_id"]), gates(post, facts[post["post_id"]], rules))
        for post in found
    ]


def _has_rate(post: Mapping[str, Any]) -> bool:
    return own_iscr(post) is not None and not post["top_sample"]


def _can_be_judged(post: Mapping[str, Any], rates: Mapping[str, Repeatable]) -> bool:
    """Tell whether a post can be ranked, or is one that was boosted, which is said."""
    return post["post_id"] in rates or bool(post["boosted"] and post["signals"])


def _is_asked(post: Mapping[str, Any], asked: Scope, rules: Rules) -> bool:
    """Tell whether a post is shown: of the days asked about, else young enough."""
    day, period = post["day"], asked.ask.period
    if period is not None:
        return day is not None and period.since <= day < period.until
    return day is None or (rules.today - day).days <= rules.most_days


def _sets(found: Sequence[Candidate]) -> Iterator[tuple[str, list[Candidate]]]:
    sets: dict[str, list[Candidate]] = {}
    for one in found:
        sets.setdefault(one.post["signals"], []).append(one)
    for signals in sorted(sets, key=lambda part: (-part.count("+"), part)):
        yield signals, sorted(sets[signals], key=lambda one: one.order)


_COLUMNS = (
    Shown("rank", "Rank", reach.POSTS.unit),
    Shown("post_id", "Post", TEXT),
    Shown("posted_day", "Posted", DAY),
    Shown("stands", "Stands", TEXT),
    Shown("open", "Not passed", TEXT),
    Shown("iscr_shrunk", "ISCR, repeatable", ISCR_UNIT, Layer.INTENT, Word.MODELLED, estimate=True),
    Shown("views", reach.VIEWS.label, reach.VIEWS.unit, Layer.REACH, Word.PLATFORM),
    Shown("budget_low", "Budget from", MONEY, Layer.VALUE, Word.MODELLED),
    Shown("budget_high", "Budget to", MONEY, Layer.VALUE, Word.MODELLED),
    Shown("iscr", "ISCR, own", ISCR_UNIT, Layer.INTENT, Word.PLATFORM),
    *(Shown(gate, label, TEXT) for gate, label in _GATE_LABELS.items()),
    Shown("pillar", "Pillars", TEXT),
    Shown("why", "Why", TEXT),
)


def _table(signals: str, members: list[Candidate], budget: Budget) -> AnswerTable:
    name = f"ISCR-{signals.count('+') + 1} ({signal_names(signals)})"
    able = [(one, one.rate) for one in members if one.stands != OUT and one.rate]
    finding = f"{name}: none of {counted(len(members), 'post')} passes its gates."
    if able:
        first, rate = able[0]
        finding = (
            f"{name}: first stands {first.post['post_id']}; a like post brings "
            f"{per_hundred(rate.low)} actions per 100 views or more ({first.stands})."
        )
    rows = tuple(_row(place, one, budget) for place, one in enumerate(members, start=1))
    return AnswerTable(f"candidates {signals}", finding, _COLUMNS, rows)


def _row(place: int, one: Candidate, budget: Budget) -> Row:
    low, high = budget.of(one.rate)
    out = one.stands == OUT
    cells: dict[str, Cell] = {
        "rank": place,
        "post_id": one.post["post_id"],
        "posted_day": one.post["day"],
        "stands": one.stands,
        "open": ", ".join(gate.key for gate in one.gates if gate.state is not State.PASS) or "none",
        "iscr_shrunk": one.rate.shrunk if one.rate else None,
        "iscr_shrunk_low": one.rate.low if one.rate else None,
        "iscr_shrunk_high": one.rate.high if one.rate else None,
        "iscr_shrunk_n": one.rate.n if one.rate else None,
        "views": one.post["views"],
        "iscr": own_iscr(one.post),
        "budget_low": None if out else low,
        "budget_high": None if out else high,
        **{gate.key: str(gate.state) for gate in one.gates},
        "pillar": one.post["pillar"],
        "why": one.why,
    }
    no_budget = (
        "It is out." if out else "It takes a price of 1,000 views, and a lower bound above 0."
    )
    reasons = {
        "iscr": BOOSTED,
        "iscr_shrunk": BOOSTED,
        "views": "No imported file has its views.",
        "posted_day": "No file says when it was posted.",
        "budget_low": no_budget,
        "budget_high": no_budget,
        "pillar": "The content plan does not say.",
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _price(asked: Scope) -> Price:
    """Find the price of 1,000 views, of all days as in every answer."""
    assert asked.known is not None, "an empty workspace has no price"  # noqa: S101
    return price(asked.store, asked.settings, asked.selection, asked.known.until)


def _budget(asked: Scope, priced: Price) -> Budget:
    typed, known = asked.settings.defaults, asked.known
    view = priced.amount
    floor, days = default(typed, "adgroup_day_floor").value, default(typed, "boost_days").value
    at_home = asked.home.key == DOLLARS
    rate = Decimal(1) if at_home or known is None else dollars(asked.store, asked.home.key, known)
    return Budget(
        None if view is None else view / 1000,
        None if rate is None else floor * days * rate,
        int(default(typed, "boost_actions").value),
    )


def _budget_caveat(asked: Scope, priced: Price, budget: Budget) -> str:
    if budget.view is None:
        return priced.basis
    said = (
        f"A budget is what {budget.actions:,} intent actions would cost at the price of views "
        f"({priced.basis}), if paid viewers acted as the interval of the post says"
    )
    if budget.least is None:
        return f"{said}; TikTok's least budgets are in dollars, and no rate for them is imported."
    least = money(budget.least, asked.currency)
    return f"{said}, and no less than {least}, which an ad group takes for a first boost."


def _finding(shown: Sequence[Candidate], rules: Rules) -> str:
    if not shown:
        return f"No post of the {rules.most_days:,} days up to {rules.today} can be ranked."
    number = {state: sum(one.stands == state for one in shown) for state in (IN, CHECK, OUT)}
    said = {state: f"{count:,}" if count else "none" for state, count in number.items()}
    return (
        f"Of {counted(len(shown), 'post')}, {said[IN]} can be boosted now, {said[CHECK]} after a "
        f"look at what nobody said, and {said[OUT]} cannot."
    )


def _unrated(recent: Sequence[Mapping[str, Any]], shown: Sequence[Candidate]) -> str:
    """Say how many posts have nothing to be ranked by."""
    left = len(recent) - len(shown)
    if not left:
        return ""
    stand = "stands" if left == 1 else "stand"
    return (
        f"{counted(left, 'post')} {stand} in no ranking: without views, without intent signals, "
        "known from a top sample only, or with too few others of the same signals."
    )


def _open(shown: Sequence[Candidate]) -> str:
    """Say which gates are open most often, and what would close them."""
    unknown = [gate for one in shown for gate in one.gates if gate.state is State.UNKNOWN]
    number = {key: sum(gate.key == key for gate in unknown) for key in _GATE_LABELS}
    most = sorted((key for key in number if number[key]), key=lambda key: -number[key])
    if not most:
        return ""
    said = listed([f"{_GATE_LABELS[key].lower()} ({number[key]:,})" for key in most])
    return (
        f"Nobody said: {said}. The content plan has columns for product, music and rights "
        "(`clipworth template plan`)."
    )
