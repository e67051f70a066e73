"""Exports that label the same day one day apart are aligned where the days leave no doubt."""

from datetime import date, timedelta

import pytest

from clipworth.commands.correcting import remove, undo
from clipworth.ingest import journal
from clipworth.model.problems import Severity
from workspaces import CLOCK, Brand, days_of, said, zipped

VIEWS = [310, 540, 120, 980, 455, 760, 205, 330, 615, 870, 140, 505, 290, 720,
         415, 660, 235, 810, 365, 590, 450, 275, 935, 180, 640, 525, 395, 705]  # fmt: skip
FIRST = "2026-09-01"
ACCOUNT_DAYS = "select day, views, viewers from account_day order by day"


def overview(first: str, views: list[int]) -> str:
    """Write a Studio overview that labels its first count with this day."""
    lines = [f"{day:%B} {day.day},{count},{count // 90}" for day, count in days_of(first, views)]
    return "\n".join(["Date,Video Views,Profile Views", *lines]) + "\n"


def viewers(first: str, counts: list[int]) -> str:
    lines = [f"{day:%B} {day.day},{count},{count},0" for day, count in days_of(first, counts)]
    return "\n".join(["Date,Total Viewers,New Viewers,Returning Viewers", *lines]) + "\n"


def moved(first: str, days: int) -> str:
    return str(date.fromisoformat(first) + timedelta(days=days))


@pytest.mark.parametrize("offset", [-1, 1])
def test_an_export_that_is_a_day_off_is_aligned(brand: Brand, offset: int) -> None:
    brand.bring("one.csv", overview(FIRST, VIEWS), exported_on="2026-10-01")
    newer = [*VIEWS[7:], 111, 222]
    read = brand.bring(
        "two.csv", overview(moved(FIRST, 7 + offset), newer), exported_on="2026-10-03"
    )

    (decided,) = brand.journal(journal.ALIGN_DAYS)
    assert decided["days"] == -offset
    assert brand.rows(ACCOUNT_DAYS) == [
        (day, count, None) for day, count in days_of(FIRST, [*VIEWS, 111, 222])
    ]
    assert any("undo" in note for note in said(read.problems, Severity.NOTE))
    assert len(brand.report.aligned) == 1


@pytest.mark.parametrize("offset", [-1, 1])
def test_days_restated_between_two_exports_do_not_hide_a_shift(brand: Brand, offset: int) -> None:
    restated = [*VIEWS[:-2], VIEWS[-2] + 9, VIEWS[-1] + 30]
    brand.bring("one.csv", overview(FIRST, VIEWS), exported_on="2026-10-01")
    brand.bring("two.csv", overview(moved(FIRST, offset), restated), exported_on="2026-10-02")

    assert [entry["days"] for entry in brand.journal(journal.ALIGN_DAYS)] == [-offset]
    assert [views for _, views, _ in brand.rows(ACCOUNT_DAYS)] == restated


def test_exports_that_agree_as_they_are_are_left_alone(brand: Brand) -> None:
    brand.bring("one.csv", overview(FIRST, VIEWS), exported_on="2026-10-01")
    restated = [*VIEWS[:-2], VIEWS[-2] + 9, VIEWS[-1] + 30]
    read = brand.bring(
        "two.csv", overview(FIRST, restated), exported_on="2026-10-02", account="kaffee"
    )

    assert brand.journal(journal.ALIGN_DAYS) == []
    assert said(read.problems, Severity.NOTE) == []


def test_too_few_days_are_a_note_and_nothing_more(brand: Brand) -> None:
    brand.bring("one.csv", overview(FIRST, VIEWS[:12]), exported_on="2026-10-01")
    short = overview(moved(FIRST, 1), VIEWS[:12])
    read = brand.bring("two.csv", short, exported_on="2026-10-02", account="kaffee")

    assert brand.journal(journal.ALIGN_DAYS) == []
    (note,) = said(read.problems, Severity.NOTE)
    assert "may label days differently" in note
    assert "Nothing was moved" in note


@pytest.mark.parametrize("flat", [[100] * 28, [100] * 25 + [101] * 3])
def test_flat_days_tell_nothing(brand: Brand, flat: list[int]) -> None:
    brand.bring("one.csv", overview(FIRST, flat), exported_on="2026-10-01")
    brand.bring("two.csv", overview(moved(FIRST, 1), flat), exported_on="2026-10-02")

    assert brand.journal(journal.ALIGN_DAYS) == []


def test_what_a_person_takes_back_is_not_aligned_again(brand: Brand) -> None:
    brand.bring("one.csv", overview(FIRST, VIEWS), exported_on="2026-10-01")
    brand.bring("two.csv", overview(moved(FIRST, 1), VIEWS), exported_on="2026-10-02")

    undo(brand.workspace, 1, CLOCK, who="ana")
    taken_back = brand.rows(ACCOUNT_DAYS)
    brand.bring("three.csv", overview(FIRST, VIEWS[:20]), exported_on="2026-09-21")

    assert brand.journal(journal.ALIGN_DAYS) == []
    assert taken_back[1:] == [(day, n, None) for day, n in days_of(moved(FIRST, 1), VIEWS)]
    assert brand.rows(ACCOUNT_DAYS) == taken_back


def test_an_alignment_survives_a_rebuild(brand: Brand) -> None:
    brand.bring("one.csv", overview(FIRST, VIEWS), exported_on="2026-10-01")
    brand.bring("two.csv", overview(moved(FIRST, 1), VIEWS), exported_on="2026-10-02")
    brand.bring("short.csv", overview(moved(FIRST, 2), VIEWS[:9]), exported_on="2026-10-02")
    before = brand.tables()

    brand.rebuild()

    assert brand.tables() == before
    assert len(brand.journal(journal.ALIGN_DAYS)) == 1


def test_an_alignment_goes_with_the_export_it_rests_on_and_comes_back_with_it(
    brand: Brand,
) -> None:
    brand.bring("one.csv", overview(FIRST, VIEWS), exported_on="2026-10-01")
    first = brand.report.taken[0].receipt.receipt
    brand.bring("two.csv", overview(moved(FIRST, 1), VIEWS), exported_on="2026-10-02")
    aligned = brand.figures()

    remove(brand.workspace, first, CLOCK, who="ana", erase=False)
    assert brand.rows("select min(day) from account_day") == [(date(2026, 9, 2),)]

    brand.bring("one.csv", overview(FIRST, VIEWS), exported_on="2026-10-01")
    assert brand.figures() == aligned


@pytest.mark.parametrize("offset", [-1, 1])
def test_viewers_that_outnumber_views_show_that_they_are_a_day_off(
    brand: Brand, offset: int
) -> None:
    people = [views - 5 for views in VIEWS]
    exports = {
        "Overview.csv": overview(FIRST, VIEWS),
        "Viewers.csv": viewers(moved(FIRST, offset), people),
    }
    brand.bring("both.zip", zipped(exports))

    (decided,) = brand.journal(journal.ALIGN_DAYS)
    assert decided["days"] == -offset
    assert "cannot outnumber" in decided["why"]
    assert brand.rows(ACCOUNT_DAYS) == [
        (day, views, views - 5) for day, views in days_of(FIRST, VIEWS)
    ]


def test_viewers_within_views_are_left_where_they_are(brand: Brand) -> None:
    people = [views // 2 for views in VIEWS]
    exports = {"Overview.csv": overview(FIRST, VIEWS), "Viewers.csv": viewers(FIRST, people)}
    brand.bring("both.zip", zipped(exports))

    assert brand.journal(journal.ALIGN_DAYS) == []


def test_two_accounts_are_never_compared(brand: Brand) -> None:
    brand.bring("one.csv", overview(FIRST, VIEWS), exported_on="2026-10-01", account="kaffee")
    brand.bring(
        "two.csv", overview(moved(FIRST, 1), VIEWS), exported_on="2026-10-02", account="tee"
    )

    assert brand.journal(journal.ALIGN_DAYS) == []
