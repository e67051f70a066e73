"""Suggesting pillars from captions, and taking suggestions up; a person decides, never we."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clipworth.ingest import journal
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import put_in_place, working
from clipworth.ingest.looking import looking
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.formats import counted
from clipworth.model.problems import WrongUse, nearest
from clipworth.stats.estimate import TooFew
from clipworth.stats.topics import NotInstalled, Topic, topics
from clipworth.store.engine import sql_file

EXAMPLES = 3


@dataclass(frozen=True)
class Suggestion:
    """A pillar that captions suggest.

    key: what a person calls it by. posts: how much each is of it, as a share.
    sure: the mean of those.
    """

    key: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    sure: float
    posts: Mapping[str, float]


@dataclass(frozen=True)
class Suggestions:
    """What captions suggest; open_posts: those without a pillar; left: those in none of them."""

    found: tuple[Suggestion, ...]
    open_posts: int
    left: int


def suggest(workspace: Workspace, count: int | None = None) -> Suggestions:
    """Group the captions of posts without a pillar.

    count: how many pillars; None: as many as part the captions best.
    Raises WrongUse where there are too few captions, or the library is not installed.
    """
    with looking(workspace) as store:
        rows = store.rows(sql_file(__file__, "captions"))
    told = [(post, caption) for post, caption in rows if caption]
    try:
        grouped = topics([caption for _, caption in told], count=count)
    except NotInstalled:
        raise WrongUse(
            "Suggesting pillars needs scikit-learn, which the base install leaves out:"
            " pip install 'clipworth[suggest]'"
        ) from None
    except TooFew as few:
        raise WrongUse(
            f"{counted(len(rows), 'post')} have no pillar, and nothing can be suggested from"
            f" {counted(len(told), 'caption')}: {few}."
        ) from None
    found: dict[str, Suggestion] = {}
    for topic in grouped:
        key = _key(topic, found)
        found[key] = _suggestion(key, topic, told)
    inside = {post for one in found.values() for post in one.posts}
    return Suggestions(tuple(found.values()), len(rows), len(rows) - len(inside))


def _key(topic: Topic, taken: Mapping[str, object]) -> str:
    for length in range(min(2, len(topic.words)), len(topic.words) + 1):
        key = "-".join(topic.words[:length])
        if key not in taken:
            return key
    return f"{'-'.join(topic.words)}-{len(taken) + 1}"


def _suggestion(key: str, topic: Topic, told: Sequence[tuple[str, str]]) -> Suggestion:
    captions = dict.fromkeys(" ".join(told[n][1].split()) for n in topic.clearest)
    return Suggestion(
        key,
        topic.words,
        tuple(captions)[:EXAMPLES],
        topic.sure,
        {told[n][0]: share for n, share in topic.members.items()},
    )


def accept(
    workspace: Workspace,
    keys: Sequence[str],
    clock: Clock,
    *,
    who: str,
    name: str = "",
    count: int | None = None,
) -> list[tuple[journal.Entry, int]]:
    """Take suggestions up; gives each decision with how many posts it labels.

    name: what the pillar is to be called; several suggestions become one pillar then.
    count: as it was given when they were suggested.
    Raises WrongUse for a suggestion that there is not, naming the nearest.
    """
    if ";" in name:
        raise WrongUse("A pillar's name has no semicolon: it parts pillars.")
    suggested = {one.key: one for one in suggest(workspace, count).found}
    for key in keys:
        if key not in suggested:
            raise WrongUse(f"There is no suggestion {key!r}. {nearest(key, suggested)}")
    made = []
    with working(workspace, Given(), clock) as writing:
        for key in dict.fromkeys(keys):
            one = suggested[key]
            what = {
                "pillar": name.strip() or key,
                "suggested": key,
                "words": list(one.words),
                "posts": dict(one.posts),
            }
            entry = journal.record(workspace, journal.ACCEPT_PILLAR, what, who=who, at=clock.now)
            made.append((entry, len(one.posts)))
        put_in_place(writing)
    return made
