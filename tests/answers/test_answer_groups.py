"""Groups of posts: compared over the whole answer, and said plainly."""

from datetime import date
from decimal import Decimal

from brand import BRAND

from clipworth.answers.groups import Group, judged
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Ask
from clipworth.model.settings import Settings
from clipworth.stats.allocate import adding_up
from clipworth.stats.estimate import Estimate
from stories import Given


def test_a_difference_is_judged_over_all_tables_of_an_answer() -> None:
    raw = Estimate(0.1, 0.05, 0.2, 9, "story")
    clear = Group("a", raw, None, None, Estimate(1.0, 0.1, 2.6, 9, "story"))
    chance = Group("b", raw, None, None, Estimate(0.01, -0.5, 1.0, 9, "story"))

    alone = judged([[clear]])
    among = judged([[clear], [chance] * 19])

    assert alone[0][0].differs
    assert not among[0][0].differs


def test_an_answer_says_once_how_many_comparisons_it_tried(given: Given) -> None:
    answer = QUESTIONS["intent"].answer(given(BRAND), Settings(), Ask(by="pillar"))

    tables = [t for t in answer.tables if " by " in t.name]
    tried = sum(row["against_rest"] is not None for table in tables for row in table.rows)
    said = [caveat for caveat in answer.caveats if "false discovery rate" in caveat]
    assert len(said) == 1
    assert said[0].startswith(f"{tried} comparisons")


def test_a_group_that_stands_alone_is_not_said_to_differ_from_none(given: Given) -> None:
    ask = Ask(by="pillar", where={"pillar": "recipes", "content_type": "creator"})
    answer = QUESTIONS["intent"].answer(given(BRAND), Settings(), ask)

    assert all("more than chance" not in table.finding for table in answer.tables)
    assert any("nothing to compare" in table.finding for table in answer.tables)


def test_a_post_has_only_the_columns_that_a_single_post_can_fill(given: Given) -> None:
    answer = QUESTIONS["intent"].answer(given(BRAND), Settings(), Ask(by="post"))

    table = answer.tables[0]
    assert [column.key for column in table.columns] == ["post", "iscr_4"]
    assert all(not row.unknown for row in table.rows)


def test_an_early_day_names_the_first_day_on_which_something_was_known(given: Given) -> None:
    ask = Ask(as_of=date(2020, 1, 1), known_from=date(2026, 5, 2))
    empty = given("post\npost_id | views")

    answer = QUESTIONS["reach"].answer(empty, Settings(), ask)

    assert answer.sentences == (
        "Nothing was known on 1 Jan 2020: what is imported was known from 2 May 2026 on.",
    )


def test_rounded_parts_add_up_to_the_rounded_total() -> None:
    third = Decimal("0.335")

    parts = adding_up({"a": third, "b": third, "c": third, "d": None})

    assert sum(part for part in parts.values() if part is not None) == Decimal("1.00")
    assert parts["d"] is None
