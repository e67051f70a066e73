"""Organic value as an answer: sets side by side, groups, refusals and what is not in it."""

from decimal import Decimal

import pytest

from answers.brand import BRAND, TOP_SAMPLE
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, AnswerTable, Ask, Refused
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given


def asked(store: Store, by: str | None = None, **settings: object) -> Answer:
    return QUESTIONS["value"].answer(store, Settings(**settings), Ask(by=by))  # type: ignore[arg-type]


def table(answer: Answer, name: str) -> AnswerTable:
    return next(one for one in answer.tables if one.name == name)


def test_the_sets_stand_side_by_side_and_disagree(given: Given) -> None:
    answer = asked(given(BRAND + "\n    fx_rate\n    day | base | quote | rate\n"
                         "    2026-05-01 | USD | EUR | 0.5\n"))  # fmt: skip

    rows = {row["rates"]: row for row in table(answer, "by_rates").rows}
    # 52,300 organic views (p6: 50,000 less 18,500 paid) at $5 a thousand, at 0.5.
    assert rows["MightyScout"]["awareness"] == Decimal("130.75")
    assert rows["MightyScout"].unknown["engagement"].startswith("Unknown: likes, comments")
    assert rows["Socialinsider"]["growth"] == Decimal("72.50")
    assert "from €130.75 (MightyScout)" in answer.sentences[0]


def test_without_a_rate_published_sets_stay_apart_in_dollars(given: Given) -> None:
    answer = asked(given(BRAND))

    apart = table(answer, "by_published_rates")
    assert apart.currency == "USD"
    assert {row["rates"]: row for row in apart.rows}["MightyScout"]["awareness"] == Decimal(
        "261.50"
    )
    assert any("import fx rates with USD" in caveat for caveat in answer.caveats)


def test_a_typed_price_of_views_is_an_assumption_without_bounds(given: Given) -> None:
    answer = asked(given(BRAND), value_per_1000_views=Decimal(8))

    row = table(answer, "by_rates").rows[0]
    assert row["awareness"] == Decimal("418.40")
    assert row["organic_value_low"] is None
    rate = table(answer, "rates").rows[0]
    assert (rate["action"], rate["rate"], rate["word"]) == (
        "1,000 views",
        Decimal("8.00"),
        "assumed",
    )


def test_by_month_followers_are_those_of_the_days(given: Given) -> None:
    rows = {row["month"]: row for row in table(asked(given(BRAND)), "value_by_month").rows}

    assert rows["2026-05"]["net_followers"] == 145
    assert rows["2026-05"]["organic_views"] == 44_300
    assert rows["2026-04"].unknown["net_followers"]


def test_by_pillar_a_post_in_two_gives_half_to_each(given: Given) -> None:
    rows = {
        row["pillar"]: row for row in table(asked(given(BRAND), "pillar"), "value_by_pillar").rows
    }

    assert rows["recipes"]["organic_views"] == 1000 + 1000 + 3000 + 800


def test_pillars_of_top_samples_are_refused(given: Given) -> None:
    with pytest.raises(Refused):
        asked(given(TOP_SAMPLE), "pillar")


def test_a_typed_price_is_not_called_that_of_own_ads(given: Given) -> None:
    answer = asked(given(BRAND), value_per_1000_views=Decimal(8))

    assert "By the price that was typed" in answer.sentences[0]
    row = table(answer, "by_rates").rows[0]
    assert (row["rates"], row["word"]) == ("Own price of views, as typed", "assumed")
    assert not any("own ads paid more" in caveat for caveat in answer.caveats)


def test_more_likes_than_views_are_said(given: Given) -> None:
    answer = asked(given(BRAND.replace("| 1000  | 100  |", "| 100   | 500  |")))

    assert any("1 post has more likes than views" in caveat for caveat in answer.caveats)
