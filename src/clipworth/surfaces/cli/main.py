"""The command line: its commands, its exit codes, and how it fails."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer

from clipworth import __version__
from clipworth.model.answers import Refused
from clipworth.model.problems import WrongUse
from clipworth.surfaces.cli import (
    calendar,
    closing,
    correcting,
    importing,
    listing,
    securing,
    showing,
    starting,
    suggesting,
)
from clipworth.surfaces.cli.printing import ReaderGoneError, note, out

DEBUG = "CLIPWORTH_DEBUG"
STOPPED = "Stopped. What was imported before stands; the rest can be imported again."
EXITS = (
    "Exit codes: 0 done, 1 failed, 2 wrong use, 3 done with problems in the input, 4 refused"
    " because the answer would mislead."
)


class Exit(IntEnum):
    """What the process says to the one that started it; 3 stands in importing."""

    DONE = 0
    FAILED = 1
    WRONG_USE = 2
    REFUSED = 4
    INTERRUPTED = 130


app = typer.Typer(
    name="clipworth",
    help="What your TikTok has been worth, and how sure you may be of that.",
    epilog=EXITS,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_PANELS: dict[str, dict[str, Callable[..., int]]] = {
    "Start": {"init": starting.init, "demo": starting.demo, "sources": listing.sources},
    "Ask": {
        "show": showing.show,
        "explain": showing.explain,
        "problems": listing.problems,
        "calendar": calendar.calendar,
    },
    "Bring in": {
        "import": importing.import_files,
        "template": listing.template,
        "map": importing.map_columns,
        "refresh": importing.refresh,
        "rebuild": importing.rebuild,
    },
    "Correct": {
        "journal": listing.journal,
        "undo": correcting.undo,
        "remove": correcting.remove,
        "forget": correcting.forget,
        "close": closing.close,
    },
    "Keep safe": {"originals": securing.originals},
}
for panel, commands in _PANELS.items():
    for name, function in commands.items():
        app.command(name, rich_help_panel=panel)(function)


keys = typer.Typer(help="The key that customers are hashed with.", no_args_is_help=True)
keys.command("show")(securing.show_keys)
keys.command("rotate")(securing.rotate_keys)
keys.command("new")(securing.new_keys)
app.add_typer(keys, name="keys", rich_help_panel="Keep safe")

suggest = typer.Typer(help="What captions suggest; a person decides.", no_args_is_help=True)
suggest.command("pillars")(suggesting.pillars)
app.add_typer(suggest, name="suggest", rich_help_panel="Decide")
accept = typer.Typer(help="Take up what was suggested.", no_args_is_help=True)
accept.command("pillar")(suggesting.pillar)
app.add_typer(accept, name="accept", rich_help_panel="Decide")


def _version(*, wanted: bool) -> None:
    if wanted:
        out(f"clipworth {__version__}")
        raise typer.Exit


@app.callback()
def begin(
    context: typer.Context,
    *,
    folder: Annotated[
        Path | None,
        typer.Option("-w", "--workspace", metavar="FOLDER", help="The workspace to work in."),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda value: _version(wanted=value),
            help="Say which version this is.",
        ),
    ] = False,
) -> None:
    """Take what stands before the command."""
    del version
    context.obj = folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; gives its exit code and prints no traceback."""
    try:
        command = typer.main.get_command(app)
        code = command.main(
            None if arguments is None else list(arguments),
            prog_name="clipworth",
            standalone_mode=False,
        )
        if code == Exit.INTERRUPTED:
            note(STOPPED)
        return code if isinstance(code, int) else Exit.DONE
    except ReaderGoneError:
        # Python flushes once more on exit, and must not find the closed pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except (KeyboardInterrupt, typer.Abort):
        note(STOPPED)
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place before the person
        return _failed(error)


def _failed(error: Exception) -> int:
    """Say in a sentence what went wrong and what is safe."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    if isinstance(error, WrongUse):
        note(_sentence(str(error)))
        return Exit.WRONG_USE
    if isinstance(error, Refused):
        note(f"Refused: {error}")
        return Exit.REFUSED
    said = getattr(error, "format_message", None)
    if said is not None:
        # Without a command the help was printed, and there is nothing to add.
        if said():
            note(f"{_sentence(said())} See `clipworth --help`.")
        return int(getattr(error, "exit_code", Exit.WRONG_USE))
    note(_unexpected(error))
    return Exit.FAILED


def _unexpected(error: Exception) -> str:
    safe = "Your files are kept; nothing that was published has changed."
    if isinstance(error, OSError) and error.strerror:
        about = f" ({error.filename})" if error.filename else ""
        return f"Failed: {error.strerror}{about}. {safe}"
    words = " ".join(str(error).split())[:300]
    return (
        f"Failed: {type(error).__name__}: {words.rstrip('.')}. {safe} Set {DEBUG}=1 and run it"
        " again to see where, for a report."
    )


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
