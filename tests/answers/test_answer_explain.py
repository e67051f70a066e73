"""Explaining a number: formula with its figures, SQL that runs, files and rows."""

from decimal import Decimal

import pytest

from answers.brand import BRAND
from clipworth.answers.explain import explain
from clipworth.answers.questions import QUESTIONS
from clipworth.measure.metrics.pooling import Unpoolable
from clipworth.measure.sources_of import ranges
from clipworth.model.answer_json import answer_document, explanation_document
from clipworth.model.answers import Ask, FileRows, Input, Origin, Refused
from clipworth.model.periods import Period
from clipworth.model.problems import WrongUse
from clipworth.model.settings import Settings
from clipworth.model.words import Role, Word
from stories import Given

RESTATED = """
    post
    post_id | posted_day | views | saves | _receipt | _row | _versions
    p1      | 2026-05-01 | 1500  | 20    | new      | 7    | 2
    p2      | 2026-05-02 | 3000  | 30    | old      | 3    | 1

    history post
    post_id | posted_day | views | saves | _receipt | _row | _rank
    p1      | 2026-05-01 | 1000  | 20    | old      | 2    | 1
    p2      | 2026-05-02 | 3000  | 30    | old      | 3    | 1
    p1      | 2026-05-01 | 1500  |       | new      | 7    | 2
"""


def places(one: Input) -> list[str]:
    return [f"{found.origin.file}: {found.said()}" for found in one.receipts]


def test_a_rate_is_explained_down_to_its_figures_and_rows(given: Given) -> None:
    store = given(BRAND)
    found = explain(store, Settings(), "save_rate", Ask(where={"pillar": "recipes"}))

    assert found.filled == "120 / 6,000 = 2.00 saves per 100 views"
    assert found.value == pytest.approx(0.02)
    assert store.value(found.sql) == pytest.approx(0.02)
    assert found.low is not None
    assert found.n == 3
    saves, views = found.inputs
    assert (saves.value, views.value) == (120, 6000)
    assert places(saves) == ["r1.csv: rows 2–3, 5"]
    assert saves.receipts[0].origin.receipt == "r1"


def test_the_version_that_stands_is_named_for_each_column(given: Given) -> None:
    found = explain(given(RESTATED), Settings(), "save_rate", Ask())
    rows = {part.column: places(part) for part in found.inputs}

    assert rows["views"] == ["new.csv: row 7", "old.csv: row 3"]
    # The newer file did not know the saves, so those of the older one stand.
    assert rows["saves"] == ["old.csv: rows 2–3"]


def test_an_explained_sum_of_money_is_the_answers_own(given: Given) -> None:
    store, ask = given(BRAND), Ask(period=Period.month("2026-05"))
    rows = next(
        table.rows
        for table in QUESTIONS["overview"].answer(store, Settings(), ask).tables
        if table.name == "money"
    )
    shown = {row["metric"]: row["value"] for row in rows}

    for key in ("tracked_revenue", "cost", "ad_costs", "fees", "other_costs", "roi"):
        assert explain(store, Settings(), key, ask).value == shown[key]


def test_a_rate_over_two_formats_is_an_error_that_says_why(given: Given) -> None:
    store = given(BRAND)

    with pytest.raises(Unpoolable, match=r"paid \(In-Feed\) and paid \(Spark\)"):
        explain(store, Settings(), "ctr", Ask())
    one = explain(store, Settings(), "ctr", Ask(where={"format": "Spark"}))
    assert one.value == pytest.approx(190 / 21000)


def test_what_never_adds_has_no_value_and_says_so(given: Given) -> None:
    found = explain(given(BRAND), Settings(), "paid_reach", Ask())

    assert found.value is None
    assert "never adds up" in found.unknown


def test_an_unknown_metric_or_filter_names_the_nearest(given: Given) -> None:
    store = given("")

    with pytest.raises(WrongUse, match="save_rate"):
        explain(store, Settings(), "save_rates", Ask())
    with pytest.raises(WrongUse, match="pillar"):
        explain(store, Settings(), "save_rate", Ask(where={"piller": "x"}))


def test_rows_are_said_as_ranges() -> None:
    origin = Origin("r", "r.csv", "", None, 9)

    assert FileRows(origin, ranges([2, 3, 4, 77])).said() == "rows 2–4, 77"
    assert FileRows(origin, ranges([9])).said() == "row 9"
    assert FileRows(origin, ranges([2, 4, 6, 7, 9])).said(most=2) == "rows 2, 4, 3 more"
    assert FileRows(origin, ranges([None])).said() == "the whole file"


def test_restatements_show_the_first_value_beside_the_one_that_stands(given: Given) -> None:
    answer = QUESTIONS["restatements"].answer(given(RESTATED), Settings(), Ask())
    (column,), (value,) = answer.tables[0].rows, answer.tables[1].rows

    assert (column["column"], column["before"], column["now"]) == ("views", 1000, 1500)
    assert (value["row"], value["file_before"], value["file_now"]) == ("p1", "old.csv", "new.csv")
    assert answer.sentences == ("Later files restated 1 value in 1 column.",)


def test_amounts_of_several_currencies_are_inputs_of_their_own(given: Given) -> None:
    store = given("""
        ad_day
        ad_account | level | entity | day        | currency | spend
        a          | ad    | x      | 2026-05-01 | EUR      | 10.00
        a          | ad    | x      | 2026-05-02 | USD      | 20.00
    """)

    found = explain(store, Settings(currency="EUR"), "spend", Ask())

    assert found.value is None, "a day without a rate is not left out of the sum"
    assert "USD" in found.unknown
    assert [(one.value, one.currency) for one in found.inputs] == [
        (Decimal("10.00"), "EUR"),
        (Decimal("20.00"), "USD"),
    ]
    assert {one.word for one in found.inputs} == {Word.BILLED}


def test_a_stock_is_no_sum_of_days_and_what_nobody_knows_is_no_nought(given: Given) -> None:
    store = given("""
        account_day
        account | day        | followers | views
        kaffee  | 2026-05-01 | 100       | 5
        kaffee  | 2026-05-02 | 104       | 6
    """)

    stock = explain(store, Settings(), "net_followers", Ask())
    unknown = explain(store, Settings(), "account_profile_visits", Ask())

    assert (stock.value, stock.filled) == (4, "104 − 100 = 4")
    assert [(one.value, one.role, places(one)) for one in stock.inputs] == [
        (104, Role.ADDS, ["r1.csv: row 3"]),
        (100, Role.SUBTRACTS, ["r1.csv: row 2"]),
    ]
    assert [(one.value, one.receipts) for one in unknown.inputs] == [(None, ())]


def test_an_amount_says_what_it_was_converted_at_and_by_which_rows(given: Given) -> None:
    store = given("""
        ad_day
        ad_account | level | entity | day        | currency | spend
        a          | ad    | x      | 2026-05-01 | EUR      | 10.00
        a          | ad    | x      | 2026-05-02 | USD      | 20.00
        a          | ad    | x      | 2026-05-09 | USD      | 10.00

        fx_rate
        day        | base | quote | rate
        2026-04-01 | USD  | EUR   | 0.80
        2026-05-02 | USD  | EUR   | 0.90
        2026-05-07 | USD  | EUR   | 0.60
        2026-05-02 | GBP  | EUR   | 1.10
    """)

    found = explain(store, Settings(currency="EUR"), "spend", Ask())
    euro, dollar, rate = found.inputs

    assert (found.value, found.filled) == (Decimal("34.00"), "10.00 + 24.00 = 34.00 EUR")
    assert (euro.value, euro.converted) == (Decimal("10.00"), Decimal("10.00"))
    assert (dollar.value, dollar.currency, dollar.converted) == (30, "USD", 24)
    assert (rate.table, rate.value, rate.word) == ("fx_rate", Decimal("0.8"), Word.ASSUMED)
    assert "0.6000 to 0.9000 on 2 days" in rate.note
    assert places(rate) == ["r1.csv: rows 3–4"]


def test_what_no_file_holds_is_not_blamed_on_a_rate(given: Given) -> None:
    store = given("""
        ad_day
        ad_account | level | entity | day        | currency | spend
        a          | ad    | x      | 2026-05-02 | USD      | 20.00
    """)

    found = explain(store, Settings(currency="EUR"), "shares", Ask())

    assert found.unknown == "No imported file holds what it takes on these days."


def test_what_a_mean_of_shares_multiplies_is_shown(given: Given) -> None:
    found = explain(given(BRAND), Settings(), "non_follower_views", Ask(where={"pillar": "tips"}))
    views, share = found.inputs

    assert share.role is Role.MULTIPLIES
    assert share.value == pytest.approx(found.value / views.value)


def test_codes_and_tags_decide_and_are_not_counted_as_numbers(given: Given) -> None:
    found = explain(given(BRAND), Settings(), "tracked_orders", Ask())
    orders, codes, source = found.inputs

    assert (orders.label, orders.value) == ("rows of sale", 2)
    assert (codes.value, codes.role, places(codes)) == (None, Role.DECIDES, ["r1.csv: row 2"])
    assert (source.value, places(source)) == (None, ["r1.csv: row 3"])


def test_each_input_is_by_its_own_word(given: Given) -> None:
    words = {}
    for key in ("cpm", "roi", "cost", "media_equivalent"):
        found = explain(given(BRAND), Settings(value_per_1000_views=Decimal(9)), key, Ask())
        words |= {(key, f"{one.table}.{one.column}"): one.word for one in found.inputs}

    assert words["cpm", "ad_day.spend"] is Word.BILLED
    assert words["cpm", "ad_day.impressions"] is Word.PLATFORM
    assert words["roi", "ad_day.spend"] is Word.BILLED
    assert words["cost", "cost.amount"] is Word.FIRST_PARTY
    assert words["media_equivalent", "post.views"] is Word.PLATFORM
    assert words["media_equivalent", "clipworth.toml.value_per_1000_views"] is Word.ASSUMED


def test_the_price_of_views_is_explained_down_to_the_ads(given: Given) -> None:
    ads = "\n".join(f"a | ad | x | 2026-05-{day:02} | EUR | 4 | 1000 | 900" for day in range(1, 21))
    store = given(f"""
        post
        post_id | posted_day | views
        p1      | 2026-05-01 | 5000

        ad_day
        ad_account | level | entity | day | currency | spend | impressions | video_views
        {ads}
    """)

    found = explain(store, Settings(), "media_equivalent", Ask(period=Period.month("2026-05")))
    given_by = {(one.part, one.column): one.value for one in found.inputs}

    assert (found.value, found.filled) == (20, "5,000 × 4.000000 / 1,000 = 20.00 EUR")
    assert given_by["priced_spend", "spend"] == 80
    assert given_by["priced_impressions", "impressions"] == 20_000


def test_only_what_the_metric_reads_is_told_as_lacking(given: Given) -> None:
    store = given("""
        post
        post_id | account | posted_day | views | saves | shares
        p1      | brand   | 2026-05-02 | 100   | 5     | 2
        p2      | brand   | 2026-05-03 | 100   |       | 3

        ad_day
        ad_account | level | entity | day        | post_id | currency | spend | video_views
        a          | ad    | x      | 2026-05-02 | p1      | EUR      | 5     | 40
    """)

    def caveats(metric: str) -> str:
        found = explain(store, Settings(), metric, Ask()).caveats
        assert all(found)
        return " ".join(found)

    assert "saves of 1 post" in caveats("saves")
    assert "saves of 1 post" not in caveats("shares")
    assert "boosted" not in caveats("shares")
    assert "1 boosted post is left out" in caveats("save_rate")


def test_a_count_made_of_shares_is_said_to_the_last_digit(given: Given) -> None:
    store = given("""
        post
        post_id | account | posted_day | views  | non_follower_share
        p1      | brand   | 2026-05-02 | 123456 | 0.25
    """)

    found = explain(store, Settings(), "non_follower_views", Ask())

    assert found.filled == "123,456 × 0.250000 = 30,864"


def test_a_refused_rate_names_the_way_on(given: Given) -> None:
    with pytest.raises(Refused) as refused:
        explain(given(BRAND), Settings(), "ctr", Ask())

    assert '`--where "format=In-Feed"`' in refused.value.remedy


@pytest.mark.parametrize(
    ("key", "metric", "value"),
    [
        ("pillar", "posts", 1),
        ("stage", "posts", 1),
        ("creator", "posts", 7),
        ("format", "posts", 1),
        ("content_type", "posts", 1),
        ("account", "posts", 1),
        ("account", "spend", Decimal("37.00")),
        ("campaign", "spend", Decimal("7.00")),
        ("content_type", "other_costs", Decimal("121.00")),
    ],
)
def test_what_is_not_assigned_can_be_asked_for(
    key: str, metric: str, value: object, given: Given
) -> None:
    bare_post = "    p8 |  | 2026-05-22 | 5 | | | | | | | \n"
    bare_ad = "    b | ad | x | 2026-05-22 | | | | EUR | 7 | 9 | 1 | 1 | | \n"
    text = BRAND.replace("    p7 | maker |", f"{bare_post}    p7 | maker |")
    store = given(text.replace("    a | campaign |", f"{bare_ad}    a | campaign |"))

    found = explain(store, Settings(), metric, Ask(where={key: "not assigned"}))

    assert found.value == value


def test_bounds_of_money_are_given_as_the_value_is(given: Given) -> None:
    days = "\n".join(
        f"a | ad | ad1 | 2026-05-{day:02} | EUR | {10 + day} | 1000 | 20" for day in range(1, 20)
    )
    store = given(
        "ad_day\nad_account | level | entity | day | currency | spend | impressions | clicks\n"
        f"{days}"
    )

    document = explanation_document(explain(store, Settings(), "cpm", Ask()), Ask(), simulated=True)
    shown = answer_document(QUESTIONS["conversion"].answer(store, Settings(), Ask()))

    (beside,) = (row for row in shown["tables"][1]["rows"])
    ends = [document[key] for key in ("value", "low", "high")]
    assert ends == [beside[key] for key in ("cpm", "cpm_low", "cpm_high")]
    assert [type(end) for end in ends] == [str, str, str]
