"""TikTok Shop: sales by whom they are credited to, unknown parts named, GMV Max said as it is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask, Row
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

# o1: two products, 30 + 20 after the seller's discounts (of it 2 borne by TikTok), one by mia's
# video, final commission; o2: ben's, estimated commission, half sent back, not settled.
SHOP = """
    shop_order
    order_id | day        | currency | amount | refunded | tax | cancelled | sample
    o1       | 2026-05-02 | USD      | 57     | 0        | 4   |           |
    o2       | 2026-05-09 | USD      | 40     | 20       | 0   |           |
    o3       | 2026-05-10 | USD      | 99     | 0        | 0   | true      |
    o4       | 2026-05-11 | USD      | 0      | 0        | 0   |           | true

    shop_order_line
    order_id | sku_id | line | sku | product | quantity | returned | subtotal | platform_discount
    o1       | 11     | 1    | mug | Mug     | 2        | 0        | 28       | 2
    o1       | 12     | 1    | cup | Cup     | 1        | 0        | 20       |
    o2       | 11     | 1    | mug | Mug     | 2        | 1        | 40       |
    o3       | 11     | 1    | mug | Mug     | 1        | 0        | 99       |
    o4       | 11     | 1    | mug | Mug     | 1        | 0        | 0        |

    affiliate_sale
    side    | order_id | sku_id | sku | creator | post_id | day        | currency | quantity | paid | commission | ads_commission | estimated_commission
    seller  | o1       | 11     | mug | mia     | p1      | 2026-05-02 | USD      | 2        | 28   | 3          | 1              | 5
    seller  | o2       | 11     | mug | ben     | p2      | 2026-05-09 | USD      | 2        | 40   |            |                | 6
    creator | o1       | 11     | mug | mia     | p1      | 2026-05-02 | USD      | 2        | 28   | 3          | 1              | 5

    shop_settlement
    entry | kind  | settled_day | order_id | currency | settlement | fees | transaction_fee | platform_commission | affiliate_commission
    o1    | Order | 2026-05-16  | o1       | USD      | 41         | -9   | -2              | -3                  | -4

    product_cost
    sku | from_day   | unit_cost | currency
    mug | 2026-01-01 | 4         | USD
    cup | 2026-01-01 | 7         | USD

    gmv_max
    ad_account | level    | entity | from_day   | until_day  | currency | spend | revenue_with_organic
    a          | campaign | c1     | 2026-05-01 | 2026-05-02 | USD      | 12    | 60
    a          | campaign | c1     | 2026-05-02 | 2026-05-03 | USD      | 8     | 40
    a          | product  | x      | 2026-05-01 | 2026-05-02 | USD      | 12    | 60
"""  # noqa: E501
MAY = Period.month("2026-05")


def asked(store: Store, by: str | None = None, settings: Settings | None = None) -> Answer:
    return QUESTIONS["shop"].answer(store, settings or Settings(), Ask(by=by, period=MAY))


def rows(store: Store, by: str) -> dict[object, Row]:
    table = next(t for t in asked(store, by).tables if t.name == f"shop by {by}")
    return {row[by]: row for row in table.rows}


def lines(answer: Answer) -> dict[object, Row]:
    return {row["line"]: row for row in answer.tables[0].rows}


def test_cancelled_orders_and_samples_are_no_sales(given: Given) -> None:
    found = lines(asked(given(SHOP)))

    assert found["Orders"]["value"] == 2
    assert found["Revenue"]["value"] == Decimal("90.00")
    assert found["After refunds"]["value"] == Decimal("70.00")


def test_a_settled_line_has_its_margin_by_hand(given: Given) -> None:
    mia = rows(given(SHOP), "creator")["mia"]

    # 9 of fees, 4 of them mia's commission; 5 for TikTok, 3 of them on her 30 of 50.
    assert mia["revenue"] == Decimal("30.00")
    assert mia["actual_commission"] == Decimal("4.00")
    assert mia["estimated_commission"] == Decimal("0.00")
    assert mia["platform_fees"] == Decimal("3.00")
    assert mia["product_costs"] == Decimal("8.00")
    assert mia["margin"] == Decimal("15.00")


def test_estimated_commission_stands_apart_and_an_unsettled_margin_is_unknown(given: Given) -> None:
    ben = rows(given(SHOP), "post")["p2"]

    assert (ben["actual_commission"], ben["estimated_commission"]) == (
        Decimal("0.00"),
        Decimal("6.00"),
    )
    assert ben["net"] == Decimal("20.00")
    assert ben["margin"] is None
    assert "No settlement is known yet for 1 of 1 order line" in ben.unknown["margin"]


def test_an_order_of_two_products_is_one_order_of_each_and_one_in_all(given: Given) -> None:
    store = given(SHOP)

    found = rows(store, "product")

    assert {sku: row["orders"] for sku, row in found.items()} == {"mug": 2, "cup": 1}
    assert lines(asked(store))["Orders"]["value"] == 2
    assert found["cup"]["margin"] == Decimal("11.00")  # 20 − 2 of fees − 7, nobody's commission


def test_a_product_without_a_cost_is_named(given: Given) -> None:
    store = given(SHOP.replace("cup | 2026-01-01 | 7 ", "cap | 2026-01-01 | 7 "))

    cup = rows(store, "product")["cup"]

    assert cup["margin"] is None
    assert "(cup)" in cup.unknown["product_costs"]
    answer = asked(store)
    assert "The margin is known of 0 of 2 orders" not in answer.sentences[1]


def test_gmv_max_counts_one_level_and_says_that_organic_sales_are_inside(given: Given) -> None:
    answer = asked(given(SHOP))

    found = lines(answer)
    assert found["Spend of ads for the shop"]["value"] == Decimal("20.00")
    assert found["ROAS of GMV Max (TikTok says, organic sales inside)"]["value"] == 5.0
    assert found["Shop revenue for each unit of its ads"]["value"] == pytest.approx(3.5)
    assert any("organic sales" in caveat for caveat in answer.caveats)


def test_a_period_of_gmv_max_over_the_edge_leaves_its_cost_unknown(given: Given) -> None:
    story = SHOP.replace(
        "2026-05-02 | 2026-05-03 | USD      | 8 ", "2026-05-30 | 2026-06-03 | USD      | 8 "
    )

    spend = lines(asked(given(story)))["Spend of ads for the shop"]

    assert spend["value"] is None
    assert "reach over the edge" in spend.unknown["value"]


def test_shop_formats_of_ads_manager_are_spend_too_and_gmv_max_only_once(given: Given) -> None:
    ads = """
    ad_day
    ad_account | level | entity | day        | ad_format      | currency | spend | impressions
    b          | ad    | ad1    | 2026-05-21 | Video Shopping | USD      | 5     | 1000
    b          | ad    | ad2    | 2026-05-21 | GMV Max        | USD      | 20    | 1000
    b          | ad    | ad3    | 2026-05-21 | In-Feed        | USD      | 70    | 1000
    """

    spend = lines(asked(given(SHOP + ads)))["Spend of ads for the shop"]

    assert spend["value"] == Decimal("25.00")


def test_refunds_above_revenue_stand_below_zero_and_are_named(given: Given) -> None:
    answer = asked(given(SHOP.replace("| 40     | 20       |", "| 40     | 47       |")))

    assert lines(answer)["After refunds"]["value"] == Decimal("43.00")
    assert any("got back more" in caveat for caveat in answer.caveats)


def test_a_currency_without_a_rate_is_named(given: Given) -> None:
    answer = asked(given(SHOP), settings=Settings(currency="EUR"))

    revenue = lines(answer)["Revenue"]
    assert revenue["value"] is None
    assert "No exchange rate from USD to EUR" in revenue.unknown["value"]
    assert any("No exchange rate from USD to EUR" in caveat for caveat in answer.caveats)


def test_affiliate_rows_alone_are_sales_once_whichever_side_exports_them(given: Given) -> None:
    store = given("""
        affiliate_sale
        side    | order_id | sku_id | sku | creator | post_id | day        | currency | quantity | refunded_quantity | paid | gmv | estimated_commission
        seller  | o1       | 11     | mug | mia     | p1      | 2026-05-02 | USD      | 2        |                   | 28   |     | 5
        creator | o1       | 11     | mug | mia     | p1      | 2026-05-02 | USD      | 2        | 0                 |      | 30  | 5
        creator | o2       | 11     | mug | mia     | p1      | 2026-05-03 | USD      | 4        | 1                 |      | 60  | 9
    """)  # noqa: E501

    mia = rows(store, "creator")["mia"]

    assert mia["revenue"] == Decimal("88.00")
    assert mia["refunds"] is None
    assert "No file says what was paid back for 1 of 2 order lines" in mia.unknown["refunds"]


def test_what_tiktok_credits_stands_apart_over_the_longest_period(given: Given) -> None:
    store = given(
        SHOP
        + """
    shop_post
    post_id | from_day   | until_day  | creator | currency | gmv | orders | items
    p1      | 2026-05-01 | 2026-05-08 | mia     | USD      | 70  | 3      | 4
    p1      | 2026-05-01 | 2026-05-29 | mia     | USD      | 120 | 5      | 6
    """
    )

    table = next(t for t in asked(store).tables if t.name == "credited by TikTok to posts")

    assert [(row["post"], row["gmv"], row["orders"]) for row in table.rows] == [
        ("p1", Decimal("120.00"), 5)
    ]


def test_a_brand_of_tiktok_shop_alone_is_told_where_its_orders_are(given: Given) -> None:
    answer = QUESTIONS["overview"].answer(given(SHOP), Settings(), Ask(period=MAY))

    assert "stand in `clipworth show shop`" in answer.sentences[0]
    assert answer.currency == "USD"


def test_without_sales_it_says_what_to_import(given: Given) -> None:
    answer = asked(
        given("""
        post
        post_id | posted_day | views
        p1      | 2026-05-02 | 100
    """)
    )

    assert not answer.tables
    assert "Seller Center" in answer.sentences[0]


END = date(2026, 6, 1)


def crowded(shop_now: int, non_followers: float, gained: int, weeks: int = 26) -> str:
    """Tell half a year: three posts a week, and from its middle on as many that sell."""
    posts, plan, days = [], [], []
    followers = 1000
    for number in range(weeks):
        late = number >= weeks // 2
        first = END - timedelta(days=7 * (weeks - number))
        for post in range(3):
            sells = late and post < shop_now
            share = (non_followers if late else 0.7) + 0.01 * (number % 3)
            day = first + timedelta(days=2 * post)
            posts.append(f"p{number}-{post} | b | {day} | 1000 | {share:.2f}")
            plan.append(f"p{number}-{post} | {'shop' if sells else 'organic'}")
        for day in range(7):
            followers += (gained if late else 9) + number % 2
            days.append(f"b | {first + timedelta(days=day)} | 500 | {followers}")
    blocks = [
        ("post", "post_id | account | posted_day | views | non_follower_share", posts),
        ("post_plan", "post_id | content_type", plan),
        ("account_day", "account | day | views | followers", days),
    ]
    return "\n\n".join("\n".join([name, head, *lines]) for name, head, lines in blocks)


def shown(given: Given, story: str) -> Answer:
    sale = SHOP.replace("gmv_max\n", "gmv_max\n")
    return QUESTIONS["shop"].answer(given(f"{sale}\n\n{story}"), Settings(), Ask(
        period=Period.inclusive(date(2026, 1, 1), END - timedelta(days=1))))  # fmt: skip


def test_shop_content_that_crowds_out_reach_is_warned_of_with_its_evidence(given: Given) -> None:
    answer = shown(given, crowded(shop_now=2, non_followers=0.5, gained=3))

    table = next(t for t in answer.tables if t.name == "crowding out")
    assert [row["said"] for row in table.rows] == ["rose", "fell", "fell"]
    assert table.rows[0]["now"] == pytest.approx(2 / 3)
    assert table.rows[1]["difference"] == pytest.approx(-0.2, abs=0.002)
    assert any(said.startswith("Shop content crowds out") for said in answer.sentences)


def test_there_is_no_warning_where_one_measure_does_not_fall(given: Given) -> None:
    answer = shown(given, crowded(shop_now=2, non_followers=0.5, gained=9))

    assert not any("crowds out the top" in said for said in answer.sentences)
    table = next(t for t in answer.tables if t.name == "crowding out")
    assert table.rows[2]["said"] == "could be chance"


def test_there_is_silence_where_weeks_are_too_few(given: Given) -> None:
    answer = shown(given, crowded(shop_now=2, non_followers=0.4, gained=0, weeks=12))

    table = next(t for t in answer.tables if t.name == "crowding out")
    assert not any("crowds out the top" in said for said in answer.sentences)
    assert "cannot be told yet" in table.finding
    assert "it takes" in table.rows[2].unknown["difference"]
