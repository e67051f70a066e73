"""Followers of several accounts: what may be added, and what may be compared."""

from clipworth.measure.accounts.followers import followers
from clipworth.measure.figures import BEFORE
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from stories import Given

OCTOBER = Period.month("2026-10")
DAYS = """
    account_day
    account | day        | followers
    one     | 2026-09-01 | 2600
    one     | 2026-09-26 | 2613
    two     | 2026-09-30 | 1000
    two     | 2026-10-25 | 1002
"""


def test_followers_of_other_accounts_are_no_change(given: Given) -> None:
    found = followers(given(DAYS), Selection.of(Settings(), "EUR", OCTOBER, OCTOBER, {}))

    assert found.figures.get("followers") == 1002
    assert found.figures.get("followers", span=BEFORE) is None
    assert found.accounts == {"now": ("two",), "before": ("one", "two")}


def test_the_same_accounts_compare(given: Given) -> None:
    more = "    one     | 2026-10-24 | 2700\n"

    found = followers(given(DAYS + more), Selection.of(Settings(), "EUR", OCTOBER, OCTOBER, {}))

    assert found.figures.get("followers") == 3702
    assert found.figures.get("followers", span=BEFORE) == 3613
    assert not found.are_apart


def test_accounts_known_to_days_far_apart_are_added_with_a_word(given: Given) -> None:
    both = Period.inclusive(OCTOBER.previous.since, OCTOBER.last)

    found = followers(given(DAYS), Selection.of(Settings(), "EUR", both, both, {}))

    assert found.figures.get("followers") == 3615
    assert found.are_apart
