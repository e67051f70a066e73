"""Who buys with a creator's code or link, beside who buys in the shop at all."""

from collections.abc import Sequence
from typing import Any

from clipworth.answers.scope import Scope
from clipworth.answers.words import listed, percent
from clipworth.measure.creators.scores import buyers
from clipworth.measure.figures import cents
from clipworth.model.answers import AnswerTable, Row, Shown
from clipworth.model.units import MONEY, SHARE, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.model.words import Layer, Word

# Parts of a split that are shown for each creator, the most orders first.
MOST_PARTS = 3
# Of fewer orders a share says next to nothing.
LEAST_ORDERS = 20
SPLITS = {
    "customer": "Customer",
    "region": "Region",
    "device": "Device",
    "product": "Product",
}
_COLUMNS = (
    Shown("creator", "Creator", TEXT),
    Shown("split", "Split", TEXT),
    Shown("part", "Part", TEXT),
    Shown("orders", "Orders", unit_of("order"), Layer.CONVERSION, Word.FIRST_PARTY),
    Shown("share", "Of the creator's orders", SHARE, Layer.CONVERSION, Word.FIRST_PARTY),
    Shown("share_of_all", "Of all orders", SHARE, Layer.CONVERSION, Word.FIRST_PARTY),
    Shown("revenue", "Revenue", MONEY, Layer.CONVERSION, Word.FIRST_PARTY),
    Shown("order_value", "Per order", MONEY, Layer.CONVERSION, Word.FIRST_PARTY),
)


def buyers_tables(asked: Scope, names: Sequence[str]) -> list[AnswerTable]:
    """Make the table of buyers; none where no order bears a creator's code or UTM."""
    found = buyers(asked.store, asked.selection)
    every = {(row["split"], row["part"]): row["orders"] for row in found if row["creator"] is None}
    totals = _totals(found)
    rows: list[Row] = []
    for name in names:
        for split in SPLITS:
            mine = [r for r in found if r["creator"] == name and r["split"] == split]
            whole, of_all = totals.get((name, split), 0), totals.get((None, split), 0)
            rows += [_row(row, whole, every, of_all) for row in mine[:MOST_PARTS]]
    if not rows:
        return []
    return [AnswerTable("buyers", _finding(found, totals, names), _COLUMNS, tuple(rows))]


def _totals(found: Sequence[dict[str, Any]]) -> dict[tuple[str | None, str], int]:
    """Count orders that tell a split; an order of several products stands once per product."""
    totals: dict[tuple[str | None, str], int] = {}
    for row in found:
        place = (row["creator"], row["split"])
        totals[place] = totals.get(place, 0) + row["orders"]
    return totals


def _row(row: dict[str, Any], whole: int, every: dict[tuple[str, str], int], of_all: int) -> Row:
    revenue = cents(row["revenue"])
    shared = every.get((row["split"], row["part"]))
    cells = {
        "creator": row["creator"],
        "split": SPLITS[row["split"]],
        "part": row["part"],
        "orders": row["orders"],
        "share": row["orders"] / whole,
        "share_of_all": shared / of_all if shared and of_all else None,
        "revenue": revenue,
        "order_value": None if revenue is None else cents(revenue / row["orders"]),
    }
    reasons = {
        "share_of_all": "No other order tells it.",
        "revenue": "An order has no exchange rate.",
        "order_value": "An order has no exchange rate.",
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _finding(
    found: Sequence[dict[str, Any]],
    totals: dict[tuple[str | None, str], int],
    names: Sequence[str],
) -> str:
    """Say how many buyers were new, creator by creator where enough orders tell it."""
    new = {r["creator"]: r["orders"] for r in found if r["part"] == "first order"}
    all_told = totals.get((None, "customer"), 0)
    told = {
        name: new.get(name, 0) / totals[name, "customer"]
        for name in names
        if totals.get((name, "customer"), 0) >= LEAST_ORDERS
    }
    if not told or not all_told:
        return (
            f"No creator has {LEAST_ORDERS} orders that tell new customers from returning ones, so "
            "only counts are shown."
        )
    best = sorted(told, key=lambda name: -told[name])[:3]
    said = [f"{name} {percent(told[name])}" for name in best]
    return (
        f"First orders among those with a creator's code or UTM: {listed(said)}, against "
        f"{percent(new.get(None, 0) / all_told)} of all orders of the shop."
    )
