"""The finance view: books by month, the tie-out, unknown parts named, closed months kept."""

from datetime import date
from decimal import Decimal

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask, Row
from clipworth.model.periods import Period
from clipworth.model.settings import MonthClose, Settings
from clipworth.store.engine import Store
from stories import Given

MAY = Period.month("2026-05")
# 100 + 60 paid; 10 of discounts; half of the second order came back, and half of its 12 of tax.
BOOKS = """
    sale
    order_id | day        | currency | total | discount | refunded | tax | shipping | codes | status
    o1       | 2026-05-02 | EUR      | 100   | 10       | 0        | 20  | 5        | MIA   | paid
    o2       | 2026-05-09 | EUR      | 60    | 0        | 30       | 12  | 5        |       | paid

    sale_line
    order_id | line | sku | quantity | price
    o1       | 1    | mug | 2        | 40
    o2       | 1    | cup | 1        | 43

    product_cost
    sku | from_day   | unit_cost | currency
    mug | 2026-01-01 | 8         | EUR
    cup | 2026-01-01 | 9         | EUR

    creator
    creator | from_day   | until_day  | fee | currency | code
    mia     | 2026-05-01 | 2026-05-31 | 15  | EUR      | MIA

    cost
    entry | month      | kind  | amount | currency
    1     | 2026-05-01 | tools | 4      | EUR

    ad_day
    ad_account | level | entity | day        | currency | spend | impressions
    a          | ad    | ad1    | 2026-05-20 | EUR      | 11    | 1000
"""


def asked(store: Store, settings: Settings | None = None, period: Period | None = MAY) -> Answer:
    return QUESTIONS["finance"].answer(store, settings or Settings(), Ask(period=period))


def table(answer: Answer, name: str) -> tuple[Row, ...]:
    return next(table.rows for table in answer.tables if table.name == name)


def lines(answer: Answer) -> dict[object, object]:
    return {row["line"]: row["amount"] for row in table(answer, "tie-out")}


def test_a_month_runs_from_gross_to_margin_by_hand(given: Given) -> None:
    (row,) = table(asked(given(BOOKS)), "months")

    assert row.cells == {
        "month": "2026-05",
        "orders": 2,
        "gross": Decimal("170.00"),
        "discounts": Decimal("10.00"),
        "paid": Decimal("160.00"),
        "refunds": Decimal("30.00"),
        "taxes": Decimal("26.00"),  # 20, and the half of 12 that was not paid back
        "net": Decimal("104.00"),
        "shipping": Decimal("10.00"),
        "product_costs": Decimal("25.00"),
        "contribution_margin": Decimal("69.00"),
        "status": "open",
    }


def test_what_is_left_after_marketing_is_of_tracked_orders_alone(given: Given) -> None:
    (row,) = table(asked(given(BOOKS)), "tracked months")

    assert row["contribution_margin"] == Decimal("59.00")  # 100 − 20 − 5 − 2 × 8
    assert (row["ad_costs"], row["fees"], row["other_costs"]) == (
        Decimal("11.00"),
        Decimal("15.00"),
        Decimal("4.00"),
    )
    assert row["left"] == Decimal("29.00")


def test_a_product_without_a_cost_leaves_the_margin_unknown_and_is_named(given: Given) -> None:
    answer = asked(given(BOOKS.replace("cup | 2026-01-01 | 9 ", "cup | 2026-06-01 | 9 ")))

    (row,) = table(answer, "months")
    assert row["net"] == Decimal("104.00")
    assert row["contribution_margin"] is None
    assert "No cost is given for cup, in 1 of 2 orders" in row.unknown["contribution_margin"]
    assert "cup" in answer.sentences[0]
    assert [r["sku"] for r in table(answer, "products without a cost")] == ["cup"]


def test_refunds_above_what_was_paid_stand_below_zero_and_are_named(given: Given) -> None:
    answer = asked(given(BOOKS.replace("| 60    | 0        | 30 ", "| 60    | 0        | 75 ")))

    (row,) = table(answer, "months")
    assert row["taxes"] == Decimal("20.00")
    assert row["net"] == Decimal("65.00")  # 160 − 75 − 20
    assert any("got back more than was paid, €15.00" in caveat for caveat in answer.caveats)


def test_an_order_in_a_currency_without_a_rate_leaves_its_month_unknown(given: Given) -> None:
    store = given(BOOKS.replace("o2       | 2026-05-09 | EUR", "o2       | 2026-05-09 | USD"))

    answer = asked(store, Settings(currency="EUR"))

    (row,) = table(answer, "months")
    assert row["paid"] is None
    assert "No exchange rate from USD to EUR" in row.unknown["paid"]
    assert lines(answer)["All orders of the shop"] is None


def test_an_order_and_its_refund_pass_through_the_rate_of_the_orders_day(given: Given) -> None:
    story = (
        BOOKS.replace("o2       | 2026-05-09 | EUR", "o2       | 2026-05-09 | USD")
        + """
    fx_rate
    day        | base | quote | rate
    2026-05-08 | USD  | EUR   | 0.5
    2026-05-10 | USD  | EUR   | 0.9
    """
    )

    answer = asked(given(story), Settings(currency="EUR"))

    (row,) = table(answer, "months")
    assert (row["paid"], row["refunds"]) == (Decimal("130.00"), Decimal("15.00"))
    assert any("rate of its own day" in caveat for caveat in answer.caveats)


def test_the_tie_out_names_each_difference(given: Given) -> None:
    store = given("""
        sale
        order_id | day        | ordered_ms    | currency | total | refunded | tax | status  | cancelled | test | codes
        o1       | 2026-05-02 | 1777716000000 | EUR      | 100   | 0        | 20  | paid    |           |      | MIA
        o2       | 2026-05-09 | 1778320800000 | EUR      | 60    | 30       | 12  | paid    |           |      |
        o3       | 2026-05-10 | 1778407200000 | EUR      | 40    |          | 0   | pending |           |      |
        o4       | 2026-05-11 | 1778493600000 | EUR      | 7     |          | 0   | paid    | true      |      |
        o5       | 2026-05-12 | 1778580000000 | EUR      | 5     |          | 0   | paid    |           | true |
        o6       | 2026-05-31 | 1780272000000 | EUR      | 9     |          | 0   | paid    |           |      |
        o7       | 2026-06-01 | 1780358400000 | EUR      | 1     |          | 0   | paid    |           |      |

        refund
        refund_id | order_id | refund_day
        f1        | o3       | 2026-06-03

        refund_part
        refund_id | part | kind | amount
        f1        | 1    | line | 4

        promo_code
        code | creator
        MIA  | mia
    """)  # noqa: E501

    assert lines(asked(store)) == {
        "All orders of the shop": Decimal("221.00"),
        "− Test orders": Decimal("-5.00"),
        "− Cancelled or voided": Decimal("-7.00"),
        "− Refunds of these orders": Decimal("-34.00"),
        "Counted in answers": Decimal("175.00"),
        "of it tracked to TikTok": Decimal("100.00"),
        "of it not tracked": Decimal("75.00"),
        "of it not paid yet": Decimal("40.00"),
        "In another month by UTC": Decimal("9.00"),  # o6: midnight of 1 June
    }
    june = asked(store, period=Period.month("2026-06"))
    assert lines(june)["Refunds by the day they were paid"] == Decimal("4.00")
    assert lines(june)["Of other months, in this one by UTC"] == Decimal("9.00")


def test_the_lines_of_the_tie_out_are_what_other_answers_count(given: Given) -> None:
    store = given(BOOKS)

    conversion = QUESTIONS["conversion"].answer(store, Settings(), Ask(period=MAY))
    shown = {row["metric"]: row["value"] for one in conversion.tables for row in one.rows}

    assert lines(asked(store))["Counted in answers"] == shown["shop_revenue"]
    assert lines(asked(store))["of it tracked to TikTok"] == shown["tracked_revenue"]


def test_months_without_orders_are_unknown_and_not_zero(given: Given) -> None:
    answer = asked(given(BOOKS), period=Period(MAY.since, Period.month("2026-06").until))

    may, june = table(answer, "months")
    assert may["paid"] == Decimal("160.00")
    assert june["paid"] is None
    assert june["orders"] is None


@pytest.fixture
def closed_may() -> Settings:
    frozen = {"orders": Decimal(2), "paid": Decimal("150.00"), "net": Decimal("104.00")}
    close = MonthClose("2026-05", frozen, "EUR", "ana", "2026-06-03T09:00:00Z", 1)
    return Settings(closes=(close,))


def test_a_closed_month_shows_what_was_frozen_and_what_was_restated(
    given: Given, closed_may: Settings
) -> None:
    answer = asked(given(BOOKS), closed_may)

    (row,) = table(answer, "months")
    assert row["paid"] == Decimal("150.00")
    assert row["status"] == "closed 3 Jun 2026 by ana"
    (restated,) = table(answer, "restated since the close")
    assert restated["figure"] == "Paid by customers"
    assert (restated["frozen"], restated["now"], restated["difference"]) == (
        Decimal("150.00"),
        Decimal("160.00"),
        Decimal("10.00"),
    )


def test_a_month_is_whole_where_all_data_are_asked_for_though_files_begin_within_it(
    given: Given, closed_may: Settings
) -> None:
    answer = asked(given(BOOKS), closed_may, None)

    (row,) = table(answer, "months")
    assert row["status"] == "closed 3 Jun 2026 by ana"
    (tracked,) = table(answer, "tracked months")
    assert tracked["fees"] is None  # it was not frozen then
    open_month = table(asked(given(BOOKS), None, None), "tracked months")[0]
    assert open_month["status"] == "20 of 31 days"


def test_a_close_is_not_known_before_its_day(given: Given, closed_may: Settings) -> None:
    store = given(BOOKS)

    for day, status in ((date(2026, 6, 2), "open"), (date(2026, 6, 3), "closed 3 Jun 2026 by ana")):
        ask = Ask(period=MAY, as_of=day)
        answer = QUESTIONS["finance"].answer(store, closed_may, ask)
        assert table(answer, "months")[0]["status"] == status


def test_what_was_unknown_at_the_close_says_that_it_can_be_told_by_now(
    given: Given, closed_may: Settings
) -> None:
    (row,) = table(asked(given(BOOKS), closed_may), "months")

    assert row["contribution_margin"] is None
    assert "can be told by now" in row.unknown["contribution_margin"]


def test_a_part_of_a_closed_month_shows_its_own_figures(given: Given, closed_may: Settings) -> None:
    part = Period(MAY.since, Period.month("2026-05").since.replace(day=5))

    (row,) = table(asked(given(BOOKS), closed_may, part), "months")

    assert row["paid"] == Decimal("100.00")
    assert row["status"] == "4 of 31 days"


def test_without_orders_it_says_what_to_import(given: Given) -> None:
    answer = asked(
        given("""
        post
        post_id | posted_day | views
        p1      | 2026-05-02 | 100
    """)
    )

    assert not answer.tables
    assert "clipworth import" in answer.sentences[0]


def test_tiktok_shop_has_books_of_its_own_and_none_of_them_is_in_the_shop(given: Given) -> None:
    story = """
    shop_order
    order_id | day        | currency | amount | refunded
    t1       | 2026-05-02 | EUR      | 57     | 7

    shop_order_line
    order_id | sku_id | line | sku | quantity | subtotal
    t1       | 11     | 1    | mug | 2        | 57
    """

    (shop,) = table(asked(given(BOOKS + story)), "shop by month")
    (own,) = table(asked(given(BOOKS + story)), "months")

    assert (shop["net"], own["paid"]) == (Decimal("50.00"), Decimal("160.00"))
    assert "No settlement is known" in shop.unknown["margin"]
    alone = asked(given(story))
    assert [one.name for one in alone.tables] == ["shop by month"]
    assert "no month to close" in alone.sentences[0]


def test_without_a_report_of_ads_their_0_is_said_to_be_a_guess(given: Given) -> None:
    store = given("""
        sale
        order_id | day        | currency | total
        o1       | 2026-05-20 | EUR      | 10
    """)

    answer = QUESTIONS["finance"].answer(store, Settings(), Ask())

    assert any(said.startswith("No report of ads is imported") for said in answer.caveats)
