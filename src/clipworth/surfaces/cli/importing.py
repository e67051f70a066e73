"""Bringing files in, mapping the columns of sheets, and making what is derived anew."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipworth.surfaces.cli.asking import day, pairs
from clipworth.surfaces.cli.place import AsJson, InFolder, clock, who, workspace
from clipworth.surfaces.cli.printing import document, note, out, progress, show

if TYPE_CHECKING:
    from clipworth.commands.opening import Workspace

PROBLEMS = 3


def _sources(incomplete: str) -> list[str]:
    from clipworth.commands.telling import titles

    return [key for key in titles() if key.startswith(incomplete)]


AsSource = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="SOURCE",
        autocompletion=_sources,
        help="What the files are, where that is not recognised.",
    ),
]


def import_files(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Files, folders and zips.", exists=True)
    ],
    account: Annotated[
        str, typer.Option("--account", metavar="HANDLE", help="Whose account the files are of.")
    ] = "",
    exported_on: Annotated[
        str, typer.Option("--exported-on", metavar="DAY", help="When the files were exported.")
    ] = "",
    source: AsSource = "",
    *,
    as_json: AsJson = False,
    folder: InFolder = None,
) -> int:
    """Bring files in; each is known by its content, and the same file twice changes nothing."""
    from clipworth.answers.questions import QUESTIONS
    from clipworth.commands.importing import import_files as bring_in
    from clipworth.commands.opening import given, looking
    from clipworth.model.answers import Ask
    from clipworth.surfaces.cli.import_view import import_document, import_parts, told

    here = workspace(folder)
    said = given(account=account, exported_on=day(exported_on), source=source)
    with progress("Reading file") as tell:
        report = bring_in(here, paths, said, clock(), who=who(), progress=tell)
    with looking(here) as store:
        done = told(report, QUESTIONS["data"].answer(store, here.settings(), Ask()))
    if as_json:
        document(import_document(done))
    else:
        show(import_parts(done))
    return PROBLEMS if done.has_problems else 0


def refresh(folder: InFolder = None) -> int:
    """Read what is kept and not yet read, as after a crash, and forget whose time is over."""
    from clipworth.commands.forgetting import retire
    from clipworth.commands.importing import refresh as read_new

    here, now = workspace(folder), clock()
    with progress("Reading file") as tell:
        number = read_new(here, now, progress=tell)
        people = retire(here, now, who=who(), progress=tell)
    out("Everything was read already." if not number else f"{_files(number)} read.")
    if people:
        out(f"{people:,} people were unlinked from their orders, as clipworth.toml asks.")
    return _with_problems(here) if number else 0


def rebuild(folder: InFolder = None) -> int:
    """Make everything that is derived anew from the originals."""
    from clipworth.commands.importing import rebuild as make_anew

    here = workspace(folder)
    with progress("Reading file") as tell:
        number = make_anew(here, clock(), progress=tell)
    out(f"Rebuilt from {_files(number)}.")
    return _with_problems(here)


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number:,} files"


def _with_problems(here: "Workspace") -> int:
    """Say how many problems the input has; gives the exit code."""
    from clipworth.commands.opening import problems
    from clipworth.model.problems import Severity

    number = sum(problem.severity is not Severity.NOTE for _, problem in problems(here))
    if number:
        noun = "problem" if number == 1 else "problems"
        note(f"{number:,} {noun} in the input: `clipworth problems` lists them.")
    return PROBLEMS if number else 0


def map_columns(
    file: Annotated[Path, typer.Argument(help="The sheet.", exists=True, dir_okay=False)],
    source: Annotated[str, typer.Argument(help="What it is.", autocompletion=_sources)],
    columns: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=HEADER…", help="Which header fills which field."),
    ],
    folder: InFolder = None,
) -> int:
    """Say once which headers of your own sheet mean what; it is remembered."""
    from clipworth.commands.mapping import map_columns as remember

    here = workspace(folder)
    opened = remember(here, file, source, pairs(columns, "map"), clock(), who=who())
    out("Remembered: sheets with these headers are read so from now on.")
    if opened:
        out(f"{_files(opened)} set aside before could be read with it.")
    else:
        out(f"Now import it: clipworth import {file}")
    return 0
