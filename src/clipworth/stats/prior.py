"""What is known of an item's log rate before its own evidence: group, exposures, spread."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# With fewer items that had any action, their spread, slope and groups cannot be told apart.
LEAST_ITEMS = 10
# Between-item variance of log shares per view on two public accounts: 0.54 and 1.12; of likes
# 0.06 and 0.11, of comments 0.30 and 0.63. The assumption where there are too few items to see.
ASSUMED_TAU2 = 0.5
ASSUMED_DF = 4.0
# Where counts are too small to show the spread, its own degrees of freedom fall towards nothing
# and intervals explode; with eight they hold the truth as often as shrunk_rates says (the proofs).
LEAST_DF = 8.0

TAU2_GRID = np.geomspace(1e-4, 25.0, 14)
OMEGA2_GRID = np.concatenate([[0.0], np.geomspace(1e-4, 25.0, 26)])
GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0


@dataclass(frozen=True, eq=False)
class Evidence:
    """Log rates of m items and what goes with them.

    z, v: log rate of each item and the variance of its own sampling.
    x: log exposures of each item, extremes held (see shrunk_rates), less their mean.
    group: 0 to groups − 1 for each item; a group may be empty.
    telling: how many of the items had any action.
    centre: log rate in the middle of all items, for when too few are telling.
    """

    z: Floats
    v: Floats
    x: Floats
    group: Ints
    groups: int
    telling: int
    centre: float


@dataclass(frozen=True, eq=False)
class Prior:
    """Before its own evidence an item's log rate is Normal(mean, tau2); mean itself is uncertain.

    mean, mean_variance: one per item.
    group_means: log rate at mean log exposures, one per group; an empty group has that of all.
    slope: change of log rate per unit of log exposures.
    tau2, omega2: variance between items of a group, and between groups.
    df: degrees of freedom behind tau2.
    assumed: too few items, so mean is their middle, tau2 leans on ASSUMED_TAU2, no slope.
    """

    mean: Floats
    mean_variance: Floats
    group_means: Floats
    slope: float
    tau2: float
    omega2: float
    df: float
    assumed: bool


class _Weighed(NamedTuple):
    """Sums of the design (1, x if it varies, z), weighted by 1 / (tau2 + v)."""

    by_group: Floats  # groups x columns
    crossed: Floats  # columns x columns
    log_weights: float


def group_sums(values: Floats, group: Ints, groups: int) -> Floats:
    """Add up the values of each group; an empty group has 0."""
    return np.asarray(np.bincount(group, values, groups), dtype=np.float64)


def fit_prior(evidence: Evidence) -> Prior:
    """Fit the prior by restricted likelihood, or take the middle rate of too few items.

    Too few: under LEAST_ITEMS with any action.

    The likelihood is multiplied by sqrt(tau2): its maximum is then never at no spread at all,
    which small accounts would otherwise hit by chance and be given intervals of no width.
    Source: Patterson and Thompson 1971, doi:10.1093/biomet/58.3.545; Chung et al. 2013,
    doi:10.1007/s11336-013-9328-2 (the factor).
    """
    if evidence.telling < LEAST_ITEMS:
        return _middle_prior(evidence)
    coarse = [_profile(evidence, tau2)[0] for tau2 in TAU2_GRID]
    best = int(np.argmax(coarse))
    low = np.log(TAU2_GRID[max(best - 1, 0)])
    high = np.log(TAU2_GRID[min(best + 1, TAU2_GRID.size - 1)])
    inner = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
    heights = [_profile(evidence, np.exp(point))[0] for point in inner]
    for _ in range(14):
        if heights[0] < heights[1]:
            low, inner, heights = inner[0], inner[1:], heights[1:]
            inner.append(low + GOLDEN * (high - low))
            heights.append(_profile(evidence, np.exp(inner[1]))[0])
        else:
            high, inner, heights = inner[1], inner[:1], heights[:1]
            inner.insert(0, high - GOLDEN * (high - low))
            heights.insert(0, _profile(evidence, np.exp(inner[0]))[0])
    tau2 = float(np.exp((low + high) / 2))
    return _given_spread(evidence, tau2, _profile(evidence, tau2)[1])


def restricted_log_likelihood(evidence: Evidence, tau2: float, omega2: Floats) -> Floats:
    """Take the restricted log likelihood of one tau2 at several omega2, up to a constant."""
    return _log_likelihood(_weigh(evidence, tau2), omega2)


def _profile(evidence: Evidence, tau2: float) -> tuple[float, float]:
    """Find the best omega2 for a tau2, and the height there, the factor sqrt(tau2) included."""
    weighed = _weigh(evidence, tau2)
    candidates = OMEGA2_GRID if evidence.groups > 1 else OMEGA2_GRID[:1]
    heights = _log_likelihood(weighed, candidates)
    for _ in range(2 if evidence.groups > 1 else 0):
        best = int(np.argmax(heights))
        low = candidates[max(best - 1, 0)]
        high = candidates[min(best + 1, candidates.size - 1)]
        candidates = np.linspace(low, high, 17)
        heights = _log_likelihood(weighed, candidates)
    best = int(np.argmax(heights))
    return float(heights[best] + np.log(tau2) / 2), float(candidates[best])


def _fixed_columns(evidence: Evidence) -> Floats:
    ones = np.ones_like(evidence.z)
    if np.ptp(evidence.x) < 1e-6:
        return ones[:, None]
    return np.column_stack([ones, evidence.x])


def _weigh(evidence: Evidence, tau2: float) -> _Weighed:
    weights = 1.0 / (tau2 + evidence.v)
    design = np.column_stack([_fixed_columns(evidence), evidence.z])
    by_group = [
        group_sums(weights * column, evidence.group, evidence.groups) for column in design.T
    ]
    crossed = design.T @ (design * weights[:, None])
    return _Weighed(np.column_stack(by_group), crossed, float(np.log(weights).sum()))


def _crossed(weighed: _Weighed, omega2: Floats) -> Floats:
    """Cross the design with the inverse covariance, for each omega2 (Woodbury by group)."""
    sums = weighed.by_group
    pooled = omega2[:, None] / (1.0 + omega2[:, None] * sums[:, 0])
    flat = (sums[:, :, None] * sums[:, None, :]).reshape(len(sums), -1)
    return weighed.crossed - (pooled @ flat).reshape(-1, sums.shape[1], sums.shape[1])


def _log_likelihood(weighed: _Weighed, omega2: Floats) -> Floats:
    crossed = _crossed(weighed, omega2)
    fixed, with_z, z_alone = crossed[:, :-1, :-1], crossed[:, :-1, -1], crossed[:, -1, -1]
    beta = np.linalg.solve(fixed, with_z[:, :, None])[:, :, 0]
    residual = z_alone - (with_z * beta).sum(axis=1)
    log_determinants = np.log1p(omega2[:, None] * weighed.by_group[:, 0]).sum(axis=1)
    log_determinants += np.linalg.slogdet(fixed)[1] - weighed.log_weights
    return np.asarray(-(log_determinants + residual) / 2, dtype=np.float64)


def _given_spread(evidence: Evidence, tau2: float, omega2: float) -> Prior:
    """Predict each item's mean (fixed effects plus its group's) and how uncertain that is.

    Source: Robinson 1991, doi:10.1214/ss/1177011926.
    """
    weighed = _weigh(evidence, tau2)
    columns = _fixed_columns(evidence)
    crossed = _crossed(weighed, np.array([omega2]))[0]
    beta_variance = np.linalg.inv(crossed[:-1, :-1])
    beta = beta_variance @ crossed[:-1, -1]
    pooled = omega2 / (1.0 + omega2 * weighed.by_group[:, 0])
    effects = pooled * (weighed.by_group[:, -1] - weighed.by_group[:, :-1] @ beta)
    share = pooled[:, None] * weighed.by_group[:, :-1]
    lever = columns - share[evidence.group]
    spread = np.einsum("ij,jk,ik->i", lever, beta_variance, lever)
    own_shares = tau2 / (tau2 + evidence.v)
    return Prior(
        mean=columns @ beta + effects[evidence.group],
        mean_variance=pooled[evidence.group] + spread,
        group_means=beta[0] + effects,
        slope=float(beta[1]) if beta.size > 1 else 0.0,
        tau2=tau2,
        omega2=omega2,
        df=max(float((own_shares**2).sum()) - beta.size, LEAST_DF),
        assumed=False,
    )


def _middle_prior(evidence: Evidence) -> Prior:
    """Take the middle of all as everyone's mean, and a spread that leans on the assumed one."""
    m, v = evidence.z.size, evidence.v
    # An item counts for the spread as far as its own count does not hide it.
    shares = ASSUMED_TAU2 / (ASSUMED_TAU2 + v)
    seen = max(float((shares * ((evidence.z - evidence.centre) ** 2 - v)).sum()), 0.0)
    df = ASSUMED_DF + float(shares.sum()) * (1 - 1 / m)
    tau2 = (ASSUMED_DF * ASSUMED_TAU2 + seen) / df
    # A median of normal values varies pi/2 times as much as their mean.
    mean_variance = (np.pi / 2 if m > 1 else 1.0) * (tau2 + float(v.mean())) / m
    return Prior(
        mean=np.full(m, evidence.centre),
        mean_variance=np.full(m, mean_variance),
        group_means=np.full(evidence.groups, evidence.centre),
        slope=0.0,
        tau2=tau2,
        omega2=0.0,
        df=df,
        assumed=True,
    )
