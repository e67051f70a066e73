"""The budget: each cost and return once, TikTok Shop's included; unknown is not infinite."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from answers.brand import BRAND, FOREIGN_FEE, TOP_SAMPLE
from clipworth.answers.questions import QUESTIONS
from clipworth.measure.budget.marginal import judged
from clipworth.model.answers import Answer, Ask, Refused, Row
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

MAY = Period.month("2026-05")
SHOP = """
    shop_order
    order_id | day        | currency | amount | refunded
    t1       | 2026-05-02 | EUR      | 57     | 7

    shop_order_line
    order_id | sku_id | line | sku | quantity | subtotal
    t1       | 11     | 1    | s1  | 2        | 57

    affiliate_sale
    side   | order_id | sku_id | creator | post_id | day        | currency | quantity | paid | commission
    seller | t1       | 11     | mia     | p7      | 2026-05-02 | EUR      | 2        | 57   | 4

    shop_settlement
    entry | kind  | settled_day | order_id | currency | settlement | fees | affiliate_commission
    t1    | Order | 2026-05-16  | t1       | EUR      | 41         | -9   | -4

    gmv_max
    ad_account | level    | entity | from_day   | until_day  | currency | spend | revenue_with_organic
    g          | campaign | c1     | 2026-05-01 | 2026-05-02 | EUR      | 11    | 60
"""  # noqa: E501


def asked(store: Store, by: str | None = None, settings: Settings | None = None) -> Answer:
    chosen = settings or Settings()
    return QUESTIONS["budget"].answer(store, chosen, Ask(by=by, period=MAY))


def rows(answer: Answer) -> dict[object, Row]:
    table = answer.tables[0]
    return {row[table.columns[0].key]: row for row in table.rows}


def test_what_a_unit_returned_by_hand(given: Given) -> None:
    found = rows(asked(given(BRAND)))

    creator = found["creator"]  # 16 of 30 days of a fee of 300, and one order of 60
    assert (creator["cost"], creator["revenue"]) == (Decimal("160.00"), Decimal("60.00"))
    assert creator["cash_per_unit"] == pytest.approx(60 / 160)
    assert creator["roi"] == pytest.approx(60 / 160 - 1)
    assert sum(float(str(row["share"])) for row in found.values()) == pytest.approx(1)


def test_the_parts_are_those_of_the_return_answer_where_there_is_no_shop(given: Given) -> None:
    store = given(BRAND)

    roi = QUESTIONS["roi"].answer(store, Settings(), Ask(period=MAY)).tables[1]

    assert {row["content_type"]: (row["cost"], row["roi"]) for row in roi.rows} == {
        part: (row["cost"], row["roi"]) for part, row in rows(asked(store)).items()
    }


def test_tiktok_shop_is_a_part_with_its_own_costs_and_sales(given: Given) -> None:
    shop = rows(asked(given(BRAND + SHOP)))["shop"]

    assert shop["shop_revenue"] == Decimal("50.00")
    assert shop["shop_costs"] == Decimal("9.00")
    assert shop["ad_costs"] == Decimal("11.00")
    assert shop["cost"] == Decimal("20.00")
    assert shop["cash_per_unit"] == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("by", "part", "sales", "ads"),
    [
        ("creator", "mia", "50.00", None),
        ("post", "p7", "50.00", None),
        ("pillar", "recipes", "50.00", None),
        ("format", "skit", "50.00", None),
        ("month", "2026-05", "50.00", "141.00"),
    ],
)
def test_a_sale_of_the_shop_stands_with_whom_it_is_credited_to(
    by: str, part: str, sales: str, ads: str | None, given: Given
) -> None:
    found = rows(asked(given(BRAND + SHOP), by))

    assert found[part]["shop_revenue"] == Decimal(sales)
    assert [p for p, row in found.items() if row["shop_revenue"]] == [part]
    if ads:
        assert found[part]["ad_costs"] == Decimal(ads)


@pytest.mark.parametrize("by", ["content_type", "creator", "post", "pillar", "format", "month"])
def test_every_breakdown_adds_up_to_the_same_money(by: str, given: Given) -> None:
    found = rows(asked(given(BRAND + SHOP), by))

    assert sum(row["cost"] or 0 for row in found.values()) == Decimal("403.00")  # type: ignore[misc]
    assert sum(row["revenue"] or 0 for row in found.values()) == Decimal("140.00")  # type: ignore[misc]


def test_gmv_max_in_ads_manager_and_in_its_own_export_is_spent_once(given: Given) -> None:
    ads = """
    ad_day
    ad_account | level | entity | day        | ad_format | currency | spend | impressions
    g          | ad    | ad1    | 2026-05-01 | GMV Max   | EUR      | 11    | 1000
    """

    found = rows(asked(given(BRAND + SHOP + ads)))

    assert sum(row["cost"] or 0 for row in found.values()) == Decimal("403.00")  # type: ignore[misc]


def test_unknown_costs_leave_the_return_unknown_and_not_infinite(given: Given) -> None:
    story = BRAND.replace("2026-05-16 | 2026-06-14 | 300 ", "2026-05-16 | 2026-06-14 |     ")

    mia = rows(asked(given(story), "creator"))["mia"]

    assert mia["cash_per_unit"] is None
    assert "no fee given for mia" in mia.unknown["cash_per_unit"]


def test_a_fee_of_0_divides_nothing(given: Given) -> None:
    story = BRAND.replace("2026-05-16 | 2026-06-14 | 300 ", "2026-05-16 | 2026-06-14 | 0   ")

    mia = rows(asked(given(story), "creator"))["mia"]

    assert mia["cost"] == Decimal("0.00")
    assert mia["cash_per_unit"] is None
    assert "The cost is 0" in mia.unknown["cash_per_unit"]


def test_a_currency_without_a_rate_leaves_its_part_unknown(given: Given) -> None:
    found = rows(asked(given(FOREIGN_FEE), settings=Settings(currency="EUR")))

    assert found["creator"]["cost"] is None
    assert "No exchange rate from USD to EUR" in found["creator"].unknown["cost"]


def test_fees_that_are_not_settled_leave_the_shop_unknown(given: Given) -> None:
    story = SHOP.replace("| t1       | EUR      | 41 ", "| t9       | EUR      | 41 ")

    shop = rows(asked(given(BRAND + story)))["shop"]

    assert shop["cost"] is None
    assert "not settled" in shop.unknown["cash_per_unit"]
    assert shop["revenue"] == Decimal("50.00")


def test_pillars_of_top_samples_are_refused(given: Given) -> None:
    with pytest.raises(Refused):
        asked(given(TOP_SAMPLE), "pillar")


def test_media_value_has_its_own_columns_and_is_in_no_cash(given: Given) -> None:
    priced = Settings(value_per_1000_views=Decimal(10))

    organic = rows(asked(given(BRAND), settings=priced))["organic"]

    assert organic["media_equivalent"] == Decimal("435.00")  # 43,500 organic views of p4 to p6
    assert organic["media_per_unit"] == pytest.approx(435 / 62)
    assert organic["revenue"] == Decimal("0.00")


def weekly(spend: list[int], returns: float, days: int = 7) -> str:
    """Tell ads and orders of so many weeks, one day of each standing for it."""
    first = date(2026, 1, 5)
    ads, sales, number = [], [], 0
    rng = np.random.default_rng(4)
    for week, amount in enumerate(spend):
        for offset in (0, days - 1):
            day = first + timedelta(days=7 * week + offset)
            ads.append(f"a | ad | ad1 | {day} | EUR | {amount} | 1000")
            total = 100 + returns * amount + rng.normal(0, 5)
            sales.append(f"o{number} | {day} | EUR | {total:.2f} | tiktok | paid")
            number += 1
    return "\n".join([
        "ad_day", "ad_account | level | entity | day | currency | spend | impressions", *ads, "",
        "sale", "order_id | day | currency | total | utm_source | utm_medium", *sales,
    ])  # fmt: skip


def paid(answer: Answer) -> Row:
    return answer.tables[1].rows[0]


def test_one_more_unit_where_spend_varied(given: Given) -> None:
    spend = [50, 200, 80, 160, 40, 120, 90, 180] * 4

    answer = QUESTIONS["budget"].answer(given(weekly(spend, 1.5)), Settings(), Ask())

    found = paid(answer)
    assert found["marginal"] == pytest.approx(1.5, abs=0.1)
    assert found["marginal_low"] < 1.5 < found["marginal_high"]
    assert found["marginal_n"] == 32
    assert any("an experiment can tell" in caveat for caveat in answer.caveats)
    assert any("more than chance" in said for said in answer.sentences)


@pytest.mark.parametrize(
    ("spend", "why"),
    [
        ([50, 200, 80, 160] * 5, "known together on 20 whole weeks; it takes 26"),
        ([100, 101, 99, 100] * 8, "nobody can tell what more of it brings"),
    ],
)
def test_there_is_silence_and_a_reason_where_spend_cannot_tell(
    spend: list[int], why: str, given: Given
) -> None:
    answer = QUESTIONS["budget"].answer(given(weekly(spend, 1.5)), Settings(), Ask())

    assert paid(answer)["marginal"] is None
    assert why in paid(answer).unknown["marginal"]


def test_weeks_without_revenue_or_spend_give_silence() -> None:
    assert "brought tracked revenue" in judged([1.0, 5.0] * 15, [0.0] * 30, 30).why
    assert "Nothing was spent" in judged([0.0] * 30, [1.0] * 30, 30).why


def test_no_other_content_type_has_a_marginal_return(given: Given) -> None:
    others = asked(given(BRAND)).tables[1].rows[1:]

    assert {row["part"] for row in others} == {"creator", "organic", "ugc", "shop"}
    assert all(row.unknown["marginal"] for row in others)
