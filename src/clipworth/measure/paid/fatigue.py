"""How creatives wear out, beside how fresh ones do: an account's own trend is no fatigue."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clipworth.measure.metrics.conversion import CTR
from clipworth.measure.metrics.reach import RETENTION_2S
from clipworth.measure.query import bound
from clipworth.measure.relations import ads
from clipworth.measure.selection import Selection
from clipworth.stats.estimate import Estimate, TooFew, normal_quantile
from clipworth.stats.multiple import FALSE_DISCOVERY, false_discovery
from clipworth.stats.regression import Fit, fit_rates
from clipworth.store.engine import Store, sql_file

MOST_CREATIVES = 30
# A creative that spent nothing in so many days is not running.
RUNNING_DAYS = 14
START_DAYS = 7
FEWEST_DAYS = 10
FEWEST_ACTIONS = 30
# So many fresh creatives, so far apart, show how the account itself moves.
FEWEST_FRESH = 6
FRESH_SPAN_DAYS = 28
# A weekly change that may be more than this either way is not known.
TOO_WIDE = 0.15
# A date further away than this is no date.
MOST_WEEKS = 52
# TikTok books conversions on the day of the click for about so long after.
LATE_DAYS = 7


@dataclass(frozen=True)
class Watched:
    """A measure that wears out: what is counted on what, and how many last days are left out."""

    key: str
    label: str
    actions: str
    exposures: str
    late_days: int = 0


WATCHED = (
    Watched("ctr", CTR.label, "clicks", "impressions"),
    Watched("retention_2s", RETENTION_2S.label, "views_2s", "plays"),
    Watched("cpa", "Conversions per spend", "conversions", "spend", LATE_DAYS),
)


class Wear(StrEnum):
    """What to do with a creative."""

    REPLACE = "replace now"
    SOON = "replace soon"
    KEEP = "keep"
    NOT_ENOUGH = "not enough data"
    NO_TREND = "account's trend unknown"


@dataclass(frozen=True)
class Wearing:
    """A running creative by one measure; changes are relative.

    weekly: change in a week beside that of fresh creatives. own_weekly: with the account's trend
    inside. against_fresh: its level on the last day beside that of a fresh creative.
    replace_on, earliest, latest: the day on which it falls to that level; latest None: maybe never.
    """

    measure: str
    format: str
    creative: str
    name: str
    first_day: date
    days: int
    own_weekly: Estimate | None
    weekly: Estimate | None
    against_fresh: Estimate | None
    p_value: float | None
    wear: Wear
    replace_on: date | None = None
    earliest: date | None = None
    latest: date | None = None
    known_start: bool = True


@dataclass(frozen=True)
class Fatigue:
    """All running creatives by all measures; tried: how many changes were tested.

    fresh: by measure and format, how the account's fresh creatives move in a week.
    left_out: running creatives beyond those that spent most.
    """

    wearing: tuple[Wearing, ...]
    tried: int
    fresh: Mapping[tuple[str, str], Estimate]
    left_out: int
    last_day: date | None


def fatigue(store: Store, selection: Selection) -> Fatigue:
    """Set each running creative's change against that of fresh ones, within its ad format."""
    where = selection.condition("ads")
    sql = sql_file(__file__, "creatives", ads=ads(), where=where, first_days=str(START_DAYS))
    creatives = store.records(sql, bound(sql, selection.values))
    if not creatives:
        return Fatigue((), 0, {}, 0, None)
    last_day: date = creatives[0]["data_end"]
    running = [
        one
        for one in creatives
        if (last_day - one["last_day"]).days < RUNNING_DAYS and (one["recent_spend"] or 0) > 0
    ]
    running.sort(key=lambda one: (-one["recent_spend"], one["creative"], one["format"]))
    chosen = running[:MOST_CREATIVES]
    days = _days_of(store, selection, [one["creative"] for one in chosen])
    starts = {
        ad_format: _Starts.of([one for one in creatives if one["format"] == ad_format], last_day)
        for ad_format in sorted({str(one["format"]) for one in creatives})
    }
    found = [
        _wearing(measure, one, days[one["format"], one["creative"]], starts, last_day)
        for measure in WATCHED
        for one in chosen
    ]
    wearing, tried = _judged([one for one in found if one is not None], last_day)
    trends = {
        (measure.key, ad_format): _relative(fresh.trend)
        for measure in WATCHED
        for ad_format, begun in starts.items()
        if (fresh := begun.fresh(measure))
    }
    return Fatigue(wearing, tried, trends, len(running) - len(chosen), last_day)


Floats = NDArray[np.float64]
Row = Mapping[str, Any]
Days = Mapping[str, Floats]
EPOCH = date(1970, 1, 1)


def _days_of(
    store: Store, selection: Selection, creatives: Sequence[str]
) -> dict[tuple[str, str], Days]:
    """Read the days of some creatives in columns; day counts from 1970, NaN is unknown."""
    where = selection.condition("ads")
    sql = sql_file(__file__, "creative_days", ads=ads(), where=where)
    values = {**selection.values, "creatives": list(creatives)}
    found = store.columns(sql, bound(sql, values))
    columns = {
        key: _floats(found[key])
        for key in ("day", *{one.actions for one in WATCHED}, *{one.exposures for one in WATCHED})
    }
    formats, names = (np.ma.getdata(found[key]).tolist() for key in ("format", "creative"))
    places: dict[tuple[str, str], list[int]] = {}
    for n, key in enumerate(zip(formats, names, strict=True)):
        places.setdefault(key, []).append(n)
    return {
        key: {name: column[inside] for name, column in columns.items()}
        for key, inside in places.items()
    }


def _floats(column: NDArray[Any]) -> Floats:
    told = np.array(np.ma.getdata(column), dtype=np.float64)
    told[np.ma.getmaskarray(column)] = np.nan
    return told


@dataclass(frozen=True)
class _Fresh:
    """Log rate of a fresh creative on the last day, and its change in a week."""

    level: Estimate
    trend: Estimate


@dataclass(frozen=True, eq=False)
class _Starts:
    """How the creatives of one ad format did in their first days, in columns.

    weeks: from the last day known to the day each began, below 0. was_fresh: it did not run already
    when the data begin.
    """

    names: list[str]
    weeks: Floats
    was_fresh: NDArray[np.bool_]
    columns: Mapping[str, Floats]

    @classmethod
    def of(cls, creatives: Sequence[Row], last_day: date) -> "_Starts":
        keys = {key for one in WATCHED for key in (one.actions, one.exposures)}
        return cls(
            [one["creative"] for one in creatives],
            np.array([(one["first_day"] - last_day).days / 7 for one in creatives]),
            np.array([one["first_day"] > one["data_begin"] for one in creatives]),
            {
                key: np.array(
                    [np.nan if one[key] is None else one[key] for one in creatives], np.float64
                )
                for key in keys
            },
        )

    def fresh(self, measure: Watched, without: str = "") -> _Fresh | None:
        """Fit the first days of creatives by the day on which they began.

        without: a creative whose own start must not raise what it is set against.
        """
        acted, exposed = self.columns[measure.actions], self.columns[measure.exposures]
        settled = self.weeks * 7 <= -(START_DAYS - 1 + measure.late_days)
        others = np.array([name != without for name in self.names])
        kept = self.was_fresh & settled & others & (exposed > 0) & np.isfinite(acted)
        acted, exposed, weeks = acted[kept], exposed[kept], self.weeks[kept]
        if weeks.size < FEWEST_FRESH or np.ptp(weeks) * 7 < FRESH_SPAN_DAYS:
            return None
        if acted.sum() < FEWEST_ACTIONS:
            return None
        try:
            fitted = fit_rates(acted, exposed, np.column_stack([np.ones_like(weeks), weeks]))
        except TooFew:
            return None
        return _Fresh(fitted.contrast([1.0, 0.0]).estimate, fitted.contrast([0.0, 1.0]).estimate)


def _wearing(
    measure: Watched,
    creative: Row,
    days: Days,
    starts: Mapping[str, _Starts],
    last_day: date,
) -> Wearing | None:
    last = (last_day - EPOCH).days
    acted, exposed = days[measure.actions], days[measure.exposures]
    kept = (days["day"] <= last - measure.late_days) & np.isfinite(acted) & (exposed > 0)
    if not kept.any():
        return None
    acted, exposed, weeks = acted[kept], exposed[kept], (days["day"][kept] - last) / 7
    blank = Wearing(
        measure.key, creative["format"], creative["creative"], creative["name"],
        creative["first_day"], int(kept.sum()), None, None, None, None, Wear.NOT_ENOUGH,
        known_start=creative["first_day"] > creative["data_begin"],
    )  # fmt: skip
    if acted.size < FEWEST_DAYS or acted.sum() < FEWEST_ACTIONS:
        return blank
    try:
        fitted = fit_rates(acted, exposed, np.column_stack([np.ones_like(weeks), weeks]))
    except TooFew:
        return blank
    wider = _lasting(fitted)
    level = _widened(fitted.contrast([1.0, 0.0]).estimate, wider)
    slope = _widened(fitted.contrast([0.0, 1.0]).estimate, wider)
    beside = starts[blank.format].fresh(measure, without=blank.creative)
    if beside is None:
        return replace(blank, own_weekly=_relative(slope), wear=Wear.NO_TREND)
    weekly, gap = _less(slope, beside.trend), _less(level, beside.level)
    return replace(
        blank,
        own_weekly=_relative(slope),
        weekly=weekly,
        against_fresh=gap,
        p_value=_p_value(weekly),
    )


def _lasting(fitted: Fit) -> float:
    """Say how much wider errors are, as a good day is followed by a good day."""
    one = fitted.residual
    size = float(one @ one)
    if size <= 0 or one.size < FEWEST_DAYS:
        return 1.0
    rho = min(max(float(one[1:] @ one[:-1]) / size, 0.0), 0.9)
    return math.sqrt((1 + rho) / (1 - rho))


def _widened(one: Estimate, times: float) -> Estimate:
    return replace(
        one,
        low=one.value - (one.value - one.low) * times,
        high=one.value + (one.high - one.value) * times,
    )


def _less(one: Estimate, other: Estimate) -> Estimate:
    """Take the difference of two independent estimates on logs; limits add by their squares."""
    value = one.value - other.value
    low = value - math.hypot(one.value - one.low, other.high - other.value)
    high = value + math.hypot(one.high - one.value, other.value - other.low)
    return replace(one, value=value, low=low, high=high)


def _p_value(log: Estimate) -> float:
    reach = (log.high - log.low) / 2
    if not math.isfinite(reach):
        return 1.0
    if reach == 0:
        return 1.0 if log.value == 0 else 0.0
    return math.erfc(abs(log.value) / (reach / normal_quantile(0.975)) / math.sqrt(2))


def _judged(found: Sequence[Wearing], last_day: date) -> tuple[tuple[Wearing, ...], int]:
    tried = [one.p_value for one in found if one.p_value is not None]
    adjusted = iter(false_discovery(tried))
    told = []
    for one in found:
        if one.p_value is None or one.weekly is None or one.against_fresh is None:
            told.append(one)
            continue
        sure = next(adjusted) <= FALSE_DISCOVERY and one.weekly.value < 0
        told.append(_decided(one, one.weekly, one.against_fresh, last_day, sure=sure))
    return tuple(told), len(tried)


def _decided(
    one: Wearing, weekly: Estimate, gap: Estimate, last_day: date, *, sure: bool
) -> Wearing:
    shown = replace(one, weekly=_relative(weekly), against_fresh=_relative(gap))
    if not sure:
        wide = weekly.low < math.log1p(-TOO_WIDE) and weekly.high > math.log1p(TOO_WIDE)
        return replace(shown, wear=Wear.NOT_ENOUGH if wide else Wear.KEEP)
    if gap.high < 0:
        return replace(shown, wear=Wear.REPLACE)
    return replace(
        shown,
        wear=Wear.SOON,
        replace_on=_after(last_day, gap.value, weekly.value),
        earliest=_after(last_day, gap.low, weekly.low),
        latest=_after(last_day, gap.high, weekly.high),
    )


def _after(last_day: date, gap: float, weekly: float) -> date | None:
    """Give the day on which a gap is used up; None: not within a year."""
    if weekly >= 0:
        return None
    weeks = max(gap, 0.0) / -weekly
    return last_day + timedelta(days=round(7 * weeks)) if weeks <= MOST_WEEKS else None


def _relative(log: Estimate) -> Estimate:
    low, value, high = (math.expm1(min(x, 50.0)) for x in (log.low, log.value, log.high))
    return replace(log, value=value, low=low, high=high)
