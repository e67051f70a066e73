"""Who bought, by group: what stands in rows adds up to what stands above them."""

from decimal import Decimal

import pytest

from clipworth.answers.explain import explain
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Ask
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from stories import Given


@pytest.mark.parametrize("by", ["day", "month"])
def test_converted_revenue_of_the_rows_adds_up_to_the_total(by: str, given: Given) -> None:
    store = given("""
        sale
        order_id | day        | currency | total | utm_source
        o1       | 2026-05-22 | GBP      | 0.13  | tiktok
        o2       | 2026-06-23 | GBP      | 0.13  | tiktok
        o3       | 2026-07-24 | GBP      | 0.13  | tiktok

        fx_rate
        day        | base | quote | rate
        2026-04-01 | GBP  | EUR   | 1.18
    """)

    answer = QUESTIONS["conversion"].answer(store, Settings(currency="EUR"), Ask(by=by))

    (total,) = (r["value"] for r in answer.tables[0].rows if r["metric"] == "tracked_revenue")
    (orders,) = (table for table in answer.tables if table.name == f"orders by {by}")
    # Each is 0.1534, which alone would be 0.15, and 0.45 of three.
    assert total == Decimal("0.46")
    assert sum(Decimal(str(row["tracked_revenue"])) for row in orders.rows) == total


def test_without_codes_and_tags_nobody_knows_which_orders_came_from_tiktok(given: Given) -> None:
    store = given("""
        sale
        order_id | day        | currency | total | refunded | codes
        o1       | 2026-05-22 | EUR      | 10    | 0        | WELCOME
        o2       | 2026-06-23 | EUR      | 20    | 0        |

        promo_code
        code    | creator | post_id | content_type
        WELCOME |         |         |

        ad_day
        ad_account | level | entity | day        | currency | spend | impressions
        a          | ad    | ad1    | 2026-05-22 | EUR      | 5     | 1000
    """)

    bought = QUESTIONS["conversion"].answer(store, Settings(currency="EUR"), Ask())
    back = QUESTIONS["roi"].answer(store, Settings(currency="EUR"), Ask(by="content_type"))
    explained = explain(store, Settings(currency="EUR"), "tracked_orders", Ask())

    why = "No codes sheet and no order with a UTM: which orders came from TikTok is unknown."
    rows = {row["metric"]: row for row in bought.tables[0].rows}
    for key in ("tracked_orders", "tracked_revenue", "first_party_roas", "aov"):
        assert (rows[key]["value"], rows[key].unknown["value"]) == (None, why)
    assert rows["shop_orders"]["value"] == 2
    assert bought.sentences[0] == f"Who bought is unknown: n{why[1:]}"
    assert back.sentences[0] == f"What TikTok brought in is unknown: n{why[1:]}"
    (returns,) = (table for table in back.tables if table.name == "returns_by_content_type")
    assert {(row["tracked_orders"], row["tracked_revenue"]) for row in returns.rows} == {
        (None, None)
    }
    assert {row.unknown["tracked_orders"] for row in returns.rows} == {why}
    assert (explained.value, explained.unknown) == (None, why)


@pytest.mark.parametrize(
    "speaks",
    [
        "promo_code\n code | creator\n MIA10 | mia",
        "creator\n creator | from_day | code\n mia | 2026-05-01 | MIA10",
        "sale\n order_id | day | total | utm_source\n o2 | 2026-01-23 | 20 | newsletter",
    ],
)
def test_where_some_order_could_be_tracked_none_is_zero(speaks: str, given: Given) -> None:
    store = given(f"""
        sale
        order_id | day        | currency | total | refunded
        o1       | 2026-05-22 | EUR      | 10    | 0

        {speaks}
    """)

    answer = QUESTIONS["conversion"].answer(
        store, Settings(currency="EUR"), Ask(period=Period.month("2026-05"))
    )

    rows = {row["metric"]: row["value"] for row in answer.tables[0].rows}
    assert (rows["tracked_orders"], rows["tracked_revenue"]) == (0, Decimal("0.00"))
    assert answer.sentences[0] == "0 of 1 order is tracked (0.0 %)."


ZERO = """
    ad_day
    ad_account | level | entity | day        | currency | ad_format | spend | impressions | clicks | conversions | _row
    a          | ad    | ad1    | 2026-05-22 | EUR      | Spark     | 5     | 1000        | 10     | 0           | 2
    a          | ad    | ad1    | 2026-05-23 | EUR      | Spark     | 5     | 1000        | 10     |             | 3
    a          | ad    | ad2    | 2026-05-24 | EUR      | In-Feed   | 5     | 1000        | 10     | 0           | 4
"""  # noqa: E501


def test_a_claim_that_no_row_says_is_not_blamed_on_masking_alone(given: Given) -> None:
    answer = QUESTIONS["conversion"].answer(given(ZERO), Settings(), Ask())

    assert (
        "What TikTok claims is a floor: unknown are conversions on 1 row of 3 of ads, masked or "
        "not in the report, and those are in no sum."
    ) in answer.caveats


def test_an_explained_zero_names_the_rows_that_say_zero(given: Given) -> None:
    found = explain(given(ZERO), Settings(), "conversions", Ask())

    (claimed,) = found.inputs
    assert (found.value, claimed.value) == (0, 0)
    assert [rows.ranges for rows in claimed.receipts] == [((2, 2), (4, 4))]
