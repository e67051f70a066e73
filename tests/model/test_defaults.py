"""Published numbers: whose they are, and that the brand may type over each."""

from decimal import Decimal

import pytest

from clipworth.model.defaults import DEFAULTS, default
from clipworth.model.defaults.kinds import OWN_CHOICE, Default, Grade
from clipworth.model.defaults.worth import ACTIONS, NETWORKS, RATE_SETS, RateSet

# The post on which the sets were set against each other in the research.
POST = {"view": 500_000, "like": 20_000, "comment": 500, "share": 2_000}


@pytest.mark.parametrize("one", DEFAULTS.values(), ids=lambda one: one.key)
def test_a_default_says_whose_it_is_and_what_it_is_measured_against(one: Default) -> None:
    assert one.source
    assert one.denominator
    assert one.address.startswith("https://") or (one.source, one.grade) == (OWN_CHOICE, Grade.C)
    assert one.grade in (Grade.A, Grade.B, Grade.C)
    assert one.value > 0


def test_what_the_brand_types_stands_and_is_called_its_own() -> None:
    typed = default({"posts_per_month": Decimal(12)}, "posts_per_month")

    assert typed.value == 12
    assert typed.cited == "as typed in clipworth.toml"
    assert default({}, "posts_per_month").value == 20


def test_a_grade_of_c_raises_no_alarm() -> None:
    assert not Grade.C.may_alarm
    assert Grade.A.may_alarm
    assert Grade.TYPED.may_alarm


def worth(rates: RateSet) -> Decimal:
    """Value the post by a set: each action at its own rate, else at that of engagement."""
    known = {action: rates.rates.get(("tiktok", action)) for action in ACTIONS}
    return sum(
        (
            count * (known[action] or (known["engagement"] if action != "view" else None) or 0)
            for action, count in POST.items()
        ),
        Decimal(0),
    )


def test_the_published_sets_disagree_about_one_post_as_the_research_found() -> None:
    found = {rates.key: round(worth(rates)) for rates in RATE_SETS}

    assert found == {
        "socialinsider": 12_875,
        "socialinsider_calculator": 14_248,
        "fair_influence": 8_375,
        "ayzenberg": 10_445,
        "mightyscout": 2_500,
        "ignyte": 5_000,
    }


def test_rates_are_for_actions_and_networks_that_exist() -> None:
    for rates in RATE_SETS:
        for network, action in rates.rates:
            assert network in NETWORKS
            assert action in ACTIONS
