"""A workspace to import into, and the few looks at it that tests of the road in share."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from clipworth.commands.importing import ImportReport, import_files, rebuild
from clipworth.commands.starting import init
from clipworth.ingest import journal
from clipworth.ingest.evidence import Given
from clipworth.ingest.looking import looking
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.catalogue import TABLES
from clipworth.model.problems import Problem, Severity
from clipworth.model.receipts import Reading
from clipworth.store.engine import SYSTEM_TABLES, name

TODAY = date(2026, 10, 31)
CLOCK = Clock(TODAY, "2026-10-31T12:00:00Z")
Rows = list[tuple[Any, ...]]


@dataclass
class Brand:
    """A brand's folder: files lie in `desk`, and what is brought in goes to `workspace`."""

    desk: Path
    workspace: Workspace
    report: ImportReport = field(default_factory=lambda: ImportReport((), ()))

    def file(self, name: str, content: str | bytes) -> Path:
        """Put a file on the desk."""
        path = self.desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def bring(
        self,
        name: str,
        content: str | bytes,
        exported_on: str | None = None,
        account: str | None = None,
    ) -> Reading:
        """Import one file; gives what was read of its first table."""
        self.bring_paths(self.file(name, content), exported_on=exported_on, account=account)
        return self.report.taken[0].reading if self.report.taken else Reading()

    def bring_paths(
        self, *paths: Path, exported_on: str | None = None, account: str | None = None
    ) -> ImportReport:
        """Import files or folders."""
        day = date.fromisoformat(exported_on) if exported_on else None
        given = Given(account, day)
        self.report = import_files(
            self.workspace, paths, given, CLOCK, who="ana", progress=lambda _: None
        )
        return self.report

    def rebuild(self) -> None:
        """Make everything derived anew."""
        rebuild(self.workspace, CLOCK, progress=lambda _: None)

    def rows(self, sql: str, as_of: str | None = None) -> Rows:
        """Ask the published tables."""
        with looking(self.workspace, date.fromisoformat(as_of) if as_of else None) as store:
            return store.rows(sql)

    def tables(self) -> dict[str, list[str]]:
        """Give all rows of all tables, those of the system included, in an order of their own."""
        with looking(self.workspace) as store:
            return {
                table: sorted(map(str, store.rows(f"select * from {name(table)}")))
                for table in (*TABLES, *SYSTEM_TABLES)
            }

    def figures(self) -> dict[str, list[str]]:
        """Give the canonical rows without their marks: what an answer can see of them."""
        with looking(self.workspace) as store:
            return {
                table: sorted(map(str, store.rows(f"select {_fields(table)} from {name(table)}")))
                for table in TABLES
            }

    def journal(self, kind: str) -> list[Mapping[str, Any]]:
        """Give what stands in the journal of a kind."""
        return [entry.what for entry in journal.standing(self.workspace, kind)]

    def files_with(self, *texts: str) -> list[str]:
        """Give the files of the workspace in whose bytes one of the texts stands."""
        wanted = [text.casefold().encode() for text in texts]
        found = []
        for path in sorted(self.workspace.folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes().lower()
                if any(text in content for text in wanted):
                    found.append(path.relative_to(self.workspace.folder).as_posix())
        return found


def _fields(table: str) -> str:
    return ", ".join(name(field.name) for field in TABLES[table].fields)


def brand_in(folder: Path, **brand: Any) -> Brand:
    """Make an empty workspace with a desk beside it."""
    desk = folder / "desk"
    desk.mkdir(parents=True)
    return Brand(desk, init(folder / "workspace", **brand))


def said(problems: tuple[Problem, ...], least: Severity = Severity.WARNING) -> list[str]:
    """Give problems as a person reads them, notes left out unless asked for."""
    order = list(Severity)
    return [str(one) for one in problems if order.index(one.severity) <= order.index(least)]


def zipped(files: Mapping[str, str | bytes], day: tuple[int, int, int] | None = None) -> bytes:
    """Give the bytes of a zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            entry = zipfile.ZipInfo(member, (*(day or (2026, 10, 30)), 9, 30, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return held.getvalue()


def days_of(first: str, counts: list[int]) -> list[tuple[date, int]]:
    """Give consecutive days with a count each."""
    start = date.fromisoformat(first)
    return [(start + timedelta(days=place), count) for place, count in enumerate(counts)]
