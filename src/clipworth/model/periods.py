"""Days and periods: half-open inside (`since <= day < until`), inclusive where people type them."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY_MS = 86_400_000
MONTH = re.compile(r"^(\d{4})-(\d{2})$")


@dataclass(frozen=True)
class Period:
    """The days `since <= day < until`."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until <= self.since:
            raise ValueError(f"a period must hold a day, and {self.since} to {self.until} has none")

    @classmethod
    def inclusive(cls, first: date, last: date) -> "Period":
        """Make a period from the first and last day as people say them."""
        return cls(first, last + timedelta(days=1))

    @classmethod
    def month(cls, text: str) -> "Period":
        """Make a period from `2026-03`.

        Raises ValueError when the text is not a month.
        """
        found = MONTH.match(text)
        if not found or not 1 <= int(found[2]) <= 12:
            raise ValueError(f"{text!r} is not a month; write it as 2026-03")
        year, month = int(found[1]), int(found[2])
        return cls.inclusive(
            date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        )

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.until - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.until - self.since).days

    @property
    def previous(self) -> "Period":
        """The period of the same length that ends where this one begins."""
        return Period(self.since - timedelta(days=self.days), self.since)

    @property
    def months(self) -> "Iterator[Period]":
        """The months that it holds, the first and the last as far as they are inside."""
        since = self.since
        while since < self.until:
            until = min(Period.month(f"{since:%Y-%m}").until, self.until)
            yield Period(since, until)
            since = until

    def __str__(self) -> str:
        return f"{self.since.isoformat()} to {self.last.isoformat()}"


def parse_day(text: str) -> date:
    """Read `2026-03-08`.

    Raises ValueError with a remedy when it is not a day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day; write it as 2026-03-08") from None


def day_of_ms(moment_ms: int, zone: str | None = None) -> date:
    """Give the day of a moment in milliseconds, in a time zone; None: in UTC."""
    if zone is None:
        return date(1970, 1, 1) + timedelta(days=moment_ms // DAY_MS)
    return datetime.fromtimestamp(moment_ms / 1000, ZoneInfo(zone)).date()


def ms_of_day(day: date) -> int:
    """Give the first millisecond of a UTC day."""
    return (day - date(1970, 1, 1)).days * DAY_MS
