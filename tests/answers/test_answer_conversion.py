"""Who bought, by group: what stands in rows adds up to what stands above them."""

from decimal import Decimal

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Ask
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
