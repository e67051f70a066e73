"""Comments that say somebody wants to buy, found offline, and how well rules find them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clipworth.measure.content.buying_words import PATTERNS, patterns
from clipworth.measure.query import bound
from clipworth.measure.relations import PARTS, posts
from clipworth.measure.selection import Selection
from clipworth.stats.estimate import Estimate
from clipworth.stats.proportions import share_of
from clipworth.store.engine import Store, sql_file

SAMPLE = Path(__file__).parent / "comment_sample.csv"
LANGUAGES = tuple(PATTERNS)


@dataclass(frozen=True)
class Commented:
    """Comments under a post, and how many want to buy; post_id None: the post is not known.

    silent: comments without a text. languages: those that want to buy, by language.
    """

    part: str | None
    post_id: str | None
    posted_day: Any
    views: int | None
    comments: int
    silent: int
    buying: int
    languages: dict[str, int]


def commented(store: Store, selection: Selection, by: str = "all") -> list[Commented]:
    """Count the comments under the selected posts; a post in several pillars stands in each."""
    told = sql_file(__file__, "comments_told")
    sql = sql_file(
        __file__,
        "commented",
        buying=sql_file(__file__, "buying", texts=told),
        posts=posts(),
        part=PARTS[by],
        where=selection.condition("posts"),
    )
    rows = store.records(sql, bound(sql, {**selection.values, **patterns()}))
    return [
        Commented(
            row["part"], row["post_id"], row["posted_day"], row["views"], row["comments"],
            row["silent"], row["buying"], {key: row[key] for key in LANGUAGES},
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """How well the rules find comments of one language, on the held-out part of the sample.

    precision: of those found, how many are right. recall: of those there are, how many are found.
    """

    language: str
    precision: Estimate
    recall: Estimate
    comments: int


@dataclass(frozen=True)
class Labelled:
    """A comment of the synthetic sample."""

    language: str
    part: str
    buying: bool
    text: str


@cache
def sample() -> tuple[Labelled, ...]:
    """Read the labelled sample; every comment in it was invented."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        Labelled(row["language"], row["part"], row["label"] == "buying", row["text"])
        for row in rows
    )


def found_in(store: Store, texts: Sequence[str]) -> list[bool]:
    """Tell of each text whether the rules find that somebody wants to buy."""
    places = "select unnest(range(len($texts::varchar[]))) as place, unnest($texts) as text"
    sql = sql_file(__file__, "buying", texts=places)
    rows = store.records(sql, bound(sql, {**patterns(), "texts": list(texts)}))
    return [row["language"] is not None for row in sorted(rows, key=lambda row: row["place"])]


def measured(store: Store) -> list[Measured]:
    """Measure precision and recall by language on what the rules were not made on."""
    held = [one for one in sample() if one.part == "held out"]
    found = found_in(store, [one.text for one in held])
    made = []
    for language in LANGUAGES:
        pairs = [(f, one.buying) for f, one in zip(found, held, strict=True)
                 if one.language == language]  # fmt: skip
        right = sum(f and true for f, true in pairs)
        precision = share_of(right, sum(f for f, _ in pairs))
        recall = share_of(right, sum(true for _, true in pairs))
        made.append(Measured(language, precision, recall, len(pairs)))
    return made
