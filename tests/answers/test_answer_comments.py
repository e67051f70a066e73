"""`show comments`: who wants to buy, in four languages, offline, and how sure that is."""

import pytest

from answers.test_answer_contract import check
from clipworth.answers.questions import QUESTIONS
from clipworth.measure.content.comments import found_in, measured, sample
from clipworth.model.answers import Answer, Ask
from clipworth.model.settings import Settings
from stories import Given

STORY = """
    post
    post_id | account | posted_day | views
    p1      | brand   | 2026-05-01 | 1000
    p2      | brand   | 2026-05-02 | 2000

    post_plan
    post_id | pillar
    p1      | tips
    p2      | offers

    comment
    comment_id | post_id | day        | text                          | person
    c1         | p1      | 2026-05-03 | Where can I get it?           | h1
    c2         | p1      | 2026-05-03 | so pretty                     | h2
    c3         | p1      | 2026-05-04 | ¿Dónde lo puedo comprar @ana? | h3
    c4         | p2      | 2026-05-04 | Wo kann ich das kaufen        | h4
    c5         | p2      | 2026-05-04 | c'est combien ?               | h5
    c6         | p2      | 2026-05-05 |                               | h6
    c7         | p2      | 2026-05-05 | don't buy this, it is a scam  | h7
    c8         | gone    | 2026-05-05 | price please                  | h8
"""


def answered(given: Given, text: str = STORY, **asked: str) -> Answer:
    """Ask for comments."""
    answer = QUESTIONS["comments"].answer(given(text), Settings(), Ask(**asked))  # type: ignore[arg-type]
    check(answer)
    return answer


def table(answer: Answer, name: str) -> list[dict[str, object]]:
    """Give the cells of a table's rows."""
    return [dict(row.cells) for one in answer.tables if one.name == name for row in one.rows]


def test_comments_that_want_to_buy_are_counted_by_post(given: Given) -> None:
    answer = answered(given)

    rows = {row["post_id"]: row for row in table(answer, "comments by post")}
    assert (rows["p1"]["comments"], rows["p1"]["buying"]) == (3, 2)
    assert (rows["p2"]["comments"], rows["p2"]["buying"]) == (3, 2)
    assert rows["p1"]["share"] == pytest.approx(2 / 3)
    assert "5 comments of 7" in answer.sentences[0]
    assert "1 comment stands under no post that is imported." in answer.caveats
    assert "1 comment without a text are not counted." in answer.caveats


def test_neither_texts_nor_names_of_people_are_shown(given: Given) -> None:
    answer = answered(given)

    shown = str(answer)
    assert "ana" not in shown.replace("analytics", "")
    assert "Where can I get it" not in shown
    assert all(f"h{n}'" not in shown for n in range(1, 9))


def test_every_figure_of_the_sample_is_called_synthetic(given: Given) -> None:
    answer = answered(given)

    (how_sure,) = [one for one in answer.tables if one.name.startswith("how sure")]
    assert "synthetic" in how_sure.name
    assert "synthetic" in how_sure.finding
    assert all("synthetic" in column.label.lower() for column in how_sure.columns[2:])
    assert {row["language"] for row in how_sure.rows} == {"English", "Spanish", "German", "French"}
    assert any("invented" in caveat for caveat in answer.caveats)


def test_pillars_have_shares_and_few_posts_no_interval(given: Given) -> None:
    rows = {row["group"]: row for row in table(answered(given, by="pillar"), "comments by pillar")}

    assert rows["tips"]["share"] == pytest.approx(2 / 3)
    assert rows["tips"]["share_low"] is None


def test_a_filter_keeps_to_its_posts(given: Given) -> None:
    store = given(STORY)

    answer = QUESTIONS["comments"].answer(store, Settings(), Ask(where={"pillar": "offers"}))

    assert [row["post_id"] for row in table(answer, "comments by post")] == ["p2"]


def test_without_comments_it_is_said_what_to_import(given: Given) -> None:
    text = "post\npost_id | posted_day | views\np1 | 2026-05-01 | 9"

    assert "clipworth template comments" in answered(given, text).sentences[0]


def test_comments_alone_are_an_answer(given: Given) -> None:
    text = "comment\ncomment_id | post_id | day | text\nc1 | p9 | 2026-05-01 | link please"

    assert "1 comment of 1" in answered(given, text).sentences[0]


def test_the_sample_is_large_synthetic_and_parted_evenly() -> None:
    found = sample()

    assert len(found) >= 400
    for language in ("en", "es", "de", "fr"):
        mine = [one for one in found if one.language == language]
        assert len(mine) >= 100
        assert 0.4 < sum(one.buying for one in mine) / len(mine) < 0.6
        assert 0.45 < sum(one.part == "held out" for one in mine) / len(mine) < 0.55
    assert len({one.text for one in found}) > 0.98 * len(found)


def test_held_out_comments_are_found_nine_times_in_ten_and_rightly(given: Given) -> None:
    for one in measured(given("")):
        assert one.precision.value >= 0.9, one
        assert one.recall.value >= 0.9, one
        assert one.precision.low < one.precision.value <= one.precision.high


@pytest.mark.parametrize(
    ("text", "buying"),
    [
        ("WHERE CAN I BUY THIS???", True),
        ("DÓNDE SE CONSIGUE", True),
        ("Welche Größe soll ich bestellen?", True),
        ("Où l’acheter ?", True),
        ("", False),
        ("🔥🔥🔥", False),
        ("nie wieder bestelle ich da", False),
        ("x" * 20_000, False),
    ],
)
def test_texts_are_judged_whatever_their_case_accents_or_length(
    text: str, buying: bool, given: Given
) -> None:
    assert found_in(given(""), [text]) == [buying]
