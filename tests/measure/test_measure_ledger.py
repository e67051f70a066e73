"""Every cost once, every return once."""

from decimal import Decimal

from clipworth.measure.ledger.ledger import Ledger, ledger
from clipworth.measure.relations import orders
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

MAY = Period.month("2026-05")


def opened(store: Store, by: str = "all", period: Period = MAY) -> Ledger:
    selection = Selection.of(Settings(), "EUR", period, period, {})
    return ledger(store, selection, period, by)


def credits_of(store: Store) -> list[tuple[str, str, str, str, str]]:
    sql = f"select order_id, credit, creator, post_id, content_type from ({orders()}\n) order by 1"
    return store.rows(sql, {"tiktok_sources": ["tiktok"]})


def test_an_order_is_credited_once_by_its_code_before_its_utm(given: Given) -> None:
    store = given("""
        creator
        creator | from_day   | fee | code
        mia     | 2026-05-01 | 10  | MIA10

        post
        post_id | posted_day
        p1      | 2026-05-01

        promo_code
        code  | creator | post_id | content_type
        POST1 |         | p1      | organic
        NEWS  |         |         |

        sale
        order_id | day        | total | codes      | utm_source | utm_medium | utm_term |utm_content
        both     | 2026-05-02 | 1     | mia10      | tiktok     | paid       |          | p1
        code     | 2026-05-02 | 1     | POST1;NEWS |            |            |          |
        news     | 2026-05-02 | 1     | NEWS       |            |            |          |
        paid     | 2026-05-02 | 1     |            | TikTok     | cpc        |          |
        term     | 2026-05-02 | 1     |            | tiktok     | social     | @MIA     | p1
        web      | 2026-05-02 | 1     |            | google     | cpc        | mia      |
    """)

    assert credits_of(store) == [
        ("both", "code", "mia", None, "creator"),
        ("code", "code", None, "p1", "organic"),
        ("news", None, None, None, None),
        ("paid", "utm", None, None, "paid"),
        ("term", "utm", "mia", "p1", "creator"),
        ("web", None, None, None, None),
    ]


def test_an_order_of_a_post_without_a_plan_is_of_its_account(given: Given) -> None:
    store = given("""
        post
        post_id | posted_day | account
        p1      | 2026-05-01 | brand

        sale
        order_id | day        | total | utm_source | utm_content
        one      | 2026-05-02 | 1     | tiktok     | p1
    """)

    values = {"tiktok_sources": ["tiktok"]}
    assert store.rows(f"select post_id, account from ({orders()}\n)", values) == [("p1", "brand")]


def test_each_of_several_codes_of_a_creator_speaks_for_her(given: Given) -> None:
    store = given("""
        creator
        creator | from_day   | fee | code
        mia     | 2026-05-01 | 10  | MIA10;MIA15

        sale
        order_id | day        | total | codes
        one      | 2026-05-02 | 1     | mia10
        other    | 2026-05-02 | 1     | MIA15
        whole    | 2026-05-02 | 1     | MIA
    """)

    assert [(order, creator) for order, _, creator, _, _ in credits_of(store)] == [
        ("one", "mia"),
        ("other", "mia"),
        ("whole", None),
    ]


def test_cancelled_and_test_orders_count_nowhere_and_refunds_come_off(given: Given) -> None:
    store = given("""
        sale
        order_id | day        | currency | total | refunded | cancelled | test  | utm_source
        o1       | 2026-05-02 | EUR      | 50    |          |           |       | tiktok
        o2       | 2026-05-02 | EUR      | 70    |          | true      |       | tiktok
        o3       | 2026-05-02 | EUR      | 90    |          |           | true  | tiktok
        o4       | 2026-05-02 | EUR      | 20    | 5        |           |       | tiktok

        refund
        refund_id | order_id
        r1        | o1

        refund_part
        refund_id | part | amount
        r1        | 1    | 8
        r1        | 2    | 2
    """)

    assert opened(store).revenue() == Decimal(55)


def test_a_fee_is_spread_over_its_days_and_adds_up_to_the_fee(given: Given) -> None:
    store = given("""
        creator
        creator | from_day   | until_day  | fee | currency
        mia     | 2026-04-29 | 2026-05-01 | 100 | EUR
    """)
    all_days = Period(MAY.previous.since, MAY.until)

    assert round(opened(store).cost(), 2) == Decimal("33.33")
    assert opened(store, period=all_days).cost() == Decimal(100)


def test_the_cost_sheet_is_spread_over_the_days_of_its_month(given: Given) -> None:
    store = given("""
        cost
        entry | month      | kind  | content_type | amount | currency
        1     | 2026-05-01 | tools |              | 31     | EUR
    """)
    first_ten = Period(MAY.since, MAY.since.replace(day=11))

    assert opened(store, period=first_ten).cost() == Decimal(10)


def test_money_of_a_post_in_two_pillars_is_halved_and_stands_once(given: Given) -> None:
    store = given("""
        post
        post_id | posted_day | views
        p1      | 2026-05-01 | 100

        post_plan
        post_id | pillar
        p1      | recipes; tips

        cost
        entry | month      | kind       | post_id | amount | currency
        1     | 2026-05-01 | production | p1      | 62     | EUR
    """)

    books = opened(store, by="pillar")

    assert books.cost("recipes") == books.cost("tips") == Decimal(31)


def test_totals_of_a_period_count_where_no_day_of_ads_is_known(given: Given) -> None:
    store = given("""
        ad_period
        ad_account | level    | entity | from_day   | until_day  | currency | spend
        a          | campaign | c      | 2026-05-01 | 2026-06-01 | EUR      | 80
        a          | ad       | x      | 2026-05-01 | 2026-06-01 | EUR      | 80
        a          | ad       | x      | 2026-05-10 | 2026-05-20 | EUR      | 30
        b          | ad       | y      | 2026-05-01 | 2026-06-01 | EUR      | 40

        ad_day
        ad_account | level | entity | day        | currency | spend
        b          | ad    | y      | 2026-05-02 | EUR      | 40
    """)

    assert opened(store).cost() == Decimal(120)


AD_TOTAL = """
    ad_period
    ad_account | level    | entity | from_day   | until_day  | currency | spend
    a          | campaign | c      | 2026-05-01 | 2026-05-04 | EUR      | 1000

    cost
    entry | month      | amount | currency
    1     | 2026-05-01 | 31     | EUR
"""


def test_days_of_ads_replace_a_total_only_where_they_tell_all_of_it(given: Given) -> None:
    one_day = """
    ad_day
    ad_account | level | entity | day        | currency | spend
    a          | ad    | x      | 2026-05-03 | EUR      | 10
    """
    other_days = """
    a          | ad    | x      | 2026-05-01 | EUR      | 20
    a          | ad    | x      | 2026-05-02 | EUR      | 30
    """

    part = opened(given(AD_TOTAL + "\n" + one_day))
    every_day = opened(given(AD_TOTAL + "\n" + one_day + other_days.lstrip("\n")))

    assert part.unknown_cost() == "ad days that cover 1 of 3 days of a total in ad account a"
    assert part.roi() is None
    assert not every_day.unknown_cost()
    assert every_day.cost() == Decimal(91)


def test_days_that_are_asked_for_need_no_total_that_reaches_further(given: Given) -> None:
    store = given("""
        ad_period
        ad_account | level    | entity | from_day   | until_day  | currency | spend
        a          | campaign | c      | 2026-04-29 | 2026-05-03 | EUR      | 1000

        ad_day
        ad_account | level | entity | day        | currency | spend
        a          | ad    | x      | 2026-05-01 | EUR      | 10
        a          | ad    | x      | 2026-05-02 | EUR      | 10

        cost
        entry | month      | amount | currency
        1     | 2026-04-01 | 30     | EUR
        1     | 2026-05-01 | 31     | EUR
    """)

    assert not opened(store).unknown_cost()
    assert "over the edge" in opened(store, period=MAY.previous).unknown_cost()


def test_a_total_of_ads_without_a_spend_is_unknown_and_not_nothing(given: Given) -> None:
    store = given("""
        ad_period
        ad_account | level    | entity | from_day   | until_day  | currency | spend
        a          | campaign | c      | 2026-05-01 | 2026-06-01 | EUR      |
        a          | campaign | d      | 2026-05-01 | 2026-06-01 | EUR      | 5

        cost
        entry | month      | amount | currency
        1     | 2026-05-01 | 31     | EUR
    """)

    books = opened(store)

    assert books.cost() == Decimal(36)
    assert books.unknown_cost() == "ad totals without a spend in ad account a"


def test_what_keeps_the_cost_from_being_known_is_named(given: Given) -> None:
    store = given("""
        creator
        creator | from_day   | until_day  | fee | currency
        mia     | 2026-05-01 | 2026-05-09 |     | EUR

        post
        post_id | posted_day
        p1      | 2026-05-01

        post_plan
        post_id | content_type | creator
        p1      | creator      | ben
    """)

    books = opened(store)

    assert set(books.unknown_cost().split("; ")) == {
        "no cost sheet for 2026-05",
        "no fee given for mia",
        "no agreement with ben, who made posts",
    }
    assert books.roi() is None


def test_a_month_without_a_cost_sheet_leaves_the_others_known(given: Given) -> None:
    store = given("""
        cost
        entry | month      | kind  | amount | currency
        1     | 2026-05-01 | tools | 100    | EUR

        sale
        order_id | day        | currency | total | utm_source
        o1       | 2026-05-02 | EUR      | 150   | tiktok
        o2       | 2026-06-02 | EUR      | 150   | tiktok
    """)
    both = Period(MAY.since, Period.month("2026-06").until)

    books = opened(store, "month", both)

    assert books.roi("2026-05") == Decimal("0.5")
    assert books.roi("2026-06") is None
    assert books.unknown_cost("2026-06") == "no cost sheet for 2026-06"


def test_return_is_value_less_cost_over_cost(given: Given) -> None:
    store = given("""
        cost
        entry | month      | kind  | amount | currency
        1     | 2026-05-01 | tools | 100    | EUR

        sale
        order_id | day        | currency | total | utm_source
        o1       | 2026-05-02 | EUR      | 150   | tiktok
    """)

    assert opened(store).roi() == Decimal("0.5")
