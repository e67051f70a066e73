"""`show` asks a question; `explain` takes a number apart."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from clipworth.model.problems import WrongUse
from clipworth.surfaces.cli.asking import AsOf, By, From, Month, To, Where, asked
from clipworth.surfaces.cli.place import AsJson, InFolder, clock, workspace
from clipworth.surfaces.cli.printing import document, note, out
from clipworth.surfaces.cli.printing import show as draw

if TYPE_CHECKING:
    from clipworth.answers.questions import Question
    from clipworth.commands.opening import Workspace
    from clipworth.model.answers import Answer, Ask

REFUSED = 4


def _questions(incomplete: str) -> list[str]:
    from clipworth.answers.questions import QUESTIONS

    return [key for key in QUESTIONS if key.startswith(incomplete)]


def _metrics(incomplete: str) -> list[str]:
    from clipworth.commands.telling import told_metrics

    return [metric.key for metric in told_metrics() if metric.key.startswith(incomplete)]


def show(
    question: Annotated[
        str, typer.Argument(help="What to ask; none: the questions.", autocompletion=_questions)
    ] = "",
    by: By = "",
    first: From = "",
    last: To = "",
    month: Month = "",
    as_of: AsOf = "",
    where: Where = None,
    *,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print one table as CSV.")] = False,
    table: Annotated[
        str, typer.Option("--table", metavar="NAME", help="Which table, with --csv.")
    ] = "",
    folder: InFolder = None,
) -> int:
    """Answer a question; without one, list the questions."""
    from clipworth.answers.questions import question as find

    if as_json and as_csv:
        raise WrongUse("Give --json or --csv, not both.")
    if not question:
        _list_questions(as_json=as_json)
        return 0
    found = find(question)
    ask = asked(clock().today, days=(first, last, month), as_of=as_of, where=where, by=by)
    return _answered(workspace(folder), found, ask, "json" if as_json else "csv" * as_csv, table)


def _answered(
    here: "Workspace", question: "Question", ask: "Ask", form: str, table: str = ""
) -> int:
    """Answer and print; gives the exit code."""
    from clipworth.commands.opening import first_known, looking
    from clipworth.model.answer_json import answer_document, refusal_document
    from clipworth.model.answers import Refused

    settings = here.settings()
    if ask.as_of:
        ask = replace(ask, known_from=first_known(here))
    try:
        with looking(here, ask.as_of) as store:
            answer = question.answer(store, settings, ask)
    except Refused as refused:
        if form == "json":
            simulated = settings.simulated
            document(refusal_document(question.key, refused, ask, simulated=simulated))
        note(f"Refused: {refused}")
        return REFUSED
    if form == "json":
        document(answer_document(answer))
    elif form == "csv":
        _print_csv(answer, table)
    else:
        from clipworth.surfaces.cli.answer_view import answer_parts

        draw(answer_parts(answer, question.title, brand=settings.brand))
    return REFUSED if answer.refused and not answer.tables else 0


def show_overview(here: "Workspace") -> int:
    """Answer what a brand wants to know first."""
    from clipworth.answers.questions import QUESTIONS

    return _answered(here, QUESTIONS["overview"], asked(clock().today, days=("", "", "")), "")


def _print_csv(answer: "Answer", name: str) -> None:
    from clipworth.model.answer_csv import table_csv
    from clipworth.model.problems import nearest

    names = [table.name for table in answer.tables]
    if name and name not in names:
        raise WrongUse(f"{answer.question} has no table {name!r}. {nearest(name, names)}")
    if not names:
        note(" ".join([*answer.sentences, *answer.refused]))
        return
    chosen = name or names[0]
    out(table_csv(answer.tables[names.index(chosen)]))
    others = [f"'{other}'" for other in names if other != chosen]
    if others and not name:
        note(f"This is the table '{chosen}'. Others, with --table: {', '.join(others)}.")


def _list_questions(*, as_json: bool) -> None:
    from clipworth.answers.questions import QUESTIONS

    if as_json:
        told = [
            {"question": q.key, "title": q.title, "asks": q.asks, "by": q.by, "where": q.filters}
            for q in QUESTIONS.values()
        ]
        document({"schema_version": 1, "questions": told})
        return
    from clipworth.surfaces.cli.lists import question_parts

    draw(question_parts(QUESTIONS.values()))


def explain(
    metric: Annotated[
        str, typer.Argument(help="Which number; none: the metrics.", autocompletion=_metrics)
    ] = "",
    first: From = "",
    last: To = "",
    month: Month = "",
    as_of: AsOf = "",
    where: Where = None,
    *,
    as_json: AsJson = False,
    folder: InFolder = None,
) -> int:
    """Take a number apart: formula, SQL, inputs, and the rows of the files they came from."""
    if not metric:
        _list_metrics(as_json=as_json)
        return 0
    ask = asked(clock().today, days=(first, last, month), as_of=as_of, where=where)
    return _explained(workspace(folder), metric, ask, as_json=as_json)


def _explained(here: "Workspace", metric: str, ask: "Ask", *, as_json: bool) -> int:
    from clipworth.answers.explain import explain as take_apart
    from clipworth.commands.opening import looking
    from clipworth.model.answer_json import explanation_document, refusal_document
    from clipworth.model.answers import Refused

    settings = here.settings()
    try:
        with looking(here, ask.as_of) as store:
            explained = take_apart(store, settings, metric, ask)
    except Refused as refused:
        if as_json:
            simulated = settings.simulated
            document(refusal_document(f"explain {metric}", refused, ask, simulated=simulated))
        note(f"Refused: {refused}")
        return REFUSED
    if as_json:
        document(explanation_document(explained, ask, simulated=settings.simulated))
        return 0
    from clipworth.surfaces.cli.explain_view import explanation_parts

    draw(explanation_parts(explained, ask, settings))
    return 0


def _list_metrics(*, as_json: bool) -> None:
    from clipworth.commands.telling import told_metrics

    metrics = told_metrics()
    if as_json:
        told = [
            {
                "metric": one.key,
                "label": one.label,
                "meaning": one.meaning,
                "formula": one.formula,
                "unit": str(one.unit),
                "layer": one.layer,
                "word": one.word,
            }
            for one in metrics
        ]
        document({"schema_version": 1, "metrics": told})
        return
    from clipworth.surfaces.cli.lists import metric_parts

    draw(metric_parts(metrics))
