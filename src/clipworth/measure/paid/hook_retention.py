"""How well hooks hold paid viewers for 2 and for 6 seconds; boosted posts are the items."""

import math
from dataclasses import dataclass, replace

import numpy as np

from clipworth.measure.query import bound
from clipworth.measure.rates import FEWEST_ITEMS, WIDEST
from clipworth.measure.relations import ads
from clipworth.measure.selection import Selection
from clipworth.stats.estimate import Estimate
from clipworth.stats.rates import pooled_rates
from clipworth.store.engine import Store, sql_file


@dataclass(frozen=True)
class HookRetention:
    """A hook within one ad format, as formats are never pooled; None: no plays are known."""

    format: str
    hook: str
    posts: int
    retention_2s: Estimate | None
    retention_6s: Estimate | None


def hook_retention(store: Store, selection: Selection) -> list[HookRetention]:
    """Estimate retention by format and hook, the format with most posts first."""
    if selection.misses("ads"):
        return []
    where = selection.condition("ads")
    sql = sql_file(__file__, "hook_retention", ads=ads(), where=where)
    rows = store.records(sql, bound(sql, selection.values))
    keys = sorted({(row["format"], " ".join(row["hook"].split()).casefold()) for row in rows})
    if not keys:
        return []
    group = [keys.index((row["format"], " ".join(row["hook"].split()).casefold())) for row in rows]
    found = {
        seconds: pooled_rates(
            [_or_nan(row[f"views_{seconds}"]) for row in rows],
            [_or_nan(row[f"plays_{seconds}"]) for row in rows],
            group,
            len(keys),
        )
        for seconds in ("2s", "6s")
    }
    posts = np.bincount(group, minlength=len(keys))
    return [
        HookRetention(
            ad_format, hook, int(posts[n]), _share(found["2s"][n]), _share(found["6s"][n])
        )
        for n, (ad_format, hook) in enumerate(keys)
    ]


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _share(estimate: Estimate) -> Estimate | None:
    if math.isnan(estimate.value):
        return None
    if estimate.n < FEWEST_ITEMS or estimate.high > estimate.low * WIDEST:
        return replace(estimate, low=math.nan, high=math.nan)
    return replace(estimate, high=min(estimate.high, 1.0))
