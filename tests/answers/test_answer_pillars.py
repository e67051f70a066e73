"""Pillars are called by what their posts repeat, and a call that rests on one post says so."""

import math
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from answers.brand import TOP_SAMPLE
from answers.test_answer_contract import check
from clipworth.answers.pillars import pillars
from clipworth.model.answers import Answer, Ask, Cell, Refused
from clipworth.model.settings import Settings
from stories import Given


def story(*posts: tuple[str, float], views: int = 10_000) -> str:
    """Write posts of given pillars and ISCR in per cent, a day apart, with all actions as saves."""
    rows, plan = [], []
    for n, (pillar, rate) in enumerate(posts, start=1):
        day = date(2026, 1, 1) + timedelta(days=n)
        rows.append(f"p{n} | brand | {day} | {views} | {round(rate / 100 * views)} | 0")
        if pillar:
            plan.append(f"p{n} | {pillar}")
    return (
        "post\npost_id | account | posted_day | views | saves | shares\n"
        + "\n".join(rows)
        + "\n\npost_plan\npost_id | pillar\n"
        + "\n".join(plan)
    )


def asked(given: Given, text: str) -> Answer:
    """Ask for pillars, and hold the answer to what holds of every one."""
    answer = pillars(given(text), Settings(), Ask())
    check(answer)
    return answer


def rows(answer: Answer) -> dict[str, Mapping[str, Cell]]:
    """Give the rows of the first table by pillar."""
    return {str(row["pillar"]): row.cells for row in answer.tables[0].rows}


# Log rates that swing by 1.2 round their pillar's, as a post does.
SWING = (0.83, 1.0, 1.2)


def steady(pillar: str, rate: float, times: int) -> list[tuple[str, float]]:
    """Give posts of a pillar that swing round one rate."""
    return [(pillar, rate * factor) for _ in range(times) for factor in SWING]


def test_what_repeats_is_doubled_down_on_and_what_does_not_is_dropped(given: Given) -> None:
    posts = [*steady("recipes", 6, 4), *steady("memes", 1.5, 4), *steady("tips", 3, 4)]

    answer = asked(given, story(*posts))

    found = rows(answer)
    assert {pillar: (row["call"], row["call_without_best"]) for pillar, row in found.items()} == {
        "recipes": ("double down", "double down"),
        "tips": ("keep", "keep"),
        "memes": ("drop", "drop"),
    }
    assert found["recipes"]["share_above"] == 1.0
    assert found["memes"]["share_above"] == 0.0
    assert answer.sentences[0].startswith("By ISCR-2 (saves and shares): double down recipes (")


def test_one_viral_post_makes_no_winner_and_where_it_matters_that_is_said(given: Given) -> None:
    posts = [*steady("tips", 3, 5), *steady("memes", 2.4, 2), ("memes", 60)]

    answer = asked(given, story(*posts))

    memes = rows(answer)["memes"]
    assert memes["call"] != "double down"
    assert memes["best_post"] == "p22"
    if memes["call"] != str(memes["call_without_best"]).removesuffix(" (changes)"):
        assert "rests on one post: without p22" in " ".join(answer.sentences)


def test_a_call_that_the_best_post_alone_turns_shows_both(given: Given) -> None:
    posts = [*steady("tips", 3, 6), ("memes", 2.3), ("memes", 2.2), ("memes", 2.35), ("memes", 2.2),
             ("memes", 2.3), ("memes", 2.25), ("memes", 9)]  # fmt: skip

    answer = asked(given, story(*posts))

    memes = rows(answer)["memes"]
    assert memes["call"] == "keep"
    assert memes["call_without_best"] == "drop (changes)"
    assert any("without p25 it would be “drop”" in sentence for sentence in answer.sentences)


def test_the_typical_rate_is_the_geometric_mean_by_hand(given: Given) -> None:
    one_way = [("a", 2.0), ("b", 4.0), ("a", 8.0), ("b", 4.0), ("a", 2.0), ("b", 4.0), ("a", 8.0)]

    answer = asked(given, story(*one_way, *reversed(one_way)))

    # Time tells nothing, as both pillars lie in its middle; more actions weigh a little more.
    a = rows(answer)["a"]
    assert a["iscr"] == pytest.approx(math.sqrt(0.02005 * 0.08005), rel=5e-3)
    assert a["iscr_n"] == 8


def test_a_post_in_two_pillars_counts_in_each_by_its_weight(given: Given) -> None:
    whole = steady("a", 4, 3) + steady("b", 2, 3)
    mixed = [("a 50 %; b 50 %", 2.828427), ("a 50 %; b 50 %", 2.828427)]

    answer = asked(given, story(*whole, *mixed))

    found = rows(answer)
    assert found["a"]["posts"] == found["b"]["posts"] == 11
    assert found["a"]["iscr"] == pytest.approx(0.04, rel=0.05)
    assert found["b"]["iscr"] == pytest.approx(0.02, rel=0.05)


def test_posts_without_pillar_are_named_and_stand_among_the_others(given: Given) -> None:
    answer = asked(given, story(*steady("a", 4, 3), *steady("", 2, 2)))

    assert list(rows(answer)) == ["a"]
    assert rows(answer)["a"]["call"] == "double down"
    said = next(caveat for caveat in answer.caveats if "no pillar" in caveat)
    assert said.startswith("6 posts have no pillar (p15, p14, p13, p12, p11 and 1 more)")


def test_plans_that_disagree_are_named(given: Given) -> None:
    text = story(*steady("a", 4, 3), *steady("b", 2, 3)) + (
        "\n\nplan_conflict\npost_id | field | stands | other\np3 | pillar | a | b\n"
        "\nhistory post_plan\npost_id | pillar | _receipt | _rank\np3 | a | r2 | 2\np3 | b | r1 | 1"
    )
    store = given(text)
    store.run("insert into plan_conflict values ('p3', 'pillar', 'a', 'b')")

    answer = pillars(store, Settings(), Ask())

    assert any(
        "Two plans disagree on the pillar of 1 post (p3)" in caveat for caveat in answer.caveats
    )


def test_top_samples_alone_are_refused(given: Given) -> None:
    with pytest.raises(Refused, match="chosen by success"):
        pillars(given(TOP_SAMPLE), Settings(), Ask())


def test_few_posts_make_no_call(given: Given) -> None:
    answer = asked(given, story(("a", 4), ("a", 5), ("b", 2)))

    assert not answer.tables
    assert answer.sentences[0].startswith("No call can be made")
    assert any("it takes 12" in caveat for caveat in answer.caveats)


def test_posts_of_other_signals_have_tables_of_their_own(given: Given) -> None:
    text = story(*steady("a", 4, 4), *steady("b", 2, 4))
    more = "\n".join(
        f"q{n} | brand | 2026-03-{n:02d} | 10000 | {100 + n} | {100 + n} | {50 + n}"
        for n in range(1, 14)
    )
    other = (
        f"\n\npost\npost_id | account | posted_day | views | saves | shares | link_clicks\n{more}"
    )

    answer = asked(given, text + other)

    assert [table.name for table in answer.tables] == [
        "pillars saves+shares",
        "pillars common saves+shares",
    ]
    assert any("never" in caveat or "do not compare" in caveat for caveat in answer.caveats)
