"""What customers say they heard of the brand through: asked at the till, or after buying."""

import re
from typing import Any

from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources import spellings as headers
from clipworth.sources.declare import Clues, Column, Reader, Source, Target
from clipworth.sources.spellings import spelled

CLOCK = re.compile(r"[,\s]+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?.*$", re.IGNORECASE)


def _without_clock(text: str) -> str:
    return CLOCK.sub("", text.strip())


def _study(cells: list[str], clues: Clues) -> Clues:
    return dates.study_dates([_without_clock(cell) for cell in cells], clues)


def _day(text: str, clues: Clues) -> Any:
    """Read the day of a moment, in the time zone it was written in: `Mar 8, 2026 2:05 PM`."""
    return dates.day_as_given.parse(_without_clock(text), clues)


day = Reader("day of an answer", Type.DAY, dates.day.fast, _day, _study)

_DAY = (
    *headers.DAY,
    *("Timestamp", "Zeitstempel", "Submitted at", "Submit Date (UTC)", "Submission date"),
    *("Submitted on", "Completed at", "Completed on", "End Date", "Response date", "Responded at"),
    *("Response provided at", "Answered at", "Answer date", "Created at", "Created on"),
    *("Inserted at", "Date created", "Order date", "Start Date (UTC)", "Start Date"),
    *spelled("Horodateur", "Marca temporal", "Informazioni cronologiche", "Carimbo de data/hora",
             "Χρονική σήμανση"),
)  # fmt: skip
# The question itself stands in the header where a tool gives a column to each question.
_ASKED = spelled(
    "How did you hear about us?", "How did you hear about us", "How did you first hear about us?",
    "How did you first hear about us", "Where did you hear about us?",
    "Where did you hear about us", "Where did you first hear about us?",
    "How did you find us?", "How did you find us", "How did you find out about us?",
    "How did you discover us?", "How did you learn about us?", "Heard about us", "HDYHAU",
    "Wie hast du von uns erfahren?", "Wie haben Sie von uns erfahren?",
    "Wie bist du auf uns aufmerksam geworden?", "Wie sind Sie auf uns aufmerksam geworden?",
    "Woher kennst du uns?", "Comment nous avez-vous connus ?", "Comment nous avez-vous connus?",
    "Comment avez-vous entendu parler de nous ?", "Comment avez-vous entendu parler de nous?",
    "¿Cómo nos conociste?", "¿Cómo nos has conocido?", "¿Cómo supiste de nosotros?",
    "Come ci hai conosciuto?", "Come hai saputo di noi?", "Como nos conheceu?",
    "Como você nos conheceu?", "Como soube de nós?", "Πώς μας μάθατε;", "Πώς μας γνωρίσατε;",
    "Από πού μας μάθατε;",
)  # fmt: skip
_SAID = (
    *spelled("Answer", "Heard from", "Till answer", "Antwort", "Réponse", "Respuesta", "Risposta",
             "Resposta", "Απάντηση"),
    *_ASKED,
)  # fmt: skip
# What is measured in an experiment is a response too, so this word alone is no sign of a survey.
_ANSWER = (*_SAID, "Response")
_COUNT = spelled(
    "Answers", "Times", "Number of answers", "Answer count", "Response count", "Tally",
    "Antworten", "Anzahl", "Anzahl Antworten", "Nombre de réponses", "Número de respuestas",
    "Respuestas", "Numero di risposte", "Número de respostas", "Respostas", "Πλήθος",
    "Απαντήσεις",
)  # fmt: skip
# A shop or a till among the headers tells that the question was asked there.
_LOCATION = spelled(
    "Location", "Till", "Shop", "Store", "Register", "Branch", "Filiale", "Kasse", "Laden",
    "Standort", "Magasin", "Caisse", "Boutique", "Tienda", "Caja", "Negozio", "Cassa", "Loja",
    "Caixa", "Κατάστημα", "Ταμείο",
)  # fmt: skip
_AT_TILL = (*_LOCATION, "Till answer", "Till question")
_ID = (
    "Response ID", "Answer ID", "Submission ID", "Respondent ID", "Token", "Network ID",
    "Antwort-ID", "Response number",
)  # fmt: skip
_ORDER = spelled(
    "Order ID", "Order", "Order number", "Order name", "Order #", "Bestellnummer", "Bestellung",
    "Numéro de commande", "Commande", "Número de pedido", "Pedido", "Numero d'ordine", "Ordine",
    "Número do pedido", "Αριθμός παραγγελίας", "Παραγγελία",
)  # fmt: skip
_EMAIL = (
    "Email", "E-mail", "Customer email", "Email address", "Respondent email", "E-Mail-Adresse",
    "Correo electrónico", "Adresse e-mail", "Username",
)  # fmt: skip
_WHAT = (
    Column(_DAY, "day", day, must=True),
    Column(headers.QUESTION, "question", read.text),
    Column(_ANSWER, "answer", read.free_text, must=True),
    Column(headers.CODE, "code", read.code),
)
_OF_ONE = (
    *_WHAT,
    Column(_ORDER, "order_id", read.text),
    Column(
        _EMAIL,
        "person",
        read.person,
    ),
)  # fmt: skip
_COUNTED = (
    *_WHAT,
    Column(_COUNT, "answers", read.count, must=True),
    Column(
        spelled("Asked", "People asked", "Customers asked", "Gefragt", "Befragte", "Interrogés",
                "Preguntados", "Encuestados", "Interrogati", "Intervistati", "Perguntados",
                "Inquiridos", "Ερωτηθέντες"),
        "asked",
        read.count,
    ),
)  # fmt: skip
_SHOP = Column(_LOCATION, "location", read.text)
_ENTRY_ID = Column(_ID, "entry_id", read.text)
_NUMBER = (
    "(row_number() over (partition by day, {location}question, answer order by _row))::VARCHAR"
)
_SURE = (*_SAID, *headers.QUESTION, *_ID, *_ORDER, *_EMAIL, *headers.CODE)
_OTHER_SHEETS = (
    *("Geo", "Cost", "Spend", "Revenue", "Sales"),
    *("Views", "Amount", "Fee", "Group", "Arm", "Study", "Positive", "Comment ID", "cid"),
    *("Lineitem name", "Financial Status", "Campaign name"),
)


def _derived(survey: str, location: str = "", entry: str = "") -> dict[str, str]:
    number = _NUMBER.format(location=location)
    return {
        "survey": f"'{survey}'",
        "entry": f"coalesce({entry}, {number})" if entry else number,
    }


_TILL = "Write it yourself: `clipworth template till` gives an empty sheet with an example."
_PERSONAL = (
    *headers.PEOPLE,
    *("Customer name", "Customer ID", "Customer", "IP Address", "IP", "Shipping name", "Billing"),
    *("Customer phone", "Shipping address", "Billing address", "Collector ID", "Custom Data 1"),
)

SOURCES = (
    Source(
        key="till_counts_sheet",
        title="Your sheet: the till question, counted by day",
        how=_TILL,
        targets=(
            Target("survey_answer", (_SHOP, *_COUNTED), derived=_derived("till", "location, ")),
        ),
        marks=(_AT_TILL, _SURE),
        without=_OTHER_SHEETS,
    ),
    Source(
        key="till_sheet",
        title="Your sheet: the till question, a row per answer",
        how="Write a row per customer: Day, Location, Answer; or count them by day, as"
        " `clipworth template till` shows.",
        targets=(
            Target(
                "survey_answer",
                (_SHOP, *_OF_ONE),
                helpers=(_ENTRY_ID,),
                derived={
                    **_derived("till", "location, ", "entry_id, order_id"),
                    "answers": "1",
                },
            ),
        ),
        marks=(_AT_TILL, _SURE),
        without=(*_OTHER_SHEETS, *_COUNT),
        personal=_PERSONAL,
    ),
    Source(
        key="survey_counts_sheet",
        title="Post-purchase survey, counted by day",
        how="A sheet or a survey tool's summary with Day, Answer and Answers; tools name menus"
        " differently, and none was checked.",
        targets=(Target("survey_answer", _COUNTED, derived=_derived("post-purchase")),),
        without=(*_OTHER_SHEETS, *_AT_TILL),
    ),
    Source(
        key="survey_sheet",
        title="Post-purchase survey, a row per answer",
        how="Your survey tool's export of responses as CSV (tools name their menus differently, and"
        " none was checked), or `clipworth template survey`.",
        targets=(
            Target(
                "survey_answer",
                _OF_ONE,
                helpers=(_ENTRY_ID,),
                derived={
                    **_derived("post-purchase", "", "entry_id, order_id"),
                    "answers": "1",
                },
            ),
        ),
        marks=(_SURE,),
        without=(*_OTHER_SHEETS, *_AT_TILL, *_COUNT),
        personal=_PERSONAL,
    ),
)
