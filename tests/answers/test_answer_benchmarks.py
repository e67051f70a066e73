"""`show benchmarks`: own posts first, then like beside like; unlike figures stand apart."""

from decimal import Decimal

import pytest

from answers.brand import TOP_SAMPLE
from answers.test_answer_contract import check
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask, Refused
from clipworth.model.settings import Settings
from stories import Given


def posts(rate: float, count: int = 12, *, saves: float = 0.001) -> str:
    """Write posts of 1,000 views with about so many likes per view."""
    rows = [
        f"p{n} | brand | 2026-05-{n + 1:02d} | 1000 | {round(1000 * rate) + n % 3} | 0 | 0 |"
        f" {round(1000 * saves)}"
        for n in range(count)
    ]
    head = "post\npost_id | account | posted_day | views | likes | comments | shares | saves\n"
    return head + "\n".join(rows)


def answered(given: Given, text: str, settings: Settings | None = None) -> Answer:
    """Ask for benchmarks."""
    answer = QUESTIONS["benchmarks"].answer(given(text), settings or Settings(), Ask())
    check(answer)
    return answer


def table(answer: Answer, name: str) -> dict[str, dict[str, object]]:
    """Give the cells of a table's rows by their metric."""
    rows = [row for one in answer.tables if one.name == name for row in one.rows]
    return {str(row["metric"]): dict(row.cells) for row in rows}


def test_own_percentiles_come_first(given: Given) -> None:
    answer = answered(given, posts(0.05))

    own = table(answer, "own posts")
    assert answer.tables[0].name == "own posts"
    assert own["engagement_by_views"]["value"] == pytest.approx(0.051)
    assert own["engagement_by_views"]["posts"] == 12
    assert own["iscr_2"]["value"] == pytest.approx(0.001)
    assert "engagement by views 5.1 %" in answer.sentences[0]


def test_a_rate_by_views_stands_beside_rates_by_views_only(given: Given) -> None:
    answer = answered(given, posts(0.05))

    like, apart = table(answer, "like beside like"), table(answer, "other published figures")
    engagement = [key for key in like if key.startswith("engagement")]
    assert all(str(like[key]["label"]).startswith("Engagement by views") for key in engagement)
    assert like["engagement_rival_iq_2024_views"]["verdict"] == "above"
    assert like["engagement_socialinsider_2022_study"]["verdict"] == "below"
    assert apart["engagement_rival_iq_2024"]["why"] == "No own figure by followers is known."
    assert (
        apart["engagement_socialinsider_2021"]["why"] == "Nobody says what it is measured against."
    )
    assert "value" in apart["buffer_2025".replace("buffer", "engagement_buffer")]


def test_followers_of_the_posting_day_make_a_rate_by_followers(given: Given) -> None:
    days = "\n\naccount_day\naccount | day | followers\nbrand | 2026-05-01 | 500"

    answer = answered(given, posts(0.05) + days)

    # 50 to 52 likes of 500 followers; sizes from 1,000 on are not this account's.
    assert table(answer, "own posts")["engagement_by_followers"]["value"] == pytest.approx(0.102)
    like = table(answer, "like beside like")
    assert like["engagement_sociavault_all"]["verdict"] == "above"
    assert "engagement_sociavault_1k" not in like
    assert like["engagement_imf_nano"]["verdict"] == "above"


def test_a_grade_of_c_never_says_below(given: Given) -> None:
    like = table(answered(given, posts(0.05, saves=0.001)), "like beside like")

    assert {like[key]["verdict"] for key in like if key.startswith("save_rate")} == {"shown only"}


def test_what_the_brand_types_is_compared_as_its_own(given: Given) -> None:
    typed = Settings(defaults={"save_rate_mean": Decimal("0.01")})

    row = table(answered(given, posts(0.05), typed), "like beside like")["save_rate_mean"]

    assert (row["published"], row["verdict"], row["grade"]) == (0.01, "below", "typed")


def test_top_posts_alone_are_refused_and_few_posts_are_told_what_lacks(given: Given) -> None:
    with pytest.raises(Refused, match="chosen by success"):
        answered(given, TOP_SAMPLE)


def test_few_posts_have_no_percentiles(given: Given) -> None:
    answer = answered(given, posts(0.05, 4))

    assert not table(answer, "own posts")
    assert "need 10 posts" in answer.sentences[0]


def test_boosted_posts_and_posts_without_views_are_in_no_percentile(given: Given) -> None:
    text = posts(0.05) + "\nz1 | brand | 2026-05-20 | 0 | 5 | 0 | 0 | 0"
    text += "\nz2 | brand | 2026-05-21 | 10 | 9 | 0 | 0 | 0"
    text += (
        "\n\nad_day\nad_account | level | entity | day | post_id | currency | spend | video_views\n"
        "a | ad | x | 2026-05-21 | z2 | EUR | 5 | 5"
    )

    own = table(answered(given, text), "own posts")

    assert own["engagement_by_views"]["posts"] == 12
