"""UGC: its share of organic views over time, and what it earned; owned and paid apart."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.value import NO_CASH, TWICE, Valuing
from clipworth.answers.words import count, counted, money, percent
from clipworth.measure.figures import cents
from clipworth.measure.ugc.classes import (
    ACTIONS,
    CLASSES,
    Post,
    Production,
    classes,
    production,
    ugc_share,
    views,
)
from clipworth.measure.value.prices import PriceSet
from clipworth.measure.value.worth import Valued, worth
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import MONEY, SHARE, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.model.words import Layer, Word
from clipworth.stats.estimate import Estimate
from clipworth.stats.rates import change, verdict
from clipworth.store.engine import Store

NOTHING = (
    "No post by others is known. List them in the sheet of `clipworth template ugc`, or mark posts "
    "on your own account as ugc in `clipworth template plan`, and bring it in with "
    "`clipworth import`."
)
EXCLUSIVE = (
    "Each post is in one class. Owned: the brand's own posts. UGC: posts by others that nobody "
    "paid for, on their account or shown on yours. Paid: posts of creators who were paid; views "
    "that ads bought stand there too, whichever post they are of."
)
SHARE_OF = (
    "The share of UGC is its views of UGC and owned posts together; paid ones are in neither."
)
BY_POSTED = "Posts stand in the month they were posted, with all the views they got since."
AVOIDED = (
    "Avoided production takes each UGC post for one that the brand would have made itself, at what "
    "its own posts cost to make. It is no saving that anyone can find in the books."
)
APART = "Distribution and avoided production are two views of the same posts, and are never added."
LABELS = {"owned": "Owned", "ugc": "UGC", "paid": "Paid"}


def ugc(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what share of organic views UGC has, month by month, and what it is worth."""
    asked = scope(store, settings, ask)
    if asked.period is None:
        return asked.empty_answer("ugc")
    found = classes(store, asked.selection)
    others = [post for post in found if post["class"] == "ugc"]
    if not others:
        return asked.answer("ugc", (), (NOTHING,))
    months = sorted({post["month"] for post in found if post["month"]})
    shares = ugc_share(found, {month: month for month in months})
    numbers, valuing = Numbers(asked), Valuing(asked)
    chosen = next(
        (s for s in valuing.sets if s.currency == asked.home.key and "view" in s.prices), None
    )
    made = production(store, asked.selection, found)
    tables = [
        AnswerTable("classes", _classes_said(found), _CLASSES, tuple(_class_rows(found))),
        AnswerTable(
            "share by month",
            _trend(found, months),
            _MONTHS,
            tuple(_month_rows(found, months, shares)),
        ),
        _worth_table(asked, others, chosen, made),
    ]
    return asked.answer(
        "ugc",
        tables,
        [table.finding for table in tables],
        [
            *asked.home.caveats,
            numbers.missing_rates,
            EXCLUSIVE,
            SHARE_OF,
            BY_POSTED,
            *_doubts(asked, found),
            NO_CASH,
            TWICE if chosen and len(chosen.prices) > 1 else "",
            AVOIDED,
            APART,
        ],
        relations=("posts", "ugc", "costs"),
    )


def _count(key: str, label: str, noun: str, layer: Layer = Layer.REACH) -> Shown:
    return Shown(key, label, unit_of(noun), layer, Word.PLATFORM)


_CLASSES = (
    Shown("class", "Class", TEXT),
    Shown("posts", "Posts", unit_of("post")),
    _count("views", "Views", "view"),
    Shown("share", "Of all views", SHARE, Layer.REACH, Word.PLATFORM),
    _count("no_views", "Posts without known views", "post"),
)
_MONTHS = (
    Shown("month", "Month", TEXT),
    Shown("ugc_share", "UGC of organic views", SHARE, Layer.REACH, Word.PLATFORM, estimate=True),
    _count("ugc_views", "UGC views", "view"),
    _count("owned_views", "Owned views", "view"),
    _count("paid_views", "Paid views", "view"),
    Shown("ugc_posts", "UGC posts", unit_of("post")),
)
_WORTH = (
    Shown("line", "What", TEXT),
    Shown("amount", "Amount", MONEY, Layer.VALUE, Word.MODELLED, estimate=True),
    Shown("once", "Each exposure once", MONEY, Layer.VALUE, Word.MODELLED),
    Shown("basis", "Rests on", TEXT),
)


def _class_rows(found: Sequence[Post]) -> Iterator[Row]:
    every = {one: views(found, one) for one in CLASSES}
    total = sum(amount for amount in every.values() if amount is not None)
    for one in CLASSES:
        mine = [post for post in found if post["class"] == one]
        amount = every[one]
        cells: dict[str, Cell] = {
            "class": LABELS[one],
            "posts": len(mine),
            "views": amount,
            "share": amount / total if amount is not None and total else None,
            "no_views": sum(post["view"] is None for post in mine),
        }
        why = "No view of this class is known."
        yield Row(cells, {key: why for key in ("views", "share") if cells[key] is None})


def _classes_said(found: Sequence[Post]) -> str:
    own, others = views(found, "owned"), views(found, "ugc")
    if not others:
        return "The views of posts by others are unknown."
    posts = sum(post["class"] == "ugc" for post in found)
    said = f"{counted(posts, 'UGC post')} got {count(others)} views"
    unseen = sum(post["class"] == "ugc" and post["view"] is None for post in found)
    if unseen:
        said += f" ({count(unseen)} of them without known views)"
    if not own:
        return f"{said}; the views of owned posts are unknown, so there is no share."
    return f"{said}, {percent(others / (others + own))} of the organic ones (UGC and owned)."


def _month_rows(
    found: Sequence[Post], months: Sequence[str], shares: dict[str, Estimate]
) -> Iterator[Row]:
    for month in months:
        mine = [post for post in found if post["month"] == month]
        share = shares.get(month)
        cells: dict[str, Cell] = {
            "month": month,
            "ugc_share": shown(share, SHARE),
            **estimate_cells("ugc_share", share, SHARE),
            "ugc_views": views(mine, "ugc"),
            "owned_views": views(mine, "owned"),
            "paid_views": views(mine, "paid"),
            "ugc_posts": sum(post["class"] == "ugc" for post in mine),
        }
        of_others = "No post by others is listed for the month: there was none, or nobody looked."
        of_own = "No post of this class with known views stands in the month."
        reasons = {"ugc_share": of_others, "ugc_views": of_others, "owned_views": of_own,
                   "paid_views": of_own}  # fmt: skip
        yield Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _trend(found: Sequence[Post], months: Sequence[str]) -> str:
    """Compare the later half of the months with the earlier one."""
    if len(months) < 2:
        return "Too few months are known to say anything of the share over time."
    middle = months[len(months) // 2]
    shares = ugc_share(found, {m: "before" if m < middle else "now" for m in months})
    if len(shares) < 2:
        return f"Posts by others are known of one side of {middle} only, so no change can be said."
    before, now = shares["before"], shares["now"]
    said = (
        f"UGC had {percent(before.value)} of organic views before {middle} and "
        f"{percent(now.value)} from then on"
    )
    listed = {post["month"] for post in found if post["class"] == "ugc" and post["view"]}
    if len(listed) < len(months):
        said += f", over the {counted(len(listed), 'month')} with views of UGC of {len(months)}"
    moved = change(now, before)
    if math.isnan(moved.low):
        return f"{said}; too few posts by others to say whether that is more than chance."
    return f"{said}: {verdict(moved)}."


def _worth_table(
    asked: Scope, others: Sequence[Post], chosen: PriceSet | None, made: Production
) -> AnswerTable:
    valued, once = _distribution(others, chosen)
    rows = [
        _worth_row(
            "Distribution: their views and engagement bought as ads",
            cents(valued.amount),
            (cents(valued.low), cents(valued.high)),
            cents(once),
            _basis(chosen),
            "No rate values attention in this currency."
            if chosen is None
            else "Views are unknown.",
        ),
        _worth_row(
            "Avoided production: as many posts made by the brand",
            cents(made.cost * len(others)) if made.cost is not None else None,
            (None, None),
            None,
            _made(asked, made),
            made.why,
        ),
    ]
    return AnswerTable("earned media value", _worth_said(asked, valued, made, others), _WORTH,
                       tuple(rows))  # fmt: skip


def _worth_row(
    line: str,
    amount: Decimal | None,
    ends: tuple[Decimal | None, Decimal | None],
    once: Decimal | None,
    basis: str,
    why: str,
) -> Row:
    cells: dict[str, Cell] = {
        "line": line,
        "amount": amount,
        "amount_low": ends[0],
        "amount_high": ends[1],
        "amount_n": None,
        "once": once,
        "basis": basis,
    }
    unknown = {"amount": why} if amount is None else {}
    if once is None:
        unknown["once"] = why or "It is no exposure, so none is counted twice."
    return Row(cells, unknown)


def _distribution(others: Sequence[Post], chosen: PriceSet | None) -> tuple[Valued, Decimal | None]:
    if chosen is None:
        return Valued(None), None
    totals: dict[str, Any] = {}
    for action in ACTIONS:
        known = [post[action] for post in others if post[action] is not None]
        totals[action] = sum(known) if known else None
    if totals["view"] is None:
        return Valued(None), None
    found = worth(totals, chosen)
    return found.total, found.once.amount


def _basis(chosen: PriceSet | None) -> str:
    return "no rates" if chosen is None else f"{chosen.label} ({chosen.cited})"


def _made(asked: Scope, made: Production) -> str:
    if made.cost is None:
        return "production in the cost sheet"
    return (
        f"{money(made.amount, asked.currency)} of production over "
        f"{counted(made.posts, 'own post')} in {counted(made.months, 'month')}"
    )


def _worth_said(asked: Scope, valued: Valued, made: Production, others: Sequence[Post]) -> str:
    said = []
    if valued.amount is not None:
        said.append(
            f"Bought as ads, the attention that UGC got would have cost "
            f"{money(valued.amount, asked.currency)}"
        )
    if made.cost is not None:
        each = money(made.cost, asked.currency)
        total = money(made.cost * len(others), asked.currency)
        said.append(f"making as many posts at {each} each would have cost {total}")
    if not said:
        return f"What UGC is worth is unknown: {made.why[:1].lower()}{made.why[1:]}"
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


def _doubts(asked: Scope, found: Sequence[Post]) -> Iterator[str]:
    unsaid = sum(post["class"] == "ugc" and not post["said"] for post in found)
    if unsaid:
        yield (
            f"The sheet does not say of {counted(unsaid, 'post')} whether its creator was paid; "
            "they are taken for UGC."
        )
    elsewhere = asked.store.value("select count(*) from ugc_post as u where u.network <> 'tiktok'")
    if elsewhere:
        yield f"{counted(elsewhere, 'post')} by others on other networks stand in none of this."
    if any(post["top_sample"] for post in found):
        yield (
            "Some own posts are known only from an export of top posts, and the others have no "
            "views here: the share of UGC may be off either way."
        )
