"""TikTok Shop: an order stands once, its cells say their currency, and days know which is first."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clipworth.ingest.evidence import Given, period_in
from clipworth.model.periods import Period
from clipworth.model.problems import BadCell, Noted
from clipworth.sources import currencies
from clipworth.sources.declare import Clues, Reader
from clipworth.sources.tiktok_shop import cells
from exports import Desk
from exports import desk as desk_in

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
ORDERS = (
    "Order ID,Order Status,SKU ID,Quantity,Order Amount,Created Time,Cancelled Time,Buyer Username"
)
GMV_MAX = "Cost,SKU orders,Gross revenue"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a place where one file after the other is read."""
    yield from desk_in(Path(tmp_path_factory.mktemp("desk")))


def read(reader: Reader, *texts: str) -> list[Any]:
    """Read the cells of a file; a note stands for its value, and what is refused for itself."""
    clues = reader.study(list(texts), Clues()) if reader.study else Clues()
    found: list[Any] = []
    for text in texts:
        try:
            value = reader.parse(text, clues)
        except BadCell:
            value = "refused"
        found.append(value.value if isinstance(value, Noted) else value)
    return found


def orders(desk: Desk, *rows: str) -> dict[str, list[dict[str, str]]]:
    """Read an order export with these rows."""
    return desk.read("\n".join([ORDERS, *rows]).encode(), "orders.csv", Given()).tables


def test_an_order_of_several_skus_stands_once_with_its_amount(desk: Desk) -> None:
    tables = orders(
        desk,
        "57646141303878575,To ship,172938495,1,USD 40.00,2026-03-07,,dora",
        "57646141303878575,To ship,172938496,2,USD 40.00,2026-03-07,,dora",
    )

    assert [row["amount"] for row in tables["shop_order"]] == ["40"]
    assert [row["quantity"] for row in tables["shop_order_line"]] == ["1", "2"]
    assert tables["shop_order"][0]["currency"] == "USD"


def test_an_order_is_cancelled_when_all_of_its_lines_are(desk: Desk) -> None:
    tables = orders(
        desk,
        "57646141303878575,To ship,172938495,1,40.00,2026-03-07,2026-03-08,dora",
        "57646141303878575,To ship,172938496,2,40.00,2026-03-07,,dora",
        "57646141303878576,Annullato dal negozio,172938496,2,40.00,2026-03-07,2026-03-08,dora",
    )

    assert [row["cancelled"] for row in tables["shop_order"]] == ["false", "true"]
    assert [row["cancelled"] for row in tables["shop_order_line"]] == ["true", "false", "true"]


def test_each_row_without_an_order_id_is_set_aside_and_named(desk: Desk) -> None:
    rows = [",To ship,172938495,1,40.00,2026-03-07,,dora"] * 2

    outcome = desk.read("\n".join([ORDERS, *rows]).encode(), "orders.csv", Given())

    assert [problem.row for problem in outcome.reading.problems] == [2, 3]
    assert outcome.accounted


def test_only_the_row_below_the_header_may_explain_the_columns(desk: Desk) -> None:
    outcome = desk.read(
        "\n".join(
            [
                ORDERS,
                "57646141303878575,To ship,172938495,1,40.00,2026-03-07,,dora",
                "What the order is called,,,,,,,",
            ]
        ).encode(),
        "orders.csv",
        Given(),
    )

    assert {problem.severity.value for problem in outcome.reading.problems} == {"error"}
    assert outcome.reading.set_aside == 1


def test_no_buyer_is_stored(desk: Desk) -> None:
    tables = orders(desk, "57646141303878575,To ship,172938495,1,40.00,2026-03-07,,dora")

    assert "dora" not in str(tables)


def test_a_day_after_the_twelfth_tells_the_order_of_all() -> None:
    days = ["03/07/2026 02:11:45 PM", "03/20/2026 09:00:00 AM"]
    assert read(cells.day, *days) == [date(2026, 3, 7), date(2026, 3, 20)]

    days = ["03/07/2026 14:11:45", "20/03/2026 09:00:00"]
    assert read(cells.day, *days) == [date(2026, 7, 3), date(2026, 3, 20)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/07/2026 02:11:45 PM", date(2026, 3, 7)),
        ("03/07/2026 02:11:45", date(2026, 7, 3)),
    ],
)
def test_where_no_day_tells_the_clock_does_and_it_is_noted(text: str, day: date) -> None:
    found = cells.day.parse(text, Clues())

    assert isinstance(found, Noted)
    assert found.value == day
    assert read(cells.day, "03/07/2026") == ["refused"]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("BRL 35,91", "35.91", "BRL"),
        ("R$ 1.035,91", "1035.91", "BRL"),
        ("Rp154.530", "154530", "IDR"),
        ("-Rp25.470", "-25470", "IDR"),
        ("Rp25,470", "25470", "IDR"),
        ("IDR 154.530", "154530", "IDR"),
        ("12.000₫", "12000", "VND"),
        ("12.000đ", "12000", "VND"),
        ("RM12.50", "12.50", "MYR"),
        ("$1,234.56", "1234.56", "USD"),
        ("35.91", "35.91", None),
        ("--", None, None),
        ("n0n$ense of any kind", "refused", None),
        ("", None, None),
    ],
)
def test_an_amount_says_its_currency_where_its_sign_is_of_one(
    text: str, amount: str | None, currency: str | None
) -> None:
    known = Decimal(amount) if amount and amount != "refused" else amount

    assert read(cells.amount, text) == [known]
    assert read(currencies.shown, text) == [currency]


def test_ids_of_the_shop_are_digits() -> None:
    found = read(cells.shop_id, "576461413038785752", "/", "--", "order 7", "5.76E+17")

    assert found == ["576461413038785752", None, None, "refused", "refused"]


def test_unknown_kinds_of_content_are_other_and_noted() -> None:
    assert read(cells.content_type, "Video", "LIVE", "Showcase", "") == [
        "video", "live", "showcase", None,
    ]  # fmt: skip
    assert isinstance(cells.content_type.parse("External Traffic Program", Clues()), Noted)


@pytest.mark.parametrize(
    ("line", "period"),
    [
        (["Date range: 2026-03-01 ~ 2026-03-31"], MARCH),
        (["From", "2026/03/01", "to", "2026/03/31"], MARCH),
        (["Exported on 2026-03-31"], None),
        (["2026-03-31 ~ 2026-03-01"], None),
        (["2026-03-01 ~ 2026-03-32"], None),
    ],
)
def test_a_line_above_the_header_may_tell_the_period(
    line: list[str], period: Period | None
) -> None:
    assert cells.period_above([["Video analysis"], line]) == period


@pytest.mark.parametrize(
    "name",
    [
        "creative data for product campaigns 2026-03-01 00 ~ 2026-03-31 23.xlsx",
        "Video_Data_20260301-20260331.csv",
        "videos 2026-03-01-2026-03-31.csv",
        "videos 2026-03-01~2026-03-31.csv",
    ],
)
def test_the_name_of_an_export_tells_its_period(name: str) -> None:
    assert period_in(name) == MARCH


@pytest.mark.parametrize(
    ("columns", "row", "level"),
    [
        ("Campaign ID", "17900000001", "campaign"),
        ("Product ID", "17293849583", "product"),
        ("Product ID,Video ID", "17293849583,N/A", "creative"),
        ("Campaign name,Creative type", "All products,Product card", "creative"),
    ],
)
def test_the_columns_of_a_file_tell_its_level(
    desk: Desk, columns: str, row: str, level: str
) -> None:
    text = f"{columns},{GMV_MAX}\n{row},40.00,9,310.50\n"

    outcome = desk.read(text.encode(), "GMV Max (2026-03-01 to 2026-03-31).csv", Given())

    assert [found["level"] for found in outcome.tables["gmv_max"]] == [level]


def test_gmv_max_without_a_period_is_refused(desk: Desk) -> None:
    text = f"Campaign ID,{GMV_MAX}\n17900000001,40.00,9,310.50\n"

    outcome = desk.read(text.encode(), "gmv max.csv", Given())

    assert outcome.tables == {}
    assert outcome.reading.set_aside == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Campaign ID,Video ID,Affiliate video-attributed GMV\n1,2,3\n", "Partner Center"),
        ("Product ID,Creator-attributed GMV,Videos\n1,2,3\n", "analysis by product"),
    ],
)
def test_parts_of_videos_and_creators_are_refused_with_the_reason(
    desk: Desk, text: str, said: str
) -> None:
    outcome = desk.read(text.encode(), "report.csv", Given())

    assert outcome.source is None
    assert said in outcome.reading.problems[0].message
