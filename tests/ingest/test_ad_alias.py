"""An ad that files name differently is one: by id or by names, with its account or without."""

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from clipworth.commands.correcting import remove
from workspaces import CLOCK, Brand, brand_in

IDS = (
    "By Day,Campaign name,Campaign ID,Ad group name,Ad group ID,Ad name,Ad ID,"
    "Cost,Impressions,Currency\n"
    "2026-03-07,Spring,1790000000000000011,Cold,1790000000000000012,Pour over,"
    "1790000000000000021,40.00,900,EUR\n"
    "2026-03-08,Spring,1790000000000000011,Cold,1790000000000000012,Pour over,"
    "1790000000000000021,60.00,900,EUR\n"
)
NAMES = (
    "By Day,Campaign name,Ad group name,Ad name,Cost,Impressions,Currency\n"
    "2026-03-07,Spring,Cold,Pour over,40.00,900,EUR\n"
    "2026-03-08,Spring,Cold,Pour over,61.00,900,EUR\n"
)
TWO_OF_A_NAME = IDS + (
    "2026-03-07,Spring,1790000000000000011,Cold,1790000000000000012,Pour over,"
    "1790000000000000022,5.00,900,EUR\n"
)


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    """Give an empty workspace of a brand in euros."""
    return brand_in(tmp_path, brand="Kaffee", currency="EUR", accounts=("kaffee",))


def spend(brand: Brand) -> list[tuple[str, str, Decimal]]:
    """Give account, entity and spend of each ad, in all."""
    return brand.rows("select ad_account, entity, sum(spend) from ad_day group by all order by all")


@pytest.mark.parametrize("order", [*permutations(("ids", "names", "nameless"))])
def test_an_ad_stands_once_however_its_files_name_it(brand: Brand, order: tuple[str, ...]) -> None:
    files = {
        "ids": (IDS, "2026-03-09", "brew"),
        "names": (NAMES, "2026-03-10", "brew"),
        "nameless": (NAMES.replace("61.00", "62.00"), "2026-03-11", None),
    }
    for name in order:
        content, day, account = files[name]
        brand.bring(f"{name}.csv", content, day, account)

    assert spend(brand) == [("brew", "1790000000000000021", Decimal("102"))]
    before = brand.tables()
    brand.rebuild()
    assert brand.tables() == before


def test_names_that_two_ads_bear_are_neither_of_them(brand: Brand) -> None:
    brand.bring("two.csv", TWO_OF_A_NAME, "2026-03-09", "brew")
    brand.bring("names.csv", NAMES, "2026-03-10", "brew")

    assert [entity for _, entity, _ in spend(brand)] == [
        "1790000000000000021", "1790000000000000022", "Spring > Cold > Pour over"
    ]  # fmt: skip


def test_an_ad_is_by_its_names_again_once_the_file_with_its_id_is_taken_out(brand: Brand) -> None:
    brand.bring("names.csv", NAMES, "2026-03-10", "brew")
    alone = spend(brand)
    brand.bring("ids.csv", IDS, "2026-03-09", "brew")

    remove(brand.workspace, brand.report.taken[0].receipt.receipt, CLOCK, who="ana", erase=False)

    assert spend(brand) == alone == [("brew", "Spring > Cold > Pour over", Decimal("101"))]


def test_the_same_ad_of_two_named_accounts_is_two(brand: Brand) -> None:
    brand.bring("one.csv", NAMES, "2026-03-10", "brew")
    brand.bring("two.csv", NAMES.replace("61.00", "62.00"), "2026-03-10", "roast")
    brand.bring("nameless.csv", NAMES.replace("61.00", "63.00"), "2026-03-11")

    assert [account for account, _, _ in spend(brand)] == ["ad account", "brew", "roast"]
