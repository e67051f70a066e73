"""Counts of attention by network, so that each is valued by the rates published for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from clipworth.measure.figures import figures
from clipworth.measure.metrics.reach import POSTS
from clipworth.measure.query import bound
from clipworth.measure.selection import Selection
from clipworth.measure.value.attention import attention
from clipworth.store.engine import Store, sql_file

TIKTOK = "tiktok"


@dataclass(frozen=True)
class Network:
    """What a network gave. counted_on: posts, or days where no file has its posts."""

    name: str
    counted_on: str
    posts: int | None
    counts: Mapping[str, float | None]


def networks(store: Store, selection: Selection) -> list[Network]:
    """Count attention on every network that a file tells of, TikTok first."""
    found = []
    own, counts = figures(store, [POSTS], selection), attention(store, selection).get(None, {})
    if any(count is not None for count in counts.values()):
        found.append(Network(TIKTOK, "posts", own.get(POSTS.key), counts))
    sql = sql_file(__file__, "networks")
    for record in store.records(sql, bound(sql, selection.values)):
        counts = {key: record[key] for key in ("view", "comment", "share", "save", "follower")}
        counts["like"] = record["like_count"]
        found.append(Network(record["network"], record["counted_on"], record["posts"], counts))
    return found
