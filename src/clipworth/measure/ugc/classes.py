"""Owned, UGC and paid posts, the share of UGC by month, and what a post of one's own costs."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from clipworth.measure.query import bound
from clipworth.measure.relations import exchange, posts
from clipworth.measure.selection import Selection
from clipworth.stats.estimate import Estimate
from clipworth.stats.rates import pooled_rates
from clipworth.store.engine import Store, sql_file

CLASSES = ("owned", "ugc", "paid")
ACTIONS = ("view", "like", "comment", "share", "save")
Post = dict[str, Any]
# A post or two have nearly all of the views, and say nothing of how much others would get.
FEWEST_UGC = 3


@dataclass(frozen=True)
class Production:
    """What making a post of one's own cost; cost: None: unknown, why says so.

    months: of the cost sheet; amount: spent on production in them; posts: made in them.
    """

    cost: Decimal | None
    why: str
    amount: Decimal = Decimal(0)
    posts: int = 0
    months: int = 0


def classes(store: Store, selection: Selection) -> list[Post]:
    """Read every post with the class it belongs to."""
    sql = sql_file(__file__, "classes", posts=posts())
    return store.records(sql, bound(sql, selection.values))


def views(found: Sequence[Post], of: str) -> int | None:
    """Add up the views of a class; views that ads bought are of the class paid.

    None: no view of it is known.
    """
    own = [post["view"] for post in found if post["class"] == of and post["view"] is not None]
    bought = [post["paid_views"] for post in found if of == "paid" and post["paid_views"]]
    known = [*own, *bought]
    return sum(known) if known else None


def ugc_share(found: Sequence[Post], parts: Mapping[str, str]) -> dict[str, Estimate]:
    """Estimate the share of UGC in organic views, of UGC and owned posts together, by part.

    parts: the part of each month. A month without a post by others is left out, its owned posts
    with it: none may have been found, or none was looked for. The interval says what posts like
    these would bring again; posts are its units, and under FEWEST_UGC of others there is none.
    """
    told = [p for p in found if p["class"] in ("owned", "ugc") and p["view"] and p["month"]]
    others = Counter(parts[post["month"]] for post in told if post["class"] == "ugc")
    names = sorted(others)
    known = {post["month"] for post in told if post["class"] == "ugc"}
    told = [post for post in told if post["month"] in known]
    tops = [post["view"] if post["class"] == "ugc" else 0 for post in told]
    group = [names.index(parts[post["month"]]) for post in told]
    estimates = pooled_rates(tops, [post["view"] for post in told], group, len(names))
    return {name: _sure(one, others[name]) for name, one in zip(names, estimates, strict=True)}


def _sure(share: Estimate, others: int) -> Estimate:
    if others >= FEWEST_UGC:
        return replace(share, high=min(share.high, 1.0))
    return replace(share, low=math.nan, high=math.nan)


def production(store: Store, selection: Selection, found: Sequence[Post]) -> Production:
    """Find what an own post cost to make, over the months whose costs are known."""
    sql = sql_file(__file__, "production", exchange=exchange())
    rows = store.rows(sql, bound(sql, selection.values))
    if not rows:
        return Production(None, "No whole month of these days has a cost sheet.")
    if any(unrated for _, _, unrated, _ in rows):
        return Production(None, "A production cost has no exchange rate; import fx rates.")
    if any(unsaid for _, _, _, unsaid in rows):
        return Production(None, "A production cost has no amount.")
    months = {month for month, *_ in rows}
    owned = [post for post in found if post["class"] == "owned" and post["month"] in months]
    if any(post["top_sample"] for post in owned):
        return Production(None, "Only top posts are known, so how many were made is not.")
    amount = sum((Decimal(one) for _, one, _, _ in rows if one is not None), Decimal(0))
    if not owned or not amount:
        why = "No own post" if not owned else "No production cost"
        return Production(None, f"{why} stands in the months of the cost sheet.")
    return Production(amount / len(owned), "", amount, len(owned), len(months))
