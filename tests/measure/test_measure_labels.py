"""What rules say of a post reaches every relation: posts, ads, orders and costs."""

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.ingest.labelling import label_posts
from clipworth.measure.query import written_out
from clipworth.measure.relations import RELATIONS
from clipworth.model.answers import Ask
from clipworth.model.labels import Labelling, LabelRule
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from measure.test_measure_sql import VALUES
from stories import Given

STORY = """
    post
    post_id | account | posted_day | title               | views | saves
    p1      | brand   | 2026-05-03 | Sale #sale ends     | 1000  | 10

    ad_day
    ad_account | level | entity | day        | post_id | currency | spend | impressions
    a          | ad    | ad1    | 2026-05-04 | p1      | EUR      | 8     | 1000

    promo_code
    code | post_id | from_day
    NOW  | p1      | 2026-05-01

    sale
    order_id | day        | currency | total | codes
    o1       | 2026-05-05 | EUR      | 40    | NOW

    cost
    entry | month      | kind       | post_id | amount | currency
    1     | 2026-05-01 | production | p1      | 31     | EUR
"""
RULES = Labelling(
    (
        LabelRule(pillar="offers", stage="BOFU", hashtags=("sale",), weight=3),
        LabelRule(pillar="endings", words=("ends",)),
    )
)


@pytest.fixture
def ruled(given: Given) -> Store:
    """Give a store whose one post is labelled by rules alone."""
    store = given(STORY)
    label_posts(store, RULES)
    return store


@pytest.mark.parametrize("key", ["posts", "ads", "orders", "margins", "costs"])
def test_a_relation_knows_the_labels_of_rules(key: str, ruled: Store) -> None:
    sql = written_out(RELATIONS[key].text(), VALUES)

    found = ruled.rows(f"select distinct r.pillars, r.weights, r.stage from ({sql}) as r")

    assert found == [(["offers", "endings"], [0.75, 0.25], "BOFU")]


def test_money_and_counts_go_to_pillars_by_their_weights(ruled: Store) -> None:
    answer = QUESTIONS["roi"].answer(ruled, Settings(), Ask(by="pillar"))

    # 8 of ads, and 3 of 31 days of production: 11 in all, three quarters and one.
    rows = {row["pillar"]: row for row in answer.tables[1].rows}
    assert {name: float(str(row["cost"])) for name, row in rows.items()} == {
        "offers": 8.25,
        "endings": 2.75,
    }
    assert float(str(rows["offers"]["tracked_revenue"])) == 30.0


def test_a_filter_by_a_label_of_a_rule_finds_its_posts(ruled: Store) -> None:
    answer = QUESTIONS["posts"].answer(ruled, Settings(), Ask(where={"stage": "bofu"}))

    row = answer.tables[0].rows[0]
    assert row["pillar"] == "offers; endings"
    assert row["pillar_why"] == "Rule 1: the hashtag #sale, Rule 2: the word “ends”"
    assert row["stage_why"] == "Rule 1: the hashtag #sale"
