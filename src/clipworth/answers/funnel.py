"""Which stages the posts speak to, each stage by its own measures, and what TOFU may borrow."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from clipworth.answers import sampling
from clipworth.answers.labels import HOW_TO_LABEL, label_caveats
from clipworth.answers.layers import by_format, iscr_lines
from clipworth.answers.metric_table import NO_PERIOD, Line, Value, metric_table, shown
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted, percent
from clipworth.measure.content.funnel import (
    FEWEST_FOR_MIX,
    Mix,
    Winner,
    mix,
    winners,
)
from clipworth.measure.content.rated_posts import rated_sets
from clipworth.measure.metrics import conversion, intent, reach
from clipworth.measure.metrics.audience import FOLLOWER_YIELD
from clipworth.measure.metrics.kinds import Metric, Ratio
from clipworth.measure.metrics.value import COST
from clipworth.measure.rates import rates
from clipworth.measure.relations import NOT_ASSIGNED
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.defaults import default
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.model.units import SHARE, TEXT
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Stage, Word
from clipworth.stats.allocate import CENT, adding_up
from clipworth.store.engine import Store

MOST_WINNERS = 5
NEVER = (
    "Each stage is judged by what it is for: TOFU never by link clicks or ROAS, MOFU never by raw "
    "views, BOFU never by likes."
)
BOUNDS = (
    "Shares are of what has a stage. Least and most say how far posts without one could move a "
    "share; they are no sampling intervals, as all posts are counted."
)
_NO_SPEND = "No cost is booked on posts of this stage."
REVENUE_PER_1000 = Ratio(
    "tracked_revenue_per_1000_views",
    "Tracked revenue per 1,000 views",
    "Revenue credited to posts of the stage on these days, per 1,000 views of its posts.",
    conversion.TRACKED_REVENUE,
    reach.VIEWS,
    times=1000,
)


def _share(key: str, label: str) -> Shown:
    return Shown(key, label, SHARE, Layer.REACH, Word.PLATFORM)


COLUMNS = (
    Shown("stage", "Stage", TEXT),
    Shown("posts", "Posts", counted_unit("post"), Layer.REACH, Word.PLATFORM),
    _share("posts_share", "Share of posts"),
    _share("posts_least", "At least"),
    _share("posts_most", "At most"),
    Shown("views", "Views", counted_unit("view"), Layer.REACH, Word.PLATFORM),
    _share("views_share", "Share of views"),
    Shown("spend", "Spend", COST.unit, COST.layer, COST.word),
    Shown("spend_share", "Share of spend", SHARE, COST.layer, COST.word),
)
WORDING = (
    Shown("post_id", "Post", TEXT),
    Shown("title", "Caption", TEXT),
    Shown("hook", "Hook", TEXT),
    Shown(
        "link_click_rate",
        "Link clicks, repeatable",
        intent.LINK_CLICK_RATE.unit,
        Layer.INTENT,
        Word.MODELLED,
        estimate=True,
    ),
)


def funnel(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer with the mix of the last days, a table for each stage, and BOFU wording for TOFU."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("funnel")
    asked = _last_days(asked)
    standing = asked.standing()
    sampling.need_full_posts(standing)
    found = mix(store, asked.selection)
    best = winners(rated_sets(store, asked.selection), Stage.BOFU, "link_clicks", MOST_WINNERS)
    finding = _finding(asked, found)
    tables = [
        AnswerTable("mix", finding, COLUMNS, _rows(found)),
        *(_stage_table(asked, stage) for stage in Stage if found.part(stage).posts),
    ]
    if best:
        tables.append(AnswerTable("wording", _offered(best), WORDING, _wording(best)))
    return asked.answer(
        "funnel",
        tables if found.posts else (),
        [finding, *_alarm(asked, found), _offered(best)],
        [
            NEVER if found.posts else "",
            BOUNDS if found.posts else "",
            _unseen(found),
            *label_caveats(asked, "stage"),
            *sampling.caveats(asked, standing),
        ],
        relations=("posts", "ads", "costs", "orders"),
    )


def _last_days(asked: Scope) -> Scope:
    """Take the days of the mix up to the end of the period asked for."""
    assert asked.period is not None, "asked where something is known"  # noqa: S101
    days = int(default(asked.settings.defaults, "mix_days").value)
    last = Period(asked.period.until - timedelta(days=days), asked.period.until)
    selection = replace(asked.selection, period=last, before=None, undated=False)
    return replace(asked, selection=selection, period=last, ask=replace(asked.ask, period=None))


def _rows(found: Mix) -> tuple[Row, ...]:
    spend = adding_up({part.stage: part.spend for part in found.parts}, CENT)
    return tuple(_row(found, part.stage, spend[part.stage]) for part in found.parts)


def _row(found: Mix, stage: str, spend: Decimal | None) -> Row:
    part = found.part(stage)
    bare = stage == NOT_ASSIGNED
    bounds = None if bare else found.bounds(stage, "posts")
    cells: dict[str, Cell] = {
        "stage": stage,
        "posts": part.posts,
        "posts_share": None if bare else found.share(stage, "posts"),
        "posts_least": bounds[0] if bounds else None,
        "posts_most": bounds[1] if bounds else None,
        "views": part.views,
        "views_share": None if bare else found.share(stage, "views"),
        "spend": spend,
        "spend_share": None if bare or part.spend is None else found.share(stage, "spend"),
    }
    without = "A share is taken of what has a stage." if bare else "Nothing has a stage."
    reasons = {
        **dict.fromkeys(("posts_share", "posts_least", "posts_most", "views_share"), without),
        "views": "No post of this stage has views known.",
        "spend": _NO_SPEND,
        "spend_share": without if bare else _NO_SPEND,
    }
    return Row(cells, {key: why for key, why in reasons.items() if cells[key] is None})


def _finding(asked: Scope, found: Mix) -> str:
    days = asked.period.days if asked.period else 0
    if not found.posts:
        return f"No post is known in the last {counted(days, 'day')}, so there is no mix."
    labelled = found.posts - found.part(NOT_ASSIGNED).posts
    if not labelled:
        return (
            f"None of the {counted(found.posts, 'post')} of the last {counted(days, 'day')} has a"
            f" stage. {HOW_TO_LABEL}"
        )
    shares = ", ".join(f"{stage} {percent(found.share(stage, 'posts') or 0)}" for stage in Stage)
    return (
        f"Of {counted(labelled, 'post')} with a stage in the last {counted(days, 'day')}: {shares}."
    )


def _alarm(asked: Scope, found: Mix) -> Iterator[str]:
    """Say whether too much is TOFU, and whether posts without a stage could change that."""
    limit = default(asked.settings.defaults, "tofu_share_alarm")
    share, bounds = found.share(Stage.TOFU, "posts"), found.bounds(Stage.TOFU, "posts")
    most = float(limit.value)
    if share is None or bounds is None:
        return
    said = f"{percent(limit.value, signed=False)} ({limit.cited})"
    bare = found.part(NOT_ASSIGNED).posts
    if found.posts - bare < FEWEST_FOR_MIX:
        yield f"Under {FEWEST_FOR_MIX} posts with a stage are too few to set against {said}."
    elif bounds[0] > most and limit.grade.may_alarm:
        yield (
            f"Alarm: more than {said} of the posts are TOFU: they build an audience, and little "
            "leads it on to a purchase."
        )
    elif share > most or bounds[1] > most:
        verb = "exceeds" if share > most else "does not exceed"
        yield (
            f"The share of TOFU {verb} {said} among posts with a stage; with "
            f"{counted(bare, 'post')} without one it lies between {percent(bounds[0])} and "
            f"{percent(bounds[1])}, so neither is certain."
        )
    else:
        yield f"The share of TOFU stays under {said}, whatever posts without a stage are."


def _stage_table(asked: Scope, stage: Stage) -> AnswerTable:
    inside = asked.filtered(stage=stage.lower())
    numbers = Numbers(inside)
    lines = {
        Stage.TOFU: _tofu,
        Stage.MOFU: _mofu,
        Stage.BOFU: _bofu,
    }[stage](inside, numbers)
    known = next((line for line in lines if line.known), None)
    finding = f"{stage} is judged by {_BY[stage]}."
    if known is None:
        finding = f"{stage} is judged by {_BY[stage]}, and nothing of it is known."
    return metric_table(stage.lower(), finding, lines)


_BY = {
    Stage.TOFU: "views from non-followers, 6 s retention and new followers",
    Stage.MOFU: "ISCR, saves and profile visits",
    Stage.BOFU: "link clicks, conversions and tracked revenue per 1,000 views",
}


def _posts_line(numbers: Numbers, ratio: Ratio, what: str) -> Line:
    return _line(ratio, numbers.post_rates.get(ratio.key), f"No organic post here has {what}.")


def _line(metric: Metric, now: Value, reason: str) -> Line:
    """Give a line of these days alone; a mix is of the last days, and has none before."""
    return Line(metric, now, reason=reason, no_before=NO_PERIOD)


def _tofu(inside: Scope, numbers: Numbers) -> list[Line]:
    seen = numbers.post_rates
    proxy = seen.get("non_follower_ratio") is None and seen.get("non_follower_proxy") is not None
    ratio = reach.NON_FOLLOWER_PROXY if proxy else reach.NON_FOLLOWER_RATIO
    followers = rates(inside.store, [FOLLOWER_YIELD], inside.selection)
    return [
        _posts_line(numbers, ratio, "a share of views from non-followers"),
        *by_format(numbers, [reach.RETENTION_6S]),
        _line(
            FOLLOWER_YIELD,
            followers.get(FOLLOWER_YIELD.key),
            "No organic post here has new followers of its own.",
        ),
    ]


def _mofu(_: Scope, numbers: Numbers) -> list[Line]:
    return [
        *iscr_lines(numbers),
        _posts_line(numbers, intent.SAVE_RATE, "saves"),
        _posts_line(numbers, intent.PROFILE_VISIT_RATE, "profile visits"),
    ]


def _bofu(_: Scope, numbers: Numbers) -> list[Line]:
    views = numbers.posts.get("views")
    revenue = numbers.orders.get("tracked_revenue")
    worth = revenue * 1000 / Decimal(views) if views and revenue is not None else None
    unsold = numbers.untracked or numbers.missing_rates or "No order is credited to these posts."
    unboosted = "No ad boosts a post of this stage, as far as reports name posts."
    claimed = conversion.CONVERSIONS
    return [
        _posts_line(numbers, intent.LINK_CLICK_RATE, "link clicks"),
        _line(claimed, numbers.ads.get(claimed.key), unboosted),
        _line(conversion.TRACKED_REVENUE, revenue, unsold),
        _line(REVENUE_PER_1000, worth, unsold),
    ]


def _wording(best: Sequence[Winner]) -> tuple[Row, ...]:
    unit = intent.LINK_CLICK_RATE.unit
    rows = []
    for one in best:
        cells: dict[str, Cell] = {
            "post_id": one.post.post_id,
            "title": one.post.title,
            "hook": one.post.hook,
            "link_click_rate": shown(one.rate, unit),
            "link_click_rate_low": shown(one.low, unit),
            "link_click_rate_high": shown(one.high, unit),
            "link_click_rate_n": one.n,
        }
        reasons = {"title": "No file has its caption.", "hook": "The content plan does not say."}
        rows.append(Row(cells, {key: why for key, why in reasons.items() if cells[key] is None}))
    return tuple(rows)


def _offered(best: Sequence[Winner]) -> str:
    if not best:
        return ""
    hook = f" (hook: {best[0].post.hook})" if best[0].post.hook else ""
    title = f"“{best[0].post.title}”{hook}" if best[0].post.title else best[0].post.post_id
    return f"Wording to try at the top of the funnel, from BOFU posts that drew clicks: {title}."


def _unseen(found: Mix) -> str:
    lacking = sum(part.no_views for part in found.parts)
    if not lacking:
        return ""
    return f"Views of {counted(lacking, 'post')} are unknown and in no share of views."
