"""The totals of the truth are those that plain readers find again in the files."""

import csv
import io
import zipfile
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from clipworth.worlds.things import World

LEVELS = ("Campaign Report", "Ad Group Report", "Ad Report")


def rows(path: Path, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[dict[str, str]]:
    text = path.read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def ad_rows(folder: Path, level: str) -> list[dict[str, str]]:
    """Read a level's reports, the newer one's days replacing those of the older one."""
    older, newer = (rows(path)[:-1] for path in sorted(folder.glob(f"ads/*-{level}-*.csv")))
    since = min(row["By Day"] for row in newer)
    return [row for row in older if row["By Day"] < since] + newer


def value(truth: Any, name: str) -> Any:
    return truth["totals"][name]["value"]


def test_post_totals_are_those_of_the_newest_sheet(folder: Path, truth: Any) -> None:
    figures = rows(sorted(folder.glob("sheets/posts_*.csv"))[-1])

    assert len(figures) == value(truth, "posts")
    for column in ("Views", "Likes", "Comments", "Shares"):
        total = sum(int(row[column]) for row in figures)
        assert total == value(truth, column.lower())
    saves = [int(row["Saves"]) for row in figures if row["Saves"]]
    assert sum(saves) == value(truth, "saves_known")
    assert 0 < len(saves) < len(figures)


def test_the_newest_content_export_agrees_with_the_newest_sheet(folder: Path, world: World) -> None:
    figures = {row["Post link"]: row for row in rows(sorted(folder.glob("sheets/posts_*.csv"))[-1])}
    (path,) = (folder / "studio" / "2026-11-02").glob("Content_fernwehcoffee.es.zip")
    with zipfile.ZipFile(path) as archive:
        text = archive.read("Content.csv").decode("utf-8-sig")

    for row in csv.DictReader(io.StringIO(text)):
        sheet = figures[row["Video link"]]
        assert row["Total views"].replace(",", "") == sheet["Views"]
        assert row["Total likes"] == sheet["Likes"]


def test_every_level_shows_the_same_spend(folder: Path, truth: Any) -> None:
    for level in LEVELS:
        by_day: dict[str, Decimal] = defaultdict(Decimal)
        for row in ad_rows(folder, level):
            by_day[row["By Day"]] += Decimal(row["Cost"])

        assert sum(by_day.values()) == Decimal(value(truth, "spend_eur"))
        for day in truth["days"]["rows"]:
            assert by_day[day["day"]] == Decimal(day["spend_eur"])


def test_the_footer_counts_the_rows_and_repeats_their_sum(folder: Path) -> None:
    for path in folder.glob("ads/*.csv"):
        *days, footer = rows(path)

        assert footer["By Day"] == f"Total of {len(days)} results"
        assert Decimal(footer["Cost"]) == sum(Decimal(row["Cost"]) for row in days)
        assert footer["Campaign ID"] == "-"


def test_claims_are_those_of_the_newest_campaign_reports(folder: Path, truth: Any) -> None:
    days = ad_rows(folder, "Campaign Report")

    claimed = sum(int(row["Purchases (website)"]) for row in days)
    amount = sum(Decimal(row["Purchase value (website)"]) for row in days)

    assert claimed == value(truth, "claimed_orders")
    assert amount == Decimal(value(truth, "claimed_eur"))


def test_the_newer_report_raises_conversions_of_the_last_14_days_only(folder: Path) -> None:
    older, newer = (Counter[str](), Counter[str]())
    reports = sorted(folder.glob("ads/*-Campaign Report-*.csv"))
    for report, sums in zip(reports, (older, newer), strict=True):
        for row in rows(report)[:-1]:
            sums[row["By Day"]] += int(row["Conversions"])

    changed = {day for day in newer if day in older and newer[day] != older[day]}
    last = date.fromisoformat(max(older))
    assert changed
    assert all(newer[day] > older[day] for day in changed)
    assert min(map(date.fromisoformat, changed)) > last - timedelta(days=14)


def test_small_counts_and_posts_are_marked_on_the_ad_level_only(folder: Path) -> None:
    ads = ad_rows(folder, "Ad Report")

    posts = {row["TikTok post ID"] for row in ads}
    masked = [row for row in ads if row["Conversions"] == "<5"]
    assert len(posts - {"-"}) == 12
    assert masked
    assert {row["Purchase value (website)"] for row in masked} == {"-"}
    assert "-" in {row["CTR (destination)"] for row in ads}


def test_order_totals_are_those_of_the_shops_export(folder: Path, truth: Any) -> None:
    lines = rows(folder / "shop" / "orders_export.csv", "utf-8")
    orders = [row for row in lines if row["Id"]]

    totals: dict[str, Decimal] = defaultdict(Decimal)
    kept: dict[str, Decimal] = defaultdict(Decimal)
    refunded: dict[str, Decimal] = defaultdict(Decimal)
    for row in orders:
        totals[row["Currency"]] += Decimal(row["Total"])
        refunded[row["Currency"]] += Decimal(row["Refunded Amount"])
        if not row["Cancelled at"]:
            kept[row["Currency"]] += Decimal(row["Total"])

    assert len(lines) == value(truth, "order_lines")
    assert len(orders) == value(truth, "orders")
    assert sum(bool(row["Cancelled at"]) for row in orders) == value(truth, "cancelled_orders")
    for name, sums in (
        ("order_total", totals),
        ("order_total_kept", kept),
        ("refunded", refunded),
    ):
        assert {currency: str(total) for currency, total in sums.items()} == value(truth, name)


def test_an_orders_cells_add_up(folder: Path) -> None:
    goods: dict[str, Decimal] = defaultdict(Decimal)
    lines = rows(folder / "shop" / "orders_export.csv", "utf-8")
    for row in lines:
        goods[row["Name"]] += Decimal(row["Lineitem price"]) * int(row["Lineitem quantity"])

    for row in lines:
        if row["Id"]:
            subtotal = goods[row["Name"]] - Decimal(row["Discount Amount"])
            assert subtotal == Decimal(row["Subtotal"])
            assert subtotal + Decimal(row["Shipping"]) == Decimal(row["Total"])
            assert Decimal(row["Refunded Amount"]) <= Decimal(row["Total"])
            assert (row["Discount Amount"] != "0.00") == bool(row["Discount Code"])


def test_caused_revenue_weighs_pounds_at_the_days_rate(folder: Path, truth: Any) -> None:
    rates = {
        date.fromisoformat(row["Day"]): Decimal(row["Rate"])
        for row in rows(folder / "sheets" / "rates.csv")
        if row["Base"] == "GBP"
    }
    total = Decimal(0)
    for row in rows(folder / "shop" / "orders_export.csv", "utf-8"):
        if row["Id"] and not row["Cancelled at"]:
            on = datetime.strptime(row["Created at"], "%Y-%m-%d %H:%M:%S %z").date()
            rate = rates[max(day for day in rates if day <= on)]
            amount = Decimal(row["Total"])
            pounds = row["Currency"] == "GBP"
            total += (amount * rate).quantize(Decimal("0.01")) if pounds else amount

    caused = sum(Decimal(row["revenue_caused_eur"]) for row in truth["channels"]["rows"])
    assert caused == total


def test_account_views_are_those_of_the_overviews(folder: Path, truth: Any) -> None:
    views: dict[str, dict[int, int]] = {"fernwehcoffee": {}, "fernwehcoffee.es": {}}
    for path in sorted(folder.glob("studio/*/Overview_*.zip")):
        since, handle = path.stem.split("_")[1], path.stem.split("_")[3]
        with zipfile.ZipFile(path) as archive:
            text = archive.read("Overview.csv").decode("utf-8-sig")
        first = date.fromisoformat(since).toordinal()
        for place, row in enumerate(csv.DictReader(io.StringIO(text))):
            views[handle][first + place] = int(row["Video Views"])

    assert {handle: sum(days.values()) for handle, days in views.items()} == value(
        truth, "account_views"
    )


def test_fees_and_costs_are_those_of_the_sheets(folder: Path, truth: Any) -> None:
    fees: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows(folder / "sheets" / "creators.csv", "utf-16"):
        fees[row["Currency"]] += Decimal(row["Fee"])
    costs = [
        Decimal(row["Amount"].replace(".", "").replace(",", "."))
        for row in rows(folder / "sheets" / "costs.csv", delimiter=";")
    ]

    assert {currency: str(fee) for currency, fee in fees.items()} == value(truth, "fees")
    assert sum(costs) == Decimal(value(truth, "costs_eur"))


def test_every_section_of_the_truth_says_what_it_means(truth: Any) -> None:
    sections = [section for section in truth.values() if isinstance(section, dict)]

    assert "imulated" in truth["label"]
    assert all(section["meaning"].endswith(".") for section in sections)
    facts = [fact for fact in truth["totals"].values() if isinstance(fact, dict)]
    assert all(fact["meaning"].endswith(".") for fact in facts)
