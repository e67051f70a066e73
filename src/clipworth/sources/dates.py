"""Readers of days and moments, also without a year and in the language of whoever exported."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from clipworth.model.periods import day_of_ms
from clipworth.model.problems import BadCell
from clipworth.model.tables import Type
from clipworth.sources.declare import Clues, Reader
from clipworth.sources.read import POST_LINK, is_unknown

# The languages that TikTok's interface offers and CLDR has month names for.
LANGUAGES = (
    "en", "el", "es", "pt", "fr", "de", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk",
    "hu", "ro", "bg", "hr", "sr", "uk", "ru", "tr", "ar", "he", "fa", "hi", "bn", "th", "vi",
    "id", "ms", "fil", "ja", "ko", "zh", "zh_Hant", "lt", "lv", "et", "sl", "ca", "sw",
)  # fmt: skip
# An export ends one or two days before it was made; a guess that is further off is no evidence.
LATEST_LAG_DAYS = 10
# Rows of an export are a day apart; over a month apart they stand in no order.
SHORT_STEP_DAYS = 31
SEPARATOR = "\x1f"

ISO = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$")
NUMERIC = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T].*)?$")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
CJK = re.compile(r"^(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?$")
WITH_YEAR = re.compile(r"\b(\d{4})\b")
ORDER_REMEDY = "If that is wrong, export a month that has days after the twelfth."
EXPORT_REMEDY = "Say when it was exported: --exported-on 2026-03-25."


def languages() -> tuple[str, ...]:
    """Name the languages whose dates are read, in English."""
    from babel import Locale

    return tuple(str(Locale.parse(code).get_display_name("en")) for code in LANGUAGES)


# CLDR numbers the months of Vietnamese; the app spells them out.
VIETNAMESE = (
    "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai",
)  # fmt: skip
VIETNAMESE_NUMBERED = re.compile(r"^(\d{1,2})\s+(?:tháng|thg)\s+(\d{1,2})$", re.IGNORECASE)


def _fold(text: str) -> str:
    """Fold case and accents, so that a month is found however it was typed."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).strip(" .,'’")


@cache
def _months(language: str) -> dict[str, int]:
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, month in get_month_names(width, context, locale=language).items():
                found.setdefault(_fold(month), number)
    if language == "vi":
        found = {_fold(f"tháng {word}"): n for n, word in enumerate(VIETNAMESE, start=1)}
    return found


def _month_and_day(text: str, language: str) -> tuple[int, int] | None:
    """Find the month and day in `25 Μαρτίου`, `8 de marzo`, `18 tháng Tám`, `August 9`."""
    numbers = re.findall(r"\d{1,2}(?!\d)", WITH_YEAR.sub(" ", text))
    letters = _fold(re.sub(r"[\d,]", " ", text))
    months = _months(language)
    # Hebrew writes "in" as a letter before the month.
    month = months.get(letters) or months.get(letters.removeprefix("ב"))
    if month is None:
        words = [word.strip(".'’") for word in letters.split()]
        hits = {months[word] for word in words if word in months}
        rest = [word for word in words if word not in months]
        month = hits.pop() if len(hits) == 1 and all(len(word) <= 3 for word in rest) else None
    if month is None or len(numbers) != 1 or not 1 <= int(numbers[0]) <= 31:
        return None
    return month, int(numbers[0])


def _plain_month_and_day(text: str) -> tuple[int, int] | None:
    found = CJK.match(text)
    if found:
        return None if found[1] else (int(found[2]), int(found[3]))
    found = VIETNAMESE_NUMBERED.match(text)
    return (int(found[2]), int(found[1])) if found else None


def _date_part(text: str) -> str:
    return text.split(SEPARATOR)[0].strip()


def study_language(cells: list[str], clues: Clues) -> Clues:
    """Find the language in which all dates of a file can be read, and all say the same.

    Two languages that both fit and disagree leave it open: `listopad` is October in Croatian and
    November in Polish.
    """
    named = {_date_part(cell) for cell in cells if not is_unknown(_date_part(cell))}
    named = {text for text in named if any(letter.isalpha() for letter in text)}
    named = {text for text in named if not _plain_month_and_day(text) and not ISO.match(text)}
    if not named:
        return clues
    read = {
        language: {text: _month_and_day(text, language) for text in named} for language in LANGUAGES
    }
    # What no language can read says nothing about the language of the rest.
    named = {text for text in named if any(found[text] for found in read.values())}
    fitting: dict[tuple[tuple[int, int] | None, ...], str] = {}
    hits = {language: sum(bool(found[text]) for text in named) for language, found in read.items()}
    for language in LANGUAGES:
        if named and hits[language] == len(named):
            days = tuple(read[language][text] for text in sorted(named))
            fitting.setdefault(days, language)
    if len(fitting) == 1:
        return replace(clues, locale=next(iter(fitting.values())))
    best = max(LANGUAGES, key=lambda language: hits[language])
    is_most = not fitting and hits[best] * 2 > len(named)
    return replace(clues, locale=best) if is_most else clues


def _language_problem(text: str) -> BadCell:
    return BadCell(
        f"'{text}' is not a day in a language that is read here"
        " (or two languages read it differently).",
        "Switch the app to English and export again. Read are: " + ", ".join(languages()) + ".",
    )


def _named_month_and_day(text: str, clues: Clues) -> tuple[int, int]:
    found = _plain_month_and_day(text)
    if found is None and clues.locale:
        found = _month_and_day(text, clues.locale)
    if found is None:
        raise _language_problem(text)
    return found


def _real_day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell(f"'{text}' is not a day of the calendar.", "Check the export.") from None


def latest_occurrence(month: int, day: int, until: date) -> date | None:
    """Find the last time that this day of the year came, no later than until.

    None where it did not come in the 366 days before: an export covers a year at most.
    """
    for year in (until.year, until.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue  # 29 February of a year that has none
        if found <= until:
            return found if (until - found).days <= 366 else None
    return None


def _yearless(text: str, clues: Clues) -> Any:
    text = text.strip()
    if is_unknown(text):
        return None
    full = _full_day(text, clues)
    if full is not None:
        return full
    month, day = _named_month_and_day(text, clues)
    if clues.exported_on is None:
        raise BadCell(f"'{text}' has no year.", EXPORT_REMEDY)
    found = latest_occurrence(month, day, clues.newest or clues.exported_on)
    if found is None:
        raise BadCell(
            f"'{text}' did not occur in the year before the export of {clues.exported_on}.",
            "If it was exported on another day, say which: remove it and import it with"
            " --exported-on DAY.",
        )
    return found


def upload_day(post_id: str) -> date:
    """Take the UTC day of upload out of a post's id: its upper 32 bits are seconds."""
    return day_of_ms((int(post_id) >> 32) * 1000)


def _near_upload(text: str, clues: Clues) -> Any:
    """Read a publishing day without a year; the post's id, behind the separator, tells the year."""
    day_text, _, beside = text.partition(SEPARATOR)
    day_text = day_text.strip()
    if is_unknown(day_text):
        return None
    full = _full_day(day_text, clues)
    if full is not None:
        return full
    month, day = _named_month_and_day(day_text, clues)
    found = POST_LINK.search(beside)
    if found is None:
        return _yearless(day_text, clues)
    earliest = upload_day(found[1]) - timedelta(days=1)
    for year in (earliest.year, earliest.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate >= earliest:
            late = clues.exported_on and candidate > clues.exported_on + timedelta(days=1)
            if late:
                break
            return candidate
    raise BadCell(
        f"'{day_text}' cannot be after the upload of {upload_day(found[1])} and before the export.",
        "Check the link of this row.",
    )


def is_dotted(text: str) -> bool:
    """Tell whether dots part day, month and year, which no language does with the month first."""
    found = NUMERIC.match(text)
    return found is not None and text[found.end(1)] == "."


def _full_day(text: str, clues: Clues) -> date | None:
    """Read a day that carries its year; None where it carries none."""
    found = ISO.match(text)
    if found:
        return _real_day(int(found[1]), int(found[2]), int(found[3]), text)
    found = NUMERIC.match(text)
    if found:
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        # Wherever dots part a day, it stands before the month.
        day_first = True if clues.day_first is None and is_dotted(text) else clues.day_first
        if first != second and day_first is None:
            raise BadCell(
                f"'{text}' may be day/month or month/day, and no other cell tells.",
                "Write it as 2026-03-08.",
            )
        day, month = (first, second) if day_first else (second, first)
        return _real_day(year, month, day, text)
    found = CJK.match(text)
    if found and found[1]:
        return _real_day(int(found[1]), int(found[2]), int(found[3]), text)
    year_found = WITH_YEAR.search(text)
    if year_found and any(letter.isalpha() for letter in text):
        month, day = _named_month_and_day(text, clues)
        return _real_day(int(year_found[1]), month, day, text)
    return None


def study_years(cells: list[str], clues: Clues) -> Clues:
    """Find the newest of the days without a year, from which all others are counted back.

    cells: in the order of the file. A full export holds 365 days and ends a day or two before it
    was made, so the first days of a file can lie before the export day in either year; but days
    stand in order, and the newest one stands at an end.
    """
    clues = study_dates(cells, clues)
    if clues.exported_on is None:
        return clues
    days = [found for found in (_days_of_year(cell, clues) for cell in cells) if found]
    if not days:
        return clues
    # The export may stand one day ahead of us in another time zone.
    latest = clues.exported_on + timedelta(days=1)
    steps = [_step(one, other) for one, other in pairwise(days)]
    short = [step for step in steps if abs(step) <= SHORT_STEP_DAYS]
    if len(steps) > 2 * len(short):
        # In no order, so no end tells the newest: each day is counted back by itself.
        return replace(clues, newest=latest)
    falling = sum(step < 0 for step in short) > sum(step > 0 for step in short)
    month, day = days[0] if falling else days[-1]
    return replace(clues, newest=latest_occurrence(month, day, latest))


def _days_of_year(text: str, clues: Clues) -> tuple[int, int] | None:
    text = _date_part(text)
    if is_unknown(text) or ISO.match(text) or NUMERIC.match(text):
        return None
    found = _plain_month_and_day(text)
    return found or (_month_and_day(text, clues.locale) if clues.locale else None)


def _step(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Count the days from one day of the year to another, the shorter way round."""
    places = [31 * (month - 1) + day for month, day in (one, other)]
    return (places[1] - places[0] + 186) % 372 - 186


def study_dates(cells: list[str], clues: Clues) -> Clues:
    """Learn from all dates of a file their language, and whether the day stands first."""
    return study_order(cells, study_language(cells, clues))


def study_order(cells: list[str], clues: Clues) -> Clues:
    """Learn from all dates of a file whether the day stands first, where any of them tells."""
    firsts, seconds = [], []
    for cell in cells:
        found = NUMERIC.match(_date_part(cell))
        if found:
            firsts.append(int(found[1]))
            seconds.append(int(found[2]))
    if clues.day_first is None and firsts:
        if max(firsts) > 12 >= max(seconds):
            clues = replace(clues, day_first=True)
        elif max(seconds) > 12 >= max(firsts):
            clues = replace(clues, day_first=False)
    return clues


def _day(text: str, clues: Clues) -> Any:
    text = text.strip()
    if is_unknown(text):
        return None
    if re.fullmatch(r"\d{10}", text):
        return day_of_ms(int(text) * 1000, clues.zone)
    found = _full_day(text, clues)
    if found is None:
        raise BadCell(f"'{text}' is not a day.", "Write it as 2026-03-08.")
    return found


def _month_first(text: str, clues: Clues) -> Any:
    """Read a day of an export that writes 03/08/2026 for the eighth of March, unless it shows not.

    A copy that a spreadsheet program saved may have turned the order, which a 13 gives away.
    """
    is_open = clues.day_first is None and not is_dotted(text.strip())
    return _day(text, replace(clues, day_first=False) if is_open else clues)


def is_either(text: str, clues: Clues) -> bool:
    """Tell whether a day may be day/month or month/day, and no cell of the file tells."""
    found = NUMERIC.match(text.strip())
    is_open = clues.day_first is None and found is not None and found[1] != found[2]
    return is_open and not is_dotted(text.strip())


def _compact_day(text: str, clues: Clues) -> Any:
    found = COMPACT.match(text.strip())
    if not found:
        return _day(text, clues)
    return _real_day(int(found[1]), int(found[2]), int(found[3]), text)


def _month(text: str, clues: Clues) -> Any:
    found = re.fullmatch(r"\s*(\d{4})[-/.](\d{1,2})\s*", text)
    if found:
        return _real_day(int(found[1]), int(found[2]), 1, text)
    found = re.fullmatch(r"\s*(\d{1,2})[-/.](\d{4})\s*", text)
    if found:
        return _real_day(int(found[2]), int(found[1]), 1, text)
    year = WITH_YEAR.search(text)
    if year and not re.search(r"\d", WITH_YEAR.sub("", text)):
        clues = study_language([f"1 {text}"], clues)
        return _real_day(int(year[1]), _named_month_and_day(f"1 {text}", clues)[0], 1, text)
    value = _day(text, clues)
    return value.replace(day=1) if isinstance(value, date) else value


MOMENT = re.compile(
    r"^(\d{4}[-/]\d{2}[-/]\d{2})[ T](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*"
    r"(Z|UTC|[+-]\d{2}:?\d{2})?$"
)


def _moment(text: str, clues: Clues) -> Any:  # noqa: ARG001
    """Read a moment as milliseconds UTC: Unix seconds, or a date with a clock."""
    text = text.strip()
    if is_unknown(text):
        return None
    if re.fullmatch(r"\d{10}(\.0+)?", text):
        return int(text[:10]) * 1000
    if re.fullmatch(r"\d{13}", text):
        return int(text)
    found = MOMENT.match(text)
    if not found:
        raise BadCell(f"'{text}' is not a moment.", "Write it as 2026-03-08 14:05:00 +0100.")
    clock = found[2] if found[2].count(":") == 2 else found[2] + ":00"
    zone = (found[3] or "Z").replace("UTC", "Z")
    try:
        moment = datetime.fromisoformat(f"{found[1].replace('/', '-')}T{clock:0>8}{zone}")
    except ValueError:
        raise BadCell(f"'{text}' is not a moment.", "Check the date and the clock.") from None
    return int((moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)


def _day_as_given(text: str, clues: Clues) -> Any:
    """Take the day that stands in a moment, in the time zone it was written in."""
    text = text.strip()
    if re.fullmatch(r"\d{10}(\.0+)?", text):
        return day_of_ms(int(text[:10]) * 1000, clues.zone)
    return _day(text, clues)


def day_of(moment: str) -> str:
    """Write the day of a field that holds a moment, in the brand's time zone, as derived SQL."""
    return f"timezone(coalesce(given_zone, 'UTC'), make_timestamptz({moment} * 1000))::date"


def _hour(text: str, clues: Clues) -> Any:  # noqa: ARG001
    found = re.fullmatch(r"\s*(\d{1,2})(?::00)?\s*", text)
    if not found or int(found[1]) > 23:
        raise BadCell(f"'{text}' is not an hour.", "Hours run from 0 to 23.")
    return f"{int(found[1]):02d}"


_DIGITS = "'[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"
_ISO_DAY = f"case when regexp_full_match({{c}}, {_DIGITS}') then try_cast({{c}} as DATE) end"
_ISO_OPEN = (
    f"case when regexp_full_match({{c}}, {_DIGITS}([ T][0-9:.]+)?')"
    " then try_cast(left({c}, 10) as DATE) end"
)
_ZONED = (
    f"case when regexp_full_match({{c}}, {_DIGITS} [0-9:]{{{{8}}}} [+-][0-9]{{{{4}}}}')"
    " then epoch_ms(try_strptime({c}, '%Y-%m-%d %H:%M:%S %z')) end"
)

day = Reader("day", Type.DAY, _ISO_OPEN, _day, study_dates)
month_first = Reader("day, month first", Type.DAY, _ISO_OPEN, _month_first, study_dates)
compact_day = Reader(
    "day",
    Type.DAY,
    "case when length({c}) = 8 then"
    " try_cast(concat(left({c}, 4), '-', {c}[5:6], '-', {c}[7:8]) as DATE) end",
    _compact_day,
    study_dates,
)
month = Reader("month", Type.DAY, "null", _month, study_dates)
yearless = Reader("day without a year", Type.DAY, _ISO_DAY, _yearless, study_years)
near_upload = Reader("publishing day", Type.DAY, "null", _near_upload, study_dates)
day_as_given = Reader("day of a moment", Type.DAY, _ISO_OPEN, _day_as_given, study_dates)
moment = Reader("moment", Type.MOMENT, "null", _moment)
zoned_moment = Reader("moment", Type.MOMENT, _ZONED, _moment)
hour = Reader("hour", Type.TEXT, "null", _hour)
