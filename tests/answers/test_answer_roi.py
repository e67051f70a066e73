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


def test_a_spark_ad_is_a_cost_of_its_post(given: Given) -> None:
    rows = by(given(BRAND), "post")

    assert rows["p6"]["ad_costs"] == Decimal("100.00")


def test_pillars_of_top_samples_are_refused(given: Given) -> None:
    with pytest.raises(Refused):
        QUESTIONS["roi"].answer(given(TOP_SAMPLE), Settings(), Ask(by="pillar"))
