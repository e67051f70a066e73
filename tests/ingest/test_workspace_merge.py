"""Files that overlap become one table: the newest known value per key and column, in any order."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipworth.ingest.looking import looking
from clipworth.model.catalogue.accounts import POST
from workspaces import Brand, brand_in

POSTS = """Post ID,Views,Likes,Saves
7300000000000000001,100,10,1
7300000000000000002,200,20,2
"""
LATER = """Post ID,Views,Likes,Saves
7300000000000000002,250,-,3
7300000000000000003,300,30,3
"""
TOTALS = "select post_id, views, likes, saves from post order by post_id"


def test_a_file_becomes_rows_that_say_where_they_came_from(brand: Brand) -> None:
    read = brand.bring("posts.csv", POSTS, exported_on="2026-10-01")

    assert (read.row_count, read.rows_read, read.set_aside) == (2, 2, 0)
    receipt = brand.report.taken[0].receipt.receipt
    assert brand.rows("select post_id, views, _receipt, _row from post order by post_id") == [
        ("7300000000000000001", 100, receipt, 2),
        ("7300000000000000002", 200, receipt, 3),
    ]


def test_the_same_file_twice_changes_nothing(brand: Brand) -> None:
    brand.bring("posts.csv", POSTS, exported_on="2026-10-01")
    before = brand.tables()
    published = brand.workspace.published.stat().st_mtime_ns

    brand.bring("copy of posts.csv", POSTS, exported_on="2026-10-01")

    assert brand.report.taken[0].known
    assert brand.tables() == before
    assert brand.workspace.published.stat().st_mtime_ns == published
    assert len(list(brand.workspace.originals.glob("*.json"))) == 1


def test_the_newest_known_value_stands_and_the_unknown_never_does(brand: Brand) -> None:
    brand.bring("posts.csv", POSTS, exported_on="2026-10-01")
    brand.bring("later.csv", LATER, exported_on="2026-10-20")

    assert brand.rows(TOTALS) == [
        ("7300000000000000001", 100, 10, 1),
        ("7300000000000000002", 250, 20, 3),
        ("7300000000000000003", 300, 30, 3),
    ]


def test_an_older_export_that_comes_later_does_not_win(brand: Brand) -> None:
    brand.bring("later.csv", LATER, exported_on="2026-10-20")
    brand.bring("posts.csv", POSTS, exported_on="2026-10-01")

    assert brand.rows(TOTALS)[1] == ("7300000000000000002", 250, 20, 3)


def test_every_version_is_kept_as_history(brand: Brand) -> None:
    brand.bring("posts.csv", POSTS, exported_on="2026-10-01")
    brand.bring("later.csv", LATER, exported_on="2026-10-20")

    with looking(brand.workspace) as store:
        history = store.history(POST)
        versions = store.rows(
            f"select views from {history} where post_id = '7300000000000000002' order by _rank"
        )

    assert versions == [(200,), (250,)]


def test_a_look_at_a_day_knows_what_was_exported_by_then(brand: Brand) -> None:
    brand.bring("posts.csv", POSTS, exported_on="2026-10-01")
    brand.bring("later.csv", LATER, exported_on="2026-10-20")

    assert brand.rows(TOTALS, as_of="2026-10-19")[1] == ("7300000000000000002", 200, 20, 2)
    assert len(brand.rows(TOTALS, as_of="2026-10-20")) == 3
    assert brand.rows(TOTALS, as_of="2026-09-30") == []


POST_IDS = [f"730000000000000000{digit}" for digit in range(4)]
CELL = st.none() | st.integers(0, 9)
ROW = st.tuples(st.sampled_from(POST_IDS), CELL, CELL)
FILE = st.lists(ROW, min_size=1, max_size=4, unique_by=lambda row: row[0])


FILES = st.lists(FILE, min_size=1, max_size=3)
CHANCE = st.randoms(use_true_random=False)
Files = list[list[tuple[str, int | None, int | None]]]


@settings(max_examples=7, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=FILES, chance=CHANCE)
def test_the_table_is_the_fold_of_its_files_in_whatever_order_and_batches_they_come(
    files: Files, chance: Random
) -> None:
    fold_in_any_order(files, chance)


@pytest.mark.prove
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=FILES, chance=CHANCE)
def test_the_table_is_the_fold_of_many_more_files(files: Files, chance: Random) -> None:
    fold_in_any_order(files, chance)


def fold_in_any_order(files: Files, chance: Random) -> None:
    folded: dict[str, list[int | None]] = {}
    for rows in files:
        for post, *cells in rows:
            known = folded.setdefault(post, [None, None])
            for place, cell in enumerate(cells):
                known[place] = known[place] if cell is None else cell

    with TemporaryDirectory() as folder:
        brand = brand_in(Path(folder))
        numbered = list(enumerate(files))
        chance.shuffle(numbered)
        while numbered:
            batch = [numbered.pop() for _ in range(chance.randint(1, len(numbered)))]
            brand.bring_paths(*[_written(brand, place, rows) for place, rows in batch])
        merged = brand.rows("select post_id, views, likes from post order by post_id")
        before = brand.tables()
        brand.rebuild()

        assert merged == [(post, *cells) for post, cells in sorted(folded.items())]
        assert brand.tables() == before


def _written(brand: Brand, place: int, rows: list[tuple[str, int | None, int | None]]) -> Path:
    day = date(2026, 1, 1) + timedelta(days=place)
    lines = ["Post ID,Views,Likes", *(f"{p},{_cell(v)},{_cell(li)}" for p, v, li in rows)]
    return brand.file(f"posts_{day}_{place}.csv", "\n".join(lines) + "\n")


def _cell(count: int | None) -> str:
    return "-" if count is None else str(count)


OVERLAPS = """
select receipt.file, other.file, overlap.row_count
from overlap
join receipt using (receipt)
join receipt as other on other.receipt = overlap.other
order by 1
"""

OVERVIEW = "Date,Video Views,Profile Views,Likes,Comments,Shares\n"


def test_files_that_say_the_same_days_name_each_other(brand: Brand) -> None:
    brand.bring("a.csv", OVERVIEW + "2026-10-01,5,1,1,1,1\n2026-10-02,6,1,1,1,1\n", "2026-10-03")
    brand.bring("b.csv", OVERVIEW + "2026-10-02,7,1,1,1,1\n2026-10-03,8,1,1,1,1\n", "2026-10-04")
    brand.bring("c.csv", OVERVIEW + "2026-10-09,7,1,1,1,1\n", "2026-10-10")

    pairs = brand.rows(OVERLAPS)
    brand.rebuild()

    assert pairs == [("a.csv", "b.csv", 1), ("b.csv", "a.csv", 1)]
    assert brand.rows(OVERLAPS) == pairs


def test_a_total_and_the_days_inside_it_name_each_other(brand: Brand) -> None:
    days = (
        "Day,Campaign name,Amount spent (EUR),Impressions\n2026-09-14,A,5,100\n2026-09-15,A,6,90\n"
    )
    total = (
        "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions\n"
        "2026-09-01,2026-09-30,A,200,4000\n"
    )
    brand.bring("days.csv", days, "2026-10-01")
    brand.bring("total.csv", total, "2026-10-01")

    assert brand.rows(OVERLAPS) == [("days.csv", "total.csv", 2), ("total.csv", "days.csv", 1)]
