"""Suggesting pillars on the command line, and taking them up."""

import json
from pathlib import Path

from command_line import Clipworth

THEMES = {
    "brewing": ("espresso grinder ratio", "kettle bloom recipe", "filter pour water"),
    "farms": ("farm harvest cherry", "drying altitude washed", "kenya farmer natural"),
    "offers": ("price sunday bags", "shipping free code", "sale discount weekend"),
}


def captioned(desk: Path) -> Path:
    """Write a sheet of thirty posts on three themes."""
    rows = []
    for n in range(30):
        words = list(THEMES.values())[n % 3]
        caption = f"{words[n % 2]} {words[(n // 3) % 3]} {words[2]}"
        link = f"https://www.tiktok.com/@brand/video/73000000000000000{n:02d}"
        rows.append(f"{link},2026-10-{1 + n % 30:02d},{caption},1000,{10 + n}")
    path = desk / "captions.csv"
    path.write_text("\n".join(["Post link,Posted on,Caption,Views,Saves", *rows]))
    return path


def test_suggested_pillars_are_shown_taken_up_and_undone(
    brand: Path, clipworth: Clipworth, tmp_path: Path
) -> None:
    clipworth("-w", brand, "import", captioned(tmp_path), "--exported-on", "2026-10-31")

    said = clipworth("-w", brand, "suggest", "pillars", "--count", "3")
    told = json.loads(clipworth("-w", brand, "suggest", "pillars", "--count", "3", "--json").out)
    first, second, _ = (one["name"] for one in told["suggestions"])
    taken = clipworth(
        "-w", brand, "accept", "pillar", first, second, "--as", "Ours", "--count", "3"
    )
    journal = clipworth("-w", brand, "journal").out
    shown = json.loads(clipworth("-w", brand, "show", "posts", "--json").out)
    undone = clipworth("-w", brand, "undo", "2")

    assert said.out.startswith("30 posts without a pillar; 0 posts fit none of these.")
    assert f"{first}: 10 posts" in said.out
    assert told["open_posts"] == 30
    assert taken.code == 0
    assert "10 posts now belong to the pillar “Ours” (entry 1 of the journal)." in taken.out
    assert "Pillar “Ours” taken up for 10 posts" in " ".join(journal.split())
    pillars = [row["pillar"] for row in shown["tables"][0]["rows"]]
    assert pillars.count("Ours") == 20
    assert undone.code == 0


def test_a_suggestion_that_there_is_not_is_wrong_use(
    brand: Path, clipworth: Clipworth, tmp_path: Path
) -> None:
    clipworth("-w", brand, "import", captioned(tmp_path), "--exported-on", "2026-10-31")

    said = clipworth("-w", brand, "accept", "pillar", "nothing-like-it", "--count", "3")

    assert said.code == 2
    assert "There is no suggestion 'nothing-like-it'" in said.err


def test_without_captions_nothing_is_suggested(brand: Path, clipworth: Clipworth) -> None:
    said = clipworth("-w", brand, "suggest", "pillars")

    assert said.code == 2
    assert "0 posts have no pillar" in said.err
