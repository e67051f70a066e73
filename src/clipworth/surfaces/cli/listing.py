"""Lists: what is wrong with the input, what was decided, what can be read, sheets to fill."""

from typing import Annotated

import typer

from clipworth.surfaces.cli.place import AsJson, InFolder, workspace
from clipworth.surfaces.cli.printing import document, note, out, show


def problems(*, as_json: AsJson = False, folder: InFolder = None) -> int:
    """List what is wrong with the input, by file and row, and what to do about it."""
    from clipworth.commands.opening import problems as read
    from clipworth.model.answer_json import problem_document

    found = read(workspace(folder))
    if as_json:
        told = [{"receipt": receipt, **problem_document(one)} for receipt, one in found]
        document({"schema_version": 1, "problems": told})
        return 0
    from clipworth.surfaces.cli.problem_view import problem_parts

    show(problem_parts([problem for _, problem in found]))
    return 0


def journal(*, as_json: AsJson = False, folder: InFolder = None) -> int:
    """List what was decided, by whom and when; each entry can be undone by its number."""
    from clipworth.commands.opening import decisions

    found = decisions(workspace(folder))
    if as_json:
        told = [
            {
                "entry": one.entry.number,
                "kind": one.entry.kind,
                "what": one.entry.what,
                "who": one.entry.who,
                "at": one.entry.at,
                "undone": one.undone,
            }
            for one in found
        ]
        document({"schema_version": 1, "entries": told})
        return 0
    from clipworth.surfaces.cli.lists import journal_parts

    show(journal_parts(found))
    return 0


def sources(*, as_json: AsJson = False) -> int:
    """List every kind of file that is read, and where to get it."""
    from clipworth.commands.telling import not_taken, told_sources

    found, refused = told_sources(), not_taken()
    if as_json:
        told = [
            {
                "source": one.key,
                "title": one.title,
                "how": one.how,
                "checked": one.checked,
                "template": one.template,
                "tables": one.tables,
                "needs": one.needs,
                "fields": dict(one.fields),
            }
            for one in found
        ]
        others = [
            {"key": one.key, "title": one.title, "reason": one.reason, "remedy": one.remedy}
            for one in refused
        ]
        document({"schema_version": 1, "sources": told, "not_taken": others})
        return 0
    from clipworth.surfaces.cli.lists import source_parts

    show(source_parts(found, refused))
    return 0


def _templates(incomplete: str) -> list[str]:
    from clipworth.commands.telling import TEMPLATES

    return [key for key in TEMPLATES if key.startswith(incomplete)]


def template(
    sheet: Annotated[
        str,
        typer.Argument(
            metavar="posts|creators|costs|products|stock|plan|codes|survey|till|regions|ugc"
            "|comments|competitors|lift|rates",
            help="Which sheet.",
            autocompletion=_templates,
        ),
    ],
) -> int:
    """Print an empty sheet as CSV, with one example row to write over."""
    from clipworth.commands.telling import template as make
    from clipworth.model.answer_csv import written

    header, example = make(sheet)
    out(written(header, [example]))
    note("The second row is an example: write over it, as it would be imported like any other.")
    return 0
