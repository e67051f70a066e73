"""Whole cents that add up to what was split."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipworth.stats.allocate import CENT, to_cents

AMOUNTS = st.decimals(min_value=0, max_value=10_000, places=4, allow_nan=False)
POSITIVE = st.decimals(min_value=Decimal("0.0001"), max_value=10_000, places=4, allow_nan=False)
TOTALS = st.integers(min_value=-(10**9), max_value=10**9).map(lambda cents: cents * CENT)


def test_the_cents_left_over_go_to_the_largest_remainders() -> None:
    parts = [
        Decimal("3.337"),
        Decimal("1.118"),
        Decimal("0.555"),
        Decimal("2.222"),
        Decimal("2.768"),
    ]

    split = to_cents(parts, Decimal("10.00"))

    # Rounded down: 3.33 1.11 0.55 2.22 2.76 = 9.97. Remainders .7 .8 .5 .2 .8 of a cent: the three
    # cents left go to the second, the fifth and the first.
    assert split == [Decimal(text) for text in ("3.34", "1.12", "0.55", "2.22", "2.77")]


def test_equal_remainders_are_served_from_the_left() -> None:
    parts = [1, 1, 1]

    split = to_cents(parts, Decimal("0.05"))

    assert split == [Decimal("0.02"), Decimal("0.02"), Decimal("0.01")]


def test_yen_are_split_into_whole_yen() -> None:
    parts = [0.5, 0.25, 0.25]

    split = to_cents(parts, 1001, unit=Decimal("1"))

    # 500.5, 250.25 and 250.25: the one yen left goes to the first.
    assert split == [Decimal(501), Decimal(250), Decimal(250)]


def test_a_refund_among_the_parts_stays_negative() -> None:
    parts = [Decimal("30.004"), Decimal("-10.004"), Decimal("0")]

    split = to_cents(parts, Decimal("20.00"))

    # Rounded down: 30.00, −10.01, 0; remainders .4 and .6 of a cent, so the refund has it.
    assert split == [Decimal("30.00"), Decimal("-10.00"), Decimal("0.00")]


def test_nothing_split_among_nothing_is_nothing() -> None:
    parts = [0, 0]

    split = to_cents(parts, 0)

    assert split == [Decimal(0), Decimal(0)]


def test_no_parts_and_no_money_is_an_empty_list() -> None:
    parts: list[Decimal] = []

    split = to_cents(parts, 0)

    assert split == []


@given(parts=st.lists(POSITIVE, min_size=1, max_size=30), total=TOTALS)
def test_cents_add_up_to_the_total_exactly(parts: list[Decimal], total: Decimal) -> None:
    split = to_cents(parts, total)

    whole = sum(split, Decimal(0))

    assert whole == total
    assert all(amount % CENT == 0 for amount in split)


@given(parts=st.lists(POSITIVE, min_size=1, max_size=30), total=TOTALS)
def test_no_part_moves_by_a_whole_cent(parts: list[Decimal], total: Decimal) -> None:
    quota = Fraction(total) / sum(Fraction(part) for part in parts)

    split = to_cents(parts, total)

    moved = [abs(Fraction(s) - Fraction(p) * quota) for s, p in zip(split, parts, strict=True)]
    assert max(moved) < Fraction(CENT)


@given(parts=st.lists(POSITIVE, min_size=1, max_size=30), total=TOTALS, times=st.integers(1, 9999))
def test_the_unit_of_the_parts_does_not_matter(
    parts: list[Decimal], total: Decimal, times: int
) -> None:
    split = to_cents(parts, total)

    larger = to_cents([part * times for part in parts], total)

    assert larger == split


@given(parts=st.lists(POSITIVE, min_size=1, max_size=30), total=TOTALS, data=st.data())
def test_in_another_order_the_same_amounts_are_handed_out(
    parts: list[Decimal], total: Decimal, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(parts))

    split = to_cents(shuffled, total)

    assert sorted(split) == sorted(to_cents(parts, total))


@given(parts=st.lists(AMOUNTS, min_size=2, max_size=30))
def test_whole_cents_that_add_up_are_left_alone(parts: list[Decimal]) -> None:
    cents = [part.quantize(CENT) for part in parts]

    split = to_cents(cents, sum(cents, Decimal(0)))

    assert split == cents


def test_a_total_with_half_a_cent_is_refused() -> None:
    total = Decimal("1.005")

    with pytest.raises(ValueError, match=r"1\.005 is not a whole number of 0\.01"):
        to_cents([1, 2], total)


def test_money_cannot_be_shared_among_parts_that_add_up_to_nothing() -> None:
    parts = [5, -5]

    with pytest.raises(ValueError, match="parts that add up to nothing"):
        to_cents(parts, Decimal("1.00"))
