"""What a published benchmark is: it knows what it measures and against what.

Figures of two denominators are never compared: an engagement rate by followers and one by views
are different things under one name.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clipworth.model.defaults.kinds import Default, Grade
from clipworth.model.units import SHARE, Kind, Unit, counted


class Measured(StrEnum):
    """What a published figure measures."""

    ENGAGEMENT = "engagement"
    SAVE_RATE = "save rate"
    VIEW_RATE = "view rate"
    POSTS = "posts"
    SHARES = "shares"
    COMMENTS = "comments"
    GROWTH = "follower growth"


class Per(StrEnum):
    """What it is measured against."""

    VIEWS = "views"
    FOLLOWERS = "followers"
    IMPRESSIONS = "impressions"
    WEEK = "a week"
    MONTH = "a month"
    POST = "a post"
    NOT_PRINTED = "denominator not printed"


class Statistic(StrEnum):
    """Which middle of the accounts or posts a figure is."""

    MEDIAN = "median"
    MEAN = "average"
    RANGE = "range"
    FLOOR = "floor of the best"


class Incomparable(TypeError):  # noqa: N818 - reads as what it is
    """Two figures measure different things, or against different things."""


@dataclass(frozen=True)
class Figure:
    """A number that knows what it measures and against what; unlike figures never compare."""

    value: float
    measured: Measured
    per: Per

    def over(self, other: "Figure") -> float:
        """Give how far this is above the other, as a share of it.

        Raises Incomparable unless both measure the same against the same.
        """
        if (self.measured, self.per) != (other.measured, other.per):
            raise Incomparable(
                f"{self.measured} by {self.per} does not compare with {other.measured} by "
                f"{other.per}"
            )
        if Per.NOT_PRINTED in (self.per, other.per):
            raise Incomparable(f"nobody knows what {self.measured} is measured against here")
        return self.value / other.value - 1


@dataclass(frozen=True)
class Benchmark:
    """A published figure of other accounts.

    value: a share is 0.05 and not 5. low, high: the quarter points, or ends of a range; None: not
    printed. least, under: the followers of the accounts, where it is of one size.
    group: whom it is of, where not of all; industry: they are one, which nobody knows of the brand.
    """

    key: str
    measured: Measured
    per: Per
    value: Decimal
    source: str
    address: str
    year: int | None
    grade: Grade
    statistic: Statistic = Statistic.MEAN
    low: Decimal | None = None
    high: Decimal | None = None
    group: str = ""
    industry: bool = False
    least: int | None = None
    under: int | None = None
    sample: str = "not stated"

    @property
    def figure(self) -> Figure:
        """The number with what it measures."""
        return Figure(float(self.value), self.measured, self.per)

    @property
    def unit(self) -> Unit:
        """Its unit: a share, or a count for each week or post."""
        return unit_of(self.measured, self.per)

    @property
    def default(self) -> Default:
        """The figure as a default, editable by its key."""
        label = named(self.measured, self.per)
        if self.group:
            label += f", {self.group}"
        return Default(
            self.key, label, self.value, self.unit, str(self.per), self.source, self.address,
            self.year, self.grade, sample=f"{self.statistic}; {self.sample}",
        )  # fmt: skip

    def fits(self, followers: float | None) -> bool:
        """Tell whether it is of accounts like one with so many followers; None: unknown."""
        if self.industry:
            return False
        if self.least is None and self.under is None:
            return True
        return followers is not None and (
            (self.least or 0) <= followers < (self.under or float("inf"))
        )


def named(measured: Measured, per: Per) -> str:
    """Say what is measured, and against what: `Engagement by views`, `Posts a week`."""
    if per is Per.NOT_PRINTED:
        return f"{measured.capitalize()}, {per}"
    by = "" if per in (Per.WEEK, Per.MONTH, Per.POST) else "by "
    return f"{measured.capitalize()} {by}{per}"


def unit_of(measured: Measured, per: Per) -> Unit:
    """Give the unit of what is measured."""
    if measured is Measured.POSTS:
        return Unit(Kind.RATE, of="post", per=f"1 {per.removeprefix('a ')}")
    if measured in (Measured.SHARES, Measured.COMMENTS):
        return counted(str(measured).removesuffix("s"))
    return SHARE
