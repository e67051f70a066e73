"""How an import looks in a terminal: a line per file, the worst problems, what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from clipworth.model import formats
from clipworth.model.answer_json import plain, problem_document
from clipworth.model.problems import Problem, Severity
from clipworth.surfaces.cli.files_view import file_line, files_table, lacks_in_short
from clipworth.surfaces.cli.lists import indented
from clipworth.surfaces.cli.printing import console
from clipworth.surfaces.cli.problem_view import counts, worst

if TYPE_CHECKING:
    from clipworth.commands.importing import ImportReport
    from clipworth.model.answers import Answer, AnswerTable, Row

MOST_PROBLEMS = 20
MOST_LACKS = 8


@dataclass(frozen=True)
class ImportedFile:
    """What became of one table of one file.

    same_as: the earlier file of the same bytes, where it had another name.
    """

    receipt: str
    file: str
    same_as: str
    source: str | None
    known: bool
    account: str | None
    exported_on: str | None
    as_of: str | None
    rows: int
    read: int
    set_aside: int
    overlaps: str
    first_day: str | None
    last_day: str | None
    unused: tuple[str, ...]
    privacy: str
    redacted: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Import:
    """What an import did, as it is told.

    lines: what the answer about the data says of each file, and what became of it where it is not
        new. lacks: what it says is missing.
    """

    files: tuple[ImportedFile, ...]
    lost: tuple[Problem, ...]
    aligned: tuple[str, ...]
    lines: "tuple[tuple[Row, str], ...]" = ()
    lacks: "tuple[Row, ...]" = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of new files, and of known ones that cannot be read still, each once."""
        told = [one for one in self.files if not one.known or one.source is None]
        found = (*self.lost, *(problem for one in told for problem in one.problems))
        return tuple(dict.fromkeys(found))

    @property
    def has_problems(self) -> bool:
        """Tell whether anything was set aside or left unknown; notes do not count."""
        return any(one.severity is not Severity.NOTE for one in self.problems)


def told(report: "ImportReport", data: "Answer") -> Import:
    """Put an import's report into the words of a table.

    data: the answer about the data as they stand after it.
    """
    rows = {str(row["receipt"]): row for row in _rows(data.tables, "files")}
    files = []
    for one in report.taken:
        receipt, read = one.receipt, one.reading
        row = rows.get(receipt.receipt)
        files.append(
            ImportedFile(
                receipt=receipt.receipt,
                file=(one.named or receipt.file) + (f" [{receipt.part}]" if receipt.part else ""),
                same_as=receipt.file if one.named not in ("", receipt.file) else "",
                source=receipt.source,
                known=one.known,
                account=receipt.account,
                exported_on=_day(receipt.exported_on),
                as_of=_day(receipt.as_of),
                rows=read.row_count,
                read=read.rows_read,
                set_aside=read.set_aside,
                overlaps=str(row["overlaps"]) if row else "",
                first_day=_day(read.first_day),
                last_day=_day(read.last_day),
                unused=read.unused,
                privacy=receipt.privacy,
                redacted=receipt.redacted,
                problems=read.problems,
            )
        )
    lines = tuple(
        (replace(row, cells={**row.cells, "file": one.file}), _before(one))
        for one in files
        if (row := rows.get(one.receipt)) is not None
    )
    lacks = tuple(_rows(data.tables, "missing"))
    return Import(tuple(files), report.lost, report.aligned, lines, lacks)


def _before(one: ImportedFile) -> str:
    """Say what a file is that is not new."""
    if not one.known:
        return ""
    return f"same as {one.same_as}" if one.same_as else "imported before"


def _rows(tables: "tuple[AnswerTable, ...]", name: str) -> "tuple[Row, ...]":
    return next((table.rows for table in tables if table.name == name), ())


def _day(day: Any) -> str | None:
    found = plain(day)
    return None if found is None else str(found)


def import_document(done: Import) -> dict[str, Any]:
    """Give an import as a document."""
    return {
        "schema_version": 1,
        "files": [
            {
                **{key: value for key, value in vars(one).items() if key != "problems"},
                "problems": [problem_document(problem) for problem in one.problems],
            }
            for one in done.files
        ],
        "lost": [problem_document(problem) for problem in done.lost],
        "aligned": list(done.aligned),
        "missing": [dict(row.cells) for row in done.lacks],
        "counts": {
            str(level): sum(one.severity is level for one in done.problems) for level in Severity
        },
    }


def import_parts(done: Import) -> Iterator[RenderableType]:
    """Draw an import."""
    new = [one for one in done.files if not one.known]
    yield Text(_finding(done, new), style="bold")
    if done.lines:
        yield Text("")
        lines = [file_line(row, before) for row, before in done.lines]
        yield from files_table(lines, console().width)
    if done.problems:
        yield Text("")
        yield Text.assemble(("Problems", "underline"), f"  {counts(done.problems)}")
        yield from worst(done.problems, MOST_PROBLEMS)
    if done.aligned:
        yield Text("")
        yield Text("Days aligned", style="underline")
        for why in done.aligned:
            yield indented(why)
        yield indented("clipworth journal lists these; clipworth undo ENTRY takes one back.", "dim")
    yield from _people(new)
    if any(one.read for one in new):
        yield from lacks_in_short(done.lacks, MOST_LACKS)
    yield Text("")
    yield Text(_next(done))


# Some tills export a hundred columns.
MOST_BLANKED = 6
WAYS = {
    "redacted": "kept redacted",
    "encrypted": "kept encrypted",
    "kept": "kept in clear, as clipworth.toml says",
    "dropped": "not kept",
}


def _people(new: "list[ImportedFile]") -> Iterator[RenderableType]:
    """Say how the originals are kept of files that name people, or may."""
    told = [one for one in new if one.privacy]
    if not told:
        return
    yield Text("")
    yield Text("People in files", style="underline")
    for one in told[:MOST_PROBLEMS]:
        yield indented(f"{one.file}: {WAYS[one.privacy]}{_without(one.redacted)}.")
    if len(told) > MOST_PROBLEMS:
        yield indented(f"{len(told) - MOST_PROBLEMS:,} more: --json lists all.")


def _without(columns: tuple[str, ...]) -> str:
    """Name the columns that were blanked, the first of them where there are many."""
    if not columns:
        return ""
    more = len(columns) - MOST_BLANKED
    said = ", ".join(columns[:MOST_BLANKED]) + (f" and {more:,} more" if more > 0 else "")
    return f", without {said}"


def _finding(done: Import, new: "list[ImportedFile]") -> str:
    if not done.files:
        return "Nothing was imported."
    known = len(done.files) - len(new)
    if not new:
        were = "The file was" if known == 1 else f"All {known:,} files were"
        return f"{were} imported before; nothing changed."
    recognised = [one for one in new if one.source is not None]
    read, rows = sum(one.read for one in recognised), sum(one.rows for one in recognised)
    said = f"{formats.counted(len(recognised), 'file')} imported: {read:,} of {rows:,} rows read"
    if len(recognised) < len(new):
        said += f"; {formats.counted(len(new) - len(recognised), 'file')} set aside whole"
    copies = sum(bool(one.same_as) for one in done.files)
    if copies:
        said += f"; {formats.counted(copies, 'file')} with the same bytes as another"
    if known > copies:
        said += f"; {formats.counted(known - copies, 'file')} imported before"
    return f"{said}."


def _next(done: Import) -> str:
    if any(one.source is None for one in done.files):
        return (
            "Next: clipworth sources (what is read, and where to get it), or map a sheet of your"
            " own once: clipworth map FILE SOURCE FIELD=HEADER…"
        )
    if not done.files:
        return "Next: clipworth sources says what is read, and where to get it."
    return "Next: clipworth show overview, or clipworth show data for what is here."
