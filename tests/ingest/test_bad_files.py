"""Every broken file gives problems with a remedy, or a clear refusal; rows are never lost."""

import io
import os
import resource
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from clipworth.ingest.archives import MOST_MEMBERS
from clipworth.model.problems import Severity
from clipworth.model.receipts import Reading
from workspaces import Brand, said, zipped

ADS = (
    "By Day,Campaign name,Campaign ID,Cost,Impressions,Currency\n"
    "2026-10-01,Herbst,1790000000000000001,12.50,1203,EUR\n"
    "2026-10-02,Herbst,1790000000000000001,8.25,845,EUR\n"
)
SPENT = "select day, spend, impressions from ad_day order by day"
TWO_DAYS = [(date(2026, 10, 1), "12.500000", 1203), (date(2026, 10, 2), "8.250000", 845)]


def spent(brand: Brand) -> list[tuple[date, str, int]]:
    return [(day, str(spend), shown) for day, spend, shown in brand.rows(SPENT)]


def whole(read: Reading) -> tuple[int, int]:
    """Give rows read and set aside, having seen that they are all rows of the file."""
    assert read.rows_read + read.set_aside == read.row_count
    return read.rows_read, read.set_aside


RECODED = {
    "utf-8 with a mark": ADS.encode("utf-8-sig"),
    "utf-16": ADS.encode("utf-16"),
    "utf-16 le without a mark": ADS.encode("utf-16-le"),
    "utf-16 be with a mark": b"\xfe\xff" + ADS.encode("utf-16-be"),
    "utf-16 be without a mark": ADS.encode("utf-16-be"),
    "latin-1": ADS.replace("Herbst", "Mädchen").encode("latin-1"),
    "semicolons": ADS.replace(",", ";").encode(),
    "tabs": ADS.replace(",", "\t").encode(),
    "decimal commas": ADS.replace(",", ";").replace(".", ",").encode(),
    "decimal commas and thousands": ADS.replace(",", ";")
    .replace(".", ",")
    .replace("1203", "1.203")
    .encode(),
    "commas in quotes": ADS.replace("12.50", '"12,50"').replace("8.25", '"8,25"').encode(),
    "carriage returns alone": ADS.replace("\n", "\r").encode(),
    "windows line ends": ADS.replace("\n", "\r\n").encode(),
    "empty lines": ("\n" + ADS.replace("\n", "\n\n")).encode(),
    "no last line end": ADS.strip().encode(),
    "a column more": ADS.replace("Currency", "Currency,CTR").replace("EUR", "EUR,0.7%").encode(),
}


@pytest.mark.parametrize("content", RECODED.values(), ids=RECODED.keys())
def test_a_sound_table_is_read_in_whatever_form_it_comes(brand: Brand, content: bytes) -> None:
    read = brand.bring("ads.csv", content)

    assert whole(read) == (2, 0)
    assert spent(brand) == TWO_DAYS
    assert said(read.problems) == []


def test_a_comma_file_with_decimal_commas_reads_its_thousands_by_them(brand: Brand) -> None:
    text = ADS.replace("12.50", '"1.012,50"').replace("8.25", '"8,25"').replace("1203", "1.203")
    read = brand.bring("ads.csv", text)

    assert whole(read) == (2, 0)
    assert spent(brand)[0] == (date(2026, 10, 1), "1012.500000", 1203)


def test_a_count_with_a_dot_that_nothing_explains_is_a_problem(brand: Brand) -> None:
    read = brand.bring("ads.csv", ADS.replace("1203", "1.203"))

    assert whole(read) == (2, 0)
    assert spent(brand)[0][2] is None
    assert said(read.problems) == [
        "ads.csv:2:Impressions: '1.203' is not a whole number. A count has no decimals."
    ]


DAMAGED = {
    # what was done: the row that is named, a word of it, rows read, rows set aside
    "cut off in a row": (ADS[:-20], ":3:", "has 3 cells where the header has 6", 1, 1),
    "an id from a spreadsheet": (
        ADS.replace("1790000000000000001,8", "1.79E+18,8"), ":3:Campaign ID", "lost its last", 2, 0,
    ),
    "ids that end in zeros alike": (
        ADS.replace("1790000000000000001,1", "1790000000000010000,1").replace(
            "1790000000000000001,8", "1790000000000020000,8"
        ), ":2:Campaign ID", "cut them", 2, 0,
    ),
    "an unclosed quote at the start": (
        ADS.replace("2026-10-01", '"2026-10-01'), ":2:", "never closed", 1, 1,
    ),
    "an unclosed quote in the middle": (
        ADS.replace("Herbst,1790000000000000001,12", '"Herbst,1790000000000000001,12'),
        ":2:", "never closed", 1, 1,
    ),
    "an unclosed quote at the end": (ADS + '2026-10-03,"Her', ":4:", "never closed", 2, 1),
    "a row contradicting": (
        ADS + "2026-10-02,Herbst,1790000000000000001,9.99,1,EUR\n", ":4:", "row 3", 2, 1,
    ),
    "a day that is none": (ADS.replace("2026-10-02", "2026-02-30"), ":3:By Day", "calendar", 1, 1),
    "an amount that is none": (ADS.replace("8.25", "8.2S"), ":3:Cost", "not an amount", 2, 0),
    "a scientific count": (ADS.replace(",845,", ",8.45E+2,"), ":3:Impressions", "shortened", 2, 0),
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "place", "says", "read", "aside"), DAMAGED.values(), ids=DAMAGED.keys()
)
def test_damage_is_told_at_its_row_and_column(
    brand: Brand, content: str, place: str, says: str, read: int, aside: int
) -> None:
    reading = brand.bring("ads.csv", content)

    assert whole(reading) == (read, aside)
    problems = said(reading.problems)
    assert any(place in one and says in one for one in problems), problems
    assert all(one.remedy for one in reading.problems if one.severity is not Severity.NOTE)


def test_a_row_that_is_repeated_is_taken_once(brand: Brand) -> None:
    read = brand.bring("ads.csv", ADS + ADS.splitlines()[2] + "\n")

    assert whole(read) == (2, 1)
    assert said(read.problems, Severity.NOTE) == ["ads.csv:4: repeats row 3, and was taken once."]


def test_a_file_cut_off_inside_a_letter_keeps_its_letters(brand: Brand) -> None:
    text = ADS.replace("Herbst", "Mädchen") + "2026-10-03,Mädchen"
    read = brand.bring("ads.csv", text.encode()[: -len("dchen") - 1])

    assert whole(read) == (2, 1)
    assert brand.rows("select distinct campaign from ad_day") == [("Mädchen",)]
    assert any("may have been cut off" in one for one in said(read.problems, Severity.NOTE))


REFUSED = {
    "nothing": (b"", "is empty (0 bytes)"),
    "blanks": (b" \r\n \n\t", "holds only blanks"),
    "a mark alone": (b"\xef\xbb\xbf", "holds only blanks"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "is binary"),
    "zeros in a table": (ADS.replace("Herbst", "Her\0bst").encode(), "is binary"),
    "another table": (b"Hund,Katze\n1,2\n", "no file that is known here"),
    "no table": (b"word", "no file that is known here"),
    "an old workbook that is none": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "workbook"),
    "a cut zip": (zipped({"ads.csv": ADS})[:-30], "damaged zip"),
    "a workbook without sheets": (zipped({"[Content_Types].xml": "<x/>"}), "cannot be opened"),
    "broken json": (b'{"itemList": [{"id": "7300', "is not JSON"),
    "deep json": (b"[" * 100_000, "is not JSON"),
    "json without a record": (b"[]", "holds no record"),
}


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_table_is_refused_and_said(brand: Brand, content: bytes, says: str) -> None:
    brand.bring("thing.csv", content)

    problems = brand.report.problems
    assert len(problems) == 1
    assert says in problems[0].message
    assert problems[0].remedy


def test_a_row_that_is_for_no_table_is_set_aside(brand: Brand) -> None:
    text = (
        "Name,Email,Financial Status,Total,Created at,Lineitem name,Id\n"
        "#1,,paid,5.00,2026-10-01 09:00:00 +0200,Mug,51\n,,,,,,52\n"
    )
    read = brand.bring("orders.csv", text)

    assert whole(read) == (1, 1)
    assert said(read.problems)[0].startswith("orders.csv:3: says nothing of what this file")


def test_a_header_alone_is_no_error(brand: Brand) -> None:
    read = brand.bring("ads.csv", ADS.splitlines()[0] + "\n")

    assert whole(read) == (0, 0)
    assert said(read.problems) == []
    assert "has a header and no rows" in read.problems[0].message


def test_the_first_of_two_equal_headers_is_read(brand: Brand) -> None:
    text = ADS.replace("Currency", "Currency,Cost").replace("EUR", "EUR,99")
    read = brand.bring("ads.csv", text)

    assert spent(brand) == TWO_DAYS
    assert "has the header 'cost' twice" in read.problems[0].message


def test_formulas_stay_text(brand: Brand) -> None:
    brand.bring("ads.csv", ADS.replace("Herbst", "=cmd|' /C calc'!A0"))

    assert brand.rows("select distinct campaign from ad_day") == [("=cmd|' /C calc'!A0",)]


def test_five_thousand_columns_are_read(brand: Brand) -> None:
    more = ",".join(f"Extra {number}" for number in range(5000))
    cells = "," * 5000
    lines = ADS.splitlines()
    text = "\n".join([f"{lines[0]},{more}", *[line + cells for line in lines[1:]]])

    assert whole(brand.bring("ads.csv", text)) == (2, 0)
    assert spent(brand) == TWO_DAYS


def test_a_hundred_thousand_ragged_rows_are_counted_and_not_listed(brand: Brand) -> None:
    read = brand.bring("ads.csv", ADS + "2026-10-03,x,y\n" * 100_000)

    assert whole(read) == (2, 100_000)
    assert len(read.problems) < 300
    assert any("more rows" in one.message for one in read.problems)


def test_a_hundred_thousand_rows_without_a_key_are_counted_and_not_listed(brand: Brand) -> None:
    read = brand.bring("ads.csv", ADS + ",x,1790000000000000001,1.00,5,EUR\n" * 100_000)

    assert whole(read) == (2, 100_000)
    assert len(read.problems) < 300
    assert any("99800 more rows" in one.message for one in read.problems)


ONE_LINE = """
import resource, sys
from datetime import date
from pathlib import Path
from clipworth.commands.importing import import_files
from clipworth.ingest.evidence import Given
from clipworth.ingest.workspace import Clock, Workspace
resource.setrlimit(resource.RLIMIT_DATA, (700 << 20, 700 << 20))
report = import_files(Workspace(Path(sys.argv[1])), [Path(sys.argv[2])], Given(),
    Clock(date(2026, 10, 31), "2026-10-31"), who="ana", progress=lambda _: None)
print(report.problems[0])
"""


@pytest.mark.parametrize("start", [ADS, '[{"id": "', '{"a": 1}\n{"id": "'])
def test_a_huge_line_is_refused_in_little_memory(brand: Brand, start: str) -> None:
    path = brand.file("huge.csv", start)
    with path.open("ab") as file:
        for _ in range(64):
            file.write(b"x" * (1 << 20))

    done = subprocess.run(
        [sys.executable, "-c", ONE_LINE, str(brand.workspace.folder), str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "huge.csv" in done.stdout


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


HEADER = ADS.splitlines()[0].split(",")


def test_a_workbook_has_days_as_days_and_loses_long_ids(brand: Brand) -> None:
    rows = [
        HEADER,
        [date(2026, 10, 1), "Herbst", "1790000000000000001", 12.5, 1203, "EUR"],
        [date(2026, 10, 2), "Winter", 1790000000000000001, 8.25, 845, "EUR"],
    ]
    read = brand.bring("ads.xlsx", workbook(ads=rows))

    assert whole(read) == (2, 0)
    assert spent(brand) == TWO_DAYS
    (problem,) = said(read.problems)
    assert problem.startswith("ads.xlsx:3:Campaign ID: Id '1.79000000000000E+18' lost its last")


def test_every_sheet_is_read_and_the_unknown_one_is_named(brand: Brand) -> None:
    ads = [HEADER, ["2026-10-01", "Herbst", "1790000000000000001", "12.50", "1203", "EUR"]]
    posts = [["Post ID", "Views"], ["7300000000000000001", 10]]
    other = [["Hund", "Katze"], [1, 2]]
    brand.bring("all.xlsx", workbook(Ads=ads, Posts=posts, Tiere=other))

    parts = {one.receipt.part: one.receipt.source for one in brand.report.taken}
    assert parts == {"Ads": "tiktok_ads_daily", "Posts": "posts_sheet", "Tiere": None}
    before = brand.tables()
    brand.rebuild()
    assert brand.tables() == before


def test_json_lines_name_the_lines_that_are_broken(brand: Brand) -> None:
    line = '{"Post ID": "730000000000000000%d", "Views": %d}'
    text = "\n".join([line % (1, 12), '{"Post', "", line % (2, 15)])
    read = brand.bring("posts.jsonl", text + "\n")

    assert whole(read) == (2, 1)
    (problem,) = said(read.problems)
    assert problem.startswith("posts.jsonl:2: is not JSON")
    assert brand.rows("select views, _row from post order by _row") == [(12, 1), (15, 4)]


def test_json_may_hold_halves_of_letters_and_numbers_that_are_none(brand: Brand) -> None:
    text = (
        '[{"Post ID": 7300000000000000001, "Views": NaN, "Likes": 5, "Title": "a\\ud83d\\u2028b"},'
        ' {"Post ID": "7300000000000000002", "Views": 12, "Likes": Infinity, "Title": "\\u0000"}]'
    )
    read = brand.bring("posts.json", text)

    assert whole(read) == (2, 0)
    assert brand.rows("select post_id, views, likes from post order by post_id") == [
        ("7300000000000000001", None, 5),
        ("7300000000000000002", 12, None),
    ]


def test_a_zip_in_a_zip_is_opened_and_one_deeper_is_refused(brand: Brand) -> None:
    once = zipped({"ads.csv": ADS})
    brand.bring("two.zip", zipped({"one.zip": once}))
    assert brand.report.taken[0].receipt.file == "two.zip/one.zip/ads.csv"
    assert spent(brand) == TWO_DAYS

    brand.bring("three.zip", zipped({"two.zip": zipped({"one.zip": once}), "ads.csv": ADS + "\n"}))
    assert [one.message for one in brand.report.lost] == ["is a zip in a zip in a zip."]
    assert len(brand.report.taken) == 1


def bomb(size: int) -> bytes:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("ads.csv", "w") as member,
    ):
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    return held.getvalue()


def too_small(content: bytes) -> bytes:
    """Say of a zip's only member that it unpacks to less than it does."""
    held = bytearray(content)
    directory = held.rindex(b"PK\x01\x02")
    held[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    return bytes(held)


MANY = zipped({f"{number}": "" for number in range(MOST_MEMBERS + 1)})
LARGE = bomb(64 << 20)
BOMBS = {
    "one file": LARGE,
    "one that lies": too_small(LARGE),
    "in a zip": zipped({"inner.zip": LARGE}),
    "many beside each other": zipped({f"{n}.zip": bomb(15 << 20) for n in range(4)}),
    "very many files": MANY,
    "a workbook": zipped({"[Content_Types].xml": "<x/>", "xl/a.xml": bytes(64 << 20)}),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_and_fills_no_disk(brand: Brand, content: bytes) -> None:
    largest = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40 << 20, largest[1]))
    try:
        brand.bring("bomb.zip", content)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, largest)

    messages = " ".join(one.message for one in brand.report.problems)
    assert "would unpack to" in messages or "damaged" in messages or "binary" in messages
    assert brand.rows("select 1 from ad_day") == []


def encrypted(content: bytes) -> bytes:
    """Set the mark of encryption on the first member of a zip."""
    held = bytearray(content)
    held[6] |= 1
    held[held.index(b"PK\x01\x02") + 8] |= 1
    return bytes(held)


def test_members_that_cannot_be_read_are_named_and_the_others_are_read(brand: Brand) -> None:
    noise = "".join(f"{number * 7919 % 10007}," for number in range(5000))
    content = bytearray(zipped({"a.csv": noise, "ads.csv": ADS}))
    content[2000:2040] = bytes(40)
    brand.bring("half.zip", bytes(content))

    assert "half.zip/a.csv" in [one.file for one in brand.report.lost]
    assert spent(brand) == TWO_DAYS


def test_an_encrypted_zip_is_refused(brand: Brand) -> None:
    brand.bring("locked.zip", encrypted(zipped({"ads.csv": ADS})))

    assert [str(one) for one in brand.report.lost] == [
        "locked.zip/ads.csv: is encrypted. Unpack it with its password and import that."
    ]


def test_a_member_that_would_lead_out_of_its_folder_stays_inside(brand: Brand) -> None:
    brand.bring("evil.zip", zipped({"../../../evil.csv": ADS, "/etc/evil.csv": ADS + "\n"}))

    assert spent(brand) == TWO_DAYS
    assert not list(brand.desk.parent.glob("**/evil.csv"))


def test_a_name_cannot_write_to_the_terminal(brand: Brand) -> None:
    brand.bring("odd.zip", zipped({"\x1b[31mred\n.csv": "x,y\n1,2\n"}))

    assert brand.report.taken[0].receipt.file == "odd.zip/\ufffd[31mred\ufffd.csv"


def test_links_are_followed_only_where_they_are_named(brand: Brand) -> None:
    target = brand.file("elsewhere/ads.csv", ADS)
    folder = brand.desk / "exports"
    folder.mkdir()
    for link, leads in {
        "in.csv": target,
        "nowhere.csv": "none",
        "loop": "loop",
        "up": "..",
    }.items():
        (folder / link).symlink_to(leads)

    brand.bring_paths(folder)
    assert [one.message for one in brand.report.lost] == [
        "is a link, and links in a folder are not followed."
    ] * 4

    for link in ("nowhere.csv", "loop"):
        brand.bring_paths(folder / link)
        assert brand.report.lost[0].message == "is a link to nothing."
    brand.bring_paths(folder / "in.csv")
    assert spent(brand) == TWO_DAYS


def test_pipes_and_devices_are_refused_at_once(brand: Brand) -> None:
    os.mkfifo(brand.desk / "pipe.csv")

    brand.bring_paths(brand.desk, brand.desk / "pipe.csv", Path("/dev/zero"))

    messages = [one.message for one in brand.report.lost]
    assert messages == ["is neither a file nor a folder."] * 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(brand: Brand) -> None:
    brand.file("ads.csv", ADS).chmod(0)

    brand.bring_paths(brand.desk / "ads.csv")

    assert "Permission denied" in brand.report.lost[0].message


def test_a_path_that_is_not_there_or_empty_is_said(brand: Brand) -> None:
    (brand.desk / "empty").mkdir()

    brand.bring_paths(brand.desk / "none.csv", brand.desk / "empty")

    assert [one.message for one in brand.report.lost] == [
        "does not exist.",
        "is a folder without a file.",
    ]
