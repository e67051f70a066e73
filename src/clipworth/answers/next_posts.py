"""What to post next: a calendar of pillar, stage and time, each with its reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from clipworth.answers import sampling
from clipworth.answers.labels import HOW_TO_LABEL
from clipworth.answers.pillars import set_label
from clipworth.answers.scope import SOURCES_OF_ALL_POSTS, Scope, scope
from clipworth.answers.words import counted, listed, percent
from clipworth.measure.accounts.active_hours import active_hours
from clipworth.measure.content.funnel import mix
from clipworth.measure.content.next_posts import (
    Pace,
    Pillar,
    Slot,
    Weights,
    days_of_plan,
    plan_pillars,
    quotas,
)
from clipworth.measure.content.next_posts import (
    next_posts as planned,
)
from clipworth.measure.content.pillars import FEWEST_IN_SET, Call, pillar_calls
from clipworth.measure.content.posting import own, posting
from clipworth.measure.content.rated_posts import rated_sets
from clipworth.measure.selection import Selection
from clipworth.model import formats
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.defaults import default
from clipworth.model.defaults.kinds import Grade
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, SHARE, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.model.words import Layer, Stage, Word
from clipworth.store.engine import Store

MOST_HOURS = 3
A_PROPOSAL = (
    "A proposal, and no forecast: what worked is given more room, what nobody knows yet some room "
    "to learn, and no pillar is called by its top post alone."
)
HOURS_OF_FILE = "Hours are those of the followers' activity as TikTok counts it, in its own zone."
OWN_SHARES = (
    "Shares of the plan, and of stages, are Clipworth's own choice; type over them under "
    "[defaults] in clipworth.toml."
)
TOO_FEW = (
    f"No plan can be made: it takes {FEWEST_IN_SET} organic posts with the same intent signals, "
    f"and pillars. {SOURCES_OF_ALL_POSTS} {HOW_TO_LABEL}"
)
WHY_CALL = {
    Call.DOUBLE_DOWN: "double down",
    Call.KEEP: "keep it going",
    Call.NOT_ENOUGH: "try again, to learn",
    Call.DROP: "every pillar is weak, so all are tried anew",
}


@dataclass(frozen=True)
class Basis:
    """What the plan rests on: the account, its calls, its mix and its pace."""

    account: str | None
    key: str
    pillars: tuple[Pillar, ...]
    had: Mapping[str, int]
    pace: Pace
    hours: tuple[int, ...]
    weights: Weights
    start: date
    weeks: int


def next_posts(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer what to post next.

    Raises Refused where all posts are known from top samples only.
    """
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("next-posts")
    standing = asked.standing()
    sampling.need_full_posts(standing)
    basis = _basis(asked)
    if basis is None:
        return asked.answer("next-posts", (), (TOO_FEW,), refused=("Nothing can be planned yet.",))
    days = days_of_plan(basis.start, basis.weeks, basis.pace.a_week)
    slots = planned(basis.pillars, basis.had, basis.weights, days, basis.hours)
    return asked.answer(
        "next-posts",
        [_calendar(slots, basis), _shares(slots, basis), _stages(slots, basis)],
        list(_said(slots, basis)),
        [
            A_PROPOSAL,
            HOURS_OF_FILE if basis.hours else "",
            _judged_by(basis),
            OWN_SHARES,
            *sampling.caveats(asked, standing),
        ],
        relations=("posts", "days"),
    )


def _judged_by(basis: Basis) -> str:
    """Say what the calls rest on, as other answers judge all accounts together."""
    alone = f" of {basis.account} alone" if basis.account else ""
    return (
        f"Pillars and stages are those{alone}, judged by {set_label(basis.key)}. A call that rests "
        "on one post is taken the careful way: `clipworth show pillars` has both calls."
    )


def _basis(asked: Scope) -> Basis | None:
    """Read what the plan rests on; None: no posts can be judged by pillar."""
    store, settings = asked.store, asked.settings
    accounts = own(posting(store, asked.selection), settings.accounts)
    account = asked.ask.where.get("account") or (accounts[0].account if accounts else None)
    selection = asked.selection.filtered(account=account) if account else asked.selection
    sets = rated_sets(store, selection)
    able = [one for one in sets if len(one.posts) >= FEWEST_IN_SET]
    labelled = [one for one in able if any(post.pillars for post in one.posts)]
    if not labelled:
        return None
    key = max(labelled, key=lambda one: len(one.posts)).key
    pillars = plan_pillars(pillar_calls(able).calls, sets, key)
    typed = settings.defaults
    chosen = next((one for one in accounts if one.account == account), None)
    reference = default(typed, "posts_per_month")
    known = asked.known
    assert known is not None, "an empty workspace has no plan"  # noqa: S101
    return Basis(
        account,
        key,
        pillars,
        _had(asked, selection, known),
        Pace.of(
            float(reference.value),
            chosen.a_week if chosen else None,
            chosen=reference.grade is Grade.TYPED,
        ),
        _hours(asked, selection, account),
        _weights(settings),
        _start(asked, known),
        int(default(typed, "plan_weeks").value),
    )


def _start(asked: Scope, known: Period) -> date:
    """Begin on the Monday after today."""
    today = asked.ask.as_of or asked.ask.today or known.last
    return today + timedelta(days=7 - today.weekday())


def _weights(settings: Settings) -> Weights:
    def of(key: str) -> float:
        return float(default(settings.defaults, key).value)

    stages = {str(stage): of(f"mix_{stage.lower()}") for stage in Stage}
    total = sum(stages.values()) or 1.0
    return Weights(
        of("plan_double_down"),
        of("plan_keep"),
        of("plan_learn"),
        {stage: share / total for stage, share in stages.items()},
    )


def _had(asked: Scope, selection: Selection, known: Period) -> dict[str, int]:
    """Count posts by stage over the days that a mix is taken of."""
    days = int(default(asked.settings.defaults, "mix_days").value)
    since = max(known.since, known.until - timedelta(days=days))
    recent = replace(selection, period=Period(since, known.until), before=None, undated=False)
    found = mix(asked.store, recent)
    return {str(stage): found.part(str(stage)).posts for stage in Stage}


def _hours(asked: Scope, selection: Selection, account: str | None) -> tuple[int, ...]:
    known = replace(selection, period=asked.known, before=None)
    found = [one for one in active_hours(asked.store, known) if account in (None, one.account)]
    return tuple(one.hour for one in found[:MOST_HOURS])


_CALENDAR = (
    Shown("day", "Day", DAY),
    Shown("weekday", "", TEXT),
    Shown("hour", "Hour", TEXT),
    Shown("pillar", "Pillar", TEXT),
    Shown("stage", "Stage", TEXT),
    Shown("why", "Why", TEXT),
    Shown("build_on", "Build on", TEXT),
    Shown("title", "Its caption", TEXT),
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _calendar(slots: Sequence[Slot], basis: Basis) -> AnswerTable:
    rows = tuple(_row(slot, basis) for slot in slots)
    return AnswerTable("calendar", _finding(slots, basis), _CALENDAR, rows)


def _row(slot: Slot, basis: Basis) -> Row:
    cells: dict[str, Cell] = {
        "day": slot.day,
        "weekday": _WEEKDAYS[slot.day.weekday()],
        "hour": None if slot.hour is None else f"{slot.hour:02}:00",
        "pillar": slot.pillar.name,
        "stage": slot.stage,
        "why": _why(slot, basis),
        "build_on": slot.model.post_id if slot.model else None,
        "title": slot.model.title if slot.model else None,
    }
    reasons = {
        "hour": "No export of follower activity is imported.",
        "build_on": "No post of the pillar has the signals that pillars are judged by.",
        "title": "No caption is known of a post to build on.",
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _why(slot: Slot, basis: Basis) -> str:
    pillar = slot.pillar
    beside = ""
    if pillar.against is not None and pillar.call is not Call.NOT_ENOUGH:
        beside = f" ({percent(pillar.against, signed=True)} against the others)"
    total = sum(basis.had.values())
    thin = ""
    if total:
        share, wanted = basis.had[slot.stage] / total, basis.weights.stages[slot.stage]
        if share < wanted:
            thin = f"; {slot.stage} is {percent(share)} of posts, wanted {percent(wanted)}"
    return f"{WHY_CALL[pillar.call]}{beside}{thin}"


def _finding(slots: Sequence[Slot], basis: Basis) -> str:
    posts = counted(len(slots), "post")
    last = basis.start + timedelta(days=basis.weeks * 7 - 1)
    who = f" for {basis.account}" if basis.account else ""
    return (
        f"{posts}{who} from {formats.day(basis.start)} to {formats.day(last)}, "
        f"{basis.pace.a_week:.1f} a week."
    )


def _said(slots: Sequence[Slot], basis: Basis) -> Iterator[str]:
    yield _finding(slots, basis)
    number = Counter(slot.pillar.name for slot in slots)
    calls = {pillar.name: pillar.call for pillar in basis.pillars}
    said = [f"{name} {count} ({calls[name]})" for name, count in number.most_common()]
    yield f"By pillar: {listed(said)}."
    dropped = [pillar.name for pillar in basis.pillars if pillar.call is Call.DROP]
    if dropped and not set(dropped) & set(number):
        yield f"Left out, as they draw less intent than the others: {listed(dropped)}."
    yield _pace(basis.pace)


def _pace(pace: Pace) -> str:
    if pace.own is None:
        return "How often the brand posts is not known, so the plan takes the reference."
    own, wanted = f"{pace.own:.1f}", f"{pace.reference:.1f}"
    if pace.own >= pace.reference and pace.a_week > pace.reference:
        return f"The pace is the brand's own, which is above the reference of {wanted} a week."
    if pace.a_week < pace.reference:
        return (
            f"The reference is {wanted} a week; at {own} now, the plan goes no more than half "
            "above that, as a plan that nobody keeps teaches nothing."
        )
    return f"The pace is the reference of {wanted} a week; it is {own} now."


def _shares(slots: Sequence[Slot], basis: Basis) -> AnswerTable:
    wanted = quotas(basis.pillars, basis.weights)
    number = Counter(slot.pillar.name for slot in slots)
    rows = tuple(
        Row(
            {
                "pillar": one.name,
                "call": str(one.call),
                "planned": number[one.name],
                "share": wanted.get(one.name, 0.0),
            }
        )
        for one in sorted(basis.pillars, key=lambda one: (-wanted.get(one.name, 0.0), one.name))
    )
    columns = (
        Shown("pillar", "Pillar", TEXT),
        Shown("call", "Call", TEXT),
        Shown("planned", "Posts planned", unit_of("post"), Layer.REACH, Word.ASSUMED),
        Shown("share", "Share wanted", SHARE, Layer.REACH, Word.ASSUMED),
    )
    return AnswerTable("plan_by_pillar", "How the plan is shared over pillars.", columns, rows)


def _stages(slots: Sequence[Slot], basis: Basis) -> AnswerTable:
    number = Counter(slot.stage for slot in slots)
    before, after = sum(basis.had.values()), sum(basis.had.values()) + len(slots)
    rows = []
    for stage in map(str, Stage):
        cells: dict[str, Cell] = {
            "stage": stage,
            "had": basis.had[stage],
            "share_before": basis.had[stage] / before if before else None,
            "planned": number[stage],
            "share_after": (basis.had[stage] + number[stage]) / after,
            "wanted": basis.weights.stages[stage],
        }
        none = {} if before else {"share_before": "No post of these days has a stage."}
        rows.append(Row(cells, none))
    columns = (
        Shown("stage", "Stage", TEXT),
        Shown("had", "Posts now", unit_of("post"), Layer.REACH, Word.PLATFORM),
        Shown("share_before", "Share now", SHARE, Layer.REACH, Word.PLATFORM),
        Shown("planned", "Posts planned", unit_of("post"), Layer.REACH, Word.ASSUMED),
        Shown("share_after", "Share with the plan", SHARE, Layer.REACH, Word.ASSUMED),
        Shown("wanted", "Wanted", SHARE, Layer.REACH, Word.ASSUMED),
    )
    return AnswerTable(
        "plan_by_stage", "What the plan does to the mix of the funnel.", columns, tuple(rows)
    )
