"""What a reader must know of labels: posts that have none, and plans that disagree."""

from collections.abc import Iterator, Sequence

from clipworth.answers.scope import Scope
from clipworth.answers.words import counted, listed
from clipworth.measure.query import bound
from clipworth.measure.relations import posts
from clipworth.store.engine import sql_file

MOST_NAMED = 5
HOW_TO_LABEL = (
    "Fill the sheet that `clipworth template plan` makes, write [[rules]] in clipworth.toml, or "
    "look at `clipworth suggest pillars`."
)


def label_caveats(asked: Scope, *fields: str) -> Iterator[str]:
    """Name the selected posts that lack a label, those of which two plans disagree, and why."""
    sql = sql_file(__file__, "labels", posts=posts(), where=asked.selection.condition("posts"))
    found = asked.store.records(sql, bound(sql, asked.selection.values))
    for field in fields:
        bare = [post["post_id"] for post in found if post[f"no_{field}"]]
        if bare:
            have = "has" if len(bare) == 1 else "have"
            yield (
                f"{counted(len(bare), 'post')} {have} no {field} ({named(bare)}) and {have} no "
                f"part in what is said of {field}s. {HOW_TO_LABEL}"
            )
        torn = [post["post_id"] for post in found if post[f"torn_{field}"]]
        if torn:
            yield (
                f"Two plans disagree on the {field} of {counted(len(torn), 'post')} "
                f"({named(torn)}): what the newest says stands."
            )
    yield _origins(found, fields)


def _origins(found: Sequence[dict[str, object]], fields: Sequence[str]) -> str:
    """Say how many labels are not of the plan."""
    said = []
    for field in fields:
        for origin, by in (("rule", "a rule"), ("suggestion", "a suggestion that was accepted")):
            count = sum(post[f"{field}_origin"] == origin for post in found)
            if count:
                have = "has" if count == 1 else "have"
                said.append(f"{counted(count, 'post')} {have} the {field} by {by}")
    return f"{listed(said)}; `clipworth show posts` says why of each." if said else ""


def named(ids: Sequence[str]) -> str:
    """Name things by their ids, the first few of many."""
    shown = list(ids[:MOST_NAMED])
    more = len(ids) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown)
