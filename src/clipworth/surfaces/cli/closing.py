"""Closing a month of the books."""

from typing import Annotated

import typer

from clipworth.model import formats
from clipworth.surfaces.cli.place import InFolder, clock, who, workspace
from clipworth.surfaces.cli.printing import note, out


def close(
    month: Annotated[str, typer.Argument(metavar="MONTH", help="The month, as 2026-03.")],
    folder: InFolder = None,
) -> int:
    """Freeze the figures of a month; later files then show beside them what they restate."""
    from clipworth.commands.closing import close as freeze

    done = freeze(workspace(folder), month, clock(), who=who())
    known = formats.counted(len(done.figures) - done.unknown, "figure")
    out(f"{done.month} is closed with {known} frozen, as entry {done.entry} of the journal.")
    if done.unknown:
        are = "is" if done.unknown == 1 else "are"
        note(
            f"{done.unknown} more {are} unknown and stay so in the frozen month. If a file can"
            f" tell, `clipworth undo {done.entry}`, import it, and close again."
        )
    out(f"clipworth show finance --month {done.month} shows them, and what is restated later.")
    return 0
