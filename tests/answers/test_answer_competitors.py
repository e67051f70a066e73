"""`show competitors`: public counts over common days; falling counts are explained."""

import pytest

from answers.test_answer_contract import check
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask
from clipworth.model.settings import Settings
from stories import Given

STORY = """
    account_day
    account | day        | followers | videos
    brand   | 2026-05-01 | 1000      | 40
    brand   | 2026-05-11 | 1100      | 45
    brand   | 2026-05-21 | 1300      | 54
    small   | 2026-05-01 | 10        |

    competitor_day
    network | account | day        | followers | posts | views
    tiktok  | rival   | 2026-04-01 | 100       | 5     | 9000
    tiktok  | rival   | 2026-05-01 | 2000      | 90    | 100000
    tiktok  | rival   | 2026-05-11 | 0         | 95    | 150000
    tiktok  | rival   | 2026-05-21 | 2100      | 100   | 140000
"""


def answered(given: Given, text: str = STORY) -> Answer:
    """Ask for competitors."""
    answer = QUESTIONS["competitors"].answer(given(text), Settings(accounts=("brand",)), Ask())
    check(answer)
    return answer


def test_growth_is_over_the_days_that_both_know(given: Given) -> None:
    answer = answered(given)

    (row,) = answer.tables[0].rows
    assert (row["rival"], row["own"], row["days"]) == ("rival", "brand", 20)
    assert row["own_growth"] == pytest.approx(300 / 20)
    assert row["rival_growth"] == pytest.approx(100 / 20)
    assert row["rival_month"] == pytest.approx(30 * 5 / 2000)
    assert row["own_posts"] == pytest.approx(7 * 14 / 20)
    assert row["rival_posts"] == pytest.approx(7 * 10 / 20)
    assert "over 20 days" in answer.sentences[0]


def test_a_count_that_fell_is_explained_and_gives_no_pace(given: Given) -> None:
    answer = answered(given)

    (row,) = answer.tables[0].rows
    assert row["rival_views"] is None
    assert "fell on 21 May 2026" in row.unknown["rival_views"]
    assert any("taken down" in caveat for caveat in answer.caveats)


def test_a_failed_reading_of_nothing_is_neither_loss_nor_gain(given: Given) -> None:
    answer = answered(given)

    assert any("rival: the reading of 11 May 2026" in caveat for caveat in answer.caveats)


def test_a_rival_without_common_days_stands_alone(given: Given) -> None:
    text = STORY.replace("2026-05-01 | 2000", "2026-03-20 | 2000").replace(
        "2026-05-21 | 2100", "2026-03-29 | 2100"
    )

    answer = answered(given, text)

    (row,) = answer.tables[0].rows
    assert row["own_growth"] is None
    assert row.unknown["own_growth"] == "Own and rival counts share no two days 7 or more apart."
    assert row["rival_growth"] is not None
    assert "stands beside nothing" in answer.sentences[0]


def test_another_network_has_no_own_account_until_it_is_imported(given: Given) -> None:
    answer = answered(given, STORY.replace("tiktok  | rival", "youtube | rival"))

    assert "No own account of this network" in answer.sentences[0]


def test_nothing_private_is_ever_shown(given: Given) -> None:
    keys = {column.key for column in answered(given).tables[0].columns}

    assert not [
        key for key in keys if any(word in key for word in ("save", "reach", "watch", "rate"))
    ]


def test_without_rivals_it_is_said_what_to_write_down(given: Given) -> None:
    text = "account_day\naccount | day | followers\nbrand | 2026-05-01 | 9"

    assert "clipworth template competitors" in answered(given, text).sentences[0]
