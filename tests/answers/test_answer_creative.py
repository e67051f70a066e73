"""Effects of length, hook, format and script, within the brand's own posts and beyond chance."""

import random
from datetime import date, timedelta

import pytest

from answers.brand import TOP_SAMPLE
from answers.test_answer_contract import check
from clipworth.answers.creative import creative
from clipworth.model.answers import Answer, Ask, Refused, Row
from clipworth.model.settings import Settings
from stories import Given

HOOKS = {"Result first": 2.0, "question": 1.0, "story": 1.0}
FORMATS = {"talk": 1.0, "skit": 1.0}
LENGTHS = {10: 1.0, 20: 1.0, 40: 1.0}


def story(count: int = 72, *, swing: float = 0.15, hooks: dict[str, float] | None = None) -> str:
    """Write posts whose rate is 2 % times what their hook does, and luck."""
    rng = random.Random(4)
    posts, plan = [], []
    for n in range(count):
        hook, does = list((hooks or HOOKS).items())[n % 3]
        form, length = list(FORMATS)[n % 2], list(LENGTHS)[(n // 6) % 3]
        saves = round(20_000 * 0.02 * does * rng.lognormvariate(0, swing))
        day = date(2026, 1, 1) + timedelta(days=n)
        posts.append(f"p{n} | brand | {day} | 20000 | {saves} | 0 | {length}")
        plan.append(f"p{n} | {form} | {hook} | {'true' if n % 5 < 2 else 'false'}")
    return (
        "post\npost_id | account | posted_day | views | saves | shares | duration_s\n"
        + "\n".join(posts)
        + "\n\npost_plan\npost_id | format | hook | scripted\n"
        + "\n".join(plan)
    )


def asked(given: Given, text: str) -> Answer:
    """Ask for creative, and hold the answer to what holds of every one."""
    answer = creative(given(text), Settings(), Ask())
    check(answer)
    return answer


def effect(answer: Answer, factor: str, level: str) -> Row:
    """Give the row of an effect."""
    (found,) = (
        row for row in answer.tables[0].rows if (row["factor"], row["level"]) == (factor, level)
    )
    return found


def test_a_hook_that_doubles_intent_is_found_and_nothing_else_is(given: Given) -> None:
    answer = asked(given, story())

    found = effect(answer, "hook", "result first")
    assert found["effect"] == pytest.approx(1.0, abs=0.15)
    assert found["verdict"] == "more intent"
    sure = {
        (r["factor"], r["level"]) for r in answer.tables[0].rows if r["verdict"] == "more intent"
    }
    assert sure == {("hook", "result first")}
    assert "hook “result first” draws" in answer.sentences[0]


def test_every_factor_and_the_commonest_pairs_are_tried_and_counted(given: Given) -> None:
    answer = asked(given, story())

    factors = [row["factor"] for row in answer.tables[0].rows]
    assert set(factors) == {"length", "hook", "format", "script", "length × hook"}
    assert any(
        caveat.startswith(f"{len(factors)} effects tried in this answer")
        for caveat in answer.caveats
    )


def test_posts_that_are_all_alike_show_no_effect(given: Given) -> None:
    answer = asked(given, story(hooks=dict.fromkeys(HOOKS, 1.0), swing=0.6))

    assert {row["verdict"] for row in answer.tables[0].rows} == {"could be chance"}
    assert "none of" in answer.sentences[0]


def test_too_few_posts_are_met_with_silence_and_a_reason(given: Given) -> None:
    answer = asked(given, story(15))

    assert not answer.tables
    assert answer.sentences[0].startswith("Nothing can be said of creative: it takes 20")


def test_what_the_plan_does_not_say_is_not_guessed(given: Given) -> None:
    bare = story().split("\n\npost_plan")[0]

    answer = asked(given, bare)

    assert {row["factor"] for row in answer.tables[0].rows} == {"length"}
    assert any("nothing is said of hook, format and script" in c for c in answer.caveats)


def test_factors_that_always_come_together_are_looked_at_apart_and_that_is_said(
    given: Given,
) -> None:
    text = story()
    for form, hook in (("talk", "question"), ("skit", "story")):
        text = text.replace(f"| {form} | Result first |", f"| {form} | {hook} |")
    rows = text.split("post_plan\n")[1].splitlines()[1:]
    tied = [
        f"{row.split(' | ')[0]} | {'a' if n % 2 else 'b'} | {'x' if n % 2 else 'y'}"
        for n, row in enumerate(rows)
    ]
    head = text.split("\n\npost_plan")[0]

    answer = asked(given, head + "\n\npost_plan\npost_id | format | hook\n" + "\n".join(tied))

    assert any("always come together" in caveat for caveat in answer.caveats)
    assert effect(answer, "hook", "x")["effect"] == effect(answer, "format", "a")["effect"]


def test_retention_stands_by_hook_within_a_format(given: Given) -> None:
    ads = "\n".join(
        f"a | ad | ad{n} | 2026-02-01 | {'Spark Ads' if n < 6 else 'In-Feed'} | p{n} | 1 | 1000 |"
        f" {500 + n} | {(300 if n % 3 == 0 else 100) + n}"
        for n in range(18)
    )
    head = (
        "\n\nad_day\nad_account | level | entity | day | ad_format | post_id | spend | video_views"
        " | views_2s | views_6s\n"
    )
    answer = asked(given, story() + head + ads)

    table = next(table for table in answer.tables if table.name == "retention")
    found = {(row["format"], row["hook"]): row for row in table.rows}
    assert found["In-Feed", "result first"]["retention_6s"] == pytest.approx(0.3105)
    assert found["In-Feed", "result first"]["retention_6s_n"] == 4
    assert found["Spark Ads", "result first"]["retention_6s_low"] is None
    assert table.finding.startswith("In In-Feed, posts that open with “result first” hold most")


def test_top_samples_are_refused(given: Given) -> None:
    with pytest.raises(Refused, match="chosen by success"):
        creative(given(TOP_SAMPLE), Settings(), Ask())
