"""Ads by format: by what each was recognised, and what was spent on it."""

from dataclasses import dataclass
from decimal import Decimal

from clipworth.measure.figures import NOW, figures
from clipworth.measure.items import Items
from clipworth.measure.metrics.conversion import SPEND
from clipworth.measure.paid.families import Format, format_of
from clipworth.measure.selection import Selection
from clipworth.store.engine import Store


@dataclass(frozen=True)
class Recognised:
    """How many rows of ads of a format were known by one thing, and what they cost."""

    family: str
    basis: str
    ad_rows: int
    spend: Decimal | None


def family_name(fields: str | None) -> str | None:
    """Give the format that fields tell; None: no part at all."""
    return None if fields is None else format_of(fields).family


def recognised(items: Items) -> list[Recognised]:
    """Count rows of ads by format and by what it was known by; items: by ad_fields."""
    known: dict[str, Format] = {}

    def key(fields: str | None) -> str | None:
        if fields is None:
            return None
        found = format_of(fields)
        known[f"{found.family}: {found.basis}"] = found
        return f"{found.family}: {found.basis}"

    sums = items.renamed(key).figures()
    return [
        Recognised(known[name].family, known[name].basis, sums.count(name), sums.get("spend", name))
        for name in sums.parts()
    ]


def spend_by_format(store: Store, selection: Selection) -> dict[str, Decimal | None]:
    """Give what ads of each format cost; None: an exchange rate is missing."""
    found = figures(store, [SPEND], selection, "ad_fields")
    spent: dict[str, Decimal | None] = {}
    for fields in found.parts(NOW):
        name, amount = format_of(fields).family, found.get("spend", fields)
        before = spent.get(name, Decimal(0))
        spent[name] = None if amount is None or before is None else before + amount
    return spent
