"""The exported files have the bytes of real ones, and the same world always gives the same."""

import csv
import io
import time
import zipfile
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from clipworth.worlds import moments
from clipworth.worlds.brand import simulate
from clipworth.worlds.exports import write_exports
from clipworth.worlds.formats import shopify
from clipworth.worlds.things import World
from clipworth.worlds.truth import write_truth


def zips(folder: Path) -> list[Path]:
    return sorted(folder.glob("studio/*/*.zip"))


def entry(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode("utf-8-sig")


def studio(folder: Path, world: World, kind: str, *, newer: bool, handle: str) -> Path:
    export = moments.newer(world) if newer else moments.older(world)
    (path,) = (folder / "studio" / str(export.moment.date())).glob(f"{kind}*_{handle}.zip")
    return path


def plain(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_same_seed_gives_the_same_bytes(folder: Path, world: World, tmp_path: Path) -> None:
    write_exports(simulate(world.seed, world.until), tmp_path)

    first = {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    again = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert first == again


def test_all_of_it_is_quick_and_small(folder: Path, tmp_path: Path) -> None:
    began = time.process_time()
    world = simulate()
    write_exports(world, tmp_path)
    write_truth(world, tmp_path / "truth.json")

    assert time.process_time() - began < 8  # about 2 seconds; slow machines get leave
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 6_000_000


def test_studio_entries_have_a_bom_and_no_last_line_end(folder: Path) -> None:
    assert len(zips(folder)) == 12
    for path in zips(folder):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                content = archive.read(name)
                assert content.startswith(b"\xef\xbb\xbf")
                assert content.endswith(b'"')
                assert b"\r" not in content


def test_a_zip_entrys_date_is_the_moment_of_the_export(folder: Path, world: World) -> None:
    for path in zips(folder):
        with zipfile.ZipFile(path) as archive:
            dates = {datetime(*info.date_time) for info in archive.infolist()}  # noqa: DTZ001
        on = date.fromisoformat(path.parent.name)
        assert {moment.date() for moment in dates} == {on}
        assert len(dates) == 1
        if path.name.startswith("Overview"):
            stamp = int(path.name.split("_")[2])
            assert (
                datetime.fromtimestamp(stamp, moments.newer(world).moment.tzinfo).replace(
                    tzinfo=None
                )
                in dates
            )


@pytest.mark.parametrize(
    ("newer", "handle", "first", "last"),
    [
        (False, "fernwehcoffee", "1 Νοεμβρίου", "15 Ιουνίου"),
        (True, "fernwehcoffee", "17 de abril", "31 de octubre"),
        (True, "fernwehcoffee.es", "November 1", "October 31"),
    ],
)
def test_studio_days_are_in_the_language_of_the_interface(
    folder: Path, world: World, *, newer: bool, handle: str, first: str, last: str
) -> None:
    path = studio(folder, world, "Overview", newer=newer, handle=handle)

    rows = plain(entry(path, "Overview.csv"))

    assert rows[0] == ["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"]
    assert (rows[1][0], rows[-1][0]) == (first, last)


def test_the_newer_overview_restates_only_the_older_ones_last_days(
    folder: Path, world: World
) -> None:
    exports = moments.older(world), moments.newer(world)
    views = []
    for newer, export in enumerate(exports):
        path = studio(folder, world, "Overview", newer=bool(newer), handle="fernwehcoffee")
        rows = plain(entry(path, "Overview.csv"))[1:]
        views.append({export.since + place: int(row[1]) for place, row in enumerate(rows)})

    both = sorted(views[0].keys() & views[1].keys())
    restated = [day for day in both if views[0][day] != views[1][day]]
    assert len(both) == 60
    assert restated == both[-3:]
    assert all(views[0][day] < views[1][day] for day in restated)


def test_missing_viewers_are_undefined_beside_a_nought(folder: Path, world: World) -> None:
    path = studio(folder, world, "Viewers", newer=False, handle="fernwehcoffee")

    lines = entry(path, "Viewers.csv").split("\n")

    assert lines[1] == '"1 Νοεμβρίου","undefined","0","0"'


def test_one_difference_column_is_shifted_and_the_other_is_right(
    folder: Path, world: World
) -> None:
    def right(*, newer: bool) -> list[bool]:
        path = studio(folder, world, "Followers", newer=newer, handle="fernwehcoffee")
        rows = plain(entry(path, "FollowerHistory.csv"))[2:]
        pairs = pairwise(rows)
        return [int(b[2]) == int(b[1]) - int(a[1]) for a, b in pairs]

    assert all(right(newer=True))
    assert sum(right(newer=False)) < 30


def test_follower_activity_has_seven_days_and_the_running_one(folder: Path, world: World) -> None:
    path = studio(folder, world, "Followers", newer=True, handle="fernwehcoffee")

    rows = plain(entry(path, "FollowerActivity.csv"))[1:]

    assert len(rows) == 192
    assert all(row[2] == "0" for row in rows[-14:])
    assert rows[-15][2] != "0"


def test_too_few_followers_leave_a_header_only(folder: Path, world: World) -> None:
    path = studio(folder, world, "Followers", newer=True, handle="fernwehcoffee.es")

    assert entry(path, "FollowerGender.csv") == '"Gender","Distribution"'


def test_content_holds_top_posts_with_titles_that_break_naive_readers(
    folder: Path, world: World
) -> None:
    path = studio(folder, world, "Content", newer=False, handle="fernwehcoffee")

    text = entry(path, "Content.csv")

    assert text.count("/video/") + text.count("/photo/") == 14
    assert ',"He said "three minutes, no more", so we waited, and waited #coffeetok",' in text
    assert '"The recipe, line by line\n15 g coffee' in text
    assert '"",' in text
    assert len({len(row) for row in plain(text)}) > 1


def test_sheets_have_their_own_habits(folder: Path, world: World) -> None:
    creators = (folder / "sheets" / "creators.csv").read_bytes()
    costs = (folder / "sheets" / "costs.csv").read_text(encoding="utf-8-sig")
    months = {row.split(";")[0] for row in costs.splitlines()[1:]}

    assert creators.startswith(b"\xff\xfe")
    assert creators.decode("utf-16").startswith("Creator,From,Until,Fee,Currency,Code,Link")
    assert ";2.400,00;EUR;" in costs
    assert "2026-06" not in months
    assert len(months) == 11


def test_business_headers_end_in_a_blank_and_the_unknown_is_nan(folder: Path) -> None:
    (path,) = folder.glob("business/*/Overview*.csv")

    rows = plain(path.read_text(encoding="utf-8-sig"))

    assert "Phone number clicks " in rows[0]
    assert len(rows) == 61
    assert {row[rows[0].index("Phone number clicks ")] for row in rows[1:]} == {"NAN"}
    assert rows[-1][0] == "2026/10/31"


def test_business_post_times_are_seconds_after_the_upload_in_utc(folder: Path) -> None:
    (path,) = folder.glob("business/*/Video*.csv")

    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))

    behind = []
    for row in rows:
        uploaded_s = int(row["Video link"].rsplit("/", 1)[1]) >> 32
        posted = datetime.strptime(row["Post time"] + " +0000", "%Y/%m/%d %H:%M:%S %z")
        behind.append(int(posted.timestamp()) - uploaded_s)
    assert sum(4 <= seconds <= 8 for seconds in behind) > 0.8 * len(behind)


def test_shopify_rows_repeat_no_order_cells(folder: Path) -> None:
    text = (folder / "shop" / "orders_export.csv").read_text(encoding="utf-8")

    rows = list(csv.DictReader(io.StringIO(text)))

    assert tuple(rows[0]) == shopify.HEADER
    seen = set()
    for row in rows:
        assert bool(row["Total"]) == (row["Name"] not in seen) == bool(row["Id"])
        seen.add(row["Name"])
    assert len(rows) > len(seen)
    assert all(row["Email"].endswith("@example.com") for row in rows)
    assert {row["Billing Zip"][:1] for row in rows} == {"'", ""}


def test_everything_says_that_it_is_simulated(folder: Path) -> None:
    assert "simulated" in (folder / "README.txt").read_text(encoding="utf-8")
    assert all("simulated" in path.name for path in folder.glob("ads/*"))
