"""By how many days two daily series are shifted against each other, as far as they can tell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

# Two exports of one series differ on the days restated between them: the newest two or three of
# 28. Under a wrong offset nearly every day that is not flat differs, so a tenth parts the two.
RESTATED_SHARE = 0.10


@dataclass(frozen=True)
class OffsetCheck:
    """What one offset looks like: day d of the first series beside day d + offset of the second.

    overlapping: days that both series have.
    informative: overlapping days on which a shift would show, as a neighbouring day is different.
    contradicting: overlapping days that speak against this offset.
    agrees: the days do not rule this offset out.
    """

    offset: int
    overlapping: int
    informative: int
    contradicting: int
    agrees: bool


@dataclass(frozen=True)
class Agreement:
    """All offsets that were tried, and whether the days single one out."""

    checks: tuple[OffsetCheck, ...]
    least_days: int

    @property
    def agreeing(self) -> tuple[int, ...]:
        """The offsets that the days do not rule out."""
        return tuple(check.offset for check in self.checks if check.agrees)

    @property
    def only(self) -> int | None:
        """The offset that remains; None when several or none do, or too few days can tell."""
        left = [check for check in self.checks if check.agrees]
        if len(left) != 1 or left[0].informative < self.least_days:
            return None
        return left[0].offset


def agreeing_offsets(
    first: Mapping[int, int],
    second: Mapping[int, int],
    *,
    offsets: Sequence[int] = (-1, 0, 1),
    least_days: int = 14,
) -> Agreement:
    """Find the offsets under which two series of the same counts are equal.

    first, second: the count of each day, by the day's ordinal.
    Offset k sets first[d] beside second[d + k]. It agrees when the days that differ are at most a
    tenth of the informative ones: recent days are restated between two exports.
    """
    return _compare(first, second, offsets, least_days, _equal, RESTATED_SHARE)


def bounded_offsets(
    lower: Mapping[int, int],
    upper: Mapping[int, int],
    *,
    offsets: Sequence[int] = (-1, 0, 1),
    least_days: int = 14,
) -> Agreement:
    """Find the offsets under which one series never exceeds the other, as viewers and views.

    lower, upper: the count of each day, by the day's ordinal.
    Offset k sets lower[d] beside upper[d + k]. It agrees when no day exceeds, without tolerance:
    both series must come from one export, where restating moves them together.
    """
    return _compare(lower, upper, offsets, least_days, _within, 0.0)


def _equal(one: int, other: int) -> bool:
    return one == other


def _within(one: int, other: int) -> bool:
    return one <= other


def _compare(
    first: Mapping[int, int],
    second: Mapping[int, int],
    offsets: Sequence[int],
    least_days: int,
    holds: Callable[[int, int], bool],
    tolerated_share: float,
) -> Agreement:
    telling_first, telling_second = _not_flat(first), _not_flat(second)
    checks = []
    for offset in offsets:
        days = [day for day in first if day + offset in second]
        informative = sum(day in telling_first or day + offset in telling_second for day in days)
        contradicting = sum(not holds(first[day], second[day + offset]) for day in days)
        agrees = contradicting <= tolerated_share * informative
        checks.append(OffsetCheck(offset, len(days), informative, contradicting, agrees))
    return Agreement(tuple(checks), least_days)


def _not_flat(series: Mapping[int, int]) -> frozenset[int]:
    """Find the days whose count differs from that of the day before or after, where known."""
    return frozenset(
        day
        for day, count in series.items()
        if series.get(day - 1, count) != count or series.get(day + 1, count) != count
    )
