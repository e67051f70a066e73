"""How followers grow: the shape, where the pace changed, and what posts bring."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from clipworth.answers import sampling
from clipworth.answers.follower_yields import yield_tables
from clipworth.answers.metric_table import estimate_cells, shown
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import scope
from clipworth.answers.words import count, counted, listed, percent
from clipworth.measure.accounts.series import Series, follower_series
from clipworth.model import formats
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import DAY, SHARE, TEXT, Kind, Unit
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.stats.estimate import TooFew
from clipworth.stats.growth import FEWEST_DAYS, Growth, Shape, growth, pace_changes, steps
from clipworth.store.engine import Store

FOLLOWERS = counted_unit("follower")
A_DAY = Unit(Kind.RATE, of="follower", per="1 day")
NO_SERIES = (
    "No followers by day are imported. Import the Followers export of TikTok Studio, the Audience "
    "export of a business account, or a tracker's table with date, account, followers, total_likes."
)
MEANINGS = {
    Shape.STEADY: "steady: gains come day by day",
    Shape.STAIRCASE: "a staircase: plateaus broken by single great days",
    Shape.FLAT: "flat: under half a per cent a month, up or down",
    Shape.DECLINING: "declining: followers are lost",
    Shape.MIXED: "mixed: neither steady nor clearly in steps",
}
HOW = (
    "The shape rests on daily changes without the account's weekly pattern. Staircase: the tenth "
    "of days with the most has half of all gains, and two days in five bring less than a fifth of "
    "the mean gain. Steady: under 35 % and more gained than lost for sure. Ties are mixed."
)
PLATFORM = (Layer.REACH, Word.PLATFORM)
GROWTH_COLUMNS = (
    Shown("account", "Account", TEXT),
    Shown("shape", "Shape", TEXT, Layer.REACH, Word.MODELLED),
    Shown("followers", "Followers", FOLLOWERS, *PLATFORM),
    Shown("net_followers", "Net growth", FOLLOWERS, *PLATFORM),
    Shown("per_day", "Mean net growth", A_DAY, *PLATFORM, estimate=True),
    Shown("spike_share", "Gains on the top tenth of days", SHARE, *PLATFORM),
    Shown("plateau_share", "Days that bring next to nothing", SHARE, *PLATFORM),
    Shown("days", "Days known", counted_unit("day")),
    Shown("unknown_days", "Days unknown", counted_unit("day")),
)
PACE_COLUMNS = (
    Shown("account", "Account", TEXT),
    Shown("from_day", "From about", DAY),
    Shown("pace_before", "Net growth before", A_DAY, *PLATFORM),
    Shown("pace", "Net growth since", A_DAY, *PLATFORM),
    Shown("days", "Days since, known", counted_unit("day")),
)
STEP_COLUMNS = (
    Shown("account", "Account", TEXT),
    Shown("day", "Day", DAY),
    Shown("gained", "Net growth", FOLLOWERS, *PLATFORM),
    Shown("share", "Share of all gains", SHARE, *PLATFORM),
)


def followers(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer how followers grow, account by account, and what posts bring."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("followers")
    accounts = [_told(series) for series in follower_series(store, asked.selection)]
    numbers = Numbers(asked)
    gained = yield_tables(asked, numbers.standing, [one.series for one in accounts], ask.by)
    sentences = [_said(one) for one in accounts] or [NO_SERIES]
    tables = [_growth_table(accounts), _pace_table(accounts), _step_table(accounts)]
    return asked.answer(
        "followers",
        [*(table for table in tables if table.rows), *gained.tables],
        [*sentences[:3], *gained.sentences],
        [
            HOW if any(one.growth for one in accounts) else "",
            *(caveat for one in accounts for caveat in _caveats(one)),
            *gained.caveats,
            *sampling.caveats(asked, numbers.standing),
        ],
        relations=("days", "posts"),
    )


@dataclass(frozen=True, eq=False)
class _Account:
    """An account's series with its shape, and why there is none."""

    series: Series
    growth: Growth | None
    silent: str
    changes: tuple[int, ...]


def _told(series: Series) -> _Account:
    usual = series.newest or float(max(np.nanmax(np.abs(series.net), initial=0.0), 1.0))
    try:
        found = growth(series.net, series.weekdays, usual)
    except TooFew:
        return _Account(series, None, _too_few(series), ())
    return _Account(series, found, "", tuple(pace_changes(series.net, series.weekdays)))


def _too_few(series: Series) -> str:
    return (
        f"The change is known on {counted(series.known, 'day')}; a shape needs {FEWEST_DAYS}. "
        "Import followers by day for more days."
    )


def _growth_table(accounts: Sequence[_Account]) -> AnswerTable:
    rows = tuple(_growth_row(one) for one in accounts)
    finding = "Each account by itself, as followers of several accounts do not add up to people."
    if len(accounts) == 1:
        finding = _said(accounts[0])
    return AnswerTable("growth", finding, GROWTH_COLUMNS, rows)


def _growth_row(one: _Account) -> Row:
    series, found = one.series, one.growth
    cells: dict[str, Cell] = {
        "account": series.account,
        "shape": str(found.shape) if found else None,
        "followers": shown(series.newest, FOLLOWERS),
        "net_followers": shown(series.gained, FOLLOWERS),
        "per_day": shown(found.per_day if found else None, A_DAY),
        **estimate_cells("per_day", found.per_day if found else None, A_DAY),
        "spike_share": shown(found.spike_share if found else None, SHARE),
        "plateau_share": shown(found.plateau_share if found else None, SHARE),
        "days": series.known,
        "unknown_days": series.net.size - series.known,
    }
    reasons = {
        "followers": "No file has the followers of a day, only what was won and lost.",
        "net_followers": "It takes the followers of two days.",
    }
    nothing = one.silent or "Nothing was gained on any day."
    return Row(cells, {key: reasons.get(key, nothing) for key in _unknown(cells)})


def _unknown(cells: dict[str, Cell]) -> list[str]:
    beside = ("per_day_low", "per_day_high", "per_day_n")
    return [key for key, cell in cells.items() if cell is None and key not in beside]


def _pace_table(accounts: Sequence[_Account]) -> AnswerTable:
    rows = [row for one in accounts for row in _pace_rows(one)]
    places = f"{counted(len(rows), 'change')} of pace, each found to about a fortnight."
    return AnswerTable("pace", places, PACE_COLUMNS, tuple(rows))


def _pace_rows(one: _Account) -> Iterator[Row]:
    edges = [0, *one.changes, one.series.net.size]
    for before, since, until in zip(edges, edges[1:], edges[2:], strict=False):
        stretch = one.series.net[since:until]
        yield Row(
            {
                "account": one.series.account,
                "from_day": one.series.day(since),
                "pace_before": float(np.nanmean(one.series.net[before:since])),
                "pace": float(np.nanmean(stretch)),
                "days": int(np.isfinite(stretch).sum()),
            }
        )


def _step_table(accounts: Sequence[_Account]) -> AnswerTable:
    rows = []
    for one in accounts:
        gains = float(np.nansum(np.maximum(one.series.net, 0)))
        for place in steps(one.series.net.tolist()) if one.growth else ():
            gain = float(one.series.net[place])
            cells: dict[str, Cell] = {
                "account": one.series.account,
                "day": one.series.day(place),
                "gained": round(gain),
                "share": gain / gains,
            }
            rows.append(Row(cells))
    finding = "The days with the greatest gains." if rows else ""
    return AnswerTable("greatest days", finding, STEP_COLUMNS, tuple(rows))


def _said(one: _Account) -> str:
    series, found = one.series, one.growth
    newest, gained = series.newest, series.gained
    said = series.account
    if newest is not None:
        said += f": {counted(round(newest), 'follower')}"
    if gained is not None:
        plus = "+" if gained > 0 else ""
        said += f", {plus}{count(gained)} in {counted(series.net.size, 'day')}"
    if found is None:
        return f"{said}. {one.silent}"
    said += f". Growth is {MEANINGS[found.shape]}"
    if not np.isnan(found.spike_share) and found.shape is not Shape.DECLINING:
        unit = "weeks" if found.weeks else "days"
        said += (
            f"; the tenth of {unit} with the most has {percent(found.spike_share)} of the gains, "
            f"and {percent(found.plateau_share)} of {unit} bring next to nothing"
        )
    return f"{said}.{_paces(one)}"


def _paces(one: _Account) -> str:
    rows = list(_pace_rows(one))
    if not rows:
        return ""
    said = [
        f"about {formats.cell(row['from_day'], DAY)} from "
        f"{formats.value(float(row['pace_before']), A_DAY)} to "  # type: ignore[arg-type]
        f"{formats.value(float(row['pace']), A_DAY)}"  # type: ignore[arg-type]
        for row in rows[-3:]
    ]
    more = f" ({len(rows) - 3} earlier)" if len(rows) > 3 else ""
    return f" Net growth a day changed {listed(said)}{more}."


def _caveats(one: _Account) -> Iterator[str]:
    series = one.series
    if series.failed:
        days = listed([formats.day(day) for day in series.failed[:3]])
        more = f" and {len(series.failed) - 3} more" if len(series.failed) > 3 else ""
        yield (
            f"{series.account}: the reading of {days}{more} is gone the next day, so it counts as "
            "failed: neither a loss nor a gain."
        )
    if series.known and series.net.size - series.known > 1:
        yield (
            f"{series.account}: on {counted(series.net.size - series.known, 'day')} the change is "
            "unknown, as no file has the followers of the day or of the one before; they count "
            "neither as plateau nor as step."
        )
    if one.growth and one.growth.weeks:
        yield (
            f"{series.account} gains less than one follower a day, so its shares are those of "
            "weeks."
        )
