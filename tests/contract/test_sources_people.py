"""No personal cell of any sample stands in clear anywhere in a workspace, nor after `forget`."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipworth.commands.forgetting import forget
from clipworth.commands.importing import import_files
from clipworth.commands.starting import init
from clipworth.ingest.opening import opened
from clipworth.ingest.probe import probe
from clipworth.ingest.recognise import Recognised, recognise
from clipworth.ingest.records import RecordTable
from clipworth.ingest.text_tables import TextTable
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.sources.read import is_unknown
from exports import TODAY, Sample, samples

CLOCK = Clock(TODAY, "2026-10-31T12:00:00Z")
# Shorter ones stand in dates, hashes and compressed bytes by chance.
LEAST = 5
# The brand, which answers comments itself and stands in the links of its own posts.
BRAND = "brewbrand"
# A field of records that says who: `"user_id": "x"`.
FIELD = re.compile(rb'"(?:user_id|email|phone|nickname|unique_id)"\s*:\s*"([^"]+)"')


def personal_values(sample: Sample) -> Iterator[str]:
    """Give what stands in the personal cells of a sample, columns kept in part left out."""
    tables = opened(sample.file, probe(sample.path))
    assert isinstance(tables, list)
    for table in tables:
        found = recognise(sample.file, table.heads(), {}, sample.given.source)
        if not isinstance(found, Recognised):
            continue
        if isinstance(table, RecordTable):
            if found.source.personal_headers(found.headers):
                yield from (one.decode() for one in FIELD.findall(sample.path.read_bytes()))
            continue
        whole = set(found.source.personal_headers(found.headers)) - set(
            found.source.keepers(found.headers)
        )
        width = len(found.headers.cells)
        for row in table.rows(width, found.header_row, found.delimiter, found.source.rows):
            if not row.problem:
                yield from (row.cells[place] for place in whole)


def people() -> dict[str, tuple[Sample, set[str]]]:
    """Give the samples that hold personal cells, with what those say."""
    held = {}
    for sample in samples():
        values = {one.strip().lstrip("'") for one in personal_values(sample)}
        said = {one for one in values if len(one) >= LEAST and not is_unknown(one)} - {BRAND}
        if said:
            held[sample.file] = (sample, said)
    return held


PEOPLE = people()


def standing_in_clear(workspace: Workspace, values: set[str]) -> list[tuple[str, str]]:
    """Search every byte of every file, and every file's name."""
    found = []
    for path in sorted(workspace.folder.rglob("*")):
        content = path.read_bytes().lower() if path.is_file() else b""
        content += path.name.lower().encode()
        found += [
            (path.relative_to(workspace.folder).as_posix(), value)
            for value in values
            if value.lower().encode() in content or value.lower().encode("utf-16-le") in content
        ]
    return found


def filled(folder: Path, mode: str, file: str) -> Workspace:
    workspace = init(folder / "brand")
    config = workspace.config
    config.write_text(config.read_text().replace('originals = "redact"', f'originals = "{mode}"'))
    sample, _ = PEOPLE[file]
    path = folder / sample.file
    path.write_bytes(sample.path.read_bytes())
    report = import_files(workspace, [path], sample.given, CLOCK, who="a", progress=lambda _: None)
    assert {one.receipt.privacy for one in report.taken} == {
        "redacted" if mode == "redact" else "encrypted"
    }
    return workspace


CSV = [file for file in PEOPLE if file.lower().endswith(".csv")]


def with_leaks(sample: Sample, path: Path) -> None:
    """Write a sample with a column that no list knows, filled in every row."""
    tables = opened(sample.file, probe(sample.path))
    assert isinstance(tables, list)
    [table] = tables
    found = recognise(sample.file, table.heads(), {}, sample.given.source)
    assert isinstance(found, Recognised)
    assert isinstance(table, TextTable)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=found.delimiter)
        top = table.top(found.header_row, found.delimiter)
        writer.writerows(top[:-1])
        writer.writerow([*top[-1], "Plug-in Field"])
        width = len(found.headers.cells)
        for row in table.rows(width, found.header_row, found.delimiter, found.source.rows):
            if not row.problem:
                writer.writerow([*row.cells, "LEAK-4711"])


@pytest.mark.parametrize("file", CSV)
def test_a_column_that_no_list_knows_stands_nowhere(tmp_path: Path, file: str) -> None:
    sample, _ = PEOPLE[file]
    workspace = init(tmp_path / "brand")
    path = tmp_path / sample.file
    with_leaks(sample, path)

    report = import_files(workspace, [path], sample.given, CLOCK, who="a", progress=lambda _: None)

    assert standing_in_clear(workspace, {"LEAK-4711"}) == []
    assert ["Plug-in Field" in one.receipt.redacted for one in report.taken] == [True]
    assert sum(one.reading.rows_read for one in report.taken) > 0


def test_there_are_samples_with_people() -> None:
    sources = {sample.source for sample, _ in PEOPLE.values()}

    assert {"shopify_orders_export", "tiktok_shop_orders", "survey_sheet"} <= sources


@pytest.mark.parametrize("mode", ["redact", "encrypt"])
@pytest.mark.parametrize("file", PEOPLE)
def test_no_personal_value_stands_in_the_workspace(tmp_path: Path, mode: str, file: str) -> None:
    workspace = filled(tmp_path, mode, file)
    values = PEOPLE[file][1]

    assert standing_in_clear(workspace, values) == []

    forget(workspace, sorted(values)[0], CLOCK, who="a", progress=lambda _: None)
    assert standing_in_clear(workspace, values) == []
