"""Which pillars to double down on, keep or drop, by intent that repeats and never by one post."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clipworth.answers import sampling
from clipworth.answers.labels import HOW_TO_LABEL, label_caveats
from clipworth.answers.layers import signal_names
from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.scope import scope
from clipworth.answers.words import counted, listed, value
from clipworth.measure.content.pillars import (
    FEWEST_FOR_TREND,
    FEWEST_IN_SET,
    Call,
    Judged,
    PillarCall,
    PillarCalls,
    pillar_calls,
)
from clipworth.measure.content.rated_posts import RatedSet, common_set, rated_sets
from clipworth.measure.metrics import intent
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import SHARE, TEXT, Unit
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

RATE = intent.ISCR[4].unit
HOW = (
    "A call rests on what a typical post of the pillar brings beside the account's other posts, at "
    "like views and beside the account's own trend, and on how many of its posts are above the "
    "account's median. It is made twice: with all posts, and without the pillar's best one."
)
UNDECIDED = (
    "“Not enough data” stands where there are under five posts, or where the interval leaves open "
    "both a third less and half as much again."
)
NO_CALL = "The pillar has too few posts beside others to be set against them."
NOTHING = (
    f"No call can be made: fewer than {FEWEST_IN_SET} organic posts of these days have the same "
    "intent signals, or none has a pillar."
)


def _modelled(key: str, label: str, unit: Unit, *, estimate: bool = False) -> Shown:
    return Shown(key, label, unit, Layer.INTENT, Word.MODELLED, estimate=estimate)


COLUMNS = (
    Shown("pillar", "Pillar", TEXT),
    Shown("call", "Call", TEXT),
    Shown("call_without_best", "Without its best post", TEXT),
    _modelled("iscr", "ISCR, typical post", RATE, estimate=True),
    Shown("posts", "Posts", counted_unit("post")),
    _modelled("against_others", "Against the others", SHARE, estimate=True),
    _modelled("share_above", "Posts above the median", SHARE),
    _modelled("trend", "Trend in 90 days", SHARE, estimate=True),
    Shown("moves", "Moves", TEXT),
    _modelled("median", "Repeatable ISCR, median", RATE),
    _modelled("lower_quartile", "A quarter under", RATE),
    _modelled("upper_quartile", "A quarter over", RATE),
    _modelled("against_without_best", "Others, without best", SHARE, estimate=True),
    Shown("best_post", "Best post", TEXT),
    Shown("labelled_by", "Labelled by", TEXT),
)


def pillars(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer with a call per pillar, a table for each set of signals."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("pillars")
    standing = asked.standing()
    sampling.need_full_posts(standing)
    every = rated_sets(store, asked.selection)
    common = common_set(every)
    sets = [one for one in (*every, common) if one and len(one.posts) >= FEWEST_IN_SET]
    found = pillar_calls(sets)
    tables = [table for one in sets if (table := _table(one, found))]
    sentences = [
        *(table.finding for table in tables),
        *_resting_on_one(found),
    ]
    return asked.answer(
        "pillars",
        tables,
        sentences or (f"{NOTHING} {HOW_TO_LABEL}",),
        [
            HOW if tables else "",
            UNDECIDED if any(one.whole.call is Call.NOT_ENOUGH for one in found.calls) else "",
            _tried(found),
            *_several(every, sets),
            *label_caveats(asked, "pillar"),
            *sampling.caveats(asked, standing),
        ],
        relations=("posts",),
    )


def _calls(found: PillarCalls, one: RatedSet) -> list[PillarCall]:
    order = list(Call)
    inside = [call for call in found.calls if call.key == one.key]
    return sorted(
        inside,
        key=lambda c: (
            order.index(c.whole.call),
            -(c.typical.value if c.typical else 0.0),
            c.pillar,
        ),
    )


def set_label(key: str) -> str:
    """Say the metric of a set: ISCR-2 (saves and shares)."""
    signals = key.removeprefix("common ")
    if signals != key:
        return f"ISCR of the signals that all posts have ({signal_names(signals)})"
    return f"ISCR-{signals.count('+') + 1} ({signal_names(signals)})"


def _table(one: RatedSet, found: PillarCalls) -> AnswerTable | None:
    calls = _calls(found, one)
    if not calls:
        return None
    rows = tuple(_row(call) for call in calls)
    short = "ISCR" if one.common else f"ISCR-{one.signals.count('+') + 1}"
    columns = tuple(replace(c, label=c.label.replace("ISCR", short)) for c in COLUMNS)
    return AnswerTable(f"pillars {one.key}", _finding(one, calls), columns, rows)


def _row(call: PillarCall) -> Row:
    trend = call.trend
    cells: dict[str, Cell] = {
        "pillar": call.pillar,
        "call": str(call.whole.call),
        "call_without_best": _without(call),
        "iscr": shown(call.typical, RATE),
        **estimate_cells("iscr", call.typical, RATE),
        "posts": call.posts,
        **_against("against_others", call.whole),
        "share_above": call.whole.share_above,
        "trend": shown(trend, SHARE),
        **estimate_cells("trend", trend, SHARE),
        "moves": _moves(call),
        "median": call.median,
        "lower_quartile": call.lower,
        "upper_quartile": call.upper,
        **_against("against_without_best", call.without_best),
        "best_post": call.best_post.post_id,
        "labelled_by": ", ".join(f"{origin} {n}" for origin, n in sorted(call.origins.items())),
    }
    reasons = {
        "iscr": NO_CALL,
        "against_others": NO_CALL,
        "against_without_best": NO_CALL,
        "trend": f"A trend takes {FEWEST_FOR_TREND} posts with a day.",
        "moves": f"A trend takes {FEWEST_FOR_TREND} posts with a day.",
        **dict.fromkeys(
            ("median", "lower_quartile", "upper_quartile"),
            "Too few posts to say what a like one would bring.",
        ),
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _without(call: PillarCall) -> str:
    said = str(call.without_best.call)
    return f"{said} (changes)" if call.rests_on_one else said


def _against(key: str, judged: Judged) -> dict[str, Cell]:
    found = judged.against_others
    return {key: shown(found, SHARE), **estimate_cells(key, found, SHARE)}


def _moves(call: PillarCall) -> str | None:
    if call.trend is None:
        return None
    if not call.moves:
        return "could be chance"
    return "rising" if call.trend.value > 0 else "falling"


def _finding(one: RatedSet, calls: Sequence[PillarCall]) -> str:
    said = []
    for wanted in (Call.DOUBLE_DOWN, Call.DROP, Call.KEEP):
        inside = [call for call in calls if call.whole.call is wanted]
        if inside:
            said.append(f"{wanted} {listed([_with_rate(call) for call in inside])}")
    open_calls = [call.pillar for call in calls if call.whole.call is Call.NOT_ENOUGH]
    if open_calls:
        said.append(f"not enough data on {listed(open_calls)}")
    return f"By {set_label(one.key)}: {'; '.join(said)}."


def _with_rate(call: PillarCall) -> str:
    if call.typical is None or call.whole.call is Call.KEEP:
        return call.pillar
    return f"{call.pillar} ({value(call.typical.value, RATE)} from a typical post)"


def _resting_on_one(found: PillarCalls) -> Iterator[str]:
    for call in found.calls:
        if call.rests_on_one:
            yield (
                f"The call on {call.pillar} ({set_label(call.key)}) rests on one post: without"
                f" {call.best_post.post_id} it would be “{call.without_best.call}” and not"
                f" “{call.whole.call}”."
            )


def _tried(found: PillarCalls) -> str:
    if not found.tried:
        return ""
    return (
        f"{counted(found.tried, 'comparison')} of a pillar with the others tried, as many again "
        f"without the best post, and {counted(found.trends_tried, 'trend')}; the false discovery "
        "rate of each kind is held at 5 %."
    )


def _several(every: Sequence[RatedSet], sets: Sequence[RatedSet]) -> Iterator[str]:
    """Say that sets of signals are not compared, and which are too small to have a table."""
    if len(every) > 1:
        yield (
            "Posts have different signals, and each set of them is a metric of its own: a pillar is"
            " set only against posts of the same set, and calls of two tables do not compare."
        )
    small = [one for one in every if one not in sets]
    if small:
        names = listed([f"{set_label(one.key)} {counted(len(one.posts), 'post')}" for one in small])
        yield f"Too few posts for a table of their own (it takes {FEWEST_IN_SET}): {names}."
