"""Ads by format: recognised from fields, guessed from names at most; rates apart; benchmarks."""

from decimal import Decimal
from pathlib import Path

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.ingest.settings import read_settings
from clipworth.model.answers import Answer, Ask, Row
from clipworth.model.periods import Period
from clipworth.model.problems import WrongUse
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

MAY = Period.month("2026-05")
ADS = """
    ad_day
    ad_account | level | entity | day        | campaign        | objective     | ad_format  | post_id | currency | spend | impressions | clicks | purchase_value | conversions
    a          | ad    | ad1    | 2026-05-01 | x               |               | TopView    |         | EUR      | 100   | 5000        | 40     | 200            | 4
    a          | ad    | ad1    | 2026-05-02 | x               |               | TopView    |         | EUR      | 110   | 6000        | 50     | 240            | 5
    a          | ad    | ad1    | 2026-05-03 | x               |               | TopView    |         | EUR      | 90    | 5000        | 44     | 190            | 4
    a          | ad    | ad2    | 2026-05-01 | x               |               |            | p1      | EUR      | 10    | 1000        | 20     | 60             | 2
    a          | ad    | ad2    | 2026-05-02 | x               |               |            | p1      | EUR      | 12    | 1100        | 22     | 70             | 2
    a          | ad    | ad2    | 2026-05-03 | x               |               |            | p1      | EUR      | 11    | 1000        | 21     | 66             | 2
    a          | ad    | ad3    | 2026-05-01 | May In-Feed DE  |               |            |         | EUR      | 7     | 900         | 9      |                |
    a          | ad    | ad4    | 2026-05-01 | x               | PRODUCT_SALES |            |         | EUR      | 5     | 400         | 3      |                |
    a          | ad    | ad5    | 2026-05-01 | x               |               |            |         | EUR      | 3     | 300         | 2      |                |
    a          | ad    | ad6    | 2026-05-01 | topview teaser  |               | VSA        |         | EUR      | 2     | 200         | 2      |                |
"""  # noqa: E501


def asked(store: Store, settings: Settings | None = None) -> Answer:
    return QUESTIONS["formats"].answer(store, settings or Settings(), Ask(period=MAY))


def rows(answer: Answer, name: str = "formats") -> dict[object, Row]:
    return {row["format"]: row for row in next(t.rows for t in answer.tables if t.name == name)}


def test_each_ad_stands_in_the_one_format_that_its_fields_tell(given: Given) -> None:
    answer = asked(given(ADS))

    basis = {
        row["format"]: row["basis"]
        for row in next(t.rows for t in answer.tables if t.name == "recognised by")
    }
    assert basis == {
        "TopView": "its format field",
        "Spark Ads": "the boosted post that it names",
        "In-Feed": "its campaign's name, which is a guess",
        "Shop Ads": "its objective",
        "format not stated": "nothing",
        "Video Shopping": "its format field",
    }
    assert any("which is a guess" in caveat for caveat in answer.caveats)


def test_roas_and_costs_of_a_format_by_hand(given: Given) -> None:
    top = rows(asked(given(ADS)))["TopView"]

    assert top["spend"] == Decimal("300.00")
    assert top["platform_roas"] == pytest.approx(630 / 300)
    assert top["cpm"] == Decimal("18.75")
    assert top["ctr"] == pytest.approx(134 / 16000)
    assert top["cpa"] == Decimal("23.08")
    assert top["platform_roas_low"] < 2.1 < top["platform_roas_high"]


def test_a_format_without_claims_has_no_roas_of_zero(given: Given) -> None:
    shop = rows(asked(given(ADS)))["Shop Ads"]

    assert shop["platform_roas"] is None
    assert "claims no value" in shop.unknown["platform_roas"]


def test_no_rate_is_pooled_over_formats(given: Given) -> None:
    answer = asked(given(ADS))

    assert set(rows(answer)) == {
        "TopView", "Spark Ads", "In-Feed", "Shop Ads", "format not stated", "Video Shopping",
    }  # fmt: skip
    assert any("never pooled" in caveat for caveat in answer.caveats)
    assert "Spark Ads lies above TopView by more than chance" in answer.sentences[1]


def test_published_ranges_of_grade_c_are_shown_and_never_alarm(given: Given) -> None:
    answer = asked(given(ADS), Settings(currency="EUR"))

    table = next(t for t in answer.tables if t.name == "benchmarks")
    ranges = {(row["format"], row["measure"]): row for row in table.rows}
    assert ranges["TopView", "CPM"]["benchmark"]
    assert "grade C" in str(ranges["TopView", "CPM"]["source"])
    assert "not comparable" in str(ranges["TopView", "CPM"]["said"])
    assert "ROAS (TikTok says)" not in {row["measure"] for row in table.rows}
    assert "No published ROAS by format" in table.finding


def test_a_published_range_is_compared_at_the_rate_of_the_dollar(given: Given) -> None:
    rates = """
    fx_rate
    day        | base | quote | rate
    2026-04-01 | USD  | EUR   | 0.5
    """

    answer = asked(given(ADS + rates), Settings(currency="EUR"))

    table = next(t for t in answer.tables if t.name == "benchmarks")
    calc = [r for r in table.rows if r["format"] == "TopView" and "TopView" not in str(r["source"])]
    cpm = next(r for r in calc if r["measure"] == "CPM" and "all formats" not in str(r["source"]))
    assert cpm["benchmark"] == "$15.00–$25.00"
    assert cpm["said"] == "above it"  # 18.75 € against 7.50 to 12.50 €
    assert "Worse than" not in table.finding


def test_an_own_benchmark_may_be_missed(given: Given) -> None:
    own = {"top_view_roas": Decimal("4"), "spark_roas": Decimal("4")}

    answer = asked(given(ADS), Settings(benchmarks=own))

    table = next(t for t in answer.tables if t.name == "benchmarks")
    assert table.finding == (
        "Worse than your own benchmark by more than chance: ROAS (TikTok says) of TopView."
    )
    assert table.finding in answer.sentences


def test_benchmarks_are_typed_in_the_toml_and_a_wrong_key_names_the_nearest(
    tmp_path: Path,
) -> None:
    path = tmp_path / "clipworth.toml"
    path.write_text("[benchmarks]\nin_feed_roas = 2.5\n")
    assert read_settings(path).benchmarks == {"in_feed_roas": Decimal("2.5")}

    path.write_text("[benchmarks]\ninfeed_roas = 2.5\n")
    with pytest.raises(WrongUse, match="in_feed_roas"):
        read_settings(path)


def test_totals_of_a_period_are_not_split_by_format(given: Given) -> None:
    answer = asked(
        given("""
        ad_period
        ad_account | level | entity | from_day   | until_day  | currency | spend
        a          | ad    | ad1    | 2026-05-01 | 2026-05-11 | EUR      | 10
    """)
    )

    assert not answer.tables
    assert "Export the report by day" in answer.sentences[0]


def test_a_currency_without_a_rate_leaves_money_unknown_and_counts_known(given: Given) -> None:
    story = ADS.replace("| p1      | EUR ", "| p1      | GBP ")

    answer = asked(given(story), Settings(currency="EUR"))

    spark = rows(answer)["Spark Ads"]
    assert spark["spend"] is None
    assert "No exchange rate from GBP to EUR" in spark.unknown["spend"]
    assert spark["impressions"] == 3100
