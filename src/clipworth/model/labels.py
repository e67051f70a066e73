"""Where a post's pillars and its stage come from: the plan, a rule, or an accepted suggestion."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Whose word a label is; a post takes the first of these that says anything."""

    PLAN = "plan"
    RULE = "rule"
    SUGGESTION = "suggestion"


@dataclass(frozen=True)
class LabelRule:
    """A rule of clipworth.toml: a caption that fits any of its texts gets pillar and stage.

    hashtags: without the #, lower case. words: whole words, or several in a row, in any case.
    regex: regular expressions, in any case. weight: against other pillars that fit as well.
    """

    pillar: str = ""
    stage: str = ""
    hashtags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    regex: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True)
class AcceptedPillar:
    """A suggestion that a person took up, under the name that they gave it.

    entry: of the journal. posts: how sure each post is of it, as a share.
    """

    entry: int
    pillar: str
    words: tuple[str, ...]
    posts: Mapping[str, float]
    who: str
    day: str


@dataclass(frozen=True)
class Labelling:
    """What labels posts beside the plan."""

    rules: tuple[LabelRule, ...] = ()
    accepted: tuple[AcceptedPillar, ...] = ()

    @property
    def mark(self) -> str:
        """Give a text that changes when labels may change; entries of the journal never do."""
        return repr((self.rules, [one.entry for one in self.accepted]))
