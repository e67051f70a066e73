"""Ads of other platforms: whose file it is, which days, which currency, what counts as what."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from clipworth.ingest.evidence import Given
from clipworth.model.periods import Period
from clipworth.sources.google_ads.head import period_in
from exports import Desk
from exports import desk as desk_in

MARCH_7 = Period.inclusive(date(2026, 3, 7), date(2026, 3, 8))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a place where one file after the other is read."""
    yield from desk_in(Path(tmp_path_factory.mktemp("desk")))


@pytest.mark.parametrize(
    ("header", "source"),
    [
        ("Day,Campaign name,Amount spent (EUR),Impressions", "meta_ads"),
        ("Day,Campaign name,Amount spent,Impressions", "meta_ads"),
        ("Reporting starts,Reporting ends,Ad name,Amount spent (USD),Reach", "meta_ads"),
        ("Tag,Kampagnenname,Ausgegebener Betrag (EUR),Impressionen", "meta_ads"),
        ("Jour,Nom de l’ensemble de publicités,Montant dépensé (EUR),Impressions", "meta_ads"),
        ("Giorno,Nome della campagna,Importo speso (EUR),Impression", "meta_ads"),
        ("Day,Campaign,Cost,Impr.,Clicks", "google_ads_daily"),
        ("Day,Campaign,Currency code,Cost,Impressions,Clicks", "google_ads_daily"),
        ("Tag,Kampagne,Kosten,Impr.,Klicks", "google_ads_daily"),
        ("Date,Campaign name,Spend,Impressions,Outbound clicks", "pinterest_ads"),
        ("Date,Campaign Name,Spend,Impressions,Swipe Ups", "snapchat_ads"),
        ("Start Time,End Time,Campaign Name,Amount Spent,Paid Impressions", "snapchat_ads"),
        ("Date,Campaign name,Cost (EUR),Impressions,Clicks (destination)", "tiktok_ads_daily"),
        ("Date,Campaign name,Spend,Impressions", "tiktok_ads_daily"),
    ],
)
def test_each_platform_claims_its_own_reports(desk: Desk, header: str, source: str) -> None:
    cells = ",".join("2026-03-07" for _ in header.split(","))

    outcome = desk.read(f"{header}\n{cells}\n".encode(), "report.csv", Given())

    assert outcome.source == source


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Campaign name,Amount spent (EUR),Impressions", "says of no days"),
        ("Campaign name,Spend,Pin clicks", "says of no days"),
        ("Campaign name,Amount spent,Swipe ups", "says of no days"),
        ("Day,Search term,Campaign,Cost,Impr.", "parts of an ad group"),
        ("Month,Campaign,Cost,Impr.", "cut off"),
    ],
)
def test_reports_that_would_mislead_are_set_aside_with_the_reason(
    desk: Desk, header: str, why: str
) -> None:
    row = ",".join("1" for _ in header.split(","))

    outcome = desk.read(f"{header}\n{row}\n".encode(), "report.csv", Given())

    assert outcome.source is None
    (problem,) = outcome.reading.problems
    assert why in problem.message
    assert problem.remedy


@pytest.mark.parametrize(
    ("header", "currency"),
    [
        ("Amount spent (EUR)", "EUR"),
        ("AMOUNT SPENT (usd)", "USD"),
        ("Amount spent", None),
    ],
)
def test_the_currency_is_taken_from_the_header(
    desk: Desk, header: str, currency: str | None
) -> None:
    text = f"Day,Campaign name,{header}\n2026-03-07,Spring,1.50\n"

    (row,) = desk.read(text.encode(), "report.csv", Given()).tables["other_ad"]

    assert (row.get("currency"), row["spend"]) == (currency, "1.5")


def test_a_column_knows_the_currency_better_than_the_header(desk: Desk) -> None:
    text = "Day,Campaign name,Amount spent (EUR),Currency\n2026-03-07,Spring,1.50,CHF\n"

    (row,) = desk.read(text.encode(), "report.csv", Given()).tables["other_ad"]

    assert row["currency"] == "CHF"


@pytest.mark.parametrize(
    ("kind", "conversions"),
    [
        ("actions:offsite_conversion.fb_pixel_purchase", "3.0"),
        ("actions:onsite_conversion.lead_grouped", "3.0"),
        ("Meta leads", "3.0"),
        ("actions:link_click", None),
        ("actions:landing_page_view", None),
        ("actions:onsite_conversion.post_save", None),
        ("reach", None),
        ("", None),
    ],
)
def test_only_results_that_convert_are_conversions(
    desk: Desk, kind: str, conversions: str | None
) -> None:
    text = (
        "Day,Campaign name,Amount spent (EUR),Results,Result indicator\n"
        f"2026-03-07,Spring,1.50,3,{kind}\n"
    )

    (row,) = desk.read(text.encode(), "report.csv", Given()).tables["other_ad"]

    assert (row["results"], row.get("conversions")) == ("3.0", conversions)


def test_a_kind_of_result_that_is_not_known_is_noted(desk: Desk) -> None:
    text = (
        "Day,Campaign name,Amount spent (EUR),Results,Result indicator\n"
        "2026-03-07,Spring,1.50,3,actions:wave\n"
    )

    outcome = desk.read(text.encode(), "report.csv", Given())

    (note,) = outcome.reading.problems
    assert (note.severity, note.column) == ("note", "Result indicator")
    assert "conversions" not in outcome.tables["other_ad"][0]


@pytest.mark.parametrize(
    "label",
    ["", "Total", "Results from 12 campaigns", "Resultados totales", "Gesamtergebnisse"],
)
def test_the_summary_of_a_meta_report_is_left_out(desk: Desk, label: str) -> None:
    text = (
        "Campaign name,Day,Amount spent (EUR),Reporting starts,Reporting ends\n"
        f"{label},,3.00,2026-03-07,2026-03-08\n"
        "Total eclipse,2026-03-07,1.00,2026-03-07,2026-03-07\n"
        "Spring,2026-03-08,2.00,2026-03-08,2026-03-08\n"
    )

    outcome = desk.read(text.encode(), "report.csv", Given())

    assert [row["campaign"] for row in outcome.tables["other_ad"]] == ["Total eclipse", "Spring"]
    assert [problem.severity for problem in outcome.reading.problems] == ["note"]


def test_a_meta_period_that_ends_before_it_begins_is_set_aside(desk: Desk) -> None:
    text = (
        "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n"
        "2026-03-31,2026-03-01,Spring,1.00\n"
    )

    outcome = desk.read(text.encode(), "report.csv", Given())

    assert (outcome.reading.rows_read, outcome.reading.set_aside) == (0, 1)
    assert outcome.reading.problems[0].severity == "error"


@pytest.mark.parametrize(
    "line",
    [
        ["March 7, 2026 - March 8, 2026"],
        ["March 7", " 2026 - March 8", " 2026"],
        ["7 March 2026 – 8 March 2026", "", ""],
        ["7. März 2026 - 8. März 2026"],
        ["7 mars 2026 – 8 mars 2026"],
        ["7 de marzo de 2026 - 8 de marzo de 2026"],
        ["2026-03-07 - 2026-03-08"],
    ],
)
def test_the_head_of_a_google_report_tells_its_days(line: list[str]) -> None:
    assert period_in([["Campaign report"], line]) == MARCH_7


def test_a_single_day_is_a_period_too() -> None:
    assert period_in([["Report"], ["March 7, 2026"]]) == Period.inclusive(
        date(2026, 3, 7), date(2026, 3, 7)
    )


@pytest.mark.parametrize(
    "line", [["All time"], ["Gesamter Zeitraum"], ["Spring 2026 - Summer 2026"], ["a - b - c"], []]
)
def test_a_head_without_days_tells_none(line: list[str]) -> None:
    assert period_in([["Campaign report"], line]) is None


def test_a_google_csv_has_its_days_above_the_header(desk: Desk) -> None:
    text = (
        'Campaign report\n"March 7, 2026 - March 8, 2026"\n'
        "Campaign,Currency code,Cost,Impr.\nBrand,EUR,12.40,900\nTotal: Account,--,12.40,900\n"
    )

    outcome = desk.read(text.encode(), "Campaign report.csv", Given())

    assert outcome.source == "google_ads_period"
    (row,) = outcome.tables["other_ad"]
    assert (row["from_day"], row["until_day"], row["_row"]) == ("2026-03-07", "2026-03-09", "4")


def test_a_google_report_of_all_time_is_set_aside(desk: Desk) -> None:
    text = "Campaign report\nAll time\nCampaign,Currency code,Cost,Impr.\nBrand,EUR,12.40,900\n"

    outcome = desk.read(text.encode(), "Campaign report.csv", Given())

    assert (outcome.reading.rows_read, outcome.reading.set_aside) == (0, 1)
    (problem,) = outcome.reading.problems
    assert problem.remedy


def test_levels_and_splits_of_the_same_spend_are_kept_apart(desk: Desk) -> None:
    days = "Day,{}Currency code,Cost,Impr.\n2026-03-07,{}EUR,10.00,900\n"
    reports = {
        "account": days.format("", ""),
        "campaign": days.format("Campaign,", "Brand,"),
        "adgroup": days.format("Campaign,Ad group,", "Brand,Core,"),
        "ad": days.format("Campaign,Ad group,Ad ID,", "Brand,Core,611111111111,"),
    }

    found = [
        desk.read(text.encode(), "report.csv", Given()).tables["other_ad"][0]
        for text in (*reports.values(), days.format("Campaign,Device,", "Brand,Computers,"))
    ]

    assert [row["level"] for row in found] == [*reports, "campaign"]
    assert [row["split"] for row in found] == ["", "", "", "", "device=Computers"]
    assert [row["entity"] for row in found[:4]] == [
        "all", "Brand", "Brand > Core", "611111111111",
    ]  # fmt: skip


def test_a_window_in_a_header_is_kept(desk: Desk) -> None:
    text = (
        "Date,Campaign name,Spend,Swipe ups,Purchases (7-day swipe)\n2026-03-07,Spring,1.50,9,2\n"
    )

    (row,) = desk.read(text.encode(), "report.csv", Given()).tables["other_ad"]

    assert (row["window"], row["purchases"]) == ("7-day swipe", "2.0")
