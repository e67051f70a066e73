"""A newer copy of a sheet takes the place of the older one; another sheet stands beside it."""

from clipworth.commands.correcting import remove
from workspaces import CLOCK, Brand

COSTS = "select amount::int, note from cost order by 1, 2"


def bring(brand: Brand, file: str, day: str, *lines: str) -> None:
    text = "\n".join(["Month,Kind,Amount,Currency,Note", *lines]) + "\n"
    brand.bring(file, text, exported_on=day)


def test_a_corrected_copy_takes_the_place_of_the_sheet_and_says_so(brand: Brand) -> None:
    bring(brand, "old/costs.csv", "2026-10-01", "2026-09,production,1000,EUR,Studio")
    bring(
        brand, "new/costs (1).csv", "2026-10-05",
        "2026-09,production,1000,EUR,Studio day", "2026-10,tools,20,EUR,",
    )  # fmt: skip

    assert brand.rows(COSTS) == [(20, ""), (1000, "Studio day")]
    assert any("takes the place of costs.csv" in one.message for one in brand.report.problems)
    assert brand.rows(COSTS, as_of="2026-10-02") == [(1000, "Studio")]


def test_sheets_of_different_months_stand_beside_each_other(brand: Brand) -> None:
    bring(brand, "may/costs.csv", "2026-06-01", "2026-05,production,100,EUR,")
    bring(brand, "june/costs.csv", "2026-07-01", "2026-06,production,200,EUR,")

    assert brand.rows(COSTS) == [(100, ""), (200, "")]


def test_a_sheet_of_another_name_takes_nobodys_place(brand: Brand) -> None:
    bring(brand, "costs-agency.csv", "2026-10-01", "2026-09,tools,500,EUR,agency")
    bring(brand, "costs-studio.csv", "2026-10-02", "2026-09,tools,320,EUR,studio")

    assert brand.rows(COSTS) == [(320, "studio"), (500, "agency")]


def test_taking_the_newer_copy_out_brings_the_older_one_back(brand: Brand) -> None:
    bring(brand, "costs.csv", "2026-10-01", "2026-09,tools,500,EUR,one")
    bring(brand, "costs (2).csv", "2026-10-02", "2026-09,tools,400,EUR,two")

    taken = brand.report.taken[0].receipt.receipt
    remove(brand.workspace, taken, CLOCK, who="ana", erase=False)

    assert brand.rows(COSTS) == [(500, "one")]
