"""A wrong import is taken out as if it had never come, and comes back as if it had never gone."""

from pathlib import Path

import pytest

from clipworth.commands.correcting import remove, undo
from clipworth.commands.mapping import map_columns
from clipworth.ingest import journal
from clipworth.model.problems import WrongUse
from workspaces import CLOCK, Brand, brand_in

RIGHT = "Post ID,Views,Likes\n7300000000000000001,100,10\n7300000000000000002,200,20\n"
WRONG = "Post ID,Views,Likes\n7300000000000000002,9,9\n7300000000000000003,8,8\n"


def bring_both(brand: Brand) -> str:
    """Import the right file and then the wrong one; gives the receipt of that."""
    brand.bring("right.csv", RIGHT, exported_on="2026-10-01")
    brand.bring("wrong.csv", WRONG, exported_on="2026-10-20")
    return brand.report.taken[0].receipt.receipt


@pytest.mark.parametrize("erase", [False, True])
def test_what_is_removed_might_never_have_come(tmp_path: Path, brand: Brand, erase: bool) -> None:
    never = brand_in(tmp_path / "never", brand="Kaffee", currency="EUR", accounts=("kaffee",))
    never.bring("right.csv", RIGHT, exported_on="2026-10-01")
    wrong = bring_both(brand)

    remove(brand.workspace, wrong, CLOCK, who="ana", erase=erase)

    assert brand.tables() == never.tables()
    brand.rebuild()
    assert brand.tables() == never.tables()
    assert len(list(brand.workspace.originals.glob("files/*/*"))) == (1 if erase else 2)


@pytest.mark.parametrize("erase", [False, True])
def test_what_was_removed_comes_back_when_it_is_imported_again(brand: Brand, erase: bool) -> None:
    wrong = bring_both(brand)
    before = brand.figures()
    remove(brand.workspace, wrong, CLOCK, who="ana", erase=erase)

    brand.bring("wrong.csv", WRONG, exported_on="2026-10-20")

    assert brand.figures() == before


def test_a_removal_can_be_undone_unless_it_erased(brand: Brand) -> None:
    wrong = bring_both(brand)
    before = brand.tables()

    remove(brand.workspace, wrong, CLOCK, who="ana", erase=False)
    undo(brand.workspace, 1, CLOCK, who="ana")
    assert brand.tables() == before

    remove(brand.workspace, wrong, CLOCK, who="ana", erase=True)
    with pytest.raises(WrongUse, match="erased something"):
        undo(brand.workspace, 3, CLOCK, who="ana")


def test_an_undoing_can_be_undone(brand: Brand) -> None:
    wrong = bring_both(brand)
    remove(brand.workspace, wrong, CLOCK, who="ana", erase=False)
    without = brand.tables()
    undo(brand.workspace, 1, CLOCK, who="ana")

    undo(brand.workspace, 2, CLOCK, who="ana")

    assert brand.tables() == without


@pytest.mark.parametrize(("start", "says"), [("", "Several"), ("zz", "no receipt zz")])
def test_a_receipt_must_be_meant_by_its_beginning(brand: Brand, start: str, says: str) -> None:
    bring_both(brand)

    with pytest.raises(WrongUse, match=says):
        remove(brand.workspace, start, CLOCK, who="ana", erase=False)


def test_only_what_stands_can_be_undone(brand: Brand) -> None:
    wrong = bring_both(brand)
    remove(brand.workspace, wrong, CLOCK, who="ana", erase=False)
    undo(brand.workspace, 1, CLOCK, who="ana")

    with pytest.raises(WrongUse, match="undone already"):
        undo(brand.workspace, 1, CLOCK, who="ana")
    with pytest.raises(WrongUse, match="has no entry 77"):
        undo(brand.workspace, 77, CLOCK, who="ana")


OWN = "Clip;Gesehen;Gemerkt\n7300000000000000001;100;5\n"
COLUMNS = {"post_id": "Clip", "views": "Gesehen", "saves": "Gemerkt"}


def test_columns_are_mapped_once_for_all_sheets_like_it(brand: Brand) -> None:
    read = brand.bring("mine.csv", OWN, exported_on="2026-10-01")
    assert "no file that is known here" in read.problems[0].message

    opened = map_columns(
        brand.workspace, brand.desk / "mine.csv", "posts_sheet", COLUMNS, CLOCK, who="ana"
    )
    brand.bring("next.csv", OWN.replace(";100;", ";150;"), exported_on="2026-10-08")

    assert opened == 1
    assert brand.rows("select post_id, views, saves, _versions from post") == [
        ("7300000000000000001", 150, 5, 2)
    ]


def test_a_mapping_can_be_undone_and_made_again(brand: Brand) -> None:
    brand.bring("mine.csv", OWN, exported_on="2026-10-01")
    sheet = brand.desk / "mine.csv"
    map_columns(brand.workspace, sheet, "posts_sheet", COLUMNS, CLOCK, who="ana")
    mapped = brand.figures()

    undo(brand.workspace, 1, CLOCK, who="ana")
    assert brand.rows("select 1 from post") == []

    map_columns(brand.workspace, sheet, "posts_sheet", COLUMNS, CLOCK, who="ana")
    assert brand.figures() == mapped
    assert len(brand.journal(journal.MAP_COLUMNS)) == 1


@pytest.mark.parametrize(
    ("source", "columns", "says"),
    [
        ("post_sheet", COLUMNS, "Did you mean posts_sheet"),
        ("posts_sheet", {"view": "Gesehen"}, "Did you mean views"),
        ("posts_sheet", {"views": "Gesehn"}, "Did you mean Gesehen"),
        ("posts_sheet", {"views": "Gesehen"}, "also needs Post link"),
    ],
)
def test_a_mapping_names_what_it_does_not_know(
    brand: Brand, source: str, columns: dict[str, str], says: str
) -> None:
    sheet = brand.file("mine.csv", OWN)

    with pytest.raises(WrongUse, match=says):
        map_columns(brand.workspace, sheet, source, columns, CLOCK, who="ana")
