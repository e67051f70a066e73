"""When posts came: how many a week and a month, gaps and streaks, over the days that are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import numpy as np

from clipworth.measure.query import bound
from clipworth.measure.relations import posts
from clipworth.measure.selection import Selection
from clipworth.model.periods import day_of_ms
from clipworth.stats.levels import Level, levels
from clipworth.store.engine import Store, sql_file

DAYS_A_MONTH = 365.25 / 12
WEEK = timedelta(days=7)
# A month of which so few days are known has no pace.
FEWEST_DAYS = 14
BLOCK_HOURS = 3
FEWEST_TIMED = 20
FEWEST_OF_BLOCK = 5


@dataclass(frozen=True)
class Month:
    """Posts of a month, and how many of its days files cover."""

    first: date
    posts: int
    covered_days: int

    @property
    def a_month(self) -> float | None:
        """Posts at this pace in a month of usual length; None: too few days are known."""
        if self.covered_days < FEWEST_DAYS:
            return None
        return self.posts / self.covered_days * DAYS_A_MONTH


@dataclass(frozen=True)
class Posting:
    """An account's posts by day, over the days that files cover; other days are unknown.

    days: posts of each covered day, in order.
    """

    account: str
    days: tuple[tuple[date, int], ...]

    @property
    def posts(self) -> int:
        """All posts of covered days."""
        return sum(count for _, count in self.days)

    @property
    def unknown_days(self) -> int:
        """Days between the first and the last covered one that no file covers."""
        return (self.days[-1][0] - self.days[0][0]).days + 1 - len(self.days)

    @property
    def a_week(self) -> float | None:
        """Posts in seven covered days; None: too few are covered."""
        return self.posts / len(self.days) * 7 if len(self.days) >= FEWEST_DAYS else None

    @property
    def a_month(self) -> float | None:
        """Posts in a month of covered days; None: too few are covered."""
        return self.posts / len(self.days) * DAYS_A_MONTH if len(self.days) >= FEWEST_DAYS else None

    @property
    def months(self) -> list[Month]:
        """The months, each as far as it is covered."""
        parted = groupby(self.days, key=lambda one: one[0].replace(day=1))
        told = ((first, list(inside)) for first, inside in parted)
        return [Month(first, sum(n for _, n in inside), len(inside)) for first, inside in told]

    @property
    def longest_gap(self) -> tuple[int, date | None]:
        """The most days in a row without a post, none of them unknown, and the first of them."""
        best: tuple[int, date | None] = (0, None)
        run, before = 0, None
        for day, count in self.days:
            alone = before is None or day - before > timedelta(days=1)
            run = 0 if count else 1 if alone else run + 1
            if run > best[0]:
                best = (run, day - timedelta(days=run - 1))
            before = day
        return best

    @property
    def weeks(self) -> list[tuple[date, int]]:
        """Posts of each week, Monday first, of which every day is covered."""
        parted = groupby(self.days, key=lambda one: one[0] - timedelta(days=one[0].weekday()))
        told = ((monday, list(inside)) for monday, inside in parted)
        return [(monday, sum(n for _, n in days)) for monday, days in told if len(days) == 7]

    @property
    def streak(self) -> int:
        """The most whole weeks in a row with a post."""
        best, run, before = 0, 0, None
        for monday, count in self.weeks:
            follows = before is not None and monday - before == WEEK
            run = 0 if not count else run + 1 if follows else 1
            best, before = max(best, run), monday
        return best


def posting(store: Store, selection: Selection) -> list[Posting]:
    """Read the posts by day of the selected accounts, those with most posts first."""
    sql = sql_file(__file__, "posting_days", posts=posts(), where=selection.condition("posts"))
    rows = store.rows(sql, bound(sql, selection.values))
    made = [
        Posting(account, tuple((day, count) for _, day, count in inside))
        for account, inside in groupby(rows, key=lambda row: row[0])
    ]
    return sorted(made, key=lambda one: (-one.posts, one.account))


@dataclass(frozen=True)
class Block:
    """Hours of the day from first_hour on, with the views of a typical post of them."""

    first_hour: int
    level: Level


def posting_hours(
    store: Store, selection: Selection, accounts: Sequence[str], zone: str | None
) -> tuple[list[Block], int]:
    """Compare posts by the hours in which they were posted, and count those whose hour is known.

    zone: the time zone that hours are told in; None: UTC. No block where too few posts are timed.
    """
    sql = sql_file(__file__, "posting_hours", posts=posts(), where=selection.condition("posts"))
    rows = [row for row in store.rows(sql, bound(sql, selection.values)) if row[0] in accounts]
    if len(rows) < FEWEST_TIMED:
        return [], len(rows)
    hours = np.array([_hour(ms, zone) // BLOCK_HOURS for _, ms, _ in rows])
    days = np.array([day_of_ms(ms, zone).toordinal() for _, ms, _ in rows], dtype=float)
    views = np.array([float(views) for _, _, views in rows])
    found = levels(views, hours, days, least=FEWEST_OF_BLOCK)
    return [Block(block * BLOCK_HOURS, level) for block, level in found.items()], len(rows)


def _hour(moment_ms: int, zone: str | None) -> int:
    return datetime.fromtimestamp(moment_ms / 1000, ZoneInfo(zone) if zone else UTC).hour


def own(found: Sequence[Posting], handles: Sequence[str]) -> list[Posting]:
    """Keep the brand's own accounts, where it names them and any of them has posts."""
    named = {handle.lower().lstrip("@") for handle in handles}
    return [one for one in found if one.account in named] or list(found)
