"""The shape of growth by day: steady, in steps, flat or falling, and where its pace changed.

A day's net change is NaN where nobody knows it: a gap is neither a loss nor a gain.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clipworth.stats.estimate import Estimate, TooFew, t_quantile

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_DAYS = 60
FEWEST_WEEKS = 20
WEEK = 7
FORTNIGHT = 14
# Tuned on simulated accounts (tests/stats/test_prove_growth.py): between the two lies "mixed".
STEPPED_SPIKES = 0.50
STEPPED_PLATEAU = 0.40
STEADY_SPIKES = 0.35
TOP_DAYS = 0.10
PLATEAU_UNDER = 0.20
# Less than this share of the followers a month, up or down, is no growth anyone could speak of.
FLAT_A_MONTH = 0.005
# With less than one follower gained a day, single followers look like steps.
LEAST_GAIN = 1.0
PER_DAY = "mean change a day; t interval over weeks"
# Of accounts whose pace never changes, at most 5 in 100 get a change point at this penalty; of
# those whose pace doubles, 90 in 100 do (tests/stats/test_prove_growth.py).
PENALTY = 4.0


class Shape(StrEnum):
    """How an account grows."""

    STEADY = "steady"
    STAIRCASE = "staircase"
    FLAT = "flat"
    DECLINING = "declining"
    MIXED = "mixed"


@dataclass(frozen=True)
class Growth:
    """The shape of a series of daily changes, and the shares that it rests on.

    spike_share: part of what was gained that came on the tenth of days with the most.
    plateau_share: part of the days with less than a fifth of the mean gain.
    per_day: the mean change a day. a_month: it as a share of the followers in 30 days.
    weeks: the shares are those of weeks, as there is less than one follower a day.
    """

    shape: Shape
    per_day: Estimate
    a_month: float
    spike_share: float
    plateau_share: float
    days: int
    weeks: bool


def without_week(net: ArrayLike, weekday: ArrayLike) -> Floats:
    """Take the account's weekly pattern out of daily changes.

    net: one per day, NaN where unknown. weekday: 0 to 6 of each.
    The pattern is the median distance of each weekday from the middle of the seven days around
    it, so a single great day makes none.
    """
    changes, days = np.asarray(net, dtype=float), np.asarray(weekday, dtype=np.int64)
    distance = changes - _centre(changes)
    effects = np.zeros(WEEK)
    for number in range(WEEK):
        known = distance[(days == number) & np.isfinite(distance)]
        effects[number] = np.median(known) if known.size else 0.0
    effects -= effects.mean()
    return changes - effects[days]


def growth(net: ArrayLike, weekday: ArrayLike, followers: float) -> Growth:
    """Call the shape of growth.

    net, weekday: as in without_week. followers: about as many has the account.
    Raises TooFew under 60 days with a known change.
    """
    changes = np.asarray(net, dtype=float)
    known = int(np.isfinite(changes).sum())
    if known < FEWEST_DAYS:
        raise TooFew(f"a shape needs {FEWEST_DAYS} days whose change is known; {known} are")
    per_day = daily_mean(changes)
    a_month = 30 * per_day.value / max(followers, 1.0)
    smooth = without_week(changes, weekday)
    smooth = smooth[np.isfinite(smooth)]
    weeks = float(np.maximum(smooth, 0).mean()) < LEAST_GAIN
    if weeks:
        smooth = _week_sums(changes)
    spikes, plateau = _shares(smooth)
    shape = _shape(per_day, a_month, spikes, plateau)
    # Steps of single followers, or of a handful of weeks, are no steps.
    unclear = weeks and (smooth.size < FEWEST_WEEKS or smooth.clip(0).mean() < LEAST_GAIN)
    if unclear and shape in (Shape.STEADY, Shape.STAIRCASE):
        shape = Shape.MIXED
    return Growth(shape, per_day, a_month, spikes, plateau, known, weeks)


def daily_mean(net: ArrayLike) -> Estimate:
    """Take the mean change a day, with an interval from how much weeks differ.

    Raises TooFew under three weeks with at least four known days each.
    """
    changes = np.asarray(net, dtype=float)
    means = _week_means(changes)
    if means.size < 3:
        raise TooFew("the mean of a day needs three weeks")
    value = float(np.nanmean(changes))
    # Weeks next to each other are alike; their first autocorrelation says how many there are.
    apart = means - means.mean()
    spread = float((apart**2).sum())
    alike = float((apart[1:] * apart[:-1]).sum() / spread) if spread > 0 else 0.0
    alike = min(max(alike, 0.0), 0.9)
    count = max(means.size * (1 - alike) / (1 + alike), 2.0)
    reach = t_quantile(0.975, count - 1) * math.sqrt(spread / (means.size - 1) / count)
    return Estimate(value, value - reach, value + reach, int(np.isfinite(changes).sum()), PER_DAY)


def pace_changes(net: ArrayLike, weekday: ArrayLike, *, penalty: float = PENALTY) -> list[int]:
    """Find the days from which on the pace was another one, as indices into net.

    Least absolute deviations: one great day, or three, are a step and no other pace. Found to
    the fortnight, as shorter stretches are steps, too.
    Source: Killick, Fearnhead and Eckley 2012, doi:10.1080/01621459.2012.737745.
    """
    # Here, as answers that ask for no growth must not wait for it.
    from pelt import predict

    smooth = without_week(net, weekday)
    place = np.flatnonzero(np.isfinite(smooth))
    if place.size < FEWEST_DAYS:
        return []
    # Counts vary with their size; their square roots vary alike.
    signal = np.sign(smooth[place]) * np.sqrt(np.abs(smooth[place]))
    noise = _noise(signal)
    if not noise > 0:
        return []
    cost = penalty * math.log(place.size)
    found = predict(
        (signal / noise).reshape(-1, 1),
        penalty=cost,
        segment_cost_function="l1",
        jump=FORTNIGHT,
        minimum_segment_length=FORTNIGHT,
    )
    return [int(place[int(number)]) for number in found if int(number) < place.size]


def _noise(signal: Floats) -> float:
    """Measure how far days lie from a slow middle, on average, great days included."""
    return float(np.mean(np.abs(signal - _centre(signal))))


def _centre(changes: Floats) -> Floats:
    """Give the median of the seven days around each day."""
    half = WEEK // 2
    padded = np.concatenate([np.full(half, np.nan), changes, np.full(half, np.nan)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, WEEK)
    filled = np.isfinite(windows).any(axis=1)
    out = np.full(changes.size, np.nan)
    out[filled] = np.nanmedian(windows[filled], axis=1)
    return out


def _shares(gains: Floats) -> tuple[float, float]:
    """Give the share of all gain on the top tenth, and the share under a fifth of the mean gain."""
    up = np.sort(np.maximum(gains, 0.0))[::-1]
    total = float(up.sum())
    if not total > 0:
        return math.nan, math.nan
    top = max(1, round(TOP_DAYS * up.size))
    spikes = float(up[:top].sum()) / total
    return spikes, float((gains < PLATEAU_UNDER * total / up.size).mean())


def _shape(per_day: Estimate, a_month: float, spikes: float, plateau: float) -> Shape:
    if abs(a_month) < FLAT_A_MONTH:
        return Shape.FLAT
    if per_day.high < 0:
        return Shape.DECLINING
    if per_day.value <= 0 or math.isnan(spikes):
        return Shape.MIXED
    if spikes >= STEPPED_SPIKES and plateau >= STEPPED_PLATEAU:
        return Shape.STAIRCASE
    if spikes < STEADY_SPIKES and per_day.low > 0:
        return Shape.STEADY
    return Shape.MIXED


def _weeks(changes: Floats) -> Floats:
    whole = math.ceil(changes.size / WEEK) * WEEK
    padded = np.concatenate([changes, np.full(whole - changes.size, np.nan)])
    return padded.reshape(-1, WEEK)


def _week_means(changes: Floats) -> Floats:
    weeks = _weeks(changes)
    full = np.isfinite(weeks).sum(axis=1) > WEEK // 2
    return np.asarray(np.nanmean(weeks[full], axis=1), dtype=np.float64)


def _week_sums(changes: Floats) -> Floats:
    return _week_means(changes) * WEEK


def steps(net: Sequence[float], most: int = 3) -> list[int]:
    """Give the indices of the days with the greatest gains, the greatest first."""
    changes = np.asarray(net, dtype=float)
    order = np.argsort(-np.where(np.isfinite(changes), changes, -np.inf), kind="stable")
    return [int(n) for n in order[:most] if np.isfinite(changes[n]) and changes[n] > 0]
