"""Published benchmarks beside own figures of the same kind, and apart from all others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.words import counted, listed
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.defaults import default
from clipworth.model.defaults.benchmark import (
    Benchmark,
    Figure,
    Incomparable,
    Measured,
    Per,
    Statistic,
)
from clipworth.model.defaults.benchmarks import BENCHMARKS
from clipworth.model.settings import Settings
from clipworth.model.units import RATIO, SHARE, TEXT
from clipworth.model.words import Layer, Word
from clipworth.stats.estimate import Estimate

_ORDER = list(Measured)
BELOW, WITHIN, ABOVE, ONLY_SHOWN = "below", "not apart", "above", "shown only"
_CITED = (
    Shown("cited", "Whose, when, grade", TEXT),
    Shown("group", "Of", TEXT),
    Shown("statistic", "Figure", TEXT),
    Shown("year", "Year", TEXT),
    Shown("source", "Source", TEXT),
    Shown("grade", "Grade", TEXT),
    Shown("sample", "Sample", TEXT),
    Shown("address", "Address", TEXT),
    Shown("kind", "Kind", TEXT),
    Shown("layer", "Layer", TEXT),
    Shown("word", "Whose word", TEXT),
)
LIKE_COLUMNS = (
    Shown("metric", "Key", TEXT),
    Shown("label", "Metric", TEXT),
    Shown("published", "Published", RATIO, Layer.REACH, Word.ASSUMED),
    Shown("value", "Own", RATIO, estimate=True),
    Shown("unit", "Unit", TEXT),
    Shown("against_rest", "Own against it", SHARE),
    Shown("verdict", "Verdict", TEXT),
    *_CITED,
    Shown("published_low", "From", RATIO, Layer.REACH, Word.ASSUMED),
    Shown("published_high", "To", RATIO, Layer.REACH, Word.ASSUMED),
)
APART_COLUMNS = (
    Shown("metric", "Key", TEXT),
    Shown("label", "Metric", TEXT),
    Shown("value", "Published", RATIO),
    Shown("unit", "Unit", TEXT),
    Shown("why", "Why apart", TEXT),
    *_CITED,
)
GRADES = (
    "Grade A was read on the publisher's own page, B is a named study read elsewhere, C has no "
    "method: C is shown and calls nothing low. Every value can be typed over under [defaults] in "
    "clipworth.toml; docs/defaults.md lists them."
)
UNLIKE = (
    "Figures with another denominator stand in a table of their own and are set beside nothing: "
    "a rate by followers and one by views are different things."
)


@dataclass(frozen=True)
class Own:
    """An own figure with what it measures and against what, by the middle that is taken."""

    measured: Measured
    per: Per
    middles: Mapping[Statistic, Estimate]

    def middle(self, statistic: Statistic) -> Estimate:
        """Give the middle that a published one compares with; the mean where it is no median."""
        return self.middles.get(statistic, self.middles[Statistic.MEAN])

    def over(self, published: Benchmark) -> float:
        """Give how far it is above a published figure. Raises Incomparable for unlike ones."""
        value = self.middle(published.statistic).value
        return Figure(value, self.measured, self.per).over(published.figure)


@dataclass(frozen=True)
class Published:
    """The tables of published figures, and what is said with them."""

    tables: tuple[AnswerTable, ...]
    sentences: tuple[str, ...]
    caveats: tuple[str, ...]


def published_tables(settings: Settings, own: Sequence[Own], followers: float | None) -> Published:
    """Set published figures beside own ones of the same kind; all others stand apart."""
    mine = {(one.measured, one.per): one for one in own}
    like, apart = [], []
    # Kinds in their order, and in each the newest figure first.
    ordered = sorted(BENCHMARKS, key=lambda one: (_ORDER.index(one.measured), one.per != Per.VIEWS,
                                                  one.per, -(one.year or 0)))  # fmt: skip
    for one in (_typed(settings, each) for each in ordered):
        beside = mine.get((one.measured, one.per))
        why = _why_apart(one, beside, followers)
        if beside is None or why:
            apart.append(_apart_row(one, why))
        else:
            like.append(_like_row(one, beside))
    like_table = AnswerTable("like beside like", _finding(like), LIKE_COLUMNS, tuple(like))
    apart_table = AnswerTable(
        "other published figures",
        f"{counted(len(apart), 'published figure')} that own ones are not set beside.",
        APART_COLUMNS,
        tuple(apart),
    )
    tables = tuple(table for table in (like_table, apart_table) if table.rows)
    return Published(tables, (like_table.finding,) if like else (), (GRADES, UNLIKE))


def _typed(settings: Settings, one: Benchmark) -> Benchmark:
    """Let what the brand typed stand in its place."""
    found = default(settings.defaults, one.key)
    if found.grade is one.grade:
        return one
    return replace(one, value=found.value, grade=found.grade, low=None, high=None)


def _why_apart(one: Benchmark, beside: Own | None, followers: float | None) -> str:
    if beside is None:
        return (
            "Nobody says what it is measured against."
            if one.per is Per.NOT_PRINTED
            else f"No own figure by {one.per} is known."
            if one.per in (Per.VIEWS, Per.FOLLOWERS, Per.IMPRESSIONS)
            else f"No own figure {one.per} is known."
        )
    try:
        beside.over(one)
    except Incomparable as unlike:
        return f"{unlike}."
    if one.industry:
        return "Of one industry, and yours is not known here."
    if not one.fits(followers):
        return "Of accounts of another size." if followers else "Own followers are unknown."
    return ""


def _like_row(one: Benchmark, own: Own) -> Row:
    middle = own.middle(one.statistic)
    cells: dict[str, Cell] = {
        "metric": one.key,
        "label": one.default.label,
        "published": float(one.value),
        "published_low": None if one.low is None else float(one.low),
        "published_high": None if one.high is None else float(one.high),
        "value": shown(middle.value, RATIO),
        **estimate_cells("value", middle, RATIO),
        "unit": str(one.unit),
        "against_rest": own.over(one),
        "verdict": verdict(one, middle),
        **_cited(one),
    }
    printed = "No quarters or ends of a range are printed."
    return Row(cells, {key: printed for key in ("published_low", "published_high")
                       if cells[key] is None})  # fmt: skip


def verdict(one: Benchmark, own: Estimate) -> str:
    """Say where the own figure lies for sure; a grade of C calls nothing low, nor high."""
    if not one.grade.may_alarm:
        return ONLY_SHOWN
    low, high = (one.value if end is None else end for end in (one.low, one.high))
    if one.statistic is not Statistic.RANGE:
        low = high = one.value
    if own.high < float(low):
        return BELOW
    return ABOVE if own.low > float(high) else WITHIN


def _apart_row(one: Benchmark, why: str) -> Row:
    return Row(
        {
            "metric": one.key,
            "label": one.default.label,
            "value": float(one.value),
            "unit": str(one.unit),
            "why": why,
            **_cited(one),
        }
    )


def _cited(one: Benchmark) -> dict[str, Cell]:
    grade = "typed" if len(one.grade) > 1 else str(one.grade)
    return {
        "cited": f"{one.source} {one.year or 'undated'}, {grade}",
        "group": one.group or "all",
        "statistic": str(one.statistic),
        "year": str(one.year) if one.year else "not stated",
        "source": one.source,
        "grade": grade,
        "sample": one.sample,
        "address": one.address,
        "kind": str(one.unit.kind),
        "layer": str(Layer.REACH),
        "word": str(Word.ASSUMED),
    }


def _finding(rows: Sequence[Row]) -> str:
    return " ".join(_said(rows)) or "No own figure is of the kind of a published one."


def _said(rows: Sequence[Row]) -> Iterator[str]:
    """Say of each kind how many sets call it below, above or neither: they disagree."""
    kinds: dict[str, list[str]] = {}
    for row in rows:
        kinds.setdefault(str(row["label"]).split(",")[0], []).append(str(row["verdict"]))
    for label, verdicts in kinds.items():
        judged = [one for one in verdicts if one != ONLY_SHOWN]
        counts = [f"{word} {judged.count(word)}" for word in (ABOVE, WITHIN, BELOW)
                  if word in judged]  # fmt: skip
        if judged:
            yield f"{label}: {listed(counts)} of {counted(len(judged), 'published figure')}."
