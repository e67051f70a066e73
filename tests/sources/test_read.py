"""Cells of counts, amounts, shares, ids, words and people: read right, unknown, or refused."""

from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipworth.ingest.people import know_people
from clipworth.model.problems import BadCell, Noted
from clipworth.sources import read
from clipworth.sources.declare import Clues, Reader
from clipworth.store.engine import Store

READERS = [one for one in vars(read).values() if isinstance(one, Reader)]
NUMBERS = (read.count, read.daily_count, read.money, read.number, read.share, read.percent)


def parse(reader: Reader, *cells: str) -> list[Any]:
    """Read the cells of a file; the message of what is refused stands for its value."""
    learnt = reader.study(list(cells), Clues()) if reader.study else Clues()
    found: list[Any] = []
    remedies = []
    for cell in cells:
        try:
            value = reader.parse(cell, learnt)
        except BadCell as bad:
            remedies.append(bad.remedy)
            found.append("refused")
        else:
            found.append(value.value if isinstance(value, Noted) else value)
    assert all(remedies)
    return found


@pytest.mark.parametrize("text", ["undefined", "-", "--", "—", "NAN", "nan", "<5", "", "n/a", " "])
def test_no_data_is_unknown_and_never_nought(text: str) -> None:
    for reader in NUMBERS:
        assert parse(reader, text) == [None], reader.name


def test_a_masked_number_is_noted() -> None:
    found = read.count.parse("<5", Clues())

    assert found == Noted(None, "'<5' is masked for privacy, so the number is unknown.")


@pytest.mark.parametrize(
    ("text", "count"),
    [("5431", 5431), ("5,431", 5431), ("5\u00a0431", 5431), ("5 431", 5431), ("0", 0),
     ("1,234,567", 1234567), ("1.234.567", 1234567), ("5'431", 5431), ("12.0", 12)],
)  # fmt: skip
def test_counts(text: str, count: int) -> None:
    assert parse(read.count, text) == [count]


@pytest.mark.parametrize(
    "text",
    ["5K", "1.2M", "12.5", "five", "=cmd|' /C calc'!A0", "A0", "0x10", "9" * 30, "7.67E+18", "1e3",
     "12 views", "5;431", "-7"],
)  # fmt: skip
def test_what_is_no_count_is_refused(text: str) -> None:
    assert parse(read.count, text) == ["refused"]


def test_minus_one_stands_for_no_data_where_nothing_can_be_negative() -> None:
    assert parse(read.count, "-1") == [None]


def test_daily_counts_may_be_negative_and_that_is_noted() -> None:
    assert isinstance(read.daily_count.parse("-4", Clues()), Noted)
    assert parse(read.daily_count, "-4", "-1", "−12") == [-4, -1, -12]


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (["1203.50"], ["1203.50"]),
        (["1,203.50"], ["1203.50"]),
        (["1.203,50"], ["1203.50"]),
        (["€ 1 203,50", "12,00 €"], ["1203.50", "12.00"]),
        (
            ["EUR 12.00", "12.00EUR", "US$3.10", "$-4", "-$4"],
            ["12.00", "12.00", "3.10", "-4", "-4"],
        ),
        (["(12.50)"], ["-12.50"]),
        (["1,203"], ["refused"]),
        (["1,203", "0,50"], ["1.203", "0.50"]),
        (["1,203", "0.50"], ["1203", "0.50"]),
        (["1.203", "2,50"], ["1203", "2.50"]),
        (["1,2O3.50"], ["refused"]),
        (["12.3K", "abc", "1e3", "=1+1"], ["refused"] * 4),
        (["9" * 20], ["refused"]),
    ],
)
def test_amounts(cells: list[str], amounts: list[str]) -> None:
    expected = [one if one == "refused" else Decimal(one) for one in amounts]

    assert parse(read.money, *cells) == expected


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_an_amount_is_the_same_in_every_spelling(amount: Decimal) -> None:
    english, plain = f"{amount:,.2f}", f"{amount:.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    french = english.translate(str.maketrans({",": "\u202f", ".": ","}))

    for text in (plain, english, german, french, f"€{plain}", f"{plain} EUR"):
        assert parse(read.money, text) == [amount]


@given(st.integers(0, 10**15))
def test_a_count_is_the_same_in_every_spelling(count: int) -> None:
    for text in (str(count), f"{count:,}", f"{count:_}".replace("_", "\u00a0")):
        assert parse(read.count, text) == [count]


def test_percentages_are_shares() -> None:
    assert parse(read.percent, "42", "42 %", "1.25%", "100", "0") == [0.42, 0.42, 0.0125, 1.0, 0.0]
    assert parse(read.percent, "120", "-3") == ["refused", "refused"]


def test_shares_are_between_0_and_1() -> None:
    assert parse(read.share, "0.56", "56%", "1", "0.20") == [0.56, 0.56, 1.0, 0.2]
    assert parse(read.share, "56") == ["refused"]


@pytest.mark.parametrize("text", ["7.67E+18", "7,67E+18", "7.67e18", "7670000000000000000.0"])
def test_an_id_that_a_spreadsheet_shortened_is_refused(text: str) -> None:
    assert parse(read.identifier, text) == ["refused"]
    assert parse(read.post_id, text) == ["refused"]


def test_ids_that_all_end_in_zeros_were_cut() -> None:
    cut = ["7604787635394970000", "7608498487138710000"]

    assert parse(read.identifier, *cut) == ["refused", "refused"]
    assert parse(read.identifier, cut[0], "7608498487138717653") == [cut[0], "7608498487138717653"]


def test_ids_are_text() -> None:
    assert parse(read.identifier, "0017", "12.0", "'123456", "0", "-") == [
        "0017", "12", "123456", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "https://www.tiktok.com/@brand/video/7608498487138717653?lang=en",
        "https://www.tiktok.com/@brand/photo/7608498487138717653",
        "7608498487138717653",
    ],
)
def test_posts_are_known_by_link_or_id(text: str) -> None:
    assert parse(read.post_id, text) == ["7608498487138717653"]


@pytest.mark.parametrize("text", ["https://vm.tiktok.com/ZM123/", "my first post", "9" * 30, "12"])
def test_what_is_no_post_is_refused(text: str) -> None:
    assert parse(read.post_id, text) == ["refused"]


def test_words_are_known_under_their_other_names() -> None:
    assert parse(read.content_type, "Influencer", "paid", "") == ["creator", "paid", None]
    assert parse(read.stage, "bottom of funnel", "tofu", "zenith") == ["BOFU", "TOFU", "refused"]
    assert parse(read.flag, "Yes", "FALSE", "ναι", "perhaps") == [True, False, True, "refused"]
    assert parse(read.code, "mara10; Welcome,") == ["MARA10;WELCOME"]
    assert parse(read.handle, "@Mara.Pours") == ["mara.pours"]
    assert parse(read.currency, "eur", "€") == ["EUR", "refused"]
    assert parse(read.duration, "0:41", "1:02:03", "12.5", "31s") == [41.0, 3723.0, 12.5, 31.0]


def test_the_same_person_is_known_again_and_who_is_forgotten_is_not() -> None:
    clues = Clues(person_key=b"key")
    hashed = read.person.parse(" Ana@Example.com ", clues)

    assert hashed == read.person.parse("ana@example.com", clues)
    assert hashed == read.person.parse(f"person:{hashed}", clues)
    assert hashed != read.person.parse("ana@example.com", Clues(person_key=b"other"))
    assert "ana" not in hashed
    forgetting = Clues(person_key=b"key", forgotten=frozenset([hashed]))
    assert read.person.parse("ana@example.com", forgetting) is None


@given(st.sampled_from(READERS), st.text(max_size=40))
def test_any_text_is_a_value_unknown_or_refused_with_a_remedy(reader: Reader, text: str) -> None:
    parse(reader, text)


CELLS = st.one_of(
    st.from_regex(r"-?[0-9]{1,12}([.,][0-9]{1,6})?%?", fullmatch=True),
    st.sampled_from(
        ["-", "nan", "n/a", "7.67E+18", "EUR", "0000", "100%", "100", "0", "007", "None"]
    ),
    st.text(alphabet="aZ09.,-% €'", min_size=1, max_size=8).map(str.strip).filter(bool),
)


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    """Give an engine that knows the key of people, as that of an import does."""
    connection = duckdb.connect()
    know_people(Store(connection), Clues())
    return connection


@pytest.mark.parametrize("cell", ["tiktok", "a b", "é", "名前", "(not set)", "n.a", "a|null|b"])
def test_the_engine_takes_text_as_it_is(engine: duckdb.DuckDBPyConnection, cell: str) -> None:
    fast = read.text.fast.format(c="cell")

    assert engine.execute(f"select {fast} from (select $1 as cell)", [cell]).fetchone() == (cell,)


@pytest.mark.parametrize("cell", [*sorted(read.UNKNOWN - {""}), "NaN", " a", "a ", "\u00a0é", "é "])
def test_the_engine_leaves_to_python_what_is_no_text_or_has_blanks_around_it(
    engine: duckdb.DuckDBPyConnection, cell: str
) -> None:
    fast = read.text.fast.format(c="cell")

    assert engine.execute(f"select {fast} from (select $1 as cell)", [cell]).fetchone() == (None,)


@given(reader=st.sampled_from(READERS), cell=CELLS)
def test_what_the_engine_reads_python_reads_alike(
    engine: duckdb.DuckDBPyConnection, reader: Reader, cell: str
) -> None:
    fast = reader.fast.format(c="cell")
    kind = reader.type.value.strip()

    found = engine.execute(f"select ({fast})::{kind} from (select $1 as cell)", [cell]).fetchone()

    assert found is not None
    if found[0] is not None:
        assert parse(reader, cell) == [found[0]]


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (["1.320"], ["refused"]),
        (["-1.320", "€ 2.500"], ["refused", "refused"]),
        (["1.320", "0.500"], ["1.320", "0.500"]),
        (["1.320", "1320.500"], ["1.320", "1320.500"]),
        (["1.320", "12.5"], ["1.320", "12.5"]),
        (["1.320", "1.234.567"], ["1320", "1234567"]),
        (["0,125", "1.320"], ["0.125", "1320"]),
    ],
)
def test_a_dot_before_three_digits_is_read_as_other_amounts_tell(
    cells: list[str], amounts: list[str]
) -> None:
    expected = [one if one == "refused" else Decimal(one) for one in amounts]

    assert parse(read.money, *cells) == expected


def test_a_rate_of_exchange_may_have_three_decimals() -> None:
    assert parse(read.exact, "1.085") == [Decimal("1.085")]


@pytest.mark.parametrize(
    ("text", "count"), [("18.400", 18400), ("12.000", 12000), ("-1.200", -1200)]
)
def test_a_dot_in_a_count_parts_thousands_and_that_is_noted(text: str, count: int) -> None:
    found = read.signed_count.parse(text, Clues())

    assert isinstance(found, Noted)
    assert found.value == count
    assert parse(read.count, "18.400", "0.5") == ["refused", "refused"]
