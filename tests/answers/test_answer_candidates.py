"""Which posts to boost: by the model and not by a minimum of views, through named gates."""

from datetime import date
from decimal import Decimal

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask, Refused, Row
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

POSTS = (
    "post\npost_id | account | posted_day | views | saves | shares | profile_visits | link_clicks\n"
)


def line(post: str, views: int, actions: int, day: str = "2026-05-01", account: str = "b") -> str:
    return f"{post} | {account} | {day} | {views} | {actions} | 0 | 0 | 0"


def ordinary(count: int = 60) -> list[str]:
    """Sixty posts near 2 %, of 3,000 to 300,000 views."""
    return [
        line(f"o{n}", views := 3000 + 5000 * n, round(views * (0.014 + 0.0002 * (n * 37 % 60))))
        for n in range(count)
    ]


def asked(store: Store, **settings: object) -> Answer:
    return QUESTIONS["candidates"].answer(
        store,
        Settings(**settings),
        Ask(today=date(2026, 5, 20)),  # type: ignore[arg-type]
    )


def rows(answer: Answer) -> dict[object, Row]:
    return {row["post_id"]: row for row in answer.tables[0].rows}


def test_the_model_ranks_evidence_above_luck_and_intent_above_reach(given: Given) -> None:
    special = [
        line("small", 300, 60),  # 20 % of nearly nobody
        line("loved", 80_000, 9_600),  # 12 %
        line("seen", 500_000, 7_500),  # 1.5 %
    ]

    found = rows(asked(given(POSTS + "\n".join([*ordinary(), *special]))))

    rank = {post: row["rank"] for post, row in found.items()}
    assert rank["loved"] == 1
    assert rank["loved"] < rank["seen"]
    assert rank["small"] != 1


GATED = (
    POSTS
    + "\n".join([*ordinary(20), line("ours", 9000, 300), line("theirs", 9000, 290, account="mia")])
    + """

    post_plan
    post_id | content_type | creator | sku | music_cleared | authorised
    o1      |              |         | S1  | true          |
    o2      |              |         | S2  | true          |
    o3      |              |         | S3  | false         |
    ours    |              |         |     |               |
    theirs  | creator      | mia     |     |               |
    o4      | creator      | mia     |     |               | true

    stock
    sku | location | day        | quantity
    S1  | a        | 2026-05-01 | 0
    S1  | a        | 2026-05-09 | 4
    S2  | a        | 2026-05-09 | 0

    ad_day
    ad_account | level | entity | day        | post_id | spend | impressions | video_views
    x          | ad    | ad1    | 2026-05-02 | o5      | 10    | 100         | 90
    x          | ad    | ad1    | 2026-05-19 | o5      | 10    | 100         | 90
"""
)


def test_each_gate_is_passed_failed_or_unknown_and_says_why(given: Given) -> None:
    found = rows(asked(given(GATED), accounts=("b",)))

    states = {post: tuple(found[post][key] for key in ("rights", "music", "stock", "boosted"))
              for post in ("o1", "o2", "o3", "o4", "o5", "ours", "theirs")}  # fmt: skip
    assert (
        states
        == {
            "o1": ("pass", "pass", "pass", "pass"),
            "o2": ("pass", "pass", "fail", "pass"),
            "o3": ("pass", "fail", "unknown", "pass"),
            "o4": ("pass", "unknown", "unknown", "pass"),
            "o5": ("pass", "unknown", "unknown", "fail"),
            "ours": ("pass", "unknown", "unknown", "pass"),
            "theirs": ("unknown", "unknown", "unknown", "pass"),
        }
        or found["o5"] is None
    )
    assert found["o5"].unknown["iscr_shrunk"].startswith("Boosted")
    assert found["o2"]["why"] == "S2 was sold out on 2026-05-09"
    assert found["o2"]["stands"] == "out"
    assert found["o2"]["rank"] > found["o1"]["rank"]
    assert "authorisation code" in str(found["theirs"]["why"])


def test_what_fails_a_gate_stands_below_all_others(given: Given) -> None:
    order = [row["stands"] for row in asked(given(GATED)).tables[0].rows]

    assert order == sorted(order, key=lambda stands: stands == "out")


def test_old_posts_are_counted_and_not_shown(given: Given) -> None:
    store = given(POSTS + "\n".join([*ordinary(), line("old", 9000, 300, "2026-01-01")]))

    answer = asked(store)

    assert "old" not in rows(answer)
    assert any("1 older post" in sentence for sentence in answer.sentences)


def test_a_budget_is_what_the_wanted_actions_would_cost_by_the_interval(given: Given) -> None:
    found = rows(asked(given(POSTS + "\n".join(ordinary())), value_per_1000_views=Decimal(10)))

    row = found["o30"]
    assert float(row["budget_high"]) == pytest.approx(100 * 0.01 / row["iscr_shrunk_low"], abs=0.01)
    assert float(row["budget_low"]) == pytest.approx(100 * 0.01 / row["iscr_shrunk_high"], abs=0.01)


def test_a_budget_is_not_under_what_an_ad_group_takes(given: Given) -> None:
    store = given(POSTS + "\n".join(ordinary()))

    found = rows(asked(store, value_per_1000_views=Decimal(10), currency="USD"))

    assert found["o30"]["budget_low"] == Decimal("140.00")


def test_top_samples_alone_are_refused(given: Given) -> None:
    with pytest.raises(Refused):
        asked(given("post\npost_id | account | posted_day | views | shares | top_sample\n"
                    "t1 | b | 2026-05-01 | 900 | 20 | true"))  # fmt: skip


def test_posts_that_nothing_can_rank_are_counted(given: Given) -> None:
    unseen = [line("zero", 0, 0), line("zero2", 0, 4)]

    answer = asked(given(POSTS + "\n".join([*ordinary(), *unseen])))

    assert any(said.startswith("2 posts stand in no ranking") for said in answer.sentences)
