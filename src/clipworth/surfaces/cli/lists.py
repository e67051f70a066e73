"""How lists look in a terminal: questions, metrics, sources, the journal."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from clipworth.model import formats

if TYPE_CHECKING:
    from clipworth.answers.questions import Question
    from clipworth.commands.opening import Decision, Entry
    from clipworth.commands.telling import MetricTold, NotTaken, SourceTold


class Paragraph:
    """A text wrapped so that no figure is parted from its unit, and no day from its year.

    lead: what stands before its first line, on which the others hang.
    """

    def __init__(self, text: str, style: str = "", *, indent: int = 0, lead: Text | None = None):
        self.text, self.style, self.indent = text, style, indent
        self.lead = lead or Text()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it for the width there is."""
        del console
        hang = self.indent + self.lead.cell_len
        lines: list[str] = []
        for line in self.text.split("\n"):
            bound = _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), line)
            width = max(options.max_width - hang, 20)
            lines += wrap(bound, width, break_long_words=False, break_on_hyphens=False) or [""]
        for place, line in enumerate(lines):
            before = Text(" " * self.indent) + self.lead if place == 0 else Text(" " * hang)
            said = Text(line.replace("\u00a0", " "), style=self.style)
            yield Text.assemble(before, said, no_wrap=True, overflow="ignore")


class Verbatim:
    """A text to be copied, whose lines stay whole."""

    def __init__(self, text: str, *, indent: int = 0):
        self.text, self.indent = text, indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it, as wide as it is."""
        del console, options
        for line in self.text.strip("\n").splitlines():
            yield Text(f"{' ' * self.indent}{line}".rstrip(), no_wrap=True, overflow="ignore")


_TOGETHER = re.compile(r"\d (?:%|×|s\b)|\b\d{1,2} [A-Z][a-z]{2} \d{4}|per 1\S+ \w+|--\w+ \w+")


def indented(text: str, style: str = "", indent: int = 2) -> RenderableType:
    """Give a paragraph that stands to the right, on all its lines."""
    return Paragraph(text, style, indent=indent)


def plain_table(*headers: str) -> Table:
    """Give a table with a hairline below its head and nothing else."""
    from rich.box import Box

    hairline = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")
    table = Table(box=hairline, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for header in headers:
        table.add_column(header, overflow="fold", header_style="dim")
    return table


def question_parts(questions: "Iterable[Question]") -> Iterator[RenderableType]:
    """Draw the questions that can be asked, with their keys."""
    for one in questions:
        yield Text.assemble((f"clipworth show {one.key}", "bold"))
        yield indented(one.asks)
        if one.by:
            yield indented(f"--by {' | '.join(one.by)}", "dim")
        if one.filters:
            yield indented(f"--where {' | '.join(f'{key}=…' for key in one.filters)}", "dim")
    yield Text("")
    yield Text("All take --month M, or --from DAY and --to DAY; --as-of DAY; --json or --csv.")


def metric_parts(metrics: "Iterable[MetricTold]") -> Iterator[RenderableType]:
    """Draw the metrics layer by layer, in the order of a reader's questions."""
    for layer, inside in groupby(metrics, key=lambda one: one.layer):
        yield Text(str(layer).capitalize(), style="bold")
        table = plain_table("Key", "Meaning", "Whose word")
        table.columns[0].no_wrap = True
        for one in inside:
            meaning = Text.assemble(one.label, (f"  {one.meaning}", "dim"))
            table.add_row(one.key, meaning, str(one.word))
        yield table
        yield Text("")
    yield Text("clipworth explain KEY takes one apart, down to the rows of your files.")


def source_parts(
    sources: "Iterable[SourceTold]", refused: "Iterable[NotTaken]" = ()
) -> Iterator[RenderableType]:
    """Draw the sources: title, key, how to get the file, what it fills; then what is refused."""
    for one in sources:
        yield Text.assemble((one.title, "bold"), (f"  {one.key}", "dim"))
        yield indented(one.how)
        yield indented(f"Known by: {', '.join(one.needs)}. Fills: {', '.join(one.tables)}.", "dim")
    for place, other in enumerate(refused):
        if place == 0:
            yield Text("")
            yield Text("Recognised and not taken:", style="bold")
        yield indented(f"{other.title.capitalize()}: {other.reason} {other.remedy}", "dim")
    yield Text("")
    yield Text(
        "clipworth import takes files, folders and zips, and knows each by its content."
        " A sheet with headers of its own is mapped once: clipworth map FILE SOURCE FIELD=HEADER…"
    )


def journal_parts(decisions: "Iterable[Decision]") -> Iterator[RenderableType]:
    """Draw the journal, oldest first."""
    rows = list(decisions)
    if not rows:
        yield Text("Nothing was decided yet.")
        return
    table = plain_table("Entry", "When", "Who", "What")
    table.columns[0].justify = "right"
    for one in rows:
        style = "dim strike" if one.undone else ""
        what = decision(one.entry) + (" (undone)" if one.undone else "")
        at = one.entry.at[:16].replace("T", " ")
        table.add_row(str(one.entry.number), at, one.entry.who, Text(what, style=style))
    yield table
    yield Text("")
    yield Text("clipworth undo ENTRY takes one back.")


def decision(entry: "Entry") -> str:
    """Say a decision as a sentence."""
    what = entry.what
    match entry.kind:
        case "map_columns":
            columns = ", ".join(f"{field} is “{own}”" for field, own in what["columns"].items())
            return f"A sheet was mapped to {what['source']}: {columns}."
        case "align_days":
            return f"Days moved by {what['days']:+d} in {what['receipt']}. {what['why']}"
        case "accept_pillar":
            posts = formats.counted(len(what["posts"]), "post")
            return f"Pillar “{what['pillar']}” taken up for {posts}: {', '.join(what['words'])}."
        case "remove":
            erased = ", original erased" if what["erased"] else ""
            return f"Import taken out: {what['file']} ({what['receipt']}{erased})."
        case "retain":
            return f"People unlinked from orders before {what['before']}: {what['people']}."
        case "close_month":
            return f"{what['month']} was closed: its figures are frozen."
        case "undo":
            return f"Entry {what['entry']} taken back."
        case other:
            return _PLAIN.get(other, other.replace("_", " "))


_PLAIN = {
    "forget": "A person was forgotten.",
    "rotate_key": "The key was rotated.",
    "new_key": "The key was lost, and a new one begun.",
}
