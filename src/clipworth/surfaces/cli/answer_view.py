"""How an answer looks in a terminal: the finding first, its tables, what a reader must know."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from clipworth.model import formats
from clipworth.model.problems import Problem, Severity
from clipworth.surfaces.cli.files_view import file_line, files_table, lack_parts
from clipworth.surfaces.cli.lists import Paragraph, indented
from clipworth.surfaces.cli.printing import console
from clipworth.surfaces.cli.problem_view import worst
from clipworth.surfaces.cli.tables import table_parts

if TYPE_CHECKING:
    from clipworth.model.answers import Answer, AnswerTable, Row
    from clipworth.model.periods import Period

SIMULATED = "Simulated: this brand and all its figures are invented."
FIRST_ROWS, OTHER_ROWS, RANKED_ROWS = 50, 20, 10


def answer_parts(answer: "Answer", title: str, brand: str = "") -> Iterator[RenderableType]:
    """Draw an answer."""
    width = console().width
    if answer.simulated:
        yield Text(SIMULATED, style="yellow")
    yield Text(_topic(answer, title, brand), style="dim")
    yield Text("")
    for place, sentence in enumerate(answer.sentences):
        yield Paragraph(sentence, "bold" if place == 0 else "")
    for place, table in enumerate(answer.tables):
        yield Text("")
        yield from _titled(table, answer.sentences)
        if table.name == "problems":
            yield from worst([_problem(row) for row in table.rows], OTHER_ROWS)
        elif table.name == "missing":
            yield from lack_parts(table.rows, OTHER_ROWS)
        elif table.name == "files":
            yield from files_table([file_line(row) for row in table.rows], width)
        else:
            currency = table.currency or answer.currency
            yield from table_parts(table, currency, width, _most(table, place))
    yield from _below(answer)


def _topic(answer: "Answer", title: str, brand: str) -> str:
    said = [brand, title, days(answer.period) if answer.period else "", answer.currency or ""]
    if answer.as_of:
        said.append(f"as known on {formats.day(answer.as_of)}")
    return " · ".join(word for word in said if word)


def days(period: "Period") -> str:
    """Say a period by its first and last day."""
    if period.days == 1:
        return formats.day(period.since)
    return f"{formats.day(period.since)} to {formats.day(period.last)}"


def _titled(table: "AnswerTable", said: tuple[str, ...]) -> Iterator[RenderableType]:
    key, by, part = table.name.partition(" by ")
    label = next((column.label for column in table.columns if column.key == key), key)
    name = re.sub(r"\biscr_(\d)", r"ISCR-\1", label + by + part)
    name = re.sub(r"\b(roi|ctr|cpa|cvr|cpm|tofu|mofu|bofu)\b", lambda found: found[0].upper(), name)
    name = name.replace("_", " ").replace("+", ", ")
    yield Text(name[:1].upper() + name[1:], style="underline")
    if table.finding and table.finding not in said:
        yield Paragraph(table.finding)


def _problem(row: "Row") -> Problem:
    """Read a problem back from the row of a table, so that it looks the same everywhere."""
    place, column = row["row_number"], row["column_name"]
    return Problem(
        file=str(row["file"]),
        message=str(row["message"]),
        remedy=str(row["remedy"]),
        severity=Severity(str(row["severity"])),
        row=place if isinstance(place, int) else None,
        column=None if column is None else str(column),
    )


def _most(table: "AnswerTable", place: int) -> int:
    if table.name.startswith("ranking"):
        return RANKED_ROWS
    return FIRST_ROWS if place == 0 else OTHER_ROWS


def _below(answer: "Answer") -> Iterator[RenderableType]:
    if answer.refused:
        yield Text("")
        yield Text("Refused, as it would mislead", style="underline")
        for reason in answer.refused:
            yield indented(reason)
    if answer.caveats:
        yield Text("")
        yield Text("To know", style="underline")
        for caveat in answer.caveats:
            yield indented(caveat)
    if answer.provenance:
        yield Text("")
        yield Paragraph(_provenance(answer), "dim")


def _provenance(answer: "Answer") -> str:
    files = formats.counted(len(answer.provenance), "file")
    newest = max((o.as_of for o in answer.provenance if o.as_of), default=None)
    known = f", the newest known as of {formats.day(newest)}" if newest else ""
    return f"From {files}{known}: `clipworth show data` lists them. Intervals are 95 %."
