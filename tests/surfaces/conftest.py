"""What tests of surfaces share: a command line to call, and a brand with tiny real exports."""

import shutil
from pathlib import Path

import pytest
from command_line import ADS, OVERVIEW, POSTS, Clipworth, Said

from clipworth.surfaces.cli.main import main


@pytest.fixture
def clipworth(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Clipworth:
    """Give the command line as a function."""
    monkeypatch.setenv("COLUMNS", "100")

    def called(*words: str | Path) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return called


@pytest.fixture
def brand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clipworth: Clipworth) -> Path:
    """Give an empty workspace, in which we stand, beside a folder `exports` with three files."""
    folder = tmp_path / "brand"
    clipworth("init", folder, "--brand", "Brand", "--currency", "EUR", "--account", "brand")
    _write_exports(tmp_path)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the workspace of `filled`, which every test gets a copy of."""
    place = tmp_path_factory.mktemp("filled")
    _write_exports(place)
    workspace = str(place / "brand")
    main(["init", workspace, "--brand", "Brand", "--currency", "EUR", "--account", "brand"])
    exports = str(place / "exports")
    assert main(["-w", workspace, "import", exports, "--exported-on", "2026-11-01"]) == 0
    return place


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the workspace with the three files imported."""
    shutil.copytree(filled_once, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path / "brand")
    return tmp_path / "brand"


def _write_exports(place: Path) -> None:
    exports = place / "exports"
    exports.mkdir()
    (exports / "Overview.csv").write_text(OVERVIEW)
    (exports / "ads.csv").write_text(ADS)
    (exports / "posts.csv").write_text(POSTS)
