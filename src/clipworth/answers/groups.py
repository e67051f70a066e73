"""Rates of groups of posts, raw and shrunk side by side, and which of them differ for sure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.measure.figures import BEFORE, NOW
from clipworth.measure.items import Items
from clipworth.measure.metrics.kinds import Ratio
from clipworth.measure.rates import Rates, rates
from clipworth.measure.selection import Selection
from clipworth.model.answers import Cell, Row, Shown
from clipworth.model.units import SHARE, TEXT, counted
from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.multiple import FALSE_DISCOVERY, false_discovery
from clipworth.stats.rates import change, pooled_rate, shrunk_rates, verdict
from clipworth.store.engine import Store


@dataclass(frozen=True)
class Group:
    """A group's own rate, the rate shrunk towards all groups, and the rate before.

    against_rest: the relative difference to all other groups. differs: that difference is more
    than chance, with a false discovery rate of 5 % over all comparisons of the answer.
    """

    part: str
    raw: Estimate
    shrunk: float | None
    before: Estimate | None
    against_rest: Estimate | None = None
    differs: bool = False


def groups(store: Store, ratio: Ratio, selection: Selection, by: str) -> list[Group]:
    """Take a ratio of posts by group, the highest lower bound first; judged() says who differs."""
    found = rates(store, [ratio], selection, by)
    if found.items is None:
        return []
    shrunk = {} if by == "post" else _shrunk(found, ratio)
    # One post has no spread of its own, so there is nothing to set against the others.
    items = None if by == "post" else found.items
    made = [_group(found, items, ratio, part, shrunk.get(part)) for part in found.parts()]
    return sorted(made, key=lambda g: (-_or(g.raw.low, -math.inf), -g.raw.value, g.part))


def judged(tables: Sequence[Sequence[Group]]) -> list[list[Group]]:
    """Say which groups differ, over all that the tables of one answer compare."""
    tried = [g.against_rest for groups in tables for g in groups if g.against_rest is not None]
    adjusted = iter(false_discovery([_p_value(difference) for difference in tried]))
    return [
        [
            g if g.against_rest is None else replace(g, differs=next(adjusted) <= FALSE_DISCOVERY)
            for g in groups
        ]
        for groups in tables
    ]


def columns(ratio: Ratio, by: str) -> tuple[Shown, ...]:
    """Give the columns of a table of groups; a post has only what it got itself."""
    key, unit, layer, word = ratio.key, ratio.unit, ratio.layer, ratio.word
    if by == "post":
        return (Shown(by, "Post", TEXT), Shown(key, ratio.label, unit, layer, word))
    return (
        Shown(by, by.replace("_", " ").capitalize(), TEXT),
        Shown(key, ratio.label, unit, layer, word, estimate=True),
        Shown(f"{key}_shrunk", f"{ratio.label} of a typical post, shrunk", unit, layer, word),
        Shown("posts", "Posts", counted("post")),
        Shown("against_rest", "Against the others", SHARE, estimate=True),
        Shown("differs", "Differs", TEXT),
        Shown("previous", "Before", unit, layer, word),
        Shown("change", "Change", SHARE, estimate=True),
        Shown("verdict", "Verdict", TEXT),
    )


def row(group: Group, ratio: Ratio, by: str, no_before: str) -> Row:
    """Make the row of a group."""
    if by == "post":
        return Row({by: group.part, ratio.key: shown(group.raw, ratio.unit)})
    changed = change(group.raw, group.before) if group.before else None
    if changed is not None and math.isnan(changed.value):
        changed = None
    rest = group.against_rest
    cells: dict[str, Cell] = {
        by: group.part,
        ratio.key: shown(group.raw, ratio.unit),
        **estimate_cells(ratio.key, group.raw, ratio.unit),
        f"{ratio.key}_shrunk": shown(group.shrunk, ratio.unit),
        "posts": group.raw.n,
        "against_rest": shown(rest, SHARE),
        **estimate_cells("against_rest", rest, SHARE),
        "differs": _said(group),
        "previous": shown(group.before, ratio.unit),
        "change": shown(changed, SHARE),
        **estimate_cells("change", changed, SHARE),
        "verdict": verdict(changed) if changed else None,
    }
    reasons = {
        f"{ratio.key}_shrunk": "Too few posts to shrink a group towards all.",
        "against_rest": "There is no other group with enough posts.",
        "differs": "There is no other group with enough posts.",
        "previous": no_before,
        "change": no_before,
        "verdict": no_before,
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _group(
    found: Rates, items: Items | None, ratio: Ratio, part: str, shrunk: float | None
) -> Group:
    raw = found.get(ratio.key, part)
    assert raw is not None, "parts() gives parts with an estimate"  # noqa: S101
    return Group(
        part,
        raw,
        shrunk,
        found.get(ratio.key, part, BEFORE),
        _against_rest(items, ratio, part, raw) if items else None,
    )


def _against_rest(items: Items, ratio: Ratio, part: str, raw: Estimate) -> Estimate | None:
    """Compare a group with all other groups pooled, posts of this group taken out of them."""
    inside = set(items.item[items.group == items.groups.index((NOW, part))].tolist())
    now = np.array([span == NOW for span, _ in items.groups])[items.group]
    others = now & np.array([item not in inside for item in items.item.tolist()])
    # A post of several groups stands in the others once.
    _, first = np.unique(items.item[others].astype(str), return_index=True)
    try:
        rest = pooled_rate(
            items.tops[ratio.key][others][first], items.bottoms[ratio.key][others][first]
        )
    except TooFew:
        return None
    if math.isnan(raw.low) or math.isnan(rest.low) or not rest.value > 0:
        return None
    return change(raw, replace(rest, level=raw.level))


def _p_value(difference: Estimate) -> float:
    """Turn the interval of a relative difference into a p-value, the side towards 0 deciding."""
    point = math.log1p(max(difference.value, -1 + 1e-12))
    bound = difference.low if point > 0 else difference.high
    if not math.isfinite(bound) or bound <= -1:
        return 1.0
    reach = abs(point - math.log1p(bound))
    return math.erfc(abs(point) / (reach / 1.959964) / math.sqrt(2)) if reach > 0 else 1.0


def _shrunk(found: Rates, ratio: Ratio) -> dict[str, float]:
    items = found.items
    assert items is not None, "called where there are items"  # noqa: S101
    numbers = [n for n, (span, part) in enumerate(items.groups) if span == NOW and part]
    if not numbers:
        return {}
    parts = [str(items.groups[n][1]) for n in numbers]
    places = {n: place for place, n in enumerate(numbers)}
    inside = np.isin(items.group, list(places))
    index = np.array([places[int(n)] for n in items.group[inside]], dtype=np.int64)
    try:
        fitted = shrunk_rates(
            items.tops[ratio.key][inside], items.bottoms[ratio.key][inside], index
        )
    except (TooFew, ValueError):
        return {}
    return {
        part: float(rate) * ratio.times
        for part, rate in zip(parts, fitted.group_rates, strict=False)
        if math.isfinite(rate)
    }


def _said(group: Group) -> str | None:
    if group.against_rest is None:
        return None
    if not group.differs:
        return "could be chance"
    return "higher" if group.against_rest.value > 0 else "lower"


def _or(value: float, other: float) -> float:
    return other if math.isnan(value) else value
