"""The change of a rate, and whether it is more than chance."""

import math

import pytest
from hypothesis import given, settings
from rated_items import ITEMS, columns
from scipy.stats.contingency import relative_risk

from clipworth.stats.estimate import Estimate
from clipworth.stats.rates import (
    change,
    pooled_rate,
    verdict,
)


def test_a_change_adds_the_squares_of_distances_on_logs() -> None:
    now = Estimate(0.06, 0.05, 0.08, 9, "by hand")
    before = Estimate(0.04, 0.03, 0.05, 7, "by hand")

    found = change(now, before)

    # Below: log(6/5) = .18232 and log(5/4) = .22314, together .28816. Above: log(8/6) and log(4/3)
    # = .28768 each, together .40684.
    assert found.value == pytest.approx(0.5)
    assert found.low == pytest.approx(1.5 * math.exp(-0.28816) - 1, abs=1e-5)
    assert found.high == pytest.approx(1.5 * math.exp(0.40684) - 1, abs=1e-5)
    assert found.n == 7


def test_a_change_of_two_shares_is_the_relative_risk_of_scipy() -> None:
    theirs = relative_risk(60, 1_000, 40, 900)
    limits = theirs.confidence_interval(0.95)

    def share(hits: int, tries: int) -> Estimate:
        reach = math.exp(1.959963985 * math.sqrt(1 / hits - 1 / tries))
        return Estimate(hits / tries, hits / tries / reach, hits / tries * reach, tries, "Katz")

    found = change(share(60, 1_000), share(40, 900))

    expected = (theirs.relative_risk - 1, limits.low - 1, limits.high - 1)
    assert (found.value, found.low, found.high) == pytest.approx(expected)


def test_a_change_from_nothing_is_unknown() -> None:
    now, nothing = Estimate(0.06, 0.05, 0.08, 9, ""), Estimate(0.0, 0.0, 0.01, 9, "")

    found = change(now, nothing)

    assert math.isnan(found.value)


def test_a_change_to_nothing_is_bounded_above() -> None:
    nothing, before = Estimate(0.0, 0.0, 0.01, 9, ""), Estimate(0.04, 0.02, 0.05, 9, "")

    found = change(nothing, before)

    # At most .01 now against at least .02 before.
    assert (found.value, found.low, found.high) == pytest.approx((-1.0, -1.0, -0.5))


@pytest.mark.parametrize("unknown_now", [True, False])
def test_a_change_with_an_unknown_limit_has_no_limits(unknown_now: bool) -> None:
    known = Estimate(0.06, 0.05, 0.08, 9, "")
    unknown = Estimate(0.04, math.nan, math.nan, 1, "")

    found = change(unknown, known) if unknown_now else change(known, unknown)

    assert found.value == pytest.approx(-1 / 3 if unknown_now else 0.5)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_changes_between_levels_are_refused() -> None:
    now, before = Estimate(0.6, 0.5, 0.8, 9, "", 0.9), Estimate(0.4, 0.3, 0.5, 9, "")

    with pytest.raises(ValueError, match=r"levels differ: 0\.9 and 0\.95"):
        change(now, before)


@given(items=ITEMS, others=ITEMS)
@settings(deadline=None)
def test_a_change_stands_within_its_limits(
    items: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    before = pooled_rate(*columns(others))

    found = change(pooled_rate(*columns(items)), before)

    slack = 1e-12 * (1 + abs(found.value))
    assert before.value == 0.0 or found.low - slack <= found.value <= found.high + slack


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.01, 0.30, "clear"),
        (-0.30, -0.01, "clear"),
        (-0.01, 0.30, "could be chance"),
        (0.0, 0.30, "could be chance"),
        (math.nan, math.nan, "could be chance"),
    ],
)
def test_a_change_is_clear_when_its_interval_leaves_out_no_change(
    low: float, high: float, said: str
) -> None:
    changed = Estimate((low + high) / 2, low, high, 9, "")

    assert verdict(changed) == said
