"""Many comparisons at once, without calling chance a finding."""

from collections.abc import Sequence

import numpy as np

# The share of false findings that answers allow among all that they call more than chance.
FALSE_DISCOVERY = 0.05


def false_discovery(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values so that among those under q at most a share q is expected to be chance.

    p_values: one per comparison tried, in any order; all that were tried must be here.
    Returns the adjusted values in the same order.
    Raises ValueError for a value outside 0 to 1, NaN included.
    Source: Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
    """
    p = np.asarray(p_values, dtype=float)
    if not np.all((p >= 0.0) & (p <= 1.0)):
        raise ValueError("every p-value lies between 0 and 1; leave out what was not tested")
    falling = np.argsort(-p, kind="stable")
    ranks = np.arange(p.size, 0, -1)
    adjusted = np.empty_like(p)
    adjusted[falling] = np.minimum.accumulate(np.minimum(p[falling] * p.size / ranks, 1.0))
    return [float(value) for value in adjusted]
