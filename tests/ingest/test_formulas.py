"""Formulas of workbooks: worked out, never worked out, failed."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from clipworth.ingest.evidence import Given
from clipworth.ingest.sheets import workbook
from exports import Desk
from exports import desk as desk_in

TODAY = Given(exported_on=date(2026, 3, 20))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from desk_in(tmp_path_factory.mktemp("desk"))


def book(*rows: tuple[object, ...]) -> bytes:
    out, made = io.BytesIO(), Workbook()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def worked_out(content: bytes, formula: str, value: str, kind: str = "") -> bytes:
    """Put a value beside a formula, as a spreadsheet program saves it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("utf-8", "replace") if "sheet1" in name else None
            if data is not None:
                start = data.index(f"<f>{formula}</f>")
                opened = data.rindex("<c ", 0, start)
                data = (
                    data[:opened]
                    + data[opened:start].replace("<c ", f"<c {kind} ")
                    + data[start:].replace(
                        f"<f>{formula}</f><v />", f"<f>{formula}</f><v>{value}</v>", 1
                    )
                )
            new.writestr(name, data if data is not None else old.read(name))
    return out.getvalue()


STOCK = (("SKU", "Day", "Quantity"), ("HB-250", date(2026, 3, 8), "=100+40"))


def test_a_formula_that_was_worked_out_gives_its_value(desk: Desk) -> None:
    content = worked_out(book(*STOCK), "100+40", "140")

    outcome = desk.read(content, "stock.xlsx", TODAY)

    assert outcome.tables["stock"][0]["quantity"] == "140"
    assert outcome.reading.problems == ()


def test_a_formula_without_a_value_is_said_and_unknown(desk: Desk) -> None:
    outcome = desk.read(book(*STOCK), "stock.xlsx", TODAY)

    assert "quantity" not in outcome.tables["stock"][0]
    (problem,) = outcome.reading.problems
    assert (problem.row, problem.column) == (2, "Quantity")
    assert problem.message == "'=100+40' is not a whole number."


def test_a_formula_that_failed_is_said_and_unknown(desk: Desk) -> None:
    content = worked_out(book(*STOCK), "100+40", "#REF!", 't="e"')

    outcome = desk.read(content, "stock.xlsx", TODAY)

    (problem,) = outcome.reading.problems
    assert "'#REF!'" in problem.message


def test_each_sheet_shows_its_own_formulas(tmp_path: Path) -> None:
    out = Workbook()
    out.active.title = "Tag & Menge"
    out.active.append(("a", "b"))
    out.active.append(("=1+1", 2))
    second = out.create_sheet("Zweites <Blatt>")
    second.append(("a", "b"))
    second.append(("b", '=IF(1<2,"x","")'))
    path = tmp_path / "two.xlsx"
    out.save(path)

    first, other = workbook(path, "two.xlsx")

    assert first.cells[1][1] == ["=1+1", "2"]
    assert other.cells[1][1] == ["b", '=IF(1<2,"x","")']


def test_formulas_in_a_csv_file_are_no_numbers(desk: Desk) -> None:
    content = b"SKU,Day,Quantity\nHB-250,2026-03-08,=SUM(B1:B4)\n"

    outcome = desk.read(content, "stock.csv", TODAY)

    (problem,) = outcome.reading.problems
    assert problem.message == "'=SUM(B1:B4)' is not a whole number."


def test_an_id_that_a_formula_protects_keeps_its_digits(desk: Desk) -> None:
    content = b'Post link,Views\n"=""7614435849928705053""",310\n'

    outcome = desk.read(content, "posts.csv", Given("brewbrand", date(2026, 3, 20)))

    assert outcome.tables["post"][0]["post_id"] == "7614435849928705053"
