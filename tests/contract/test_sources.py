"""Every source has a sample, claims it alone, and gives what is expected, however it is spelled."""

import csv
import io
import json
import random
from typing import Any

import pytest
from openpyxl import Workbook

from clipworth.model.catalogue import TABLES
from clipworth.sources.declare import Headers
from clipworth.sources.read import person_hash
from clipworth.sources.registry import home, known, sources
from exports import PERSON_KEY, Desk, Outcome, Sample, samples, shown

SAMPLES = samples()
# Where a cutter anchors on the order of the cells, columns cannot be moved.
TABULAR = [one for one in SAMPLES if one.is_comma_separated and not sources()[one.source].rows]


def named(sample: Sample) -> str:
    return sample.key


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def with_people(tables: dict[str, Any]) -> dict[str, Any]:
    """Hash the people of an expected file, where they stand readable."""
    for table, rows in tables.items():
        secret = [field.name for field in TABLES[table].fields if field.personal]
        for row in rows:
            row |= {name: person_hash(row[name], PERSON_KEY) for name in secret if name in row}
    return tables


@pytest.mark.parametrize("key", sorted(sources()))
def test_each_source_has_a_readme_a_sample_and_what_is_expected(key: str) -> None:
    own = [sample for sample in SAMPLES if sample.source == key]

    text = (home(key) / "README.md").read_text(encoding="utf-8")

    assert key in text
    assert own, "a source needs a sample"
    assert all(sample.path.parent.parent == home(key) for sample in own)
    assert all(sample.expected_path.exists() for sample in own)


def test_nothing_is_expected_of_a_sample_that_is_not_there() -> None:
    expected = {path for key in sources() for path in home(key).glob("expected/*")}

    assert expected == {sample.expected_path for sample in SAMPLES}
    assert {sample.source for sample in SAMPLES} == set(sources())


def test_a_source_and_a_file_that_is_not_taken_never_share_a_key() -> None:
    keys = [*sources(), *(one.key for one in known())]

    assert len(keys) == len(set(keys))


def test_each_table_is_filled_by_a_sample() -> None:
    filled = {table for sample in SAMPLES for table in sample.expected["tables"]}

    assert filled == set(TABLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_a_sample_is_claimed_by_its_source_and_gives_the_expected(
    sample: Sample, desk: Desk
) -> None:
    expected = sample.expected

    outcome = desk.sample(sample)

    read = outcome.reading
    assert outcome.source == sample.source
    assert outcome.tables == with_people(expected["tables"])
    assert [shown(problem) for problem in read.problems] == expected["problems"]
    counted = (read.row_count, read.rows_read, read.set_aside)
    assert counted == tuple(expected[key] for key in ("row_count", "rows_read", "set_aside"))


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_reading_again_gives_the_same(sample: Sample, desk: Desk) -> None:
    assert desk.sample(sample) == desk.sample(sample)


@pytest.mark.parametrize("sample", TABULAR, ids=named)
def test_columns_may_stand_in_any_order(sample: Sample, desk: Desk) -> None:
    head, rows = sample.grid[: sample.above_header], sample.grid[sample.above_header :]
    order = list(range(len(rows[0])))
    random.Random(sample.key).shuffle(order)

    shuffled = [*head, *([row[i] for i in order] for row in rows)]
    moved = desk.sample(sample, written(shuffled).encode())

    assert moved.tables == desk.sample(sample).tables


def respelled(sample: Sample) -> dict[str, bytes]:
    """Write a sample as other programs would save it."""
    text, rows = sample.text, sample.grid
    files = {
        "utf-16": text.encode("utf-16"),
        "utf-16-le without a mark": text.encode("utf-16-le"),
        "utf-8 without a mark": text.encode(),
        "lines ending as in Windows": text.replace("\r\n", "\n").replace("\n", "\r\n").encode(),
    }
    if not sources()[sample.source].rows:
        files["lines ending as on old Macs"] = written(rows).replace("\r\n", "\r").encode()
        files |= {mark: written(rows, mark).encode() for mark in (";", "\t", "|")}
    western = not set(text) - set(map(chr, range(256)))
    return files | ({"latin-1": text.encode("latin-1")} if western else {})


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.is_comma_separated], ids=named)
def test_encoding_separator_and_line_ends_change_nothing(sample: Sample, desk: Desk) -> None:
    expected = desk.sample(sample)

    for spelling, content in respelled(sample).items():
        outcome = desk.sample(sample, content)

        assert unbroken(outcome) == unbroken(expected), spelling
        assert outcome.reading.row_count == expected.reading.row_count, spelling


def unbroken(outcome: Outcome) -> dict[str, list[str]]:
    """Give the rows with the line ends inside cells all alike; a line end in a cell moves none."""
    return {
        table: [row.replace("\\r\\n", "\\n").replace("\\r", "\\n") for row in rows]
        for table, rows in outcome.values().items()
    }


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.is_comma_separated], ids=named)
def test_a_workbook_gives_the_same_rows(sample: Sample, desk: Desk) -> None:
    out, book = io.BytesIO(), Workbook()
    for row in sample.grid:
        book.active.append(row)
    book.save(out)

    outcome = desk.sample(sample, out.getvalue(), ".xlsx")

    assert outcome.tables == desk.sample(sample).tables
    assert outcome.accounted


@pytest.mark.parametrize("sample", [s for s in SAMPLES if "json" in s.path.suffix], ids=named)
def test_records_may_hold_their_fields_in_any_order(sample: Sample, desk: Desk) -> None:
    text = sample.path.read_text(encoding="utf-8")
    documents = [text] if sample.path.suffix == ".json" else text.splitlines()

    turned = "\n".join(json.dumps(upside_down(json.loads(one))) for one in documents)

    assert desk.sample(sample, turned.encode()).tables == desk.sample(sample).tables


def upside_down(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: upside_down(value[key]) for key in reversed(value)}
    return [upside_down(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("sample", [one for one in TABULAR if one.above_header == 0], ids=named)
def test_what_an_original_without_people_keeps_is_read_alike(sample: Sample, desk: Desk) -> None:
    rows = sample.grid
    keepers = sources()[sample.source].keepers(Headers(rows[0]))

    for row in rows[1:]:
        for place in keepers:
            row[place : place + 1] = [keepers[place](cell) for cell in row[place : place + 1]]

    assert desk.sample(sample, written(rows).encode()).tables == desk.sample(sample).tables
