"""Every question answers, on nothing and on something, and explains each cell that is unknown."""

import pytest

from answers.brand import BRAND, FOREIGN_FEE
from clipworth.answers.explain import explain
from clipworth.answers.questions import QUESTIONS, question
from clipworth.measure.known_values import known_values
from clipworth.measure.metrics.catalogue import METRICS
from clipworth.measure.metrics.pooling import Unpoolable
from clipworth.measure.selection import Selection
from clipworth.model.answers import Answer, Ask
from clipworth.model.periods import Period
from clipworth.model.problems import WrongUse
from clipworth.model.settings import Settings
from stories import Given

CASES = [(key, by) for key, asked in QUESTIONS.items() for by in (None, *asked.by)]


def check(answer: Answer) -> None:
    """Assert what holds of every answer: columns declared, unknown cells with a reason."""
    assert answer.sentences
    for table in answer.tables:
        keys = {column.key for column in table.columns}
        beside = {
            f"{column.key}_{end}"
            for column in table.columns
            if column.estimate
            for end in ("low", "high", "n")
        }
        for row in table.rows:
            assert set(row.cells) <= keys | beside, table.name
            for key in keys:
                assert row[key] is not None or row.unknown.get(key), f"{table.name}: {key}"
            assert all(row.unknown.values()), f"{table.name}: {row.unknown}"


@pytest.mark.parametrize("key", QUESTIONS)
def test_an_empty_workspace_is_told_what_to_import(key: str, given: Given) -> None:
    answer = QUESTIONS[key].answer(given(""), Settings(), Ask())

    check(answer)
    assert "clipworth import" in answer.sentences[0]
    assert not answer.tables


@pytest.mark.parametrize(("key", "by"), CASES)
def test_a_small_brand_gets_every_answer(key: str, by: str | None, given: Given) -> None:
    store = given(BRAND)

    for period in (None, Period.month("2026-05"), Period.month("2020-01")):
        check(QUESTIONS[key].answer(store, Settings(simulated=True), Ask(by=by, period=period)))


@pytest.mark.parametrize(("key", "by"), CASES)
def test_a_brand_with_a_fee_abroad_and_no_rate_gets_every_answer(
    key: str, by: str | None, given: Given
) -> None:
    store = given(FOREIGN_FEE)

    for month in ("2026-05", "2026-06"):
        asked = Ask(by=by, period=Period.month(month))
        check(QUESTIONS[key].answer(store, Settings(currency="EUR"), asked))


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_filter_of_a_question_is_understood(key: str, given: Given) -> None:
    store = given(BRAND)

    selection = Selection.of(Settings(), "EUR", None, None, {})
    for name in QUESTIONS[key].filters:
        known = known_values(store, selection, name)
        assert known, f"the small brand has nothing to filter by {name}"
        for value in known:
            check(QUESTIONS[key].answer(store, Settings(), Ask(where={name: value})))


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_filter_by_what_stands_nowhere_is_wrong_use_and_no_empty_answer(
    key: str, given: Given
) -> None:
    store = given(BRAND)

    for name in QUESTIONS[key].filters:
        with pytest.raises(WrongUse, match="no row has"):
            QUESTIONS[key].answer(store, Settings(), Ask(where={name: "Tips'; --"}))


def test_a_mistyped_filter_names_the_nearest_value(given: Given) -> None:
    with pytest.raises(WrongUse, match="Did you mean recipes"):
        QUESTIONS["reach"].answer(given(BRAND), Settings(), Ask(where={"pillar": "recipies"}))


@pytest.mark.parametrize("key", METRICS)
def test_every_metric_is_explained_by_sql_that_runs_by_itself(key: str, given: Given) -> None:
    store = given(BRAND)

    try:
        found = explain(store, Settings(), key, Ask())
    except Unpoolable:
        found = explain(store, Settings(), key, Ask(where={"format": "Spark"}))

    assert found.value is not None or found.unknown
    if found.sql:
        assert "$" not in found.sql
        assert len(store.rows(found.sql)) <= 1


def test_an_unknown_question_breakdown_or_filter_names_the_nearest(given: Given) -> None:
    store = given("")

    with pytest.raises(WrongUse, match="overview"):
        question("overveiw")
    with pytest.raises(WrongUse, match="pillar"):
        QUESTIONS["intent"].answer(store, Settings(), Ask(by="piller"))
    with pytest.raises(WrongUse, match="account"):
        QUESTIONS["reach"].answer(store, Settings(), Ask(where={"acount": "x"}))


def test_a_simulated_brand_is_labelled(given: Given) -> None:
    answer = QUESTIONS["overview"].answer(given(BRAND), Settings(simulated=True), Ask())

    assert answer.simulated
