"""An answer as a document: money as text, no NaN, and a reason for every null."""

import json
from datetime import date
from decimal import Decimal

from clipworth.model.answer_json import answer_document, written
from clipworth.model.answers import Answer, AnswerTable, Origin, Row, Shown
from clipworth.model.periods import Period
from clipworth.model.units import MONEY, SHARE, TEXT
from clipworth.model.words import Layer, Word

COLUMNS = (
    Shown("pillar", "Pillar", TEXT),
    Shown("cost", "Cost", MONEY, Layer.VALUE, Word.BILLED),
    Shown("rate", "Rate", SHARE, Layer.INTENT, Word.PLATFORM, estimate=True),
)


def document(*rows: Row) -> dict[str, object]:
    """Write an answer with these rows, and read it back."""
    answer = Answer(
        "reach",
        Period.month("2026-10"),
        None,
        (AnswerTable("t", "A finding.", COLUMNS, rows),),
        provenance=(Origin("r1", "a.csv", "s", date(2026, 11, 1), 3),),
        currency="EUR",
    )
    found: dict[str, object] = json.loads(written(answer_document(answer)))
    return found


def test_a_document_has_the_shape_that_was_promised() -> None:
    found = document(Row({"pillar": "origin", "cost": Decimal("12.50"), "rate": 0.5}))

    promised = (
        "schema_version question period as_of tables charts sentences caveats provenance"
        " refused currency simulated"
    )
    assert set(found) == set(promised.split())
    assert found["period"] == {"from": "2026-10-01", "to": "2026-10-31"}
    (table,) = found["tables"]  # type: ignore[misc]
    assert table["columns"][1] == {
        "key": "cost",
        "label": "Cost",
        "unit": "money",
        "layer": "value",
        "word": "billed",
    }
    assert table["rows"][0]["cost"] == "12.50"


def test_every_null_says_why() -> None:
    found = document(
        Row({"pillar": "a", "cost": None, "rate": None}, {"cost": "No cost.", "rate": "No rate."}),
        Row({"pillar": "b", "cost": Decimal(1), "rate": 0.5}),
        Row({"pillar": "c", "cost": Decimal(1), "rate": float("nan"), "rate_n": 1}),
        Row({"pillar": "d", "cost": Decimal(1), "rate": 0.5, "rate_low": 0.1, "rate_n": 2}),
    )

    rows = found["tables"][0]["rows"]  # type: ignore[index]
    assert [set(row["_unknown"]) for row in rows] == [
        {"cost", "rate", "rate_low", "rate_high", "rate_n"},
        {"rate_low", "rate_high", "rate_n"},
        {"rate", "rate_low", "rate_high"},
        {"rate_high"},
    ]
    assert rows[0]["_unknown"]["rate_low"] == "No rate."
    assert rows[3]["_unknown"]["rate_high"] == "Too few to say how sure."
