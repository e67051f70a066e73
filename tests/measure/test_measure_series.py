"""Followers by day: gaps, failed readings and rounded counts make neither losses nor gains."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from clipworth.measure.accounts.series import follower_series
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from stories import Given


def selection(first: str, last: str) -> Selection:
    """Select days."""
    period = Period.inclusive(date.fromisoformat(first), date.fromisoformat(last))
    return Selection.of(Settings(), "EUR", period, None, {})


def test_a_gap_a_failed_reading_and_a_rounded_count_change_nothing(given: Given) -> None:
    store = given("""
        account_day
        account | day        | followers | new_followers | lost_followers | rounded
        brand   | 2026-05-01 | 100       |               |                |
        brand   | 2026-05-02 | 104       |               |                |
        brand   | 2026-05-05 | 110       |               |                |
        brand   | 2026-05-06 | 0         |               |                |
        brand   | 2026-05-07 | 111       |               |                |
        brand   | 2026-05-08 | 115       |               |                |
        brand   | 2026-05-09 | 10000     | 7             | 2              | followers,likes
        brand   | 2026-05-10 | 121       |               |                |
    """)

    (series,) = follower_series(store, selection("2026-05-01", "2026-05-31"))

    nets = [None if np.isnan(net) else int(net) for net in series.net]
    assert nets == [None, 4, None, None, None, None, None, 4, 5, None]
    assert series.failed == (date(2026, 5, 6),)
    assert (series.newest, series.gained, series.known) == (121.0, 21.0, 3)


def test_the_day_before_the_period_gives_its_first_change(given: Given) -> None:
    store = given("""
        account_day
        account | day        | followers
        brand   | 2026-04-30 | 100
        brand   | 2026-05-01 | 109
        brand   | 2026-05-02 | 110
    """)

    (series,) = follower_series(store, selection("2026-05-01", "2026-05-31"))

    assert series.first == date(2026, 5, 1)
    assert series.net.tolist() == [9.0, 1.0]
    assert series.day(1) == date(2026, 5, 2)


def test_accounts_stay_apart_and_a_fall_that_lasts_is_a_fall(given: Given) -> None:
    store = given("""
        account_day
        account | day        | followers
        brand   | 2026-05-01 | 1000
        brand   | 2026-05-02 | 300
        brand   | 2026-05-03 | 290
        Other   | 2026-05-01 | 10
        Other   | 2026-05-02 | 12
    """)

    brand, other = follower_series(store, selection("2026-05-01", "2026-05-31"))

    assert (brand.account, other.account) == ("brand", "other")
    assert brand.failed == ()
    assert brand.net.tolist()[1:] == [-700.0, -10.0]
    assert other.net.tolist()[1:] == [2.0]


@pytest.mark.parametrize("last", [0, None])
def test_a_reading_of_nothing_at_the_end_is_no_loss(given: Given, last: int | None) -> None:
    store = given(f"""
        account_day
        account | day        | followers
        brand   | 2026-05-01 | 1000
        brand   | 2026-05-02 | 1010
        brand   | 2026-05-03 | {"" if last is None else last}
    """)

    (series,) = follower_series(store, selection("2026-05-01", "2026-05-31"))

    assert series.gained == 10.0


def test_two_real_accounts_neither_lose_nor_win_what_a_failed_scrape_says(given: Given) -> None:
    path = Path(__file__).parents[1] / "stats" / "data" / "two_accounts_daily_2024_2025.csv"
    lines = path.read_text(encoding="utf-8").split()
    store = given(
        "account_day\n"
        + "\n".join(line.replace(",", " | ").replace("date", "day") for line in lines)
    )

    one, two = follower_series(store, selection("2024-10-01", "2025-10-31"))

    # 0 followers stand between 2,488 and 2,490 for a day; 13 and 12 days have no row.
    assert one.failed == (date(2025, 7, 6),)
    assert two.failed == ()
    assert np.nanmin(one.net) >= -3
    assert np.nanmax(one.net) == 92
    assert (one.gained, two.gained) == (2613 - 141, 1002 - 740)
    assert one.net.size - one.known > 13
