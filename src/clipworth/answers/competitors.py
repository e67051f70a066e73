"""Own accounts beside rivals, on public counts only."""

from collections.abc import Iterator, Sequence

from clipworth.answers.metric_table import shown
from clipworth.answers.networks import network_name
from clipworth.answers.scope import scope
from clipworth.answers.words import count, counted, listed, percent
from clipworth.measure.accounts.rivals import (
    FEWEST_DAYS,
    Counted,
    Pace,
    Stretch,
    came,
    common,
    counted_accounts,
    growth,
    own_stretch,
)
from clipworth.model import formats
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, SHARE, TEXT, Kind, Unit
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

FOLLOWERS = counted_unit("follower")
FOLLOWERS_A_DAY = Unit(Kind.RATE, of="follower", per="1 day")
POSTS_A_WEEK = Unit(Kind.RATE, of="post", per="1 week")
VIEWS_A_DAY = counted_unit("view")
PLATFORM = (Layer.REACH, Word.PLATFORM)
MONTH = 30
COLUMNS = (
    Shown("network", "Network", TEXT),
    Shown("rival", "Rival", TEXT),
    Shown("own", "Own account", TEXT),
    Shown("rival_followers", "Followers, rival", FOLLOWERS, *PLATFORM),
    Shown("own_followers", "Followers, own", FOLLOWERS, *PLATFORM),
    Shown("rival_growth", "Growth, rival", FOLLOWERS_A_DAY, *PLATFORM),
    Shown("own_growth", "Growth, own", FOLLOWERS_A_DAY, *PLATFORM),
    Shown("rival_month", "In 30 days, rival", SHARE, *PLATFORM),
    Shown("own_month", "In 30 days, own", SHARE, *PLATFORM),
    Shown("rival_posts", "Posts, rival", POSTS_A_WEEK, *PLATFORM),
    Shown("own_posts", "Posts, own", POSTS_A_WEEK, *PLATFORM),
    Shown("rival_views", "Views a day, rival", VIEWS_A_DAY, *PLATFORM),
    Shown("from_day", "From", DAY),
    Shown("until_day", "Until", DAY),
    Shown("days", "Days", counted_unit("day")),
)
PUBLIC = (
    "Only what anyone can see is compared: followers, posts and views of all time. Reach, watch "
    "time, saves and rates by view of rivals are private, so none is shown. Growth is over the "
    "first to the last day that both accounts know."
)
NOBODY = (
    "No counts of rivals are imported: write followers, posts and views of their accounts down "
    "now and then in the sheet that `clipworth template competitors` makes."
)
NO_OWN = "No own account of this network has followers by day imported."
NO_COMMON = f"Own and rival counts share no two days {FEWEST_DAYS} or more apart."
NO_COUNT = f"The count is not known on two days {FEWEST_DAYS} or more apart."


def competitors(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer how own accounts grow beside rivals, over the days that both know."""
    asked = scope(store, settings, ask)
    imported = bool(store.value("select 1 from competitor_day limit 1"))
    if asked.is_empty and not imported:
        return asked.empty_answer("competitors")
    if not imported:
        return asked.answer("competitors", (), (NOBODY,), relations=("days",))
    accounts = counted_accounts(store, asked.selection)
    pairs = list(_pairs(accounts, settings.accounts))
    if not pairs:
        said = "No counts of rivals stand in these days."
        return asked.answer("competitors", (), (said,), relations=("competitors",))
    sentences = [_said(*pair) for pair in pairs]
    finding = sentences[0] if len(sentences) == 1 else f"{counted(len(pairs), 'rival')} beside own."
    table = AnswerTable("competitors", finding, COLUMNS, tuple(_row(*pair) for pair in pairs))
    return asked.answer(
        "competitors",
        [table],
        sentences[:4],
        [PUBLIC, *_fallen(pairs), *_failed(pairs)],
        relations=("competitors", "days"),
    )


def _pairs(
    accounts: Sequence[Counted], handles: Sequence[str]
) -> Iterator[tuple[Counted, Counted | None]]:
    """Put each rival beside the own account of its network that has most followers."""
    named = {handle.lower().lstrip("@") for handle in handles}
    for rival in accounts:
        if rival.is_own:
            continue
        mine = [one for one in accounts if one.is_own and one.network == rival.network]
        mine = [one for one in mine if one.account in named] or mine
        yield rival, max(mine, key=lambda one: one.followers.newest or 0, default=None)


def _stretch(rival: Counted, own: Counted | None) -> Stretch | None:
    both = common(rival.known, own.known) if own else None
    return both or own_stretch(rival.known)


def _row(rival: Counted, own: Counted | None) -> Row:
    both = common(rival.known, own.known) if own else None
    stretch = _stretch(rival, own)
    theirs, ours = _growth(rival, stretch), _growth(own, both)
    cells: dict[str, Cell] = {
        "network": rival.network,
        "rival": rival.account,
        "own": own.account if own else None,
        "rival_followers": shown(rival.followers.newest, FOLLOWERS),
        "own_followers": shown(own.followers.newest if own else None, FOLLOWERS),
        "rival_growth": theirs.a_day,
        "own_growth": ours.a_day,
        "rival_month": _month(rival, theirs, stretch),
        "own_month": _month(own, ours, both),
        "rival_posts": _weekly(_came(rival, "posts", stretch)),
        "own_posts": _weekly(_came(own, "posts", both)),
        "rival_views": shown(_came(rival, "views", stretch).a_day, VIEWS_A_DAY),
        "from_day": stretch.first if stretch else None,
        "until_day": stretch.last if stretch else None,
        "days": stretch.days if stretch else None,
    }
    return Row(cells, {key: _why(key, rival, own, stretch, both)
                       for key, cell in cells.items() if cell is None})  # fmt: skip


def _why(
    key: str, rival: Counted, own: Counted | None, stretch: Stretch | None, both: Stretch | None
) -> str:
    if key.startswith("own"):
        if own is None:
            return NO_OWN
        if both is None and key != "own_followers":
            return NO_COMMON
    kind = key.rpartition("_")[2]
    if kind in ("posts", "views"):
        account = own if key.startswith("own") and own else rival
        fell = _came(account, kind, both if account is own else stretch).fell
        if fell:
            return (
                f"The count of {kind} fell on {formats.day(fell[0])}, as something was taken down "
                "or counted anew: what came is more than the difference says."
            )
    return NO_COUNT


def _growth(one: Counted | None, stretch: Stretch | None) -> Pace:
    return growth(one.known, stretch) if one and stretch else Pace(None)


def _came(one: Counted | None, kind: str, stretch: Stretch | None) -> Pace:
    if one is None or stretch is None:
        return Pace(None)
    return came(one.posts if kind == "posts" else one.views, stretch)


def _weekly(pace: Pace) -> float | None:
    return None if pace.a_day is None else 7 * pace.a_day


def _month(one: Counted | None, pace: Pace, stretch: Stretch | None) -> float | None:
    if one is None or stretch is None or pace.a_day is None:
        return None
    start = one.known[stretch.first]
    return MONTH * pace.a_day / start if start > 0 else None


def _said(rival: Counted, own: Counted | None) -> str:
    both = common(rival.known, own.known) if own else None
    if own is None or both is None:
        why = NO_OWN if own is None else NO_COMMON
        return f"{rival.account} ({rival.network}) stands beside nothing. {why}"
    theirs, ours = _growth(rival, both), _growth(own, both)
    said = [
        f"{name} {formats.value(pace.a_day or 0.0, FOLLOWERS_A_DAY)} followers a day"
        + (f" ({percent(month, signed=True)} in {MONTH} days)" if month is not None else "")
        for name, pace, month in (
            (own.account, ours, _month(own, ours, both)),
            (rival.account, theirs, _month(rival, theirs, both)),
        )
    ]
    days = f"{count(both.days)} days to {formats.day(both.last)}"
    return f"On {network_name(rival.network)}, over {days}: {listed(said)}."


def _fallen(pairs: Sequence[tuple[Counted, Counted | None]]) -> Iterator[str]:
    for rival, own in pairs:
        stretch = _stretch(rival, own)
        for kind in ("posts", "views"):
            fell = _came(rival, kind, stretch).fell
            if fell:
                yield (
                    f"The count of {kind} of {rival.account} fell on {counted(len(fell), 'day')}, "
                    f"first on {formats.day(fell[0])}: posts were taken down, or the platform "
                    "counted anew. What came is unknown, and not less than nothing."
                )


def _failed(pairs: Sequence[tuple[Counted, Counted | None]]) -> Iterator[str]:
    accounts = {id(one): one for pair in pairs for one in pair if one is not None}
    for one in accounts.values():
        if one.followers.failed:
            yield (
                f"{one.account}: the reading of {formats.day(one.followers.failed[0])} is gone the "
                "next time, so it counts as failed."
            )
