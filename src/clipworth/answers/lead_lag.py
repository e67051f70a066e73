"""Whether spikes of profile visits come before visits to the site, and by how many days."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.scope import Scope
from clipworth.answers.words import count, counted, interval, percent
from clipworth.measure.site.visits import Visits, paired, profile_visits
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.units import RATIO, SHARE, TEXT
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.stats.estimate import TooFew
from clipworth.stats.lags import FEWEST_DAYS, LeadLag, lead_lag
from clipworth.stats.multiple import false_discovery

SURE = 0.05
DAY = counted_unit("day")
MODELLED = (Layer.INTENT, Word.MODELLED)
LAG_COLUMNS = (
    Shown("series", "Visits to the site", TEXT),
    Shown("lag", "Days after profile visits", TEXT),
    Shown("correlation", "Correlation", RATIO, *MODELLED),
    Shown("p_value", "Chance (unlinked)", SHARE, *MODELLED),
)
MOVE_COLUMNS = (
    Shown("series", "Visits to the site", TEXT),
    Shown("best_lag", "Strongest at", TEXT),
    Shown("correlation", "Correlation", RATIO, *MODELLED),
    Shown("p_value", "Chance (unlinked)", SHARE, *MODELLED),
    Shown("verdict", "Verdict", TEXT),
    Shown("change", "At profile spikes", SHARE, *MODELLED, estimate=True),
    Shown("excess", "Beyond the usual, all spikes", counted_unit("session"), *MODELLED),
    Shown("days", "Days with both", DAY),
)
SERIES = {"direct": "direct visits", "sessions": "all visits"}
HOW = (
    "Weekday and slow trend are taken out of both series. Chance: how often series as like "
    "themselves from day to day, but not linked to the site, look as strong at any of 15 lags, so "
    "that many lags are one try. What moves together need not cause each other: a sale drives both."
)
NO_PROFILE = (
    "Nothing can be said of profile visits and the site: no profile visits by day are imported. "
    "TikTok Studio's Overview has them."
)
NO_SITE = (
    "Nothing can be said of profile visits and the site: no visits by day are imported. Import "
    "GA4's Traffic acquisition by date (Explore, with Date and Session source / medium), or its "
    "BigQuery events."
)


@dataclass(frozen=True)
class Moves:
    """The tables of leads and lags, and what is said with them."""

    tables: tuple[AnswerTable, ...] = ()
    sentences: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()


def moves(asked: Scope, site: Visits | None) -> Moves:
    """Set profile visits against visits to the site, direct ones and all."""
    profile = profile_visits(asked.store, asked.selection)
    if not profile:
        return Moves(sentences=(NO_PROFILE,))
    if site is None:
        return Moves(sentences=(NO_SITE,))
    found: dict[str, LeadLag] = {}
    for key in SERIES:
        if site.figures[key]:
            made = _tried(profile, site.figures[key])
            if made is not None:
                found[key] = made
    if not found:
        return Moves(sentences=(_too_few(profile, site),))
    sure = dict(zip(found, false_discovery([one.p_value for one in found.values()]), strict=True))
    verdicts = {key: sure[key] <= SURE for key in found}
    sentences = tuple(_said(key, found[key], is_sure=verdicts[key]) for key in found)
    return Moves(
        (
            AnswerTable(
                "profile and site",
                sentences[0],
                MOVE_COLUMNS,
                tuple(_move(key, found[key], is_sure=verdicts[key]) for key in found),
            ),
            AnswerTable(
                "leads and lags",
                "Each lag; the chance is that of the strongest of all 15.",
                LAG_COLUMNS,
                tuple(row for key in found for row in _lags(key, found[key])),
            ),
        ),
        sentences,
        (HOW,),
    )


def _tried(profile: Mapping[date, int], site: Mapping[date, int]) -> LeadLag | None:
    pair = paired(profile, site)
    try:
        return lead_lag(pair.left, pair.right, pair.first.weekday())
    except TooFew:
        return None


def _too_few(profile: Mapping[date, int], site: Visits) -> str:
    common = len(set(profile) & set(site.figures["sessions"]))
    return (
        f"Profile visits and visits to the site are both known on {counted(common, 'day')}; leads "
        f"and lags need {FEWEST_DAYS}."
    )


def _lag(days: int) -> str:
    if not days:
        return "the same day"
    return f"{counted(abs(days), 'day')} {'later' if days > 0 else 'before'}"


def _move(key: str, one: LeadLag, *, is_sure: bool) -> Row:
    cells: dict[str, Cell] = {
        "series": SERIES[key],
        "best_lag": _lag(one.best.days),
        "correlation": one.best.correlation,
        "p_value": one.p_value,
        "verdict": "more than chance" if is_sure else "could be chance",
        "change": shown(one.lift, SHARE) if is_sure else None,
        **(estimate_cells("change", one.lift if is_sure else None, SHARE)),
        "excess": round(one.excess) if is_sure and not math.isnan(one.lift.value) else None,
        "days": one.days,
    }
    why = "It could be chance." if not is_sure else "Too few spikes of profile visits."
    return Row(cells, {key: why for key in ("change", "excess") if cells[key] is None})


def _lags(key: str, one: LeadLag) -> Iterator[Row]:
    for lag in one.lags:
        yield Row(
            {
                "series": SERIES[key],
                "lag": f"{lag.days:+d}" if lag.days else "0",
                "correlation": lag.correlation,
                "p_value": lag.p_value,
            }
        )


def _said(key: str, one: LeadLag, *, is_sure: bool) -> str:
    name = SERIES[key].capitalize()
    if not is_sure:
        return (
            f"{name} do not move with profile visits by more than chance, over "
            f"{counted(one.days, 'day')} and 15 lags ({percent(one.p_value)} by chance)."
        )
    against = "with" if one.best.correlation > 0 else "against"
    text = (
        f"{name} move {against} profile visits, most strongly {_lag(one.best.days)} "
        f"({percent(one.p_value)} by chance)"
    )
    if not math.isnan(one.lift.low):
        lift = f"{percent(one.lift.value, signed=True)} ({interval(one.lift, SHARE)})"
        text += (
            f"; at {counted(one.lift.n, 'spike')} of the profile they were {lift} against the usual"
        )
        text += f", {count(one.excess)} visits in all" if one.excess > 0 else ""
    return f"{text}."
