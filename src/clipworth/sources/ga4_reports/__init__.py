"""Reports as GA4's own pages export them, split one way or by day."""

import re
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from clipworth.model.periods import Period
from clipworth.model.problems import Noted
from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources.declare import (
    GRAND_TOTAL,
    NOTHING_TO_DO,
    Check,
    Clues,
    Column,
    Known,
    LeftOut,
    Lines,
    Reader,
    Source,
    Target,
)
from clipworth.sources.ga4_reports import words

DAY_FACT = re.compile(r"^[#\s]*[^:：]*[:：]\s*(\d{4})-?(\d{2})-?(\d{2})\W*$")
FACT = re.compile(r"^[#\s]*([^:：]*?)\s*[:：]\s*(.+)$")
EMPTY = "coalesce(trim({c}), '') = ''"
NAMED_TOTAL = f"lower(trim({{c}})) in ({', '.join(map(repr, GRAND_TOTAL))})"


def _texts(top: Lines) -> list[str]:
    return [",".join(cells).strip().rstrip(",;\t|") for cells in top]


def property_of(top: Lines) -> str | None:
    """Find the property that the head names; the last one is that of the table."""
    said = [found for text in _texts(top) if (found := FACT.match(text))]
    named = [found[2].strip() for found in said if found[1].casefold() in words.PROPERTY]
    return named[-1] if named else None


def period_of(top: Lines) -> Period | None:
    """Find the days of the head's last two lines with a day, in whatever language they speak."""
    said = [found for text in _texts(top) if (found := DAY_FACT.match(text))]
    if len(said) < 2:
        return None
    try:
        first, last = (date(*map(int, found.groups())) for found in said[-2:])
        return Period.inclusive(first, last)
    except ValueError:
        return None


def _label(text: str, clues: Clues) -> Any:  # noqa: ARG001
    return text.strip() or None


def _credited(text: str, clues: Clues) -> Any:
    """Read a count of key events, of which parts may be credited to a source."""
    value = read.money.parse(text, replace(clues, decimal=clues.decimal or "."))
    if not isinstance(value, Decimal) or value == value.to_integral_value():
        return read.count.parse(text, clues) if value is None else int(value)
    whole = int(value.quantize(Decimal(1), ROUND_HALF_EVEN))
    return Noted(whole, f"'{text}' counts parts of key events; it was rounded to {whole}.")


# Every word is an answer here: (not set), (none) and - are values of a dimension.
label = Reader("value of a dimension", Type.TEXT, "case when {c} = trim({c}) then {c} end", _label)
# A page's query can name people, and so can what a link says of itself.
named = read.masking(label)
_PAGES = ("landing page", "page", "page title")
credited = replace(read.count, name="credited count", parse=_credited)


def field(split: str) -> str:
    """Name the field that a dimension is read into."""
    return "by_" + re.sub(r"[^a-z]+", "_", split)


def _label_of(split: str) -> Reader:
    # A report without pages is kept as it came.
    return named if split in _PAGES else replace(named, keep=None)


SPLITS = {split: field(split) for split in words.DIMENSIONS}
NAMED = ", ".join(
    f"case when {cell} is not null then '{split}' end" for split, cell in SPLITS.items()
)
VALUES = ", ".join(f"nullif({cell}, '(not set)')" for cell in SPLITS.values())
KNOWN_VALUES = f"concat_ws(' × ', {VALUES})"
COUNTS = (
    Column(words.SESSIONS, "sessions", read.count),
    Column(words.ENGAGED, "engaged_sessions", read.count),
    Column(words.USERS, "users", read.count),
    Column(words.NEW_USERS, "new_users", read.count),
    Column(words.VIEWS, "views", read.count),
    Column(words.EVENTS, "events", read.count),
    Column(words.KEY_EVENTS, "key_events", credited),
    Column(words.PURCHASES, "purchases", read.count),
    Column(words.REVENUE, "revenue", read.money),
    Column(words.ENGAGEMENT_TIME, "engagement_s", read.number),
)
BESIDE = (
    Column(words.ENGAGEMENT_RATE, "engagement_rate", read.share),
    *(
        Column(spelled, SPLITS[split], _label_of(split))
        for split, spelled in words.DIMENSIONS.items()
    ),
)
AGREES = Check(
    "abs(engaged_sessions::DOUBLE / nullif(sessions, 0) - engagement_rate) > 0.005",
    words.ENGAGEMENT_RATE,
    "does not agree with the engaged sessions and the sessions beside it.",
    "Export again; if it stays so, the sheet was edited or its columns were mixed up.",
)
TOTAL_ROWS = (
    *(
        LeftOut(EMPTY, spelled, "names nothing, as the total of all rows does.", perhaps=EMPTY)
        for spelled in words.DIMENSIONS.values()
    ),
    *(
        LeftOut(NAMED_TOTAL, spelled, "stands for the total of all rows.", perhaps=NAMED_TOTAL)
        for spelled in (*words.DIMENSIONS.values(), words.DATE, words.NTH_DAY)
    ),
)


def totals(since: str, until: str, *when: Column) -> Target:
    """Declare what a report fills; since, until: SQL for the days of a row, which `when` tells."""
    return Target(
        table="web_total",
        columns=COUNTS,
        helpers=(*when, *BESIDE),
        derived={
            "property": "coalesce(said_property, given_account)",
            "split": f"coalesce(nullif(concat_ws(' × ', {NAMED}), ''), 'all')",
            "part": KNOWN_VALUES,
            "from_day": since,
            "until_day": until,
        },
        checks=(AGREES,),
    )


REPORT = Source(
    key="ga4_reports",
    title="GA4: a report split one way",
    how="GA4 > Reports > Acquisition > Traffic acquisition (or any other report) > the days at the"
    " top right > Share this report > Download file > CSV. Checked 2026-10.",
    targets=(totals("given_from", "given_until"),),
    marks=(
        tuple(one for spelled in words.DIMENSIONS.values() for one in spelled),
        words.TELLING,
    ),
    # A sheet of sales by region and day is the brand's own.
    without=(*words.DATE, *words.NTH_DAY, "Day", "Tag", "Orders", "Customers", "Spend"),
    left_out=TOTAL_ROWS,
    needs_period=True,
    head={"property": property_of},
    period_in_head=period_of,
)
NTH = Column(words.NTH_DAY, "nth", read.count, must=True)
DAY = Column(words.DATE, "day", dates.compact_day, must=True)

SOURCES = (
    REPORT,
    replace(
        REPORT,
        key="ga4_reports_series",
        title="GA4: a report's series by day",
        targets=(totals("given_from + nth::INTEGER", "given_from + nth::INTEGER + 1", NTH),),
        marks=((*words.TELLING, *words.USERS),),
        without=words.DATE,
    ),
    replace(
        REPORT,
        key="ga4_reports_daily",
        title="GA4: a report with a row per day",
        how="GA4 > Explore > Free form > Date among the rows > Export data > CSV. Checked 2026-10.",
        targets=(totals("day", "day + 1", DAY),),
        marks=(words.TELLING,),
        without=(),
        needs_period=False,
    ),
)

KNOWN = (
    Known(
        "ga4_reports_by_week",
        "a GA4 series by week, month or hour",
        (("Nth week", "Nth month", "Nth hour", "Nth year"), words.TELLING + words.USERS),
        "where its weeks begin depends on the property, and its first one may be cut.",
        "Export it by Nth day (the chart's menu Day), or with the dimension Date.",
    ),
    Known(
        "ga4_source_categories",
        "Google's list of traffic sources and their categories",
        (("source",), ("source_category",)),
        "it is a list for looking up, and says nothing of this brand.",
        NOTHING_TO_DO,
    ),
)
