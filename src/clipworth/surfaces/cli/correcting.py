"""Taking things out again: an import, a person, a decision."""

from typing import Annotated

import typer

from clipworth.model import formats
from clipworth.surfaces.cli.place import InFolder, clock, who, workspace
from clipworth.surfaces.cli.printing import note, out, progress

# Done, with a problem in what was put in.
NOBODY = 3


def remove(
    receipt: Annotated[str, typer.Argument(help="Its id, or how it begins (see `show data`).")],
    *,
    erase: Annotated[
        bool, typer.Option("--erase", help="Delete the original too, for good.")
    ] = False,
    folder: InFolder = None,
) -> int:
    """Take an import out again; `undo` brings it back, unless it was erased."""
    from clipworth.commands.correcting import remove as take_out

    gone = take_out(workspace(folder), receipt, clock(), who=who(), erase=erase)
    out(f"{gone.file} ({gone.receipt}) is taken out, and its rows with it.")
    if erase:
        out("Its original is erased.")
    else:
        out("Its original is kept: import it again, or `clipworth undo` the entry in the journal.")
    return 0


def forget(
    person: Annotated[str, typer.Argument(help="An e-mail, phone number or customer id.")],
    folder: InFolder = None,
) -> int:
    """Unlink a person from everything, originals included; this cannot be undone."""
    from clipworth.commands.forgetting import forget as unlink
    from clipworth.commands.forgetting import nobody

    here = workspace(folder)
    with progress("Reading file") as tell:
        gone = unlink(here, person, clock(), who=who(), progress=tell)
    if not gone.files:
        note(nobody(here, person))
        note("The journal keeps it, so that no later file brings them in.")
        return NOBODY
    files, cells = formats.counted(gone.files, "file"), formats.counted(gone.cells, "cell")
    out(f"Forgotten: {files} named them, and {cells} were blanked or masked.")
    out("Orders stay in the books; nobody stands in them.")
    out("Files that name them may be imported again; they do not come back with those.")
    return 0


def undo(
    entry: Annotated[int, typer.Argument(help="Its number (see `journal`).", min=1)],
    folder: InFolder = None,
) -> int:
    """Take a decision back, as the journal numbers it."""
    from clipworth.commands.correcting import undo as take_back
    from clipworth.surfaces.cli.lists import decision

    undone = take_back(workspace(folder), entry, clock(), who=who())
    out(f"Undone: entry {undone.number}, {decision(undone)}")
    return 0
