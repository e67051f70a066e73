"""The sums that a metric is made of, each over its own rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clipworth.measure.ledger.media import PriceBasis
from clipworth.measure.metrics.kinds import Composite, Metric, Ratio, Summed
from clipworth.measure.metrics.value import MEDIA_PRICE
from clipworth.measure.relations import RELATIONS, Relation
from clipworth.measure.selection import Selection
from clipworth.model.units import Kind


@dataclass(frozen=True)
class Leaf:
    """A sum that a metric is made of.

    conditions: which rows r of its relation count, beyond those of the selection.
    """

    measure: Summed
    selection: Selection
    conditions: tuple[str, ...] = ()

    @property
    def relation(self) -> Relation:
        """Where its rows stand."""
        return RELATIONS[self.measure.relation]

    @property
    def where(self) -> str:
        """The condition on a row r that it counts."""
        return self.selection.rows(self.relation.key, *self.conditions)

    @property
    def is_money(self) -> bool:
        """Tell whether it adds amounts, which pass through a rate of exchange."""
        return self.measure.unit.kind is Kind.MONEY


def leaves(metric: Metric, selection: Selection, price: PriceBasis | None = None) -> Iterator[Leaf]:
    """Give the sums that a metric is made of, in the order of its formula.

    price: what the price of 1,000 views rests on; one that was typed is no sum.
    """
    if metric == MEDIA_PRICE:
        if price and price.typed is None:
            yield from halves(MEDIA_PRICE, price.ads)
    elif isinstance(metric, Ratio) and not metric.crosses:
        yield from halves(metric, selection)
    elif isinstance(metric, Ratio | Composite):
        for part in metric.parts:
            yield from leaves(part, selection, price)
    else:
        yield Leaf(metric, selection)


def halves(ratio: Ratio, selection: Selection) -> tuple[Leaf, Leaf]:
    """Give top and bottom of a ratio over the rows that know both."""
    known = tuple(f"({half.expression}) is not null" for half in (ratio.top, ratio.bottom))
    conditions = (RELATIONS[ratio.relation].rated, *known)
    top, bottom = (Leaf(half, selection, conditions) for half in (ratio.top, ratio.bottom))
    return top, bottom


def renamed(leaf: Leaf, key: str) -> Summed:
    """Give the measure of a leaf under another name, to be a column of a statement."""
    return replace(leaf.measure, key=key)
