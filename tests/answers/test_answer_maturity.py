"""How far a brand is: by its own data, sign by sign, and never above the weakest."""

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.measure.maturity.signs import SIGNS, Seen, State, level
from clipworth.model.answers import Answer, Ask, Row
from clipworth.model.maturity import QUESTIONNAIRE, Level
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given


def asked(store: Store, **settings: object) -> Answer:
    return QUESTIONS["maturity"].answer(store, Settings(**settings), Ask())  # type: ignore[arg-type]


def signs(answer: Answer) -> dict[object, Row]:
    return {row["sign"]: row for row in answer.tables[0].rows}


PRESENCE = """
    post
    post_id | account | posted_day | views | saves | shares
    p1      | b       | 2026-05-03 | 1000  |       | 4
    p2      | b       | 2026-05-20 | 1000  | 3     | 4
"""
INTENT = """
    post
    post_id | account | posted_day | views | saves | shares
    p2      | b       | 2026-05-20 | 1000  | 3     | 4

    sale
    order_id | day        | currency | total
    o1       | 2026-05-20 | EUR      | 10

    web_total
    property | split                   | part              | from_day   | until_day  | sessions
    x        | session source / medium | tiktok / social   | 2026-05-01 | 2026-06-01 | 80
    x        | session source / medium | tiktok.com / referral | 2026-05-01 | 2026-06-01 | 20
    x        | session source / medium | google / organic  | 2026-05-01 | 2026-06-01 | 900
"""


def test_screenshots_of_views_are_level_1(given: Given) -> None:
    answer = asked(given(PRESENCE))

    assert answer.sentences[0].startswith("Level 1 of 5: We are building presence.")
    found = signs(answer)
    assert found["Conversions are recorded"]["state"] == "lacks"
    assert found["Links from TikTok bear UTMs"]["state"] == "unknown"
    assert found["Saves, shares, visits and clicks are known of posts"]["evidence"] == (
        "1 of 2 posts of 90 days have two intent signals or more: 50% (at least 90%)"
    )


def test_level_2_takes_conversions_tags_and_intent(given: Given) -> None:
    answer = asked(given(INTENT))

    assert answer.sentences[0].startswith("Level 2 of 5: We measure intent.")
    assert signs(answer)["Links from TikTok bear UTMs"]["evidence"] == (
        "80 of 100 TikTok sessions bear UTMs: 80% (at least 80%)"
    )
    unlocks = {row["sign"]: row["unlock"] for row in answer.tables[1].rows}
    assert "clipworth template plan" in str(unlocks["Posts belong to pillars"])


def test_one_session_less_with_a_tag_is_level_1_again(given: Given) -> None:
    untagged = INTENT.replace("| 80\n", "| 79\n").replace("| 20\n", "| 21\n")

    assert asked(given(untagged)).sentences[0].startswith("Level 1 of 5")


def test_events_of_the_site_tell_of_sessions_too(given: Given) -> None:
    found = signs(asked(given("""
        web_event
        event_id | day        | name      | visitor | session | utm_source | tiktok_evidence
        e1       | 2026-05-20 | page_view | v1      | 1       | tiktok     | utm
        e2       | 2026-05-20 | page_view | v1      | 1       |            |
        e3       | 2026-05-20 | page_view | v2      | 1       |            | referrer
        e4       | 2026-05-20 | purchase  | v3      | 1       |            |
    """)))  # fmt: skip

    assert found["Links from TikTok bear UTMs"]["evidence"].startswith("1 of 2 TikTok sessions")
    assert found["Conversions are recorded"]["state"] == "holds"


def test_what_only_a_person_knows_is_asked_and_said(given: Given) -> None:
    said = {"server_events": True, "refresh_cycle": False}

    found = signs(asked(given(PRESENCE), maturity=said))

    assert found["The server sends events too"]["state"] == "holds"
    assert found["Creative is replaced by a plan"]["state"] == "lacks"
    assert found["Boosts are read against a baseline"]["state"] == "unknown"


@pytest.mark.parametrize("weak", SIGNS, ids=lambda sign: sign.key)
@pytest.mark.parametrize("state", [State.LACKS, State.UNKNOWN])
def test_the_level_never_exceeds_its_weakest_sign(weak: object, state: State) -> None:
    seen = {sign.key: Seen(State.HOLDS, "") for sign in SIGNS}
    assert level(seen) is Level.REVENUE

    for sign in SIGNS:
        if sign is weak:
            seen[sign.key] = Seen(state, "")
            assert level(seen) == sign.level - 1


def test_each_question_of_the_questionnaire_is_a_sign() -> None:
    assert set(QUESTIONNAIRE) <= {sign.key for sign in SIGNS}
