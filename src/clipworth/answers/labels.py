"""What a reader must know of labels: posts that have none, and plans that disagree."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

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
    where = asked.selection.condition("posts")
    sql = sql_file(__file__, "labels", posts=posts(), where=where, most=str(MOST_NAMED))
    found = asked.store.records(sql, bound(sql, asked.selection.values))[0]
    for field in fields:
        bare, torn = found[f"no_{field}"], found[f"torn_{field}"]
        bare_ids, torn_ids = found[f"no_{field}_ids"], found[f"torn_{field}_ids"]
        if bare:
            have = "has" if bare == 1 else "have"
            yield (
                f"{counted(bare, 'post')} {have} no {field} ({_named(bare_ids, bare)}) "
                f"and {have} no part in what is said of {field}s. {HOW_TO_LABEL}"
            )
        if torn:
            yield (
                f"Two plans disagree on the {field} of {counted(torn, 'post')} "
                f"({_named(torn_ids, torn)}): what the newest says stands."
            )
    yield _origins(found, fields)


def _origins(found: Mapping[str, Any], fields: Sequence[str]) -> str:
    """Say how many labels are not of the plan."""
    said = []
    for field in fields:
        for origin, by in (("rule", "a rule"), ("suggestion", "a suggestion that was accepted")):
            count = found[f"{field}_by_{origin}"]
            if count:
                have = "has" if count == 1 else "have"
                said.append(f"{counted(count, 'post')} {have} the {field} by {by}")
    return f"{listed(said)}; `clipworth show posts` says why of each." if said else ""


def _named(ids: Sequence[str], count: int) -> str:
    """Name things by their ids, the first few of many."""
    more = count - len(ids)
    return listed([*ids, f"{more} more"] if more else list(ids))
