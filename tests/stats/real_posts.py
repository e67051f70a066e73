"""Plays, likes and shares of the posts of two real accounts; data/SOURCES.md says whence."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PUBLISHER = "washingtonpost_2021.csv"
CREATOR = "creator_timeline_2020.csv"


class Posts(NamedTuple):
    """One number per post in each list."""

    plays: list[int]
    likes: list[int]
    shares: list[int]


def read_posts(file: str) -> Posts:
    """Read the posts of one account, PUBLISHER or CREATOR."""
    with (Path(__file__).parent / "data" / file).open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return Posts(*(_whole(row[column] for row in rows) for column in Posts._fields))


def _whole(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts]
