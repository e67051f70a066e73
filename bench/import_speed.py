"""How long importing 1,000,000 rows takes beside the engine's own read: at most 6 ×, under 1 GiB.

The floor is a process in which DuckDB reads the same CSV with its own `read_csv` into a table of a
file. Against it stands the whole of `clipworth import`: recognised, kept, typed, checked, stored
with a receipt, published. Two harder files are measured beside it, without a bound.
"""

import csv
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from timing import INSTALLED, clipworth, python

FOLDER = Path(tempfile.gettempdir()) / "clipworth-bench-import"
DAYS, ADS = 1_000, 1_000
ROUNDS = 3
MOST, MOST_MIB = 6.0, 1024
FIRST = np.datetime64("2023-01-01")
HEADER = """By Day
Campaign name
Campaign ID
Ad group name
Ad group ID
Ad name
Ad ID
Currency
Cost
Impressions
Clicks (destination)
CTR (destination)
Conversions
Purchases (website)
Purchase value (website)
Video views
2-second video views
6-second video views""".splitlines()
OWN_READ = (
    "import duckdb, sys; con = duckdb.connect(sys.argv[2]);"
    " con.execute('create table t as select * from read_csv(?)', [sys.argv[1]])"
)


def plain_name(row: int, ad: int) -> str:
    """Name an ad in one line."""
    return f"Ad {ad:04d} of the season {row % 7}"


def two_lines(row: int, ad: int) -> str:
    """Name one ad in a hundred over two lines, so that the engine cannot cut the file itself."""
    return f"Ad {ad:04d}\nsecond line" if row % 100 == 0 else plain_name(row, ad)


def write(path: Path, name: Callable[[int, int], str], *, bad: bool = False) -> None:
    """Write a daily report at ad level; bad: one cost in a thousand is no amount."""
    shown = np.random.default_rng(1).integers(0, 50_000, DAYS * ADS).tolist()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for row, impressions in enumerate(shown):
            day, ad = FIRST + row // ADS, row % ADS
            clicks = impressions // 90
            bought = clicks // 50
            cost = "1,2O3.50" if bad and row % 1000 == 0 else f"{impressions * 0.0061:.2f}"
            writer.writerow(
                [day, f"Campaign {ad // 100}", 1_790_000_000_000_000_101 + ad // 100,
                 f"Group {ad // 10}", 1_790_000_000_000_100_101 + ad // 10,
                 name(row, ad), 1_790_000_000_000_200_101 + ad, "EUR", cost, impressions, clicks,
                 f"{clicks * 100 / max(impressions, 1):.2f}%", bought, bought,
                 f"{bought * 41.3:.2f}", impressions // 2, impressions // 3, impressions // 7]
            )  # fmt: skip


def seconds(prepare: Callable[[], list[str]], allowed: tuple[int, ...]) -> float:
    """Run a prepared command a few times; give the median seconds."""
    took = []
    for _ in range(ROUNDS):
        command = prepare()
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False, env=INSTALLED)
        took.append(time.perf_counter() - began)
        if done.returncode not in allowed:
            raise SystemExit(done.stderr.decode())
    return sorted(took)[len(took) // 2]


def own_read(path: Path) -> list[str]:
    """Give the command of the floor, into a fresh database."""
    database = FOLDER / "own.duckdb"
    database.unlink(missing_ok=True)
    return python("-c", OWN_READ, str(path), str(database))


def whole_import(path: Path) -> list[str]:
    """Give the command of the import, into a fresh workspace."""
    workspace = FOLDER / "workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    subprocess.run(clipworth("init", str(workspace)), check=True, capture_output=True)
    return clipworth("-w", str(workspace), "import", str(path))


def main() -> None:
    """Measure and print."""
    FOLDER.mkdir(exist_ok=True)
    clean, bad, quoted = (FOLDER / name for name in ("clean.csv", "bad.csv", "quoted.csv"))
    for path, naming in ((clean, plain_name), (bad, plain_name), (quoted, two_lines)):
        if not path.exists():
            write(path, naming, bad=path is bad)
    floor = seconds(lambda: own_read(clean), (0,))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    ours = seconds(lambda: whole_import(clean), (0,))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    ratio = ours / floor
    print(f"  {floor:8.3f} s  DuckDB's own read_csv into a table")
    print(f"  {ours:8.3f} s  clipworth import of the same 1,000,000 rows")
    print(f"  {peak:8.0f} MiB peak of any process so far (the floor: {before / 1024:.0f} MiB)")
    print(f"import: {ratio:.2f} × ({'within' if ratio <= MOST else 'OVER'} {MOST:g} ×), peak"
          f" {'within' if peak <= MOST_MIB else 'OVER'} {MOST_MIB} MiB")  # fmt: skip
    harder = seconds(lambda: whole_import(bad), (3,))
    slow = seconds(lambda: whole_import(quoted), (0,))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  {harder:8.3f} s  with one bad cell in a thousand ({harder / floor:.2f} ×)")
    print(
        f"  {slow:8.3f} s  with names over two lines ({slow / floor:.2f} ×); peak {peak:.0f} MiB\n"
    )


if __name__ == "__main__":
    main()
