"""Damaged files: cut off, ruined cell by cell. Every row is read or set aside, and said so."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from clipworth.sources.declare import plain
from clipworth.sources.registry import sources
from exports import Desk, Outcome, Sample, samples

SAMPLES = samples()
CUTS = (0.03, 0.45, 0.7, 0.93)
GARBAGE = "n0n$ense of any kind"
RUINS = (GARBAGE, "=cmd|' /C calc'!A0", 'say "hi", twice', "", "9" * 30, "7.67E+18")
# Cells of which nothing has to make sense.
FREE = {
    ("shopify_orders_export", "Note Attributes"),
    # Any other note is no answer to the question how somebody heard of the brand.
    ("square_items", "Notes"),
    ("square_transactions", "Tender Note"),
    ("toast_checks", "Reason of Discount"),
    # An order that did not come from the till may have been shipped for money.
    ("square_transactions", "Source"),
    ("toast_orders", "Order Source"),
    # A stage of one's own name does not say how it ended.
    ("hubspot_deals", "Deal Stage"),
    ("salesforce_opportunities", "StageName"),
    # A kind that is not known is no order's and no payment for ads.
    ("tiktok_shop_settlements", "Type"),
}
MOST_PLACES = 6
# What these fields say depends on other rows of the file by design.
SHARED = {
    # Whose posts are the brand's is told by how many there are of each account.
    "instagram_content": ("own",),
    # Two equal lines of the sheet are two costs, so they are counted.
    "costs_sheet": ("entry",),
    # Answers that are equal are counted too, where they have no id.
    "till_counts_sheet": ("entry",),
    "till_sheet": ("entry",),
    "survey_counts_sheet": ("entry",),
    "survey_sheet": ("entry",),
    # An order's id stands on its first row, and its lines are counted.
    "shopify_orders_export": ("order_id", "line"),
    # Lines of a sale are counted, as Square numbers none.
    "square_items": ("line", "entry"),
    # An order stands on the first of its rows, and the lines of a SKU in it are counted.
    "tiktok_shop_orders": ("_row", "line"),
    # Only advertiser rows name their account, and lend it to the others.
    "tiktok_report_records": ("ad_account",),
    # The last zeros of the running day have not come yet.
    "tiktok_studio_follower_activity": ("active_followers",),
}


def named(sample: Sample) -> str:
    return sample.key


def cut_short(sample: Sample) -> Iterator[bytes]:
    content = sample.path.read_bytes()
    for share in CUTS:
        yield content[: max(int(len(content) * share), 1)]
    yield content[:-1]
    # In the middle of a letter, where there is one of several bytes.
    wide = next((place for place, byte in enumerate(content[3:], 3) if byte > 0x7F), None)
    if wide is not None:
        yield content[: wide + 1]


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_a_file_cut_off_anywhere_gives_sound_rows_or_problems(sample: Sample, desk: Desk) -> None:
    whole = desk.sample(sample)

    for content in cut_short(sample):
        outcome = desk.sample(sample, content)

        assert outcome.accounted
        assert outcome.reading.row_count <= whole.reading.row_count + 2
        if outcome.source is None:
            assert outcome.reading.problems, "a refusal says why"
        assert not changed_rows(whole, outcome, but_for=last_row(outcome))


def last_row(outcome: Outcome) -> set[str]:
    """Give the last row that was read: what is left of its last cell may be a cell too."""
    numbers = [int(row["_row"]) for rows in outcome.tables.values() for row in rows]
    return {str(max(numbers))} if numbers else set()


def changed_rows(before: Outcome, after: Outcome, *, but_for: set[str]) -> list[dict[str, str]]:
    """Give the rows of the damaged file that the sound one did not hold."""
    source = before.source or ""
    found = []
    for table, rows in after.tables.items():
        known = {hashable(row, source) for row in before.tables.get(table, [])}
        found += [
            row for row in rows if row["_row"] not in but_for and hashable(row, source) not in known
        ]
    return found


def hashable(row: dict[str, str], source: str) -> frozenset[tuple[str, str]]:
    return frozenset(bare(row, source).items())


def bare(row: dict[str, str], source: str) -> dict[str, str]:
    return {key: value for key, value in row.items() if key not in SHARED.get(source, ())}


@dataclass(frozen=True)
class Ruined:
    """A sample with cells of one column written over. ruins: what stands there now, by row."""

    rows: list[list[str]]
    column: str
    ruins: dict[int, str]

    @property
    def content(self) -> bytes:
        """The file."""
        out = io.StringIO()
        csv.writer(out).writerows(self.rows)
        return out.getvalue().encode()

    @property
    def numbers(self) -> set[str]:
        """The rows that were harmed."""
        return {str(number) for number in self.ruins}


def ruined(sample: Sample) -> Iterator[Ruined]:
    """Ruin every cell that is read in turn, and a cell of some columns that are not.

    Every second row is left as it was, to be compared.
    """
    rows, top = sample.grid, sample.above_header
    read = {plain(header) for one in sources()[sample.source].columns for header in one.headers}
    for column, header in enumerate(rows[top]):
        passes = (1, 2) if plain(header) in read else (1,) if column % 10 == 0 else ()
        for first in passes:
            copy, ruins = [list(cells) for cells in rows], {}
            for row in range(top + first, len(rows), 2):
                copy[row][column] = ruins[row + 1] = RUINS[(column + row) % len(RUINS)]
            yield Ruined(copy, header.strip(), ruins)


RUINABLE = [
    s for s in SAMPLES
    if s.is_comma_separated and s.key == s.source and not sources()[s.source].rows
]  # fmt: skip


@pytest.mark.parametrize("sample", RUINABLE, ids=named)
def test_a_ruined_cell_harms_its_own_row_only_and_is_named(sample: Sample, desk: Desk) -> None:
    whole = desk.sample(sample)

    for case in ruined(sample):
        outcome = desk.sample(sample, case.content)

        where = f"{case.column} became {case.ruins}"
        assert outcome.source == whole.source, where
        assert outcome.accounted, where
        assert outcome.reading.row_count == whole.reading.row_count, where
        assert numbers(whole) - numbers(outcome) <= case.numbers, where
        assert not changed_rows(whole, outcome, but_for=case.numbers), where
        assert lost(whole, outcome, case) <= named_rows(outcome, case), where


def numbers(outcome: Outcome) -> set[str]:
    return {row["_row"] for rows in outcome.tables.values() for row in rows}


def lost(whole: Outcome, outcome: Outcome, case: Ruined) -> set[int]:
    """Give the rows that know less than they did, beyond what an empty cell takes away."""
    if (whole.source, case.column) in FREE:
        return set()
    found, source = set(), whole.source or ""
    for table, rows in whole.tables.items():
        after: dict[str, set[str]] = {}  # a row of the file may become several of a table
        for row in outcome.tables.get(table, []):
            after.setdefault(row["_row"], set()).update(row)
        for row in rows:
            if set(bare(row, source)) - after.get(row["_row"], set()):
                found.add(int(row["_row"]))
    return {number for number in found if case.ruins.get(number) != ""}


def named_rows(outcome: Outcome, case: Ruined) -> set[int | None]:
    problems = outcome.reading.problems
    return {problem.row for problem in problems if problem.column in (case.column, None)}


@pytest.mark.parametrize("sample", RUINABLE, ids=named)
def test_a_nul_in_a_cell_refuses_the_file_or_harms_its_row_only(sample: Sample, desk: Desk) -> None:
    rows = sample.grid
    rows[-1][0] = "with\0nul"
    whole = desk.sample(sample)

    outcome = desk.sample(sample, Ruined(rows, "", {}).content)

    assert outcome.accounted
    assert outcome.tables or outcome.reading.problems
    assert not changed_rows(whole, outcome, but_for={str(len(rows))})


QUOTABLE = [s for s in SAMPLES if s.is_comma_separated and s.key == s.source]


@pytest.mark.parametrize("sample", QUOTABLE, ids=named)
def test_a_stray_quote_loses_no_row_silently(sample: Sample, desk: Desk) -> None:
    text = sample.text
    whole = desk.sample(sample)
    start = 0
    for _ in range(sample.above_header + 1):
        start = text.find("\n", start) + 1
    places = range(start, len(text), max((len(text) - start) // MOST_PLACES, 1)) if start else ()

    for place in places:
        outcome = desk.sample(sample, (text[:place] + '"' + text[place:]).encode())

        assert outcome.accounted
        assert outcome.reading.row_count >= whole.reading.row_count - 1
        fewer = outcome.reading.rows_read < whole.reading.rows_read
        assert outcome.reading.set_aside or not fewer


@pytest.mark.parametrize("sample", [s for s in SAMPLES if "json" in s.path.suffix], ids=named)
def test_a_ruined_value_of_a_record_is_no_crash(sample: Sample, desk: Desk) -> None:
    text = sample.path.read_text(encoding="utf-8")
    whole = desk.sample(sample)

    for sound in ('"spend": "', '"stats": ', '"playcount": ', '"createTime": ', '"ad_id": '):
        for ruin in ('"n0nsense"', "null", "[1, {}]", "{}", "9" * 40, "1e400", '"\\ud800"'):
            if sound not in text:
                continue
            start = text.index(sound) + len(sound.rstrip('"'))
            end = min(p for mark in ",}" if (p := text.find(mark, start)) > 0)
            outcome = desk.sample(sample, (text[:start] + ruin + text[end:]).encode())

            assert outcome.accounted
            assert outcome.reading.row_count in (0, whole.reading.row_count)
