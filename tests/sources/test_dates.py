"""Days in the languages and forms that exports write: read right, or refused, never read wrong."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date, format_skeleton
from hypothesis import given, settings
from hypothesis import strategies as st

from clipworth.model.problems import BadCell
from clipworth.sources import dates
from clipworth.sources.dates import LANGUAGES, SEPARATOR, study_dates, upload_day
from clipworth.sources.declare import Clues, Reader

# As TikTok's interface writes them, beside what CLDR says: seen in real exports.
SEEN = {
    "August 9": (8, 9), "28 August": (8, 28), "8 de marzo": (3, 8), "31 de julho": (7, 31),
    "18 tháng Tám": (8, 18), "18 января": (1, 18), "9月13日": (9, 13), "25 Μαρτίου": (3, 25),
}  # fmt: skip
PATTERNS = ("d MMMM", "MMMM d", "d MMM", "d. MMMM", "d 'de' MMMM")
EXPORTED = date(2026, 3, 25)
MARCH_8 = date(2026, 3, 8)


def read_all(reader: Reader, cells: list[str], clues: Clues) -> list[date | None]:
    """Read the cells of a file; None where one is refused."""
    assert reader.study is not None
    learnt = reader.study(cells, clues)
    found: list[date | None] = []
    remedies = []
    for cell in cells:
        try:
            found.append(reader.parse(cell, learnt))
        except BadCell as bad:
            remedies.append(bad.remedy)
            found.append(None)
    assert all(remedies)
    return found


def yearless(*cells: str, on: date | None = EXPORTED) -> list[date | None]:
    return read_all(dates.yearless, list(cells), Clues(exported_on=on))


@pytest.mark.parametrize("text", SEEN)
def test_days_of_real_exports_are_read(text: str) -> None:
    month, day = SEEN[text]

    assert yearless(text, on=date(2025, 12, 31)) == [date(2025, month, day)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_of_days_in_each_language_is_read_back(language: str) -> None:
    days = [EXPORTED - timedelta(days=back) for back in range(364, 0, -7)]
    texts = [format_skeleton("MMMMd", day, locale=language) for day in days]

    assert yearless(*texts) == days


@settings(max_examples=400, deadline=None)
@given(
    language=st.sampled_from(LANGUAGES),
    pattern=st.sampled_from(PATTERNS),
    back=st.lists(st.integers(0, 300), min_size=1, max_size=6, unique=True),
)
def test_days_are_read_right_or_refused(language: str, pattern: str, back: list[int]) -> None:
    days = [EXPORTED - timedelta(days=one) for one in sorted(back, reverse=True)]
    texts = [format_date(day, pattern, locale=language) for day in days]

    for day, found in zip(days, yearless(*texts), strict=True):
        assert found in (day, None)


def test_a_month_that_two_languages_call_differently_is_refused_until_others_tell() -> None:
    assert yearless("5 listopad") == [None]
    assert yearless("5 listopada", "6 grudnia") == [date(2025, 11, 5), date(2025, 12, 6)]
    assert yearless("5 listopada", "6 prosinca") == [date(2025, 10, 5), date(2025, 12, 6)]


def test_one_cell_of_nonsense_does_not_hide_the_language_of_the_others() -> None:
    assert yearless("8 de marzo", "n0nsense", "=cmd()") == [MARCH_8, None, None]


def test_a_language_that_is_not_read_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadCell) as refused:
        dates.yearless.parse("8 Vendémiaire", Clues(exported_on=EXPORTED))

    assert "Switch the app to English" in refused.value.remedy
    assert "Vietnamese" in refused.value.remedy


def test_days_wrap_over_new_year() -> None:
    found = yearless("December 30", "January 1", "March 24")

    assert found == [date(2025, 12, 30), date(2026, 1, 1), date(2026, 3, 24)]


def test_a_whole_year_begins_the_day_after_it_ends() -> None:
    days = [EXPORTED - timedelta(days=back) for back in range(365, 0, -1)]

    assert yearless(*(format_date(day, "MMMM d", locale="en") for day in days)) == days


def test_days_in_no_order_are_counted_back_one_by_one() -> None:
    found = yearless("March 24", "September 25", "January 3", "July 1")

    assert found == [
        date(2026, 3, 24), date(2025, 9, 25), date(2026, 1, 3), date(2025, 7, 1),
    ]  # fmt: skip


def test_29_february_is_read_in_the_year_that_has_it() -> None:
    assert yearless("February 29", on=date(2024, 3, 3)) == [date(2024, 2, 29)]
    assert yearless("February 29", on=date(2025, 2, 20)) == [date(2024, 2, 29)]
    assert yearless("February 29", on=EXPORTED) == [None]
    assert yearless("February 30") == [None]


def test_an_export_may_stand_a_day_ahead_and_no_more() -> None:
    assert yearless("March 25", "March 26") == [EXPORTED, date(2026, 3, 26)]
    assert yearless("March 27") == [date(2025, 3, 27)]


def test_without_an_export_day_a_day_without_a_year_is_refused() -> None:
    assert yearless("March 8", on=None) == [None]
    assert yearless("2026-03-08", on=None) == [MARCH_8]


@pytest.mark.parametrize("text", ["undefined", "-", "--", "NAN", "", "—"])
def test_an_unknown_day_is_unknown(text: str) -> None:
    for reader in (dates.day, dates.yearless, dates.near_upload, dates.moment, dates.month):
        assert reader.parse(text, Clues(exported_on=EXPORTED)) is None


def post(day: date) -> str:
    """Give the link of a post that was uploaded on a day at noon UTC."""
    seconds = (day - date(1970, 1, 1)).days * 86_400 + 43_200
    return f"https://www.tiktok.com/@brewbrand/video/{(seconds << 32) + 7}"


@given(
    uploaded=st.dates(date(2019, 1, 1), date(2026, 3, 1)),
    later=st.integers(0, 300),
)
def test_the_id_of_a_post_tells_the_year_of_its_publishing(uploaded: date, later: int) -> None:
    published = uploaded + timedelta(days=later)
    cell = format_date(published, "d MMMM", locale="el") + SEPARATOR + post(uploaded)

    found = read_all(dates.near_upload, [cell], Clues(exported_on=date(2027, 1, 31)))

    assert found == [published]


def test_a_post_cannot_be_published_after_the_export() -> None:
    cell = "24 February" + SEPARATOR + post(date(2026, 3, 3))

    assert read_all(dates.near_upload, [cell], Clues(exported_on=EXPORTED)) == [None]


def test_an_id_tells_the_day_of_upload() -> None:
    assert upload_day("7608498487138717653") == date(2026, 2, 19)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["08/03/2026"], [None]),
        (["08/03/2026", "31/03/2026"], [MARCH_8, date(2026, 3, 31)]),
        (["03/08/2026", "03/31/2026"], [MARCH_8, date(2026, 3, 31)]),
        (["31/03/2026", "03/31/2026"], [None, None]),
        (["03/03/2026"], [date(2026, 3, 3)]),
        (["2026/03/08", "2026-03-08 09:30:00", "2026年3月8日", "8 mars 2026"], [MARCH_8] * 4),
        (["1772928000"], [MARCH_8]),
        (["2026-02-30"], [None]),
        (["8 März"], [None]),
    ],
)
def test_days_with_a_year(cells: list[str], found: list[date | None]) -> None:
    read = read_all(dates.day, cells, Clues())

    # Both may be refused or one be read by chance of the other's form: never read wrong.
    assert read == found


@pytest.mark.parametrize(
    ("text", "month"),
    [("2026-03", 3), ("03/2026", 3), ("March 2026", 3), ("mars 2026", 3), ("2026-03-08", 3)],
)
def test_months_are_their_first_day(text: str, month: int) -> None:
    clues = study_dates([text], Clues())

    assert dates.month.parse(text, clues) == date(2026, month, 1)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("2026-03-08 10:11:26 +0200", 1772957486000),
        ("2026/03/08 08:11:26", 1772957486000),
        ("2026-03-08T08:11:26Z", 1772957486000),
        ("2026-03-08 08:11:26.000 UTC", 1772957486000),
        ("1772957486", 1772957486000),
        ("1772957486000", 1772957486000),
        ("2026/03/08 08:11", 1772957460000),
    ],
)
def test_moments_are_milliseconds_in_utc(text: str, ms: int) -> None:
    assert dates.moment.parse(text, Clues()) == ms


@pytest.mark.parametrize("text", ["2026-03-08 25:00:00", "2026-13-08 10:00", "yesterday", "1e9"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        dates.moment.parse(text, Clues())


@given(st.text(max_size=30))
def test_any_text_is_a_day_unknown_or_refused(text: str) -> None:
    clues = Clues(exported_on=EXPORTED)

    for reader in (dates.day, dates.yearless, dates.near_upload, dates.month):
        (found,) = read_all(reader, [text], clues)

        assert found is None or isinstance(found, date)


@pytest.mark.parametrize(("text", "hour"), [("0", "00"), ("23", "23"), ("7:00", "07")])
def test_hours_have_two_digits(text: str, hour: str) -> None:
    assert dates.hour.parse(text, Clues()) == hour


@pytest.mark.parametrize("text", ["24", "-1", "noon"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        dates.hour.parse(text, Clues())
