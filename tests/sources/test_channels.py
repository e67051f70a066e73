"""Other networks: whose posts they are, which figure a file holds, books of several sheets."""

import io
import zipfile
from pathlib import Path

import pytest
from test_read import parse

from clipworth.sources.declare import Headers
from clipworth.sources.meta_insights.titles import network_in_name, network_of, title_of
from clipworth.sources.registry import known
from clipworth.sources.youtube_studio.cells import hours, video_id
from workspaces import Brand, brand_in, said

LINKEDIN = Path(__file__).parent / "data" / "linkedin_content.xls"
POSTS = "Post ID,Account username,Publish time,Date,Views\n"
OWN = "select account, own from channel_post order by post_id"
DAYS = "select network, account, day::VARCHAR, views from channel_day order by day"
AUDIENCE = (
    'sep=,\r\n"Instagram followers"\r\n"1,234"\r\n\r\n'
    '"Age","Women","Men"\r\n"18-24","4.2%","3.1%"\r\n"65+","--","--"\r\n\r\n'
    '"Top cities","Value"\r\n"Athens, Greece","31.4%"\r\n\r\n'
    '"Top countries","Value"\r\n"Greece","72.5%"\r\n'
)


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    """Give an empty workspace, and a desk to put files on."""
    return brand_in(tmp_path, brand="Kaffee", currency="EUR", accounts=("kaffee", "kaffee.de"))


def posts(*accounts: str) -> str:
    """Write an export with a post of each of these accounts."""
    rows = [
        f"1801234567890123{n},{one},09/13/2026 18:05,Lifetime,5" for n, one in enumerate(accounts)
    ]
    return POSTS + "\n".join(rows) + "\n"


def daily(title: str, *rows: str) -> bytes:
    """Write an export of one figure by day."""
    lines = ["sep=,", f'"{title}"', '"Date","Primary"', *rows, ""]
    return "\r\n".join(lines).encode("utf-16")


def test_posts_of_the_account_named_most_often_are_the_brands(brand: Brand) -> None:
    read = brand.bring("instagram.csv", posts("kaffee_", "kaffee_", "friend"))

    assert brand.rows(OWN) == [("kaffee_", True), ("kaffee_", True), ("friend", False)]
    assert [(one.row, one.severity) for one in read.problems] == [(4, "note")]


def test_the_account_that_was_named_outdoes_the_one_named_most_often(brand: Brand) -> None:
    read = brand.bring("instagram.csv", posts("kaffee_", "friend", "friend"), account="kaffee_")

    assert brand.rows(OWN) == [("kaffee_", True), ("friend", False), ("friend", False)]
    assert read.problems == ()


def test_an_account_that_the_file_does_not_know_settles_nothing(brand: Brand) -> None:
    brand.bring("instagram.csv", posts("kaffee_", "kaffee_", "friend"), account="elsewhere")

    assert brand.rows(OWN) == [("kaffee_", True), ("kaffee_", True), ("friend", False)]


def test_whose_posts_they_are_stays_unknown_in_a_tie(brand: Brand) -> None:
    read = brand.bring("instagram.csv", posts("kaffee_", "friend"))

    assert brand.rows(OWN) == [("kaffee_", None), ("friend", None)]
    assert len(said(read.problems)) == 2


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("09/08/2026", "10/08/2026"), ["2026-09-08", "2026-10-08"]),
        (("09/08/2026 10:00", "10/31/2026 09:00"), ["2026-09-08", "2026-10-31"]),
        (("09/08/2026", "31/10/2026"), ["2026-08-09", "2026-10-31"]),
    ],
)
def test_the_month_stands_first_unless_the_file_shows_not(
    brand: Brand, days: tuple[str, str], found: list[str]
) -> None:
    rows = [f"1801234567890123{n},kaffee_,{day},Lifetime,5" for n, day in enumerate(days)]

    brand.bring("instagram.csv", POSTS + "\n".join(rows) + "\n")

    assert brand.rows("select posted_day::VARCHAR from channel_post order by all") == [
        (day,) for day in found
    ]


def test_a_title_without_a_network_takes_it_from_the_folder_and_says_so(brand: Brand) -> None:
    brand.file("exports/instagram/Views.csv", daily("Views", '"2026-09-01T00:00:00","12"'))

    report = brand.bring_paths(brand.desk / "exports", account="kaffee")

    assert brand.rows(DAYS) == [("instagram", "kaffee", "2026-09-01", 12)]
    assert "The network is instagram, by the name of the file." in [
        one.message for taken in report.taken for one in taken.reading.problems
    ]


def test_a_title_without_any_network_is_refused_until_the_name_tells(brand: Brand) -> None:
    content = daily("Views", '"2026-09-01T00:00:00","12"')

    refused = brand.bring("Views.csv", content, account="kaffee")
    taken = brand.bring("Facebook Views.csv", content, account="kaffee")

    assert (refused.set_aside, taken.rows_read) == (1, 1)
    assert "'Instagram Views.csv'" in said(refused.problems)[0]
    assert brand.rows(DAYS) == [("facebook", "kaffee", "2026-09-01", 12)]


def test_a_title_that_is_not_known_is_refused(brand: Brand) -> None:
    read = brand.bring("a.csv", daily("Instagram Reichweite", '"2026-09-01","1"'), account="kaffee")

    assert read.set_aside == 1
    assert "English" in said(read.problems)[0]


def test_days_that_are_not_in_the_file_are_unknown(brand: Brand) -> None:
    rows = ('"2026-09-01T00:00:00","12"', '"2026-09-03T00:00:00","0"')
    brand.bring("Instagram views.csv", daily("Views", *rows), account="kaffee")

    assert [(day, views) for _, _, day, views in brand.rows(DAYS)] == [
        ("2026-09-01", 12),
        ("2026-09-03", 0),
    ]


def test_figures_of_several_files_come_together_by_day(brand: Brand) -> None:
    for title, count in (("Instagram views", 12), ("Instagram follows", 3)):
        row = f'"2026-09-01T00:00:00","{count}"'
        brand.bring(f"{title}.csv", daily(title, row), account="kaffee")

    assert brand.rows("select views, new_followers from channel_day") == [(12, 3)]


@pytest.mark.parametrize(
    ("lines", "title", "network"),
    [
        ([["sep=,"], ["Instagram follows"]], "follows", "instagram"),
        ([["sep=", ""], ["Views", ""]], "views", None),
        ([["Facebook and Instagram views"]], "and  views", None),
        ([], "", None),
    ],
)
def test_the_lines_above_say_figure_and_network(
    lines: list[list[str]], title: str, network: str | None
) -> None:
    assert title_of(lines) == title
    assert network_of(lines) == network


def test_the_nearest_folder_names_the_network() -> None:
    assert network_in_name("facebook/old/Instagram_2026/Views.csv") == "instagram"
    assert network_in_name("facebookads/Views.csv") is None


@pytest.mark.parametrize("text", [AUDIENCE, AUDIENCE.replace("\r\n\r\n", "\r\n")])
def test_an_audience_file_gives_every_block(brand: Brand, text: str) -> None:
    path = brand.file("Audience.csv", text.encode("utf-16"))

    report = brand.bring_paths(path, account="kaffee", exported_on="2026-10-10")

    assert brand.rows(
        "select network, split, part, share from channel_audience where share is not null"
        " order by share"
    ) == [
        ("instagram", "gender and age", "men 18-24", 0.031),
        ("instagram", "gender and age", "women 18-24", 0.042),
        ("instagram", "city", "Athens, Greece", 0.314),
        ("instagram", "country", "Greece", 0.725),
    ]
    wrong = [one for taken in report.taken for one in said(taken.reading.problems)]
    assert [one.split(": ")[0] for one in wrong] == ["Audience.csv:3"]


def test_an_audience_file_read_again_gives_the_same(brand: Brand) -> None:
    path = brand.file("Audience.csv", AUDIENCE.encode("utf-16"))
    brand.bring_paths(path, account="kaffee", exported_on="2026-10-10")
    before = brand.tables()

    for kept in (*brand.workspace.rows.iterdir(), brand.workspace.published):
        kept.unlink()
    brand.rebuild()

    assert brand.tables() == before


def test_rows_of_an_audience_keep_their_numbers(brand: Brand) -> None:
    path = brand.file("Audience.csv", AUDIENCE.replace("31.4%", "3l.4%").encode("utf-16"))

    report = brand.bring_paths(path, account="kaffee", exported_on="2026-10-10")

    wrong = [one for taken in report.taken for one in said(taken.reading.problems)]
    assert any(one.startswith("Audience.csv[Top cities]:10:Value: '3l.4'") for one in wrong)


def ods(sheets: dict[str, list[list[str]]]) -> bytes:
    """Write an OpenDocument workbook of text cells."""
    body = "".join(
        f'<table:table table:name="{title}">'
        + "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
                "</table:table-cell>"
                for cell in row
            )
            + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for title, rows in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return held.getvalue()


ODS = ods(
    {
        "Metrics": [
            ["Figures by day."],
            ["Date", "Impressions (organic)", "Unique impressions (organic)"],
            ["09/01/2026", "410", "288"],
            ["09/02/2026", "377", "251"],
        ],
        "All posts": [
            ["Figures by post."],
            ["Post title", "Post link", "Posted by", "Created date", "Impressions"],
            ["We roast", "https://l.example/urn:li:activity:7300000000000000001",
             "Ana Invented", "09/14/2026", "1840"],
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"),
    [("linkedin.xls", LINKEDIN.read_bytes()), ("linkedin.ods", ODS)],
    ids=["xls", "ods"],
)
def test_a_workbook_of_linkedin_gives_days_and_posts_and_no_people(
    brand: Brand, name: str, content: bytes
) -> None:
    report = brand.bring_paths(brand.file(name, content), account="kaffee")

    assert [said(taken.reading.problems) for taken in report.taken] == [[], []]
    assert brand.rows("select day::VARCHAR, impressions from channel_day order by day") == [
        ("2026-09-01", 410),
        ("2026-09-02", 377),
    ]
    assert brand.rows("select post_id, posted_day::VARCHAR, impressions from channel_post") == [
        ("urn:li:activity:7300000000000000001", "2026-09-14", 1840)
    ]
    assert brand.files_with("Ana Invented") == []


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        (["Date", "Content", "Video title", "Video publish time", "Views"], "youtube_chart"),
        (["Datum", "Videos", "Video\u00adtitel", "Dauer", "Aufrufe"], "youtube_chart"),
        (["Date", "Views"], "youtube_totals"),
        (["Datum", "Aufrufe", ""], "youtube_totals"),
        (["Date", "Views", "Region"], None),
    ],
)
def test_what_draws_a_chart_is_recognised(headers: list[str], key: str | None) -> None:
    claims = [one.key for one in known() if one.claims(Headers(headers))]

    assert claims == ([key] if key else [])


def test_a_zip_of_youtube_says_its_period_by_its_name(brand: Brand) -> None:
    table = (
        "Content,Video title,Video publish time,Views\nTotal,,,12\n"
        'a1B2c3D4e5F,New,"Sep 20, 2026",7\nQ1w2E3r4T5y,Old,"Jun 2, 2024",5\n'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("Table data.csv", table)
        archive.writestr("Totals.csv", "Date,Views\n2026-09-20,7\n")

    brand.bring_paths(brand.file("Content 2026-09-01_2026-10-09 Kaffee.zip", held.getvalue()))

    assert brand.rows("select title, views from channel_post order by title") == [
        ("New", 7),
        ("Old", None),
    ]


def test_ids_of_videos() -> None:
    cells = ("a1B2c3D4e5F", "-x_Y9z8W7vU", "https://youtu.be/a1B2c3D4e5F?si=1", "", "#NAME?", "Sum")

    found = parse(video_id, *cells)

    assert found == ["a1B2c3D4e5F", "-x_Y9z8W7vU", "a1B2c3D4e5F", None, "refused", "refused"]


def test_hours_become_seconds() -> None:
    assert parse(hours, "1.5", "0", "--", "0.25") == [5400.0, 0.0, None, 900.0]
    assert parse(hours, "1,5", "0,25") == [5400.0, 900.0]
    assert parse(hours, "1:30") == ["refused"]
