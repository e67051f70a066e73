"""Tables of ratios by group, and the sentences that their intervals allow."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clipworth.answers.groups import Group, columns, groups, judged, row
from clipworth.answers.metric_table import NO_BEFORE, NO_PERIOD
from clipworth.answers.scope import Scope
from clipworth.answers.words import counted, listed, value
from clipworth.measure.metrics.kinds import Ratio
from clipworth.model.answers import AnswerTable

# Single posts are never refused: what each got is what it got, however it was chosen.
SINGLE = ("post", "signals")
TYPICAL = (
    "In tables by group, the first figure weighs posts by their views: it is what the group got. "
    "The figure of a typical post counts each post once, at ordinary views, and is drawn towards "
    "all groups: one large post can set the two apart."
)


@dataclass(frozen=True)
class Wanted:
    """A ratio to show by group; name and label: where they are not the ratio's own."""

    asked: Scope
    ratio: Ratio
    name: str = ""
    label: str = ""


@dataclass(frozen=True)
class Grouped:
    """The tables of one answer by group, those without rows left out, and what to know of them."""

    tables: tuple[AnswerTable, ...] = ()
    caveats: tuple[str, ...] = ()


def grouped(wanted: Sequence[Wanted], by: str) -> Grouped:
    """Make the tables of an answer; which groups differ is judged over all of them together."""
    found = judged([_groups(one, by) for one in wanted])
    tables = tuple(_table(one, groups, by) for one, groups in zip(wanted, found, strict=True))
    return Grouped(
        tuple(table for table in tables if table.rows), tuple(_caveats(tables, found, by))
    )


def _groups(one: Wanted, by: str) -> list[Group]:
    selection = one.asked.selection if by in SINGLE else one.asked.selection.only_full()
    return groups(one.asked.store, one.ratio, selection, by)


def _table(one: Wanted, found: list[Group], by: str) -> AnswerTable:
    no_before = NO_PERIOD if one.asked.ask.period is None else NO_BEFORE
    ordered = sorted(found, key=lambda g: g.part) if by in ("month", "day") else found
    return AnswerTable(
        one.name or f"{one.ratio.key} by {by}",
        finding(found, one.ratio, by, one.label),
        columns(one.ratio, by),
        tuple(row(group, one.ratio, by, no_before) for group in ordered),
    )


def _caveats(
    tables: Sequence[AnswerTable], found: Sequence[Sequence[Group]], by: str
) -> Iterator[str]:
    if by == "post" or not any(table.rows for table in tables):
        return
    yield TYPICAL
    tried = sum(group.against_rest is not None for one in found for group in one)
    if tried:
        comparisons = "One comparison" if tried == 1 else f"{counted(tried, 'comparison')}"
        yield (
            f"{comparisons} of a group with the others tried in this answer; the false discovery "
            "rate is held at 5 % over all of them."
        )


def finding(found: list[Group], ratio: Ratio, by: str, label: str = "") -> str:
    """Say which groups stand out for sure."""
    name = label or ratio.label
    if not found:
        return f"{name}: no group of posts has it."
    if by == "post":
        return f"{name} of {counted(len(found), 'post')}, as counted."
    text = f"{name} by {by.replace('_', ' ')}"
    if len(found) == 1:
        return f"{text}: only {found[0].part} has it, so there is nothing to compare."
    tried = [group for group in found if group.against_rest is not None]
    if not tried:
        return f"{text}: no group has enough posts to be compared with the others."
    return f"{text}: {_standing_out(tried, ratio)}."


def _standing_out(tried: list[Group], ratio: Ratio) -> str:
    higher = [_with_floor(g, ratio) for g in tried if g.differs and _difference(g) > 0]
    lower = [g.part for g in tried if g.differs and _difference(g) < 0]
    said = []
    if higher:
        said.append(f"{listed(higher)} above the others")
    if lower:
        said.append(f"{listed(lower)} below the others")
    return "; ".join(said) or (
        f"none of {counted(len(tried), 'group')} compared differs from the others by more than "
        "chance"
        if len(tried) > 1
        else f"{tried[0].part}, the only group with enough posts, does not differ from the others "
        "by more than chance"
    )


def _difference(group: Group) -> float:
    return group.against_rest.value if group.against_rest else math.nan


def _with_floor(group: Group, ratio: Ratio) -> str:
    return f"{group.part} (at least {value(group.raw.low, ratio.unit)})"
