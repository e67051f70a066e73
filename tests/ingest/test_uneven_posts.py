"""Counters of one post that stand for different days are not divided by each other."""

from clipworth.answers.questions import QUESTIONS
from clipworth.ingest.looking import looking
from clipworth.model.answers import Ask
from clipworth.model.settings import Settings
from workspaces import Brand

UNEVEN = "select post_id, oldest::varchar, newest::varchar from uneven_post"
POST = "https://www.tiktok.com/@brand/video/7300000000000000001"


def bring(brand: Brand, day: str, *, posted: str, **counters: int) -> None:
    header = ",".join(["Post link", "Posted on", *counters])
    cells = ",".join([POST, posted, *map(str, counters.values())])
    brand.bring(f"posts_{day}.csv", f"{header}\n{cells}\n", exported_on=day)


def test_views_of_a_later_month_than_the_saves_make_no_rate(brand: Brand) -> None:
    bring(brand, "2026-06-01", posted="2026-05-30", Views=1000, Saves=50)
    bring(brand, "2026-08-01", posted="2026-05-30", Views=90000)

    with looking(brand.workspace) as store:
        answer = QUESTIONS["posts"].answer(store, Settings(), Ask())

    assert brand.rows(UNEVEN) == [("7300000000000000001", "2026-06-01", "2026-08-01")]
    (row,) = answer.tables[0].rows
    assert (row["views"], row["saves"], row["iscr"]) == (90000, 50, None)
    assert "too far apart" in row.unknown["iscr"]
    assert any("left out of rates" in caveat for caveat in answer.caveats)


def test_a_file_that_has_both_again_makes_the_post_even(brand: Brand) -> None:
    bring(brand, "2026-06-01", posted="2026-05-30", Views=1000, Saves=50)
    bring(brand, "2026-08-01", posted="2026-05-30", Views=90000)
    bring(brand, "2026-08-05", posted="2026-05-30", Views=90100, Saves=1800)

    assert brand.rows(UNEVEN) == []


def test_counters_of_a_post_that_no_longer_grows_are_even(
    brand: Brand,
) -> None:
    bring(brand, "2026-06-01", posted="2026-01-30", Views=1000, Saves=50)
    bring(brand, "2026-08-01", posted="2026-01-30", Views=1010)

    assert brand.rows(UNEVEN) == []


def test_counters_of_one_week_are_even(brand: Brand) -> None:
    bring(brand, "2026-06-01", posted="2026-05-30", Views=1000, Saves=50)
    bring(brand, "2026-06-08", posted="2026-05-30", Views=2000)

    assert brand.rows(UNEVEN) == []
