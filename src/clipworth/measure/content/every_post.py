"""The selected posts one by one, and the repeatable ISCR of each beside its own."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clipworth.measure.query import bound
from clipworth.measure.rates import FEWEST_ITEMS
from clipworth.measure.relations import NOT_ASSIGNED, posts
from clipworth.measure.selection import Selection
from clipworth.stats.estimate import TooFew
from clipworth.stats.rates import shrunk_rates
from clipworth.store.engine import Store, sql_file


def every_post(
    store: Store, selection: Selection, columns: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Read the selected posts, newest first; columns: the only ones wanted, else all."""
    wanted = ", ".join(f"r.{name}" for name in columns) or "r.*"
    where = selection.condition("posts")
    sql = sql_file(__file__, "every_post", posts=posts(), where=where, columns=wanted)
    return store.records(sql, bound(sql, selection.values))


@dataclass(frozen=True)
class Repeatable:
    """What a post like this one would bring again, with its interval and the posts behind it.

    spread_assumed: so few posts are behind it that how much they differ is an assumption.
    """

    raw: float
    shrunk: float
    low: float
    high: float
    n: int
    spread_assumed: bool


def own_iscr(post: Mapping[str, Any]) -> float | None:
    """Give the ISCR that a post got.

    None for boosted posts: paid engagement inside their totals cannot be taken out; and for those
    whose counters stand for different days.
    """
    if post["signals"] and post["views"] and not post["boosted"] and not post["uneven"]:
        return float(post["actions"]) / float(post["views"])
    return None


def repeatable_iscr(
    found: Sequence[dict[str, Any]], wanted: Container[str] | None = None
) -> dict[str, Repeatable]:
    """Estimate ISCR per post, among posts with the same signals only; a post's id leads to it.

    wanted: ids of the posts that are asked for, of all that tell of each other; None: all.

    Posts known only from an export of top posts have none, and shape none: chosen by success, they
    would lift what all others are drawn towards. Too few posts have none either: an interval of
    them would be an assumption about how much posts differ, and nothing of their own.
    """
    sets: dict[str, list[dict[str, Any]]] = {}
    for post in found:
        if own_iscr(post) is not None and not post["top_sample"]:
            sets.setdefault(post["signals"], []).append(post)
    estimates: dict[str, Repeatable] = {}
    for members in sets.values():
        if len(members) >= FEWEST_ITEMS:
            estimates |= _one_set(members, wanted)
    return estimates


def _one_set(members: list[dict[str, Any]], wanted: Container[str] | None) -> dict[str, Repeatable]:
    # A post in several pillars is judged by the first, as it can borrow strength only once.
    pillars = [(post["pillars"] or [NOT_ASSIGNED])[0] for post in members]
    number = {pillar: n for n, pillar in enumerate(sorted(set(pillars)))}
    try:
        rates = shrunk_rates(
            [post["actions"] for post in members],
            [post["views"] for post in members],
            [number[pillar] for pillar in pillars],
        )
    except TooFew:
        return {}
    return {
        post["post_id"]: Repeatable(
            float(rates.raw[place]),
            float(rates.shrunk[place]),
            float(rates.low[place]),
            float(rates.high[place]),
            rates.n,
            rates.spread_assumed,
        )
        for place, post in enumerate(members)
        if wanted is None or post["post_id"] in wanted
    }
