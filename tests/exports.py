"""Reading one file through the road of every import, without a receipt, for tests of sources."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from clipworth.ingest.archives import Found
from clipworth.ingest.context import Context, context
from clipworth.ingest.evidence import Given, gather
from clipworth.ingest.opening import opened
from clipworth.ingest.probe import probe
from clipworth.ingest.reading import read_table
from clipworth.ingest.recognise import recognise
from clipworth.ingest.workspace import Workspace
from clipworth.model.problems import Problem
from clipworth.model.receipts import Reading, Receipt
from clipworth.sources.declare import Headers
from clipworth.sources.registry import HERE, sources
from clipworth.store.engine import Store, quoted, scratch

TODAY = date(2026, 10, 31)
PERSON_KEY = bytes(32)
Row = dict[str, str]


@dataclass(frozen=True)
class Sample:
    """A sample file of a source and what is expected of it. key: `<source>[.variant]`."""

    path: Path

    @property
    def key(self) -> str:
        """The name of the sample without its suffix."""
        return self.path.name.rsplit(".", 1)[0]

    @property
    def source(self) -> str:
        """The key of the source that claims it."""
        return self.path.name.split(".")[0]

    @property
    def is_comma_separated(self) -> bool:
        """Whether its bytes can be rewritten as another kind of table."""
        return self.path.suffix == ".csv"

    @property
    def text(self) -> str:
        """What stands in it, in whichever encoding that kind of export comes."""
        content = self.path.read_bytes()
        wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return content.decode("utf-16" if wide else "utf-8-sig")

    @property
    def grid(self) -> list[list[str]]:
        """Its rows as they are meant."""
        cutter = sources()[self.source].rows
        if cutter is not None:
            return [list(row.cells) for row in cutter(self.text)]
        delimiter = ";" if ";" in self.text.split("\n", 1)[0] else ","
        rows = list(csv.reader(io.StringIO(self.text, newline=""), delimiter=delimiter))
        while rows and not any(rows[-1]):
            rows.pop()
        return rows

    @property
    def above_header(self) -> int:
        """How many rows stand above its header."""
        source = sources()[self.source]
        claimed = (n for n, row in enumerate(self.grid) if source.claims(Headers(row)))
        return next(claimed, 0)

    @property
    def expected_path(self) -> Path:
        """Where it is written what comes out of it."""
        return self.path.parent.parent / "expected" / f"{self.key}.json"

    @property
    def expected(self) -> dict[str, Any]:
        """What comes out of it, checked by eye."""
        found: dict[str, Any] = json.loads(self.expected_path.read_text(encoding="utf-8"))
        return found

    @property
    def given(self) -> Given:
        """What a person says on its import."""
        said = self.expected["given"]
        exported = said.get("exported_on")
        return Given(said.get("account"), date.fromisoformat(exported) if exported else None)

    @property
    def file(self) -> str:
        """The name under which it comes."""
        name: str = self.expected["given"].get("file", self.path.name)
        return name


def samples() -> list[Sample]:
    """Give every sample of every source."""
    return [Sample(path) for path in sorted(HERE.glob("*/samples/*"))]


@dataclass(frozen=True)
class Outcome:
    """What came of a file. source: None where nobody claimed it, and `reading` says why."""

    source: str | None
    reading: Reading
    tables: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def accounted(self) -> bool:
        """Whether every row of the file was read or set aside."""
        read = self.reading
        return read.rows_read + read.set_aside == read.row_count

    def without_rows(self, *numbers: int) -> dict[str, list[Row]]:
        """Give the tables without what came from some rows of the file."""
        left = {str(number) for number in numbers}
        return {
            table: kept
            for table, rows in self.tables.items()
            if (kept := [row for row in rows if row["_row"] not in left])
        }

    def values(self) -> dict[str, list[str]]:
        """Give the tables as sorted rows, whatever rows of the file they came from."""
        return {
            table: sorted(str({k: v for k, v in row.items() if k != "_row"}) for row in rows)
            for table, rows in self.tables.items()
        }


class Desk:
    """A place where one file after the other is read."""

    def __init__(self, store: Store, context: Context) -> None:
        self.store, self.context = store, context

    def read(self, content: bytes, name: str, given: Given) -> Outcome:
        """Read a file of these bytes as if it had this name."""
        path = self.context.folder / "file"
        path.write_bytes(content)
        probed = probe(path)
        tables = opened(name, probed)
        if isinstance(tables, Problem):
            return Outcome(None, Reading(problems=(tables,)))
        (table,) = tables
        found = recognise(name, table.heads(), {}, given.source)
        if isinstance(found, Problem):
            return Outcome(None, Reading(problems=(found,)))
        settings = self.context.settings
        evidence = gather(Found(path, name), found.source, given, settings, today=TODAY)
        receipt = Receipt(
            receipt="r1",
            import_order=1,
            file=name,
            sha256="",
            kept="",
            size=len(content),
            imported_at=self.context.now,
            source=found.source.key,
            account=evidence.account,
            exported_on=evidence.exported_on,
            as_of=evidence.exported_on,
            weak=evidence.weak,
            guesses=evidence.guesses,
        )
        reading = read_table(self.store, table, found, receipt, self.context)
        rows: dict[str, list[Row]] = {}
        for held, file, _ in reading.partitions:
            rows.setdefault(held, []).extend(self._rows(file))
        return Outcome(found.source.key, reading, rows)

    def sample(self, sample: Sample, content: bytes | None = None, suffix: str = "") -> Outcome:
        """Read a sample, or other bytes in its place."""
        name = sample.file if not suffix else sample.file.rsplit(".", 1)[0] + suffix
        return self.read(content or sample.path.read_bytes(), name, sample.given)

    def _rows(self, file: str) -> list[Row]:
        path = quoted(str(self.context.workspace.rows / file))
        records = self.store.records(f"select * from read_parquet({path}) order by _row")
        return [
            {
                key: as_text(value)
                for key, value in record.items()
                if value is not None and key not in ("_receipt", "_rank")
            }
            for record in records
        ]


def desk(folder: Path) -> Iterator[Desk]:
    """Make a desk in a folder."""
    workspace = Workspace(folder / "brand")
    workspace.folder.mkdir()
    workspace.config.write_text("")
    with workspace.writing(), scratch(folder) as store:
        place = folder / "work"
        place.mkdir()
        made = context(workspace, Given(), place, today=TODAY, now="2026-10-31T12:00:00Z")
        store.run(
            "set threads = 1"
        )  # files are small, and starting threads costs more than it saves
        clues = replace(made.clues, person_key=PERSON_KEY)
        yield Desk(store, replace(made, clues=clues))


def as_text(value: object) -> str:
    """Write a value as the expected files do: amounts without zeros at the end."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def shown(problem: Problem) -> dict[str, Any]:
    """Write a problem as the expected files do."""
    place = {"row": problem.row, "column": problem.column}
    return {
        "severity": problem.severity.value,
        **{key: value for key, value in place.items() if value is not None},
        "message": problem.message,
    }
