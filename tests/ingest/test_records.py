"""Parquet, JSON lines, packed files: read by the engine, counted, without people, forgettable."""

import gzip
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from clipworth.commands.forgetting import forget
from clipworth.ingest import archives, records
from clipworth.sources.read import person_hash
from workspaces import CLOCK, Brand, said, zipped

ANA = "ana@mail.example"
LINK = "https://shop.example/mug?utm_source=tiktok"
ROWS = "select event_id, day, person, page, utm_source, value from web_event order by event_ms"


def event(number: int, **more: Any) -> dict[str, Any]:
    """Give an event of one visitor, as BigQuery exports it; the first is Ana's."""
    own = f"&email={ANA}" if number == 1 else ""
    return {
        "event_date": "20260901",
        "event_timestamp": 1_788_246_000_000_000 + number * 1_000_000,
        "event_name": "page_view",
        "event_params": [
            {"key": "ga_session_id", "value": {"int_value": 5}},
            {"key": "page_location", "value": {"string_value": LINK + own}},
            {"key": "form", "value": {"string_value": ANA}},
        ],
        "user_pseudo_id": "1.2",
        "user_id": ANA if number == 1 else f"user-{number}",
        "user_properties": [{"key": "email", "value": {"string_value": ANA}}],
        **more,
    }


def lines(*events: dict[str, Any]) -> str:
    return "".join(json.dumps(one) + "\n" for one in events)


def parquet(path: Path, *events: dict[str, Any]) -> bytes:
    """Give the bytes of a Parquet file with these events, nested as they are."""
    source = path / "events.json"
    source.write_text(lines(*events))
    target = path / "events.parquet"
    with duckdb.connect() as engine:
        engine.execute(
            f"copy (select * replace (event_timestamp::BIGINT as event_timestamp) from"
            f" read_json('{source}', columns = {{event_date: 'VARCHAR', event_timestamp: 'BIGINT',"
            " event_name: 'VARCHAR', event_params: 'STRUCT(key VARCHAR, value STRUCT(string_value"
            " VARCHAR, int_value BIGINT, float_value DOUBLE, double_value DOUBLE))[]',"
            " user_pseudo_id: 'VARCHAR', user_id: 'VARCHAR', user_properties: 'STRUCT(key VARCHAR,"
            f" value STRUCT(string_value VARCHAR))[]'}})) to '{target}' (format parquet)"
        )
    return target.read_bytes()


def keep_people(brand: Brand) -> None:
    config = brand.workspace.config
    config.write_text(config.read_text().replace('originals = "redact"', 'originals = "keep"'))


def kept_text(brand: Brand) -> str:
    """Give all that is kept of the originals, as text."""
    texts = []
    for path in brand.workspace.originals.glob("files/*/*"):
        if path.read_bytes().startswith(b"PAR1"):
            with duckdb.connect() as engine:
                texts += map(
                    str, engine.execute(f"select * from read_parquet('{path}')").fetchall()
                )
        else:
            texts.append(path.read_text())
    return "\n".join(texts)


def test_json_lines_and_parquet_say_the_same(brand: Brand, tmp_path: Path) -> None:
    events = [event(1), event(2), event(3)]

    read = brand.bring("events.json", lines(*events))
    as_json = brand.rows(ROWS)
    again = brand.bring("events.parquet", parquet(tmp_path, *events))

    assert (read.row_count, read.rows_read, read.set_aside) == (3, 3, 0)
    assert (again.row_count, again.rows_read, again.set_aside) == (3, 3, 0)
    assert brand.rows(ROWS) == as_json
    assert {row[3:5] for row in as_json} == {("shop.example/mug", "tiktok")}


def test_a_json_list_says_the_same_as_its_lines(brand: Brand) -> None:
    brand.bring("events.json", lines(event(1), event(2)))
    before = brand.rows(ROWS)

    read = brand.bring("list.json", json.dumps([event(1), event(2)], indent=1))

    assert read.rows_read == 2
    assert brand.rows(ROWS) == before


@pytest.mark.parametrize("blank", ["", "\n"], ids=["every line full", "a blank line"])
def test_a_broken_line_is_set_aside_with_its_number(brand: Brand, blank: str) -> None:
    text = lines(event(1)) + blank + '{"event_date": "2026\n' + "[1]\n" + lines(event(2))

    read = brand.bring("events.json", text)

    first = 3 if blank else 2
    assert (read.row_count, read.rows_read, read.set_aside) == (4, 2, 2)
    assert said(read.problems) == [
        f"events.json:{row}: is not a whole JSON record. Download the file again."
        for row in (first, first + 1)
    ]
    rows = brand.rows("select _row from web_event order by _row")
    assert rows == [(1,), (first + 2,)]


def test_lines_in_another_encoding_are_read_too(brand: Brand) -> None:
    read = brand.bring("events.json", lines(event(1), event(2)).encode("utf-16"))

    assert read.rows_read == 2


def test_a_line_that_never_ends_harms_only_itself(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LARGEST_RECORD", 4096)
    long = event(2, user_pseudo_id="9" * 10_000)

    read = brand.bring("events.json", lines(event(1)) + "\n" + lines(long, event(3)))

    assert (read.row_count, read.rows_read, read.set_aside) == (3, 2, 1)


def test_a_field_that_only_a_late_record_has_is_read(brand: Brand) -> None:
    early = [event(number) for number in range(1, 60)]
    for one in early:
        del one["event_params"]
    late = event(90, geo={"country": "Spain"})

    brand.bring("events.json", lines(*early, late))

    assert brand.rows("select count(*), count(country), count(page) from web_event") == [(60, 1, 1)]


def test_equal_events_are_all_kept_and_replaced_by_the_same_export(brand: Brand) -> None:
    twice = [event(1), event(1), event(2)]
    brand.bring("events.json", lines(*twice))
    before = brand.rows(ROWS)

    brand.bring("again.json", lines(*reversed(twice)))

    assert len(before) == 3
    assert len({row[0] for row in before}) == 3
    assert brand.rows(ROWS) == before


@pytest.mark.parametrize("kind", ["json", "parquet"])
def test_nobody_stands_in_what_is_kept_and_reading_it_again_gives_the_same(
    brand: Brand, tmp_path: Path, kind: str
) -> None:
    events = [event(1), event(2)]
    content = lines(*events) + "{half\n" if kind == "json" else parquet(tmp_path, *events)

    brand.bring(f"events.{kind}", content)

    hashed = person_hash(ANA, brand.workspace.person_key())
    assert brand.rows("select person from web_event order by event_ms")[0] == (hashed,)
    assert hashed in kept_text(brand)
    assert ANA not in kept_text(brand)
    assert brand.files_with(ANA) == []
    before = brand.tables()
    brand.rebuild()
    assert {**brand.tables(), "receipt": []} == {**before, "receipt": []}


@pytest.mark.parametrize("mode", ["redact", "keep"])
@pytest.mark.parametrize("kind", ["json", "parquet"])
def test_who_is_forgotten_is_in_no_record_and_does_not_come_back(
    brand: Brand, tmp_path: Path, kind: str, mode: str
) -> None:
    if mode == "keep":
        keep_people(brand)
    events = [event(1), event(2)]
    content = lines(*events) if kind == "json" else parquet(tmp_path, *events)
    brand.bring(f"events.{kind}", content)
    pages = brand.rows("select page, utm_source, tiktok_evidence from web_event")

    named = forget(brand.workspace, ANA, CLOCK, who="ana", progress=lambda _: None).files
    brand.bring(f"again.{kind}", content + (b"" if isinstance(content, bytes) else "\n"))

    assert named == 1
    assert brand.rows("select count(*), count(person) from web_event") == [(2, 1)]
    assert brand.rows("select page, utm_source, tiktok_evidence from web_event") == pages
    assert person_hash(ANA, brand.workspace.person_key()) not in kept_text(brand)
    assert ANA not in kept_text(brand)
    before = brand.rows(ROWS)
    brand.rebuild()
    assert brand.rows(ROWS) == before


def test_what_is_kept_whole_stays_as_it_came(brand: Brand, tmp_path: Path) -> None:
    keep_people(brand)
    content = parquet(tmp_path, event(1))

    brand.bring("events.parquet", content)

    (kept,) = brand.workspace.originals.glob("files/*/*")
    assert kept.read_bytes() == content


@pytest.mark.parametrize("mode", ["redact", "keep"])
def test_damaged_parquet_is_refused_and_loses_nothing_silently(
    brand: Brand, tmp_path: Path, mode: str
) -> None:
    if mode == "keep":
        keep_people(brand)
    sound = parquet(tmp_path, *[event(number) for number in range(300)])
    inside = sound[:40] + bytes(len(sound) // 3) + sound[40 + len(sound) // 3 :]

    for content in (inside, sound[: len(sound) // 2], b"PAR1"):
        read = brand.bring("events.parquet", content)

        assert read.rows_read == 0
        assert read.rows_read + read.set_aside == read.row_count
        assert "Download it again." in said(read.problems)[0]


def test_parquet_that_nobody_knows_says_what_it_holds(brand: Brand, tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    with duckdb.connect() as engine:
        engine.execute(f"copy (select 1 as ducks, 2 as geese) to '{path}' (format parquet)")

    read = brand.bring("x.parquet", path.read_bytes())

    assert "It begins with: ducks, geese." in said(read.problems)[0]


def test_packed_files_are_opened(brand: Brand, tmp_path: Path) -> None:
    packed = {
        "a.json.gz": gzip.compress(lines(event(1)).encode()),
        "b.parquet.gz": gzip.compress(parquet(tmp_path, event(2))),
        "c.zip": zipped({"c.json.gz": gzip.compress(lines(event(3)).encode())}),
        "d.csv.gz": gzip.compress(b"Session source,Sessions\ntiktok,5\n"),
    }

    files = []
    for name, content in packed.items():
        brand.bring(name, content)
        files.append(brand.report.taken[0].receipt.file)

    assert files == ["a.json.gz/a.json", "b.parquet.gz/b.parquet", "c.zip/c.json.gz/c.json",
                     "d.csv.gz/d.csv"]  # fmt: skip
    assert brand.rows("select count(*) from web_event") == [(3,)]


def test_a_gz_that_unpacks_to_too_much_or_is_damaged_is_refused(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 1 << 20)
    whole = gzip.compress(lines(event(1)).encode())
    deep = gzip.compress(gzip.compress(whole))

    for content, reason in (
        (gzip.compress(bytes(2 << 20)), "would unpack to more than 1,048,576 bytes"),
        (whole[:-20], "is a damaged gz"),
        (deep, "is packed three times over."),
    ):
        report = brand.bring_paths(brand.file("x.json.gz", content))

        assert reason in str(report.lost[0])
        assert not report.taken
    assert list(brand.workspace.work.iterdir()) == []
