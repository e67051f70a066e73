"""Meta Ads Manager and Ads Reporting: campaigns, ad sets or ads, by day or of a period."""

from clipworth.sources import ad_rows, dates, ratios, read
from clipworth.sources.declare import Column, Known, LeftOut, Source, Target
from clipworth.sources.meta_ads import results

_DAY = ("Day", "Tag", "Día", "Jour", "Giorno")
_FROM = (
    "Reporting starts", "Berichtsstart", "Berichtsbeginn", "Auswertungsbeginn",
    "Inicio del informe", "Début des rapports", "Inizio dei report",
)  # fmt: skip
_CAMPAIGN = (
    "Campaign name", "Kampagnenname", "Name der Kampagne", "Nombre de la campaña",
    "Nom de la campagne", "Nome della campagna",
)  # fmt: skip
_AD_SET = (
    "Ad set name", "Anzeigengruppenname", "Name der Anzeigengruppe",
    "Nombre del conjunto de anuncios", "Nom de l'ensemble de publicités",
    "Nome del gruppo di inserzioni",
)  # fmt: skip
_AD = (
    "Ad name", "Anzeigenname", "Name der Anzeige", "Nombre del anuncio", "Nom de la publicité",
    "Nome dell'inserzione",
)  # fmt: skip
_SPENT = (
    "Amount spent", "Ausgegebener Betrag", "Importe gastado", "Montant dépensé", "Importo speso",
)  # fmt: skip
_VALUE = (
    "Purchases conversion value", "Purchase conversion value",
    "Website purchases conversion value", "Website purchase conversion value",
    "Valor de conversión de compras", "Valeur de conversion des achats",
    "Valore di conversione degli acquisti",
)  # fmt: skip
_SPLITS = {
    "age": ("Age", "Alter", "Edad", "Âge", "Età"),
    "gender": ("Gender", "Geschlecht", "Sexo", "Genre", "Sexe", "Genere"),
    "country": ("Country", "Land", "País", "Pays", "Paese"),
    "region": ("Region", "Región", "Région", "Regione"),
    "platform": ("Platform", "Plattform", "Plataforma", "Plateforme", "Piattaforma"),
    "placement": ("Placement", "Platzierung", "Ubicación", "Posizionamento"),
    "device": ("Device platform", "Impression device"),
    "hour": ("Time of day (ad account time zone)", "Time of day (viewer's time zone)"),
}
_RATIOS = (
    ratios.rate(
        ("CTR (all)", "CTR (alle)", "CTR (todos)", "CTR (tous)", "CTR (tutti)"),
        "click_rate",
        "clicks",
        "impressions",
        says="all clicks divided by impressions",
    ),
    ratios.rate(
        ("CTR (link click-through rate)", "CTR (porcentaje de clics en el enlace)"),
        "link_click_rate",
        "link_clicks",
        "impressions",
        says="link clicks divided by impressions",
    ),
    ratios.cost(
        ("CPC (all) ({currency})", "CPC (all)"), "cost_per_click", "clicks", says="all clicks"
    ),
    ratios.cost(
        ("CPC (cost per link click) ({currency})", "CPC (cost per link click)"),
        "cost_per_link_click",
        "link_clicks",
        says="link clicks",
    ),
    ratios.cost(
        ("CPM (cost per 1,000 impressions) ({currency})", "CPM (cost per 1,000 impressions)"),
        "cost_per_thousand",
        "impressions",
        per=1000,
        says="thousands of impressions",
    ),
)


def _in_money(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Give headers with the currency that Meta writes behind amounts, and without."""
    return (*(f"{header} ({{currency}})" for header in headers), *headers)


_BLANK = "coalesce(trim({c}), '') = ''"
_TOTAL = (
    "regexp_matches(lower({c}), '^((grand )?totals?|gesamt(ergebnis(se)?)?|total(e|es)"
    "|results from [0-9.,]+ .*|resultados totales|résultats totaux|risultati totali)$')"
)
_PERHAPS = f"{_BLANK} or lower(left({{c}}, 4)) in ('tota','gran','gesa','resu','résu','risu')"
_SUMMED = "is the sum of the other rows; counting it would double everything."
# The summary that an export may carry names no campaign, and has no day where the others do.
_TOTALS = tuple(
    LeftOut(f"{_BLANK} or {_TOTAL}", column, _SUMMED, perhaps=_PERHAPS)
    for column in (_DAY, _CAMPAIGN, _AD_SET, _AD)
)
_FIRST = "case when day_of is not null then day_of else starts end"
_LAST = "case when day_of is not null then day_of else ends end"

SOURCES = (
    Source(
        key="meta_ads",
        title="Meta Ads Manager: campaigns, ad sets or ads",
        how="Ads Manager > Reports > Export table data, breakdown By day; CSV or XLSX"
        " (checked 2026-10).",
        targets=(
            Target(
                "other_ad",
                (
                    Column(("Campaign ID", "Kampagnen-ID"), "campaign_id", read.identifier),
                    Column(_CAMPAIGN, "campaign", read.text),
                    Column(_AD_SET, "ad_group", read.text),
                    Column(_AD, "ad", read.text),
                    Column(
                        ("Currency", "Währung", "Divisa", "Devise", "Valuta"),
                        "currency",
                        read.currency,
                    ),
                    Column(_in_money(_SPENT), "spend", read.money, must=True),
                    Column(
                        ("Impressions", "Impressionen", "Impresiones", "Impression", "Impressioni"),
                        "impressions",
                        read.count,
                    ),
                    Column(
                        ("Reach", "Reichweite", "Alcance", "Couverture", "Portée", "Copertura"),
                        "reach",
                        read.count,
                    ),
                    Column(
                        (
                            "Clicks (all)", "Klicks (alle)", "Clics (todos)", "Clics (tous)",
                            "Clic (tutti)",
                        ),
                        "clicks",
                        read.count,
                    ),
                    Column(
                        (
                            "Link clicks", "Link-Klicks", "Clics en el enlace", "Clics sur le lien",
                            "Clics sur un lien", "Clic sul link",
                        ),
                        "link_clicks",
                        read.count,
                    ),
                    Column(
                        ("Results", "Ergebnisse", "Resultados", "Résultats", "Risultati"),
                        "results",
                        read.parted,
                    ),
                    Column(
                        (
                            "Result indicator", "Result type", "Ergebnisindikator", "Ergebnistyp",
                            "Indicador de resultado", "Indicador de resultados",
                            "Tipo de resultado", "Indicateur de résultats", "Type de résultat",
                            "Indicatore di risultato",
                        ),
                        "result_kind",
                        results.kind,
                    ),
                    Column(
                        (
                            "Purchases", "Website purchases", "Käufe", "Website-Käufe", "Compras",
                            "Compras en el sitio web", "Achats", "Achats sur le site web",
                            "Acquisti", "Acquisti sul sito web",
                        ),
                        "purchases",
                        read.parted,
                    ),
                    Column(_in_money(_VALUE), "purchase_value", read.money),
                    Column(
                        (
                            "Attribution setting", "Attributionseinstellung",
                            "Configuración de atribución", "Paramètre d'attribution",
                            "Impostazione di attribuzione",
                        ),
                        "window",
                        read.text,
                    ),
                ),
                helpers=(
                    Column(_DAY, "day_of", dates.day),
                    Column(_FROM, "starts", dates.day),
                    Column(
                        (
                            "Reporting ends", "Berichtsende", "Auswertungsende", "Fin del informe",
                            "Fin des rapports", "Fine dei report",
                        ),
                        "ends",
                        dates.day,
                    ),
                    Column(("Account ID",), "account_id", read.identifier),
                    Column(
                        ("Account name", "Kontoname", "Nombre de la cuenta", "Nom du compte"),
                        "account_name",
                        read.text,
                    ),
                    Column(("Ad set ID", "Anzeigengruppen-ID"), "ad_group_id", read.identifier),
                    Column(("Ad ID", "Anzeigen-ID"), "ad_id", read.identifier),
                    *ad_rows.split_columns(_SPLITS),
                    *ratios.columns(_RATIOS),
                ),
                derived={
                    "platform": "'meta'",
                    "ad_account": "coalesce(account_id, account_name, given_account)",
                    "level": ad_rows.level("account"),
                    "entity": ad_rows.entity("coalesce(account_id, account_name, 'all')"),
                    "split": ad_rows.part(_SPLITS),
                    "from_day": _FIRST,
                    "until_day": f"case when {_LAST} >= {_FIRST} then {_LAST} + 1 end",
                    "currency": "coalesce(currency, upper(header_currency))",
                    "conversions": f"case when {results.IS_CONVERSION} then results end",
                },
                checks=ratios.checks(_RATIOS),
            ),
        ),
        marks=((*_DAY, *_FROM),),
        without=("Paid Impressions", "Swipe Ups", "Swipe-Ups", "Swipes", "Ad Squad Name"),
        left_out=_TOTALS,
    ),
)  # fmt: skip

KNOWN = (
    Known(
        key="meta_ads_without_days",
        title="a Meta ad report that says of no days",
        marks=(
            tuple(f"{header} ({{currency}})" for header in _SPENT),
            (*_CAMPAIGN, *_AD_SET, *_AD),
        ),
        reason="what was spent in an unknown time cannot be compared with anything.",
        remedy="Export it by day, or with the columns Reporting starts and Reporting ends.",
    ),
)
