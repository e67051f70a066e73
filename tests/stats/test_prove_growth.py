"""Proof, on simulated accounts, that shapes and changes of pace are called right."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import product

import numpy as np
import pytest

from clipworth.stats.growth import growth, pace_changes
from stats.audience_worlds import SHAPES, steady

ACCOUNTS = 1_000
DAYS = (60, 120, 365)
FACTORS = (1.5, 2.0, 3.0)


def called(case: tuple[str, int]) -> Counter[str]:
    """Call the shape of accounts of one kind."""
    shape, days = case
    rng = np.random.default_rng([len(shape), days])
    weekdays = np.arange(days) % 7
    found: Counter[str] = Counter()
    for _ in range(ACCOUNTS):
        net, followers = SHAPES[shape](rng, days)
        found[growth(net, weekdays, followers).shape] += 1
    return found


def unmoved(case: tuple[str, int]) -> float:
    """Find the share of accounts with a change of pace, where none has one."""
    shape, days = case
    rng = np.random.default_rng([7, len(shape), days])
    weekdays = np.arange(days) % 7
    return (
        sum(bool(pace_changes(SHAPES[shape](rng, days)[0], weekdays)) for _ in range(ACCOUNTS))
        / ACCOUNTS
    )


def moved(factor: float) -> tuple[float, float]:
    """Find the share of accounts whose change is seen at all, and to the fortnight."""
    days, seen, near = 180, 0, 0
    rng = np.random.default_rng([11, round(10 * factor)])
    for _ in range(ACCOUNTS):
        changes = pace_changes(steady(rng, days, factor)[0], np.arange(days) % 7)
        seen += bool(changes)
        near += any(abs(change - days // 2) <= 14 for change in changes)
    return seen / ACCOUNTS, near / ACCOUNTS


@pytest.mark.prove
def test_clear_shapes_are_called_right_in_95_of_100(capsys: pytest.CaptureFixture[str]) -> None:
    cases = list(product(SHAPES, DAYS))
    with ProcessPoolExecutor() as processors:
        found = dict(zip(cases, processors.map(called, cases), strict=True))

    with capsys.disabled():
        print(f"\n\nshape of growth, {ACCOUNTS:,} accounts a row: 95 or more of 100 right")
        print(f"{'truth':>10} {'days':>5} {'right':>7}  called")
        for (shape, days), calls in found.items():
            print(f"{shape:>10} {days:>5} {calls[shape] / ACCOUNTS:>7.3f}  {dict(calls)}")
    assert {c: n[c[0]] / ACCOUNTS for c, n in found.items() if n[c[0]] < 0.95 * ACCOUNTS} == {}


@pytest.mark.prove
def test_changes_of_pace_are_rarely_chance_and_seldom_missed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cases = list(product(SHAPES, (120, 365)))
    with ProcessPoolExecutor() as processors:
        false = dict(zip(cases, processors.map(unmoved, cases), strict=True))
        true = dict(zip(FACTORS, processors.map(moved, FACTORS), strict=True))

    with capsys.disabled():
        print("\n\nchange of pace where there is none: at most .05")
        for (shape, days), share in false.items():
            print(f"{shape:>10} {days:>5} {share:>7.3f}")
        print("change of pace in the middle of 180 days: seen, and found to the fortnight")
        for factor, (seen, near) in true.items():
            print(f"{factor:>9}× {seen:>7.3f} {near:>7.3f}")
    assert all(share <= 0.05 for share in false.values())
    assert true[2.0][0] >= 0.90
    assert true[3.0][1] >= 0.95
