"""How often posts come, where they stop, and at which hours followers are there."""

from collections.abc import Iterator, Sequence

from clipworth.answers import sampling
from clipworth.answers.metric_table import shown
from clipworth.answers.numbers import Numbers
from clipworth.answers.posting_hours import hour_tables
from clipworth.answers.scope import SOURCES_OF_ALL_POSTS, scope
from clipworth.answers.words import counted, percent
from clipworth.measure.content.posting import DAYS_A_MONTH, FEWEST_DAYS, Posting, own, posting
from clipworth.model import formats
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.defaults import default
from clipworth.model.defaults.kinds import Default
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, SHARE, TEXT, Kind, Unit
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

POSTS, DAYS, WEEKS = counted_unit("post"), counted_unit("day"), counted_unit("week")
A_WEEK = Unit(Kind.RATE, of="post", per="1 week")
A_MONTH = Unit(Kind.RATE, of="post", per="1 month")
PLATFORM = (Layer.REACH, Word.PLATFORM)
KNOWN_DAYS = (
    "A file tells of the days between its first and its last post of an account. Days that no "
    "file tells of are unknown, and no days without posts."
)
COLUMNS = (
    Shown("account", "Account", TEXT),
    Shown("posts", "Posts", POSTS, *PLATFORM),
    Shown("per_week", "Pace", A_WEEK, *PLATFORM),
    Shown("per_month", "Pace", A_MONTH, *PLATFORM),
    Shown("reference", "Reference", A_MONTH, Layer.REACH, Word.ASSUMED),
    Shown("of_reference", "Of the reference", SHARE, *PLATFORM),
    Shown("longest_gap", "Longest gap", DAYS, *PLATFORM),
    Shown("gap_from", "Gap from", DAY),
    Shown("empty_weeks", "Weeks without a post", WEEKS, *PLATFORM),
    Shown("whole_weeks", "Weeks known", WEEKS),
    Shown("streak", "Most weeks in a row with posts", WEEKS, *PLATFORM),
    Shown("days", "Days known", DAYS),
    Shown("unknown_days", "Days unknown", DAYS),
)
MONTH_COLUMNS = (
    Shown("account", "Account", TEXT),
    Shown("month", "Month", TEXT),
    Shown("posts", "Posts", POSTS, *PLATFORM),
    Shown("per_month", "Pace", A_MONTH, *PLATFORM),
    Shown("days", "Days known", DAYS),
)


def cadence(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer how often posts come, account by account, and which hours are best.

    Raises Refused where all posts are known from top samples only.
    """
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("cadence")
    numbers = Numbers(asked)
    sampling.need_full_posts(numbers.standing)
    every = posting(store, asked.selection)
    accounts = own(every, settings.accounts)
    reference = default(settings.defaults, "posts_per_month")
    hours = hour_tables(asked, [one.account for one in accounts])
    tables = [_table(accounts, reference), _months(accounts)]
    return asked.answer(
        "cadence",
        [*(table for table in tables if table.rows), *hours.tables],
        [*(_said(one, reference) for one in accounts[:3]), *_nothing(accounts), *hours.sentences],
        [
            KNOWN_DAYS if accounts else "",
            _cited(reference) if accounts else "",
            _others(len(every) - len(accounts)),
            *hours.caveats,
            *sampling.caveats(asked, numbers.standing, grouped=True),
        ],
        relations=("posts", "days"),
    )


def _nothing(accounts: Sequence[Posting]) -> Iterator[str]:
    if not accounts:
        yield (
            "No post with a known day and account is imported for these days. "
            f"{SOURCES_OF_ALL_POSTS}"
        )


def _cited(reference: Default) -> str:
    value = formats.count(reference.value)
    return f"The reference of {value} posts a month is {reference.cited}: {reference.sample}."


def _others(count: int) -> str:
    if count <= 0:
        return ""
    verb = "is" if count == 1 else "are"
    return (
        f"{counted(count, 'account')} of others, such as creators, {verb} left out: how often they "
        "post is not the brand's cadence."
    )


def _table(accounts: Sequence[Posting], reference: Default) -> AnswerTable:
    finding = "Each account by itself."
    if len(accounts) == 1:
        finding = _said(accounts[0], reference)
    rows = tuple(_row(one, reference) for one in accounts)
    return AnswerTable("cadence", finding, COLUMNS, rows)


def _row(one: Posting, reference: Default) -> Row:
    gap, since = one.longest_gap
    pace, typed = one.a_month, float(reference.value)
    weeks = [count for _, count in one.weeks]
    cells: dict[str, Cell] = {
        "account": one.account,
        "posts": one.posts,
        "per_week": shown(one.a_week, A_WEEK),
        "per_month": shown(pace, A_MONTH),
        "reference": typed,
        "of_reference": pace / typed if pace is not None and typed > 0 else None,
        "longest_gap": gap,
        "gap_from": since,
        "empty_weeks": weeks.count(0) if weeks else None,
        "whole_weeks": len(weeks),
        "streak": one.streak if weeks else None,
        "days": len(one.days),
        "unknown_days": one.unknown_days,
    }
    few = f"Files cover {counted(len(one.days), 'day')}; a pace needs {FEWEST_DAYS}."
    reasons = {
        "gap_from": "Every known day has a post.",
        "empty_weeks": "No week is known from Monday to Sunday.",
        "streak": "No week is known from Monday to Sunday.",
    }
    return Row(cells, {key: reasons.get(key, few) for key, cell in cells.items() if cell is None})


def _months(accounts: Sequence[Posting]) -> AnswerTable:
    rows = []
    for one in accounts:
        for month in one.months:
            cells: dict[str, Cell] = {
                "account": one.account,
                "month": f"{month.first:%Y-%m}",
                "posts": month.posts,
                "per_month": shown(month.a_month, A_MONTH),
                "days": month.covered_days,
            }
            few = f"Under {FEWEST_DAYS} days of the month are known."
            rows.append(Row(cells, {"per_month": few} if month.a_month is None else {}))
    finding = f"Posts by month; a pace is for a month of {DAYS_A_MONTH:.1f} days."
    return AnswerTable("months", finding, MONTH_COLUMNS, tuple(rows))


def _said(one: Posting, reference: Default) -> str:
    typed, pace = float(reference.value), one.a_month
    known = f"{counted(one.posts, 'post')} on {counted(len(one.days), 'day')} that files cover"
    if pace is None:
        return f"{one.account}: {known}; a pace needs {FEWEST_DAYS} days."
    said = (
        f"{one.account}: {one.a_week:.1f} posts a week, {pace:.1f} a month against "
        f"{typed:g} ({percent(pace / typed)} of it)"
        if typed > 0
        else f"{one.account}: {one.a_week:.1f} posts a week, {pace:.1f} a month"
    )
    gap, since = one.longest_gap
    if since is not None:
        said += f"; the longest gap is {counted(gap, 'day')} from {formats.day(since)}"
    weeks = one.weeks
    empty = sum(not count for _, count in weeks)
    if weeks:
        said += f"; {empty} of {counted(len(weeks), 'whole week')} had no post"
    return f"{said}."
