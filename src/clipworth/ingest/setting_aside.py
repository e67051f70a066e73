"""Setting rows aside: totals, rows that do not say what they are about, and repeats.

The numbers of rows set aside stand in the engine, in `gone`; only what is listed comes to Python.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from clipworth.ingest.casting import Cast, still
from clipworth.ingest.grids import LISTED
from clipworth.model.problems import Problem, Severity
from clipworth.store.engine import Store, name, quoted

WHOSE = "Say whose export it is: --account HANDLE."
NOBODY_S = ("does not say its account", "does not say its property")
REPEATED = "speaks of the same thing as row {} and says something else."
LOST_IDS = (
    "Its {} may have told them apart and cannot be read: export again as CSV, and import that file"
    " without saving it in a spreadsheet program."
)
SPLIT = "If the export is split further (by country, by placement), export it unsplit."


def begin(store: Store) -> None:
    """Forget what was set aside of the file before."""
    store.run("create or replace temp table gone (_row BIGINT)")


def broken(made: Cast) -> list[Problem]:
    """Set aside rows that are none, such as half a record; they are among the suspects."""
    if not made.grid.is_flat:
        return []
    _aside(
        made,
        "select suspect._row, suspect._broken as said from suspect"
        f" where suspect._broken is not null and {still('suspect._row')}",
    )
    return _listed(made, Problem(made.task.file, "", "Download the file again."), str)


def left_out(made: Cast) -> list[Problem]:
    """Set aside rows that are no data, such as totals; they are among the suspects."""
    problems: list[Problem] = []
    for rule in made.source.left_out:
        place = made.place(rule.column)
        if place is None:
            continue
        cell = f"trim(suspect.c{place})"
        first = f" and suspect._row = {made.grid.first_row}" if rule.first_only else ""
        _aside(
            made,
            f"select suspect._row, coalesce({cell}, '') as said from suspect"
            f" where ({rule.when.format(c=cell)}){first} and {still('suspect._row')}",
        )
        like = Problem(
            made.task.file, "", "It was left out.", Severity.NOTE, column=made.header(rule.column)
        )
        problems += _listed(made, like, partial("'{1}' {0}".format, rule.message))
    return problems


def keys_are_sound(made: Cast, rows: str) -> bool:
    """Tell whether every row says what it is about, and no two say the same, in one pass.

    rows: SQL for the canonical rows.
    Hashes are compared with less memory than keys; where all of them differ, the keys do.
    """
    keys = ", ".join(name(key) for key in made.table.key)
    needed = [field.name for field in made.table.fields if field.key and not field.blank]
    known = " and ".join(f"{name(key)} is not null" for key in needed)
    total, told, different = made.store.rows(
        "select count(*), count(told.hashed), count(distinct told.hashed) from (select"
        f" case when {known} then hash({keys}) end as hashed from {rows}) as told"
    )[0]
    return bool(total == told == different)


def keys_missing(made: Cast, told: Collection[int]) -> list[Problem]:
    """Set aside rows that do not say which thing they are about.

    told: rows of which it was said already why a key cannot be read.
    """
    keys = [field.name for field in made.table.fields if field.key and not field.blank]
    unknown = " or ".join(f"{name(key)} is null" for key in keys)
    lacking = ", ".join(f"case when {name(key)} is null then {quoted(key)} end" for key in keys)
    _aside(
        made,
        f"select _row, concat_ws(', ', {lacking}) as said from {made.rows}"
        f" where ({unknown}) and {still('_row')}",
    )
    problems = _listed(
        made,
        Problem(made.task.file, "", "Fill the cell and import the file again."),
        lambda lacks: f"does not say its {lacks.replace('_', ' ')}, so the row was set aside.",
    )
    return [
        replace(one, remedy=WHOSE) if one.message.startswith(NOBODY_S) else one
        for one in problems
        if one.row not in told or not one.remedy
    ]


def repeated(made: Cast, ruined: Mapping[str, Collection[int]]) -> list[Problem]:
    """Set aside rows that say again what an earlier row of the file said, or contradict it.

    ruined: by header, the rows whose id there is lost; its like may be why two rows are taken for
    the same thing.
    """
    keys = ", ".join(name(key) for key in made.table.key)
    several = f"select {keys}, min(_row) as _row from {made.sound} group by all having count(*) > 1"
    if made.store.value(f"select 1 from ({several}) limit 1") is None:
        return []
    plain = [name(field.name) for field in made.table.fields if not field.key]
    same = " and ".join(f"later.{field} is not distinct from first.{field}" for field in plain)
    on = " and ".join(f"later.{name(key)} = first.{name(key)}" for key in made.table.key)
    _aside(
        made,
        f"with kept as ({several}), first as"
        f" (select sound.* from {made.sound} as sound semi join kept on sound._row = kept._row)"
        f" select later._row, first._row as said, {same or 'true'} as is_same"
        f" from {made.sound} as later join first on {on} where later._row > first._row",
    )
    file = made.task.file
    others = _listed(made, Problem(file, "", SPLIT), REPEATED.format, "not aside.is_same")
    return [
        *_listed(
            made,
            Problem(file, "", "", Severity.NOTE),
            lambda first: f"repeats row {first}, and was taken once.",
            "aside.is_same",
        ),
        *(replace(one, remedy=_lost(one, ruined) or one.remedy) for one in others),
    ]


def _lost(repeat: Problem, ruined: Mapping[str, Collection[int]]) -> str:
    """Say what to do where a row has lost the ids that would tell it apart; empty: it has not."""
    headers = [header for header, rows in ruined.items() if repeat.row in rows]
    if not headers or not repeat.remedy:
        return ""
    return LOST_IDS.format(" and ".join(filter(None, [", ".join(headers[:-1]), headers[-1]])))


def of_no_table(made: Cast, taken: str) -> list[Problem]:
    """Set aside rows that have nothing of what the tables are read for.

    taken: SQL for the numbers of the rows that stand in some table, or nothing.
    """
    elsewhere = f" and {made.number} not in ({taken})" if taken else ""
    _aside(
        made,
        f"select {made.number} as _row, '' as said from {made.held}"
        f" where {still(made.number)}{elsewhere}",
    )
    known = made.source.passed_over
    if known:
        return _listed(made, Problem(made.task.file, "", "", Severity.NOTE), lambda _: known)
    return _listed(
        made,
        Problem(made.task.file, "", "If the row was cut off, export again."),
        lambda _: "says nothing of what this file is read for, so the row was set aside.",
    )


def _aside(made: Cast, wrong: str) -> None:
    """Set rows aside.

    wrong: SQL that gives the row as _row and what is to be said of it as said.
    """
    made.store.run(f"create or replace temp table aside as {wrong}")
    made.store.run("insert into gone select aside._row from aside")


def _listed(
    made: Cast, like: Problem, message: Callable[[Any], str], which: str = "true"
) -> list[Problem]:
    """List the rows just set aside, and count what is more."""
    rows = made.store.rows(
        f"select aside._row, aside.said, count(*) over () from aside where {which}"
        f" order by aside._row limit {LISTED}"
    )
    problems = [replace(like, message=message(said), row=number) for number, said, _ in rows]
    if rows and rows[-1][2] > LISTED:
        more = f"{rows[-1][2] - LISTED} more rows were set aside for the same reason."
        problems.append(replace(like, message=more, remedy="", row=rows[-1][0]))
    return problems
