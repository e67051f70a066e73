"""A writer may die at any moment: what was published stands, and repeating the import ends well."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from test_day_shifts import FIRST, VIEWS, moved, overview

from clipworth.ingest import journal
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import working
from clipworth.ingest.workspace import Workspace
from clipworth.model.catalogue import TABLES
from clipworth.sources.read import person_hash
from clipworth.store.engine import name, reading
from workspaces import CLOCK, Brand, brand_in, zipped

FORKER = Path(__file__).with_name("forker.py")
PLAN = "Post ID,Views,Pillar\n"
ORDERS = (
    "Name,Email,Financial Status,Total,Created at,Lineitem name,Lineitem quantity,Billing Name,Id\n"
    "#1,ana@mail.example,paid,40.00,2026-10-01 09:00:00 +0200,Beans,1,Ana,5001\n"
)


def posts(first: int, number: int) -> str:
    """Write a sheet that fills two tables with as many rows."""
    ids = range(7300000000000000001 + first, 7300000000000000001 + first + number)
    return PLAN + "".join(f"{post},{post % 997},bar\n" for post in ids)


class Forker:
    """Imports in processes of their own that can be killed."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(FORKER)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def begin(self, workspace: Workspace, *paths: Path, largest_file: int = 0) -> int:
        """Begin an import; gives the id of its process."""
        words = [workspace.folder, largest_file, *paths]
        assert self.process.stdin is not None
        self.process.stdin.write("\t".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return int(self._said())

    def ended(self) -> int:
        """Wait for the end of the import; gives its exit code."""
        return int(self._said())

    def _said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def close(self) -> None:
        """Let it end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def forker() -> Iterator[Forker]:
    """Give a process that forks imports."""
    one = Forker()
    yield one
    one.close()


@pytest.fixture
def old(tmp_path: Path) -> Brand:
    """Give a workspace with something in it, and a folder of exports on its desk."""
    brand = brand_in(tmp_path, accounts=("kaffee",))
    brand.bring("before_2026-08-01.csv", posts(0, 50))
    brand.file("exports/a_2026-09-01.csv", posts(25, 60))
    brand.file("exports/b_2026-10-01.csv", posts(50, 60))
    brand.file("exports/orders_2026-10-05.csv", ORDERS)
    brand.file("exports/one_2026-10-01.csv", overview(FIRST, VIEWS))
    brand.file("exports/two.zip", zipped({"Overview.csv": overview(moved(FIRST, 1), VIEWS)}))
    brand.file("exports/unknown.csv", "Hund,Katze\n1,2\n")
    return brand


def copied(brand: Brand, folder: Path) -> Brand:
    shutil.copytree(brand.workspace.folder, folder)
    return replace(brand, workspace=Workspace(folder))


def published(brand: Brand) -> dict[str, list[str]]:
    """Give the tables as the last writer left them, without mending anything."""
    with reading(brand.workspace.published, brand.workspace.rows) as store:
        return {
            table: sorted(map(str, store.rows(f"select * from {name(table)}")))
            for table in (*TABLES, "receipt", "problem")
        }


def survive(old: Brand, forker: Forker, folder: Path, *, workspaces: int, kills: int) -> int:
    """Kill imports at chance moments; gives how many of them died before they were done.

    kills: how many imports into one workspace are killed before one is left to end.
    """
    exports = old.desk / "exports"
    undisturbed = copied(old, folder / "undisturbed")
    forker.begin(undisturbed.workspace, exports)
    began = time.monotonic()
    assert forker.ended() == 0
    took = time.monotonic() - began
    before, after, wanted = published(old), published(undisturbed), undisturbed.tables()
    chance, died = random.Random(1), 0
    for number in range(workspaces):
        brand = copied(old, folder / str(number))
        for _ in range(kills):
            child = forker.begin(brand.workspace, exports)
            time.sleep(chance.uniform(0, took))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            died += forker.ended() != 0
            assert published(brand) in (before, after)

        brand.bring_paths(exports)

        assert brand.tables() == wanted
        assert brand.files_with("ana@mail.example") == []
        if number == 0:
            brand.rebuild()
            assert brand.tables() == wanted
        shutil.rmtree(brand.workspace.folder)
    return died


def test_an_import_killed_at_any_moment_can_be_repeated(
    old: Brand, forker: Forker, tmp_path: Path
) -> None:
    # How many die depends on the machine; that some do shows that the test tests something.
    assert survive(old, forker, tmp_path, workspaces=5, kills=3) >= 3


def test_a_forgetting_that_was_killed_is_finished_by_the_next_writer(old: Brand) -> None:
    old.bring_paths(old.desk / "exports/orders_2026-10-05.csv")
    person = person_hash("ana@mail.example", old.workspace.person_key())
    at = "2026-10-31T12:00:00Z"

    def killed() -> None:
        with working(old.workspace, Given(), CLOCK):
            journal.record(old.workspace, journal.FORGET, {"person": person}, who="ana", at=at)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()

    old.bring("new.csv", posts(90, 1))

    assert old.files_with(person) == ["journal/000001-forget.json"]
    assert old.rows("select order_id, person from sale") == [("5001", None)]


@pytest.mark.prove
def test_two_hundred_kills_leave_nothing_half_done(
    old: Brand, forker: Forker, tmp_path: Path
) -> None:
    died = survive(old, forker, tmp_path, workspaces=80, kills=3)

    print(f"{died} imports were killed; every workspace ended as the undisturbed one")
    assert died >= 100


def test_a_full_disk_leaves_what_was_published(old: Brand, forker: Forker) -> None:
    before = published(old)

    forker.begin(old.workspace, old.desk / "exports", largest_file=200_000)
    assert forker.ended() != 0
    assert published(old) == before

    forker.begin(old.workspace, old.desk / "exports")
    assert forker.ended() == 0
    assert len(old.rows("select 1 from post")) == 110


def test_two_imports_at_once_both_end_well(old: Brand, forker: Forker) -> None:
    other = Forker()
    first = old.file("first.csv", posts(1000, 30))
    second = old.file("second.csv", posts(2000, 40))

    forker.begin(old.workspace, first)
    other.begin(old.workspace, second)

    assert (forker.ended(), other.ended()) == (0, 0)
    other.close()
    assert len(old.rows("select 1 from post")) == 50 + 30 + 40
    before = old.tables()
    old.rebuild()
    assert old.tables() == before


def test_a_reader_never_sees_half_an_import(old: Brand, forker: Forker) -> None:
    done = threading.Event()
    codes = []

    def write() -> None:
        for number in range(6):
            path = old.file(f"more{number}.csv", posts(1000 + 100 * number, 100))
            forker.begin(old.workspace, path)
            codes.append(forker.ended())
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = set()
    while not done.is_set():
        with reading(old.workspace.published, old.workspace.rows) as store:
            ((held, planned),) = store.rows(
                "select (select count(*) from post), (select count(*) from post_plan)"
            )
        assert held == planned
        seen.add(held)
    writer.join()

    assert codes == [0] * 6
    assert seen <= set(range(50, 651, 100))
    assert len(seen) > 2
