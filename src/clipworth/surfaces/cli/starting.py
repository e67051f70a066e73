"""Making a workspace, and the demo."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clipworth.surfaces.cli.place import clock, who
from clipworth.surfaces.cli.printing import note, out, progress

if TYPE_CHECKING:
    from clipworth.commands.opening import Workspace


def init(
    folder: Annotated[Path, typer.Argument(help="Where the workspace is made.")],
    brand: Annotated[str, typer.Option("--brand", help="The brand's name.")] = "",
    currency: Annotated[
        str, typer.Option("--currency", metavar="CODE", help="What money is shown in, as EUR.")
    ] = "",
    account: Annotated[
        list[str] | None,
        typer.Option("--account", metavar="HANDLE", help="A handle of yours; may be given again."),
    ] = None,
) -> int:
    """Make a workspace: a folder for one brand."""
    from clipworth.commands.opening import checked_currency
    from clipworth.commands.starting import init as make

    made = make(folder, brand=brand, currency=checked_currency(currency), accounts=account or ())
    out(f"{made.folder} is a workspace. What you decide by hand stands in its clipworth.toml.")
    out("Next: clipworth sources (where to get each file), then, in the folder:")
    out("      clipworth import PATH…")
    return 0


def demo(
    folder: Annotated[Path, typer.Argument(help="Where the demo is made.")] = Path("demo"),
) -> int:
    """Simulate a brand, import its export files like anyone's, and show what they say."""
    here = _simulated(folder)
    if here is None:
        here = _make(folder)
    from clipworth.surfaces.cli.showing import show_overview

    code = show_overview(here)
    out(_next(folder))
    return code


def _simulated(folder: Path) -> "Workspace | None":
    """Give the simulated workspace that stands there already."""
    from clipworth.commands.opening import is_workspace, opened

    if not is_workspace(folder):
        return None
    here = opened(folder, folder)
    if not here.settings().simulated:
        return None
    note(f"{folder} holds a simulated brand already; delete the folder to make it anew.")
    return here


def _make(folder: Path) -> "Workspace":
    from clipworth.commands.starting import demo as simulate

    note(f"Simulating a brand in {folder} and importing its exports …")
    with progress("Step") as tell:
        here, report = simulate(folder, clock(), who=who(), progress=tell)
    read = sum(one.reading.rows_read for one in report.taken)
    note(f"{len(report.taken)} files with {read:,} rows imported.")
    return here


def _next(folder: Path) -> str:
    said = f"clipworth -w {folder}"
    lines = (
        ("show posts", "every post, and which would repeat"),
        ("show roi --by content_type", "what came back for what was spent"),
        ("show intent --by pillar", "which pillars made people care"),
        ("show next-posts", "what to post in the coming weeks, and why"),
        ("show candidates", "which posts to promote, and what stands in the way"),
        ("show", "every question there is"),
        ("explain iscr_4", "one number, down to the rows of the files"),
        ("problems", "what was wrong with the files"),
    )
    width = max(len(command) for command, _ in lines)
    told = [f"  {said} {command:<{width}}  {what}" for command, what in lines]
    truth = f"What is true of this brand stands in {folder / 'truth.json'}."
    return "\n".join(["", "Look next:", *told, "", truth])
