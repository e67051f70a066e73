"""What length, hook, format and script do to intent, within the brand's own posts."""

from collections.abc import Iterator, Sequence

from clipworth.answers import sampling
from clipworth.answers.labels import MOST_NAMED
from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.pillars import set_label
from clipworth.answers.scope import scope
from clipworth.answers.words import counted, listed, percent
from clipworth.measure.content.creative import (
    FACTORS,
    FEWEST_IN_SET,
    FEWEST_OF_LEVEL,
    Effect,
    Tried,
    creative_effects,
)
from clipworth.measure.content.rated_posts import RatedSet, common_set, rated_sets
from clipworth.measure.metrics.reach import RETENTION_2S, RETENTION_6S
from clipworth.measure.paid.hook_retention import HookRetention, hook_retention
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import SHARE, TEXT
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

HOW = (
    "An effect is how much more or less intent per view posts of one kind draw than the brand's "
    "posts of the other kinds, with the other three, views and the account's trend held equal. "
    "Nobody chose by lot which post got which, so what else differed between them is inside."
)
HOW_TO_SAY = (
    "The sheet that `clipworth template plan` makes has columns for format, hook and script; the "
    "length comes with exports of posts."
)
WHERE = {
    "length": "no two lengths",
    "hook": "no two hooks",
    "format": "no two formats",
    "script": "not both scripted and unscripted posts",
}
COLUMNS = (
    Shown("factor", "What", TEXT),
    Shown("level", "Kind", TEXT),
    Shown("effect", "Beside the others", SHARE, Layer.INTENT, Word.MODELLED, estimate=True),
    Shown("posts", "Posts", counted_unit("post")),
    Shown("verdict", "Verdict", TEXT),
)
RETENTION = (
    Shown("format", "Ad format", TEXT),
    Shown("hook", "Hook", TEXT),
    Shown("posts", "Posts", counted_unit("post")),
    *(
        Shown(ratio.key, ratio.label, ratio.unit, ratio.layer, ratio.word, estimate=True)
        for ratio in (RETENTION_2S, RETENTION_6S)
    ),
)


def creative(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer with the effects of each factor, a table for each set of signals, and retention."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("creative")
    standing = asked.standing()
    sampling.need_full_posts(standing)
    every = rated_sets(store, asked.selection)
    sets = [one for one in (*every, common_set(every)) if one and len(one.posts) >= FEWEST_IN_SET]
    tried = creative_effects(sets)
    tables = [table for one in sets if (table := _table(one, tried))]
    held = hook_retention(store, asked.selection)
    sentences = [table.finding for table in tables] or [_nothing(sets)]
    if held:
        tables.append(_retention(held))
    return asked.answer(
        "creative",
        tables,
        sentences,
        [
            HOW if tried.effects else "",
            _how_many(tried),
            *_left_out(sets, tried),
            _retention_caveat(held),
            *sampling.caveats(asked, standing),
        ],
        relations=("posts", "ads"),
    )


def _nothing(sets: Sequence[RatedSet]) -> str:
    if not sets:
        return (
            f"Nothing can be said of creative: it takes {FEWEST_IN_SET} organic posts with the "
            "same intent signals."
        )
    return (
        f"Nothing can be said of creative: there are no two kinds of {FEWEST_OF_LEVEL} posts each "
        f"to set against each other. {HOW_TO_SAY}"
    )


def _table(one: RatedSet, tried: Tried) -> AnswerTable | None:
    inside = [effect for effect in tried.effects if effect.key == one.key]
    if not inside:
        return None
    order = [*FACTORS, "length × hook"]
    inside.sort(key=lambda e: (order.index(e.factor), -e.difference.value, e.level))
    rows = tuple(_row(effect) for effect in inside)
    return AnswerTable(f"effects {one.key}", _finding(one, inside), COLUMNS, rows)


def _row(effect: Effect) -> Row:
    cells: dict[str, Cell] = {
        "factor": effect.factor,
        "level": effect.level,
        "effect": shown(effect.difference, SHARE),
        **estimate_cells("effect", effect.difference, SHARE),
        "posts": effect.posts,
        "verdict": _verdict(effect),
    }
    return Row(cells)


def _verdict(effect: Effect) -> str:
    if not effect.differs:
        return "could be chance"
    return "more intent" if effect.difference.value > 0 else "less intent"


def _finding(one: RatedSet, effects: Sequence[Effect]) -> str:
    sure = sorted(
        (effect for effect in effects if effect.differs),
        key=lambda effect: -abs(effect.difference.value),
    )
    name = set_label(one.key)
    if not sure:
        return (
            f"{name}: none of {counted(len(effects), 'effect')} tried is more than chance in "
            f"{counted(len(one.posts), 'post')}."
        )
    said = listed([_said(effect) for effect in sure[:MOST_NAMED]])
    more = len(sure) - MOST_NAMED
    return f"{name}: {said}{f'; {more} more in the table' if more > 0 else ''}."


def _said(effect: Effect) -> str:
    low, high = effect.difference.low, effect.difference.high
    around = f"{percent(low, signed=True)} to {percent(high, signed=True)}"
    return (
        f"{effect.factor} “{effect.level}” draws {percent(effect.difference.value, signed=True)} "
        f"({around})"
    )


def _how_many(tried: Tried) -> str:
    if not tried.effects:
        return ""
    return (
        f"{counted(len(tried.effects), 'effect')} tried in this answer; the false discovery rate "
        "is held at 5 % over all of them."
    )


def _left_out(sets: Sequence[RatedSet], tried: Tried) -> Iterator[str]:
    for one in sets:
        silent = [factor for key, factor in tried.silent if key == one.key]
        if silent:
            why = listed([WHERE[factor] for factor in silent])
            yield (
                f"{set_label(one.key)}: nothing is said of {listed(silent)}, as there are {why} "
                f"with {FEWEST_OF_LEVEL} posts each. {HOW_TO_SAY}"
            )
    for key in tried.apart:
        yield (
            f"{set_label(key)}: some kinds always come together, so that each factor was looked at "
            "by itself, and stands for those that come with it."
        )
    if tried.held:
        names = listed([set_label(key) for key in tried.held])
        yield f"Pillars are held equal as well in {names}."


def _retention(held: Sequence[HookRetention]) -> AnswerTable:
    rows = []
    for one in sorted(held, key=lambda h: (h.format, -_value(h), h.hook)):
        cells: dict[str, Cell] = {
            "format": one.format,
            "hook": one.hook,
            "posts": one.posts,
            "retention_2s": shown(one.retention_2s, SHARE),
            **estimate_cells("retention_2s", one.retention_2s, SHARE),
            "retention_6s": shown(one.retention_6s, SHARE),
            **estimate_cells("retention_6s", one.retention_6s, SHARE),
        }
        reasons = {
            "retention_2s": "No report has plays and 2 s views of it.",
            "retention_6s": "No report has plays and 6 s views of it.",
        }
        rows.append(Row(cells, {key: why for key, why in reasons.items() if cells[key] is None}))
    return AnswerTable("retention", _longest(held), RETENTION, tuple(rows))


def _longest(held: Sequence[HookRetention]) -> str:
    """Name the hook that holds paid viewers longest, where its interval leaves out all others'."""
    for ad_format in dict.fromkeys(one.format for one in held):
        told = [
            (one, one.retention_6s)
            for one in held
            if one.format == ad_format and one.retention_6s and one.retention_6s.low > 0
        ]
        told.sort(key=lambda pair: -pair[1].value)
        if len(told) > 1 and told[0][1].low > max(other.high for _, other in told[1:]):
            best, share = told[0]
            return (
                f"In {ad_format}, posts that open with “{best.hook}” hold most paid plays for 6 s:"
                f" {percent(share.value)} of {counted(best.posts, 'post')}."
            )
    return "No hook of boosted posts holds paid plays for longer than all others, beyond chance."


def _value(held: HookRetention) -> float:
    return held.retention_6s.value if held.retention_6s else 0.0


def _retention_caveat(held: Sequence[HookRetention]) -> str:
    if not held:
        return (
            "No ads report names a boosted post whose hook is known, so 2 s and 6 s retention are "
            "unknown. Import Ads Manager's daily report at the level of ads."
        )
    return (
        "Retention is of paid plays of boosted posts, which were not chosen by lot: hooks of few "
        "posts tell little, and no interval stands where there are under three."
    )
