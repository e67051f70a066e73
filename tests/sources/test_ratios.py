"""Rates and costs are checked against their parts, and rounding is forgiven."""

from collections.abc import Iterator

import pytest

from clipworth.sources import ratios
from clipworth.store.engine import Store, scratch

RATE = ratios.rate(("CTR",), "rate", "clicks", "impressions", says="clicks divided by impressions")
CPC = ratios.cost(("CPC",), "cpc", "clicks", says="clicks")
CPM = ratios.cost(("CPM",), "cpm", "impressions", per=1000, says="thousands of impressions")
ROAS = ratios.return_on_spend(("ROAS",), "roas", "value")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give an engine that works out what a check says."""
    with scratch(tmp_path_factory.mktemp("spill")) as opened:
        yield opened


def is_wrong(store: Store, ratio: ratios.Ratio, **row: float | None) -> bool:
    """Ask the engine whether a row contradicts itself."""
    cells = ", ".join(
        f"{'null' if value is None else value}::DOUBLE as {key}" for key, value in row.items()
    )
    return bool(store.value(f"select coalesce({ratio.check.when}, false) from (select {cells})"))


@pytest.mark.parametrize(
    ("rate", "clicks", "impressions", "wrong"),
    [
        (0.0130, 13, 1000, False),
        (0.0131, 13, 1000, False),  # clicks were restated since
        (0.0150, 13, 1000, True),
        (0.013, 134, 10000, False),  # 1.3 % with one decimal
        (0.01, 134, 10000, False),  # 1 % without decimals
        (0.02, 134, 10000, True),
        (0.000134, 134, 10000, False),  # as a workbook holds 1.34 %
        (0.0, 134, 10000, True),
        (0.0, 0, 0, False),
        (0.5, None, 1000, False),
        (1.5, 15, 10, False),  # as conversions may exceed clicks
    ],
)
def test_a_rate_must_be_its_parts_divided(
    store: Store, rate: float, clicks: int | None, impressions: int, wrong: bool
) -> None:
    assert is_wrong(store, RATE, rate=rate, clicks=clicks, impressions=impressions) is wrong


@pytest.mark.parametrize(
    ("cpc", "spend", "clicks", "wrong"),
    [
        (0.35, 93.15, 269, False),
        (0.36, 93.15, 269, True),
        (0.3, 93.15, 269, False),
        (12.0, 12.4, 1, False),  # without decimals
        (1.57, 12.05, 21, True),
        (0.0, 0.0, 0, False),
        (0.35, None, 269, False),
        (35.0, 93.15, 269, True),
    ],
)
def test_a_cost_must_be_the_spend_divided(
    store: Store, cpc: float, spend: float | None, clicks: int, wrong: bool
) -> None:
    assert is_wrong(store, CPC, cpc=cpc, spend=spend, clicks=clicks) is wrong


def test_the_cent_that_spend_was_rounded_by_counts_for_a_thousand(store: Store) -> None:
    assert not is_wrong(store, CPM, cpm=3.98, spend=93.15, impressions=23390)
    assert not is_wrong(store, CPM, cpm=0.9, spend=0.01, impressions=11)
    assert is_wrong(store, CPM, cpm=39.8, spend=93.15, impressions=23390)


def test_a_return_must_be_the_value_divided_by_the_spend(store: Store) -> None:
    assert not is_wrong(store, ROAS, roas=3.03, value=121.0, spend=40.0)
    assert not is_wrong(store, ROAS, roas=0.0, value=0.0, spend=0.0)
    assert is_wrong(store, ROAS, roas=4.01, value=121.25, spend=40.05)
