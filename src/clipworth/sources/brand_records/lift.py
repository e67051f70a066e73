"""Brand-lift surveys: how those who saw the ads answered, beside those who did not."""

from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources import spellings as headers
from clipworth.sources.declare import Check, Column, Reader, Source, Target
from clipworth.sources.spellings import spelled

ARMS = {
    "exposed": ("test", "treatment", "treated", "exposed group", "test group", "saw ads",
        "exponiert", "testgruppe", "exposé", "groupe exposé", "expuesto", "expuestos",
        "grupo expuesto", "esposto", "esposti", "gruppo esposto", "exposto", "expostos",
        "εκτεθειμένοι"),
    "control": ("control group", "unexposed", "not exposed", "holdout", "kontrolle",
        "kontrollgruppe", "contrôle", "groupe de contrôle", "témoin", "grupo de control",
        "controllo", "gruppo di controllo", "controle", "grupo de controle", "ελέγχου"),
}  # fmt: skip
arm = Reader("group", Type.TEXT, "null", read.one_of(ARMS, "group of a brand-lift survey"))
_POSITIVE = spelled(
    "Positive", "Positive answers", "Positive responses", "Desired responses", "Positiv",
    "Positive Antworten", "Réponses positives", "Respuestas positivas", "Risposte positive",
    "Respostas positivas", "Θετικές απαντήσεις",
)  # fmt: skip
_STUDY = Column(
    spelled("Study", "Study name", "Survey", "Studie", "Étude", "Estudio", "Studio", "Estudo",
            "Έρευνα"),
    "study",
    read.text,
    must=True,
)  # fmt: skip
_QUESTION = Column((*headers.QUESTION, "Metric", "Kennzahl"), "question", read.text, must=True)
_DAYS = (
    Column(headers.FROM, "from_day", dates.day),
    Column(headers.UNTIL, "until_day", dates.day),
)
_HOW = "Write it yourself: `clipworth template lift` gives an empty sheet with an example."


def _not_more(column: tuple[str, ...]) -> Check:
    return Check(
        "positive > respondents",
        column,
        "positive answers are more than there were respondents.",
        "Check both cells of the row; give counts and not percentages.",
    )


def _arm(arm: str) -> Target:
    respondents, positive = (f"{arm} respondents", f"{arm} n"), (f"{arm} positive",)
    return Target(
        "lift_survey",
        (
            _STUDY,
            _QUESTION,
            *_DAYS,
            Column(respondents, "respondents", read.count, must=True),
            Column(positive, "positive", read.count, must=True),
        ),
        derived={"arm": f"'{arm.casefold()}'"},
        checks=(_not_more(positive),),
    )


SOURCES = (
    Source(
        key="lift_sheet",
        title="Your sheet: brand-lift survey, a row per group",
        how=_HOW,
        targets=(
            Target(
                "lift_survey",
                (
                    _STUDY,
                    _QUESTION,
                    Column(
                        spelled("Group", "Arm", "Cell", "Gruppe", "Groupe", "Grupo", "Gruppo",
                                "Ομάδα"),
                        "arm",
                        arm,
                        must=True,
                    ),
                    Column(headers.RESPONDENTS, "respondents", read.count, must=True),
                    Column(_POSITIVE, "positive", read.count, must=True),
                    *_DAYS,
                ),
                checks=(_not_more(_POSITIVE),),
            ),
        ),
    ),
    Source(
        key="lift_wide_sheet",
        title="Your sheet: brand-lift survey, both groups in a row",
        how="A sheet with Study, Question, Exposed respondents, Exposed positive, Control"
        " respondents and Control positive; `clipworth template lift` shows the other form.",
        targets=(_arm("Exposed"), _arm("Control")),
        marks=(("Control respondents", "Control n"), ("Control positive",)),
    ),
)  # fmt: skip
