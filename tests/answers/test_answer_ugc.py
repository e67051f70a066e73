"""UGC: three classes that exclude each other, its share by month, two lines never added."""

from decimal import Decimal

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask, Row
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

SPRING = Period(Period.month("2026-04").since, Period.month("2026-05").until)
PRICED = Settings(currency="EUR", value_per_1000_views=Decimal(10))
POSTS = """
    post
    post_id | account | posted_day | views
    p1      | brand   | 2026-04-03 | 1000
    p2      | brand   | 2026-04-10 | 2000
    p3      | brand   | 2026-05-03 | 6000
    p4      | brand   | 2026-05-04 | 1000
    p5      | brand   | 2026-05-05 | 800

    post_plan
    post_id | content_type
    p1      | organic
    p2      | organic
    p4      | ugc
    p5      | creator

    ugc_post
    network   | post_id | creator | day        | views | paid
    tiktok    | u1      | fan     | 2026-04-12 | 1000  | false
    tiktok    | u2      | fan     | 2026-05-12 | 2000  | false
    tiktok    | u3      | fan2    | 2026-05-13 | 1000  |
    tiktok    | u4      | pro     | 2026-05-14 | 5000  | true
    tiktok    | p4      | fan3    | 2026-05-04 | 900   | false
    instagram | u5      | fan     | 2026-05-15 | 7000  | false

    ad_day
    ad_account | level | entity | day        | post_id | currency | spend | impressions | video_views
    a          | ad    | ad1    | 2026-05-04 | p3      | EUR      | 50    | 5000        | 4000

    cost
    entry | month      | kind       | content_type | amount | currency
    1     | 2026-04-01 | production | organic      | 60     | EUR
    2     | 2026-04-01 | tools      |              | 999    | EUR
    1     | 2026-05-01 | production |              | 30     | EUR
    2     | 2026-05-01 | production | creator      | 500    | EUR
"""  # noqa: E501


def asked(store: Store, settings: Settings = PRICED) -> Answer:
    return QUESTIONS["ugc"].answer(store, settings, Ask(period=SPRING))


def rows(answer: Answer, name: str, key: str) -> dict[object, Row]:
    return {row[key]: row for row in next(t.rows for t in answer.tables if t.name == name)}


def test_a_post_is_in_one_class_and_bought_views_in_paid(given: Given) -> None:
    found = rows(asked(given(POSTS)), "classes", "class")

    views = {key: (row["posts"], row["views"]) for key, row in found.items()}
    assert views == {
        "Owned": (3, 5000),  # p1, p2, and p3 without the 4,000 that ads bought
        "UGC": (4, 5000),  # p4 once, as the brand's own figures say; u1, u2, u3
        "Paid": (2, 9800),  # p5, u4, and the 4,000
    }
    assert sum(float(str(row["share"])) for row in found.values()) == pytest.approx(1)


def test_the_share_of_ugc_by_month_leaves_paid_views_out(given: Given) -> None:
    answer = asked(given(POSTS))
    found = rows(answer, "share by month", "month")

    assert found["2026-04"]["ugc_share"] == pytest.approx(1000 / 4000)
    assert found["2026-05"]["ugc_share"] == pytest.approx(4000 / 6000)
    assert found["2026-05"]["paid_views"] == 9800
    assert answer.sentences[0] == (
        "4 UGC posts got 5,000 views, 50.0 % of the organic ones (UGC and owned)."
    )


def test_a_share_of_a_post_or_two_has_no_interval_and_of_three_it_has(given: Given) -> None:
    found = rows(asked(given(POSTS)), "share by month", "month")

    assert str(found["2026-04"]["ugc_share_high"]) in ("None", "nan")
    assert 0 < found["2026-05"]["ugc_share_low"] < 4 / 6 < found["2026-05"]["ugc_share_high"] <= 1


def test_a_month_without_a_listed_post_has_no_share_of_0(given: Given) -> None:
    store = given(POSTS.replace("u1      | fan     | 2026-04-12", "u1      | fan     | 2026-05-12"))

    april = rows(asked(store), "share by month", "month")["2026-04"]

    assert april["ugc_share"] is None
    assert "nobody looked" in april.unknown["ugc_share"]


def test_distribution_and_avoided_production_stand_apart(given: Given) -> None:
    answer = asked(given(POSTS))

    spread, made = next(t for t in answer.tables if t.name == "earned media value").rows
    assert spread["amount"] == Decimal("50.00")  # 5,000 views at 10 per 1,000
    assert made["amount"] == Decimal("120.00")  # (60 + 30) / 3 own posts × 4 posts by others
    assert "€90.00 of production over 3 own posts in 2 months" in str(made["basis"])
    assert any("never added" in caveat for caveat in answer.caveats)


def test_without_production_costs_what_was_avoided_is_unknown(given: Given) -> None:
    answer = asked(given(POSTS.replace("production", "staff")))

    _, made = next(t for t in answer.tables if t.name == "earned media value").rows
    assert made["amount"] is None
    assert "No production cost" in made.unknown["amount"]


def test_a_cost_abroad_without_a_rate_leaves_it_unknown(given: Given) -> None:
    answer = asked(given(POSTS.replace("| 60     | EUR", "| 60     | USD")))

    _, made = next(t for t in answer.tables if t.name == "earned media value").rows
    assert "no exchange rate" in made.unknown["amount"]


def test_posts_of_which_nobody_says_whether_they_were_paid_are_named(given: Given) -> None:
    caveats = asked(given(POSTS)).caveats

    assert any("does not say of 1 post" in caveat for caveat in caveats)
    assert any("1 post by others on other networks" in caveat for caveat in caveats)


def test_without_posts_by_others_it_says_what_to_fill_in(given: Given) -> None:
    answer = asked(
        given("""
        post
        post_id | posted_day | views
        p1      | 2026-05-02 | 100
    """)
    )

    assert not answer.tables
    assert "clipworth template ugc" in answer.sentences[0]


def test_the_trend_leaves_months_out_in_which_nobody_listed_ugc(given: Given) -> None:
    march = """
    post
    post_id | account | posted_day | views
    p9      | brand   | 2026-03-03 | 90000
    p8      | brand   | 2026-02-03 | 90000
    """
    store = given(POSTS + march)
    spring = Period(Period.month("2026-02").since, SPRING.until)

    said = QUESTIONS["ugc"].answer(store, PRICED, Ask(period=spring)).sentences[1]

    assert "25.0 % of organic views before" not in said
    assert "one side of 2026-04 only" in said


def test_a_month_without_ugc_is_no_zero_in_its_half(given: Given) -> None:
    march = """
    post
    post_id | account | posted_day | views
    p9      | brand   | 2026-03-03 | 90000

    ugc_post
    network | post_id | creator | day        | views | paid
    tiktok  | u9      | fan     | 2026-02-12 | 1000  | false
    """
    owned = march.replace(
        "2026-03-03 | 90000", "2026-03-03 | 90000\n    p8 | brand | 2026-02-03 | 3000"
    )
    store = given(POSTS + owned)
    spring = Period(Period.month("2026-02").since, SPRING.until)

    said = QUESTIONS["ugc"].answer(store, PRICED, Ask(period=spring)).sentences[1]

    assert "25.0 % of organic views before 2026-04" in said
    assert "over the 3 months with views of UGC of 4" in said


def test_ugc_without_known_views_is_named_in_the_headline(given: Given) -> None:
    answer = asked(given(POSTS.replace("2026-05-13 | 1000", "2026-05-13 |     ")))

    assert "(1 of them without known views)" in answer.sentences[0]
