"""Explaining a number: formula with its figures, SQL that runs, files and rows."""

from decimal import Decimal

import pytest

from answers.brand import BRAND
from clipworth.answers.explain import explain, row_ranges
from clipworth.answers.questions import QUESTIONS
from clipworth.measure.metrics.pooling import Unpoolable
from clipworth.measure.sources_of import FromReceipt
from clipworth.model.answers import Ask
from clipworth.model.periods import Period
from clipworth.model.problems import WrongUse
from clipworth.model.settings import Settings
from clipworth.model.words import Word
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
    assert [place for _, place in saves.receipts] == ["r1.csv [r1]: rows 2–3, 5"]


def test_the_version_that_stands_is_named_for_each_column(given: Given) -> None:
    found = explain(given(RESTATED), Settings(), "save_rate", Ask())
    places = {part.column: [place for _, place in part.receipts] for part in found.inputs}

    assert places["views"] == ["new.csv [new]: row 7", "old.csv [old]: row 3"]
    # The newer file did not know the saves, so those of the older one stand.
    assert places["saves"] == ["old.csv [old]: rows 2–3"]


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
    assert row_ranges(FromReceipt("r", None, 4, (2, 3, 4, 77))) == "rows 2–4, 77"
    assert row_ranges(FromReceipt("r", None, 1, (9,))) == "row 9"


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

    assert stock.value == 4
    assert [(one.value, one.values) for one in stock.inputs] == [(None, 2)]
    assert [(one.value, one.values) for one in unknown.inputs] == [(None, 0)]
