"""Creatives wear out beside fresh ones; an account that falls as a whole wears out none."""

import math
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from answers.test_answer_contract import check
from clipworth.answers.fatigue import fatigue
from clipworth.measure.content.post_runs import run
from clipworth.model.answers import Answer, Ask, Row
from clipworth.model.settings import Settings
from stories import Given

BEGIN = date(2026, 1, 1)
LAST = date(2026, 4, 30)
Rate = Callable[[date, int], float]


def ad(name: str, first: date, until: date, rate: Rate, *, ad_format: str = "In-Feed") -> list[str]:
    """Write the days of an ad; rate gives clicks per 1,000 impressions on a day at an age."""
    rows = []
    for age in range((until - first).days + 1):
        day = first + timedelta(days=age)
        # A little luck that is the same in every run, and adds up to nothing in a fortnight.
        luck = 1 + 0.05 * math.sin(2.4 * age)
        clicks = round(20 * rate(day, age) * luck)
        rows.append(
            f"a | ad | {name} | {day} | {name} ad | {ad_format} | 10 | 20000 | {clicks} | 10000 |"
            f" 5000 | {clicks // 10}"
        )
    return rows


def old_ones(rate: Rate) -> list[str]:
    """Write ten ads that began at all times and stopped; they show how fresh ones do."""
    rows = []
    for n in range(10):
        first = BEGIN + timedelta(days=1 + 10 * n)
        rows += ad(f"old{n}", first, first + timedelta(days=8), rate)
    return rows


def asked(given: Given, rows: list[str]) -> Answer:
    """Ask for fatigue, and hold the answer to what holds of every one."""
    head = (
        "ad_day\nad_account | level | entity | day | ad | ad_format | spend | impressions | clicks"
        " | video_views | views_2s | conversions\n"
    )
    answer = fatigue(given(head + "\n".join(rows)), Settings(), Ask())
    check(answer)
    return answer


def row(answer: Answer, name: str, table: str = "ctr") -> Row:
    """Give the row of an ad."""
    (found,) = (next(t for t in answer.tables if t.name == table).rows,)
    return next(one for one in found if one["name"] == f"{name} ad")


def steady(_: date, __: int) -> float:
    return 20.0


def wearing(_: date, age: int) -> float:
    """Start half as good again, and lose a tenth a week."""
    return 30.0 * 0.9 ** (age / 7)


def falling(day: date, _: int) -> float:
    """Fall with the account, by a tenth a week, whatever the age."""
    return 60.0 * 0.9 ** ((day - BEGIN).days / 7)


def test_a_creative_that_loses_a_tenth_a_week_is_dated(given: Given) -> None:
    rows = [*old_ones(steady), *ad("worn", LAST - timedelta(days=24), LAST, wearing)]

    answer = asked(given, rows)

    found = row(answer, "worn")
    assert found["wear"] == "replace soon"
    assert found["weekly"] == pytest.approx(-0.1, abs=0.015)
    # 30 × 0.9 to the power 24/7 is 20.9; it falls to 20 in 7 × ln(20.9 / 20) / −ln 0.9 = 3 days.
    assert abs((found["replace_on"] - (LAST + timedelta(days=3))).days) <= 2
    assert found["earliest"] <= found["replace_on"] <= found["latest"]
    assert "By CTR: replace worn ad on " in answer.sentences[0]


def test_one_that_is_below_a_fresh_one_is_to_be_replaced_now(given: Given) -> None:
    rows = [*old_ones(steady), *ad("worn", LAST - timedelta(days=60), LAST, wearing)]

    answer = asked(given, rows)

    found = row(answer, "worn")
    assert found["wear"] == "replace now"
    assert found["against_fresh"] == pytest.approx(30 * 0.9 ** (60 / 7) / 20 - 1, abs=0.05)
    assert found["replace_on"] is None


def test_an_account_that_falls_as_a_whole_wears_out_no_creative(given: Given) -> None:
    rows = [*old_ones(falling), *ad("kept", LAST - timedelta(days=60), LAST, falling)]

    answer = asked(given, rows)

    found = row(answer, "kept")
    assert found["wear"] == "keep"
    assert found["own_weekly"] == pytest.approx(-0.1, abs=0.01)
    assert found["weekly"] == pytest.approx(0.0, abs=0.02)
    assert any("which is taken out" in caveat for caveat in answer.caveats)


def test_without_fresh_creatives_nothing_is_called_fatigue(given: Given) -> None:
    answer = asked(given, ad("alone", BEGIN, LAST, wearing))

    found = row(answer, "alone")
    assert found["wear"] == "account's trend unknown"
    assert found["weekly"] is None
    assert "cannot be told from the account's own trend" in answer.sentences[0]
    assert any("ran already when the data begin" in caveat for caveat in answer.caveats)


def test_fresh_ones_of_another_format_say_nothing(given: Given) -> None:
    rows = [*old_ones(steady), *ad("top", LAST - timedelta(days=40), LAST, wearing,
                                   ad_format="TopView")]  # fmt: skip

    assert row(asked(given, rows), "top")["wear"] == "account's trend unknown"


def test_late_conversions_are_not_taken_for_fatigue(given: Given) -> None:
    worn = ad("late", LAST - timedelta(days=60), LAST, steady)
    masked = [*worn[:-7], *(" | ".join([*r.split(" | ")[:-1], "0"]) for r in worn[-7:])]

    answer = asked(given, [*old_ones(steady), *masked])

    found = row(answer, "late", "cpa")
    assert found["wear"] == "keep"
    assert found["days"] == 54
    assert any("last 7 days are left out" in caveat for caveat in answer.caveats)


def test_few_days_or_clicks_are_not_enough(given: Given) -> None:
    rows = [*old_ones(steady), *ad("young", LAST - timedelta(days=5), LAST, wearing)]

    found = row(asked(given, rows), "young")

    assert found["wear"] == "not enough data"
    assert "10 days with delivery" in found.unknown["weekly"]


def test_without_ads_or_running_ones_it_is_said(given: Given) -> None:
    answer = asked(given, [*old_ones(steady), *ad("end", LAST, LAST, steady)])
    assert answer.tables

    nothing = fatigue(
        given("post\npost_id | posted_day | views\np1 | 2026-01-01 | 5"), Settings(), Ask()
    )
    assert "no report of ads by day" in nothing.sentences[0]


def test_a_post_that_was_counted_again_and_again_shows_how_far_it_has_run() -> None:
    days = [date(2026, 4, day) for day in (2, 9, 16, 23)]

    found = run("p1", None, date(2026, 4, 1), days, [4000, 9000, 9700, 9770])

    # Two days to the first count: 2,000 a day; 70 views in the last seven days: 10 a day.
    assert found is not None
    assert (found.half_from, found.half_by) == (date(2026, 4, 2), date(2026, 4, 9))
    assert (found.fresh_pace, found.pace) == (2000, 10)
    assert found.left == pytest.approx(0.005)
    assert run("p1", None, date(2026, 4, 1), days, [4000, 3000, 9700, 9770]) is None


def test_histories_of_organic_posts_stand_beside_ads(given: Given) -> None:
    counts = {"r1": 4000, "r2": 9000, "r3": 9700}
    receipts = "\n".join(
        f"{r} | {n} | {r}.csv | 2026-04-{2 + 7 * n:02d}" for n, r in enumerate(counts)
    )
    versions = "\n".join(
        f"p1 | brand | 2026-04-01 | {v} | {r} | {n}" for n, (r, v) in enumerate(counts.items())
    )
    text = f"""receipt
    receipt | import_order | file | as_of
    {receipts}

    post
    post_id | account | posted_day | views | _receipt | _versions
    p1 | brand | 2026-04-01 | 9700 | r3 | 3

    history post
    post_id | account | posted_day | views | _receipt | _rank
    {versions}"""

    answer = fatigue(given(text), Settings(), Ask())

    check(answer)
    (table,) = answer.tables
    assert table.rows[0]["half_by"] == date(2026, 4, 9)
    assert table.rows[0]["left"] == pytest.approx(100 / 2000)
    assert "1 has 10.0 % or less of the first pace left" in answer.sentences[-1]
