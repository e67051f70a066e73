"""How problems look in a terminal: by file, each place first, like ones told once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from clipworth.model import formats
from clipworth.model.problems import Problem, Severity
from clipworth.surfaces.cli.lists import Paragraph, indented

STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: ""}
_ORDER = list(Severity)


def problem_parts(problems: Sequence[Problem]) -> Iterator[RenderableType]:
    """Draw all problems, file after file."""
    if not problems:
        yield Text("No problem in the input.")
        return
    by_file = sorted(problems, key=lambda one: one.file)
    for file, inside in groupby(by_file, key=lambda one: one.file):
        found = list(inside)
        yield Text.assemble((file, "bold"), (f"  {counts(found)}", "dim"))
        yield from lines(sorted(found, key=_worst_first))
        yield Text("")
    files = formats.counted(len({one.file for one in problems}), "file")
    yield Text(f"{counts(problems)} in {files}.")


def counts(problems: Iterable[Problem]) -> str:
    """Say how many of each severity there are, the worst first."""
    found = Counter(problem.severity for problem in problems)
    said = [formats.counted(found[one], str(one)) for one in Severity if found[one]]
    return ", ".join(said)


def lines(problems: Sequence[Problem]) -> Iterator[RenderableType]:
    """Draw problems, those that differ in nothing but their row as one."""
    for alike in _alike(problems):
        first = alike[0]
        place = ":".join(str(part) for part in (first.file, first.row, first.column) if part)
        said = f"{place}: {first.message} {first.remedy}".rstrip()
        if len(alike) > 1 and first.row is not None:
            rows = ", ".join(str(one.row) for one in alike[1:9] if one.row)
            dots = " …" if len(alike) > 9 else ""
            said += f" The same in {formats.counted(len(alike) - 1, 'more row')} ({rows}{dots})."
        lead = Text(f"{first.severity:<8}", style=STYLES[first.severity])
        yield Paragraph(said, indent=2, lead=lead)


def _alike(problems: Sequence[Problem]) -> list[list[Problem]]:
    found: dict[tuple[object, ...], list[Problem]] = {}
    for one in problems:
        row = id(one) if one.row is None else None
        key = (one.file, one.column, one.severity, one.message, one.remedy, row)
        found.setdefault(key, []).append(one)
    return list(found.values())


def _worst_first(problem: Problem) -> tuple[int, int]:
    return _ORDER.index(problem.severity), problem.row or 0


def worst(problems: Iterable[Problem], most: int) -> Iterator[RenderableType]:
    """Draw the worst problems; notes that say the same of many files are told once."""
    ordered = sorted(problems, key=_worst_first)
    groups = _alike(ordered)
    yield from lines([one for group in groups[:most] for one in group])
    if len(groups) > most:
        yield indented(f"… and {len(groups) - most:,} more: clipworth problems", "dim")
