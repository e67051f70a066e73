"""What every command needs to know: which workspace, which day, and who."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipworth.surfaces.cli.printing import note

if TYPE_CHECKING:
    from clipworth.commands.opening import Clock, Workspace


def _here_or_before(context: typer.Context, folder: Path | None) -> Path | None:
    """Take the folder named after the command, else the one named before it."""
    return folder if folder is not None else context.obj


InFolder = Annotated[
    Path | None,
    typer.Option(
        "-w",
        "--workspace",
        metavar="FOLDER",
        callback=_here_or_before,
        help="The workspace; without it, the one that the current directory lies in.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def workspace(folder: Path | None) -> "Workspace":
    """Open the workspace that a command works in."""
    from clipworth.commands.opening import key_moved, opened

    found = opened(folder, Path.cwd())
    if (place := key_moved(found)) is not None:
        note(
            f"The key that customers are hashed with was moved out of the workspace, to {place}."
            " Keep a copy of it apart from the workspace."
        )
    return found


def clock() -> "Clock":
    """Give today, as this machine's calendar has it, and this moment."""
    from clipworth.commands.opening import Clock

    now = datetime.now(UTC)
    return Clock(now.astimezone().date(), now.isoformat(timespec="seconds"))


def who() -> str:
    """Give the name of the person at this machine, as far as it is known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
