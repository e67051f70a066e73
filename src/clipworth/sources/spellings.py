"""Headers that the brand's own sheets share, in the languages in which people write them.

English first, then German, French, Spanish, Italian, Portuguese and Greek. A word that means
something else in another of these languages is left out; `clipworth map` is there for it.
"""

import unicodedata


def spelled(*headers: str) -> tuple[str, ...]:
    """Give headers, and behind them the same without accents, as many people type them."""
    bare = (_without_accents(header) for header in headers)
    return tuple(dict.fromkeys((*headers, *bare)))


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


DAY = spelled(
    "Day", "Date", "Tag", "Datum", "Jour", "Día", "Fecha", "Giorno", "Dia", "Data", "Ημέρα",
    "Ημερομηνία",
)  # fmt: skip
FROM = spelled(
    "From", "Start", "Start date", "Valid from", "From day", "First day", "Since", "Von", "Ab",
    "Beginn", "Startdatum", "Gültig ab", "Début", "Date de début", "À partir du", "Desde",
    "Inicio", "Fecha de inicio", "Dal", "Inizio", "Data inizio", "Data di inizio", "Início",
    "Data de início", "Από", "Έναρξη", "Ημερομηνία έναρξης",
)  # fmt: skip
UNTIL = spelled(
    "Until", "To", "End", "End date", "Valid until", "Expires", "Last day", "Bis", "Ende",
    "Enddatum", "Gültig bis", "Jusqu'au", "Fin", "Date de fin", "Hasta", "Fecha de fin", "Fine",
    "Data fine", "Data di fine", "Até", "Fim", "Data de fim", "Έως", "Μέχρι", "Λήξη",
    "Ημερομηνία λήξης",
)  # fmt: skip
CURRENCY = spelled(
    "Currency", "Currency code", "Währung", "Devise", "Moneda", "Divisa", "Valuta", "Moeda",
    "Νόμισμα",
)  # fmt: skip
SKU = spelled(
    "SKU", "Variant SKU", "Product SKU", "Item SKU", "Article number", "Item number",
    "Artikelnummer", "Artikel-Nr.", "Art.-Nr.", "Référence", "Référence produit", "Referencia",
    "Código de producto", "Codice articolo", "Codice prodotto", "Código do produto",
    "Κωδικός προϊόντος",
)  # fmt: skip
AMOUNT = spelled(
    "Amount", "Cost", "Costs", "Expense", "Betrag", "Kosten", "Montant", "Coût", "Dépense",
    "Importe", "Coste", "Gasto", "Importo", "Costo", "Spesa", "Valor", "Custo", "Despesa", "Ποσό",
    "Κόστος", "Δαπάνη",
)  # fmt: skip
FEE = spelled(
    "Fee", "Flat fee", "Creator fee", "Payment", "Rate per video", "Honorar", "Gage",
    "Vergütung", "Honoraires", "Cachet", "Rémunération", "Honorarios", "Tarifa", "Compenso",
    "Cachê", "Remuneração", "Αμοιβή",
)  # fmt: skip
RIGHTS = spelled(
    "Rights", "UGC link", "Usage rights", "Rights granted", "Permission", "Permission granted",
    "Nutzungsrechte", "Rechte", "Droits", "Droits d'utilisation", "Derechos", "Derechos de uso",
    "Diritti", "Diritti d'uso", "Direitos", "Direitos de uso", "Δικαιώματα",
)  # fmt: skip
CREATOR = spelled(
    "Creator", "Creator handle", "Handle", "TikTok handle", "Influencer", "Creator name",
    "Créateur", "Créatrice", "Influenceur", "Influenceuse", "Creador", "Creadora", "Creatore",
    "Creatrice", "Criador", "Criadora", "Influenciador", "Influenciadora", "Δημιουργός",
)  # fmt: skip
CODE = spelled(
    "Code", "Promo code", "Discount code", "Coupon", "Coupon code", "Voucher", "Rabattcode",
    "Gutscheincode", "Gutschein", "Aktionscode", "Code promo", "Code de réduction",
    "Código promocional", "Código de descuento", "Cupón", "Codice sconto", "Codice promozionale",
    "Código de desconto", "Cupom", "Κωδικός έκπτωσης", "Εκπτωτικός κωδικός", "Κουπόνι",
)  # fmt: skip
POST_LINK = spelled(
    "Post link", "Post", "Post ID", "Post URL", "Link to post", "Video link", "Video URL",
    "TikTok link", "TikTok URL", "Beitragslink", "Link zum Beitrag", "Beitrag",
    "Lien de la publication", "Lien du post", "Lien de la vidéo", "Enlace de la publicación",
    "Enlace del vídeo", "Link del post", "Link del video", "Link da publicação", "Link do vídeo",
    "Σύνδεσμος ανάρτησης", "Ανάρτηση",
)  # fmt: skip
LINK = spelled(
    "Link", "URL", "Tracking link", "UTM link", "Affiliate link", "Lien", "Enlace",
    "Collegamento", "Ligação", "Σύνδεσμος",
)  # fmt: skip
NOTE = spelled(
    "Note", "Notes", "Comment", "Remark", "Description", "Notiz", "Bemerkung", "Anmerkung",
    "Beschreibung", "Remarque", "Commentaire", "Nota", "Notas", "Observaciones", "Descripción",
    "Descrizione", "Observação", "Observações", "Descrição", "Σημείωση", "Σημειώσεις", "Σχόλια",
    "Περιγραφή",
)  # fmt: skip
CONTENT_TYPE = spelled(
    "Content type", "Type of content", "Inhaltstyp", "Content-Typ", "Type de contenu",
    "Tipo de contenido", "Tipo di contenuto", "Tipo de conteúdo", "Τύπος περιεχομένου",
)  # fmt: skip
PILLAR = spelled(
    "Pillar", "Pillars", "Content pillar", "Säule", "Content-Säule", "Themensäule", "Pilier",
    "Pilier de contenu", "Pilar", "Pilar de contenido", "Pilastro", "Pilar de conteúdo", "Πυλώνας",
)  # fmt: skip
STAGE = spelled(
    "Stage", "Funnel stage", "Funnel", "Funnel-Stufe", "Phase", "Étape", "Étape du funnel",
    "Etapa", "Etapa del embudo", "Fase", "Fase del funnel", "Etapa do funil", "Στάδιο",
)  # fmt: skip
QUESTION = spelled(
    "Question", "Survey question", "Till question", "Frage", "Pregunta", "Domanda", "Pergunta",
    "Ερώτηση",
)  # fmt: skip
RESPONDENTS = spelled(
    "Respondents", "People asked", "Responses", "Sample size", "Befragte", "Teilnehmer",
    "Répondants", "Encuestados", "Rispondenti", "Intervistati", "Inquiridos", "Respondentes",
    "Ερωτηθέντες",
)  # fmt: skip
NETWORK = spelled(
    "Network", "Platform", "Social network", "Netzwerk", "Plattform", "Réseau", "Réseau social",
    "Plateforme", "Red social", "Plataforma", "Piattaforma", "Rede social", "Δίκτυο", "Πλατφόρμα",
)  # fmt: skip
VIEWS = spelled(
    "Views", "Video views", "Plays", "Aufrufe", "Vues", "Visualizaciones", "Reproducciones",
    "Visualizzazioni", "Visualizações", "Προβολές",
)  # fmt: skip
LIKES = spelled(
    "Likes", "Gefällt mir", "J'aime", "Mentions J'aime", "Me gusta", "Mi piace", "Curtidas",
    "Gostos", "Μου αρέσει",
)  # fmt: skip
COMMENTS = spelled(
    "Comments", "Kommentare", "Commentaires", "Comentarios", "Commenti", "Comentários", "Σχόλια",
)  # fmt: skip
SHARES = spelled(
    "Shares", "Geteilt", "Partages", "Compartidos", "Veces compartido", "Condivisioni",
    "Compartilhamentos", "Partilhas", "Κοινοποιήσεις",
)  # fmt: skip
SAVES = spelled(
    "Saves", "Favorites", "Favourites", "Bookmarks", "Gespeichert", "Favoriten", "Enregistrements",
    "Favoris", "Guardados", "Favoritos", "Salvataggi", "Preferiti", "Salvos", "Αποθηκεύσεις",
)  # fmt: skip
# What of a person a sheet may hold beside what it is read for; none of it is kept.
PEOPLE = spelled(
    "Email", "E-mail", "Mail", "Email address", "E-mail address", "Contact", "Contact email",
    "E-Mail-Adresse", "Adresse e-mail", "Courriel", "Correo", "Correo electrónico", "Posta",
    "Ηλεκτρονικό ταχυδρομείο",
    "Name", "Full name", "First name", "Last name", "Real name", "Vorname", "Nachname", "Nom",
    "Prénom", "Nombre", "Apellido", "Apellidos", "Nome", "Cognome", "Sobrenome", "Όνομα",
    "Επώνυμο", "Ονοματεπώνυμο",
    "Phone", "Phone number", "Mobile", "WhatsApp", "Telefon", "Téléphone", "Teléfono", "Telefono",
    "Telefone", "Τηλέφωνο", "Κινητό",
    "Address", "Postal address", "Shipping address", "Adresse", "Anschrift", "Dirección",
    "Indirizzo", "Endereço", "Morada", "Διεύθυνση",
    "IBAN", "Bank account", "Tax number", "VAT number", "Steuernummer", "ΑΦΜ",
)  # fmt: skip
# An export of a shop or of ads is no sheet of the brand's, whatever else it has.
OF_ORDERS = (
    "Order ID", "Order Id", "Order #", "Order number", "Order name", "Transaction ID",
    "Payment ID", "Check Id", "Lineitem name", "Refund ID", "Order SN", "Event Type",
)  # fmt: skip
OF_ADS = (
    "Impressions", "Clicks", "Campaign", "Campaign name", "Campaign ID", "Ad name",
    "Ad group name", "Ad set name", "CPC", "CPM",
)  # fmt: skip
