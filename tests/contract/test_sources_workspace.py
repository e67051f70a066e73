"""All samples in one workspace: a second import and a rebuild change nothing."""

from datetime import date
from pathlib import Path

import pytest

from clipworth.commands.importing import ImportReport, import_files, rebuild
from clipworth.commands.starting import init
from clipworth.ingest.evidence import Given
from clipworth.ingest.looking import looking
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.catalogue import TABLES
from clipworth.sources.registry import HERE
from exports import samples

CLOCK = Clock(date(2026, 10, 31), "2026-10-31T12:00:00Z")
Tables = dict[str, list[str]]


def bring_in_all(workspace: Workspace, folder: Path) -> list[ImportReport]:
    """Import the samples, together those of which a person says the same."""
    alike: dict[Given, list[Path]] = {}
    for sample in samples():
        path = folder / sample.file
        path.write_bytes(sample.path.read_bytes())
        alike.setdefault(sample.given, []).append(path)
    return [
        import_files(workspace, paths, given, CLOCK, who="tester", progress=lambda _: None)
        for given, paths in alike.items()
    ]


def published(workspace: Workspace) -> Tables:
    with looking(workspace) as store:
        return {table: sorted(map(str, store.rows(f"select * from {table}"))) for table in TABLES}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Path]:
    """Give a workspace into which every sample was imported."""
    folder = tmp_path_factory.mktemp("filled")
    workspace = init(folder / "brand")
    reports = bring_in_all(workspace, folder)
    assert all(one.receipt.source for report in reports for one in report.taken)
    return workspace, folder


def test_every_table_holds_rows(filled: tuple[Workspace, Path]) -> None:
    workspace, _ = filled

    assert all(published(workspace).values())


def test_importing_all_again_changes_nothing(filled: tuple[Workspace, Path]) -> None:
    workspace, folder = filled
    before = published(workspace)

    reports = bring_in_all(workspace, folder)

    empty = "tiktok_studio_follower_gender.few.csv"  # a header only is always looked at again
    new = [one.receipt.file for report in reports for one in report.taken if not one.known]
    assert set(new) <= {empty}
    assert published(workspace) == before


def test_rebuilding_gives_the_same_rows(filled: tuple[Workspace, Path]) -> None:
    workspace, _ = filled
    before = published(workspace)

    for path in (*workspace.rows.iterdir(), workspace.published):
        path.unlink()
    rebuild(workspace, CLOCK, progress=lambda _: None)

    assert published(workspace) == before


def test_no_module_reads_samples_or_what_is_expected() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in HERE.parent.rglob("*.py"))

    assert "samples/" not in code
    assert "expected/" not in code
