"""GA4: links without people, several tables in one report, words of other languages."""

from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipworth.model.problems import Severity
from clipworth.sources.ga4_reports import period_of, property_of
from clipworth.sources.links import in_query, keep_link, keep_query, link, page
from workspaces import Brand, brand_in, said

SCHEMES = ("", "https://", "http://", "android-app://")
PARTS = (
    *("ana@", "shop.example", "/", "/mug", "/a%40b.example", "?", "&", "#", ":", "é"),
    *("utm_source=tiktok", "ttclid=E.1", "tt_adid=5", "email=ana@b.example"),
)
LINKS = st.builds(
    lambda scheme, parts: scheme + "".join(parts),
    st.sampled_from(SCHEMES),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=9),
)


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    """Give an engine."""
    return duckdb.connect()


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    """Give an empty workspace."""
    return brand_in(tmp_path, brand="Kaffee", currency="EUR", accounts=("kaffee",))


def ask(engine: duckdb.DuckDBPyConnection, sql: str, cell: str) -> object:
    found = engine.execute(f"select {sql} from (select $1 as cell)", [cell]).fetchone()
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://shop.example/mug?a=1#top", "shop.example/mug"),
        ("http://shop.example", "shop.example"),
        ("shop.example/r?to=https://other.example/", "shop.example/r"),
        ("android-app://com.zhiliaoapp.musically/", "com.zhiliaoapp.musically/"),
        ("https://ana:secret@shop.example/mug", "shop.example/mug"),
        ("https://shop.example/of/ana@mail.example/x", "shop.example/of/(somebody)/x"),
        ("https://shop.example/of/ana%40mail.example", "shop.example/of/(somebody)"),
        ("https://www.tiktok.com/@brand/video/7", "www.tiktok.com/@brand/video/7"),
        ("?x=1", None),
    ],
)
def test_of_a_link_host_and_path_are_stored(
    engine: duckdb.DuckDBPyConnection, address: str, shown: str | None
) -> None:
    assert ask(engine, page("cell"), address) == shown


def test_a_parameter_is_found_by_its_whole_name(engine: duckdb.DuckDBPyConnection) -> None:
    found = in_query("cell", "ttclid")

    assert ask(engine, found, "https://a.example/?x=1&ttclid=E.C&y=2") == "E.C"
    assert ask(engine, found, "https://a.example/?ttclid=E.C#top") == "E.C"
    assert ask(engine, found, "https://a.example/?nottclid=E.C") is None
    assert ask(engine, found, "https://a.example/?ttclid=") is None


def test_of_a_query_only_what_tells_of_campaigns_is_kept() -> None:
    address = "https://ana@shop.example/x?email=a%40b.example&utm_source=tiktok&ttclid=E.1&id=7#a"

    assert keep_link(address) == "shop.example/x?utm_source=tiktok&ttclid=E.1"
    assert keep_link("https://shop.example/x?id=7") == "shop.example/x"
    assert keep_query("?id=7&utm_source=tiktok") == "utm_source=tiktok"


@given(address=LINKS)
def test_the_engine_keeps_of_a_link_what_python_keeps(
    engine: duckdb.DuckDBPyConnection, address: str
) -> None:
    assert ask(engine, link.kept.format(c="cell"), address) == keep_link(address)


@given(address=LINKS)
def test_what_is_kept_of_a_link_tells_the_same_page(
    engine: duckdb.DuckDBPyConnection, address: str
) -> None:
    assert ask(engine, page("cell"), keep_link(address)) == ask(engine, page("cell"), address)


SNAPSHOT = """\
# ----------------------------------------
# Reports snapshot
# Account: Kaffee
# Property: Shop, web
# ----------------------------------------

# Start date: 20260801
# End date: 20260831
Nth day,Active users,New users
0000,100,80
0001,90,60

# All Users
# Start date: 20260801
# End date: 20260831
Session primary channel group (Default Channel Group),Sessions,Key events
,300,9
Paid Social,200,5
#other,100,4

# Start date: 20260801
# End date: 20260831
Weather,Sessions
sun,5
"""
TOTALS = (
    "select property, split, part, from_day::VARCHAR, until_day::VARCHAR, sessions, users"
    " from web_total order by all"
)


def test_each_table_of_a_report_is_a_part_of_its_file(brand: Brand) -> None:
    brand.bring("report.csv", SNAPSHOT)

    taken = brand.report.taken
    assert [(one.receipt.part, one.receipt.source) for one in taken] == [
        ("1", "ga4_reports_series"),
        ("2", "ga4_reports"),
        ("3", None),
    ]
    assert brand.rows(TOTALS) == [
        ("Shop, web", "all", "", "2026-08-01", "2026-08-02", None, 100),
        ("Shop, web", "all", "", "2026-08-02", "2026-08-03", None, 90),
        ("Shop, web", "session channel group", "#other", "2026-08-01", "2026-09-01", 100, None),
        (
            "Shop, web",
            "session channel group",
            "Paid Social",
            "2026-08-01",
            "2026-09-01",
            200,
            None,
        ),
    ]
    (total,) = taken[1].reading.problems
    assert str(total) == (
        "report.csv[2]:17:Session primary channel group (Default Channel Group):"
        " '' names nothing, as the total of all rows does. It was left out."
    )
    before = brand.tables()
    brand.rebuild()
    assert brand.tables() == before


GERMAN = """\
# Property: Laden
# Alle Nutzer
# Startdatum: 20260801
# Enddatum: 20260831
Sitzung – Quelle/Medium;Sitzungen;Sitzungen mit Interaktionen;Engagement-Rate
tiktok / social;59;40;67,8%
"""


@pytest.mark.parametrize(
    ("head", "header"),
    [
        ("# Propiedad: Laden", "Fuente/medio de la sesión,Sesiones,Sesiones con interacción"),
        ("# Propriété : Laden", "Source/support de la session,Sessions,Sessions avec engagement"),
        ("# Proprietà: Laden", "Sorgente/mezzo sessione,Sessioni,Sessioni con coinvolgimento"),
        ("# Propriedade: Laden", "Origem/mídia da sessão,Sessões,Sessões engajadas"),
        ("# Property: Laden", "Sitzung – Quelle/Medium,Sitzungen,Sitzungen mit Interaktionen"),
    ],
)
def test_other_languages_are_read(brand: Brand, head: str, header: str) -> None:
    days = "# Von: 20260801\n# Bis: 20260831\n"

    read = brand.bring("report.csv", f"{head}\n{days}{header}\ntiktok / social,10,5\n")

    assert said(read.problems) == []
    assert brand.rows(TOTALS) == [
        (
            "Laden",
            "session source / medium",
            "tiktok / social",
            "2026-08-01",
            "2026-09-01",
            10,
            None,
        )
    ]


@pytest.mark.parametrize(
    "last", ["Grand total", "Grand total,,", "grand total,15,7", "Totals,15,7", "Total geral,15,7"]
)
@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("Session source / medium,Sessions,Engaged sessions", "tiktok / social"),
        ("Date,Sessions,Engaged sessions", "20260802"),
        ("Nth day,Sessions,Active users", "0001"),
    ],
)
def test_a_last_line_that_is_the_total_of_all_rows_is_no_part_of_them(
    brand: Brand, header: str, first: str, last: str
) -> None:
    head = "# Property: Shop\n# Start date: 20260801\n# End date: 20260831\n"

    read = brand.bring("report.csv", f"{head}{header}\n{first},15,7\n{last}\n")

    assert brand.rows("select sessions from web_total") == [(15,)]
    assert (read.rows_read, read.set_aside, read.row_count) == (1, 1, 2)
    (note,) = read.problems
    assert (note.row, note.severity) == (6, Severity.NOTE)
    assert note.remedy == "It was left out."


def test_a_report_saved_by_a_spreadsheet_program_is_read(brand: Brand) -> None:
    read = brand.bring("report.csv", GERMAN)

    assert said(read.problems) == []
    assert brand.rows("select engaged_sessions from web_total") == [(40,)]


def test_without_days_a_report_is_refused(brand: Brand) -> None:
    read = brand.bring("report.csv", "# Property: Shop\nSession source,Sessions\ntiktok,5\n")

    assert (read.row_count, read.set_aside) == (1, 1)
    assert "neither a column nor the file's name says of which days" in said(read.problems)[0]


def test_weeks_are_refused_with_a_reason(brand: Brand) -> None:
    read = brand.bring("report.csv", "# Property: Shop\nNth week,Sessions\n0000,5\n")

    assert "is a GA4 series by week, month or hour" in said(read.problems)[0]


def test_the_last_lines_of_a_head_are_those_of_the_table() -> None:
    top = [["# Property: One"], ["# Start date: 20260101"], ["# End date: 20260131"],
           ["# Property: Two"], ["# Start date: 20260201"], ["# End date: 20260228"]]  # fmt: skip

    assert property_of(top) == "Two"
    assert str(period_of(top)) == "2026-02-01 to 2026-02-28"
    assert property_of([["Session source"]]) is None
    assert period_of(top[:2]) is None
