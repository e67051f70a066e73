"""Numbers in sentences: compact, with their unit, the minus sign a real one."""

from decimal import Decimal

import pytest

from clipworth.answers import words
from clipworth.model.units import Kind, Unit


@pytest.mark.parametrize(
    ("number", "said"),
    [(9840, "9,840"), (41800, "41.8k"), (184000, "184k"), (8421377, "8.42M"), (-12, "−12")],
)
def test_counts_are_compact_from_ten_thousand(number: int, said: str) -> None:
    assert words.count(number) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("40.76", "€40.76"),
        ("9840", "€9,840"),
        ("117803.42", "€117.8k"),
        ("-12", "−€12.00"),
        ("2500000", "€2.50M"),
    ],
)
def test_money_carries_its_sign(amount: str, said: str) -> None:
    assert words.money(Decimal(amount), "EUR") == said


def test_other_currencies_are_named() -> None:
    assert words.money(12, "CHF") == "12.00 CHF"
    assert words.money(12, None) == "12.00"


def test_changes_are_signed() -> None:
    assert words.percent(0.22, signed=True) == "+22 %"
    assert words.percent(-0.064, signed=True) == "−6.4 %"
    assert words.percent(0.714) == "71.4 %"


def test_a_rate_is_said_per_hundred() -> None:
    unit = Unit(Kind.RATE, "action", "view")

    assert words.value(0.0712, unit) == "7.12 actions per 100 views"
