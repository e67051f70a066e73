"""`show cadence`: pace, gaps, streaks and hours; what no file covers is unknown."""

from datetime import UTC, date, datetime, timedelta

import pytest

from answers.brand import TOP_SAMPLE
from answers.test_answer_contract import check
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask, Refused
from clipworth.model.settings import Settings
from stories import Given

MONDAY = date(2026, 5, 4)


def posts(days: list[int], receipts: list[str] | None = None, account: str = "brand") -> str:
    """Write posts on days after a Monday as a table of a story."""
    told = receipts or ["r1"] * len(days)
    rows = [
        f"{account}{n} | {account} | {MONDAY + timedelta(days=day)} | 1000 | {receipt}"
        for n, (day, receipt) in enumerate(zip(days, told, strict=True))
    ]
    return "post\npost_id | account | posted_day | views | _receipt\n" + "\n".join(rows)


def answered(given: Given, text: str, settings: Settings | None = None) -> Answer:
    """Ask for the cadence."""
    answer = QUESTIONS["cadence"].answer(given(text), settings or Settings(), Ask())
    check(answer)
    return answer


def table(answer: Answer, name: str) -> list[dict[str, object]]:
    """Give the cells of a table's rows."""
    return [dict(row.cells) for one in answer.tables if one.name == name for row in one.rows]


def test_posts_a_week_and_a_month_gaps_and_empty_weeks_by_hand(given: Given) -> None:
    # 28 days, Monday to Sunday four times: weeks of 3, 0, 2 and 1 posts.
    answer = answered(given, posts([0, 2, 4, 14, 17, 27]))

    (row,) = table(answer, "cadence")
    assert row["posts"] == 6
    assert row["per_week"] == pytest.approx(6 / 28 * 7)
    assert row["per_month"] == pytest.approx(6 / 28 * 365.25 / 12)
    assert row["of_reference"] == pytest.approx(6 / 28 * 365.25 / 12 / 20)
    assert (row["longest_gap"], row["gap_from"]) == (9, date(2026, 5, 9))
    assert (row["empty_weeks"], row["whole_weeks"], row["streak"]) == (1, 4, 2)
    assert "against 20" in answer.sentences[0]
    assert any("grade A" in caveat for caveat in answer.caveats)


def test_days_that_no_file_covers_are_unknown_and_no_gap(given: Given) -> None:
    # One file tells of days 0 to 15, another of days 60 to 75: 44 days between are unknown.
    days, receipts = [0, 8, 15, 60, 70, 75], ["r1"] * 3 + ["r2"] * 3

    (row,) = table(answered(given, posts(days, receipts)), "cadence")

    assert (row["days"], row["unknown_days"]) == (32, 44)
    assert row["longest_gap"] == 9
    assert row["per_week"] == pytest.approx(6 / 32 * 7)


def test_a_typed_reference_takes_the_place_of_the_published_one(given: Given) -> None:
    typed = Settings(defaults={"posts_per_month": 8})  # type: ignore[dict-item]

    answer = answered(given, posts([0, 7, 14, 21]), typed)

    assert "against 8" in answer.sentences[0]
    assert any("typed in clipworth.toml" in caveat for caveat in answer.caveats)


def test_accounts_of_others_are_not_the_brands_cadence(given: Given) -> None:
    rows = posts([1, 9], account="mia").splitlines()[2:]
    text = posts([0, 7, 14, 21]) + "\n" + "\n".join(rows)

    answer = answered(given, text, Settings(accounts=("@Brand",)))

    assert [row["account"] for row in table(answer, "cadence")] == ["brand"]
    assert any("1 account of others" in caveat for caveat in answer.caveats)


def test_top_posts_alone_have_no_cadence(given: Given) -> None:
    with pytest.raises(Refused, match="chosen by success"):
        answered(given, TOP_SAMPLE)


def test_the_hours_of_followers_are_set_against_their_own_day(given: Given) -> None:
    rows = [
        f"brand | 2026-05-0{day} | {hour} | {active * day}"
        for day in (1, 2, 3)
        for hour, active in (("08", 50), ("20", 150), ("21", 100))
    ]
    text = posts([0, 7, 14]) + "\n\naudience_hour\naccount | day | hour | active_followers\n"

    answer = answered(given, text + "\n".join(rows))

    hours = table(answer, "active hours")
    assert [row["hour"] for row in hours] == ["20:00", "21:00", "08:00"]
    assert hours[0]["against_rest"] == pytest.approx(0.5)
    assert hours[0]["active"] == 300
    assert "08, 20 and 21" in " ".join(answer.sentences)


def test_own_posts_tell_their_best_hours_where_enough_are_timed(given: Given) -> None:
    def row(number: int, hour: int, views: int) -> str:
        day = MONDAY + timedelta(days=number)
        moment = datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)
        return f"p{number} | brand | {int(moment.timestamp()) * 1000} | {day} | {views}"

    timed = [row(n, 19 if n % 2 else 9, (8_000 if n % 2 else 2_000) + 37 * n) for n in range(24)]
    text = "post\npost_id | account | posted_ms | posted_day | views\n" + "\n".join(timed)

    answer = answered(given, text)

    hours = {str(row["hours"]): row for row in table(answer, "hours of posts")}
    assert hours["18:00–21:00"]["differs"] == "higher"
    assert hours["09:00–12:00"]["differs"] == "lower"
    assert "posted in 18:00–21:00 got more views" in " ".join(answer.sentences)
    assert hours["18:00–21:00"]["posts"] == 12


def test_few_timed_posts_say_nothing_of_hours(given: Given) -> None:
    answer = answered(given, posts([0, 7, 14]))

    assert not table(answer, "hours of posts")
    assert "it takes 20" in " ".join(answer.sentences)
