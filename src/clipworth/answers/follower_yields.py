"""New followers per 1,000 views: as posts say it, else by regression with a placebo test."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clipworth.answers.grouped import Wanted, grouped
from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.sampling import top_sample_reason
from clipworth.answers.scope import SOURCES_OF_ALL_POSTS, Scope
from clipworth.answers.words import counted, interval, listed, per_unit, percent
from clipworth.measure.accounts.follows import (
    FEWEST_OF_PART,
    AccountYields,
    PartYield,
    account_yields,
    posted,
)
from clipworth.measure.accounts.series import Series
from clipworth.measure.content.standing import Standing
from clipworth.measure.metrics.audience import FOLLOWER_YIELD
from clipworth.measure.rates import FEWEST_ITEMS
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.units import SHARE, TEXT
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.stats.multiple import false_discovery
from clipworth.store.engine import Store, sql_file

SURE = 0.05
SURELY = "more than chance"
COUNTED_BY_TIKTOK = (
    "Follower yield by post is TikTok's own count of followers won through the post."
)
BY_REGRESSION = (
    "TikTok's files do not say which post won whom, so the yield comes from the days: net growth "
    "of each day against the views of the posts of three days. Posts that overlap share it. It is "
    "no proof of cause. Chance: how often placebo calendars, in which whole weeks of posts change "
    "places with their neighbours, look as strong."
)
YIELD_COLUMNS = (
    Shown("account", "Account", TEXT),
    Shown("part", "Posts of", TEXT),
    Shown(
        "follower_yield",
        FOLLOWER_YIELD.label,
        FOLLOWER_YIELD.unit,
        Layer.REACH,
        Word.MODELLED,
        estimate=True,
    ),
    Shown("posts", "Posts", counted_unit("post")),
    Shown("p_value", "Chance (placebo)", SHARE, Layer.REACH, Word.MODELLED),
    Shown("verdict", "Verdict", TEXT),
)


@dataclass(frozen=True)
class YieldTables:
    """The tables of follower yield, and what is said with them."""

    tables: tuple[AnswerTable, ...] = ()
    sentences: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


def yield_tables(
    asked: Scope, standing: Standing, series: Sequence[Series], by: str | None
) -> YieldTables:
    """Give the yield of posts, by pillar where nothing else is asked for."""
    if not standing.posts:
        return YieldTables(sentences=(_NO_POSTS,))
    if _said_by_posts(asked.store):
        found = grouped([Wanted(asked, FOLLOWER_YIELD, "yield")], by or "pillar")
        said = tuple(table.finding for table in found.tables)
        return YieldTables(found.tables, said, (COUNTED_BY_TIKTOK, *found.caveats))
    if standing.only_top_samples:
        return YieldTables(sentences=(f"{top_sample_reason(standing)} {SOURCES_OF_ALL_POSTS}",))
    if by == "post":
        return YieldTables(sentences=(_NOT_BY_POST,))
    return _regressed(asked, series, by or "pillar")


_NO_POSTS = "No post is known, so nothing can be said of what posts bring in followers."
_NOT_BY_POST = (
    "No imported file says how many followers a post won; the days alone cannot tell one post from "
    "another. Ask by pillar, or import a file that has new followers by post."
)


def _said_by_posts(store: Store) -> bool:
    """Tell whether enough posts say themselves how many followers they won."""
    sql = sql_file(__file__, "followers_said")
    return int(store.value(sql) or 0) >= FEWEST_ITEMS


def _regressed(asked: Scope, series: Sequence[Series], by: str) -> YieldTables:
    rows = posted(asked.store, asked.selection.only_full(), by)
    owners = {row["account"] for row in rows}
    found = [account_yields(one, rows) for one in series if one.account in owners]
    if not found:
        return YieldTables(sentences=(_NO_DAYS,) if series else ())
    rates = [rate for one in found for rate in one.parts]
    table = AnswerTable(
        "yield",
        _finding(rates),
        YIELD_COLUMNS,
        tuple(_row(rate, verdict) for rate, verdict in _judged(rates)),
    )
    return YieldTables(
        (table,) if rates else (), tuple(_sentences(found, rates)), tuple(_caveats(found, rates))
    )


_NO_DAYS = "No post of an account whose followers are known by day is imported."


def _judged(rates: Sequence[PartYield]) -> Iterator[tuple[PartYield, str]]:
    """Say of each part whether it is more than chance, over all parts that were tried."""
    tried = [rate for rate in rates if not math.isnan(rate.p_value)]
    adjusted = iter(false_discovery([rate.p_value for rate in tried]))
    for rate in rates:
        if math.isnan(rate.p_value) or math.isnan(rate.rate.low):
            if not math.isnan(rate.p_value):
                next(adjusted)
            yield rate, "too few to say"
        else:
            sure = next(adjusted) <= SURE
            yield rate, SURELY if sure else "could be chance"


def _row(rate: PartYield, verdict: str) -> Row:
    unit = FOLLOWER_YIELD.unit
    cells: dict[str, Cell] = {
        "account": rate.account,
        "part": rate.part,
        "follower_yield": shown(rate.rate, unit),
        **estimate_cells("follower_yield", rate.rate, unit),
        "posts": rate.posts,
        "p_value": shown(rate.p_value, SHARE),
        "verdict": verdict,
    }
    reasons = {
        "follower_yield": "Its posts always come with those of another part: the days cannot tell.",
        "p_value": "There are too few weeks to shuffle.",
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _sentences(found: Sequence[AccountYields], rates: Sequence[PartYield]) -> Iterator[str]:
    yield from (f"{one.account}: no follower yield. {one.silent}" for one in found if one.silent)
    for rate, verdict in _judged(rates):
        if not rate.all_posts:
            continue
        unit = FOLLOWER_YIELD.unit
        sure = interval(rate.rate, unit) or "too few weeks for an interval"
        yield (
            f"{rate.account}: posts bring {per_unit(rate.rate.value, unit)} new followers per "
            f"1,000 views within three days ({sure}); {_chance(rate, verdict)}."
        )


def _finding(rates: Sequence[PartYield]) -> str:
    sure = [
        rate.part
        for rate, verdict in _judged(rates)
        if verdict == SURELY and not rate.all_posts and rate.rate.value > 0
    ]
    if not sure:
        return "No single part of the posts brings followers by more than chance."
    return f"More followers than chance brings come with {listed(list(dict.fromkeys(sure)))}."


def _chance(rate: PartYield, verdict: str) -> str:
    if math.isnan(rate.p_value):
        return "there are too few weeks for a placebo test"
    often = f"{percent(rate.p_value)} of placebo calendars look as strong"
    return f"{often}, so it {'is ' if verdict == SURELY else ''}{verdict}"


def _caveats(found: Sequence[AccountYields], rates: Sequence[PartYield]) -> Iterator[str]:
    if rates:
        yield BY_REGRESSION
        yield (
            f"{counted(len(rates), 'yield')} were tried; the false discovery rate is held at 5 % "
            f"over all of them. Parts under {FEWEST_OF_PART} posts have none."
        )
    unseen = sum(one.unseen for one in found)
    if unseen:
        yield f"{counted(unseen, 'post')} without known views explain nothing in the yield."
