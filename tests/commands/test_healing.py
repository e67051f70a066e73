"""Everything derived can be deleted: it comes back as it was, row for row."""

import shutil
from pathlib import Path

import pytest

from clipworth.commands.importing import refresh
from workspaces import CLOCK, Brand, zipped

POSTS = """Post link,Views,Likes,Pillar
https://www.tiktok.com/@kaffee/video/7300000000000000001,100,1O,brewing
https://www.tiktok.com/@kaffee/video/7300000000000000002,200,20,bar
"""
LATER = """Post ID,Views,Likes
7300000000000000002,250,-
7.3E+18,300,30
"""


@pytest.fixture
def filled(brand: Brand) -> Brand:
    """Give a workspace with problems of every kind in it."""
    overview = "Date,Video Views,Profile Views,Likes\n" + "".join(
        f"{day} October,{90 + 7 * day % 13},{day % 5},-1\n" for day in range(1, 29)
    )
    files = {
        "posts_2026-10-01.csv": POSTS,
        "later_2026-10-20.csv": LATER,
        "Overview_2026-10-01_1793350800_kaffee.zip": zipped({"Overview.csv": overview}),
        "kaputt.csv": b"",
        "photo.jpg": b"\xff\xd8\xff\0\0\0",
        "notes.csv": "One,Two\n1,2\n",
    }
    brand.bring_paths(*[brand.file(name, content) for name, content in files.items()])
    return brand


def test_a_rebuild_gives_every_table_row_for_row(filled: Brand) -> None:
    before = filled.tables()
    assert all(before[table] for table in ("post", "post_plan", "account_day", "problem"))

    filled.rebuild()

    assert filled.tables() == before


DERIVED = ["rows", "clipworth.duckdb", "rows clipworth.duckdb work"]


@pytest.mark.parametrize("parts", DERIVED)
@pytest.mark.parametrize("healing", ["refresh", "a look", "the next import"])
def test_what_was_deleted_is_made_again(filled: Brand, parts: str, healing: str) -> None:
    before = filled.tables()
    for part in parts.split():
        path = filled.workspace.folder / part
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

    if healing == "refresh":
        refresh(filled.workspace, CLOCK, progress=lambda _: None)
    if healing == "the next import":
        filled.bring("posts_2026-10-01.csv", POSTS)

    assert filled.tables() == before


def test_one_deleted_part_of_the_history_is_made_again(filled: Brand) -> None:
    before = filled.tables()
    next(filled.workspace.rows.glob("*.post.parquet")).unlink()

    assert filled.tables() == before
    assert len(filled.rows("select 1 from post", as_of="2026-10-31")) == len(before["post"])


@pytest.mark.parametrize("content", [b"", b"no tables at all", b"\0" * 5000])
def test_damaged_tables_are_published_anew(filled: Brand, content: bytes) -> None:
    before = filled.tables()
    filled.workspace.published.write_bytes(content)

    assert filled.tables() == before


def test_what_a_killed_writer_left_behind_is_swept_up(filled: Brand) -> None:
    left = [
        filled.workspace.work / "tmpabc" / "rows.csv",
        filled.workspace.originals / "files" / "ab" / "abcdef.new",
        filled.workspace.originals / "files" / "ab" / "abcdef",
        filled.workspace.rows / "abc.post.parquet",
        filled.workspace.originals / "abc.json.new",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("ana@example.com")

    filled.bring("new.csv", "Post ID,Views\n7300000000000000009,1\n", exported_on="2026-10-02")

    assert [path for path in left if Path(path).exists()] == []
