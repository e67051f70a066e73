"""How an explanation looks: rows shortened, each amount in its currency, all of it in JSON."""

from decimal import Decimal
from io import StringIO

from rich.console import Console

from clipworth.model.answer_json import explanation_document
from clipworth.model.answers import Ask, Explanation, FileRows, Input, Origin, Part
from clipworth.model.settings import Settings
from clipworth.model.units import MONEY
from clipworth.model.words import Layer, Role, Word
from clipworth.surfaces.cli.explain_view import explanation_parts

MANY = tuple((row, row) for row in range(2, 62, 2))
SPEND = Explanation(
    metric="spend",
    label="Ad spend",
    meaning="What was billed.",
    formula="sum of ad_day.spend",
    filled="",
    value=Decimal("24.00"),
    unit=MONEY,
    layer=Layer.VALUE,
    word=Word.BILLED,
    sql="select 1",
    parts=(Part("spend", "Ad spend", Decimal("24.00"), MONEY, Word.BILLED),),
    inputs=(
        Input(
            label="spend in ad_day",
            table="ad_day",
            column="spend",
            value=Decimal("30.00"),
            unit=MONEY,
            word=Word.BILLED,
            role=Role.ADDS,
            part="spend",
            receipts=(FileRows(Origin("abc", "us/ads.csv", "ads", None, 60), MANY),),
            currency="USD",
            converted=Decimal("24.00"),
        ),
    ),
    currency="EUR",
)


def drawn(explained: Explanation) -> str:
    console = Console(width=100, record=True, file=StringIO())
    for part in explanation_parts(explained, Ask(), Settings()):
        console.print(part, crop=False)
    return console.export_text()


def test_many_rows_are_shortened_and_it_says_where_all_are() -> None:
    text = drawn(SPEND)

    assert "us/ads.csv [abc]: rows 2, 4, 6" in text
    assert "18 more" in text
    assert "--json" in text


def test_an_amount_stands_in_its_own_currency_and_in_that_of_the_number() -> None:
    assert "+ spend in ad_day: 30.00 USD = 24.00 EUR  ■ billed" in drawn(SPEND)


def test_the_document_has_all_rows() -> None:
    document = explanation_document(SPEND, Ask(), simulated=False)
    (one,) = document["inputs"]

    assert (one["value"], one["currency"], one["converted"]) == ("30.00", "USD", "24.00")
    assert one["receipts"][0]["row_ranges"] == [list(edges) for edges in MANY]
    assert one["receipts"][0]["where"].endswith("58, 60")
    assert document["parts"][0]["value"] == "24.00"
