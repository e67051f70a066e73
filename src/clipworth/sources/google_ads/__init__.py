"""Google Ads: reports of campaigns, ad groups or ads, by day or of the period in their head."""

from clipworth.sources import ad_rows, dates, ratios, read
from clipworth.sources.declare import Column, Known, LeftOut, Source, Target
from clipworth.sources.google_ads.head import period_in

_DAY = ("Day", "Tag", "Día", "Jour", "Giorno")
_CAMPAIGN = (
    "Campaign", "Campaign name", "Kampagne", "Campaña", "Campagne", "Campagna",
)  # fmt: skip
_AD_GROUP = (
    "Ad group", "Ad group name", "Anzeigengruppe", "Grupo de anuncios", "Groupe d'annonces",
    "Gruppo di annunci",
)  # fmt: skip
_AD = ("Ad name", "Ad", "Anzeige", "Anzeigenname", "Nombre del anuncio")
_ACCOUNT = ("Account name", "Account", "Kontoname", "Nombre de la cuenta", "Nom du compte")
_COST = (
    "Cost", "Kosten", "Coste", "Costo", "Coût",
    *(f"{cost} ({{currency}})" for cost in ("Cost", "Kosten", "Coste", "Costo", "Coût")),
)  # fmt: skip
_CURRENCY = (
    "Currency code", "Währungscode", "Código de moneda", "Code de devise", "Codice valuta",
    "Currency",
)  # fmt: skip
# No other platform writes these.
_GOOGLE = (
    "Impr.", *_CURRENCY[:-1], "Avg. CPC", "Avg. cost", "Cost / conv.", "Conv. value",
    "All conv.", "Conv. rate", "Durchschn. CPC", "Conv.-Wert", "Conv.-Rate", "Kosten/Conv.",
    "CPC medio", "Valor conv.", "CPC moy.", "Valeur de conv.", "Valore conv.",
)  # fmt: skip
_SPLITS = {
    "device": ("Device", "Gerät", "Dispositivo", "Appareil"),
    "network": ("Network", "Network (with search partners)", "Werbenetzwerk", "Red", "Réseau"),
    "conversion": ("Conversion action", "Conversion-Aktion"),
    "country": ("Country/Territory", "Country/Territory (User location)"),
    "age": ("Age", "Alter", "Edad"),
    "gender": ("Gender", "Geschlecht", "Sexo"),
}
# These show a part of what was spent, or hours.
_PARTS = (
    "Search term", "Suchbegriff", "Search keyword", "Keyword", "Suchkeyword", "Match type",
    "Product title", "Item ID", "Landing page", "Placement", "Asset", "Audience segment",
    "Hour of the day", "Hour",
)  # fmt: skip
_RATIOS = (
    ratios.rate(
        ("CTR", "Klickrate (CTR)"),
        "click_rate",
        "clicks",
        "impressions",
        says="clicks divided by impressions",
    ),
    ratios.cost(
        ("Avg. CPC", "Durchschn. CPC", "CPC medio", "CPC moy."),
        "cost_per_click",
        "clicks",
        says="clicks",
    ),
)
_TOTALS = tuple(
    LeftOut(
        "regexp_matches(lower({c}), '^(total|gesamt|totale)\\s*(:.*)?$')",
        column,
        "is a total of the rows above; counting it would double everything.",
        perhaps="lower(left({c}, 5)) in ('total', 'gesam')",
    )
    for column in (
        *(_DAY, _CAMPAIGN, _AD_GROUP, _AD, _ACCOUNT),
        ("Campaign ID",), ("Ad group ID",), ("Ad ID",), ("Customer ID", "Account ID"),
        ("Campaign status", "Campaign state", "Kampagnenstatus", "Estado de la campaña"),
        ("Ad group status", "Ad group state"), ("Ad status", "Ad state"),
        ("Campaign type", "Kampagnentyp"),
        ("Week", "Woche", "Semana"), ("Month", "Monat", "Mes"),
        *_SPLITS.values(),
    )
)  # fmt: skip
_COLUMNS = (
    Column(("Campaign ID", "Kampagnen-ID"), "campaign_id", read.identifier),
    Column(_CAMPAIGN, "campaign", read.text),
    Column(_AD_GROUP, "ad_group", read.text),
    Column(_AD, "ad", read.text),
    Column(_CURRENCY, "currency", read.currency),
    Column(_COST, "spend", read.money, must=True),
    Column(("Impr.", "Impressions", "Impressionen", "Impresiones"), "impressions", read.count),
    Column(("Clicks", "Klicks", "Clics", "Clic"), "clicks", read.count),
    Column(("Conversions", "Conversiones", "Conversioni", "Conv."), "conversions", read.parted),
    Column(
        (
            "Conv. value", "Total conv. value", "Conversion value", "Conv.-Wert", "Valor conv.",
            "Valeur de conv.", "Valore conv.",
        ),
        "conversion_value",
        read.money,
    ),
    Column(("All conv.", "Alle Conv.", "Todas las conv.", "Toutes les conv.", "Tutte le conv."),
        "all_conversions", read.parted),
    Column(("View-through conv.", "View-through-Conv."), "conversions_view", read.parted),
)  # fmt: skip
_HELPERS = (
    Column(("Customer ID", "Account ID", "External customer ID"), "account_id", read.text),
    Column(_ACCOUNT, "account_name", read.text),
    Column(("Ad group ID", "Anzeigengruppen-ID"), "ad_group_id", read.identifier),
    Column(("Ad ID", "Anzeigen-ID"), "ad_id", read.identifier),
    *ad_rows.split_columns(_SPLITS),
    *ratios.columns(_RATIOS),
)
_DERIVED = {
    "platform": "'google'",
    "ad_account": "coalesce(account_id, account_name, given_account)",
    "level": ad_rows.level("account"),
    "entity": ad_rows.entity("coalesce(account_id, account_name, 'all')"),
    "split": ad_rows.part(_SPLITS),
    "currency": "coalesce(currency, upper(header_currency))",
}
_HOW = "Google Ads > Campaigns > Download, or Reports; {}; CSV, TSV or XLSX (checked 2026-10)."

SOURCES = (
    Source(
        key="google_ads_daily",
        title="Google Ads: report by day",
        how=_HOW.format("segment Time > Day"),
        targets=(
            Target(
                "other_ad",
                _COLUMNS,
                helpers=(Column(_DAY, "day_of", dates.day, must=True), *_HELPERS),
                derived={**_DERIVED, "from_day": "day_of", "until_day": "day_of + 1"},
                checks=ratios.checks(_RATIOS),
            ),
        ),
        marks=(_GOOGLE,),
        without=_PARTS,
        left_out=_TOTALS,
    ),
    Source(
        key="google_ads_period",
        title="Google Ads: totals of a period",
        how=_HOW.format("with the two lines above the header, which say of which days"),
        targets=(
            Target(
                "other_ad",
                _COLUMNS,
                helpers=_HELPERS,
                derived={**_DERIVED, "from_day": "given_from", "until_day": "given_until"},
                checks=ratios.checks(_RATIOS),
            ),
        ),
        marks=(_GOOGLE, (*_CAMPAIGN, *_AD_GROUP, *_AD, *_ACCOUNT)),
        without=(*_DAY, "Week", "Woche", "Month", "Monat", "Quarter", "Year", *_PARTS),
        left_out=_TOTALS,
        needs_period=True,
        period_in_head=period_in,
    ),
)

KNOWN = (
    Known(
        key="google_ads_part",
        title="a Google Ads report by search term, keyword, product, page or hour",
        marks=(_COST, _GOOGLE, _PARTS),
        reason="its rows are parts of an ad group, and not all of them are shown.",
        remedy="Download the report of campaigns, ad groups or ads with the segment Day.",
    ),
    Known(
        key="google_ads_months",
        title="a Google Ads report by week, month, quarter or year",
        marks=(_COST, _GOOGLE, ("Week", "Woche", "Month", "Monat", "Quarter", "Year")),
        reason="its rows do not say where their week or month was cut off.",
        remedy="Download it with the segment Time > Day.",
    ),
)
