"""What posts bring to a daily series, by regression on the posts of the last days.

Posts that overlap share what came: each day's change is explained by the views of all posts of the
last days at once, beside the account's weekly pattern and its slow trend.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clipworth.stats.estimate import Estimate, TooFew, t_quantile

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WINDOW_DAYS = 3
WEEK = 7
FEWEST_DAYS = 60
FEWEST_POSTS = 10
# A bend of the slow trend every so many days.
TREND_DAYS = 60
# Weeks are shuffled among so many neighbours, so that a placebo keeps the slow rhythm of posting.
STRATUM_WEEKS = 8
PLACEBOS = 999
LEAST_DF = 4.0
# An effect is seen four times in five if it is so many standard errors large.
SEEN = 2.8
ROUNDS = 3
REGRESSED = (
    "regression of daily changes on the views of the posts of three days, weekly pattern and trend "
    "taken out; t interval from how much weeks differ"
)


@dataclass(frozen=True)
class Yields:
    """What each part of the posts brings, with how often chance alone looks as strong.

    parts: one estimate per column of views, per unit of it; NaN limits where too few weeks speak.
    p_values: by placebo; NaN where there are too few weeks to shuffle.
    total, total_p: all columns taken as one.
    ceiling: what all views would bring if every gain of the days came from posts.
    has_power: an effect as large as the ceiling would be seen.
    """

    parts: tuple[Estimate, ...]
    p_values: tuple[float, ...]
    total: Estimate
    total_p: float
    ceiling: float
    has_power: bool
    days: int


def yields(
    net: Floats,
    views: Floats,
    first_weekday: int,
    *,
    controls: Floats | None = None,
    placebos: int = PLACEBOS,
    seed: int = 1,
) -> Yields:
    """Estimate what views bring to a daily series within three days of posting.

    net: one change per calendar day, NaN where unknown. views: a row per day and a column per part:
    the views of the posts of that day. first_weekday: of the first day, 0 to 6. controls: further
    columns of views that are taken out and not judged, such as boosted posts.
    Returns changes per unit of views.
    Raises TooFew under 60 days with a known change.

    How: least squares on the mean of the views of each day and the two before, which gives what
    came within these days however it is spread over them. Days weigh less the more views stand
    behind them, as posts differ in luck. The variance is that of weeks as clusters (CR2), with Bell
    and McCaffrey's degrees of freedom; under four there is no interval, as one great week would be
    all of it. A 95 % interval holds 93 to 97 times in 100 (tests/stats/test_prove_yields.py): 90 to
    400 days, two to 14 posts a week, log views with 0.6 to 1.2, luck of posts with 0.4 to 0.6.
    The placebo moves whole weeks of posts among neighbouring weeks: posts keep their weekday and
    their company, and lose their link to what followed.
    Source: Bell and McCaffrey 2002, Survey Methodology 28(2); Pustejovsky and Tipton 2018,
    doi:10.1080/07350015.2016.1247004.
    """
    known = np.isfinite(net)
    days = int(known.sum())
    if days < FEWEST_DAYS:
        raise TooFew(f"a yield needs {FEWEST_DAYS} days whose change is known; {days} are")
    base = _baseline(net.size, first_weekday, controls)[known]
    week = ((np.arange(net.size) + first_weekday) // WEEK)[known]
    spread = _windowed(views)[known]
    seen = spread.sum(axis=1, keepdims=True)
    weight = _weights(net[known], seen, base)[:, None]
    heavy = _orthogonal(weight * base)
    y = _without(weight * net[known, None], heavy)[:, 0]
    parts = _clustered(y, _without(weight * spread, heavy), week, heavy)
    total = _clustered(y, _without(weight * seen, heavy), week, heavy)[0]
    ceiling = _ceiling(net[known], views[known])
    shuffled = _shuffled(views, first_weekday, placebos, seed)
    part_p, total_p = _placebo(net[known], views, shuffled, known, _orthogonal(base))
    return Yields(
        tuple(fit.estimate(days) for fit in parts),
        part_p,
        total.estimate(days),
        total_p,
        ceiling,
        total.df >= LEAST_DF and ceiling >= SEEN * total.error,
        days,
    )


@dataclass(frozen=True)
class _Fit:
    value: float
    error: float
    df: float

    def estimate(self, days: int) -> Estimate:
        reach = math.nan
        if self.df >= LEAST_DF and self.error > 0:
            reach = t_quantile(0.975, self.df) * self.error
        return Estimate(self.value, self.value - reach, self.value + reach, days, REGRESSED)


def _baseline(days: int, first_weekday: int, controls: Floats | None) -> Floats:
    """Give the columns that are taken out first: weekdays, a bent trend, and controls."""
    day = np.arange(days)
    weekdays = np.eye(WEEK)[(day + first_weekday) % WEEK]
    bends = np.arange(0, max(days - TREND_DAYS // 2, 1), TREND_DAYS)
    trend = np.maximum(day[:, None] - bends[None, :], 0) / TREND_DAYS
    columns = [weekdays, trend]
    if controls is not None and controls.size:
        columns.append(_windowed(controls))
    return np.column_stack(columns)


def _windowed(views: Floats) -> Floats:
    """Give for each day a third of the views of the posts of that day and of the two before."""
    out = views.astype(float) / WINDOW_DAYS
    for lag in range(1, WINDOW_DAYS):
        out[lag:] += views[:-lag] / WINDOW_DAYS
    return out


def _orthogonal(columns: Floats) -> Floats:
    """Give orthogonal columns that span the same, without those that add nothing."""
    left, sizes, _ = np.linalg.svd(
        columns / np.maximum(np.linalg.norm(columns, axis=0), 1e-300), full_matrices=False
    )
    out: Floats = left[:, sizes > 1e-8 * sizes[0]]
    return out


def _without(columns: Floats, resting: Floats) -> Floats:
    out: Floats = columns - resting @ (resting.T @ columns)
    return out


def _weights(net: Floats, seen: Floats, base: Floats) -> Floats:
    """Weigh days by how much they swing: the more views stand behind one, the more its luck does.

    Returns the roots of the weights. Otherwise one great post would be the whole answer.
    """
    columns = np.column_stack([base, seen])
    size = seen[:, 0] ** 2
    weight = np.ones(net.size)
    for _ in range(ROUNDS):
        fit, *_ = np.linalg.lstsq(weight[:, None] * columns, weight * net, rcond=None)
        squares = (net - columns @ fit) ** 2
        steady, luck = _swings(squares, size)
        weight = 1 / np.sqrt(steady + luck * size)
    out: Floats = weight / weight.mean()
    return out


def _swings(squares: Floats, size: Floats) -> tuple[float, float]:
    """Part squared residuals into what all days have, and what goes with the square of views."""
    still = size <= np.quantile(size, 0.5)
    steady = max(float(squares[still].mean()), float(squares.mean()) * 0.01, 1e-12)
    # Each day says as much of the luck as its views tower over what all days have.
    told = size / (steady + size * max(float(squares.sum() / max(size.sum(), 1e-300)), 0.0))
    luck = float((told * (squares - steady)).sum() / max(float((told * size).sum()), 1e-300))
    return steady, max(luck, 0.0)


def _clustered(y: Floats, x: Floats, week: Ints, resting: Floats) -> list[_Fit]:
    """Regress y on x, both rid of the baseline, with CR2 errors by week."""
    crossed = x.T @ x
    if np.linalg.matrix_rank(crossed) < crossed.shape[0]:
        return [_Fit(math.nan, math.nan, 0.0)] * x.shape[1]
    bread = np.linalg.inv(crossed)
    values = bread @ (x.T @ y)
    residual = y - x @ values
    whole = np.column_stack([resting, x @ np.linalg.cholesky(bread)])
    members = [np.flatnonzero(week == number) for number in np.unique(week)]
    roots = [_root(np.eye(m.size) - whole[m] @ whole[m].T) for m in members]
    weights = x @ bread
    scores = [root @ weights[m] for m, root in zip(members, roots, strict=True)]
    meat = np.stack([s.T @ residual[m] for m, s in zip(members, scores, strict=True)])
    errors = np.sqrt((meat**2).sum(axis=0))
    leaned = np.stack([whole[m].T @ s for m, s in zip(members, scores, strict=True)])
    inside = np.stack([(s**2).sum(axis=0) for s in scores])
    return [
        _Fit(float(value), float(error), _degrees(inside[:, n], leaned[:, :, n]))
        for n, (value, error) in enumerate(zip(values, errors, strict=True))
    ]


def _root(matrix: Floats) -> Floats:
    """Give the inverse square root of a symmetric matrix, without directions that hold nothing."""
    sizes, directions = np.linalg.eigh(matrix)
    inverse = np.where(sizes > 1e-10, 1 / np.sqrt(np.maximum(sizes, 1e-10)), 0.0)
    out: Floats = (directions * inverse) @ directions.T
    return out


def _degrees(inside: Floats, leaned: Floats) -> float:
    """Give Satterthwaite's degrees of freedom of a variance, for days that vary alike.

    inside: by week, the square of what its days are weighed with; leaned: what of it the fit takes.
    """
    shared = np.diag(inside) - leaned @ leaned.T
    return float(np.trace(shared) ** 2 / (shared**2).sum())


def _ceiling(net: Floats, views: Floats) -> float:
    seen = float(views.sum())
    return float(np.maximum(net, 0).sum()) / seen if seen > 0 else 0.0


def _shuffled(views: Floats, first_weekday: int, times: int, seed: int) -> Iterator[Floats]:
    """Move whole weeks of posts among their neighbours; weeks at the edge that are cut stay."""
    before = -first_weekday % WEEK
    weeks = (views.shape[0] - before) // WEEK
    strata = np.arange(weeks) // STRATUM_WEEKS
    rng = np.random.default_rng(seed)
    blocks = views[before : before + weeks * WEEK].reshape(weeks, WEEK, -1)
    for _ in range(times):
        moved = views.copy()
        order = np.lexsort((rng.random(weeks), strata))
        moved[before : before + weeks * WEEK] = blocks[order].reshape(weeks * WEEK, -1)
        yield moved


def _placebo(
    y: Floats,
    views: Floats,
    shuffled: Iterable[Floats],
    known: NDArray[np.bool_],
    resting: Floats,
) -> tuple[tuple[float, ...], float]:
    """Say how often shuffled weeks of posts explain the changes as well as the true ones do."""
    y = _without(y[:, None], resting)[:, 0]
    true_parts, true_total = _strength(y, views, known, resting)
    beaten_parts, beaten_total, times = np.ones(views.shape[1]), 1, 1
    for moved in shuffled:
        parts, total = _strength(y, moved, known, resting)
        beaten_parts += parts >= true_parts
        beaten_total += total >= true_total
        times += 1
    return tuple(float(count) / times for count in beaten_parts), beaten_total / times


def _strength(
    y: Floats, views: Floats, known: NDArray[np.bool_], resting: Floats
) -> tuple[Floats, float]:
    """Give the t value of each column beside the others, and that of all taken as one."""
    x = _without(_windowed(views)[known], resting)
    crossed, with_y = x.T @ x, x.T @ y
    bread = np.linalg.pinv(crossed)
    values = bread @ with_y
    left = max(float(y @ y - values @ with_y), 1e-300)
    spread = np.sqrt(np.maximum(np.diag(bread), 1e-300) * left / y.size)
    one, alone = float(crossed.sum()), float(with_y.sum())
    rest = max(float(y @ y) - alone**2 / one, 1e-300) if one > 0 else 1.0
    total = abs(alone) / math.sqrt(one * rest / y.size) if one > 0 else 0.0
    return np.abs(values) / spread, total
