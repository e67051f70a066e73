"""Weighted least squares whose intervals hold where items differ by unlike amounts."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clipworth.stats.estimate import Estimate, TooFew, t_quantile, t_tail

Floats = NDArray[np.float64]
METHOD = "weighted least squares; HC2 errors, Bell and McCaffrey's degrees of freedom"
# Of what a column has left beside all others, less than this is rounding.
NOTHING_LEFT = 1e-9
# Beyond so many degrees of freedom a t interval is a normal one, and they need not be exact.
PLENTY = 500.0
# Columns of one length whose smallest eigenvalue is under this tell nothing apart.
ALIKE = 1e-11


@dataclass(frozen=True)
class Contrast:
    """A weighted sum of coefficients: its estimate and the p-value of its being 0."""

    estimate: Estimate
    p_value: float


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted regression; rows are brought to one weight.

    bread: the inverse of x'x. leverage: of each row. residual: of each row.
    """

    coefficients: Floats
    x: Floats
    bread: Floats
    leverage: Floats
    residual: Floats

    def contrast(self, weights: ArrayLike, *, level: float = 0.95) -> Contrast:
        """Estimate a weighted sum of coefficients, with a t interval.

        Each row's squared residual stands for its own variance (HC2), so rows may differ in how
        much they vary. The degrees of freedom are those of Bell and McCaffrey for rows that vary
        alike: a contrast that rests on few rows has few, however many there are.
        Source: MacKinnon and White 1985, doi:10.1016/0304-4076(85)90158-7; Bell and McCaffrey 2002,
        Survey Methodology 28(2).
        """
        wanted = np.asarray(weights, dtype=np.float64)
        value = float(wanted @ self.coefficients)
        rest = 1.0 - self.leverage
        usable = rest > NOTHING_LEFT
        pull = self.x @ (self.bread @ wanted)
        if np.any(np.abs(pull[~usable]) > NOTHING_LEFT):
            # A row that is fitted exactly says nothing of how much such rows vary.
            n = int(self.x.shape[0])
            return Contrast(Estimate(value, math.nan, math.nan, n, METHOD, level), math.nan)
        squares = np.zeros_like(pull)
        squares[usable] = pull[usable] ** 2 / rest[usable]
        variance = float(squares @ self.residual**2)
        df = self._degrees(squares)
        error = math.sqrt(max(variance, 0.0))
        reach = t_quantile((1 + level) / 2, df) * error
        estimate = Estimate(
            value, value - reach, value + reach, int(self.x.shape[0]), METHOD, level
        )
        if error == 0.0:
            return Contrast(estimate, 1.0 if value == 0.0 else 0.0)
        return Contrast(estimate, min(1.0, 2.0 * t_tail(abs(value) / error, df)))

    def _degrees(self, squares: Floats) -> float:
        """Match the variance's own distribution to a chi-square by its first two moments."""
        rest = 1.0 - self.leverage
        most = max(float(self.x.shape[0] - self.x.shape[1]), 1.0)
        trace = float(squares @ rest)
        alike = float(squares**2 @ rest**2)
        if trace > 0.0 and alike > 0.0 and trace**2 / alike > PLENTY:
            return min(trace**2 / alike, most)
        inside = self.bread @ (self.x.T @ (self.x * squares[:, None]))
        trace2 = float(squares**2 @ (rest**2 - self.leverage**2)) + float(np.sum(inside * inside.T))
        if not (trace > 0.0 and trace2 > 0.0):
            return 1.0
        return min(max(trace**2 / trace2, 1.0), most)


def fit(y: ArrayLike, x: ArrayLike, weights: ArrayLike) -> Fit:
    """Fit y by the columns of x; each row counts by its weight, the inverse of its variance.

    Raises TooFew where there are no more rows than columns, or a column says nothing that the
    others do not.
    """
    scale: Floats = np.sqrt(np.asarray(weights, dtype=np.float64))
    told = np.asarray(y, dtype=np.float64) * scale
    columns = np.asarray(x, dtype=np.float64) * scale[:, None]
    rows, width = columns.shape
    if rows <= width:
        raise TooFew(f"{rows} items cannot tell {width} effects apart")
    gram = columns.T @ columns
    sizes = np.sqrt(np.diag(gram))
    if np.any(sizes == 0.0) or np.linalg.eigvalsh(gram / np.outer(sizes, sizes))[0] < ALIKE:
        raise TooFew("some effects always come together, so that they cannot be told apart")
    bread: Floats = np.asarray(np.linalg.inv(gram), dtype=np.float64)
    coefficients: Floats = bread @ (columns.T @ told)
    leverage: Floats = ((columns @ bread) * columns).sum(axis=1)
    return Fit(coefficients, columns, bread, leverage, told - columns @ coefficients)


def log_rates(actions: ArrayLike, exposures: ArrayLike) -> tuple[Floats, Floats]:
    """Give each item's log rate, and the variance that its count alone adds to it.

    Half an action is added, which takes the bias out and lets an item without actions have a log.
    Source: Haldane 1956, doi:10.1111/j.1469-1809.1955.tb01285.x.
    """
    acted = np.asarray(actions, dtype=np.float64) + 0.5
    return np.log(acted / np.asarray(exposures, dtype=np.float64)), 1.0 / acted


def fit_rates(actions: ArrayLike, exposures: ArrayLike, x: ArrayLike) -> Fit:
    """Fit log rates of items that differ far more than by chance by the columns of x.

    An item's variance is that between items, found from the residuals, and that of its own count.
    Raises TooFew as fit does.
    """
    told, counted = log_rates(actions, exposures)
    columns = np.asarray(x, dtype=np.float64)
    first = fit(told, columns, np.ones_like(told))
    rows, width = columns.shape
    spread = float(first.residual @ first.residual) / (rows - width)
    # Counts explain their share; what is left is how much items differ.
    between = max(spread - float((counted * (1.0 - first.leverage)).sum()) / (rows - width), 0.0)
    return fit(told, columns, 1.0 / (between + counted))
