"""Published numbers, each with its source, year, denominator and grade; the brand may type over."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from clipworth.model.defaults.benchmarks import BENCHMARKS
from clipworth.model.defaults.kinds import Default, Grade
from clipworth.model.defaults.paid import PAID
from clipworth.model.defaults.thresholds import THRESHOLDS
from clipworth.model.defaults.worth import RATE_SETS

DEFAULTS: dict[str, Default] = {
    one.key: one
    for one in (
        *THRESHOLDS,
        *PAID,
        *(rate for rates in RATE_SETS for rate in rates.defaults),
        *(one.default for one in BENCHMARKS),
    )
}


def default(typed: Mapping[str, Decimal], key: str) -> Default:
    """Give a default, or what the brand typed in its place.

    typed: the part [defaults] of clipworth.toml, by key. Raises KeyError for a key that is none.
    """
    published = DEFAULTS[key]
    if key not in typed:
        return published
    return replace(published, value=typed[key], grade=Grade.TYPED)
