"""The brand's own sheets: figures of posts, plan, creators, costs, products, codes, rates."""

from clipworth.sources import currencies, dates, read
from clipworth.sources import spellings as headers
from clipworth.sources.brand_sheets.cells import links, month, percentage
from clipworth.sources.declare import Check, Column, Source, Target
from clipworth.sources.spellings import OF_ADS, OF_ORDERS, spelled

_HOW = "Write it yourself: `clipworth template {}` gives an empty sheet with an example."
_PLANNED_FORMAT = spelled("Format", "Post format", "Formato", "Μορφή")
_HOOK = spelled("Hook", "Opening", "Einstieg", "Accroche", "Gancho", "Aggancio")
_SCRIPTED = spelled("Scripted", "Script", "Mit Skript", "Skript", "Scripté", "Con guion", "Guion",
                    "Roteirizado", "Con copione")  # fmt: skip

_POST = Column(headers.POST_LINK, "post_id", read.post_id, must=True)
_LINK_ACCOUNT = Column(headers.POST_LINK, "link_account", read.link_handle)
_CURRENCY = Column(headers.CURRENCY, "currency", read.currency)
_CONTENT_TYPE = Column(headers.CONTENT_TYPE, "content_type", read.content_type)
_CREATOR = Column(headers.CREATOR, "creator", read.handle)
_PILLAR = Column(headers.PILLAR, "pillar", read.text)
_FROM = Column(headers.FROM, "from_day", dates.day)
_UNTIL = Column(headers.UNTIL, "until_day", dates.day)
_STAGES = (
    Column(headers.STAGE, "stage", read.stage),
    _CONTENT_TYPE,
    Column(_PLANNED_FORMAT, "format", read.text),
    Column(_HOOK, "hook", read.text),
    Column(_SCRIPTED, "scripted", read.flag),
    _CREATOR,
)

_FOR_ADS = (
    Column(headers.SKU, "sku", read.text),
    Column(
        spelled(
            "Music cleared",
            "Commercial music",
            "Musik freigegeben",
            "Musique libre",
            "Música comercial",
            "Musica commerciale",
        ),
        "music_cleared",
        read.flag,
    ),
    Column(
        spelled(
            "Ads allowed",
            "Spark authorised",
            "Spark authorized",
            "Für Anzeigen freigegeben",
            "Publicité autorisée",
            "Anuncios autorizados",
            "Annunci autorizzati",
        ),
        "authorised",
        read.flag,
    ),
)

POSTS = Source(
    key="posts_sheet",
    title="Your sheet: figures of posts, typed from the app",
    how=_HOW.format("posts"),
    targets=(
        Target(
            "post",
            (
                _POST,
                Column(
                    ("Posted on", "Post date", *headers.DAY, "Published on", "Veröffentlicht am"),
                    "posted_day",
                    dates.day,
                ),
                Column(("Caption", "Title", "Titel", "Titre", "Título", "Titolo"), "title",
                       read.text),
                Column(headers.VIEWS, "views", read.count, must=True),
                Column(spelled("Reach", "Reichweite", "Portée", "Alcance", "Copertura",
                               "Απήχηση"), "reach", read.count),
                Column(headers.LIKES, "likes", read.count),
                Column(headers.COMMENTS, "comments", read.count),
                Column(headers.SHARES, "shares", read.count),
                Column(headers.SAVES, "saves", read.count),
                Column(
                    spelled("Profile visits", "Profile views", "Profilaufrufe", "Profilbesuche",
                            "Visites du profil", "Visitas al perfil", "Visite al profilo",
                            "Visitas ao perfil", "Επισκέψεις προφίλ"),
                    "profile_visits",
                    read.count,
                ),
                Column(
                    spelled("Link clicks", "Website clicks", "Linkklicks", "Klicks auf den Link",
                            "Clics sur le lien", "Clics en el enlace", "Clic sul link",
                            "Cliques no link", "Κλικ σε σύνδεσμο"),
                    "link_clicks",
                    read.count,
                ),
                Column(
                    spelled("New followers", "Neue Follower", "Nouveaux abonnés",
                            "Nuevos seguidores", "Nuovi follower", "Novos seguidores",
                            "Νέοι ακόλουθοι"),
                    "new_followers",
                    read.count,
                ),
                Column(("Non-follower views %",), "non_follower_share", percentage),
                Column(("Following feed %",), "follow_feed_share", percentage),
                Column(("Average watch time (s)", "Average watch time"), "average_watch_s",
                       read.duration),
                Column(("Full watch %", "Watched full video %"), "full_watch_share", percentage),
                Column(
                    spelled("Duration (s)", "Duration", "Length", "Dauer", "Durée", "Duración",
                            "Durata", "Duração", "Διάρκεια"),
                    "duration_s",
                    read.duration,
                ),
            ),
            helpers=(_LINK_ACCOUNT,),
            derived={
                "account": "coalesce(link_account, given_account)",
                "top_sample": "is_top_sample",
            },
        ),
        Target(
            "post_plan",
            (_POST, Column(headers.PILLAR, "pillar", read.text, must=True), *_STAGES),
            when="coalesce(pillar, stage, content_type, format) is not null",
        ),
    ),
    without=(
        *("Post time", "Publish time", "Created date", "Total views", "Product ID"),
        *(*headers.AMOUNT, *headers.RIGHTS, *headers.NETWORK),
    ),
    account_from=headers.POST_LINK,
)  # fmt: skip
PLAN = Source(
    key="plan_sheet",
    title="Your sheet: content plan",
    how=_HOW.format("plan"),
    targets=(Target("post_plan", (_POST, _PILLAR, *_STAGES, *_FOR_ADS)),),
    marks=((*headers.PILLAR, *headers.STAGE, *_PLANNED_FORMAT, *_HOOK),),
    without=(*headers.VIEWS, *headers.AMOUNT, *headers.RIGHTS, *OF_ADS),
)
CREATORS = Source(
    key="creators_sheet",
    title="Your sheet: creators and their fees",
    how=_HOW.format("creators"),
    whole=True,
    targets=(
        Target(
            "creator",
            (
                Column(headers.CREATOR, "creator", read.handle, must=True),
                Column((*headers.FROM, *headers.DAY), "from_day", dates.day, must=True),
                _UNTIL,
                Column(headers.FEE, "fee", read.money, must=True),
                _CURRENCY,
                Column((*headers.CODE, "Codes", "Promo codes", "Codici", "Códigos"), "code",
                       read.code),
                Column((*headers.LINK, "Links", "Liens", "Enlaces"), "link", links),
                Column(
                    spelled("Deliverables", "What was promised", "Leistungen", "Livrables",
                            "Entregables", "Contenuti previsti", "Entregáveis", "Παραδοτέα"),
                    "deliverables",
                    read.text,
                ),
            ),
            helpers=(currencies.beside(headers.FEE),),
            derived={"currency": currencies.EITHER},
            checks=(
                Check(
                    "until_day < from_day",
                    headers.UNTIL,
                    "ends the agreement before it begins, so its fee falls on its first day alone.",
                    "Check both days of the row.",
                ),
            ),
        ),
    ),
    without=(*OF_ORDERS, *OF_ADS),
    personal=headers.PEOPLE,
)  # fmt: skip
COSTS = Source(
    key="costs_sheet",
    title="Your sheet: costs beside ads and fees",
    how=_HOW.format("costs"),
    whole=True,
    targets=(
        Target(
            "cost",
            (
                Column(
                    (
                        *spelled("Month", "Monat", "Mois", "Mes", "Mese", "Mês", "Μήνας"),
                        *spelled("Week", "Week of", "Woche", "Semaine", "Semana", "Settimana",
                                 "Εβδομάδα"),
                        *headers.DAY,
                        *("Invoice date", "Rechnungsdatum"),
                    ),
                    "month",
                    month,
                    must=True,
                ),
                Column(
                    spelled("Kind", "Cost type", "Type of cost", "Category", "Type", "Kostenart",
                            "Art", "Kategorie", "Type de coût", "Catégorie", "Tipo de coste",
                            "Tipo de gasto", "Categoría", "Tipo di costo", "Categoria",
                            "Tipo de custo", "Tipo", "Είδος", "Κατηγορία"),
                    "kind",
                    read.cost_kind,
                    must=True,
                ),
                Column(headers.AMOUNT, "amount", read.money, must=True),
                _CURRENCY,
                _CONTENT_TYPE,
                _PILLAR,
                Column(headers.POST_LINK, "post_id", read.post_id),
                _CREATOR,
                Column(headers.NOTE, "note", read.text),
            ),
            helpers=(currencies.beside(headers.AMOUNT),),
            # Two equal lines of a sheet are two costs, so their number among equals is in the key.
            derived={
                "currency": currencies.EITHER,
                "entry": "(row_number() over (partition by month, kind, content_type, pillar,"
                " post_id, creator, note order by _row))::VARCHAR"
            },
        ),
    ),
    without=(*OF_ORDERS, *OF_ADS, *headers.FEE, *headers.RIGHTS, *headers.SKU),
)  # fmt: skip
_UNIT_COST = spelled(
    "Unit cost",
    "Cost per item",
    "Cost per unit",
    "Cost price",
    "COGS",
    "Landed cost",
    "Stückkosten",
    "Einkaufspreis",
    "EK-Preis",
    "Coût unitaire",
    "Prix d'achat",
    "Coste unitario",
    "Precio de compra",
    "Costo unitario",
    "Prezzo d'acquisto",
    "Custo unitário",
    "Preço de custo",
    "Κόστος μονάδας",
    "Τιμή αγοράς",
)
PRODUCTS = Source(
    key="product_costs_sheet",
    title="Your sheet: what products cost you",
    how=_HOW.format("products"),
    whole=True,
    targets=(
        Target(
            "product_cost",
            (
                Column(headers.SKU, "sku", read.text, must=True),
                Column((*headers.FROM, *headers.DAY), "from_day", dates.day, must=True),
                Column(
                    _UNIT_COST,
                    "unit_cost",
                    read.money,
                    must=True,
                ),
                _CURRENCY,
            ),
            helpers=(currencies.beside(_UNIT_COST),),
            derived={"currency": currencies.EITHER},
        ),
    ),
    without=OF_ORDERS,
)  # fmt: skip
CODES = Source(
    key="promo_codes_sheet",
    title="Your sheet: promo codes",
    how=_HOW.format("codes"),
    targets=(
        Target(
            "promo_code",
            (
                Column(headers.CODE, "code", read.code, must=True),
                _CREATOR,
                Column(headers.POST_LINK, "post_id", read.post_id),
                _CONTENT_TYPE,
                _FROM,
                _UNTIL,
            ),
        ),
    ),
    marks=((*headers.CREATOR, *headers.POST_LINK, *headers.CONTENT_TYPE),),
    without=(
        *headers.FEE,
        *headers.AMOUNT,
        *headers.RIGHTS,
        *headers.VIEWS,
        *headers.QUESTION,
        *OF_ORDERS,
        *OF_ADS,
    ),
    personal=headers.PEOPLE,
)
RATES = Source(
    key="fx_rates_sheet",
    title="Your sheet: exchange rates by day",
    how=_HOW.format("rates"),
    targets=(
        Target(
            "fx_rate",
            (
                Column(headers.DAY, "day", dates.day, must=True),
                Column(
                    spelled("Base", "From currency", "Base currency", "Basiswährung",
                            "Devise de base", "Moneda base", "Valuta base", "Moeda base",
                            "Νόμισμα βάσης"),
                    "base",
                    read.currency,
                    must=True,
                ),
                Column(
                    spelled("Quote", "To currency", "Quote currency", "Target currency",
                            "Zielwährung", "Devise cible", "Moneda cotizada",
                            "Valuta quotata", "Moeda cotada", "Νόμισμα τιμής"),
                    "quote",
                    read.currency,
                    must=True,
                ),
                Column(
                    spelled("Rate", "Exchange rate", "FX rate", "Kurs", "Wechselkurs", "Taux",
                            "Taux de change", "Tipo de cambio", "Tasso di cambio", "Cambio",
                            "Taxa de câmbio", "Ισοτιμία"),
                    "rate",
                    read.exact,
                    must=True,
                ),
            ),
        ),
    ),
)  # fmt: skip

SOURCES = (POSTS, PLAN, CREATORS, COSTS, PRODUCTS, CODES, RATES)
