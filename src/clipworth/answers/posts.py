"""Every post with its counts, its own ISCR and the one that a post like it would bring again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from clipworth.answers import sampling
from clipworth.answers.layers import signal_names
from clipworth.answers.metric_table import shown
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import count, counted, listed, per_hundred
from clipworth.measure.content.every_post import Repeatable, every_post, own_iscr, repeatable_iscr
from clipworth.measure.figures import cents, figures
from clipworth.measure.metrics import intent, reach, value
from clipworth.measure.metrics.kinds import Metric
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, FLAG, SECONDS, SHARE, TEXT, Unit
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

ISCR_UNIT = intent.ISCR[4].unit
CENSUS = (
    "A post's own ISCR was counted and needs no interval; the interval is that of its repeatable "
    "rate: what a like post would bring."
)
NO_SIGNALS = "No imported file has saves, shares, profile visits or link clicks."
TOP_SAMPLE = (
    "Known only from an export of top posts, chosen by success: not ranked, and no measure of what "
    "a like post would bring."
)
RANKED = "Rankings go by the lower bound, among posts with the same signals only."


def _of(metric: Metric, key: str = "") -> Shown:
    return Shown(key or metric.key, metric.label, metric.unit, metric.layer, metric.word)


def _known(key: str, label: str, unit: Unit = TEXT) -> Shown:
    return Shown(key, label, unit)


COLUMNS = (
    _known("post_id", "Post"),
    _known("account", "Account"),
    _known("posted_day", "Posted", DAY),
    _known("title", "Caption"),
    _of(reach.VIEWS),
    _of(intent.LIKES),
    _of(intent.COMMENTS),
    _of(intent.SHARES),
    _of(intent.SAVES),
    _of(intent.PROFILE_VISITS),
    _of(intent.LINK_CLICKS),
    _of(reach.PAID_VIEWS),
    _of(reach.ORGANIC_VIEWS),
    _of(reach.POST_REACH, "reach"),
    Shown("non_follower_share", "Non-follower views", SHARE, Layer.REACH, Word.PLATFORM),
    Shown("full_watch_share", "Full watches", SHARE, Layer.REACH, Word.PLATFORM),
    Shown("average_watch_s", "Average watch", SECONDS, Layer.REACH, Word.PLATFORM),
    _known("pillar", "Pillars"),
    _known("pillar_why", "Pillars, why"),
    _known("stage", "Stage"),
    _known("stage_why", "Stage, why"),
    _known("content_type", "Content type"),
    _known("format", "Format"),
    _known("creator", "Creator"),
    _known("signals", "Signals known"),
    Shown("iscr", "ISCR, own", ISCR_UNIT, Layer.INTENT, Word.PLATFORM),
    Shown("iscr_shrunk", "ISCR, repeatable", ISCR_UNIT, Layer.INTENT, Word.MODELLED, estimate=True),
    _of(value.COST),
    _of(value.COST_PER_INTENT_ACTION),
    _known("boosted", "Boosted", FLAG),
    _known("top_sample", "Top sample", FLAG),
    _known("rounded", "Rounded counts"),
)
_COUNTS = (
    "views",
    "likes",
    "comments",
    "shares",
    "saves",
    "profile_visits",
    "link_clicks",
    "reach",
)
_SHARES = ("non_follower_share", "full_watch_share", "average_watch_s")
_TEXTS = ("pillar", "pillar_why", "stage", "stage_why", "content_type", "format", "creator")
_RANK_COLUMNS = (
    _known("rank", "Rank", reach.POSTS.unit),
    *(column for column in COLUMNS if column.key in ("post_id", "posted_day", "pillar", "views")),
    *(column for column in COLUMNS if column.key in ("iscr", "iscr_shrunk")),
)


def posts(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer with a row per post, then a ranking for each set of signals."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("posts")
    found = every_post(store, asked.selection)
    repeatable = repeatable_iscr(found)
    costs = direct_costs(asked)
    rows = tuple(_row(post, repeatable.get(post["post_id"]), costs) for post in found)
    numbers = Numbers(asked)
    finding = _finding(found)
    tables = [AnswerTable("posts", finding, COLUMNS, rows), *_rankings(found, repeatable)]
    return asked.answer(
        "posts",
        tables,
        [finding, *(table.finding for table in tables[1:3])],
        [
            CENSUS,
            RANKED,
            "A post's cost is what was spent on it directly; shared costs and fees stand in roi.",
            _assumed(repeatable.values()),
            _unranked(numbers.standing.top_samples),
            *sampling.caveats(asked, numbers.standing),
        ],
        relations=("posts", "ads", "costs"),
    )


def _assumed(repeatable: Iterable[Repeatable]) -> str:
    """Say where intervals rest on an assumption; empty: nowhere."""
    sets = sorted({rate.n for rate in repeatable if rate.spread_assumed})
    if not sets:
        return ""
    return (
        f"Of {listed([str(n) for n in sets])} posts with the same signals, too few had actions to "
        "show how much posts differ: their repeatable rates and intervals rest on an assumed "
        "spread."
    )


def _unranked(top_samples: int) -> str:
    if not top_samples:
        return ""
    verb = "is" if top_samples == 1 else "are"
    return (
        f"{counted(top_samples, 'post')} known only from an export of top posts {verb} not ranked, "
        "and the others are not drawn towards them."
    )


def direct_costs(asked: Scope) -> Mapping[str, Decimal | None]:
    """Give what was spent on each post directly: Spark spend and entries of the cost sheet."""
    # A post's counts are those of its whole life, and so are its costs.
    unfiltered = replace(asked.selection, period=asked.known, before=None, where={})
    found = figures(asked.store, (value.COST,), unfiltered, "post")
    return {part: cents(found.get("cost", part)) for part in found.parts()}


def _row(
    post: Mapping[str, Any], rate: Repeatable | None, costs: Mapping[str, Decimal | None]
) -> Row:
    cost, actions = costs.get(post["post_id"]), post["actions"]
    cells: dict[str, Cell] = {
        "post_id": post["post_id"],
        "account": post["account"],
        "posted_day": post["day"],
        "title": post["title"],
        **{key: post[key] for key in (*_COUNTS, *_SHARES, *_TEXTS)},
        "paid_views": shown(post["paid_views"], reach.PAID_VIEWS.unit),
        "organic_views": shown(post["organic_views"], reach.ORGANIC_VIEWS.unit),
        "signals": post["signals"],
        "iscr": own_iscr(post),
        "iscr_shrunk": rate.shrunk if rate else None,
        "iscr_shrunk_low": rate.low if rate else None,
        "iscr_shrunk_high": rate.high if rate else None,
        "iscr_shrunk_n": rate.n if rate else None,
        "cost": cost,
        "cost_per_intent_action": cents(cost / actions) if cost and actions else None,
        "boosted": post["boosted"],
        "top_sample": post["top_sample"],
        "rounded": post["rounded"] or "",
    }
    return Row(cells, dict(_unknown(post, cells)))


def _unknown(post: Mapping[str, Any], cells: Mapping[str, Cell]) -> Iterator[tuple[str, str]]:
    """Give the reason of each cell that is unknown."""
    older = cells["views"] is not None and cells["paid_views"] is not None
    reasons = {
        **dict.fromkeys(_TEXTS, "The content plan does not say."),
        **dict.fromkeys(
            ("pillar", "pillar_why", "stage", "stage_why"),
            "Neither the content plan nor a rule nor an accepted suggestion says.",
        ),
        "paid_views": (
            "The boost's reports do not hold its video views."
            if post["boosted"]
            else sampling.NOT_NAMED
        ),
        "organic_views": (
            "Paid views exceed the views known: the post's export is older than the ads'."
            if older
            else "It takes views, and the paid views of a boost."
        ),
        "signals": NO_SIGNALS,
        "iscr": _no_iscr(post),
        "iscr_shrunk": _not_repeatable(post),
        "cost": "No cost is booked on this post.",
        "cost_per_intent_action": "It takes a cost booked on the post, and intent actions.",
    }
    for key, cell in cells.items():
        if cell is None and not key.startswith("iscr_shrunk_"):
            unseen = f"No imported file has {key.replace('_', ' ')} for this post."
            yield key, reasons.get(key, unseen)


def _no_iscr(post: Mapping[str, Any]) -> str:
    if post["signals"] is None:
        return NO_SIGNALS
    if not post["views"]:
        return "The post's views are unknown or 0."
    if not post["boosted"]:
        return "Its views and its actions are known as of days too far apart to make a rate."
    return "Boosted: paid engagement is inside its totals and cannot be taken out."


def _not_repeatable(post: Mapping[str, Any]) -> str:
    if own_iscr(post) is None:
        return _no_iscr(post)
    return TOP_SAMPLE if post["top_sample"] else "Too few posts to say what a like one would bring."


def _rankings(
    found: Iterable[Mapping[str, Any]], repeatable: Mapping[str, Repeatable]
) -> Iterator[AnswerTable]:
    """Rank posts by the lower bound of what they would repeat, one table per set of signals."""
    sets: dict[str, list[Mapping[str, Any]]] = {}
    for post in found:
        if post["post_id"] in repeatable:
            sets.setdefault(post["signals"], []).append(post)
    for signals in sorted(sets, key=lambda part: (-part.count("+"), part)):
        ranked = sorted(sets[signals], key=lambda p: (-repeatable[p["post_id"]].low, p["post_id"]))
        rows = tuple(
            _ranked(place, post, repeatable[post["post_id"]])
            for place, post in enumerate(ranked, start=1)
        )
        name = f"ISCR-{signals.count('+') + 1} ({signal_names(signals)})"
        first = repeatable[ranked[0]["post_id"]]
        finding = (
            f"{name}: of {counted(len(ranked), 'post')}, one like {ranked[0]['post_id']} would "
            f"bring {per_hundred(first.low)} actions per 100 views or more, by its interval: "
            "the highest floor."
        )
        yield AnswerTable(f"ranking {signals}", finding, _RANK_COLUMNS, rows)


def _ranked(place: int, post: Mapping[str, Any], rate: Repeatable) -> Row:
    cells: dict[str, Cell] = {
        "rank": place,
        "post_id": post["post_id"],
        "posted_day": post["day"],
        "pillar": post["pillar"],
        "views": post["views"],
        "iscr": own_iscr(post),
        "iscr_shrunk": rate.shrunk,
        "iscr_shrunk_low": rate.low,
        "iscr_shrunk_high": rate.high,
        "iscr_shrunk_n": rate.n,
    }
    reasons = {"pillar": "The content plan does not say.", "posted_day": "No file says when."}
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _finding(found: list[dict[str, Any]]) -> str:
    if not found:
        return "No post is known for these days."
    views = [post["views"] for post in found if post["views"] is not None]
    if not views:
        return f"{counted(len(found), 'post')}, none with views known."
    lacking = len(found) - len(views)
    said = f"{counted(len(found), 'post')} with {count(sum(views))} views"
    return f"{said}; views of {count(lacking)} are unknown." if lacking else f"{said}."
