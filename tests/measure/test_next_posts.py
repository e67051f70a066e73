"""The plan of the next posts: shares, stages, days and pace, by hand."""

from collections import Counter
from datetime import date

import pytest

from clipworth.measure.content.next_posts import (
    Pace,
    Pillar,
    Weights,
    days_of_plan,
    next_posts,
    quotas,
)
from clipworth.measure.content.pillars import Call

WEIGHTS = Weights(0.55, 0.25, 0.20, {"TOFU": 0.6, "MOFU": 0.25, "BOFU": 0.15})
MONDAY = date(2026, 6, 1)


def pillar(name: str, call: Call, **stages: int) -> Pillar:
    return Pillar(name, call, None, stages, ())


STRONG, STEADY = pillar("strong", Call.DOUBLE_DOWN), pillar("steady", Call.KEEP)
WEAK, NEW = pillar("weak", Call.DROP), pillar("new", Call.NOT_ENOUGH)


def test_shares_go_by_the_call_and_what_is_to_drop_gets_none() -> None:
    found = quotas([STRONG, STEADY, NEW, WEAK], WEIGHTS)

    assert found == pytest.approx({"strong": 0.55, "steady": 0.25, "new": 0.20})


def test_a_call_that_no_pillar_has_leaves_its_share_to_the_others() -> None:
    assert quotas([STRONG, STEADY], WEIGHTS) == pytest.approx(
        {"strong": 0.55 / 0.8, "steady": 0.25 / 0.8}
    )


def test_where_every_pillar_is_weak_all_are_tried_anew() -> None:
    assert quotas([WEAK, pillar("other", Call.DROP)], WEIGHTS) == {"weak": 0.5, "other": 0.5}


def test_the_plan_keeps_to_the_shares_and_leaves_room_to_learn() -> None:
    days = days_of_plan(MONDAY, 4, 5.0)

    slots = next_posts([STRONG, STEADY, NEW, WEAK], {}, WEIGHTS, days, [])

    assert Counter(slot.pillar.name for slot in slots) == {"strong": 11, "steady": 5, "new": 4}
    assert Counter(slot.stage for slot in slots) == {"TOFU": 12, "MOFU": 5, "BOFU": 3}


def test_a_thin_stage_comes_first_and_in_steps() -> None:
    days = days_of_plan(MONDAY, 4, 5.0)

    slots = next_posts([STRONG], {"TOFU": 100, "MOFU": 0, "BOFU": 0}, WEIGHTS, days, [])

    stages = Counter(slot.stage for slot in slots)
    assert slots[0].stage != "TOFU"
    # 20 of 40 are TOFU before; 60 % of 40 are 24.
    assert stages == {"TOFU": 4, "MOFU": 10, "BOFU": 6}


def test_a_pillar_is_asked_for_the_stage_that_it_speaks_to() -> None:
    sells = pillar("sells", Call.KEEP, TOFU=0, MOFU=0, BOFU=9)
    shows = pillar("shows", Call.KEEP, TOFU=9, MOFU=0, BOFU=0)
    days = days_of_plan(MONDAY, 4, 5.0)

    slots = next_posts([sells, shows], {}, WEIGHTS, days, [])

    assert {slot.pillar.name for slot in slots if slot.stage == "BOFU"} == {"sells"}


def test_days_are_spread_over_whole_weeks() -> None:
    days = days_of_plan(MONDAY, 2, 3.5)

    assert days == [date(2026, 6, d) for d in (2, 4, 6, 8, 10, 12, 14)]
    assert len(days_of_plan(MONDAY, 4, 0.01)) == 1


def test_hours_are_taken_in_turn() -> None:
    slots = next_posts([STRONG], {}, WEIGHTS, days_of_plan(MONDAY, 1, 4), [19, 20, 21])

    assert [slot.hour for slot in slots] == [19, 20, 21, 19]


def test_the_pace_grows_by_half_at_most() -> None:
    assert Pace.of(20, 1.0).a_week == 1.5
    assert Pace.of(20, 4.0).a_week == pytest.approx(20 * 84 / 365.25)
    assert Pace.of(20, 0.1).a_week == 1.0
    assert Pace.of(20, None).a_week == pytest.approx(4.6, abs=0.01)


def test_a_brand_above_the_reference_keeps_its_pace() -> None:
    assert Pace.of(20, 11.0).a_week == 11.0
