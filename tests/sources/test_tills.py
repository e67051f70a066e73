"""Shops, tills and sales teams: refunds, where a visit began, nightly folders, stages, people."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from clipworth.ingest.looking import looking
from clipworth.measure.relations import orders
from clipworth.model.settings import Settings
from clipworth.sources.read import person_hash
from clipworth.sources.registry import home
from workspaces import Brand, Rows, brand_in, said

ANALYTICS = (
    "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold"
)
ANALYTICS += ",Coupon(s),Net Sales,Attribution\n"
TRANSACTIONS = (
    "Date,Time,Time Zone,Net Sales,Gift Card Sales,Tax,Tip,Total Collected,Transaction ID,"
    "Event Type,Customer ID,Customer Name,Discount Name,Tender Note,Staff Name\n"
)
NIGHT = {
    "OrderDetails.csv": "toast_orders",
    "CheckDetails.csv": "toast_checks",
    "ItemSelectionDetails.csv": "toast_items",
    "PaymentDetails.csv": "toast_payments",
}
CODES = "Code,Creator,From\nMARA10,@mara.pours,2026-03-01\n"


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    """Give an empty workspace, and a desk to put files on."""
    return brand_in(tmp_path, brand="Kaffee", currency="USD", accounts=("kaffee",))


def counted(brand: Brand, what: str) -> Rows:
    """Ask for orders as answers count them."""
    with looking(brand.workspace, None) as store:
        sources = {"tiktok_sources": list(Settings().tiktok_sources)}
        return store.rows(f"select {what} from ({orders()}\n) order by order_id", sources)


def sample(key: str) -> str:
    """Give the sample of a source."""
    return (home(key) / "samples" / f"{key}.csv").read_text(encoding="utf-8")


def woo_order(number: int, **more: object) -> dict[str, object]:
    """Write an order as the REST API of a shop gives it."""
    return {
        "id": number,
        "number": str(number),
        "status": "completed",
        "currency": "USD",
        "date_created": "2026-03-09T16:40:05",
        "discount_total": "0.00",
        "total": "30.00",
        "billing": {"first_name": "Anaclara", "email": "ana.invented@example.org"},
        "line_items": [{"name": "House blend", "quantity": 2, "total": "30.00", "sku": "HB"}],
        "coupon_lines": [],
        "refunds": [],
        "meta_data": [],
    } | more


def test_a_refunded_woocommerce_order_counts_once_less_what_was_paid_back(brand: Brand) -> None:
    rows = (
        '2026-03-09 11:00:00,1001,"$30.00 $15.00",refunded,Ana Invented,new,1× Blend,-1,,-15.00,\n'
        '2026-03-08 10:11:26,1001,"$30.00 $15.00",completed,Ana Invented,new,2× Blend,2,,30.00,\n'
    )
    order = woo_order(1001, refunds=[{"id": 7, "reason": "Anaclara", "total": "-15.00"}])

    brand.bring("orders.csv", ANALYTICS + rows, "2026-03-20")
    brand.bring("orders.json", json.dumps([order]), "2026-03-21")

    assert counted(brand, "order_id, total, refunded, net") == [
        ("woocommerce:1001", Decimal(30), Decimal(15), Decimal(15))
    ]
    assert brand.rows("select refund_day from refund where refund_day is not null") == [
        (date(2026, 3, 9),)
    ]


def test_order_attribution_tells_the_orders_that_came_from_tiktok(brand: Brand) -> None:
    notes = {"source_type": "utm", "utm_source": "tiktok", "utm_medium": "cpc"}
    told = [{"key": f"_wc_order_attribution_{key}", "value": notes[key]} for key in notes]
    told.append({"key": "_billing_birth_date", "value": "1990-01-01"})
    listed = [woo_order(1, meta_data=told), woo_order(2)]
    referred = (
        "2026-03-08 10:11:26,3,$30.00,completed,,new,2× Blend,2,,30.00,Referral: Tiktok.com\n"
    )

    brand.bring("orders.json", json.dumps(listed), "2026-03-20")
    brand.bring("orders.csv", ANALYTICS + referred, "2026-03-20")

    assert counted(brand, "order_id, credit, content_type") == [
        ("woocommerce:1", "utm", "paid"),
        ("woocommerce:2", None, None),
        ("woocommerce:3", "utm", "organic"),
    ]
    assert brand.files_with("1990-01-01") == []


def test_a_nightly_folder_of_toast_is_imported_whole_from_its_zip(brand: Brand) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        for file, key in NIGHT.items():
            bundle.writestr(f"5550100/20260314/{file}", sample(key))

    report = brand.bring_paths(brand.file("toast.zip", packed.getvalue()), exported_on="2026-03-20")
    brand.bring("codes.csv", CODES, "2026-03-20")

    assert {taken.receipt.source for taken in report.taken} == set(NIGHT.values())
    assert counted(brand, "order_id[-3:], total, refunded, credit, creator") == [
        ("121", Decimal("29.43"), None, "code", "mara.pours"),
        ("122", Decimal("20.17"), None, None, None),
        ("124", Decimal("17.44"), Decimal(10), None, None),
        ("125", Decimal("10.90"), None, None, None),
    ]
    assert brand.rows("select answer from survey_answer") == [("TikTok",)]


def test_a_refund_at_a_square_till_is_no_second_sale(brand: Brand) -> None:
    rows = (
        "2026-03-08,14:30:00,UTC,30.00,0.00,1.80,2.00,33.80,TX1,Payment,C1,Anaclara,MARA10,,Lin I\n"
        "2026-03-09,10:00:00,UTC,-15.00,0.00,-0.90,0.00,-15.90,TX1,Refund,C1,Anaclara,,,Lin I\n"
    )

    read = brand.bring("transactions.csv", TRANSACTIONS + rows, "2026-03-20")
    brand.bring("codes.csv", CODES, "2026-03-20")

    assert (read.rows_read, said(read.problems)) == (2, [])
    assert counted(brand, "order_id, day, total, refunded, net, creator") == [
        (
            "TX1",
            date(2026, 3, 8),
            Decimal("31.80"),
            Decimal("15.90"),
            Decimal("15.90"),
            "mara.pours",
        )
    ]


def test_an_order_whose_id_a_spreadsheet_ruined_stands_once(brand: Brand) -> None:
    head = "Name,Financial Status,Currency,Total,Created at,Lineitem name,Lineitem quantity,Id\n"
    order = "#1001,paid,USD,40.00,2026-03-08 10:11:26 +0200,House blend,1,{}\n"
    brand.bring("orders.csv", head + order.format("5001000000001"))

    read = brand.bring("orders-again.csv", head + order.format("5.001E+12"))

    assert any("lost its last digits" in one for one in said(read.problems))
    assert brand.rows("select order_id, total from sale") == [("5001000000001", Decimal(40))]


def test_an_order_of_a_file_without_ids_is_known_by_its_name(brand: Brand) -> None:
    head = "Name,Financial Status,Currency,Total,Created at,Lineitem name,Lineitem quantity\n"
    brand.bring("orders.csv", head + "#1001,paid,USD,40.00,2026-03-08 10:11:26 +0200,Blend,1\n")

    assert brand.rows("select order_id from sale") == [("#1001",)]


@pytest.mark.parametrize(
    ("stage", "won"),
    [
        ("Closed Won", True),
        ("Closed Won (Sales Pipeline)", True),
        ("closed lost (Wholesale 2)", False),
        ("Gewonnen", None),
    ],
)
def test_the_end_of_a_deal_is_known_in_whichever_pipeline(
    brand: Brand, stage: str, won: bool | None
) -> None:
    brand.bring(
        "deals.csv",
        "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Create Date\n"
        f"700901,Wholesale,{stage},Sales,90.00,USD,2026-03-20 08:00,2026-03-05 12:00\n",
    )

    assert brand.rows("select won from deal") == [(won,)]


def test_a_deal_of_hubspot_keeps_the_days_of_its_stages_over_several_exports(brand: Brand) -> None:
    head = "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date,"
    head += "Date entered current stage,Is Closed Won\n"
    deal = "7,Anaclara Invented,{},{},USD,2026-03-20 08:00,2026-03-05 12:00,{},{}\n"

    first = head + deal.format("Tasting booked", "", "2026-03-12 15:00", "")
    brand.bring("deals.csv", first, "2026-03-13")
    last = head + deal.format("Signed", "1200.50", "2026-03-20 08:00", "true")
    brand.bring("deals-later.csv", last, "2026-03-21")

    assert brand.rows("select kind, stage, won, value, currency from deal") == [
        ("deal", "Signed", True, Decimal("1200.5"), "USD")
    ]
    assert brand.rows("select stage, day::VARCHAR, value from deal_stage order by day") == [
        ("Tasting booked", "2026-03-12", None),
        ("Signed", "2026-03-20", Decimal("1200.5")),
    ]
    assert brand.files_with("Anaclara") == []


def test_a_stage_that_two_columns_date_stands_once_with_its_value(brand: Brand) -> None:
    brand.bring("deals.csv", sample("hubspot_deals"), "2026-03-20")

    won = "select day::VARCHAR, value, currency from deal_stage where stage = 'Closed Won'"
    assert brand.rows(won) == [("2026-03-20", Decimal("1200.5"), "EUR")]
    assert brand.rows("select * from overlap") == []


def names_of_people() -> Iterator[tuple[str, str]]:
    """Give each file that names people."""
    yield "orders.json", json.dumps([woo_order(1, customer_note="Anaclara called")])
    row = "2026-03-08,14:30:00,UTC,3,0,0,0,3,TX1,Payment,C1,Anaclara,,for Anaclara,Anaclara I\n"
    yield "square.csv", TRANSACTIONS + row
    for key in (*NIGHT.values(), "woocommerce_orders", "woocommerce_analytics", "square_items"):
        yield f"{key}.csv", _renamed(sample(key))
    for key in ("hubspot_contacts", "hubspot_deals", "salesforce_leads"):
        yield f"{key}.csv", _renamed(sample(key))
    for key in ("salesforce_opportunities", "salesforce_stage_history"):
        yield f"{key}.csv", _renamed(sample(key))


def _renamed(content: str) -> str:
    people = {"Ana": "Anaclara", "Ben": "Anaclara", "Lin": "Anaclara", "Cleo": "Anaclara"}
    for one, other in people.items():
        content = content.replace(f"{one} Example", f"{other} Example")
        content = content.replace(f",{one},", f",{other},")
    return content.replace("@example.com", "@example.org").replace("@Example.com", "@example.org")


@pytest.mark.parametrize(("name", "content"), list(names_of_people()))
def test_no_name_phone_or_address_stands_in_clear(brand: Brand, name: str, content: str) -> None:
    brand.bring(name, content, "2026-03-20")

    assert brand.report.taken
    assert brand.files_with("Anaclara", "@example.org", "555 0100", "555-0100", "Sample Str") == []


def test_a_customer_of_the_shop_and_of_the_sales_team_is_known_as_one(brand: Brand) -> None:
    contact = (
        "Record ID,Email,Lifecycle Stage,Create Date\n1,Ana.Invented@Example.org,lead,2026-03-01\n"
    )

    brand.bring("orders.json", json.dumps([woo_order(1)]), "2026-03-20")
    brand.bring("contacts.csv", contact, "2026-03-20")

    known = person_hash("ana.invented@example.org", brand.workspace.person_key())
    assert brand.rows("select person from sale union all select person from deal") == [
        (known,),
        (known,),
    ]


REPORT = (
    "Opportunity ID,Opportunity Name,Stage,Amount,Created Date,Close Date,Lead Source\n"
    '0065e00000XyZaB,Cafe,Closed Won,"EUR 1,200.50",3/10/2026,3/25/2026,Social\n'
)
FOOTERS = (
    "Confidential Information - Do Not Distribute",
    '"Copyright (c) 2000-2026 Example, inc. All rights reserved."',
    "Generated By: Ana Example 3/20/2026 9:05 AM",
)


@pytest.mark.parametrize("behind", ["", ",,,,,,"])
def test_lines_below_a_report_of_salesforce_are_left_out_and_noted(
    brand: Brand, behind: str
) -> None:
    below = "".join(f"{line}{behind}\n" for line in ("", *FOOTERS))

    read = brand.bring("report.csv", REPORT + below)

    assert (read.row_count, read.rows_read, read.set_aside) == (4, 1, 3)
    assert said(read.problems) == []
    assert brand.rows("select value from deal") == [(Decimal("1200.5"),)]
    brand.rebuild()
    assert brand.rows("select value from deal") == [(Decimal("1200.5"),)]
    assert brand.files_with("Ana Example") == []
