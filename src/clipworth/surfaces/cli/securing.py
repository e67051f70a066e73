"""Keys and originals: where keys lie, changing them, and taking a kept file out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipworth.surfaces.cli.place import InFolder, clock, who, workspace
from clipworth.surfaces.cli.printing import out, progress

if TYPE_CHECKING:
    from clipworth.commands.securing import Keys

BACKUP = "Keep a copy of it apart from the workspace: without it nobody is known again."


def show_keys(folder: InFolder = None) -> int:
    """Say where the key of the workspace lies and what depends on it; never the key itself."""
    from clipworth.commands.securing import keys_of

    held = keys_of(workspace(folder))
    out(f"The key lies in {held.path}. {BACKUP}")
    if held.number > 1:
        out(f"It was rotated {held.number - 1:,}×; what came before stays there to know people.")
    out(f"Originals that depend on it: {held.redacted:,} redacted, {held.sealed:,} encrypted.")
    return 0


def rotate_keys(folder: InFolder = None) -> int:
    """Change the key: encrypted originals are closed with it, and customers hashed anew."""
    from clipworth.commands.securing import rotate

    with progress("Reading file") as tell:
        held = rotate(workspace(folder), clock(), who=who(), progress=tell)
    out(f"The new key lies in {held.path}. {BACKUP}")
    if held.redacted:
        out(
            f"{held.redacted:,} redacted originals could not be hashed anew, as they do not say"
            " who their customers are: those are known among themselves, and not in files to come."
            " To match them, take a file out with `remove --erase` and import its export again."
        )
    _closed(held)
    return 0


def new_keys(folder: InFolder = None) -> int:
    """Begin anew after the key was lost; customers of before are not known again."""
    from clipworth.commands.securing import begin

    with progress("Reading file") as tell:
        held = begin(workspace(folder), clock(), who=who(), progress=tell)
    out(f"A new key lies in {held.path}. {BACKUP}")
    out(
        "Customers known up to now are not matched with those of files to come, and people who were"
        " forgotten can come back with a new file: forget them again."
    )
    _closed(held)
    return 0


def _closed(held: "Keys") -> None:
    if held.closed:
        out(
            f"{held.closed:,} encrypted originals cannot be opened. Their rows stay until"
            " a rebuild; take them out with `remove --erase` and import those files again."
        )


def originals(
    receipt: Annotated[str, typer.Argument(help="Its id, or how it begins (see `show data`).")],
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where to write it.")],
    folder: InFolder = None,
) -> int:
    """Write the kept original of an import into a folder, decrypted if it is kept encrypted."""
    from clipworth.commands.securing import give_back

    here = workspace(folder)
    out(f"Written: {give_back(here, receipt, to)}")
    return 0
