"""What is said of files and cells that are nearly right."""

from pathlib import Path

import pytest

from clipworth.commands.mapping import map_columns
from clipworth.ingest.grids import Head
from clipworth.ingest.recognise import recognise
from clipworth.model.problems import Problem, Severity
from clipworth.sources.declare import NOTHING_TO_DO
from workspaces import CLOCK, Brand, brand_in

OVERVIEW = "Date,Video Views,Profile Views,Likes,Comments,Shares\n"


def test_a_day_that_cannot_be_read_is_said_once(brand: Brand) -> None:
    read = brand.bring(
        "Overview_brand.csv",
        f"{OVERVIEW}2026-10-01,5,1,1,1,1\n2026-13-45,5,1,1,1,1\n",
        exported_on="2026-10-02",
    )

    errors = [one for one in read.problems if one.severity is Severity.ERROR]
    assert [(one.row, one.column) for one in errors] == [(3, "Date")]
    assert "2026-13-45" in errors[0].message
    assert (read.rows_read, read.set_aside) == (1, 1)


def test_a_header_that_looks_like_one_that_is_read_is_pointed_out(brand: Brand) -> None:
    read = brand.bring(
        "posts.csv",
        "Post link,posted,Views\nhttps://www.tiktok.com/@b/video/7300000000000000001,2026-10-01,5\n",
    )

    notes = [one for one in read.problems if "'posted'" in one.message]
    assert [one.severity for one in notes] == [Severity.NOTE]
    assert "'Posted on'" in notes[0].remedy


@pytest.mark.parametrize("column", ["Profile Views", "Likes", "Comments", "Shares"])
def test_a_negative_daily_count_is_kept_and_noted(brand: Brand, column: str) -> None:
    headers = OVERVIEW.strip().split(",")
    cells = ["2026-10-01", "5", "1", "1", "1", "1"]
    cells[headers.index(column)] = "-7"

    read = brand.bring(
        "Overview_brand.csv", f"{OVERVIEW}{','.join(cells)}\n", exported_on="2026-10-02"
    )

    field = "profile_visits" if column == "Profile Views" else column.lower()
    assert brand.rows(f"select {field} from account_day") == [(-7,)]
    assert any("'-7' is negative" in one.message for one in read.problems)


def test_a_text_of_another_script_is_read_in_its_own_encoding(brand: Brand) -> None:
    text = f"{OVERVIEW}30 Οκτωβρίου,5,1,1,1,1\n31 Οκτωβρίου,6,1,1,1,1\n"

    read = brand.bring("Overview_brand.csv", text.encode("cp1253"), exported_on="2026-10-31")

    assert brand.rows("select day::varchar, views from account_day order by day") == [
        ("2026-10-30", 5),
        ("2026-10-31", 6),
    ]
    assert any("Greek (Windows-1253)" in one.message for one in read.problems)


def test_an_export_that_lacks_columns_is_not_to_be_mapped_to_another_export(brand: Brand) -> None:
    read = brand.bring("lines.csv", "order_id,created_at,amount_of_refund\n1,2026-10-01,5\n")

    assert not any("shopify_table" in one.remedy for one in read.problems)


ADS = "By Day,Campaign name,Cost,Currency,Impressions\n2026-10-01,Spring,10.00,EUR,500\n"


def test_a_report_imported_again_under_its_account_counts_once(brand: Brand) -> None:
    brand.bring("report.csv", ADS, account=None)
    brand.bring("report.csv", ADS, account="brand")
    brand.bring("report.csv", ADS, account=None)

    assert brand.rows("select ad_account, spend from ad_day") == [("brand", 10)]
    assert brand.rows("select count(*) from receipt") == [(1,)]


GERMAN_ADS = "Datum;Kampagne;Kosten;Impressionen\n2026-09-14;Alpha;100,00;1000\n"


def test_a_file_that_was_mapped_is_known_when_it_comes_again(brand: Brand) -> None:
    brand.bring("report.csv", GERMAN_ADS)
    columns = {
        "day": "Datum", "campaign": "Kampagne", "spend": "Kosten", "impressions": "Impressionen"
    }  # fmt: skip
    path = brand.file("report.csv", GERMAN_ADS)
    map_columns(brand.workspace, path, "tiktok_ads_daily", columns, CLOCK, who="ana")

    brand.bring("report.csv", GERMAN_ADS)
    brand.bring("report.csv", GERMAN_ADS, account="brand")

    assert brand.rows("select ad_account, spend from ad_day") == [("brand", 100)]
    assert brand.rows("select count(*) from receipt") == [(1,)]


def test_a_total_covers_the_days_of_its_period(brand: Brand) -> None:
    text = "Campaign name,Cost,Currency,Impressions\nSpring,10.00,EUR,500\n"

    read = brand.bring("Report-(2026-09-01 to 2026-09-30).csv", text)

    assert (str(read.first_day), str(read.last_day)) == ("2026-09-01", "2026-09-30")


@pytest.mark.parametrize(
    "headers",
    [
        "Fecha,Nombre de la campaña,Gasto,Impresiones,Clics en el Pin,Interacciones,Guardados",
        "Datum,Kampagnenname,Ausgaben,Impressionen,Pin-Klicks,Ausgehende Klicks",
        "Date,Nom de la campagne,Dépenses,Impressions,Swipes vers le haut,Achats",
    ],
)
def test_an_export_of_ads_in_another_language_is_no_sheet_of_ones_own(headers: str) -> None:
    found = recognise("ads.csv", [Head(((1, tuple(headers.split(","))),))], {})

    assert isinstance(found, Problem)
    assert "_sheet FIELD" not in found.remedy
    assert "clipworth map ads.csv " in found.remedy


def test_a_sheet_of_ones_own_is_to_be_mapped() -> None:
    found = recognise("sheet.csv", [Head(((1, ("Datum", "Honorarsumme", "Creator")),))], {})

    assert isinstance(found, Problem)
    assert "clipworth map sheet.csv creators_sheet FIELD=HEADER" in found.remedy


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.md", "# Ana\n\nCall ana@example.com, or Ben.\n"),
        ("sources.csv", "source,source_category\ntiktok.com,SOURCE_CATEGORY_SOCIAL\n"),
    ],
)
@pytest.mark.parametrize("way", ["redact", "encrypt", "keep"])
def test_of_a_file_that_holds_nothing_for_anyone_only_the_receipt_is_kept(
    tmp_path: Path, way: str, name: str, content: str
) -> None:
    brand = brand_in(tmp_path, currency="EUR")
    config = brand.workspace.config
    config.write_text(config.read_text().replace('originals = "redact"', f'originals = "{way}"'))

    read = brand.bring(name, content)

    receipt = brand.report.taken[0].receipt
    assert (receipt.source, receipt.kept, receipt.privacy) == (None, None, "")
    assert [one.remedy for one in read.problems] == [NOTHING_TO_DO]
    assert list((brand.workspace.originals / "files").rglob("*")) == []
    before = brand.tables()
    brand.rebuild()
    assert brand.tables() == before
    brand.bring(f"again-{name}", content)
    assert [one.known for one in brand.report.taken] == [True]
