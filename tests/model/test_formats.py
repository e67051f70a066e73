"""Numbers read as people write them, one precision a column, the minus a real one."""

from datetime import date
from decimal import Decimal

import pytest

from clipworth.model import formats
from clipworth.model.units import MONEY, RATIO, SECONDS, SHARE, Kind, Unit, counted

RATE = Unit(Kind.RATE, "action", "view")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (9_840, "9,840"),
        (9_999, "9,999"),
        (9_999.7, "10.0k"),
        (41_800, "41.8k"),
        (184_200, "184k"),
        (999_500, "1.00M"),
        (8_421_377, "8.42M"),
        (-479_000, "−479k"),
        (3_200_000_000, "3.20B"),
    ],
)
def test_counts_are_compact_from_ten_thousand_with_three_figures(number: float, said: str) -> None:
    assert formats.count(number) == said


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("40.76", "EUR", "€40.76"),
        ("9840", "EUR", "€9,840"),
        ("117803.42", "EUR", "€117.8k"),
        ("999960", "USD", "$1.00M"),
        ("-12.5", "GBP", "−£12.50"),
        ("0.042", "EUR", "€0.042"),
        ("9840", "CHF", "9,840 CHF"),
        ("310", "JPY", "¥310"),
    ],
)
def test_amounts_carry_their_currency(amount: str, currency: str, said: str) -> None:
    assert formats.money(Decimal(amount), currency) == said


def test_a_share_gets_more_decimals_only_where_its_interval_would_collapse() -> None:
    wide = formats.decimals(SHARE, [0.714], [(0.70, 0.73)])
    narrow = formats.decimals(SHARE, [0.0220], [(0.0215, 0.0224), (0.02201, 0.02204)])

    assert (wide, narrow) == (1, 3)
    assert formats.value(0.022, SHARE, places=narrow) == "2.200 %"


def test_intervals_say_their_unit_once_and_spell_signs() -> None:
    assert formats.interval(0.0262, 0.0405, RATE) == "2.62–4.05"
    assert formats.interval(0.676, 0.894, SHARE) == "67.6–89.4"
    assert formats.interval(-0.06, 0.4, SHARE, plus=True) == "−6.0 % to +40 %"
    assert formats.interval(1.71, 2.82, RATIO) == "1.71–2.82"
    assert formats.interval(9840, float("inf"), MONEY, "EUR") == "€9,840 or more"
    assert formats.interval(None, None, SHARE) == ""


def test_cells_of_all_kinds() -> None:
    assert formats.cell(None, SHARE) == "unknown"
    assert formats.cell(float("nan"), SHARE) == "unknown"
    assert formats.cell(date(2026, 11, 4), formats.Unit(Kind.DAY)) == "4 Nov 2026"
    assert formats.cell(True, formats.Unit(Kind.FLAG)) == "yes"
    assert formats.cell(9.44, SECONDS) == "9.4 s"
    assert formats.cell(12_345, counted("row number")) == "12345"
    assert formats.cell(-0.0001, SHARE) == "0.0 %"


def test_headings_say_the_unit() -> None:
    assert formats.heading(RATE) == "actions per 100 views"
    assert formats.heading(Unit(Kind.MONEY, "money", "order"), "EUR") == "€ per order"
    assert formats.heading(counted("view")) == "views"
