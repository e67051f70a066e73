"""Rates of the brand's own posts, one value per post, for percentiles and for benchmarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clipworth.measure.query import bound
from clipworth.measure.relations import posts
from clipworth.measure.selection import Selection
from clipworth.model.units import SHARE, Unit, counted, quotient
from clipworth.store.engine import Store, sql_file

Floats = NDArray[np.float64]
_VIEW = counted("view")


@dataclass(frozen=True)
class OwnRate:
    """A rate of posts: what it is called, its unit, and the layer that it belongs to."""

    key: str
    label: str
    unit: Unit
    layer: str


def _per_view(noun: str) -> Unit:
    return quotient(counted(noun), _VIEW)


OWN_RATES = (
    OwnRate("engagement_by_views", "Engagement by views", SHARE, "intent"),
    OwnRate("engagement_by_followers", "Engagement by followers", SHARE, "intent"),
    OwnRate("save_rate", "Save rate", _per_view("save"), "intent"),
    OwnRate("share_rate", "Share rate", _per_view("share"), "intent"),
    OwnRate("profile_visit_rate", "Profile-visit rate", _per_view("visit"), "intent"),
    OwnRate("link_click_rate", "Link-click rate", _per_view("click"), "intent"),
    OwnRate("full_watch_share", "Full watches", SHARE, "reach"),
    OwnRate("non_follower_share", "Non-follower views", SHARE, "reach"),
    OwnRate("views", "Views of a post", _VIEW, "reach"),
    OwnRate("shares", "Shares of a post", counted("share"), "intent"),
    OwnRate("comments", "Comments of a post", counted("comment"), "intent"),
)


@dataclass(frozen=True, eq=False)
class OwnRates:
    """Values by key of OWN_RATES, NaN where unknown; iscr: by set of signals."""

    values: dict[str, Floats]
    iscr: dict[str, Floats]


def own_rates(store: Store, selection: Selection, accounts: Sequence[str]) -> OwnRates:
    """Read the rates of each selected post of these accounts; of none: of all posts."""
    sql = sql_file(__file__, "own_rates", posts=posts(), where=selection.condition("posts"))
    found = store.columns(sql, bound(sql, selection.values))
    account = np.ma.filled(np.ma.asarray(found["account"]), "")
    mine = np.isin(account.astype(str), list(accounts)) if accounts else np.ones(account.size, bool)
    values = {rate.key: _floats(found[rate.key])[mine] for rate in OWN_RATES}
    signals = np.ma.filled(np.ma.asarray(found["signals"]), "").astype(str)[mine]
    iscr = _floats(found["iscr"])[mine]
    sets = sorted({str(one) for one in signals if one}, key=lambda one: (-one.count("+"), one))
    return OwnRates(values, {one: iscr[signals == one] for one in sets})


def _floats(column: NDArray[Any]) -> Floats:
    out = np.array(np.ma.getdata(column), dtype=np.float64)
    out[np.ma.getmaskarray(column)] = np.nan
    return out
