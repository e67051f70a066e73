"""Where pillars and stages come from: the plan, else rules, else suggestions accepted."""

import pytest

from clipworth.commands.correcting import undo
from clipworth.ingest import journal
from clipworth.model.problems import WrongUse
from workspaces import CLOCK, Brand

PLAN = """Post link,Pillar,Stage
https://www.tiktok.com/@kaffee/video/7300000000000000001,Recipes,TOFU
https://www.tiktok.com/@kaffee/video/7300000000000000002,recipes 75 %; tips 25 %,
"""
POSTS = """Post link,Views,Posted on,Caption
https://www.tiktok.com/@kaffee/video/7300000000000000001,1000,2026-10-01,V60 recipe #homebrew
https://www.tiktok.com/@kaffee/video/7300000000000000002,1000,2026-10-02,Two tips #homebrew
https://www.tiktok.com/@kaffee/video/7300000000000000003,1000,2026-10-03,A rezept with CAFÉ
https://www.tiktok.com/@kaffee/video/7300000000000000004,1000,2026-10-04,Half price in 3 days #sale
https://www.tiktok.com/@kaffee/video/7300000000000000005,1000,2026-10-05,cafés of Berlin
"""
RULES = """
[[rules]]
pillar = "recipes"
stage = "MOFU"
words = ["café", "V60 recipe"]
hashtags = ["#HomeBrew"]

[[rules]]
pillar = "offers"
stage = "BOFU"
hashtags = ["sale"]
weight = 3

[[rules]]
pillar = "countdowns"
regex = ["in \\\\d+ days"]
"""
LABELS = """
    select post_id[-1:] as post, array_to_string(pillars, '+') as pillars,
        list_transform(weights, lambda one: round(one, 2)) as weights, pillar_origin, stage,
        stage_origin
    from post_label order by post_id
"""


@pytest.fixture
def planned(brand: Brand) -> Brand:
    """Give a brand with five posts, two of which are planned."""
    brand.bring("posts.csv", POSTS, "2026-10-31")
    brand.bring("plan.csv", PLAN, "2026-10-31")
    return brand


def ruled(brand: Brand, rules: str = RULES) -> None:
    """Write rules into clipworth.toml."""
    text = brand.workspace.config.read_text(encoding="utf-8").split("\n[[rules]]")[0]
    brand.workspace.config.write_text(text + rules, encoding="utf-8")


def test_the_plan_says_first_and_rules_label_what_it_leaves_open(planned: Brand) -> None:
    ruled(planned)

    assert planned.rows(LABELS) == [
        ("1", "Recipes", [1.0], "plan", "TOFU", "plan"),
        ("2", "recipes+tips", [0.75, 0.25], "plan", "MOFU", "rule"),
        ("3", "Recipes", [1.0], "rule", "MOFU", "rule"),
        ("4", "offers+countdowns", [0.75, 0.25], "rule", "BOFU", "rule"),
    ]


def test_a_label_says_what_made_it_and_how_sure_it_is(planned: Brand) -> None:
    ruled(planned)

    said = planned.rows("select pillar_why, pillar_sure, stage_why from post_label order by 1")

    assert (
        "Rule 2: the hashtag #sale, Rule 3: the text “in 3 days”",
        1.0,
        "Rule 2: the hashtag #sale",
    ) in said
    assert ("The plan says Recipes", 1.0, "The plan says TOFU") in said
    assert ("Rule 1: the word “CAFÉ”", 1.0, "Rule 1: the word “CAFÉ”") in said


def test_rules_that_disagree_on_a_stage_say_so(planned: Brand) -> None:
    ruled(planned, RULES + '[[rules]]\nstage = "TOFU"\nwords = ["price"]\n')

    found = planned.rows("select stage, stage_why, stage_sure from post_label where stage = 'BOFU'")

    assert found == [("BOFU", "Rule 2: the hashtag #sale (other rules say TOFU)", 0.5)]


def test_changed_rules_label_anew_at_the_next_look(planned: Brand) -> None:
    ruled(planned)
    planned.rows(LABELS)

    ruled(planned, '\n[[rules]]\npillar = "prices"\nwords = ["price"]\n')

    assert [row[1] for row in planned.rows(LABELS)] == ["Recipes", "recipes+tips", "prices"]


def test_a_rebuild_and_a_look_back_give_the_same_labels(planned: Brand) -> None:
    ruled(planned)
    before = planned.rows("select * from post_label order by all")

    planned.rebuild()

    assert planned.rows("select * from post_label order by all") == before
    assert planned.rows("select * from post_label order by all", "2026-10-31") == before


def test_a_suggestion_accepted_labels_until_it_is_undone(planned: Brand) -> None:
    what = {
        "pillar": "places",
        "words": ["berlin", "cafés"],
        "posts": {"7300000000000000005": 0.8, "7300000000000000001": 0.9},
    }
    entry = journal.record(
        planned.workspace, journal.ACCEPT_PILLAR, what, who="ana", at="2026-10-31T12:00:00Z"
    )
    asked = "select pillars, pillar_why, pillar_sure from post_label where pillar_origin <> 'plan'"

    assert planned.rows(asked) == [
        (
            ["places"],
            "Suggested by the words berlin, cafés; accepted by ana on 2026-10-31",
            0.8,
        )
    ]

    undo(planned.workspace, entry.number, CLOCK, who="ana")

    assert planned.rows(asked) == []


def test_of_two_plans_that_disagree_the_newest_stands_and_both_are_known(planned: Brand) -> None:
    newer = "Post link,Pillar,Stage\nhttps://www.tiktok.com/@kaffee/video/7300000000000000001,Tips,tofu\n"
    planned.bring("plan2.csv", newer, "2026-11-01")

    assert planned.rows("from plan_conflict") == [
        ("7300000000000000001", "pillar", "Tips", "Recipes")
    ]
    assert planned.rows(LABELS)[0][1] == "Tips"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[rules]\npillar = "a"\n', "write [[rules]] above each"),
        ('[[rule]]\npillar = "a"\n', "Did you mean rules"),
        ('[[rules]]\npilar = "a"\nwords = ["b"]\n', "Did you mean pillar"),
        ('[[rules]]\npillar = "a"\nregex = ["("]\n', "a regular expression that can be read"),
        ('[[rules]]\npillar = "a"\nregex = ["x*"]\n', "does not fit every caption"),
        ('[[rules]]\npillar = "a"\n', "rule 1 fits no post"),
        ('[[rules]]\nwords = ["a"]\n', "rule 1 labels nothing"),
        ('[[rules]]\nstage = "top"\nwords = ["a"]\n', '"TOFU", "MOFU" or "BOFU"'),
        ('[[rules]]\npillar = "a; b"\nwords = ["a"]\n', "the name of a pillar"),
        ('[[rules]]\npillar = "a"\nwords = "b"\n', "a list of texts"),
        ('[[rules]]\npillar = "a"\nhashtags = ["b c"]\n', "hashtags without blanks"),
        ('[[rules]]\npillar = "a"\nwords = ["b"]\nweight = 0\n', "a number above 0"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_with_a_remedy(
    brand: Brand, text: str, says: str
) -> None:
    brand.workspace.config.write_text(text, encoding="utf-8")

    with pytest.raises(WrongUse, match=r"clipworth\.toml") as error:
        brand.workspace.settings()

    assert says in str(error.value)
