"""Where the brand stands: its own posts first, then what others publish, like beside like."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from clipworth.answers import sampling
from clipworth.answers.layers import signal_names
from clipworth.answers.numbers import Numbers
from clipworth.answers.published import Own, published_tables
from clipworth.answers.scope import SOURCES_OF_ALL_POSTS, scope
from clipworth.answers.words import counted, interval, listed, value
from clipworth.measure.accounts.series import Series, follower_series
from clipworth.measure.content.own_rates import OWN_RATES, Floats, OwnRate, OwnRates, own_rates
from clipworth.measure.content.posting import Posting, own, posting
from clipworth.measure.metrics.intent import ISCR
from clipworth.measure.metrics.kinds import said as metric_said
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.defaults.benchmark import Measured, Per, Statistic
from clipworth.model.settings import Settings
from clipworth.model.units import RATIO, TEXT
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Word
from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.growth import growth
from clipworth.stats.middles import mean_of, median_of, percentiles
from clipworth.store.engine import Store

FEWEST_POSTS = 10
SHARES = (0.1, 0.25, 0.75, 0.9)
OWN_COLUMNS = (
    Shown("metric", "Key", TEXT),
    Shown("label", "Metric", TEXT),
    Shown("value", "Median post", RATIO),
    Shown("unit", "Unit", TEXT),
    Shown("p10", "Lowest tenth under", RATIO),
    Shown("p25", "Lowest quarter under", RATIO),
    Shown("p75", "Best quarter over", RATIO),
    Shown("p90", "Best tenth over", RATIO),
    Shown("posts", "Posts", counted_unit("post")),
    Shown("kind", "Kind", TEXT),
    Shown("layer", "Layer", TEXT),
    Shown("word", "Whose word", TEXT),
)
OWN_FIRST = (
    "Own posts come first: published sets are of other accounts, years and methods, and they "
    "contradict each other. Engagement here is likes, comments and shares. Where a published "
    "figure is an average, the own one is the mean of posts, which a few great ones lift."
)
NO_BENCHMARK = (
    "No published benchmark was found for ISCR, profile visits, link clicks and non-follower "
    "views: there are only your own percentiles."
)
# What own posts have that others publish, too: by rate, what it measures and against what.
COMPARED: Mapping[str, tuple[Measured, Per]] = {
    "engagement_by_views": (Measured.ENGAGEMENT, Per.VIEWS),
    "engagement_by_followers": (Measured.ENGAGEMENT, Per.FOLLOWERS),
    "save_rate": (Measured.SAVE_RATE, Per.VIEWS),
    "shares": (Measured.SHARES, Per.POST),
    "comments": (Measured.COMMENTS, Per.POST),
}


def benchmarks(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer where own posts stand among themselves, and beside published sets of the same kind.

    Raises Refused where all posts are known from top samples only.
    """
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("benchmarks")
    numbers = Numbers(asked)
    sampling.need_full_posts(numbers.standing)
    every = posting(store, asked.selection)
    accounts = own(every, settings.accounts)
    names = [one.account for one in accounts] if len(accounts) < len(every) else []
    rates = own_rates(store, asked.selection, names)
    series = _largest(follower_series(store, asked.selection), [one.account for one in accounts])
    mine = _own_table(rates)
    published = published_tables(
        settings, list(_own(rates, accounts, series)), series.newest if series else None
    )
    return asked.answer(
        "benchmarks",
        [*([mine] if mine.rows else []), *published.tables],
        [mine.finding if mine.rows else _nothing(rates), *published.sentences],
        [
            OWN_FIRST,
            NO_BENCHMARK,
            *published.caveats,
            _whose(series),
            *sampling.caveats(asked, numbers.standing, grouped=True),
        ],
        relations=("posts", "days"),
    )


def _nothing(rates: OwnRates) -> str:
    most = max((int(np.isfinite(values).sum()) for values in rates.values.values()), default=0)
    return (
        f"Own percentiles need {FEWEST_POSTS} posts; at most {counted(most, 'post')} have what a "
        f"rate takes. {SOURCES_OF_ALL_POSTS}"
    )


def _largest(found: Sequence[Series], accounts: Sequence[str]) -> Series | None:
    """Give the account with most followers, of the brand's own where posts name any."""
    mine = [one for one in found if one.account in accounts] or list(found)
    known = [one for one in mine if one.newest is not None]
    return max(known, key=lambda one: one.newest or 0.0, default=None)


def _whose(series: Series | None) -> str:
    if series is None:
        return (
            "No followers by day are imported, so nothing by followers, of growth or of accounts "
            "of one size can be compared."
        )
    return f"Followers, growth and size are those of {series.account}, the largest own account."


def _own_table(rates: OwnRates) -> AnswerTable:
    rows = [
        _row(rate, rates.values[rate.key])
        for rate in OWN_RATES
        if np.isfinite(rates.values[rate.key]).sum() >= FEWEST_POSTS
    ]
    for signals, values in rates.iscr.items():
        metric = ISCR[signals.count("+") + 1]
        label = f"{metric.label} ({signal_names(signals)})"
        rate = OwnRate(metric.key, label, metric.unit, str(metric.layer))
        if np.isfinite(values).sum() >= FEWEST_POSTS:
            rows.append(_row(rate, values))
    return AnswerTable("own posts", _finding(rates), OWN_COLUMNS, tuple(rows))


def _row(rate: OwnRate, values: Floats) -> Row:
    ends = percentiles(values, SHARES)
    cells: dict[str, Cell] = {
        "metric": rate.key,
        "label": rate.label,
        "value": percentiles(values, (0.5,))[0],
        "unit": str(rate.unit),
        **dict(zip(("p10", "p25", "p75", "p90"), ends, strict=True)),
        "posts": int(np.isfinite(values).sum()),
        "kind": str(rate.unit.kind),
        "layer": rate.layer,
        "word": str(Word.PLATFORM),
    }
    return Row(cells)


def _finding(rates: OwnRates) -> str:
    said = []
    for rate in OWN_RATES[:3]:
        values = rates.values[rate.key]
        if np.isfinite(values).sum() >= FEWEST_POSTS:
            low, middle, high = percentiles(values, (0.25, 0.5, 0.75))
            half = Estimate(middle, low, high, values.size, "")
            between = interval(half, rate.unit)
            said.append(f"{metric_said(rate.label)} {value(middle, rate.unit)} ({between})")
    if not said:
        return "Own posts, by rate."
    return f"The middle one of own posts, and the middle half of them: {listed(said)}."


def _own(rates: OwnRates, accounts: Sequence[Posting], series: Series | None) -> Iterator[Own]:
    """Give what can be set beside published figures, each by what it measures and against what."""
    for key, (measured, per) in COMPARED.items():
        values = rates.values[key]
        if np.isfinite(values).sum() >= FEWEST_POSTS:
            mean, median = mean_of(values), median_of(values)
            yield Own(measured, per, {Statistic.MEAN: mean, Statistic.MEDIAN: median})
    if accounts:
        pace = accounts[0]
        for per, amount in ((Per.WEEK, pace.a_week), (Per.MONTH, pace.a_month)):
            if amount is not None:
                yield Own(Measured.POSTS, per, {Statistic.MEAN: _exact(amount, len(pace.days))})
    if series is not None:
        yield from _growth(series)


def _exact(amount: float, days: int) -> Estimate:
    return Estimate(amount, amount, amount, days, "counted over the days that files cover")


def _growth(series: Series) -> Iterator[Own]:
    try:
        found = growth(series.net, series.weekdays, series.newest or 1.0)
    except TooFew:
        return
    times = found.a_month / found.per_day.value if found.per_day.value else 0.0
    day = found.per_day
    month = Estimate(found.a_month, day.low * times, day.high * times, day.n, day.method)
    yield Own(Measured.GROWTH, Per.MONTH, {Statistic.MEAN: month})
