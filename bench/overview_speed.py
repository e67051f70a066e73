"""How long `show overview` takes over three years, 20,000 posts and 1,000,000 ad rows: at most 5 ×.

The floor is a process that starts, opens the same tables, and runs one `select count(*)`.
"""

import csv
import subprocess
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from timing import clipworth, medians, python, say

DAYS = 1096
FIRST = date(2023, 1, 1)
ADS_A_DAY = 913  # 1,096 days of 913 ads are 1,000,648 rows
POSTS = 20_000
FOLDER = Path(tempfile.gettempdir()) / "clipworth-bench-overview"
COUNT = (
    "import duckdb, sys; con = duckdb.connect(sys.argv[1], read_only=True);"
    " print(con.execute('select count(*) from ad_day').fetchone())"
)


def write_ads(path: Path, rng: np.random.Generator) -> None:
    """Write a daily report at ad level."""
    with path.open("w", encoding="utf-8") as file:
        file.write(
            "By Day,Campaign name,Campaign ID,Ad group ID,Ad name,Ad ID,Currency,Cost,Impressions,"
            "Clicks (destination),Conversions,Purchases (website),Purchase value (website),"
            "Video views,6-second video views\n"
        )
        for offset in range(DAYS):
            day = FIRST + timedelta(days=offset)
            shown = rng.integers(100, 40_000, ADS_A_DAY)
            for ad, impressions in enumerate(shown.tolist()):
                clicks = impressions // 90
                bought = clicks // 40
                file.write(
                    f"{day},Campaign {ad % 24},{1790000000000000000 + ad % 24},"
                    f"{1790000000000100001 + ad % 180},Ad {ad},{1790000000000200001 + ad},EUR,"
                    f"{impressions * 0.0061:.2f},{impressions},{clicks},{bought},{bought},"
                    f"{bought * 41.3:.2f},{impressions // 2},{impressions // 7}\n"
                )


def write_posts(folder: Path, rng: np.random.Generator) -> None:
    """Write the figures of the posts and their plan."""
    pillars = ("brewing", "origin", "bar", "offers", "customers")
    views = np.exp(rng.normal(9, 1.4, POSTS)).astype(int) + 1
    rates = np.exp(rng.normal(0, 0.6, (4, POSTS))) * [[0.006], [0.004], [0.003], [0.002]]
    days = np.sort(rng.integers(0, DAYS, POSTS)).tolist()
    with (
        (folder / "posts.csv").open("w", encoding="utf-8", newline="") as posts,
        (folder / "plan.csv").open("w", encoding="utf-8", newline="") as plan,
    ):
        figures, planned = csv.writer(posts), csv.writer(plan)
        columns = "Post link,Posted on,Views,Likes,Comments,Shares,Saves,Profile visits"
        figures.writerow([*columns.split(","), "Link clicks"])
        planned.writerow(["Post link", "Pillar", "Stage", "Content type", "Format"])
        for number in range(POSTS):
            day = FIRST + timedelta(days=days[number])
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            link = (
                f"https://www.tiktok.com/@bench/video/{(int(noon.timestamp()) << 32) + 1 + number}"
            )
            seen = int(views[number])
            saves, shares, visits, clicks = rng.poisson(seen * rates[:, number]).tolist()
            figures.writerow(
                [link, day, seen, seen // 20, seen // 400, shares, saves, visits, clicks]
            )
            stage = ("TOFU", "MOFU", "BOFU")[number % 3]
            planned.writerow([link, pillars[number % 5], stage, "organic", "video"])


def write_days(path: Path, rng: np.random.Generator) -> None:
    """Write the account's days as a business account exports them."""
    with path.open("w", encoding="utf-8") as file:
        file.write("Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,")
        file.write("Net growth,New followers,Lost followers\n")
        for offset, views in enumerate(rng.integers(20_000, 90_000, DAYS).tolist()):
            day = FIRST + timedelta(days=offset)
            file.write(f"{day:%Y/%m/%d},{views},{views * 8 // 10},{views // 90},{views // 20},")
            file.write(f"{views // 300},{views // 400},20,30,10\n")


def workspace() -> Path:
    """Make the workspace once and keep it for the next run."""
    folder = FOLDER / "workspace"
    if (folder / "clipworth.duckdb").exists():
        return folder
    exports = FOLDER / "exports"
    exports.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(20_000)
    write_ads(exports / "ads.csv", rng)
    write_posts(exports, rng)
    write_days(exports / "Overview_bench.csv", rng)
    subprocess.run(
        clipworth("init", str(folder), "--account", "bench", "--currency", "EUR"), check=True
    )
    done = subprocess.run(clipworth("-w", str(folder), "import", str(exports)), check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.returncode)
    return folder


def main() -> None:
    """Measure and print."""
    folder = workspace()
    seconds = medians(
        {
            "select count(*)": python("-c", COUNT, str(folder / "clipworth.duckdb")),
            "show overview --json": clipworth("-w", str(folder), "show", "overview", "--json"),
        }
    )
    say("overview", seconds, "show overview --json", "select count(*)", 5)


if __name__ == "__main__":
    main()
