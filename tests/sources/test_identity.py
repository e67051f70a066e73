"""What tells a person is written in one way before it is hashed."""

from pathlib import Path

import pytest

from clipworth.ingest.people import know_people
from clipworth.sources.declare import Clues
from clipworth.sources.identity import folded, phone
from clipworth.sources.read import person_hash
from clipworth.store.engine import scratch

SPELLINGS = [
    " Ana.Martin@Mail.Example ",
    "+34 611-000-111",
    "'+34 611 000 111",
    "+44 (0)20 7946 0000",
    "C-123456789",
    "12345-67890",
]


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("+34 611 000 111", None, "+34611000111"),
        ("'+34 611 000 111", None, "+34611000111"),
        ("611 000 111", "ES", "+34611000111"),
        ("0034 611 000 111", "ES", "+34611000111"),
        ("030 1234567", "DE", "+49301234567"),
        ("030 1234567", None, None),
        ("ana@mail.example", "DE", None),
        ("Ana", "DE", None),
        ("", "DE", None),
    ],
)
def test_phones_are_e164_where_their_country_is_known(
    text: str, country: str | None, number: str | None
) -> None:
    assert phone(text, country) == number


def test_all_spellings_of_a_person_are_one() -> None:
    assert folded(" Ana.Martin@Mail.Example ") == "ana.martin@mail.example"
    assert folded("+34 611-000-111") == folded("'+34(611)000111") == "+34611000111"
    assert folded("+44 (0)20 7946 0000") == phone("+44 (0)20 7946 0000", None)


@pytest.mark.parametrize("text", SPELLINGS)
def test_the_engine_hashes_as_python_does(tmp_path: Path, text: str) -> None:
    with scratch(tmp_path) as store:
        know_people(store, Clues(person_key=b"key"))
        plain = "".join(text.split())
        (row,) = store.rows("select person_of($who)", {"who": plain})

    assert row[0] == person_hash(text, b"key")
