"""Suggesting pillars from captions, and taking suggestions up."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipworth.model import formats
from clipworth.surfaces.cli.place import AsJson, InFolder, clock, who, workspace
from clipworth.surfaces.cli.printing import document, out, progress

if TYPE_CHECKING:
    from clipworth.commands.suggesting import Suggestion, Suggestions

Count = Annotated[
    int | None,
    typer.Option("--count", help="How many; without it, as many as part them best.", min=2, max=40),
]


def pillars(*, count: Count = None, as_json: AsJson = False, folder: InFolder = None) -> int:
    """Group the captions of posts that have no pillar; nothing is decided by it."""
    from clipworth.commands.suggesting import suggest

    with progress("Grouping captions"):
        found = suggest(workspace(folder), count)
    if as_json:
        document(_document(found))
        return 0
    for line in _lines(found, count):
        out(line)
    return 0


def pillar(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="As `suggest pillars` says.")],
    called: Annotated[
        str, typer.Option("--as", metavar="PILLAR", help="What to call it; several become one.")
    ] = "",
    *,
    count: Count = None,
    folder: InFolder = None,
) -> int:
    """Take suggested pillars up, under their own name or another; `undo` takes it back."""
    from clipworth.commands.suggesting import accept

    with progress("Grouping captions"):
        made = accept(workspace(folder), names, clock(), who=who(), name=called, count=count)
    for entry, posts in made:
        out(
            f"{formats.counted(posts, 'post')} now belong to the pillar “{entry.what['pillar']}”"
            f" (entry {entry.number} of the journal)."
        )
    out("A plan or a rule that names a pillar for one of them goes before it.")
    return 0


def _lines(found: "Suggestions", count: int | None) -> list[str]:
    bare = formats.counted(found.open_posts, "post")
    lines = [f"{bare} without a pillar; {formats.counted(found.left, 'post')} fit none of these."]
    for one in found.found:
        lines += [
            "",
            _headline(one),
            f"  words: {', '.join(one.words)}",
            *(f"  “{_shortened(text)}”" for text in one.examples),
        ]
    again = f" --count {count}" if count else ""
    return [
        *lines,
        "",
        "Sure is how much of the wording of its posts is of this group and of no other.",
        "Captions in two languages about one thing stand in two groups: accept both as one.",
        f"clipworth accept pillar NAME… --as PILLAR{again} takes them up.",
    ]


def _headline(one: "Suggestion") -> str:
    sure = formats.percent(one.sure, 0)
    return f"{one.key}: {formats.counted(len(one.posts), 'post')}, {sure} sure"


def _shortened(text: str, most: int = 90) -> str:
    text = formats.plain_text(text)
    return text if len(text) <= most else text[: most - 1] + "…"


def _document(found: "Suggestions") -> dict[str, object]:
    def told(one: "Suggestion") -> dict[str, object]:
        return {
            "name": one.key,
            "words": list(one.words),
            "examples": list(one.examples),
            "sure": round(one.sure, 3),
            "posts": dict(one.posts),
        }

    return {
        "open_posts": found.open_posts,
        "left": found.left,
        "suggestions": [told(one) for one in found.found],
    }
