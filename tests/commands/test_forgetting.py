"""People are not kept: not in originals, tables or leftovers; and can be forgotten altogether."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from clipworth.commands.correcting import remove
from clipworth.commands.forgetting import forget, retire
from clipworth.ingest.workspace import Clock
from clipworth.sources.read import person_hash
from workspaces import CLOCK, Brand, zipped

ANA, BEN = "ana.martin@mail.example", "ben@mail.example"
PEOPLE = (ANA, BEN, "Ana Martín", "Ana Mart", "+34 611 000 111", "34611000111", "Calle Olmo 7")
COLUMNS = (
    "Name,Email,Financial Status,Total,Subtotal,Currency,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Billing Name,Billing Address1,Phone,Notes,Id\n"
)
ORDERS = (
    COLUMNS
    + f"""\
#1001,{ANA},paid,40.00,40.00,EUR,2026-10-01 09:00:00 +0200,1,Beans,25.00,Ana Martín,"Calle Olmo 7",'+34 611 000 111,"Ring
twice, Ana Martín",5001
#1001,{ANA},,,,,,1,Filter,15.00,,,,,
#1002, {ANA.upper()},paid,15.00,15.00,EUR,2026-10-03 10:00:00 +0200,1,Filter,15.00,Ana Martín,Calle Olmo 7,,,5002
#1003,{BEN},paid,9.00,9.00,EUR,2026-10-04 10:00:00 +0200,1,Mug,9.00,Ben,,,,5003

#1004,,paid,9.0O,9.00,EUR,2026-10-05 10:00:00 +0200,1,Mug,9.00,,Calle Olmo 7, Hof,'+34 611 000 111,,5004
#1005,{BEN},paid,7.00,7.00,EUR,2026-10-05 11:00:00 +0200,1,Mug,7.00,"Ana Martín,,,,5005
"""  # noqa: E501
)
REVENUE = "select order_id, total from sale order by order_id"
PERSONS = "select order_id, person from sale order by order_id"


def hash_in(brand: Brand, person: str) -> str:
    return person_hash(person, brand.workspace.person_key())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_nobody_stands_in_the_workspace_after_an_import(brand: Brand, encoding: str) -> None:
    read = brand.bring("orders_export.csv", ORDERS.encode(encoding))

    assert (read.row_count, read.rows_read, read.set_aside) == (6, 4, 2)
    assert brand.files_with(*PEOPLE) == []
    persons = dict(brand.rows(PERSONS))
    assert persons["5001"] == persons["5002"] == hash_in(brand, ANA)
    assert persons["5003"] == hash_in(brand, BEN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_redacted_original_gives_the_same_again(brand: Brand, encoding: str) -> None:
    brand.bring("orders_export.csv", ORDERS.encode(encoding))
    before = brand.tables()

    brand.rebuild()

    assert brand.tables() == before


def test_an_original_without_people_is_kept_byte_for_byte(brand: Brand) -> None:
    content = "Post ID;Views\r\n7300000000000000001; 100 \r\n".encode("utf-16")
    brand.bring("posts.csv", content)

    (kept,) = brand.workspace.originals.glob("files/*/*")
    assert kept.read_bytes() == content


def test_a_file_of_unknown_kind_that_names_people_is_not_kept(brand: Brand) -> None:
    sheet = f"Kunde,Adresse,Notiz\n{ANA},Calle Olmo 7,x\n"
    read = brand.bring("kunden.csv", sheet)
    brand.bring("kunden16.csv", sheet.encode("utf-16"))

    assert "no copy of it was kept" in read.problems[0].remedy
    assert brand.files_with(*PEOPLE) == []
    before = brand.tables()
    brand.rebuild()
    assert brand.tables() == before


def workbook(*sheets: tuple[str, str]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, text in sheets:
        sheet = book.create_sheet(title)
        for line in text.strip().splitlines():
            sheet.append(line.split(","))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


SIMPLE = COLUMNS + "".join(
    f"#{n},{mail},paid,{n}.00,{n}.00,EUR,2026-10-{n:02d} 09:00:00 +0200,1,Beans,{n}.00,{who},"
    f"Calle Olmo 7,+34 611 000 111,,500{n}\n"
    for n, mail, who in ((1, ANA, "Ana Martín"), (2, BEN, "Ben"))
)
POSTS = "Post ID,Views\n7300000000000000001,100\n"


def unpacked(kept: Path) -> bytes:
    """Give the bytes of an original, those inside a workbook too."""
    import zipfile

    if not zipfile.is_zipfile(kept):
        return kept.read_bytes()
    with zipfile.ZipFile(kept) as archive:
        return b"".join(archive.read(member) for member in archive.namelist())


def test_one_sheet_with_people_redacts_the_whole_workbook(brand: Brand) -> None:
    brand.bring("all.xlsx", workbook(("Orders", SIMPLE), ("Posts", POSTS), ("Other", "A,B\n1,2")))
    before = brand.tables()
    kept = [unpacked(path) for path in brand.workspace.originals.glob("files/*/*")]

    assert len(brand.rows(PERSONS)) == 2
    assert brand.rows("select post_id from post") == [("7300000000000000001",)]
    assert not any(ANA.encode() in content or b"Olmo" in content for content in kept)
    brand.rebuild()
    assert brand.tables() == before


def keep_people(brand: Brand) -> None:
    config = brand.workspace.config
    config.write_text(config.read_text().replace('originals = "redact"', 'originals = "keep"'))


@pytest.mark.parametrize("mode", ["redact", "keep"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "zip"])
def test_who_is_forgotten_is_in_no_file_but_the_journal(brand: Brand, mode: str, form: str) -> None:
    if mode == "keep":
        keep_people(brand)
    content = {
        "csv": SIMPLE.encode(),
        "xlsx": workbook(("Orders", SIMPLE), ("Posts", POSTS)),
        "zip": zipped({"orders.csv": SIMPLE}),
    }[form]
    brand.bring(f"orders.{form}", content)
    revenue = brand.rows(REVENUE)

    named = forget(
        brand.workspace, f" {ANA.upper()}", CLOCK, who="ana", progress=lambda _: None
    ).files

    assert named == 1
    assert brand.rows(REVENUE) == revenue
    assert brand.rows(PERSONS) == [("5001", None), ("5002", hash_in(brand, BEN))]
    assert brand.files_with(hash_in(brand, ANA)) == ["journal/000001-forget.json"]
    for kept in brand.workspace.originals.glob("files/*/*"):
        assert ANA.encode() not in unpacked(kept)
        assert "Ana Martín".encode() not in unpacked(kept)
    before = brand.tables()
    brand.rebuild()
    assert brand.tables() == before


@pytest.mark.parametrize("mode", ["redact", "keep"])
def test_who_is_forgotten_does_not_come_back_with_a_later_file(brand: Brand, mode: str) -> None:
    if mode == "keep":
        keep_people(brand)
    brand.bring("orders.csv", SIMPLE)
    forget(brand.workspace, ANA, CLOCK, who="ana", progress=lambda _: None)

    brand.bring("orders.csv", SIMPLE)
    brand.bring("later.csv", SIMPLE + SIMPLE.splitlines()[1].replace("5001", "5009") + "\n")

    assert dict(brand.rows(PERSONS)) == {"5001": None, "5002": hash_in(brand, BEN), "5009": None}
    assert brand.files_with(hash_in(brand, ANA), ANA) == ["journal/000001-forget.json"]


def test_who_is_forgotten_is_struck_from_removed_imports_too(brand: Brand) -> None:
    brand.bring("orders.csv", SIMPLE)
    receipt = brand.report.taken[0].receipt.receipt
    remove(brand.workspace, receipt, CLOCK, who="ana", erase=False)

    forget(brand.workspace, ANA, CLOCK, who="ana", progress=lambda _: None)

    assert brand.files_with(hash_in(brand, ANA)) == ["journal/000002-forget.json"]
    brand.bring("orders.csv", SIMPLE)
    assert brand.rows(PERSONS)[0] == ("5001", None)


def test_a_phone_finds_its_rows_where_originals_are_kept(brand: Brand) -> None:
    keep_people(brand)
    brand.bring("orders.csv", SIMPLE)

    named = forget(
        brand.workspace, "+34 611-000-111", CLOCK, who="ana", progress=lambda _: None
    ).files

    assert named == 1
    assert brand.rows(PERSONS) == [("5001", None), ("5002", None)]
    assert brand.files_with("611 000 111", "611-000-111") == []


def retain(brand: Brand, days: int) -> None:
    config = brand.workspace.config
    config.write_text(
        config.read_text().replace("# retention_days = 730", f"retention_days = {days}")
    )


def test_people_are_unlinked_when_their_time_is_over(brand: Brand) -> None:
    retain(brand, 30)
    brand.bring("orders.csv", SIMPLE)
    assert len(brand.files_with(hash_in(brand, ANA))) > 0

    # On 2026-10-31 the order of the first is 30 days old; a day later it is over.
    gone = retire(
        brand.workspace,
        Clock(date(2026, 11, 1), "2026-11-01T08:00:00Z"),
        who="ana",
        progress=lambda _: None,
    )

    assert gone == 1
    assert brand.rows(PERSONS) == [("5001", None), ("5002", hash_in(brand, BEN))]
    assert brand.files_with(hash_in(brand, ANA)) == []
    before = brand.tables()
    brand.rebuild()
    assert brand.tables() == before


def test_an_import_unlinks_whose_time_is_over(brand: Brand) -> None:
    retain(brand, 10)

    brand.bring("orders.csv", SIMPLE)

    assert brand.rows(PERSONS) == [("5001", None), ("5002", None)]
    assert brand.files_with(hash_in(brand, ANA), hash_in(brand, BEN)) == []
