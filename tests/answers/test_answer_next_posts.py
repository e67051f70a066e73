"""What to post next, as an answer and as a calendar file."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from answers.brand import BRAND, TOP_SAMPLE
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask, Refused
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from clipworth.surfaces.cli.calendar import ics
from stories import Given

TODAY = date(2026, 6, 3)


def story() -> str:
    """Forty posts: recipes draw three times the intent of jokes."""
    head = "post\npost_id | account | posted_day | title | views | saves | shares\n"
    posts, plans = [], []
    for n in range(40):
        pillar, rate = ("recipes", 0.03) if n % 2 else ("jokes", 0.01)
        views = 4000 + 100 * (n * 7 % 40)
        saves = round(views * rate * (0.9 + 0.005 * (n * 13 % 40)))
        day = date(2026, 3, 3) + timedelta(days=2 * n)
        posts.append(f"p{n:02} | b | {day} | Caption {n} | {views} | {saves} | 0")
        plans.append(f"p{n:02} | {pillar} | TOFU")
    planned = "\n\npost_plan\npost_id | pillar | stage\n" + "\n".join(plans)
    hours = "\n\naudience_hour\naccount | day | hour | active_followers\n" + "\n".join(
        f"b | 2026-05-{day:02} | {hour:02} | {100 + (hour == 18) * 300 + day}"
        for day in range(20, 25)
        for hour in range(24)
    )
    return head + "\n".join(posts) + planned + hours


def asked(store: Store, **settings: object) -> Answer:
    return QUESTIONS["next-posts"].answer(store, Settings(**settings), Ask(today=TODAY))  # type: ignore[arg-type]


def test_the_plan_doubles_down_on_what_repeats_and_says_why(given: Given) -> None:
    answer = asked(given(story()))

    calendar = answer.tables[0].rows
    assert calendar[0]["day"] >= date(2026, 6, 8)
    assert {row["pillar"] for row in calendar} == {"recipes"}
    assert str(calendar[0]["why"]).startswith("double down (+")
    assert "Left out, as they draw less intent than the others: jokes." in answer.sentences
    assert calendar[0]["hour"] == "18:00"
    assert calendar[0]["build_on"] in {f"p{n:02}" for n in range(1, 40, 2)}


def test_stages_that_were_never_posted_come_into_the_plan(given: Given) -> None:
    answer = asked(given(story()))

    rows = {row["stage"]: row for row in answer.tables[2].rows}
    assert rows["TOFU"]["share_before"] == 1.0
    assert rows["MOFU"]["planned"] > rows["TOFU"]["planned"]


def test_shares_and_weeks_are_the_brands_to_choose(given: Given) -> None:
    answer = asked(given(story()), defaults={"plan_weeks": 1, "posts_per_month": 9})

    assert len(answer.tables[0].rows) == 2


def test_too_few_posts_and_top_samples_are_refused(given: Given) -> None:
    few = asked(given(BRAND))

    assert few.refused
    assert not few.tables
    assert "clipworth template plan" in few.sentences[0]
    with pytest.raises(Refused):
        asked(given(TOP_SAMPLE))


def test_a_calendar_file_has_an_event_per_post_that_calendars_read(given: Given) -> None:
    answer = asked(given(story()), simulated=True)

    read = Calendar.from_ical(ics(answer, "Europe/Athens", "2026-06-03T12:00:00Z"))

    events = list(read.walk("VEVENT"))
    assert len(events) == len(answer.tables[0].rows)
    first = events[0]
    assert first["DTSTART"].dt.isoformat().endswith("18:00:00+03:00")
    assert str(first["SUMMARY"]) == f"TikTok: recipes ({answer.tables[0].rows[0]['stage']})"
    assert "Simulated" in str(first["DESCRIPTION"])
    assert len({str(one["UID"]) for one in events}) == len(events)
