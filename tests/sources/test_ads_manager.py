"""Ads Manager: days, parts and periods go where they belong, and the period stands in the name."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from clipworth.ingest.evidence import Given, period_in
from clipworth.model.periods import Period
from exports import Desk
from exports import desk as desk_in

JANUARY = Period(date(2026, 1, 1), date(2026, 2, 1))
TOTALS = "Campaign name,Cost,Impressions\nSpring,93.15,23390\nTotal of 1 results,93.15,23390\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a place where one file after the other is read."""
    yield from desk_in(Path(tmp_path_factory.mktemp("desk")))


@pytest.mark.parametrize(
    "name",
    [
        "brand-Campaign Report-(2026-01-01 to 2026-01-31).xlsx",
        "Campaign_20260101_20260131_GMT+0.xlsx",
        "exports.zip/2025/Campaign_20260101_20260131_GMT+2 (1).csv",
        "reports (2026-01-01 to 2026-01-31).zip/Campaign.csv",
    ],
)
def test_the_name_of_a_file_tells_its_period(name: str) -> None:
    assert period_in(name) == JANUARY


@pytest.mark.parametrize(
    "name",
    [
        "Campaign.csv",
        "Campaign_20260131_20260101.csv",
        "Campaign_20261301_20261401.csv",
        "2026-01-01.csv",
    ],
)
def test_a_name_without_a_sound_period_tells_none(name: str) -> None:
    assert period_in(name) is None


def test_totals_of_a_period_are_never_days(desk: Desk) -> None:
    outcome = desk.read(TOTALS.encode(), "Campaign_20260101_20260131.csv", Given())

    assert list(outcome.tables) == ["ad_period"]
    (row,) = outcome.tables["ad_period"]
    assert (row["from_day"], row["until_day"], row["spend"]) == (
        "2026-01-01",
        "2026-02-01",
        "93.15",
    )
    said = [problem.message for problem in outcome.reading.problems]
    assert "The period is 2026-01-01 to 2026-01-31, by the name of the file." in said


def test_totals_without_a_period_are_set_aside_with_a_remedy(desk: Desk) -> None:
    outcome = desk.read(TOTALS.encode(), "Campaign.csv", Given())

    read = outcome.reading
    assert (read.row_count, read.rows_read, read.set_aside) == (2, 0, 2)
    (problem,) = read.problems
    assert (
        "put its days into its name, as in Report-(2026-01-01 to 2026-01-31).csv" in problem.remedy
    )


@pytest.mark.parametrize(
    "header", ["Age", "Gender", "Country", "Placement", "Audience", "country_code"]
)
def test_a_breakdown_by_day_never_becomes_a_day(desk: Desk, header: str) -> None:
    text = f"By Day,Campaign name,{header},Cost,Impressions\n2026-03-07,Spring,GR,1.50,100\n"

    outcome = desk.read(text.encode(), "report.csv", Given())

    assert list(outcome.tables) == ["ad_split_day"]
    assert outcome.tables["ad_split_day"][0]["part"].endswith("=GR")


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Campaign name,Age,Cost,Impressions", "parts of a period"),
        ("By Day,Search term,Cost,Impressions", "search terms"),
        ("By Day,By Hour,Campaign name,Cost,Impressions", "hours"),
    ],
)
def test_reports_that_would_mislead_are_set_aside_with_the_reason(
    desk: Desk, header: str, why: str
) -> None:
    outcome = desk.read(f"{header}\na,b,1.50,100\n".encode(), "report.csv", Given())

    assert outcome.source is None
    (problem,) = outcome.reading.problems
    assert why in problem.message
    assert problem.remedy


@pytest.mark.parametrize(
    ("cells", "warned"),
    [
        ("1000,13,1.30%,2,15.38%", []),
        ("1000,13,1.3%,2,0.20%", []),
        ("1000,13,1.31%,2,15.38%", []),
        ("1000,13,13.00%,2,15.38%", ["CTR (destination)"]),
        ("1000,13,1.30%,2,2.00%", ["Conversion rate (CVR)"]),
        ("1000,-,1.30%,<5,-", []),
        ("0,0,0.00%,0,0.00%", []),
    ],
)
def test_a_percentage_is_checked_against_its_parts(
    desk: Desk, cells: str, warned: list[str]
) -> None:
    text = (
        "By Day,Campaign name,Cost,Impressions,Clicks (destination),CTR (destination),Conversions,"
        f"Conversion rate (CVR)\n2026-03-07,Spring,1.50,{cells}\n"
    )

    read = desk.read(text.encode(), "report.csv", Given()).reading

    wrong = [problem for problem in read.problems if problem.severity == "warning"]
    assert [problem.column for problem in wrong] == warned
    assert all(problem.row == 2 for problem in wrong)
    assert read.rows_read == 1


@pytest.mark.parametrize(
    ("columns", "cells", "warned"),
    [
        ("CPC (destination),CPM", "0.12,1.50", []),
        ("CPC (destination),CPM", "0.15,1.50", ["CPC (destination)"]),
        ("CPC (destination),CPM", "0.12,15.00", ["CPM"]),
        ("Cost per conversion", "0.75", []),
        ("Cost per conversion", "7.50", ["Cost per conversion"]),
        ("Results,Cost per result,Result rate", "5,0.30,38.46%", []),
        (
            "Results,Cost per result,Result rate",
            "5,0.60,50.20%",
            ["Cost per result", "Result rate"],
        ),
        ("Clicks (all),CTR (all)", "20,2.00%", []),
        ("Clicks (all),CTR (all)", "20,1.30%", ["CTR (all)"]),
        ("Conversion rate (CVR)", "115.38%", ["Conversion rate (CVR)"]),
    ],
)
def test_costs_and_rates_of_any_column_set_are_checked(
    desk: Desk, columns: str, cells: str, warned: list[str]
) -> None:
    text = (
        f"By Day,Campaign name,Cost,Impressions,Clicks (destination),Conversions,{columns}\n"
        f"2026-03-07,Spring,1.50,1000,13,2,{cells}\n"
    )

    read = desk.read(text.encode(), "report.csv", Given()).reading

    assert [problem.column for problem in read.problems] == warned
    assert {problem.severity for problem in read.problems} <= {"warning"}


def test_a_workbook_may_hold_percentages_as_shares(desk: Desk) -> None:
    text = (
        "By Day,Campaign name,Cost,Impressions,Clicks (destination),CTR (destination)\n"
        "2026-03-07,Spring,1.50,1000,13,0.013\n"
    )

    assert not desk.read(text.encode(), "report.csv", Given()).reading.problems


@pytest.mark.parametrize("first", ["Primary status", "Account name", "Ad ID"])
def test_a_total_is_found_in_whichever_column_stands_first(desk: Desk, first: str) -> None:
    text = (
        f"{first},By Day,Campaign name,Cost,Impressions\n1,2026-03-07,Spring,1.50,100\n"
        "Total of 1 results,2026-03-07,Spring,1.50,100\n"
    )

    outcome = desk.read(text.encode(), "report.csv", Given())

    assert len(outcome.tables["ad_day"]) == 1
    (note,) = outcome.reading.problems
    assert note.severity == "note"


def test_the_currency_behind_cost_is_read(desk: Desk) -> None:
    text = "By Day,Campaign name,Cost (GBP),Impressions\n2026-03-07,Spring,1.50,100\n"

    (row,) = desk.read(text.encode(), "report.csv", Given()).tables["ad_day"]

    assert (row["currency"], row["spend"]) == ("GBP", "1.5")


def test_an_ad_that_did_not_run_is_unknown_and_changes_no_sum(desk: Desk) -> None:
    text = (
        "By Day,Campaign name,Cost,Impressions,CTR (destination),CPM\n"
        "2026-03-07,Spring,1.50,100,-,15.00\n2026-03-07,Old,-,-,-,-\n2026-03-07,Off,0,0,0%,0\n"
    )

    outcome = desk.read(text.encode(), "report.csv", Given())

    assert [row.get("spend") for row in outcome.tables["ad_day"]] == ["1.5", None, "0"]
    assert not outcome.reading.problems


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("ad_id,stat_time_hour,spend,impressions,clicks", "hours of the ad account"),
        ("ad_id,updated_at,ad_name,_fivetran_synced", "no figures"),
        ("adgroup_id,updated_at,adgroup_name,budget", "no figures"),
        ("campaign_id,updated_at,campaign_name,budget", "no figures"),
    ],
)
def test_tables_of_a_warehouse_connector_are_refused_with_the_reason(
    desk: Desk, header: str, why: str
) -> None:
    row = ",".join("1" for _ in header.split(","))

    outcome = desk.read(f"{header}\n{row}\n".encode(), "table.csv", Given())

    assert outcome.source is None
    (problem,) = outcome.reading.problems
    assert why in problem.message
    assert problem.remedy


def test_a_row_whose_id_is_dead_is_set_aside_and_is_not_the_account(desk: Desk) -> None:
    text = (
        "By Day,Ad ID,Cost,Impressions\n"
        "2026-01-02,1780000000000001,10.00,100\n"
        "2026-01-02,7.67E+18,20.00,200\n"
        "2026-01-03,1780000000000001,10.00,100\n"
    )

    outcome = desk.read(text.encode(), "ads.csv", Given(account="brand"))

    assert (outcome.reading.rows_read, outcome.reading.set_aside) == (2, 1)
    assert {row["level"] for row in outcome.tables["ad_day"]} == {"ad"}
    assert any("lost its last digits" in one.message for one in outcome.reading.problems)


RUINED = """\
By Day,Campaign name,Ad name,Campaign ID,Ad ID,Cost,Impressions
2026-03-07,Spring,Offer,1.791E+18,1.793E+18,12.05,3010
2026-03-07,Spring,Offer,1.791E+18,1.793E+18,13.05,3110
"""


def test_rows_that_lost_their_ids_are_to_be_exported_with_them_and_not_unsplit(desk: Desk) -> None:
    read = desk.read(RUINED.encode(), "ads.csv", Given(account="brand")).reading
    split = RUINED.replace("1.791E+18", "1791000000000000001").replace("1.793E+18", "")
    plain = desk.read(split.encode(), "ads.csv", Given(account="brand")).reading

    (repeat,) = [one for one in read.problems if "same thing as row 2" in one.message]
    assert (read.rows_read, read.set_aside, repeat.row) == (1, 1, 3)
    assert repeat.remedy == (
        "Its Campaign ID and Ad ID may have told them apart and cannot be read: export again as "
        "CSV, and import that file without saving it in a spreadsheet program."
    )
    (repeat,) = [one for one in plain.problems if "same thing as row 2" in one.message]
    assert "export it unsplit" in repeat.remedy
