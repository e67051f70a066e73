"""Comments that want to buy: how many, under which posts, and how well the rules find them."""

from collections.abc import Sequence

import numpy as np

from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted, listed, percent
from clipworth.measure.content.comments import (
    LANGUAGES,
    Commented,
    Measured,
    commented,
    measured,
    sample,
)
from clipworth.measure.rates import FEWEST_ITEMS
from clipworth.measure.relations import NOT_ASSIGNED
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, SHARE, TEXT
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.stats.estimate import Estimate
from clipworth.stats.rates import pooled_rates
from clipworth.store.engine import Store

COMMENT = counted_unit("comment")
NAMES = {"en": "English", "es": "Spanish", "de": "German", "fr": "French"}
MODELLED = (Layer.INTENT, Word.MODELLED)
PLATFORM = (Layer.INTENT, Word.PLATFORM)
NO_COMMENTS = (
    "No comments are imported: a comment exporter's file of a post has them, or fill the sheet "
    "that `clipworth template comments` makes."
)
BESIDE = (
    "Comments are a signal beside ISCR and never inside it: few viewers write, and exporters may "
    "leave some out. No text and no name of who wrote is shown."
)
POST_COLUMNS = (
    Shown("post_id", "Post", TEXT),
    Shown("posted_day", "Posted", DAY),
    Shown("comments", "Comments read", COMMENT, *PLATFORM),
    Shown("buying", "Want to buy", COMMENT, *MODELLED),
    Shown("share", "Share", SHARE, *MODELLED),
)
GROUP_COLUMNS = (
    Shown("group", "Group", TEXT),
    Shown("comments", "Comments read", COMMENT, *PLATFORM),
    Shown("buying", "Want to buy", COMMENT, *MODELLED),
    Shown("share", "Share", SHARE, *MODELLED, estimate=True),
    Shown("posts", "Posts", counted_unit("post")),
)
SURE_COLUMNS = (
    Shown("language", "Language", TEXT),
    Shown("found", "Found here", COMMENT, *MODELLED),
    Shown("precision", "Precision, synthetic sample", SHARE, *MODELLED, estimate=True),
    Shown("recall", "Recall, synthetic sample", SHARE, *MODELLED, estimate=True),
    Shown("held_out", "Synthetic comments held out", COMMENT),
)


def comments(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer how many comments want to buy, by post, and how far the count may be trusted."""
    asked = scope(store, settings, ask)
    has_comments = bool(store.value("select 1 from comment limit 1"))
    if asked.is_empty and not has_comments:
        return asked.empty_answer("comments")
    if not has_comments:
        return asked.answer("comments", (), (NO_COMMENTS,), relations=("posts",))
    found = commented(store, asked.selection)
    quality = measured(store)
    finding = _finding(found)
    tables = [_posts(found, finding), *_groups(asked, ask.by), _sure(found, quality)]
    return asked.answer(
        "comments",
        [table for table in tables if table.rows],
        (finding, tables[-1].finding),
        [BESIDE, _synthetic(), _unplaced(found), _silent(found)],
        relations=("comments", "posts"),
    )


def _finding(found: Sequence[Commented]) -> str:
    read = sum(one.comments for one in found)
    if not read:
        return "No comment with a text stands in these days."
    buying = sum(one.buying for one in found)
    posts = sum(one.buying > 0 for one in found if one.post_id)
    verb = "wants" if buying == 1 else "want"
    return (
        f"{counted(buying, 'comment')} of {read:,} ({percent(buying / read)}) {verb} to buy, by "
        f"their words, under {counted(posts, 'post')}."
    )


def _synthetic() -> str:
    languages = listed([NAMES[key] for key in LANGUAGES])
    return (
        f"Rules of words in {languages} find them; other languages are missed. Precision and "
        f"recall are those on a synthetic sample of {len(sample())} invented comments, half of "
        "them held out while the rules were made; one hand wrote both, so real comments may fare "
        "worse."
    )


def _unplaced(found: Sequence[Commented]) -> str:
    lost = sum(one.comments for one in found if one.post_id is None)
    if not lost:
        return ""
    verb = "stands" if lost == 1 else "stand"
    return f"{counted(lost, 'comment')} {verb} under no post that is imported."


def _silent(found: Sequence[Commented]) -> str:
    silent = sum(one.silent for one in found)
    return f"{counted(silent, 'comment')} without a text are not counted." if silent else ""


def _posts(found: Sequence[Commented], finding: str) -> AnswerTable:
    told = sorted(
        (one for one in found if one.post_id and one.comments),
        key=lambda one: (-one.buying, -one.buying / one.comments, str(one.post_id)),
    )
    rows = []
    for one in told:
        cells: dict[str, Cell] = {
            "post_id": one.post_id,
            "posted_day": one.posted_day,
            "comments": one.comments,
            "buying": one.buying,
            "share": one.buying / one.comments,
        }
        reason = {} if one.posted_day else {"posted_day": "No file says when."}
        rows.append(Row(cells, reason))
    return AnswerTable("comments by post", finding, POST_COLUMNS, tuple(rows))


def _groups(asked: Scope, by: str | None) -> list[AnswerTable]:
    if by is None:
        return []
    found = [one for one in commented(asked.store, asked.selection, by) if one.post_id]
    parts = sorted({one.part or NOT_ASSIGNED for one in found})
    place = np.array([parts.index(one.part or NOT_ASSIGNED) for one in found], dtype=np.int64)
    buying = np.array([one.buying for one in found], dtype=float)
    read = np.array([one.comments for one in found], dtype=float)
    shares = pooled_rates(buying, read, place, len(parts)) if parts else []
    rows = [
        _group_row(part, share, float(buying[place == n].sum()), float(read[place == n].sum()))
        for n, (part, share) in enumerate(zip(parts, shares, strict=True))
    ]
    ordered = tuple(sorted(rows, key=lambda row: -float(str(row["share"] or 0))))
    columns = (Shown("group", by.replace("_", " ").capitalize(), TEXT), *GROUP_COLUMNS[1:])
    finding = (
        f"Share of comments that want to buy, by {by.replace('_', ' ')}; intervals over posts."
    )
    return [AnswerTable(f"comments by {by}", finding, columns, ordered)]


def _group_row(part: str, share: Estimate, buying: float, read: float) -> Row:
    # Of two posts nobody can tell how much posts differ.
    known = share if share.n >= FEWEST_ITEMS else None
    cells: dict[str, Cell] = {
        "group": part,
        "comments": round(read),
        "buying": round(buying),
        "share": shown(share.value, SHARE),
        **estimate_cells("share", known, SHARE),
        "posts": share.n,
    }
    return Row(cells, {} if cells["share"] is not None else {"share": "No comment has a text."})


def _sure(found: Sequence[Commented], quality: Sequence[Measured]) -> AnswerTable:
    rows = []
    for one in quality:
        cells: dict[str, Cell] = {
            "language": NAMES[one.language],
            "found": sum(each.languages[one.language] for each in found),
            "precision": shown(one.precision, SHARE),
            **estimate_cells("precision", one.precision, SHARE),
            "recall": shown(one.recall, SHARE),
            **estimate_cells("recall", one.recall, SHARE),
            "held_out": one.comments,
        }
        rows.append(Row(cells))
    worst = min(quality, key=lambda one: one.precision.low)
    finding = (
        "On a synthetic sample, at least "
        f"{percent(worst.precision.low)} of what is found in each language is right, by the lower "
        f"end of the interval ({NAMES[worst.language]})."
    )
    return AnswerTable("how sure (synthetic sample)", finding, SURE_COLUMNS, tuple(rows))
