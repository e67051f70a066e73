"""`show ladder`: rungs with whose word each is, and whether the site moves with the profile."""

from datetime import date, timedelta

import numpy as np

from answers.brand import BRAND
from answers.test_answer_contract import check
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask
from clipworth.model.settings import Settings
from stories import Given

FIRST = date(2026, 1, 5)


def answered(given: Given, text: str) -> Answer:
    """Ask for the ladder."""
    answer = QUESTIONS["ladder"].answer(given(text), Settings(), Ask())
    check(answer)
    return answer


def rungs(answer: Answer) -> dict[str, dict[str, object]]:
    """Give the rungs by key."""
    return {str(row["metric"]): dict(row.cells) for row in answer.tables[0].rows}


def moving(link: float, split: str = "session source / medium") -> str:
    """Write profile visits by day, and visits to the site of which some follow a day later."""
    rng = np.random.default_rng(2)
    spikes = (rng.random(120) < 0.1) * 1.6
    profile = rng.poisson(150 * np.exp(spikes))
    direct = rng.poisson(40 + link * np.roll(profile, 1))
    days = [FIRST + timedelta(days=n) for n in range(120)]
    told = [f"brand | {day} | {n}" for day, n in zip(days, profile, strict=True)]
    site = []
    for day, n in zip(days, direct, strict=True):
        until = day + timedelta(days=1)
        site += [
            f"shop | {split} | (direct) / (none) | {day} | {until} | {n}",
            f"shop | {split} | menu / qr | {day} | {until} | 2",
            f"shop | {split} | tiktok / social | {day} | {until} | 3",
        ]
    return "\n\n".join([
        "account_day\naccount | day | profile_visits\n" + "\n".join(told),
        "web_total\nproperty | split | part | from_day | until_day | sessions\n" + "\n".join(site),
    ])  # fmt: skip


def test_rungs_have_their_word_and_reasons_where_nothing_is_known(given: Given) -> None:
    answer = answered(given, BRAND)

    found = rungs(answer)
    assert found["account_profile_visits"]["value"] == 10 + 22 + 42
    assert found["account_profile_visits"]["word"] == "platform-reported"
    assert found["tracked_orders"]["value"] == 2
    assert found["tracked_orders"]["word"] == "first-party"
    assert found["organic_views_6s"]["value"] is None
    assert any("no visits by day are imported" in said for said in answer.sentences)


def test_qr_scans_direct_visits_and_tiktok_come_from_the_site(given: Given) -> None:
    answer = answered(given, moving(0.0))

    found = rungs(answer)
    assert found["qr_visits"]["value"] == 240
    assert found["tiktok_visits"]["value"] == 360
    assert found["direct_visits"]["word"] == "first-party"


def test_visits_that_follow_profile_visits_are_found_at_their_lag(given: Given) -> None:
    answer = answered(given, moving(0.3))

    moved = {row["series"]: row for table in answer.tables[1:2] for row in table.rows}
    assert moved["direct visits"]["best_lag"] == "1 day later"
    assert moved["direct visits"]["verdict"] == "more than chance"
    assert float(str(moved["direct visits"]["change_low"])) > 0
    assert len(answer.tables[2].rows) == 30
    assert any("need not cause each other" in caveat for caveat in answer.caveats)


def test_visits_that_follow_nothing_could_be_chance(given: Given) -> None:
    answer = answered(given, moving(0.0))

    moved = {row["series"]: row for row in answer.tables[1].rows}
    assert moved["direct visits"]["verdict"] == "could be chance"
    assert moved["direct visits"]["change"] is None


def test_a_split_that_tells_no_sources_leaves_direct_visits_unknown(given: Given) -> None:
    answer = answered(given, moving(0.3, "country"))

    assert rungs(answer)["direct_visits"]["value"] is None
    assert [row["series"] for row in answer.tables[1].rows] == ["all visits"]


def test_without_profile_visits_it_is_said_which_export_has_them(given: Given) -> None:
    text = moving(0.0).split("\n\n")[1]

    assert any("Studio's Overview has them" in said for said in answered(given, text).sentences)


def test_events_of_the_site_and_sign_ups_of_the_crm_are_counted(given: Given) -> None:
    answer = answered(given, """
        web_event
        event_id | day        | name      | visitor | session | session_source | utm_medium
        e1       | 2026-05-01 | page_view | v1      | 1       | (direct)       |
        e2       | 2026-05-01 | page_view | v1      | 1       | (direct)       |
        e3       | 2026-05-01 | sign_up   | v2      | 1       | google         | qr
        e4       | 2026-05-01 | page_view | v3      | 1       | tiktok         |

        deal
        crm     | kind    | record_id | day        | utm_source
        hubspot | sign-up | 1         | 2026-05-01 | TikTok
        hubspot | lead    | 2         | 2026-05-02 |
        hubspot | deal    | 3         | 2026-05-02 |
    """)  # fmt: skip

    found = rungs(answer)
    assert (found["direct_visits"]["value"], found["qr_visits"]["value"]) == (1, 1)
    assert found["tiktok_visits"]["value"] == 1
    assert (found["signups_crm"]["value"], found["signups_crm_tiktok"]["value"]) == (2, 1)
    assert (found["signups_site"]["value"], found["signups_site_tiktok"]["value"]) == (1, 0)
