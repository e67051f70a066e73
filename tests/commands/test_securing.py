"""Keys lie outside of the workspace; originals can be sealed; both can be changed and lost."""

import stat
from datetime import date
from pathlib import Path

import pytest

from clipworth.commands.correcting import remove, undo
from clipworth.commands.forgetting import forget, nobody, retire
from clipworth.commands.opening import key_moved
from clipworth.commands.securing import begin, give_back, rotate
from clipworth.ingest.keys import FORMER, LostKeyError
from clipworth.ingest.workspace import Clock
from clipworth.model.problems import WrongUse
from clipworth.sources.read import person_hash
from workspaces import CLOCK, Brand

ANA, BEN = "ana.martin@mail.example", "ben@mail.example"
COLUMNS = (
    "Name,Email,Financial Status,Total,Subtotal,Currency,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Billing Name,Phone,Id\n"
)
FIRST = f"#1,{ANA},paid,1.00,1.00,EUR,2026-10-01 09:00:00 +0200,1,Tea,1.00,Ana Olmo,{{}},5001\n"
SECOND = f"#2,{BEN},paid,2.00,2.00,EUR,2026-10-02 09:00:00 +0200,1,Tea,2.00,Ben Roble,,5002\n"
ORDERS = COLUMNS + FIRST.format("+34 611 000 111") + SECOND
PEOPLE = (ANA, BEN, "Ana Olmo", "Ben Roble", "611 000 111")
PERSONS = "select order_id, person from sale order by order_id"


def quietly(file: str) -> None:
    del file


def say(brand: Brand, old: str, new: str) -> None:
    config = brand.workspace.config
    assert old in config.read_text()
    config.write_text(config.read_text().replace(old, new))


def encrypting(brand: Brand) -> Brand:
    say(brand, 'originals = "redact"', 'originals = "encrypt"')
    return brand


def lose_key(brand: Brand) -> None:
    brand.workspace.keyring().path.unlink()


def hash_of(brand: Brand, person: str) -> str:
    return person_hash(person, brand.workspace.person_key())


def test_the_key_lies_outside_and_only_its_owner_reads_it(brand: Brand) -> None:
    held = brand.workspace.keyring()

    assert brand.workspace.folder not in held.path.parents
    assert stat.S_IMODE(held.path.stat().st_mode) == 0o600
    assert brand.files_with(held.newest.hex()) == []


def test_each_workspace_has_a_key_of_its_own(brand: Brand, tmp_path: Path) -> None:
    from workspaces import brand_in

    other = brand_in(tmp_path / "other")

    assert other.workspace.person_key() != brand.workspace.person_key()


def test_a_key_inside_is_moved_out_and_knows_the_same_people(brand: Brand) -> None:
    (brand.workspace.folder / "keys.json").unlink()
    former = brand.workspace.folder / FORMER
    former.write_text("ab" * 32)

    place = key_moved(brand.workspace)

    assert place == brand.workspace.keyring().path
    assert not former.exists()
    assert brand.workspace.person_key() == bytes.fromhex("ab" * 32)
    assert key_moved(brand.workspace) is None


def test_a_lost_key_refuses_and_is_never_replaced_silently(brand: Brand) -> None:
    brand.bring("orders_export.csv", ORDERS)
    before = brand.rows(PERSONS)
    lose_key(brand)

    with pytest.raises(LostKeyError, match="Put it back from your backup") as lost:
        brand.bring("more.csv", ORDERS + "\n")

    assert "clipworth keys new" in str(lost.value)
    assert brand.rows(PERSONS) == before


def test_a_workspace_without_any_trace_of_its_key_refuses_too(brand: Brand) -> None:
    brand.bring("orders_export.csv", ORDERS)
    (brand.workspace.folder / "keys.json").unlink()

    with pytest.raises(LostKeyError):
        brand.workspace.keyring()


@pytest.mark.parametrize("content", ["{", '{"keys": []}', f'{{"keys": ["{"cd" * 32}"]}}'])
def test_a_damaged_or_foreign_key_is_no_key(brand: Brand, content: str) -> None:
    brand.workspace.keyring().path.write_text(content)

    with pytest.raises(LostKeyError, match=r"damaged|another key"):
        brand.workspace.keyring()


def test_beginning_anew_keeps_the_rows_and_says_what_is_closed(brand: Brand) -> None:
    encrypting(brand).bring("orders_export.csv", ORDERS)
    before = brand.rows(PERSONS)
    with pytest.raises(WrongUse, match="not lost"):
        begin(brand.workspace, CLOCK, who="ana", progress=quietly)
    lose_key(brand)

    held = begin(brand.workspace, CLOCK, who="ana", progress=quietly)

    assert (held.sealed, held.closed) == (1, 1)
    assert brand.rows(PERSONS) == before
    brand.rebuild()
    assert brand.rows("select message from problem") == [
        (f"is kept encrypted. No key at hand opens {sealed_name(brand)}.",)
    ]


def sealed_name(brand: Brand) -> str:
    (sealed,) = brand.workspace.originals.glob("files/*/*")
    return sealed.name


def test_an_encrypted_original_names_nobody_and_gives_the_same_again(brand: Brand) -> None:
    encrypting(brand).bring("orders_export.csv", ORDERS)
    before = brand.tables()

    brand.rebuild()

    assert brand.report.taken[0].receipt.privacy == "encrypted"
    assert brand.tables() == before
    assert brand.files_with(*PEOPLE) == []
    assert list(brand.workspace.work.iterdir()) == []


def test_an_encrypted_original_can_be_written_out_as_it_came(brand: Brand, tmp_path: Path) -> None:
    encrypting(brand).bring("orders_export.csv", ORDERS)
    receipt = brand.report.taken[0].receipt.receipt

    written = give_back(brand.workspace, receipt, tmp_path / "out")

    assert written.read_text() == ORDERS
    with pytest.raises(WrongUse, match="exists already"):
        give_back(brand.workspace, receipt, tmp_path / "out")


def test_rotation_knows_the_same_people_under_other_hashes(brand: Brand) -> None:
    encrypting(brand).bring("orders_export.csv", ORDERS)
    old = hash_of(brand, ANA)

    held = rotate(brand.workspace, CLOCK, who="ana", progress=quietly)

    assert (held.number, held.sealed, held.closed, held.redacted) == (2, 1, 0, 0)
    assert hash_of(brand, ANA) != old
    assert dict(brand.rows(PERSONS))["5001"] == hash_of(brand, ANA)
    assert brand.files_with(old) == []
    brand.rebuild()
    assert dict(brand.rows(PERSONS))["5002"] == hash_of(brand, BEN)


def test_rotation_counts_redacted_originals_which_keep_their_hashes(brand: Brand) -> None:
    brand.bring("orders_export.csv", ORDERS)
    before = brand.rows(PERSONS)

    held = rotate(brand.workspace, CLOCK, who="ana", progress=quietly)

    assert held.redacted == 1
    assert brand.rows(PERSONS) == before


@pytest.mark.parametrize("when", ["before", "after"])
def test_who_is_forgotten_stays_so_whatever_the_key(brand: Brand, when: str) -> None:
    brand.bring("orders_export.csv", ORDERS)
    if when == "after":
        rotate(brand.workspace, CLOCK, who="ana", progress=quietly)
    assert forget(brand.workspace, ANA, CLOCK, who="ana", progress=quietly).files == 1
    if when == "before":
        rotate(brand.workspace, CLOCK, who="ana", progress=quietly)

    brand.bring("later.csv", ORDERS.replace("5001", "5009"))

    persons = dict(brand.rows(PERSONS))
    assert (persons["5001"], persons["5009"]) == (None, None)


@pytest.mark.parametrize("typed", ["+34 611-000-111", "611 000 111", "0034611000111"])
def test_a_phone_is_found_however_it_is_written(brand: Brand, typed: str) -> None:
    say(brand, '# country = "DE"', 'country = "ES"')
    encrypting(brand).bring("orders_export.csv", ORDERS)

    named = forget(brand.workspace, typed, CLOCK, who="ana", progress=quietly).files

    assert named == 1
    assert brand.rows(PERSONS) == [("5001", None), ("5002", hash_of(brand, BEN))]


def test_a_national_number_of_no_country_is_nobodys_and_says_so(brand: Brand) -> None:
    encrypting(brand).bring("orders_export.csv", ORDERS)

    assert forget(brand.workspace, "0611 000 111", CLOCK, who="ana", progress=quietly).files == 0
    assert "country" in nobody(brand.workspace, "0611 000 111")
    assert "country" not in nobody(brand.workspace, "carl@mail.example")


@pytest.mark.parametrize("mode", ["redact", "encrypt"])
def test_whose_time_is_over_is_struck_from_removed_imports_too(brand: Brand, mode: str) -> None:
    if mode == "encrypt":
        encrypting(brand)
    brand.bring("orders_export.csv", ORDERS)
    receipt = brand.report.taken[0].receipt.receipt
    remove(brand.workspace, receipt, CLOCK, who="ana", erase=False)
    say(brand, "# retention_days = 730", "retention_days = 30")

    then = Clock(date(2026, 11, 1), "2026-11-01T08:00:00Z")
    assert retire(brand.workspace, then, who="ana", progress=quietly) == 1

    assert brand.rows(PERSONS) == []
    assert brand.files_with(hash_of(brand, ANA), ANA) == []
    undo(brand.workspace, 1, then, who="ana")
    assert brand.rows(PERSONS) == [("5001", None), ("5002", hash_of(brand, BEN))]


@pytest.mark.parametrize("mode", ["redact", "encrypt"])
def test_a_file_that_nobody_claims_is_kept_but_not_in_clear(brand: Brand, mode: str) -> None:
    if mode == "encrypt":
        encrypting(brand)
    sheet = "Kunde,Rückruf,Notiz\nAna Olmo,+34 611 000 111,x\n"

    brand.bring("kunden.csv", sheet)

    assert brand.files_with("Ana Olmo", "611 000 111") == []
    assert brand.report.taken[0].receipt.privacy == "encrypted"
    assert (
        give_back(
            brand.workspace, brand.report.taken[0].receipt.receipt, brand.desk / "out"
        ).read_text()
        == sheet
    )
