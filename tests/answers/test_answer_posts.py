"""Posts and intent: a row per post, unknown with its reason, groups with honest intervals."""

import pytest

from answers.brand import BRAND, TOP_SAMPLE
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Ask, Refused
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from stories import Given

FIRST_COLUMNS = {
    "post_id",
    "account",
    "posted_day",
    "views",
    "likes",
    "comments",
    "shares",
    "saves",
    "profile_visits",
    "link_clicks",
}


def test_the_first_table_has_a_row_per_post_and_unknown_has_its_reason(given: Given) -> None:
    answer = QUESTIONS["posts"].answer(given(BRAND), Settings(), Ask())
    table = answer.tables[0]
    rows = {row["post_id"]: row for row in table.rows}

    assert {column.key for column in table.columns} >= FIRST_COLUMNS
    assert len(rows) == 7
    assert rows["p7"]["saves"] is None
    assert rows["p7"].unknown["saves"] == "No imported file has saves for this post."
    assert (rows["p6"]["paid_views"], rows["p6"]["organic_views"]) == (18500, 31500)
    assert rows["p6"]["iscr"] is None
    assert "Boosted" in rows["p6"].unknown["iscr"]
    assert rows["p1"]["iscr"] == pytest.approx(37 / 1000)


def test_rankings_are_apart_for_each_set_of_signals(given: Given) -> None:
    others = "    p8 | maker | 2026-05-22 | 900 | | | 9 | | | | \n" * 2
    twice = others.replace("p8", "p9", 1) + "\n    post_plan"
    store = given(BRAND.replace("\n    post_plan", twice))

    answer = QUESTIONS["posts"].answer(store, Settings(), Ask())

    names = [table.name for table in answer.tables[1:]]
    assert names == ["ranking saves+shares+profile_visits+link_clicks", "ranking shares"]
    lows = [row["iscr_shrunk_low"] for row in answer.tables[1].rows]
    assert lows == sorted(lows, reverse=True)  # type: ignore[type-var]


def test_posts_belong_to_the_period_by_their_day_and_the_answer_says_so(given: Given) -> None:
    answer = QUESTIONS["posts"].answer(
        given(BRAND), Settings(), Ask(period=Period.month("2026-04"))
    )

    assert [row["post_id"] for row in answer.tables[0].rows] == ["p3", "p2", "p1"]
    assert any("by the day they were posted" in caveat for caveat in answer.caveats)


def test_a_group_shows_raw_and_shrunk_side_by_side(given: Given) -> None:
    answer = QUESTIONS["intent"].answer(given(BRAND), Settings(), Ask(by="pillar"))
    table = answer.tables[0]
    recipes = next(row for row in table.rows if row["pillar"] == "recipes")

    assert table.name.startswith("iscr_4")
    # p1, p2 and p4: 37 + 67 + 124 actions of 6,000 views
    assert recipes["iscr_4"] == pytest.approx(228 / 6000)
    assert recipes["iscr_4_n"] == 3
    assert recipes["iscr_4_low"] < recipes["iscr_4"] < recipes["iscr_4_high"]  # type: ignore[operator]
    assert recipes["iscr_4_shrunk"] is not None


def test_the_common_signals_are_offered(given: Given) -> None:
    answer = QUESTIONS["intent"].answer(given(BRAND), Settings(), Ask(by="pillar"))

    assert "iscr_common by pillar" in [table.name for table in answer.tables]
    assert any("never ranked together. What all have is shares." in c for c in answer.caveats)


def test_rates_are_said_as_actions_per_hundred_views(given: Given) -> None:
    answer = QUESTIONS["intent"].answer(given(BRAND), Settings(), Ask())

    assert "3.19 actions per 100 views" in answer.sentences[0]


@pytest.mark.parametrize("by", ["pillar", "format", "stage", "content_type", "month"])
def test_groups_of_top_samples_are_refused_with_what_would_be_enough(by: str, given: Given) -> None:
    with pytest.raises(Refused, match="business-account export"):
        QUESTIONS["intent"].answer(given(TOP_SAMPLE), Settings(), Ask(by=by))


def test_top_samples_beside_all_posts_are_left_out_of_groups(given: Given) -> None:
    story = BRAND.replace("link_clicks | non", "link_clicks | top_sample | non")
    rows = [
        line.replace("| 2   | 0.7", "| 2 | true | 0.7")
        if line.strip().startswith("p1 | b")
        else line
        for line in story.splitlines()
    ]
    story = "\n".join(
        _with_cell(line) if line.strip()[:1] == "p" and line.count("|") == 10 else line
        for line in rows
    )
    answer = QUESTIONS["intent"].answer(given(story), Settings(), Ask(by="pillar"))
    recipes = next(row for row in answer.tables[0].rows if row["pillar"] == "recipes")

    assert recipes["iscr_4_n"] == 2
    assert any("left out of groups" in caveat for caveat in answer.caveats)


def _with_cell(line: str) -> str:
    cells = line.split("|")
    return "|".join([*cells[:-1], " false ", cells[-1]])


def with_saves(saves: list[int]) -> str:
    rows = "\n".join(
        f"p{n} | brand | 2026-05-{n:02} | {1000 * n} | {told}" for n, told in enumerate(saves, 1)
    )
    return f"post\npost_id | account | posted_day | views | saves\n{rows}"


def test_under_three_posts_nothing_is_said_to_repeat_or_ranked(given: Given) -> None:
    answer = QUESTIONS["posts"].answer(given(with_saves([18, 30])), Settings(), Ask())

    (table,) = answer.tables
    for row in table.rows:
        assert row["iscr"] is not None
        assert (row["iscr_shrunk"], row["iscr_shrunk_low"], row["iscr_shrunk_n"]) == (None,) * 3
        assert row.unknown["iscr_shrunk"] == "Too few posts to say what a like one would bring."


def test_an_assumed_spread_is_said_to_be_assumed(given: Given) -> None:
    few = QUESTIONS["posts"].answer(given(with_saves([18, 30, 70, 90])), Settings(), Ask())

    assert [table.name for table in few.tables] == ["posts", "ranking saves"]
    assert (
        "Of 4 posts with the same signals, too few had actions to show how much posts differ: "
        "their repeatable rates and intervals rest on an assumed spread."
    ) in few.caveats


def test_a_spread_that_was_seen_is_not_called_assumed(given: Given) -> None:
    many = [n * (10 + 7 * (n % 4)) for n in range(1, 29)]

    answer = QUESTIONS["posts"].answer(given(with_saves(many)), Settings(), Ask())

    assert not [caveat for caveat in answer.caveats if "assumed" in caveat]
