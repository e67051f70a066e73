"""Ads whose small counts are masked below: delivery from the finest level, claims from above."""

from decimal import Decimal

import pytest

from clipworth.measure.figures import figures
from clipworth.measure.items import read_items
from clipworth.measure.metrics.conversion import (
    CLICKS,
    CONVERSIONS,
    CPA,
    CVR,
    SPEND,
)
from clipworth.measure.paid.unsaid import unsaid
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

MAY = Period.month("2026-05")
# TikTok masks the conversions of ads under 5; their ad groups show them.
MASKED = """
    ad_day
    ad_account|level|entity|day|ad_group_id|ad_format|post_id|spend|clicks|conversions
    a|ad|spark1|2026-05-01|sparks|Spark Ads|7001|10.00|100|
    a|ad|spark2|2026-05-01|sparks|Spark Ads|7002|20.00|150|9
    a|ad|feed1|2026-05-01|feeds|In-Feed||40.00|300|20
    a|ad|mixed1|2026-05-01|mixed|Spark Ads|7001|5.00|10|
    a|ad|mixed2|2026-05-01|mixed|In-Feed||5.00|10|
    a|adgroup|sparks|2026-05-01|sparks|||30.00|250|12
    a|adgroup|feeds|2026-05-01|feeds|||40.00|300|20
    a|adgroup|mixed|2026-05-01|mixed|||10.00|20|3
"""


@pytest.fixture
def masked(given: Given) -> Store:
    """A day whose levels were chosen as on publishing."""
    return given(MASKED)


def selected(**where: str) -> Selection:
    return Selection.of(Settings(), "EUR", MAY, MAY, where)


def test_the_finest_level_says_what_was_delivered_and_the_fullest_what_is_claimed(
    masked: Store,
) -> None:
    found = masked.rows("select level, claims_level from ad_level")

    assert found == [("ad", "adgroup")]


def test_two_levels_beside_each_other_are_never_added(masked: Store) -> None:
    found = figures(masked, [SPEND, CLICKS, CONVERSIONS], selected())

    assert [found.get(m.key) for m in (SPEND, CLICKS, CONVERSIONS)] == [Decimal(80), 570, 35]


def test_spend_reaches_the_boosted_post_though_its_conversions_are_masked(masked: Store) -> None:
    found = figures(masked, [SPEND], selected(post="7001"))

    assert found.get("spend") == Decimal(15)


def test_claims_are_of_a_format_where_all_ads_below_are_of_it(masked: Store) -> None:
    found = figures(masked, [SPEND, CONVERSIONS], selected(), by="format")

    assert {part: found.get("conversions", part) for part in found.parts()} == {
        "Spark Ads": 12,
        "In-Feed": 20,
        "several formats": 3,
    }
    assert {part: found.get("spend", part) for part in found.parts()} == {
        "Spark Ads": Decimal(35),
        "In-Feed": Decimal(45),
        "several formats": None,
    }


def test_rates_of_claims_rest_on_rows_of_one_level(masked: Store) -> None:
    read = read_items(masked, selected(), ratios=[CVR, CPA], by="format")

    assert read is not None
    pairs = {
        part: (read.of("cvr", (span, part)), read.of("cpa", (span, part)))
        for span, part in read.groups
    }
    sparks = [float(half[0]) for pair in pairs["Spark Ads"] for half in pair]
    assert sparks == [12, 250, 30, 12]


def test_masked_rows_are_counted_at_the_level_that_says_the_claims(masked: Store) -> None:
    assert unsaid(masked, selected()).conversions == 0


def test_claims_of_several_boosted_posts_are_of_spark_ads_where_no_format_is_stated(
    given: Given,
) -> None:
    store = given("""
        ad_day
        ad_account|level|entity|day|ad_group_id|post_id|spend|clicks|conversions
        a|ad|one|2026-05-01|boost|7001|10.00|100|
        a|ad|two|2026-05-01|boost|7002|20.00|150|
        a|adgroup|boost|2026-05-01|boost||30.00|250|12
    """)

    found = figures(store, [CONVERSIONS], selected(), by="format")

    assert {part: found.get("conversions", part) for part in found.parts()} == {"Spark Ads": 12}
