"""How much of a product there is: the brand's sheet, or a shop's inventory export."""

from typing import Any

from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources import spellings as headers
from clipworth.sources.declare import Clues, Column, Reader, Source, Target
from clipworth.sources.spellings import OF_ADS, OF_ORDERS, spelled

# Shopify writes this where a location does not carry the product.
NOT_THERE = ("not stocked", "nicht auf lager geführt", "no almacenado", "non stocké")


def _stocked(text: str, clues: Clues) -> Any:
    """Read a count that is negative where more was sold than there was."""
    if text.strip().casefold() in NOT_THERE:
        return None
    return read.signed_count.parse(text, clues)


stocked = Reader("stock", Type.COUNT, read.signed_count.fast, _stocked, read.signed_count.study)

_DAY = (*headers.DAY, "Counted on", "Stock date", "Inventory date", "As of")
_QUANTITY = spelled(
    "Quantity", "Stock", "In stock", "Available", "Available (not editable)", "Stock quantity",
    "Inventory", "On hand", "On hand (current)", "On hand (not editable)", "Stock level",
    "Variant Inventory Qty", "Inventory quantity", "Bestand", "Lagerbestand", "Menge", "Verfügbar",
    "Quantité", "Disponible", "Stock disponible", "Cantidad", "Existencias", "Quantità",
    "Giacenza", "Disponibilità", "Quantidade", "Estoque", "Απόθεμα", "Ποσότητα", "Διαθέσιμα",
)  # fmt: skip
_COLUMNS = (
    Column(headers.SKU, "sku", read.text, must=True),
    Column(
        spelled("Location", "Warehouse", "Store", "Shop", "Lager", "Lagerort", "Standort",
                "Entrepôt", "Emplacement", "Almacén", "Ubicación", "Magazzino", "Armazém",
                "Αποθήκη"),
        "location",
        read.text,
    ),
    Column(_QUANTITY, "quantity", stocked, must=True),
    Column(
        spelled("Incoming", "Incoming (not editable)", "On order", "Unterwegs", "Bestellt",
                "En route", "En camino", "In arrivo", "A caminho", "Σε παραγγελία"),
        "incoming",
        read.count,
    ),
)  # fmt: skip
_OTHERS = (
    *OF_ORDERS, *OF_ADS, "Unit price", "Lineitem quantity", "Net Sales", "Gross Sales", "Subtotal",
)  # fmt: skip

SOURCES = (
    Source(
        key="stock_sheet",
        title="Your sheet: stock by day",
        how="Write it yourself: `clipworth template stock` gives an empty sheet with an example.",
        targets=(Target("stock", (Column(_DAY, "day", dates.day, must=True), *_COLUMNS)),),
        without=_OTHERS,
    ),
    Source(
        key="stock_snapshot",
        title="Stock on the day of the export: your sheet, or Shopify's inventory",
        how="Shopify > Products > Inventory > Export (checked 2026-11 in its help pages), or a"
        " sheet with SKU and Quantity.",
        targets=(Target("stock", _COLUMNS, derived={"day": "exported_on"}),),
        without=(*_OTHERS, *_DAY),
        dated_by_export=True,
    ),
)
