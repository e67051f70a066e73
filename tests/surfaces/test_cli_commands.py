"""Every command does what it says, and says what it did."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from command_line import ADS, BROKEN_OVERVIEW, Clipworth

from clipworth.commands.telling import TEMPLATES


def test_init_makes_a_workspace_that_says_what_was_decided(
    tmp_path: Path, clipworth: Clipworth
) -> None:
    folder = tmp_path / "new"

    said = clipworth("init", folder, "--brand", "Café", "--currency", "eur", "--account", "@Mine")

    assert said.code == 0
    config = (folder / "clipworth.toml").read_text(encoding="utf-8")
    assert 'name = "Café"' in config
    assert 'currency = "EUR"' in config
    assert '"mine"' in config


def test_init_refuses_a_currency_that_is_none(tmp_path: Path, clipworth: Clipworth) -> None:
    said = clipworth("init", tmp_path / "new", "--currency", "euros")

    assert said.code == 2
    assert "three letters" in said.err
    assert not (tmp_path / "new").exists()


def test_import_tells_each_file_by_name_kind_rows_and_days(
    brand: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")

    said = clipworth("import", "../exports", "--exported-on", "2026-11-01")

    assert said.code == 0
    assert said.out.startswith("3 files imported: 9 of 9 rows read.")
    assert "TikTok Ads Manager: daily report" in said.out
    assert "29 – 31 Oct 2026" in said.out
    assert "No orders of your own shop or till: tracked orders, revenue" in said.out
    assert "Next: clipworth show overview" in said.out


def test_importing_the_same_file_again_changes_nothing(filled: Path, clipworth: Clipworth) -> None:
    said = clipworth("import", "../exports/ads.csv", "--exported-on", "2026-11-01")

    assert said.code == 0
    assert "imported before; nothing changed" in said.out


def test_two_files_of_the_same_bytes_are_told_apart_from_one_imported_before(
    brand: Path, clipworth: Clipworth
) -> None:
    for name in ("one.csv", "two.csv"):
        (brand.parent / name).write_text("")

    said = clipworth("import", brand.parent / "one.csv", brand.parent / "two.csv")

    assert said.code == 3
    assert "1 file set aside whole; 1 file with the same bytes as another." in said.out
    assert "Problems  1 error\n" in said.out


def test_import_with_a_bad_cell_ends_with_3_and_names_file_row_and_column(
    brand: Path, clipworth: Clipworth
) -> None:
    bad = brand.parent / "Overview.csv"
    bad.write_text(BROKEN_OVERVIEW)

    said = clipworth("import", bad, "--exported-on", "2026-11-01")

    assert said.code == 3
    assert "Overview.csv:3:Video Views: '1,2O3'" in " ".join(said.out.split())


def test_a_file_that_nobody_knows_ends_with_3_also_the_second_time(
    brand: Path, clipworth: Clipworth
) -> None:
    strange = brand.parent / "strange.csv"
    strange.write_text("a,b\n1,2\n")

    codes = [clipworth("import", strange).code for _ in range(2)]

    assert codes == [3, 3]


def test_import_as_json_is_one_document_with_a_receipt_per_file(
    brand: Path, clipworth: Clipworth
) -> None:
    said = clipworth("import", "../exports", "--exported-on", "2026-11-01", "--json")

    document = json.loads(said.out)
    assert {one["source"] for one in document["files"]} == {
        "tiktok_studio_overview",
        "tiktok_ads_daily",
        "posts_sheet",
    }
    assert all(one["rows"] == one["read"] + one["set_aside"] for one in document["files"])
    assert document["counts"]["error"] == 0


def test_refresh_reads_what_was_lost_and_rebuild_makes_everything_anew(
    filled: Path, clipworth: Clipworth
) -> None:
    for path in (filled / "rows").iterdir():
        path.unlink()

    refreshed, again, rebuilt = (clipworth(word) for word in ("refresh", "refresh", "rebuild"))

    assert (refreshed.code, refreshed.out) == (0, "3 files read.\n")
    assert again.out == "Everything was read already.\n"
    assert (rebuilt.code, rebuilt.out) == (0, "Rebuilt from 3 files.\n")


def test_rebuild_ends_with_3_where_the_input_has_problems(
    brand: Path, clipworth: Clipworth
) -> None:
    bad = brand.parent / "Overview.csv"
    bad.write_text(BROKEN_OVERVIEW)
    clipworth("import", bad, "--exported-on", "2026-11-01")

    said = clipworth("rebuild")

    assert said.code == 3
    assert "1 problem in the input" in said.err


def test_show_without_a_question_lists_them_with_their_keys(clipworth: Clipworth) -> None:
    said = clipworth("show")

    assert said.code == 0
    assert "clipworth show overview" in said.out
    assert "--by pillar" in said.out
    assert "--where account=…" in said.out


@pytest.mark.parametrize(
    "question",
    ["overview", "reach", "intent", "conversion", "posts", "roi", "data", "restatements"],
)
def test_every_question_is_shown_in_words_and_as_a_document(
    question: str, filled: Path, clipworth: Clipworth
) -> None:
    shown, document = clipworth("show", question), clipworth("show", question, "--json")

    assert (shown.code, document.code) == (0, 0)
    assert shown.out
    assert json.loads(document.out)["question"] == question


def test_show_posts_has_a_row_per_post_and_says_why_a_cell_is_unknown(
    filled: Path, clipworth: Clipworth
) -> None:
    said = clipworth("show", "posts", "--json")

    table = json.loads(said.out)["tables"][0]
    rows = {row["post_id"]: row for row in table["rows"]}
    assert rows["7300000000000000001"]["views"] == 10000
    assert rows["7300000000000000002"]["shares"] is None
    assert rows["7300000000000000002"]["_unknown"]["shares"]


def test_explain_goes_down_to_the_rows_of_the_file(filled: Path, clipworth: Clipworth) -> None:
    said = clipworth("explain", "spend")

    assert said.code == 0
    assert "Ad spend: €31.50" in said.out
    assert re.search(r"ads\.csv \[\w+\]: rows 2–4", said.out)
    assert "from ad_day" in said.out


def test_explain_as_a_document_names_the_receipts(filled: Path, clipworth: Clipworth) -> None:
    said = clipworth("explain", "spend", "--json", "--month", "2026-10")

    document = json.loads(said.out)
    assert document["value"] == "31.50"
    assert document["period"] == {"from": "2026-10-01", "to": "2026-10-31"}
    assert document["inputs"][0]["receipts"][0]["source"] == "tiktok_ads_daily"
    assert document["inputs"][0]["receipts"][0]["row_ranges"] == [[2, 4]]
    assert (document["inputs"][0]["currency"], document["currency"]) == ("EUR", "EUR")


def test_explained_sql_can_be_pasted_and_gives_the_number(
    filled: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    said = clipworth("explain", "spend", "--month", "2026-10")

    sql = said.out.partition("\nSQL\n")[2]
    with duckdb.connect(str(filled / "clipworth.duckdb"), read_only=True) as elsewhere:
        rows = elsewhere.execute(sql).fetchall()

    assert rows == [(Decimal("31.50"),)]
    # A line broken to fit the terminal could break a text inside it.
    assert max(len(line) for line in sql.splitlines()) > 60


def test_explain_without_a_metric_lists_them_by_layer(clipworth: Clipworth) -> None:
    said = clipworth("explain")

    layers = [line for line in said.out.splitlines() if line in ("Reach", "Intent", "Value")]
    assert layers == ["Reach", "Intent", "Value"]
    assert "iscr_4" in said.out


def test_problems_are_listed_by_file_with_counts(brand: Path, clipworth: Clipworth) -> None:
    bad = brand.parent / "Overview.csv"
    bad.write_text(BROKEN_OVERVIEW)
    clipworth("import", bad, "--exported-on", "2026-11-01")

    said, document = clipworth("problems"), clipworth("problems", "--json")

    assert said.code == 0
    assert "Overview.csv  1 warning" in said.out
    assert "Overview.csv:3:Video Views: '1,2O3'" in " ".join(said.out.split())
    warnings = [p for p in json.loads(document.out)["problems"] if p["severity"] == "warning"]
    assert [(p["row"], p["column"]) for p in warnings] == [(3, "Video Views")]


def test_remove_takes_an_import_out_and_undo_brings_it_back(
    filled: Path, clipworth: Clipworth
) -> None:
    files = json.loads(clipworth("show", "data", "--json").out)["tables"][0]["rows"]
    receipt = next(row["receipt"] for row in files if row["file"].endswith("ads.csv"))

    removed = clipworth("remove", receipt[:6])
    without = json.loads(clipworth("explain", "spend", "--json").out)["value"]
    undone = clipworth("undo", "1")
    again = json.loads(clipworth("explain", "spend", "--json").out)["value"]

    assert (removed.code, undone.code) == (0, 0)
    assert (without, again) == (None, "31.50")
    assert "ads.csv" in removed.out


def test_remove_with_erase_deletes_the_original(filled: Path, clipworth: Clipworth) -> None:
    files = json.loads(clipworth("show", "data", "--json").out)["tables"][0]["rows"]
    before = len(list((filled / "originals" / "files").rglob("*")))

    said = clipworth("remove", files[0]["receipt"], "--erase")

    assert said.code == 0
    assert len(list((filled / "originals" / "files").rglob("*"))) < before
    assert clipworth("undo", "1").code == 2


def test_forget_does_not_repeat_who_was_forgotten(filled: Path, clipworth: Clipworth) -> None:
    said = clipworth("forget", "ana@example.com")

    assert said.code == 3
    assert said.out == ""
    assert "Nobody by that value is known" in said.err
    assert "ana@example.com" not in said.err + clipworth("journal", "--json").out


CUSTOMERS = (
    "Name,Email,Financial Status,Total,Subtotal,Currency,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Phone,Id\n"
    "#1,ana@example.com,paid,1.00,1.00,EUR,2026-10-01 09:00:00 +0200,1,Tea,1.00,+34611000111,5001\n"
)


def test_an_import_says_how_files_that_name_people_are_kept(
    brand: Path, clipworth: Clipworth
) -> None:
    (brand / "orders.csv").write_text(CUSTOMERS)

    said = clipworth("import", brand / "orders.csv")
    (file,) = json.loads(clipworth("import", brand / "orders.csv", "--json").out)["files"]

    assert "orders.csv: kept redacted, without Email, Phone." in " ".join(said.out.split())
    assert (file["privacy"], file["redacted"]) == ("redacted", ["Email", "Phone"])


def test_many_blanked_columns_are_counted(brand: Path, clipworth: Clipworth) -> None:
    header, row = CUSTOMERS.splitlines()
    header += "".join(f",Field {n}" for n in range(30))
    (brand / "orders.csv").write_text(f"{header}\n{row}{',x' * 30}\n")

    said = clipworth("import", brand / "orders.csv")

    assert "without Email, Phone, Field 0" in " ".join(said.out.split())
    assert "and 26 more." in " ".join(said.out.split())


def test_an_encrypted_file_is_written_out_again(brand: Path, clipworth: Clipworth) -> None:
    config = brand / "clipworth.toml"
    config.write_text(config.read_text().replace('"redact"', '"encrypt"', 1))
    (brand / "orders.csv").write_text(CUSTOMERS)
    imported = clipworth("import", brand / "orders.csv")
    (row,) = json.loads(clipworth("show", "data", "--json").out)["tables"][0]["rows"]

    said = clipworth("originals", row["receipt"], "--to", brand / "out")
    again = clipworth("originals", row["receipt"], "--to", brand / "out")

    assert "orders.csv: kept encrypted" in " ".join(imported.out.split())
    assert (said.code, again.code) == (0, 2)
    assert (brand / "out" / "orders.csv").read_text() == CUSTOMERS


def test_keys_are_shown_rotated_and_begun_anew(brand: Path, clipworth: Clipworth) -> None:
    (brand / "orders.csv").write_text(CUSTOMERS)
    clipworth("import", brand / "orders.csv")
    (key,) = (word for word in clipworth("keys", "show").out.split() if ".json" in word)
    key = key.rstrip(".")

    shown, rotated, kept = (clipworth("keys", word) for word in ("show", "rotate", "new"))
    Path(key).unlink()
    lost, asked = clipworth("forget", "ana@example.com"), clipworth("show", "roi")
    anew = clipworth("keys", "new")

    assert "1 redacted, 0 encrypted" in shown.out
    assert "1 redacted originals could not be hashed anew" in " ".join(rotated.out.split())
    assert (kept.code, lost.code, asked.code, anew.code) == (2, 2, 0, 0)
    assert "not lost" in kept.err
    assert "Put it back from your backup" in " ".join(lost.err.split())
    assert "can come back" in " ".join(anew.out.split())


def test_a_key_that_lay_inside_is_moved_with_a_note(brand: Path, clipworth: Clipworth) -> None:
    (brand / "keys.json").unlink()
    (brand / "person.key").write_text("ab" * 32)

    first, second = clipworth("keys", "show"), clipworth("keys", "show")

    assert "was moved out of the workspace" in " ".join(first.err.split())
    assert (second.code, second.err) == (0, "")
    assert not (brand / "person.key").exists()


def test_the_journal_lists_decisions_and_marks_those_undone(
    filled: Path, clipworth: Clipworth
) -> None:
    clipworth("forget", "ana@example.com")

    said, document = clipworth("journal"), clipworth("journal", "--json")

    assert "A person was forgotten." in said.out
    (entry,) = json.loads(document.out)["entries"]
    assert (entry["entry"], entry["kind"], entry["undone"]) == (1, "forget", False)


def test_an_empty_journal_says_so(brand: Path, clipworth: Clipworth) -> None:
    assert clipworth("journal").out == "Nothing was decided yet.\n"


def test_map_remembers_the_headers_of_a_sheet(brand: Path, clipworth: Clipworth) -> None:
    sheet = brand.parent / "mine.csv"
    sheet.write_text("Which,Plays\n7300000000000000009,500\n")
    clipworth("import", sheet)

    said = clipworth("map", sheet, "posts_sheet", "post_id=Which", "views=Plays")

    assert said.code == 0
    assert "1 file set aside before could be read with it." in said.out
    rows = json.loads(clipworth("show", "posts", "--json").out)["tables"][0]["rows"]
    assert rows[0]["views"] == 500


def test_map_names_the_nearest_field(brand: Path, clipworth: Clipworth) -> None:
    sheet = brand.parent / "mine.csv"
    sheet.write_text("Which,Plays\n7300000000000000009,500\n")

    said = clipworth("map", sheet, "posts_sheet", "view=Plays")

    assert said.code == 2
    assert "Did you mean views" in said.err


def test_sources_say_how_to_get_each_file(clipworth: Clipworth) -> None:
    said, document = clipworth("sources"), clipworth("sources", "--json")

    assert "TikTok Studio: Overview" in said.out
    assert "Download data" in said.out
    told = {one["source"]: one for one in json.loads(document.out)["sources"]}
    assert told["tiktok_ads_daily"]["tables"] == ["ad_day"]
    assert told["tiktok_studio_overview"]["checked"] == "2026-10"
    assert {one["template"]: key for key, one in told.items() if one["template"]} == TEMPLATES


def test_sources_name_what_is_recognised_and_refused(clipworth: Clipworth) -> None:
    said, document = clipworth("sources"), clipworth("sources", "--json")

    refused = {one["key"]: one for one in json.loads(document.out)["not_taken"]}
    assert "a week cannot be told apart into its days" in refused["mmm_weeks"]["reason"]
    assert "A marketing-mix table by week" in said.out


def test_each_source_says_where_the_file_comes_from(clipworth: Clipworth) -> None:
    told = json.loads(clipworth("sources", "--json").out)["sources"]

    assert all(one["title"] and one["how"] for one in told)
    assert all((one["checked"] is None) == ("(checked " not in one["how"]) for one in told)


@pytest.mark.parametrize("sheet", TEMPLATES)
def test_a_template_is_a_sheet_that_import_knows(
    sheet: str, brand: Path, clipworth: Clipworth
) -> None:
    said = clipworth("template", sheet)
    path = brand.parent / f"{sheet}.csv"
    path.write_text(said.out)

    imported = clipworth("import", path, "--json")

    (file,) = json.loads(imported.out)["files"]
    assert imported.code == 0, imported.out
    assert (file["source"], file["read"]) == (TEMPLATES[sheet], 1)
    # That the account is a guess from the workspace is no fault of the sheet.
    assert [one for one in file["problems"] if one["severity"] != "note"] == []
    header, example = csv.reader(io.StringIO(said.out))
    assert all(example)
    assert len(header) == len(example)


def test_demo_shows_the_overview_and_is_not_made_twice(
    tmp_path: Path, clipworth: Clipworth
) -> None:
    folder = tmp_path / "demo"

    first = clipworth("demo", folder)
    second = clipworth("demo", folder)

    assert (first.code, second.code) == (0, 0)
    assert first.out == second.out
    assert first.out.startswith("Simulated:")
    assert "show posts" in first.out.split("Look next:")[1]
    assert "already" in second.err


def test_a_workspace_is_found_from_a_folder_inside_it(
    filled: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = filled / "notes" / "october"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)

    assert clipworth("show", "data").code == 0


def test_the_workspace_is_named_before_or_after_the_command(
    filled: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(filled.parent)

    before = clipworth("-w", filled, "explain", "spend", "--json")
    after = clipworth("explain", "spend", "--json", "-w", filled)

    assert before.code == after.code == 0
    assert before.out == after.out


def test_as_of_shows_what_was_known_then(filled: Path, clipworth: Clipworth) -> None:
    newer = filled.parent / "newer.csv"
    newer.write_text(ADS.replace("9.00", "11.00"))
    clipworth("import", newer, "--exported-on", "2026-11-05")

    now = json.loads(clipworth("explain", "spend", "--json").out)
    then = json.loads(clipworth("explain", "spend", "--json", "--as-of", "2026-11-02").out)

    assert (now["value"], then["value"]) == ("33.50", "31.50")
