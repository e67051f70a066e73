"""ROI by group: costs where they were booked, money once, refusals and reasons."""

from decimal import Decimal

import pytest

from answers.brand import BRAND, TOP_SAMPLE
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Ask, Refused, Row
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given


def by(store: Store, key: str) -> dict[object, Row]:
    ask = Ask(by=key, period=Period.month("2026-05"))
    return {row[key]: row for row in QUESTIONS["roi"].answer(store, Settings(), ask).tables[1].rows}


def test_costs_stand_once_by_content_type(given: Given) -> None:
    rows = by(given(BRAND), "content_type")

    costs = {part: row["cost"] for part, row in rows.items()}
    assert costs == {
        "paid": Decimal("130.00"),
        "creator": Decimal("160.00"),
        "organic": Decimal("62.00"),
        "not assigned": Decimal("31.00"),
    }
    assert rows["creator"]["tracked_revenue"] == Decimal("60.00")
    assert rows["paid"]["tracked_revenue"] == Decimal("30.00")
    assert rows["paid"]["purchase_value"] == Decimal("320.00")


def test_by_pillar_all_of_a_post_stands_once_and_ratios_are_those_of_the_post(
    given: Given,
) -> None:
    store = given("""
        post
        post_id | account | posted_day | views | likes | comments | shares | saves
        p1      | b       | 2026-05-03 | 10001 | 1     | 1        | 10     | 0

        post_plan
        post_id | pillar
        p1      | x; y

        promo_code
        code | post_id
        C    | p1

        sale
        order_id | day        | currency | total | codes
        o1       | 2026-05-04 | EUR      | 150   | C

        cost
        entry | month      | amount | currency | post_id
        1     | 2026-05-01 | 100    | EUR      | p1
    """)
    priced = Settings(value_per_1000_views=Decimal(10))
    ask = Ask(by="pillar", period=Period.month("2026-05"))

    answer = QUESTIONS["roi"].answer(store, priced, ask)

    rows = answer.tables[1].rows
    total = {row["metric"]: row["value"] for row in answer.tables[0].rows}
    keys = ("cost", "tracked_orders", "organic_views", "media_equivalent", "intent_actions")
    sums = {key: sum(row[key] for row in rows) for key in keys}  # type: ignore[misc]
    assert [row["pillar"] for row in rows] == ["x", "y"]
    assert sums == {
        "cost": Decimal(100),
        "tracked_orders": 1,
        "organic_views": 10001,
        "media_equivalent": total["media_equivalent"],
        "intent_actions": 10,
    }
    assert [row["media_return"] for row in rows] == [pytest.approx(total["media_return"])] * 2
    assert [row["cost_per_intent_action"] for row in rows] == [Decimal(10)] * 2
    assert [row["roi"] for row in rows] == [pytest.approx(0.5)] * 2


def test_no_credited_order_is_no_return_of_minus_everything(given: Given) -> None:
    organic = by(given(BRAND), "content_type")["organic"]

    assert organic["roi"] is None
    assert "codes or tagged links" in organic.unknown["roi"]


def test_a_creator_without_a_fee_leaves_only_that_creator_unknown(given: Given) -> None:
    fee = "mia     | 2026-05-16 | 2026-06-14 | 300 | EUR      | MIA10"
    without = "ben     | 2026-05-16 | 2026-05-20 |     | EUR      | BEN"
    story = BRAND.replace(fee, f"{fee}\n    {without}").replace(
        "5        |       | google", "5        | BEN   | google"
    )
    rows = by(given(story), "creator")

    assert rows["mia"]["roi"] == pytest.approx(60 / 160 - 1)
    assert rows["ben"]["roi"] is None
    assert "no fee given for ben" in rows["ben"].unknown["roi"]


def test_a_fee_abroad_without_a_rate_is_named_in_each_month_that_it_reaches(given: Given) -> None:
    ask = Ask(by="creator", period=Period.month("2026-06"))
    store = given("""
        creator
        creator | from_day   | until_day  | fee | currency | code
        mia     | 2026-05-16 | 2026-06-14 | 300 | USD      | MIA

        cost
        entry | month      | amount | currency
        1     | 2026-06-01 | 30     | EUR

        sale
        order_id | day        | currency | total | codes
        o1       | 2026-06-02 | EUR      | 60    | MIA
    """)

    answer = QUESTIONS["roi"].answer(store, Settings(currency="EUR"), ask)

    missing = (
        "No exchange rate from USD to EUR on 14 days (2026-06-01 to 2026-06-14); import fx rates."
    )
    money = {row["metric"]: row for row in answer.tables[0].rows}
    mia = next(row for row in answer.tables[1].rows if row["creator"] == "mia")
    assert missing in answer.caveats
    assert {money[key].unknown["value"] for key in ("cost", "fees", "roi")} == {missing}
    assert {mia.unknown[key] for key in ("cost", "fees", "roi")} == {missing}


def test_a_spark_ad_is_a_cost_of_its_post(given: Given) -> None:
    rows = by(given(BRAND), "post")

    assert rows["p6"]["ad_costs"] == Decimal("100.00")


def test_pillars_of_top_samples_are_refused(given: Given) -> None:
    with pytest.raises(Refused):
        QUESTIONS["roi"].answer(given(TOP_SAMPLE), Settings(), Ask(by="pillar"))


STRAY_COSTS = """
    sale
    order_id | day        | currency | total | codes | status
    o1       | 2026-05-16 | EUR      | 60    | MIA   | paid
    o2       | 2026-05-20 | EUR      | 40    | MIA   | Partially_Paid
    o3       | 2026-05-31 | EUR      | 25    | MIA   | pending
    o4       | 2026-05-31 | EUR      | 10    |       | pending

    creator
    creator | from_day   | until_day  | fee | currency | code
    mia     | 2026-05-16 | 2026-06-14 | 300 | EUR      | MIA
    ben     | 2026-07-01 |            | 80  | USD      | BEN

    cost
    entry | month      | kind       | amount | currency | creator
    1     | 2026-04-01 | tools      | 30     | EUR      |
    2     | 2026-04-01 | production | 12.50  |          | Mia
    1     | 2026-05-01 | tools      | 30     | EUR      |
    1     | 2026-06-01 | tools      | 31     | EUR      |
"""


def outside(store: Store, ask: Ask) -> list[str]:
    caveats = QUESTIONS["roi"].answer(store, Settings(currency="EUR"), ask).caveats
    return [caveat for caveat in caveats if caveat.startswith("In no sum")]


def test_costs_wholly_outside_the_days_that_are_known_are_named_with_their_amounts(
    given: Given,
) -> None:
    store = given(STRAY_COSTS)

    (said,) = outside(store, Ask())
    assert said == (
        "In no sum, as it is booked wholly outside 16 May 2026 to 31 May 2026, the days of the "
        "other files: €73.50 and $80.00 (cost sheet of Apr 2026, €42.50; cost sheet of Jun 2026, "
        "€31.00; agreement with @ben from 1 Jul 2026, $80.00). Ask for those days with --from and "
        "--to."
    )
    assert outside(store, Ask(period=Period.month("2026-05"))) == []
    (of_mia,) = outside(store, Ask(where={"creator": "@Mia"}))
    assert "files: €12.50 (cost sheet of Apr 2026, €12.50)." in of_mia


@pytest.mark.parametrize("question", ["roi", "overview", "conversion"])
def test_tracked_orders_that_are_not_marked_as_paid_are_counted_and_said(
    question: str, given: Given
) -> None:
    answer = QUESTIONS[question].answer(given(STRAY_COSTS), Settings(currency="EUR"), Ask())

    (said,) = [caveat for caveat in answer.caveats if "not marked as paid" in caveat]
    assert said == (
        "2 tracked orders, worth €65.00, are not marked as paid by the shop; they count as "
        "revenue, as in the shop's own totals."
    )
    assert not [caveat for caveat in answer.caveats if "customers paid" in caveat]
    revenue = {row["metric"]: row["value"] for table in answer.tables for row in table.rows
               if "metric" in row.cells}  # fmt: skip
    assert revenue["tracked_revenue"] == Decimal("125.00")
