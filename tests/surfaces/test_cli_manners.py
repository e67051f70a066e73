"""Exit codes, clean streams, plain words when something goes wrong."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Clipworth

from clipworth import __version__
from clipworth.model.answers import Refused
from clipworth.surfaces.cli import showing

ANSI = re.compile(r"\x1b\[")


def process(*words: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the real program in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "clipworth", *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shwo"], "Did you mean 'show'?"),
        (["show", "overvew"], "Did you mean overview?"),
        (["show", "posts", "--where", "pilar=x"], "Did you mean pillar?"),
        (["show", "posts", "--where", "pillar"], "KEY=VALUE"),
        (["show", "reach", "--by", "pilar"], "Did you mean pillar?"),
        (["show", "reach", "--month", "October"], "write it as 2026-03"),
        (["show", "reach", "--from", "1.3.2026"], "write it as 2026-03-08"),
        (["show", "reach", "--to", "2026-03-01"], "--to needs --from"),
        (["show", "reach", "--from", "2026-03-02", "--to", "2026-03-01"], "ends"),
        (["show", "reach", "--month", "2026-10", "--from", "2026-10-01"], "not both"),
        (["show", "reach", "--json", "--csv"], "not both"),
        (["show", "data", "--csv", "--table", "fils"], "Did you mean files?"),
        (["explain", "spnd"], "Did you mean spend?"),
        (["template", "post"], "Did you mean posts"),
        (["import", "nothing-there.csv"], "does not exist"),
        (["import", ".", "--as", "tiktok_ads"], "Did you mean tiktok_ads_"),
        (["remove", "zzz"], "There is no receipt"),
        (["undo", "77"], "no entry 77"),
        (["-w", "/nowhere", "show", "data"], "is no workspace"),
    ],
)
def test_wrong_use_ends_with_2_and_one_sentence_that_helps(
    words: list[str], said: str, filled: Path, clipworth: Clipworth
) -> None:
    done = clipworth(*words)

    assert done.code == 2
    assert said in done.err
    assert done.out == ""
    assert done.err.count("\n") == 1


def test_outside_of_a_workspace_the_way_to_one_is_said(
    tmp_path: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    said = clipworth("show", "overview")

    assert said.code == 2
    assert "clipworth init" in said.err


class _Refusing:
    key, title = "overview", "Overview"

    def answer(self, *_: object) -> None:
        raise Refused("Fifteen posts chosen by success say nothing of the rest.", "Import all.")


def test_a_refused_answer_ends_with_4_and_is_a_document_too(
    filled: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clipworth.answers.questions.question", lambda _: _Refusing())

    said, document = clipworth("show", "overview"), clipworth("show", "overview", "--json")

    assert (said.code, document.code) == (4, 4)
    assert said.out == ""
    assert "Import all." in said.err
    assert json.loads(document.out)["refused"] == [
        "Fifteen posts chosen by success say nothing of the rest.",
        "Import all.",
    ]
    assert json.loads(document.out)["tables"] == []


def test_an_unexpected_fault_ends_with_1_says_what_is_safe_and_shows_no_traceback(
    filled: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise RuntimeError("the moon is full")

    monkeypatch.setattr(showing, "_answered", broken)

    said = clipworth("show", "overview")

    assert said.code == 1
    assert "the moon is full" in said.err
    assert "Your files are kept" in said.err
    assert "Traceback" not in said.err


def test_with_the_debug_switch_the_traceback_is_shown(
    filled: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIPWORTH_DEBUG", "1")

    said = clipworth("show", "nothing")

    assert said.code == 2
    assert "Traceback" in said.err


def test_stopping_it_ends_with_130(
    filled: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(showing, "_answered", stopped)

    said = clipworth("show", "overview")

    assert said.code == 130
    assert said.err.startswith("Stopped.")


def test_json_is_the_only_thing_on_standard_output(filled: Path) -> None:
    done = process("show", "overview", "--json", folder=filled)

    assert done.returncode == 0
    assert json.loads(done.stdout)["schema_version"] == 1
    assert done.stderr == ""


def test_json_never_holds_nan_and_every_null_has_its_reason(
    filled: Path, clipworth: Clipworth
) -> None:
    document = clipworth("show", "overview", "--json").out

    assert not re.search(r"\b(NaN|Infinity)\b", document)
    for table in json.loads(document)["tables"]:
        for row in table["rows"]:
            nulls = {key for key, cell in row.items() if cell is None}
            assert nulls == set(row.get("_unknown", {}))


def test_nothing_of_the_terminal_is_in_a_pipe(filled: Path) -> None:
    done = process("show", "overview", folder=filled, TERM="xterm-256color")

    assert done.returncode == 0
    assert not ANSI.search(done.stdout)


def test_a_reader_that_goes_away_is_no_fault(filled: Path) -> None:
    command = f"{sys.executable} -m clipworth explain | head -1; echo ${{PIPESTATUS[0]}}"

    done = subprocess.run(
        ["bash", "-c", command], cwd=filled, capture_output=True, encoding="utf-8", check=True
    )

    assert done.stdout.splitlines() == ["Reach", "0"]
    assert done.stderr == ""


def test_exit_codes_reach_the_shell(filled: Path) -> None:
    codes = [
        process(*words, folder=filled).returncode
        for words in (["show", "data"], ["show", "nothing"], ["import", "clipworth.toml"])
    ]

    assert codes == [0, 2, 3]


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from clipworth.surfaces.cli.main import main\n"
        "main(['--help'])\n"
        "heavy = {'duckdb', 'numpy', 'babel', 'tomlkit', 'filelock', 'python_calamine'}\n"
        "heavy |= {'cryptography', 'phonenumbers', 'platformdirs'}\n"
        "sys.exit(','.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_version_is_said(clipworth: Clipworth) -> None:
    assert clipworth("--version").out == f"clipworth {__version__}\n"


def test_without_a_command_the_help_is_shown(clipworth: Clipworth) -> None:
    said = clipworth()

    assert said.code == 2
    assert "Exit codes" in said.out
    assert said.err == ""


def test_a_shell_completes_questions(filled: Path) -> None:
    done = process(
        folder=filled,
        _CLIPWORTH_COMPLETE="complete_bash",
        COMP_WORDS="clipworth show over",
        COMP_CWORD="2",
    )

    assert done.stdout.split() == ["overview"]


def test_a_refused_explanation_ends_with_4_and_is_a_document_too(
    filled: Path, clipworth: Clipworth, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_: object) -> None:
        raise Refused("Two formats make no one rate.", "Ask for one.")

    monkeypatch.setattr("clipworth.answers.explain.explain", refusing)

    said, document = clipworth("explain", "ctr"), clipworth("explain", "ctr", "--json")

    assert (said.code, document.code) == (4, 4)
    assert said.out == ""
    assert "Ask for one." in said.err
    assert json.loads(document.out)["refused"] == ["Two formats make no one rate.", "Ask for one."]
