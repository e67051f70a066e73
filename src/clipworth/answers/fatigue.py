"""Which running creatives wear out, and when to replace them; the account's trend is apart."""

from collections.abc import Iterator, Sequence

from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted, listed, percent
from clipworth.measure.content.post_runs import PostRun, post_runs
from clipworth.measure.paid.fatigue import (
    FEWEST_ACTIONS,
    FEWEST_DAYS,
    FEWEST_FRESH,
    FRESH_SPAN_DAYS,
    LATE_DAYS,
    RUNNING_DAYS,
    START_DAYS,
    WATCHED,
    Fatigue,
    Watched,
    Wear,
    Wearing,
)
from clipworth.measure.paid.fatigue import fatigue as measured
from clipworth.model import formats
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, SHARE, TEXT, Kind, Unit
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

MOST_NAMED = 4
NO_ADS = (
    "Nothing can be said of fatigue: no report of ads by day at the level of ads is imported for "
    "these days. Import Ads Manager's daily report with ads as its rows."
)
NONE_RUNS = f"No ad has spent anything in the last {RUNNING_DAYS} days known, so none wears out."
HOW = (
    "A creative is a boosted post, or an ad without one, within one ad format. Its weekly change "
    f"is set against that of fresh creatives (their first {START_DAYS} days), so that an account "
    "that falls as a whole wears out no creative. It is to be replaced when it falls to the level "
    "of a fresh one."
)
FEW = (
    f"It takes {FEWEST_DAYS} days with delivery and {FEWEST_ACTIONS} clicks, views or conversions."
)
NO_FRESH = (
    f"It takes {FEWEST_FRESH} creatives of the format that began over {FRESH_SPAN_DAYS} days or "
    "more to tell how the account itself moves."
)
NO_DAY = "It does not wear out beyond chance, or is under the level of a fresh one already."
MAYBE_NEVER = "By its interval, it may not fall to that level within a year."


NEARLY_SPENT = 0.1
WITHIN = (
    "How far organic posts have run is told from counts of their own views on several days, so the "
    "account's trend is not in it. Posts that lost views between two counts are left out."
)
VIEWS_A_DAY = Unit(Kind.RATIO, of="views", per="day")


def _change(key: str, label: str) -> Shown:
    return Shown(key, label, SHARE, Layer.CONVERSION, Word.MODELLED, estimate=True)


def _plain(key: str, label: str, unit: Unit = TEXT) -> Shown:
    return Shown(key, label, unit)


COLUMNS = (
    _plain("name", "Creative"),
    _plain("wear", "Call"),
    _plain("replace_on", "Replace on", DAY),
    _plain("earliest", "At the earliest", DAY),
    _plain("latest", "At the latest", DAY),
    _change("weekly", "Change in a week"),
    _change("against_fresh", "Beside a fresh one"),
    _change("own_weekly", "With the account's trend"),
    _plain("days", "Days", counted_unit("day")),
    _plain("first_day", "Since", DAY),
    _plain("format", "Ad format"),
    _plain("creative", "Post or ad"),
)


RUNS = (
    _plain("post_id", "Post"),
    _plain("title", "Caption"),
    _plain("posted_day", "Posted", DAY),
    Shown("views", "Views", counted_unit("view"), Layer.REACH, Word.PLATFORM),
    _plain("half_from", "Half of them after", DAY),
    _plain("half_by", "Half of them by", DAY),
    Shown("pace", "Views a day lately", VIEWS_A_DAY, Layer.REACH, Word.PLATFORM),
    Shown("left", "Of its first pace", SHARE, Layer.REACH, Word.PLATFORM),
    _plain("counts", "Counts", counted_unit("count")),
    _plain("counted_on", "Last counted", DAY),
)


def fatigue(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer with a table per measure: CTR, 2 s retention, conversions per spend."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("fatigue")
    found = measured(store, asked.selection)
    tables = [table for one in WATCHED if (table := _table(one, found))]
    sentences = [table.finding for table in tables]
    caveats = list(_caveats(found)) if tables else []
    if not tables:
        sentences = [NO_ADS if found.last_day is None else NONE_RUNS]
    if runs := _runs(asked):
        tables.append(_run_table(runs))
        sentences.append(tables[-1].finding)
        caveats.append(WITHIN)
    return asked.answer("fatigue", tables, sentences, caveats, relations=("ads", "posts"))


def _runs(asked: Scope) -> list[PostRun]:
    if asked.selection.misses("posts") or asked.period is None:
        return []
    return post_runs(asked.store, asked.selection, asked.period.last)


def _run_table(runs: Sequence[PostRun]) -> AnswerTable:
    return AnswerTable("posts", _run_finding(runs), RUNS, tuple(_run_row(run) for run in runs))


def _run_row(run: PostRun) -> Row:
    cells: dict[str, Cell] = {
        "post_id": run.post_id,
        "title": run.title,
        "posted_day": run.posted,
        "views": run.views,
        "half_from": run.half_from,
        "half_by": run.half_by,
        "pace": shown(run.pace, VIEWS_A_DAY),
        "left": run.left,
        "counts": run.counts,
        "counted_on": run.counted_on,
    }
    reasons = {
        "title": "No file has its caption.",
        "half_from": "It had half of its views by its first count.",
        "left": "It had no views at its first count.",
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _run_finding(runs: Sequence[PostRun]) -> str:
    spent = sum(run.left is not None and run.left <= NEARLY_SPENT for run in runs)
    have = "has" if spent == 1 else "have"
    return (
        f"Of {counted(len(runs), 'young organic post')} counted three times or more, {spent} "
        f"{have} {percent(NEARLY_SPENT)} or less of the first pace left."
    )


def _table(measure: Watched, found: Fatigue) -> AnswerTable | None:
    order = list(Wear)
    inside = [one for one in found.wearing if one.measure == measure.key]
    if not inside:
        return None
    inside.sort(
        key=lambda one: (
            order.index(one.wear),
            one.weekly.value if one.weekly else 0.0,
            one.creative,
        )
    )
    return AnswerTable(
        measure.key, _finding(measure, inside), COLUMNS, tuple(_row(one) for one in inside)
    )


def _row(one: Wearing) -> Row:
    cells: dict[str, Cell] = {
        "name": one.name,
        "wear": str(one.wear),
        "replace_on": one.replace_on,
        "earliest": one.earliest,
        "latest": one.latest,
        "days": one.days,
        "first_day": one.first_day,
        "format": one.format,
        "creative": one.creative,
    }
    for key in ("weekly", "against_fresh", "own_weekly"):
        estimate = getattr(one, key)
        cells |= {key: shown(estimate, SHARE), **estimate_cells(key, estimate, SHARE)}
    lacking = NO_FRESH if one.wear is Wear.NO_TREND else FEW
    reasons = {
        "weekly": lacking,
        "against_fresh": lacking,
        "own_weekly": FEW,
        **dict.fromkeys(
            ("replace_on", "earliest", "latest"),
            MAYBE_NEVER if one.wear is Wear.SOON else NO_DAY if one.weekly else lacking,
        ),
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _finding(measure: Watched, inside: Sequence[Wearing]) -> str:
    said = []
    now = [one for one in inside if one.wear is Wear.REPLACE]
    soon = [one for one in inside if one.wear is Wear.SOON]
    if now:
        said.append(f"replace {_listed([_fallen(one) for one in now])} now")
    if soon:
        said.append(f"replace {_listed([_dated(one) for one in soon])}")
    kept = sum(one.wear is Wear.KEEP for one in inside)
    if kept:
        wear = "wears" if kept == 1 else "wear"
        said.append(f"{counted(kept, 'creative')} {wear} out no faster than chance")
    for wear_out, why in (
        (Wear.NOT_ENOUGH, "not enough data on {}"),
        (Wear.NO_TREND, "{} cannot be told from the account's own trend"),
    ):
        count = sum(one.wear is wear_out for one in inside)
        if count:
            said.append(why.format(counted(count, "creative")))
    return f"By {measure.label}: {'; '.join(said)}."


def _listed(said: Sequence[str]) -> str:
    more = len(said) - MOST_NAMED
    return listed([*said[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])


def _fallen(one: Wearing) -> str:
    assert one.weekly is not None, "called on what is known"  # noqa: S101
    return f"{one.name} ({percent(one.weekly.value, signed=True)} a week)"


def _dated(one: Wearing) -> str:
    first = formats.day(one.earliest) if one.earliest else "later"
    last = formats.day(one.latest) if one.latest else "maybe not within a year"
    if one.replace_on is None:
        return f"{one.name} in more than a year ({first} at the earliest)"
    return f"{one.name} on {formats.day(one.replace_on)} ({first} to {last})"


def _caveats(found: Fatigue) -> Iterator[str]:
    yield HOW
    if found.tried:
        yield (
            f"{counted(found.tried, 'change')} tried in this answer; the false discovery rate is "
            "held at 5 % over all of them."
        )
    shown_formats = {(one.measure, one.format) for one in found.wearing}
    for measure in WATCHED:
        for (key, ad_format), trend in found.fresh.items():
            if key == measure.key and (key, ad_format) in shown_formats:
                around = f"{percent(trend.low, signed=True)} to {percent(trend.high, signed=True)}"
                yield (
                    f"{measure.label} of fresh creatives, {ad_format}: "
                    f"{percent(trend.value, signed=True)} a week ({around}, "
                    f"{counted(trend.n, 'creative')}), which is taken out."
                )
    if all(one.measure != "cpa" for one in found.wearing):
        yield (
            "Conversions of single ads are unknown, or all of the last days, so no cost per "
            "conversion can be watched."
        )
    else:
        yield (
            f"Conversions of the last {LATE_DAYS} days are left out, as TikTok still books more on "
            "them; a cost per conversion rises as conversions per spend fall."
        )
    unknown = {one.creative for one in found.wearing if not one.known_start}
    if unknown:
        yield (
            f"{counted(len(unknown), 'creative')} ran already when the data begin, so “since” is "
            "the first day known of them."
        )
    if found.left_out:
        yield (
            f"Shown are the running creatives that spent most; {found.left_out} more are left out."
        )
