"""Published benchmarks know what they are measured against, and unlike ones never compare."""

from decimal import Decimal
from itertools import product

import pytest

from clipworth.model.defaults import DEFAULTS
from clipworth.model.defaults.benchmark import Figure, Incomparable, Measured, Per, named
from clipworth.model.defaults.benchmarks import BENCHMARKS
from clipworth.model.defaults.kinds import Grade


@pytest.mark.parametrize(("one", "other"), list(product(Per, repeat=2)))
def test_a_rate_by_one_thing_never_compares_with_a_rate_by_another(one: Per, other: Per) -> None:
    rate, published = (
        Figure(0.06, Measured.ENGAGEMENT, one),
        Figure(0.04, Measured.ENGAGEMENT, other),
    )

    if one is other and one is not Per.NOT_PRINTED:
        assert rate.over(published) == pytest.approx(0.5)
    else:
        with pytest.raises(Incomparable):
            rate.over(published)


def test_saves_never_compare_with_engagement() -> None:
    with pytest.raises(TypeError, match="save rate by views does not compare with engagement"):
        Figure(0.01, Measured.SAVE_RATE, Per.VIEWS).over(
            Figure(0.04, Measured.ENGAGEMENT, Per.VIEWS)
        )


def test_every_figure_is_a_default_under_its_own_key() -> None:
    assert len({one.key for one in BENCHMARKS}) == len(BENCHMARKS)
    assert all(DEFAULTS[one.key].value == one.value for one in BENCHMARKS)
    assert all(DEFAULTS[one.key].denominator == one.per for one in BENCHMARKS)


def test_published_figures_contradict_each_other_and_all_are_kept() -> None:
    by_views = [
        one.value
        for one in BENCHMARKS
        if (one.measured, one.per, one.year) == (Measured.ENGAGEMENT, Per.VIEWS, 2022)
    ]

    assert sorted(by_views) == [Decimal("0.0510"), Decimal("0.0672")]
    assert all(one.grade is Grade.C for one in BENCHMARKS if one.measured is Measured.SAVE_RATE)


def test_sizes_and_industries_only_fit_those_they_are_of() -> None:
    sizes = {one.key: one for one in BENCHMARKS}

    assert sizes["engagement_sociavault_10k"].fits(10_000)
    assert not sizes["engagement_sociavault_10k"].fits(50_000)
    assert not sizes["engagement_sociavault_10k"].fits(None)
    assert sizes["engagement_sociavault_all"].fits(None)
    assert not sizes["engagement_rival_iq_2024_retail"].fits(10_000)


def test_labels_say_against_what() -> None:
    assert named(Measured.ENGAGEMENT, Per.FOLLOWERS) == "Engagement by followers"
    assert named(Measured.POSTS, Per.WEEK) == "Posts a week"
    assert named(Measured.VIEW_RATE, Per.NOT_PRINTED) == "View rate, denominator not printed"
