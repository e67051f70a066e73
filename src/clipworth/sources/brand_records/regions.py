"""Sales and spend by region and day, and the modelling tables that look like it and are not."""

from typing import Any

from clipworth.model.problems import BadCell
from clipworth.model.tables import Type
from clipworth.sources import currencies, dates, read
from clipworth.sources import spellings as headers
from clipworth.sources.declare import Clues, Column, Known, LeftOut, Reader, Source, Target
from clipworth.sources.spellings import OF_ADS, OF_ORDERS, spelled

TOTALS = ("gesamt", "summe", "insgesamt", "totale", "ensemble", "suma", "somma", "soma", "σύνολο")


def _region(text: str, clues: Clues) -> Any:
    """Read a region; a total of regions is none, and would count all of them twice."""
    if text.strip().casefold() in TOTALS:
        raise BadCell(f"'{text}' is a total of regions and not one of them.", "It was left out.")
    return read.text.parse(text, clues)


region = Reader("region", Type.TEXT, "null", _region)

_REGION = spelled(
    "Region", "Geo", "DMA", "Market", "State", "Province", "Area", "Territory", "City", "Country",
    "Bundesland", "Gebiet", "Markt", "Stadt", "Land", "Région", "Marché", "Ville", "Pays",
    "Región", "Comunidad autónoma", "Provincia", "Mercado", "Ciudad", "País", "Regione", "Mercato",
    "Città", "Paese", "Região", "Estado", "Cidade", "Περιφέρεια", "Περιοχή", "Νομός", "Πόλη",
    "Χώρα",
)  # fmt: skip
_REVENUE = spelled(
    "Revenue", "Sales", "Net revenue", "Turnover", "Umsatz", "Nettoumsatz", "Chiffre d'affaires",
    "Ventes", "Ingresos", "Ventas", "Facturación", "Ricavi", "Vendite", "Fatturato", "Receita",
    "Vendas", "Faturamento", "Faturação", "Έσοδα", "Πωλήσεις", "Τζίρος",
)  # fmt: skip
_ORDERS = spelled(
    "Orders", "Number of orders", "Bestellungen", "Anzahl Bestellungen", "Commandes", "Pedidos",
    "Ordini", "Encomendas", "Παραγγελίες",
)  # fmt: skip

SOURCES = (
    Source(
        key="regions_sheet",
        title="Your sheet: sales by region and day",
        how="Your shop's report of sales by day and region, or `clipworth template regions`.",
        targets=(
            Target(
                "region_day",
                (
                    Column(_REGION, "region", region, must=True),
                    Column(headers.DAY, "day", dates.day, must=True),
                    Column(_REVENUE, "revenue", read.money),
                    Column(headers.CURRENCY, "currency", read.currency),
                    Column(_ORDERS, "orders", read.count),
                    Column(
                        spelled("Customers", "Buyers", "Kunden", "Clients", "Clientes", "Clienti",
                                "Πελάτες"),
                        "customers",
                        read.count,
                    ),
                    Column(
                        spelled("Sessions", "Visits", "Sitzungen", "Besuche", "Visites",
                                "Sesiones", "Visitas", "Sessioni", "Visite", "Sessões",
                                "Επισκέψεις"),
                        "sessions",
                        read.count,
                    ),
                    Column(
                        spelled("Spend", "Ad spend", "Cost", "Media spend", "Werbekosten",
                                "Werbeausgaben", "Dépenses publicitaires", "Inversión",
                                "Gasto publicitario", "Spesa pubblicitaria", "Investimento",
                                "Διαφημιστική δαπάνη"),
                        "spend",
                        read.money,
                    ),
                ),
                helpers=(currencies.beside(_REVENUE),),
                derived={"currency": currencies.EITHER},
            ),
        ),
        marks=((*_REVENUE, *_ORDERS),),
        without=(
            *OF_ORDERS, *OF_ADS, *headers.SKU, "Category", "Kind", "Channel", "Source", "Medium",
            "Session source", "Session medium", "Event name", "tv_S", "facebook_S", "Device",
        ),
        left_out=(
            LeftOut(
                "regexp_matches(lower({c}), '^(grand )?total')", _REGION, "is a sum of regions."
            ),
        ),
    ),
)  # fmt: skip

_WEEKS = (
    "its rows are weeks with a column for each channel, made for a marketing-mix model;"
    " sales by region are kept by day, and a week cannot be told apart into its days."
)
_DAILY = (
    "Export sales by region and day: `clipworth template regions` shows the sheet. What channels"
    " cost is read from the exports of each ad platform."
)
KNOWN = (
    Known(
        key="mmm_geo_weeks",
        title="a marketing-mix table by region and week",
        marks=(("geo",), ("time",), ("revenue_per_conversion", "conversions", "kpi"),
               ("Channel0_spend", "Channel0_impression", "population")),
        reason=_WEEKS,
        remedy=_DAILY,
    ),
    Known(
        key="mmm_weeks",
        title="a marketing-mix table by week",
        marks=(("wk_strt_dt", "week_start", "week_starting", "DATE"),
               ("sales", "revenue"),
               ("mdsp_so", "mdip_so", "tv_S", "facebook_S", "search_S", "ooh_S")),
        reason=_WEEKS,
        remedy=_DAILY,
    ),
)  # fmt: skip
