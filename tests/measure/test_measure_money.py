"""Money in one currency: by whose rate, of which day; unknown where there is none."""

from decimal import Decimal

from clipworth.measure.explained import statement
from clipworth.measure.figures import figures
from clipworth.measure.items import read_items
from clipworth.measure.metrics.conversion import CPM, SHOP_REVENUE, SPEND
from clipworth.measure.money.currency import home, missing_rates
from clipworth.measure.query import bound
from clipworth.measure.rates import estimated
from clipworth.measure.relations import exchange
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

MAY = Period.month("2026-05")


def selected(currency: str | None, period: Period = MAY) -> Selection:
    return Selection.of(Settings(), currency, period, period, {})


def rates_of(store: Store, currency: str) -> list[tuple[str, str, Decimal, str]]:
    sql = exchange()
    rows = store.rows(sql, bound(sql, {"home": currency}))
    return sorted((code, str(day), rate.normalize(), way) for code, day, rate, way in rows)


def test_a_rate_is_taken_as_given_turned_round_or_across_a_common_currency(given: Given) -> None:
    store = given("""
        fx_rate
        day        | base | quote | rate
        2026-05-01 | USD  | EUR   | 0.90
        2026-05-02 | EUR  | GBP   | 0.80
        2026-05-03 | JPY  | USD   | 0.01
    """)

    assert rates_of(store, "EUR") == [
        ("EUR", "0001-01-01", Decimal(1), "same"),
        ("GBP", "2026-05-02", Decimal("1.25"), "inverse"),
        ("JPY", "2026-05-03", Decimal("0.009"), "across"),
        ("USD", "2026-05-01", Decimal("0.9"), "direct"),
    ]


def test_spend_is_converted_at_the_last_rate_at_or_before_its_day(given: Given) -> None:
    store = given("""
        ad_day
        ad_account | level | entity | day        | currency | spend
        a          | ad    | x      | 2026-05-02 | USD      | 10.00
        a          | ad    | x      | 2026-05-09 | USD      | 10.00
        a          | ad    | x      | 2026-05-10 | EUR      | 1.00

        fx_rate
        day        | base | quote | rate
        2026-05-01 | USD  | EUR   | 0.50
        2026-05-05 | USD  | EUR   | 0.70
    """)

    found = figures(store, [SPEND], selected("EUR"))

    assert found.get("spend") == Decimal("13.00")


def test_a_refund_is_converted_at_the_rate_of_the_order(given: Given) -> None:
    store = given("""
        sale
        order_id | day        | currency | total | refunded
        o1       | 2026-05-02 | USD      | 100   | 40

        fx_rate
        day        | base | quote | rate
        2026-05-01 | USD  | EUR   | 0.50
        2026-05-20 | USD  | EUR   | 0.70
    """)

    found = figures(store, [SHOP_REVENUE], selected("EUR"))

    assert found.get("shop_revenue") == Decimal("30.00")


def test_without_a_rate_the_sum_is_unknown_and_says_which_rate_lacks(given: Given) -> None:
    store = given("""
        ad_day
        ad_account | level | entity | day        | currency | spend
        a          | ad    | x      | 2026-05-02 | USD      | 10.00
        a          | ad    | x      | 2026-05-10 | EUR      | 1.00
    """)
    selection = selected("EUR")

    assert figures(store, [SPEND], selection).get("spend") is None
    assert "from USD to EUR on 1 day (2026-05-02" in missing_rates(store, selection)


def test_a_missing_rate_of_fees_sheets_totals_and_products_is_named(given: Given) -> None:
    store = given("""
        creator
        creator | from_day   | until_day  | fee | currency
        mia     | 2026-04-16 | 2026-05-02 | 300 | USD

        cost
        entry | month      | amount | currency
        1     | 2026-05-01 | 31     | GBP

        ad_period
        ad_account | level    | entity | from_day   | until_day  | currency | spend
        a          | campaign | c      | 2026-05-04 | 2026-05-08 | CHF      | 80

        sale
        order_id | day        | currency | total | utm_source
        o1       | 2026-05-02 | EUR      | 50    | tiktok

        sale_line
        order_id | line | sku | quantity | price
        o1       | 1    | s1  | 2        | 22.5

        product_cost
        sku | from_day   | unit_cost | currency
        s1  | 2026-01-01 | 8         | PLN
    """)
    selection = Selection.of(Settings(), "EUR", MAY, None, {})

    said = missing_rates(store, selection)

    assert "from USD to EUR on 2 days (2026-05-01 to 2026-05-02)" in said
    assert "from GBP to EUR on 31 days (2026-05-01 to 2026-05-31)" in said
    assert "from CHF to EUR on 1 day (2026-05-04 to 2026-05-04)" in said
    assert "from PLN to EUR on 1 day (2026-05-02 to 2026-05-02)" in said
    assert "PLN" in home(store, Settings(currency="EUR")).stated


def test_what_products_cost_never_chooses_the_currency(given: Given) -> None:
    store = given("""
        sale
        order_id | day        | currency | total
        o1       | 2026-05-02 | GBP      | 100

        product_cost
        sku | from_day   | unit_cost | currency
        s1  | 2026-01-01 | 8         | USD
    """)

    found = home(store, Settings())

    assert found.currency == "GBP"
    assert not found.is_only


def test_without_a_rate_a_ratio_of_money_is_unknown_where_the_amounts_stand(given: Given) -> None:
    store = given("""
        ad_day
        ad_account | level | entity | day        | currency | spend | impressions | campaign
        a          | ad    | x      | 2026-05-01 | EUR      | 10.00 | 1000        | home
        a          | ad    | x      | 2026-05-02 | EUR      | 12.00 | 1000        | home
        b          | ad    | y      | 2026-05-01 | USD      | 10.00 | 1000        | abroad
        b          | ad    | y      | 2026-05-02 | USD      | 10.00 | 1000        | abroad
    """)

    by_campaign = read_items(store, selected("EUR"), ratios=[CPM], by="campaign")
    explained = store.value(statement(CPM, selected("EUR")))

    assert by_campaign is not None
    found, together = estimated([CPM], by_campaign), estimated([CPM], by_campaign.together())
    assert found.parts() == ["home"]
    assert found.get("cpm", "home").value == 11  # type: ignore[union-attr]
    assert together.get("cpm") is None
    assert explained is None


def test_levels_of_an_ad_account_are_never_added(given: Given) -> None:
    store = given("""
        ad_day
        ad_account | level    | entity | day        | currency | spend
        a          | campaign | c      | 2026-05-02 | EUR      | 10.00
        a          | ad       | x      | 2026-05-02 | EUR      | 6.00
        a          | ad       | y      | 2026-05-02 | EUR      | 4.00
    """)

    assert figures(store, [SPEND], selected("EUR")).get("spend") == Decimal("10.00")


def test_the_currency_is_that_of_the_data_where_it_is_only_one(given: Given) -> None:
    store = given("""
        sale
        order_id | day        | currency | total
        o1       | 2026-05-02 | GBP      | 100
    """)

    assert home(store, Settings()).currency == "GBP"
    assert home(store, Settings(currency="EUR")).currency == "EUR"


def test_several_currencies_and_no_choice_leave_money_unknown(given: Given) -> None:
    store = given("""
        sale
        order_id | day        | currency | total
        o1       | 2026-05-02 | GBP      | 100
        o2       | 2026-05-02 | EUR      | 100
    """)

    found = home(store, Settings())

    assert found.key is None
    assert "EUR, GBP" in found.unknown
