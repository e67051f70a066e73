"""Shares of things that are right or wrong by themselves, like statsmodels."""

import pytest
from statsmodels.stats.proportion import proportion_confint

from clipworth.stats.estimate import TooFew
from clipworth.stats.proportions import share_of


@pytest.mark.parametrize(("hits", "tries"), [(25, 26), (0, 7), (7, 7), (480, 1_000)])
def test_an_interval_is_wilsons(hits: int, tries: int) -> None:
    found = share_of(hits, tries)

    theirs = proportion_confint(hits, tries, method="wilson")
    assert (found.low, found.high) == pytest.approx(theirs, abs=1e-9)
    assert found.value == hits / tries


def test_nothing_tried_has_no_share() -> None:
    with pytest.raises(TooFew):
        share_of(0, 0)
    with pytest.raises(ValueError, match="no share"):
        share_of(3, 2)
