"""`show followers`: the shape and its evidence, what posts bring, and silence where it must be."""

from datetime import date, timedelta

import numpy as np
import pytest

from answers.test_answer_contract import check
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask
from clipworth.model.settings import Settings
from stories import Given

FIRST = date(2026, 1, 5)


def days(account: str, levels: list[int]) -> str:
    """Write followers by day as a table of a story."""
    rows = [f"{account} | {FIRST + timedelta(days=n)} | {level}" for n, level in enumerate(levels)]
    return "account_day\naccount | day | followers\n" + "\n".join(rows)


def answered(given: Given, text: str, **asked: str) -> Answer:
    """Ask for followers."""
    answer = QUESTIONS["followers"].answer(given(text), Settings(), Ask(**asked))  # type: ignore[arg-type]
    check(answer)
    return answer


def table(answer: Answer, name: str) -> list[dict[str, object]]:
    """Give the cells of a table's rows."""
    return [dict(row.cells) for one in answer.tables if one.name == name for row in one.rows]


def test_steps_between_plateaus_are_called_a_staircase_with_their_shares(given: Given) -> None:
    # 70 days: one new follower each, and 200 on every tenth.
    gains = [200 if n % 10 == 3 else 1 for n in range(70)]

    answer = answered(given, days("brand", [10_000 + sum(gains[: n + 1]) for n in range(70)]))

    (row,) = table(answer, "growth")
    assert row["shape"] == "staircase"
    assert row["followers"] == 10_000 + 7 * 200 + 63
    assert float(str(row["spike_share"])) > 0.9
    assert "a staircase: plateaus broken by single great days" in answer.sentences[0]
    assert table(answer, "greatest days")[0]["gained"] == 200


def test_accounts_are_called_each_by_itself(given: Given) -> None:
    steady = [5_000 + 10 * n for n in range(70)]
    text = days("brand", steady)
    text += "\n" + "\n".join(days("second", [900] * 70).splitlines()[2:])

    answer = answered(given, text)

    assert [row["shape"] for row in table(answer, "growth")] == ["steady", "flat"]


def test_under_60_days_there_is_no_shape_and_it_is_said_what_to_import(given: Given) -> None:
    answer = answered(given, days("brand", [1_000 + n for n in range(30)]))

    assert table(answer, "growth")[0]["shape"] is None
    assert "a shape needs 60" in answer.sentences[0]
    assert "Import followers by day" in answer.sentences[0]


def test_without_followers_by_day_it_is_said_which_export_has_them(given: Given) -> None:
    answer = answered(
        given, "post\npost_id | account | posted_day | views\np1 | b | 2026-05-01 | 9"
    )

    assert "Followers export of TikTok Studio" in answer.sentences[0]


def posts(views: list[int], *, per_thousand: dict[str, float]) -> str:
    """Write posts on every third day, their pillars in turn, and the followers they bring."""
    rng = np.random.default_rng(3)
    pillars = list(per_thousand)
    told, plan, net = [], [], np.full(len(views) * 3 + 10, 4.0)
    for number, seen in enumerate(views):
        pillar = pillars[int(rng.integers(len(pillars)))]
        day = number * 3 + int(rng.integers(2))
        told.append(f"p{number} | brand | {FIRST + timedelta(days=day)} | {seen}")
        plan.append(f"p{number} | {pillar}")
        net[day] += round(per_thousand[pillar] * seen / 1_000)
    net += rng.integers(-1, 2, net.size)
    levels = [int(20_000 + net[: n + 1].sum()) for n in range(net.size)]
    return "\n\n".join([
        days("brand", levels),
        "post\npost_id | account | posted_day | views\n" + "\n".join(told),
        "post_plan\npost_id | pillar\n" + "\n".join(plan),
    ])  # fmt: skip


def test_days_tell_what_posts_bring_where_posts_do_not(given: Given) -> None:
    rng = np.random.default_rng(8)
    views = [int(seen) for seen in rng.integers(2_000, 40_000, 40)]

    answer = answered(given, posts(views, per_thousand={"tips": 3.0, "offers": 0.0}))

    rows = {str(row["part"]): row for row in table(answer, "yield")}
    tips, offers = rows["tips"], rows["offers"]
    assert float(str(tips["follower_yield_low"])) < 3.0 < float(str(tips["follower_yield_high"]))
    assert tips["verdict"] == "more than chance"
    assert offers["verdict"] == "could be chance"
    assert float(str(offers["p_value"])) > 0.05
    assert any("no proof of cause" in caveat for caveat in answer.caveats)


def test_posts_that_say_whom_they_won_need_no_regression(given: Given) -> None:
    answer = answered(
        given,
        """
        post
        post_id | account | posted_day | views | new_followers
        p1      | brand   | 2026-05-01 | 10000 | 30
        p2      | brand   | 2026-05-02 | 20000 | 20
        p3      | brand   | 2026-05-03 | 10000 | 10
        p4      | brand   | 2026-05-04 | 4000  | 2

        post_plan
        post_id | pillar
        p1      | tips
        p2      | tips
        p3      | tips
        p4      | offers
    """,
    )

    rows = {str(row["pillar"]): row for row in table(answer, "yield")}
    assert rows["tips"]["follower_yield"] == pytest.approx(60 / 40_000 * 1_000)
    assert rows["offers"]["follower_yield"] == pytest.approx(0.5)
    assert "p_value" not in rows["tips"]


def test_top_posts_alone_say_nothing_of_yield_and_growth_is_still_told(given: Given) -> None:
    text = (
        days("brand", [5_000 + 10 * n for n in range(70)])
        + """

        post
        post_id | account | posted_day | views | top_sample
        t1      | brand   | 2026-01-13 | 3000  | true
        t2      | brand   | 2026-02-10 | 9000  | true
    """
    )

    answer = answered(given, text)

    assert table(answer, "growth")[0]["shape"] == "steady"
    assert not table(answer, "yield")
    assert any("chosen by success" in sentence for sentence in answer.sentences)


def test_nothing_is_said_by_post_where_no_file_says_it(given: Given) -> None:
    text = posts([5_000] * 30, per_thousand={"tips": 1.0})

    answer = answered(given, text, by="post")

    assert not table(answer, "yield")
    assert any("cannot tell one post from another" in sentence for sentence in answer.sentences)
