"""What an estimate is, and the quantiles that its interval is made of."""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

# Above this many degrees of freedom the expansion is exact to 1e-12, and the fraction is slow.
MANY_DEGREES = 1_000.0


class TooFew(ValueError):  # noqa: N818 - reads as what it is
    """There is not enough to compute this from; the message says what is missing."""


@dataclass(frozen=True)
class Estimate:
    """A number computed from n items, in their unit, with the interval that stands beside it.

    low, high: NaN when the value is known and how sure it is is not.
    level: how often such intervals hold the truth, 0.95 and not 95.
    """

    value: float
    low: float
    high: float
    n: int
    method: str
    level: float = 0.95


def normal_quantile(p: float) -> float:
    """Find the z that a standard normal variable stays under with probability p.

    Raises ValueError unless 0 < p < 1.
    """
    if not 0.0 < p < 1.0:
        raise ValueError(f"a probability lies between 0 and 1, and {p} does not")
    return NormalDist().inv_cdf(p)


@lru_cache(maxsize=4096)
def t_quantile(p: float, df: float) -> float:
    """Find the t that Student's variable with df degrees of freedom stays under with probability p.

    df: any positive number, whole or not; infinity gives the normal quantile.
    Raises ValueError unless 0 < p < 1 and df > 0.
    """
    if not df > 0.0:
        raise ValueError(f"degrees of freedom are positive, and {df} is not")
    z = normal_quantile(p)
    if p < 0.5:
        return -t_quantile(1.0 - p, df)
    if df > MANY_DEGREES or z == 0.0:
        return _expanded(z, df)
    # The log of the tail is concave in log t, so Newton's steps cannot run away.
    log_t, wanted = math.log(z), math.log(1.0 - p)
    for _ in range(100):
        t = math.exp(log_t)
        log_tail = _log_upper_tail(t, df)
        step = (log_tail - wanted) * math.exp(log_tail - _log_density(t, df)) / t
        log_t += step
        if abs(step) < 1e-13:
            break
    return math.exp(log_t)


def t_tail(t: float, df: float) -> float:
    """Find the probability that Student's variable with df degrees of freedom exceeds t.

    Raises ValueError unless df > 0.
    """
    if not df > 0.0:
        raise ValueError(f"degrees of freedom are positive, and {df} is not")
    if t < 0.0:
        return 1.0 - t_tail(-t, df)
    if t == 0.0:
        return 0.5
    if math.isinf(df) or df > MANY_DEGREES:
        return NormalDist().cdf(-t * (1 - 1 / (4 * df)) / math.sqrt(1 + t * t / (2 * df)))
    return math.exp(_log_upper_tail(t, df))


def _expanded(z: float, df: float) -> float:
    """Expand t around the normal quantile z. Source: Abramowitz and Stegun 1964, 26.7.5."""
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / df + second / df**2 + third / df**3


def _log_density(t: float, df: float) -> float:
    scale = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
    return scale - (df + 1) / 2 * math.log1p(t * t / df)


def _log_upper_tail(t: float, df: float) -> float:
    """Take the log of P(T > t) for t > 0, from the incomplete beta function.

    Source: Abramowitz and Stegun 1964, 26.7.1.
    """
    a, b = df / 2, 0.5
    log_x, log_rest = -math.log1p(t * t / df), -math.log1p(df / (t * t))
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * log_x + b * log_rest
    x = math.exp(log_x)
    if x < (a + 1) / (a + b + 2):
        return front + math.log(_beta_fraction(x, a, b) / a) - math.log(2)
    rest = math.exp(front) * _beta_fraction(math.exp(log_rest), b, a) / b
    return math.log1p(-rest) - math.log(2)


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Sum the continued fraction of the incomplete beta function.

    Source: Lentz 1976, doi:10.1364/AO.15.000668, on Abramowitz and Stegun 1964, 26.5.8.
    """
    upper, lower = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1))
    total = lower
    for k in range(1, 500):
        even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
        odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
        for term in (even, odd):
            lower = 1.0 / (1.0 + term * lower)
            upper = 1.0 + term / upper
            total *= lower * upper
        if abs(lower * upper - 1.0) < 1e-15:
            break
    return total
