"""Which stages the posts speak to, and how often there is one."""

from clipworth.answers.scope import Scope
from clipworth.answers.words import count, counted, percent
from clipworth.measure.content.cadence import Cadence, cadence
from clipworth.measure.content.standing import Standing
from clipworth.measure.relations import NOT_ASSIGNED
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.units import SHARE, TEXT
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word

_COLUMNS = (
    Shown("stage", "Stage", TEXT),
    Shown("posts", "Posts", counted_unit("post"), Layer.REACH, Word.PLATFORM),
    Shown("share", "Share of posts", SHARE, Layer.REACH, Word.PLATFORM),
    Shown("views", "Views", counted_unit("view"), Layer.REACH, Word.PLATFORM),
)


def mix_table(asked: Scope, standing: Standing) -> AnswerTable:
    """Make the table of funnel stages; top samples are left out, as they were chosen."""
    rows = []
    for stage, found in standing.stages:
        if not found.full:
            continue
        cells: dict[str, Cell] = {
            "stage": stage or NOT_ASSIGNED,
            "posts": found.full,
            "share": found.full / standing.full,
            "views": found.full_views,
        }
        reason = {} if found.full_views is not None else {"views": "No post has views known."}
        rows.append(Row(cells, reason))
    return AnswerTable("mix", _finding(asked, standing), _COLUMNS, tuple(rows))


def _how_often(told: Cadence) -> str:
    if not told.covered_days:
        return ""
    days = counted(told.covered_days, "day")
    if told.has_holes:
        return (
            f"; how often is unknown, as their files cover {days} with holes over "
            f"{counted(told.span_days, 'day')}"
        )
    weekly = told.per_week
    return f" in the {days} that their files cover" + (
        f", {weekly:.1f} a week" if weekly is not None else ""
    )


def _finding(asked: Scope, standing: Standing) -> str:
    said = f"{counted(standing.full, 'post')}{_how_often(cadence(asked.store, asked.selection))}"
    if standing.median_views is not None:
        said += f"; half of them got {count(standing.median_views)} views or more"
    unplanned = dict(standing.stages).get(None)
    if unplanned and unplanned.full:
        said += f"; {percent(unplanned.full / standing.full)} have no stage in the plan"
    return f"{said}."
