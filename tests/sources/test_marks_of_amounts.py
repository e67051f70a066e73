"""Amounts that may be a thousand times more or less, in whole files: read, noted or refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from clipworth.model.problems import Severity
from workspaces import Brand, brand_in, said


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    """Give an empty workspace of a brand in euros."""
    return brand_in(tmp_path, brand="Kaffee", currency="EUR", accounts=("kaffee",))


def test_a_german_cost_of_1_320_is_thirteen_hundred_and_noted(brand: Brand) -> None:
    costs = "Monat;Art;Betrag;Währung\n2026-09;Produktion;1.320;EUR\n"

    read = brand.bring("kosten.csv", costs)

    assert brand.rows("select amount from cost") == [(Decimal(1320),)]
    assert any("'1.320' was read as 1320" in one for one in said(read.problems, Severity.NOTE))


def test_a_german_revenue_and_a_german_spend_are_no_thousandths(brand: Brand) -> None:
    brand.bring(
        "umsatz.csv",
        "Bundesland;Datum;Umsatz;Währung;Bestellungen\nHamburg;2026-09-14;1.840;EUR;61\n",
    )
    brand.bring(
        "meta.csv",
        "Tag,Name der Kampagne,Ausgegebener Betrag (EUR),Impressionen\n"
        "2026-09-14,Herbst,1.320,9100\n",
    )

    assert brand.rows("select revenue from region_day") == [(Decimal(1840),)]
    assert brand.rows("select spend from other_ad") == [(Decimal(1320),)]


def test_an_english_cost_of_1_320_is_refused_as_1_320_with_a_comma_is(brand: Brand) -> None:
    for name, amount in (("dot.csv", "1.320"), ("comma.csv", '"1,320"')):
        read = brand.bring(name, f"Month,Kind,Amount,Currency\n2026-09,production,{amount},EUR\n")

        assert any("may be 1320 or 1.320" in one for one in said(read.problems))
    assert brand.rows("select amount from cost where amount is not null") == []


def test_another_amount_of_the_file_tells_that_a_dot_is_for_decimals(brand: Brand) -> None:
    read = brand.bring(
        "costs.csv",
        "Month,Kind,Amount,Currency\n2026-09,production,1.320,EUR\n2026-09,tools,89.90,EUR\n",
    )

    assert said(read.problems) == []
    assert brand.rows("select amount from cost order by kind") == [
        (Decimal("1.32"),), (Decimal("89.9"),)
    ]  # fmt: skip


def test_an_exchange_rate_has_three_decimals(brand: Brand) -> None:
    brand.bring("fx.csv", "Tag;Basiswährung;Zielwährung;Kurs\n2026-09-14;USD;EUR;1.085\n")

    assert brand.rows("select rate from fx_rate") == [(Decimal("1.085"),)]


def test_dotted_days_and_dotted_views_of_a_german_sheet_are_read(brand: Brand) -> None:
    read = brand.bring(
        "umsatz.csv",
        "Bundesland;Datum;Umsatz;Währung;Bestellungen\nHamburg;01.09.2026;1.840,50;EUR;18.400\n",
    )

    assert said(read.problems) == []
    assert brand.rows("select day::varchar, orders from region_day") == [("2026-09-01", 18400)]


ORDERS = (
    "Location,Order Id,Checks,Opened,# of Guests,Discount Amount,Amount,Tax,Tip,Gratuity,Total,"
    "Voided,Order Source\n"
)


@pytest.mark.parametrize(
    ("opened", "day", "is_noted"),
    [
        ("05/09/2026 18:05", "2026-05-09", True),
        ("05/09/2026 6:05 PM", "2026-05-09", False),
        ("05.09.2026 18:05", "2026-09-05", False),
        ("05.09.26", "2026-09-05", False),
    ],
)
def test_a_day_of_toast_that_may_be_two_is_noted(
    brand: Brand, *, opened: str, day: str, is_noted: bool
) -> None:
    row = f"Harbor,30000000900000000121,12,{opened},2,0.00,27.00,2.43,0.00,0.00,29.43,false,Online"

    read = brand.bring("OrderDetails.csv", f"{ORDERS}{row}\n")

    assert brand.rows("select day::varchar from sale") == [(day,)]
    notes = said(read.problems, Severity.NOTE)
    assert any("was read with the month first" in one for one in notes) == is_noted


ANALYTICS = (
    "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,"
    "Coupon(s),Net Sales,Attribution\n"
)
SQUARE = (
    "Date,Time,Time Zone,Net Sales,Gift Card Sales,Tax,Tip,Total Collected,Transaction ID,"
    "Event Type\n"
)


def analytics(shown: str) -> str:
    """Give a WooCommerce Analytics report of one order that shows an amount."""
    order = f'2026-03-07 22:15:40,1000,"{shown}",completed,Ben,new,1x Filter,1,,100.00,Unknown\n'
    return ANALYTICS + order


@pytest.mark.parametrize(
    ("shown", "currency", "is_noted"),
    [
        ("£100.00", "GBP", False),
        ("100,00 €", "EUR", False),
        ("£100.00 £50.00 (includes £5.00 VAT)", "GBP", False),
        ("100.00 zł 50.00 zł (includes 5.00 zł VAT)", "PLN", False),
        ("CA$100.00", "CAD", False),
        ("$100.00", "USD", True),
        ("100.00", None, False),
    ],
)
def test_the_sign_of_an_amount_is_its_currency(
    brand: Brand, *, shown: str, currency: str | None, is_noted: bool
) -> None:
    read = brand.bring("orders.csv", analytics(shown))

    assert brand.rows("select total, currency from sale") == [(Decimal(100), currency)]
    assert any("USD was taken" in one for one in said(read.problems, Severity.NOTE)) == is_noted


def test_a_bare_dollar_is_the_dollar_of_the_workspace(tmp_path: Path) -> None:
    brand = brand_in(tmp_path, brand="Kaffee", currency="CAD", accounts=("kaffee",))
    row = '03/08/2026,09:05:10,MDT,"$1,240.00",$0.00,$0.00,$0.00,"$1,240.00",TXb901Example,Payment'

    brand.bring("square.csv", f"{SQUARE}{row}\n")

    assert brand.rows("select total, currency from sale") == [(Decimal(1240), "CAD")]


def test_a_sheet_without_a_column_of_currencies_keeps_the_sign(brand: Brand) -> None:
    brand.bring("costs.csv", "Month,Kind,Amount\n2026-09,tools,£89.90\n2026-09,staff,$10.00\n")

    assert brand.rows("select kind, currency from cost order by kind") == [
        ("staff", "USD"),
        ("tools", "GBP"),
    ]


@pytest.mark.parametrize("impressions", ["10400", '"10,400"'])
def test_where_both_marks_stand_an_amount_of_either_reading_is_refused(
    brand: Brand, impressions: str
) -> None:
    costs = ("41.20", '"1.041,20"', "1.041", "12.50")
    lines = (
        f"2026-04-{day:02},Both,{cost},{impressions},130,6,EUR\n"
        for day, cost in enumerate(costs, start=7)
    )

    read = brand.bring(
        "daily.csv",
        "By Day,Campaign name,Cost,Impressions,Clicks (destination),Conversions,Currency\n"
        + "".join(lines),
    )

    assert any("'1.041' may be 1041 or 1.041" in one for one in said(read.problems))
    assert brand.rows("select spend from ad_day order by day") == [
        (Decimal("41.2"),), (Decimal("1041.2"),), (None,), (Decimal("12.5"),)
    ]  # fmt: skip
