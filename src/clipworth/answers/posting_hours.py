"""The best hours: when followers are active, and what posts of each hour got."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.scope import Scope
from clipworth.answers.words import counted, listed
from clipworth.measure.accounts.active_hours import FEWEST_DAYS, ActiveHour, active_hours
from clipworth.measure.content.posting import (
    BLOCK_HOURS,
    FEWEST_OF_BLOCK,
    FEWEST_TIMED,
    Block,
    posting_hours,
)
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.units import SHARE, TEXT
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word

ACTIVE_COLUMNS = (
    Shown("account", "Account", TEXT),
    Shown("hour", "Hour", TEXT),
    Shown("active", "Active followers", counted_unit("follower"), Layer.REACH, Word.PLATFORM),
    Shown(
        "against_rest", "Against that day's mean", SHARE, Layer.REACH, Word.PLATFORM, estimate=True
    ),
    Shown("days", "Days", counted_unit("day")),
)
POST_COLUMNS = (
    Shown("hours", "Posted in", TEXT),
    Shown(
        "views",
        "Views of a typical post",
        counted_unit("view"),
        Layer.REACH,
        Word.PLATFORM,
        estimate=True,
    ),
    Shown("posts", "Posts", counted_unit("post")),
    Shown("against_rest", "Against other hours", SHARE, Layer.REACH, Word.MODELLED, estimate=True),
    Shown("differs", "Differs", TEXT),
)
NO_ACTIVITY = (
    "No hours of followers are imported: FollowerActivity.csv of TikTok Studio's Followers export "
    "has them."
)
UNSTATED = "The export does not say in which time zone its hours of active followers are."
CAREFUL = (
    "Posts of other hours may also be of other pillars: the comparison by hour shows what came "
    "together, and no cause. Boosted posts are left out, and the account's own trend is taken out."
)
# So many hours are named as the best ones.
NAMED = 3


@dataclass(frozen=True)
class HourTables:
    """The tables of hours, and what is said with them."""

    tables: tuple[AnswerTable, ...]
    sentences: tuple[str, ...]
    caveats: tuple[str, ...]


def hour_tables(asked: Scope, accounts: Sequence[str]) -> HourTables:
    """Give the hours in which followers are active, and how posts of each hour did."""
    active = active_hours(asked.store, asked.selection)
    zone = asked.settings.time_zone
    blocks, timed = posting_hours(asked.store, asked.selection, accounts, zone)
    by_hour = sorted(blocks, key=lambda block: -block.level.typical.low)
    tables = (
        AnswerTable(
            "active hours", " ".join(_best(active)), ACTIVE_COLUMNS, tuple(map(_active_row, active))
        ),
        AnswerTable(
            "hours of posts", _said(by_hour, timed, zone), POST_COLUMNS, tuple(map(_row, by_hour))
        ),
    )
    return HourTables(
        tuple(table for table in tables if table.rows),
        (*(_best(active) if active else (NO_ACTIVITY,)), _said(by_hour, timed, zone)),
        (UNSTATED if active else "", CAREFUL if blocks else ""),
    )


def _best(active: Sequence[ActiveHour]) -> Iterator[str]:
    for account, inside in groupby(active, key=lambda one: one.account):
        hours = list(inside)
        days = max(one.against.n for one in hours)
        best = sorted(one.hour for one in hours[:NAMED])
        said = listed([f"{hour:02d}" for hour in best])
        yield (
            f"{account}: followers are most active in the hours of {said} o'clock, over "
            f"{counted(days, 'day')}."
            if days >= FEWEST_DAYS
            else f"{account}: hours of followers are known on {counted(days, 'day')}, too few to "
            "tell the best ones."
        )


def _active_row(one: ActiveHour) -> Row:
    cells: dict[str, Cell] = {
        "account": one.account,
        "hour": f"{one.hour:02d}:00",
        "active": round(one.active),
        "against_rest": shown(one.against, SHARE),
        **estimate_cells("against_rest", one.against, SHARE),
        "days": one.against.n,
    }
    return Row(cells)


def _row(block: Block) -> Row:
    unit, level = POST_COLUMNS[1].unit, block.level
    cells: dict[str, Cell] = {
        "hours": _hours(block),
        "views": shown(level.typical, unit),
        **estimate_cells("views", level.typical, unit),
        "posts": level.typical.n,
        "against_rest": shown(level.against, SHARE),
        **estimate_cells("against_rest", level.against, SHARE),
        "differs": _differs(block),
    }
    return Row(cells)


def _hours(block: Block) -> str:
    return f"{block.first_hour:02d}:00–{(block.first_hour + BLOCK_HOURS) % 24:02d}:00"


def _differs(block: Block) -> str:
    if not block.level.differs or math.isnan(block.level.against.low):
        return "could be chance"
    return "higher" if block.level.against.value > 0 else "lower"


def _said(blocks: Sequence[Block], timed: int, zone: str | None) -> str:
    if not blocks:
        return (
            f"Own posts say nothing of hours yet: the hour of {counted(timed, 'post')} is known, "
            f"and it takes {FEWEST_TIMED}, with {FEWEST_OF_BLOCK} in some {BLOCK_HOURS} hours."
        )
    higher = [_hours(block) for block in blocks if _differs(block) == "higher"]
    which = f"Of {counted(timed, 'own post')} whose hour is known ({zone or 'UTC'}), those"
    if higher:
        return f"{which} posted in {listed(higher)} got more views than the others."
    return (
        f"{which} of different hours do not differ in views by more than chance, over "
        f"{counted(len(blocks), 'block')} of {BLOCK_HOURS} hours compared."
    )
