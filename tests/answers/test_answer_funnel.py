"""The mix of the last 90 days, its alarm, and each stage by its own measures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from answers.brand import BRAND, TOP_SAMPLE
from answers.test_answer_contract import check
from clipworth.answers.funnel import funnel
from clipworth.model.answers import Answer, Ask, Refused
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from stories import Given

LAST = date(2026, 5, 31)


def story(stages: str, *, old: str = "") -> str:
    """Write a post per letter (t, m, b; - has no stage), the last one on the last day."""
    names = {"t": "TOFU", "m": "mofu", "b": "BOFU"}
    rows, plan = [], []
    for n, letter in enumerate(old + stages):
        is_old = n < len(old)
        day = LAST - timedelta(days=90 if is_old else (len(old + stages) - 1 - n) % 89)
        rows.append(f"p{n} | brand | {day} | 1000 | {n + 5} | Caption {n}")
        if letter in names:
            plan.append(f"p{n} | {names[letter]} | hook {n}")
    return (
        "post\npost_id | account | posted_day | views | link_clicks | title\n"
        + "\n".join(rows)
        + "\n\npost_plan\npost_id | stage | hook\n"
        + "\n".join(plan)
    )


def asked(given: Given, text: str, settings: Settings | None = None) -> Answer:
    """Ask for the funnel, and hold the answer to what holds of every one."""
    answer = funnel(given(text), settings or Settings(), Ask())
    check(answer)
    return answer


def test_the_mix_is_of_the_last_ninety_days_alone(given: Given) -> None:
    answer = asked(given, story("tttttmmmbb", old="bbbb"))

    mix = {row["stage"]: row for row in answer.tables[0].rows}
    assert [mix[s]["posts"] for s in ("TOFU", "MOFU", "BOFU", "not assigned")] == [5, 3, 2, 0]
    assert [mix[s]["posts_share"] for s in ("TOFU", "MOFU", "BOFU")] == [0.5, 0.3, 0.2]
    assert "stays under 70.0 %" in answer.sentences[1]


def test_more_than_seventy_per_cent_raises_an_alarm_that_cites_its_source(given: Given) -> None:
    answer = asked(given, story("ttttttttmb"))

    assert answer.sentences[1].startswith("Alarm: more than 70.0 % (Socialinsider")
    assert "grade A" in answer.sentences[1]


def test_posts_without_a_stage_that_could_turn_the_alarm_keep_it_from_being_certain(
    given: Given,
) -> None:
    answer = asked(given, story("ttttttttmb---"))

    tofu = answer.tables[0].rows[0]
    assert tofu["posts_share"] == 0.8
    assert (tofu["posts_least"], tofu["posts_most"]) == (8 / 13, 11 / 13)
    assert "exceeds 70.0 %" in answer.sentences[1]
    assert "between 61.5 % and 84.6 %, so neither is certain" in answer.sentences[1]
    assert any("3 posts have no stage (p12, p11 and p10)" in caveat for caveat in answer.caveats)


def test_the_brand_may_type_days_and_limit(given: Given) -> None:
    typed = Settings(defaults={"tofu_share_alarm": Decimal("0.4"), "mix_days": Decimal(120)})

    answer = asked(given, story("tttttmmmbb", old="bbbb"), typed)

    assert [row["posts"] for row in answer.tables[0].rows] == [5, 3, 6, 0]
    assert "under 40.0 % (as typed in clipworth.toml)" in answer.sentences[1]


def test_few_posts_raise_no_alarm(given: Given) -> None:
    answer = asked(given, story("tttt"))

    assert answer.sentences[1].startswith("Under 10 posts with a stage are too few")


def test_bofu_posts_that_draw_clicks_offer_their_wording(given: Given) -> None:
    answer = asked(given, story("ttmmbbbbbb"))

    table = next(table for table in answer.tables if table.name == "wording")
    assert table.rows[0]["post_id"] == "p9"
    assert table.rows[0]["title"] == "Caption 9"
    assert "“Caption 9” (hook: hook 9)" in answer.sentences[-1]
    assert len(table.rows) <= 3


def test_each_stage_is_judged_by_its_own_measures(given: Given) -> None:
    answer = funnel(given(BRAND), Settings(), Ask(period=Period.month("2026-05")))

    check(answer)
    measures = {
        table.name: [row["metric"] for row in table.rows]
        for table in answer.tables
        if table.name in ("tofu", "mofu", "bofu")
    }
    assert measures["tofu"] == ["non_follower_ratio", "retention_6s", "follower_yield"]
    assert measures["mofu"] == ["iscr_4", "save_rate", "profile_visit_rate"]
    assert measures["bofu"] == [
        "link_click_rate",
        "conversions",
        "tracked_revenue",
        "tracked_revenue_per_1000_views",
    ]
    assert answer.period == Period(date(2026, 3, 3), date(2026, 6, 1))


def test_posts_without_any_stage_are_told_how_to_get_one(given: Given) -> None:
    answer = asked(given, story("----"))

    assert "None of the 4 posts" in answer.sentences[0]
    assert "clipworth template plan" in answer.sentences[0]


def test_spend_stands_at_the_stage_that_it_boosted(given: Given) -> None:
    answer = funnel(given(BRAND), Settings(), Ask(period=Period.month("2026-05")))

    mix = {row["stage"]: row for row in answer.tables[0].rows}
    assert mix["TOFU"]["spend"] == Decimal("100.00")
    assert mix["TOFU"]["spend_share"] == 1.0


def test_top_samples_have_no_mix(given: Given) -> None:
    with pytest.raises(Refused, match="chosen by success"):
        funnel(given(TOP_SAMPLE), Settings(), Ask())
