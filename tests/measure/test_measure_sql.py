"""Every SQL file of measure and answers says what it gives, parses, and runs on no data."""

from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import clipworth.answers
import clipworth.ingest
import clipworth.measure
from clipworth.measure.content.buying_words import patterns
from clipworth.measure.query import bound, written_out
from clipworth.measure.relations import (
    RELATIONS,
    ad_totals,
    ads,
    all_margins,
    awaited,
    costs,
    days,
    exchange,
    orders,
    posts,
    speaking_codes,
    trackable,
)
from clipworth.measure.shop.sold import lines, sold_sql
from stories import Given

ROOMS = [Path(str(room.__file__)).parent for room in (clipworth.measure, clipworth.answers)]
FILES = sorted(path for room in ROOMS for path in room.rglob("*.sql"))
# They write tables, and run with every import that tests make.
WRITING = sorted(Path(str(clipworth.ingest.__file__)).parent.rglob("*.sql"))
VALUES = {
    "since": date(2026, 5, 1),
    "until": date(2026, 6, 1),
    "before_since": date(2026, 4, 1),
    "before_until": date(2026, 5, 1),
    "undated": True,
    "today": date(2026, 5, 31),
    "home": "EUR",
    "tiktok_sources": ["tiktok"],
    "creator": None,
    "nobody": "not assigned",
    "tables": ["post"],
    "kinds": ["posts"],
    **patterns(),
    "creatives": ["a"],
    "youngest": date(2026, 5, 1),
    "weeks": 26,
}
OVER_DAYS = ("followers", "ends")
OF_ROWS = ("items_plain", "explained_plain")


def places(path: Path) -> dict[str, str]:
    """Give what to put into the places of a file."""
    history = "(select p.*, 0 as _rank from post as p)"
    return {
        "costs": costs(),
        "ads": ads(),
        "ad_totals": ad_totals(),
        "posts": posts(),
        "days": days(),
        "columns": "r.post_id, r.views",
        "orders": orders(),
        "speaking_codes": speaking_codes(),
        "trackable": trackable(),
        "exchange": exchange(),
        "awaited": awaited(),
        "margins": all_margins(),
        "costed": "true",
        "lines": lines(),
        "sold": sold_sql("post"),
        "table": "shop_post",
        "key": "post_id",
        "rates": f"({exchange()})",
        "relation": days() if path.stem in OVER_DAYS else posts(),
        "part": "null::varchar",
        "share": "1",
        "first_days": "7",
        "item": "r.post_id",
        "where": "true",
        "sums": "sum(r.views) as total" if path.stem == "inputs" else "sum(r.views) as views",
        "totals": "sum(r.views) as views" if path.stem in OF_ROWS else "sum(s.views) as views",
        "own": "sum(s.total) as own",
        "converted": "sum(s.total * fx.rate) as converted",
        "value": "sum(r.views)",
        "history": history,
        "versions": history,
        "keys": "v.post_id",
        "version_keys": "v.post_id",
        "column": "views",
        "currency": "null::varchar",
        "day": "v.posted_day",
        "contributing": "select s.post_id from post as s",
        "joined": "v.post_id = chosen.post_id",
        "total": "sum(standing.value)",
        "most": "5",
        "amount": "r.views",
        "shares": "1",
        "texts": "select c.post_id, c.text from comment as c",
        "buying": "select c.post_id, c.text, null::varchar as language from comment as c",
    }


def filled(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    wanted = {place for _, place, _, _ in Formatter().parse(text) if place}
    known = places(path)
    assert wanted <= set(known), f"{path.name} has places that no test fills: {wanted}"
    return text.format_map(known) if wanted else text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_says_what_it_gives_and_runs_on_no_data(path: Path, given: Given) -> None:
    store = given("")
    text = path.read_text(encoding="utf-8")

    sql = filled(path)
    store.rows(sql, bound(sql, VALUES))

    assert text.startswith("-- ")
    assert "-- Out: " in text
    assert len(store.connection.extract_statements(sql)) == 1


@pytest.mark.parametrize("path", WRITING, ids=lambda path: path.stem)
def test_a_file_that_writes_says_what_it_needs_and_gives(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.startswith("-- ")
    assert "-- In: " in text
    assert "-- Out: " in text
    lines = [line for line in text.splitlines() if not line.strip().startswith("--")]
    assert ";" not in "".join(lines)


@pytest.mark.parametrize("key", RELATIONS)
def test_a_relation_written_out_runs_by_itself(key: str, given: Given) -> None:
    store = given("")

    assert store.rows(written_out(RELATIONS[key].text(), VALUES)) == []
