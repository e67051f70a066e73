"""What GA4 calls dimensions and metrics: in English, and in other languages as far as sure."""

# By the name that a split has here; then German, Spanish, French, Italian, Portuguese, as known.
DIMENSIONS: dict[str, tuple[str, ...]] = {
    "session source / medium": (
        "Session source / medium",
        "Session source/medium",
        "Sitzung – Quelle/Medium",
        "Fuente/medio de la sesión",
        "Source/Support de la session",
        "Sorgente/mezzo sessione",
        "Origem/mídia da sessão",
    ),
    "session source": (
        "Session source",
        "Sitzung – Quelle",
        "Fuente de la sesión",
        "Source de la session",
        "Sorgente sessione",
        "Origem da sessão",
    ),
    "session medium": (
        "Session medium",
        "Sitzung – Medium",
        "Medio de la sesión",
        "Support de la session",
        "Mezzo sessione",
        "Mídia da sessão",
    ),
    "session campaign": (
        "Session campaign",
        "Session campaign name",
        "Sitzung – Kampagne",
        "Campaña de la sesión",
        "Campagne de la session",
        "Campagna sessione",
        "Campanha da sessão",
    ),
    "session ad content": ("Session manual ad content", "Session ad content"),
    "session channel group": (
        "Session primary channel group (Default Channel Group)",
        "Session primary channel group",
        "Session default channel group",
        "Session default channel grouping",
        "Default channel group",
        "Sitzung – primäre Channelgruppe (Standard-Channelgruppe)",
        "Groupe de canaux par défaut de la session",
    ),
    "first user source / medium": (
        "First user source / medium",
        "First user source/medium",
        "Première source/support de l'utilisateur",
        "Sorgente/mezzo primo utente",
    ),
    "first user source": ("First user source",),
    "first user medium": ("First user medium",),
    "first user campaign": ("First user campaign",),
    "first user channel group": (
        "First user primary channel group (Default Channel Group)",
        "First user primary channel group",
        "First user default channel group",
        "First user default channel grouping",
    ),
    "landing page": (
        "Landing page",
        "Landing page + query string",
        "Landingpage",
        "Landingpage + Abfragestring",
        "Página de destino",
        "Página de destino y cadena de consulta",
        "Page de destination",
        "Pagina di destinazione",
    ),
    "page": (
        "Page path and screen class",
        "Page path",
        "Page path + query string",
        "Seitenpfad und Bildschirmklasse",
    ),
    "page title": (
        "Page title and screen class",
        "Page title and screen name",
        "Page title",
        "Titre de la page",
    ),
    "event name": (
        "Event name",
        "Ereignisname",
        "Nombre del evento",
        "Nom de l'événement",
        "Nome evento",
        "Nome do evento",
    ),
    "country": ("Country", "Land", "País", "Pays", "Paese"),
    "region": ("Region",),
    "city": ("City", "Stadt", "Ciudad", "Ville", "Città", "Cidade"),
    "device": (
        "Device category",
        "Gerätekategorie",
        "Categoría de dispositivo",
        "Catégorie d'appareil",
        "Categoria dispositivo",
        "Categoria do dispositivo",
    ),
    "platform": ("Platform", "Plataforma"),
    "browser": ("Browser",),
    "operating system": ("Operating system",),
    "language": ("Language",),
    "age": ("Age",),
    "gender": ("Gender",),
    "new / returning": ("New / returning", "New / established", "Nuevo/Recurrente"),
}
DATE = ("Date", "Datum", "Fecha", "Data")
NTH_DAY = ("Nth day",)

SESSIONS = ("Sessions", "Sitzungen", "Sesiones", "Sessioni", "Sessões")
ENGAGED = (
    "Engaged sessions",
    "Sitzungen mit Interaktionen",
    "Sesiones con interacción",
    "Sessions avec engagement",
    "Sessioni con coinvolgimento",
    "Sessões engajadas",
)
# All visitors where they are said, else those who were active, which GA4 means by "users".
ACTIVE = (
    "Active users",
    "Aktive Nutzer",
    "Usuarios activos",
    "Utilisateurs actifs",
    "Utenti attivi",
    "Usuários ativos",
)
TOTAL_USERS = (
    "Total users",
    "Nutzer insgesamt",
    "Total de usuarios",
    "Usuarios totales",
    "Nombre total d'utilisateurs",
    "Utenti totali",
    "Total de usuários",
)
USERS = (*TOTAL_USERS, *ACTIVE, "Users", "Nutzer", "Usuarios", "Utilisateurs", "Utenti", "Usuários")
NEW_USERS = (
    "New users",
    "Neue Nutzer",
    "Usuarios nuevos",
    "Nuevos usuarios",
    "Nouveaux utilisateurs",
    "Nuovi utenti",
    "Novos usuários",
)
VIEWS = ("Views", "Aufrufe", "Vistas", "Vues", "Visualizzazioni", "Visualizações")
EVENTS = (
    "Event count",
    "Ereignisanzahl",
    "Número de eventos",
    "Nombre d'événements",
    "Conteggio eventi",
    "Contagem de eventos",
)
KEY_EVENTS = (
    "Key events",
    "Conversions",
    "Schlüsselereignisse",
    "Eventos clave",
    "Événements clés",
    "Eventi chiave",
    "Eventos principais",
    "Conversiones",
    "Conversioni",
    "Conversões",
)
PURCHASES = (
    "Ecommerce purchases",
    "Purchases",
    "Transactions",
    "Compras en comercio electrónico",
)
REVENUE = (
    "Total revenue",
    "Purchase revenue",
    "Gesamtumsatz",
    "Ingresos totales",
    "Total de ingresos",
    "Ingresos derivados de las compras",
    "Revenus totaux",
    "Revenu total",
    "Entrate totali",
    "Receita total",
)
ENGAGEMENT_TIME = (
    "Average engagement time per session",
    "Durchschnittliche Interaktionsdauer pro Sitzung",
    "Tiempo de interacción medio por sesión",
    "Durée d'engagement moyenne par session",
    "Durata media del coinvolgimento per sessione",
    "Tempo médio de engajamento por sessão",
)
ENGAGEMENT_RATE = (
    "Engagement rate",
    "Engagement-Rate",
    "Tasa de interacción",
    "Porcentaje de interacciones",
    "Taux d'engagement",
    "Tasso di coinvolgimento",
    "Taxa de engajamento",
)
# What only an analytics report says, so that no other channel's sheet is taken for one.
TELLING = (*SESSIONS, *ENGAGED, *ACTIVE, *TOTAL_USERS, *NEW_USERS, *EVENTS)
PROPERTY = ("property", "propiedad", "propriété", "proprietà", "propriedade")
