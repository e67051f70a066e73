"""Headers are found under every spelling; a source says what it lacks and what it claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipworth.model.catalogue import TABLES
from clipworth.sources import read
from clipworth.sources.declare import Column, Headers, Source, Target, plain
from clipworth.sources.registry import home, sources

SOURCE = Source(
    key="sheet",
    title="A sheet",
    how="Write it.",
    targets=(
        Target(
            "post",
            (
                Column(("Post link", "Link"), "post_id", read.post_id, must=True),
                Column(("Views",), "views", read.count, must=True),
                Column(("Likes",), "likes", read.count),
            ),
        ),
    ),
    marks=(("Week", "Month"),),
    without=("Amount",),
    personal=("Phone",),
)


@pytest.mark.parametrize(
    "spelled",
    [
        "Phone number clicks ",
        "PHONE_NUMBER_CLICKS",
        "\ufeffphone  number\u00a0clicks",
        "Phone number clicks*",
    ],
)
def test_a_header_is_found_in_any_spelling(spelled: str) -> None:
    assert Headers(["Date", spelled]).find(("Phone number clicks",)) == 1


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Amount spent (EUR)", {"currency": "eur"}),
        ("amount_spent  (usd)*", {"currency": "usd"}),
        ("Amount spent", {}),
        ("Purchases (28-day swipe, 1-day view)", {"window": "28-day swipe, 1-day view"}),
    ],
)
def test_a_header_may_say_its_currency_or_window(header: str, said: dict[str, str]) -> None:
    spellings = ("Amount spent ({currency})", "Amount spent", "Purchases ({window})")
    headers = Headers(["Day", header])

    assert headers.find(spellings) == 1
    assert headers.said(spellings) == said


@pytest.mark.parametrize(
    "header",
    ["Amount spent (all time)", "Amount spent (EUR) 2", "Purchases (website)", "{currency}"],
)
def test_a_placeholder_stands_for_nothing_else(header: str) -> None:
    assert Headers([header]).find(("Amount spent ({currency})", "Purchases ({window})")) is None


def test_what_is_missing_is_named_as_a_file_would_write_it() -> None:
    meta = sources()["meta_ads"]

    assert meta.missing(Headers(["Day", "Campaign name"])) == ("Amount spent (EUR)",)


@given(st.text(max_size=30))
def test_folding_a_header_twice_folds_it_once(header: str) -> None:
    assert plain(plain(header)) == plain(header)


def test_the_first_known_spelling_wins_and_doubled_headers_are_told() -> None:
    headers = Headers(["Link", "Post link", "Views", "views "])

    assert headers.find(("Post link", "Link")) == 1
    assert headers.doubled == ("views",)


def test_a_source_claims_a_file_with_all_it_must_have_and_nothing_it_must_not() -> None:
    assert SOURCE.claims(Headers(["views", "Link", "Month"]))
    assert not SOURCE.claims(Headers(["Views", "Link"]))
    assert not SOURCE.claims(Headers(["Views", "Link", "Month", "Amount"]))
    assert SOURCE.missing(Headers(["Likes"])) == ("Week", "Post link", "Views")


def test_a_mapping_replaces_the_headers_of_its_fields() -> None:
    mapped = SOURCE.mapped({"post_id": "Beitrag", "views": "Aufrufe"})

    assert mapped.claims(Headers(["Beitrag", "Aufrufe"]))
    assert not mapped.claims(Headers(["Post link", "Views"]))


def test_cells_about_people_are_found() -> None:
    shop = sources()["shopify_orders_export"]
    headers = Headers(["Name", "Email", "Phone", "Billing Zip", "Total"])

    assert shop.hashed_headers(headers) == (1,)
    assert set(shop.personal_headers(headers)) == {1, 2, 3}


@pytest.mark.parametrize("key", sorted(sources()))
def test_a_declaration_fits_its_tables(key: str) -> None:
    source = sources()[key]

    assert source.title
    assert source.how
    assert (home(key) / "__init__.py").exists()
    for target in source.targets:
        table = TABLES[target.table]
        for column in target.columns:
            assert table.field(column.field).type == column.reader.type, column.field
        assert set(target.derived) <= set(table.names) | {column.field for column in target.helpers}
        known = {column.field for column in target.columns} | set(target.derived)
        assert set(table.key) <= known | {field.name for field in table.fields if field.blank}


def test_an_unknown_source_has_no_home() -> None:
    with pytest.raises(KeyError):
        home("nowhere")
