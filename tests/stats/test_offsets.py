"""By how many days two daily series are shifted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipworth.stats.offsets import agreeing_offsets, bounded_offsets

COUNTS = st.lists(st.integers(0, 10_000), min_size=20, max_size=60)


def by_day(counts: list[int], first_day: int = 100) -> dict[int, int]:
    """Give each count a day, one after another."""
    return dict(enumerate(counts, start=first_day))


def test_five_days_beside_themselves_a_day_later_agree_on_one_day() -> None:
    first = by_day([10, 20, 30, 40, 50])
    second = by_day([10, 20, 30, 40, 50], first_day=101)

    agreement = agreeing_offsets(first, second, least_days=5)

    # Offset 0 sets 20 30 40 50 beside 10 20 30 40: four days, all different. Offset −1 sets 30 40
    # 50 beside 10 20 30. Offset 1 sets each day beside its own count.
    found = [(c.offset, c.overlapping, c.contradicting, c.agrees) for c in agreement.checks]
    assert found == [(-1, 3, 3, False), (0, 4, 4, False), (1, 5, 0, True)]
    assert agreement.only == 1


def test_fewer_telling_days_than_asked_for_single_nothing_out() -> None:
    first = by_day([10, 20, 30, 40, 50])

    agreement = agreeing_offsets(first, first, least_days=6)

    assert agreement.agreeing == (0,)
    assert agreement.only is None


def test_a_flat_series_rules_no_offset_out() -> None:
    flat = by_day([7] * 30)

    agreement = agreeing_offsets(flat, flat)

    assert agreement.agreeing == (-1, 0, 1)
    assert agreement.only is None
    assert [check.informative for check in agreement.checks] == [0, 0, 0]


def test_days_restated_between_two_exports_do_not_hide_the_offset() -> None:
    counts = [day * day for day in range(28)]
    restated = [*counts[:-2], counts[-2] + 3, counts[-1] + 40]

    agreement = agreeing_offsets(by_day(counts), by_day(restated))

    # Two of 28 days differ, and a tenth of 28 is 2.8.
    assert agreement.only == 0
    assert agreement.checks[1].contradicting == 2


def test_three_restated_days_of_twenty_eight_are_more_than_a_tenth() -> None:
    counts = [day * day for day in range(28)]
    restated = [*counts[:-3], *(count + 1 for count in counts[-3:])]

    agreement = agreeing_offsets(by_day(counts), by_day(restated))

    assert agreement.agreeing == ()
    assert agreement.only is None


def test_viewers_above_views_on_one_day_rule_an_offset_out() -> None:
    views = by_day([100, 20, 100, 20, 100])
    viewers = by_day([90, 10, 90, 10, 90])

    agreement = bounded_offsets(viewers, views, least_days=5)

    # A day off, 90 viewers stand beside 20 views.
    assert agreement.agreeing == (0,)
    assert agreement.only == 0


def test_viewers_far_under_views_leave_every_offset_open() -> None:
    views = by_day([100, 120, 140, 120, 100])
    viewers = by_day([1, 2, 3, 2, 1])

    agreement = bounded_offsets(viewers, views, least_days=3)

    assert agreement.agreeing == (-1, 0, 1)
    assert agreement.only is None


def test_series_without_a_day_in_common_decide_nothing() -> None:
    first, second = by_day([1, 2, 3]), by_day([1, 2, 3], first_day=900)

    agreement = agreeing_offsets(first, second)

    assert [check.overlapping for check in agreement.checks] == [0, 0, 0]
    assert agreement.only is None


@given(counts=COUNTS, shift=st.sampled_from((-1, 0, 1)))
def test_the_true_shift_is_never_ruled_out(counts: list[int], shift: int) -> None:
    first, second = by_day(counts), by_day(counts, first_day=100 + shift)

    agreement = agreeing_offsets(first, second)

    assert shift in agreement.agreeing
    assert agreement.only in (shift, None)


@given(counts=COUNTS, days=st.integers(-50, 50))
def test_moving_the_calendar_of_both_series_changes_nothing(counts: list[int], days: int) -> None:
    reverse = counts[::-1]

    moved = agreeing_offsets(by_day(counts, 100 + days), by_day(reverse, 100 + days))

    assert moved == agreeing_offsets(by_day(counts), by_day(reverse))


@given(counts=COUNTS, data=st.data())
def test_the_order_in_which_days_are_listed_does_not_matter(
    counts: list[int], data: st.DataObject
) -> None:
    first, second = by_day(counts), by_day(counts[::-1])
    shuffled = dict(data.draw(st.permutations(list(first.items()))))

    agreement = agreeing_offsets(shuffled, second)

    assert agreement == agreeing_offsets(first, second)


@given(counts=COUNTS)
def test_exchanging_the_two_series_mirrors_the_offsets(counts: list[int]) -> None:
    first, second = by_day(counts), by_day(counts[::-1], first_day=101)

    exchanged = agreeing_offsets(second, first)

    mirrored = tuple(sorted(-offset for offset in agreeing_offsets(first, second).agreeing))
    assert exchanged.agreeing == mirrored


@pytest.mark.parametrize("offsets", [(0,), (-2, -1, 0, 1, 2)])
def test_every_offset_asked_for_is_reported(offsets: tuple[int, ...]) -> None:
    first = by_day([3, 1, 4, 1, 5])

    agreement = agreeing_offsets(first, first, offsets=offsets)

    assert tuple(check.offset for check in agreement.checks) == offsets
