"""What a terminal shows: figures whole, columns left out by rank, unknown never blank."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from command_line import Clipworth

from clipworth.model.answer_csv import safe
from clipworth.model.answers import Answer, AnswerTable, Row, Shown
from clipworth.model.formats import cell
from clipworth.model.units import DAY, MONEY, RATIO, SHARE, TEXT, Unit, counted
from clipworth.model.units import Kind as UnitKind
from clipworth.model.words import Layer, Word
from clipworth.surfaces.cli.answer_view import answer_parts
from clipworth.surfaces.cli.printing import show

RATE = Unit(UnitKind.RATE, "action", "view")
COLUMNS = (
    Shown("post_id", "Post", TEXT),
    Shown("posted_day", "Posted", DAY),
    Shown("title", "Caption", TEXT),
    Shown("views", "Views", counted("view"), Layer.REACH, Word.PLATFORM),
    Shown("saves", "Saves", counted("save"), Layer.INTENT, Word.PLATFORM),
    Shown("iscr", "ISCR", RATE, Layer.INTENT, Word.MODELLED, estimate=True),
    Shown("cost", "Cost", MONEY, Layer.VALUE, Word.BILLED),
    Shown("creator", "Creator", TEXT),
)
ROWS = tuple(
    Row(
        {
            "post_id": f"730000000000000000{place}",
            "posted_day": date(2026, 10, place),
            "title": "A caption that goes on and on, longer than a column ever should be",
            "views": 12_345 * place,
            "saves": None if place == 2 else 9_840,
            "iscr": 0.0315,
            "iscr_low": 0.0262,
            "iscr_high": 0.0405,
            "iscr_n": 15,
            "cost": Decimal("1234.50"),
            "creator": None,
        },
        {"saves": "No imported file has saves.", "creator": "The content plan does not say."},
    )
    for place in (1, 2, 3)
)


def answer(*rows: Row, simulated: bool = False) -> Answer:
    """Make an answer with one table."""
    table = AnswerTable("posts", "Three posts.", COLUMNS, rows)
    return Answer(
        "posts",
        None,
        None,
        (table,),
        ("Three posts got 74.1k views.",),
        ("One caveat.",),
        simulated=simulated,
        currency="EUR",
    )


def drawn(
    given: Answer, width: int, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
) -> list[str]:
    """Draw an answer at a width."""
    patch.setenv("COLUMNS", str(width))
    capsys.readouterr()
    show(answer_parts(given, "Posts"))
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_is_wider_than_the_terminal_and_no_figure_is_cut(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = drawn(answer(*ROWS), width, capsys, monkeypatch)

    assert max(len(line) for line in lines) <= width
    assert sum("12.3k" in line for line in lines) == 1
    assert sum("7300000000000000003" in line for line in lines) == 1


def test_a_narrow_terminal_says_what_it_leaves_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    narrow = "\n".join(drawn(answer(*ROWS), 60, capsys, monkeypatch))
    wide = "\n".join(drawn(answer(*ROWS), 140, capsys, monkeypatch))

    assert "Left out at this width: ISCR, Saves, Caption, Cost." in narrow
    assert "Left out" not in wide


def test_unknown_is_a_word_with_its_reason_below(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join(drawn(answer(*ROWS), 140, capsys, monkeypatch))

    assert text.count("┆unknown┆¹") == 1
    assert "¹ No imported file has saves." in text
    assert "Creator: ┆unknown┆ The content plan does not say." in text


def test_figures_stand_right_with_interval_currency_and_whose_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = drawn(answer(*ROWS), 140, capsys, monkeypatch)

    rows = [line for line in lines if line.startswith("730")]
    ends = {line.index(figure) + len(figure) for line, figure in zip(rows, VIEWS, strict=True)}
    assert len(ends) == 1
    assert all("3.15  2.62–4.05" in line and "€1,234" in line for line in rows)
    assert "■ billed  ◫ platform-reported  ▨ modelled" in "\n".join(lines)
    assert any("100 views" in line for line in lines)


VIEWS = ("12.3k", "24.7k", "37.0k")


def test_a_simulated_brand_says_so_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = drawn(answer(*ROWS, simulated=True), 80, capsys, monkeypatch)

    assert lines[0].startswith("Simulated")


def test_long_tables_say_how_many_rows_are_not_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join(drawn(answer(*(ROWS[0],) * 77), 80, capsys, monkeypatch))

    assert "… and 27 more rows: --csv and --json have all." in text


def test_a_figure_is_not_parted_from_its_unit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Of all that was seen by people who are here, this is 71.4 % on 14 Nov 2026 or so."
    said = Answer("overview", None, None, (), (words,))

    for width in range(30, 90):
        lines = drawn(said, width, capsys, monkeypatch)
        assert any("71.4 %" in line for line in lines)
        assert any("14 Nov 2026" in line for line in lines)


def test_only_the_finding_is_bold_and_without_colour_nothing_is_coloured(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = "\n".join(drawn(answer(*ROWS, simulated=True), 80, capsys, monkeypatch))
    monkeypatch.setenv("NO_COLOR", "1")
    plain = "\n".join(drawn(answer(*ROWS, simulated=True), 80, capsys, monkeypatch))

    assert coloured.count("\x1b[1m") == 1
    assert "\x1b[1mThree posts got" in coloured
    assert "\x1b[33m" in coloured
    assert "\x1b[33m" not in plain


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_would_be_a_formula_is_neutralised(start: str) -> None:
    assert safe(f"{start}cmd()") == f"'{start}cmd()"


def test_numbers_stay_numbers_in_csv() -> None:
    cells = [safe(cell) for cell in (-5, -0.25, Decimal("-1.50"), None, float("nan"), True)]

    assert cells == ["-5", "-0.25", "-1.50", "", "", "true"]


def test_csv_of_posts_neutralises_captions_and_says_why_cells_are_empty(
    filled: Path, clipworth: Clipworth
) -> None:
    said = clipworth("show", "posts", "--csv")

    rows = {row["post_id"]: row for row in csv.DictReader(io.StringIO(said.out))}
    assert rows["7300000000000000001"]["title"] == "'=cmd()"
    assert rows["7300000000000000002"]["shares"] == ""
    assert "shares: " in rows["7300000000000000002"]["_unknown"]


def test_a_table_of_metrics_takes_each_unit_from_its_row(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = (
        Shown("metric", "Key", TEXT),
        Shown("label", "Metric", TEXT),
        Shown("value", "Value", RATIO, estimate=True),
        Shown("unit", "Unit", TEXT),
        Shown("kind", "Kind", TEXT),
        Shown("word", "Whose word", TEXT),
        Shown("change", "Change", SHARE),
    )
    rows = tuple(
        Row(
            {
                "metric": key,
                "label": label,
                "value": value,
                "unit": unit,
                "kind": kind,
                "word": "billed",
                "change": -0.22,
            }
        )
        for key, label, value, unit, kind in (
            ("spend", "Ad spend", Decimal("117803.42"), "money", "money"),
            ("save_rate", "Save rate", 0.024, "save per view", "rate"),
            ("roi", "ROI (cash)", 0.88, "ratio", "ratio"),
            ("roas", "ROAS", 1.95, "ratio", "ratio"),
        )
    )
    table = AnswerTable("money", "", columns, rows)
    given = Answer("roi", None, None, (table,), currency="EUR")

    text = "\n".join(" ".join(line.split()) for line in drawn(given, 140, capsys, monkeypatch))

    assert "Ad spend €117.8k ■ billed −22 %" in text
    assert "Save rate 2.40 per 100 views ■ billed −22 %" in text
    assert "ROI (cash) +88 % ■ billed −22 %" in text
    assert "ROAS 1.95× ■ billed −22 %" in text


@pytest.mark.parametrize("steering", ["\x1b[31mred", "\u202ereversed", "bell\x07"])
def test_a_hostile_caption_steers_neither_terminal_nor_spreadsheet(steering: str) -> None:
    for shown in (cell(steering, TEXT), safe(steering)):
        assert not {"\x1b", "\u202e", "\x07"} & set(shown)
        assert "\ufffd" in shown
