"""Who is named in free text is masked when it is read, and is reached by `forget`."""

import pytest

from clipworth.commands.forgetting import Forgotten, forget
from clipworth.sources.identity import masked, masker
from workspaces import CLOCK, Brand

KIM, PHONE = "kim@lee.example", "+49 151 2345 6789"
SURVEY = (
    "Date,Question,Answer,Order ID,Email\n"
    f"2026-10-01,How did you hear about us?,my sister {KIM} or {PHONE},5001,ben@mail.example\n"
    "2026-10-02,How did you hear about us?,TikTok,5002,ana@mail.example\n"
)
PAGES = (
    "Landing page + query string,Sessions\n"
    "/?email=jane@doe.example,3\n/?phone=+4915123456789&utm_source=tiktok,2\n/shop,1\n"
)
ANSWERS = "select answer from survey_answer order by day"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"my sister {KIM}!", "my sister (somebody)!"),
        ("/?email=jane%40doe.example&a=1", "/?email=(somebody)&a=1"),
        ("/?email=jane%2Bshop%40doe.example", "/?email=(somebody)"),
        (f"call {PHONE}, please", "call (somebody), please"),
        ("/?phone=%2B4915123456789&utm_id=7", "/?phone=(somebody)&utm_id=7"),
        ("/?phone=015123456789", "/?phone=(somebody)"),
        ("tel:015123456789", "tel:(somebody)"),
        ("via @kim.lee on TikTok", "via @kim.lee on TikTok"),
        ("order 7412345678901234567 of 2026-10-01", "order 7412345678901234567 of 2026-10-01"),
        ("+25 % and 1+12345678", "+25 % and 1+12345678"),
        ("hotel: 12 rooms, headphone=1", "hotel: 12 rooms, headphone=1"),
    ],
)
def test_addresses_and_numbers_in_text_are_masked_and_nothing_else(text: str, kept: str) -> None:
    assert masked(text) == kept
    assert masked(kept) == kept


def test_one_person_is_masked_in_any_spelling() -> None:
    assert masker(KIM, None)("Ask KIM@Lee.example, not okim@lee.example.") == (
        "Ask (somebody), not okim@lee.example."
    )
    assert masker(PHONE, "DE")("0151/23456789 or +4915123456789 or 15123456789") == (
        "(somebody) or (somebody) or 15123456789"
    )
    assert masker("5001", None)("order 5001") == "order 5001"


def test_an_answer_holds_nobody_in_table_and_original(brand: Brand) -> None:
    brand.bring("survey.csv", SURVEY)

    assert brand.rows(ANSWERS) == [("my sister (somebody) or (somebody)",), ("TikTok",)]
    assert brand.files_with(KIM, PHONE) == []

    before = brand.tables()
    brand.rebuild()
    assert brand.tables() == before


def test_a_landing_page_holds_nobody_in_table_and_original(brand: Brand) -> None:
    read = brand.bring("ga4_2026-10-01_2026-10-31.csv", PAGES, account="shop")

    assert read.rows_read == 3
    assert brand.files_with("jane@doe.example", "4915123456789") == []


def test_a_reason_at_the_till_holds_nobody(brand: Brand) -> None:
    brand.bring(
        "CheckDetails.csv",
        "Customer Id,Location Code,Opened Date,Opened Time,Check Id,Total,Discount,"
        "Reason of Discount,Guest Name,Delivery Address\n"
        f"77,1,10/01/2026,9:00 AM,5001,9.00,1.00,Heard about us: my sister {KIM},Kim Lee,Elm 7\n",
    )

    assert brand.rows(ANSWERS) == [("my sister (somebody)",)]
    assert brand.files_with(KIM, "Kim Lee", "Elm 7") == []


@pytest.mark.parametrize("who", [KIM, PHONE])
def test_forget_reaches_who_is_named_in_the_answer_of_another(brand: Brand, who: str) -> None:
    config = brand.workspace.config
    config.write_text(config.read_text().replace('originals = "redact"', 'originals = "keep"'))
    brand.bring("survey.csv", SURVEY)
    assert brand.files_with(who) != []

    gone = forget(brand.workspace, who, CLOCK, who="ana", progress=lambda _: None)

    assert gone == Forgotten(files=1, cells=1)
    assert brand.files_with(who) == []
    assert len(brand.rows("select person from survey_answer where person is not null")) == 2
