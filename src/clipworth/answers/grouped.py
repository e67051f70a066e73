"""A table of one ratio by group, and the sentence that its intervals allow."""

import math

from clipworth.answers.groups import MANY, Group, columns, groups, row
from clipworth.answers.metric_table import NO_BEFORE, NO_PERIOD
from clipworth.answers.scope import Scope
from clipworth.answers.words import counted, listed, value
from clipworth.measure.metrics.kinds import Ratio
from clipworth.model.answers import AnswerTable

# Single posts are never refused: what each got is what it got, however it was chosen.
SINGLE = ("post", "signals")


def grouped_table(
    asked: Scope, ratio: Ratio, by: str, *, name: str = "", label: str = ""
) -> AnswerTable:
    """Make the table of a ratio by group, the highest lower bound first."""
    selection = asked.selection if by in SINGLE else asked.selection.only_full()
    found = groups(asked.store, ratio, selection, by)
    no_before = NO_PERIOD if asked.ask.period is None else NO_BEFORE
    ordered = sorted(found, key=lambda g: g.part) if by in ("month", "day") else found
    return AnswerTable(
        name or f"{ratio.key} by {by}",
        finding(found, ratio, by, label),
        columns(ratio, by),
        tuple(row(group, ratio, by, no_before) for group in ordered),
    )


def finding(found: list[Group], ratio: Ratio, by: str, label: str = "") -> str:
    """Say which groups stand out for sure, and how many were tried."""
    name = label or ratio.label
    if not found:
        return f"{name}: no group of posts has it."
    tried = [group for group in found if group.against_rest is not None]
    higher = [_with_floor(g, ratio) for g in tried if g.differs and _difference(g) > 0]
    lower = [g.part for g in tried if g.differs and _difference(g) < 0]
    said = []
    if higher:
        said.append(f"{listed(higher)} above the others")
    if lower:
        said.append(f"{listed(lower)} below the others")
    text = f"{name} by {by.replace('_', ' ')}: " + (
        "; ".join(said) if said else "no group differs from the others by more than chance"
    )
    if len(tried) >= MANY:
        text += f" ({counted(len(tried), 'group')} tried, false discovery rate held at 5 %)"
    return f"{text}."


def _difference(group: Group) -> float:
    return group.against_rest.value if group.against_rest else math.nan


def _with_floor(group: Group, ratio: Ratio) -> str:
    return f"{group.part} (at least {value(group.raw.low, ratio.unit)})"
