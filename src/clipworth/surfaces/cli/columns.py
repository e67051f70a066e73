"""Which columns of an answer stand first, and what a terminal shows of each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clipworth.model import formats
from clipworth.model.answers import AnswerTable, Row, Shown
from clipworth.model.units import RATIO, Kind
from clipworth.model.words import Word

# Solid, hatched and dashed say whose word a number is, as on every other surface.
MARKS = {
    Word.BILLED: "■",
    Word.FIRST_PARTY: "●",
    Word.PLATFORM: "◫",
    Word.EXPERIMENTAL: "◆",
    Word.MODELLED: "▨",
    Word.ASSUMED: "◌",
}
# What a narrow terminal keeps longest, by the name of the table as it begins.
_RANKS: Mapping[str, str] = {
    "posts": (
        "post_id posted_day views iscr_shrunk iscr saves shares profile_visits link_clicks pillar"
        " title likes comments cost stage non_follower_share full_watch_share organic_views"
        " paid_views boosted average_watch_s cost_per_intent_action reach content_type format"
        " creator account signals top_sample rounded"
    ),
    "ranking": "rank post_id iscr_shrunk iscr views pillar posted_day",
    "files": (
        "receipt file row_count rows_read set_aside errors warnings notes source as_of first_day"
        " last_day account"
    ),
    "freshness": "title as_of last_day files rows first_day source",
    "candidates": (
        "rank post_id stands iscr_shrunk why budget_high budget_low views posted_day iscr pillar"
        " open rights music comments age stock boosted"
    ),
    "calendar": "day weekday hour pillar stage why build_on title",
    "months": (
        "month net contribution_margin orders status paid refunds taxes product_costs shipping"
        " gross discounts"
    ),
    "tracked months": (
        "month left contribution_margin net ad_costs fees other_costs status orders product_costs"
        " paid refunds taxes shipping"
    ),
    "tie-out by month": "month all counted tracked refunds cancelled unpaid test",
    "tie-out": "line amount orders",
    "restated since": "month figure now frozen difference closed who",
    "creators": (
        "creator decision score again again_low cash_score fee revenue emv cash_decision posts"
        " views flips_renew emv_rate flips_restructure iscr cost_per_intent_action orders"
    ),
    "buyers": "creator split part orders share share_of_all revenue order_value",
    "budget by": (
        "content_type pillar creator format post month cost revenue cash_per_unit media_equivalent"
        " media_per_unit share roi"
    ),
    "formats": "format platform_roas spend cpm cpa ctr cpc cvr retention_6s purchase_value",
    "benchmarks": "format measure own benchmark said source against",
    "shop by": (
        "creator post product month net margin orders platform_fees product_costs"
        " actual_commission estimated_commission known_margin margin_orders refunds revenue"
    ),
    "crowding": "measure now before difference said weeks",
    "tables": "table rows restated first_day last_day meaning",
    "growth": (
        "account shape followers net_followers per_day spike_share plateau_share days unknown_days"
    ),
    "yield": "part follower_yield verdict p_value posts account",
    "cadence": (
        "account per_month of_reference per_week posts longest_gap gap_from empty_weeks reference"
        " whole_weeks streak days unknown_days"
    ),
    "like beside like": "label published value verdict cited unit word statistic against_rest",
    "other published": "label value cited why unit word statistic",
    "own posts": "label value unit p25 p75 p10 p90 posts word",
    "profile and site": "series best_lag verdict change p_value correlation excess days",
    "competitors": (
        "rival network own_month rival_month own_growth rival_growth rival_followers own"
        " rival_posts own_posts days own_followers rival_views until_day from_day"
    ),
}
_METRIC_RANKS = "label value unit word change verdict previous change_low dataset metric"
# After a group and its rate: whether it differs says more than the interval of the difference.
_COMPARED_RANKS = "differs against_rest posts change verdict"
_LAST_RANKS = ("against_rest_low",)
# They help to look further, and go first and without a word where there is little room.
_SPARE = ("change_low", "dataset", "metric")
# The word in a dashed frame, on every surface.
UNKNOWN = f"┆{formats.UNKNOWN}┆"
# As many notes as these below one column tell a reader more than a summary of them.
MOST_REASONS = 4
_LONG_TEXTS = (
    *("title", "file", "label", "message", "remedy", "meaning", "row", "pillar"),
    *("sign", "evidence", "unlock", "why", "cited", "missing", "status", "open"),
)
_LEAST_WIDTHS = {
    "file": 22,
    "label": 20,
    "message": 24,
    "remedy": 18,
    "meaning": 24,
    "sign": 22,
    "evidence": 26,
    "unlock": 30,
    "why": 26,
    "cited": 22,
    "missing": 22,
    "open": 16,
}


@dataclass(frozen=True)
class Part:
    """A column as a terminal draws it; short: what stands instead where there is little room.

    rank: the higher, the sooner it is left out. spare: it goes first, and without a word.
    least: how narrow its texts may be wrapped. head: how much of its title stands on one line.
    """

    key: str
    title: str
    cells: tuple[str, ...]
    rank: int
    right: bool = False
    dim: bool = False
    short: tuple[str, ...] = ()
    least: int = 0
    spare: bool = False
    head: int = 0

    @property
    def flexible(self) -> bool:
        """Tell whether its cells may be wrapped; figures and ids never are."""
        return bool(self.least)


class Notes:
    """The reasons why cells are unknown, each with a number that stands at the cells."""

    def __init__(self) -> None:
        self.reasons: dict[str, str] = {}

    def mark(self, reason: str) -> str:
        """Give the mark of a reason."""
        if reason not in self.reasons:
            self.reasons[reason] = superscript(len(self.reasons) + 1)
        return self.reasons[reason]

    def unknown(self, reason: str) -> str:
        """Give what stands in an unknown cell: the word in a frame, and its mark."""
        return f"{UNKNOWN}{self.mark(reason)}"


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(number: int) -> str:
    """Write a number as the mark of a note."""
    return str(number).translate(_SUPERSCRIPTS)


@dataclass
class Columns:
    """The columns of a table made ready, and what is said below it instead."""

    parts: list[Part] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    words: list[Word] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def is_of_metrics(table: AnswerTable) -> bool:
    """Tell whether a table has a metric in each row."""
    keys = {column.key for column in table.columns}
    return {"metric", "kind", "value"} <= keys


def columns(table: AnswerTable, rows: Sequence[Row], currency: str | None) -> Columns:
    """Make the columns of a table ready to be drawn."""
    made = Columns()
    of_metrics = is_of_metrics(table)
    hidden = {"kind", "layer"} if of_metrics else {"kind"}
    ranks = _ranks(table, of_metrics=of_metrics)
    for column in table.columns:
        if column.key in hidden or not rows:
            continue
        if _left_out(column, rows, made):
            continue
        rank = ranks.index(column.key) if column.key in ranks else len(ranks)
        parts = _parts(column, rows, currency, rank, made, of_metrics=of_metrics)
        made.parts += [_ranked(part, ranks) for part in parts]
    made.words.sort(key=list(Word).index)
    if of_metrics:
        made.parts = [
            replace(part, spare=part.key in _SPARE)
            for part in sorted(made.parts, key=lambda part: part.key == "metric")
        ]
    return made


def _ranks(table: AnswerTable, *, of_metrics: bool) -> list[str]:
    given = next((r for name, r in _RANKS.items() if table.name.startswith(name)), "")
    keys = [column.key for column in table.columns]
    if "differs" in keys:
        given = f"{keys[0]} {keys[1]} {_COMPARED_RANKS}"
    first = (given or (_METRIC_RANKS if of_metrics else "")).split()
    others = [column.key for column in table.columns if column.key not in first]
    return [*first, *others, *_LAST_RANKS]


def _ranked(part: Part, ranks: Sequence[str]) -> Part:
    """Let an interval stand as long as its figure, unless it has a rank of its own."""
    return replace(part, rank=ranks.index(part.key)) if part.key in ranks else part


def _left_out(column: Shown, rows: Sequence[Row], made: Columns) -> bool:
    """Leave out a column that says nothing, or say once why it is unknown in all rows.

    Where a few reasons differ it stays, and each has its note.
    """
    cells = [row[column.key] for row in rows]
    if all(cell == "" for cell in cells):
        return True
    if len(rows) > 1 and all(cell is None for cell in cells):
        found = Counter(row.unknown.get(column.key, "No imported file says.") for row in rows)
        if len(found) == 1 or len(found) > MOST_REASONS:
            reasons = [reason for reason, _ in found.most_common(MOST_REASONS // 2)]
            more = len(found) - len(reasons)
            others = [f"And {more} more reasons: --json has all."] if more else []
            made.left.append((column.label, " ".join([*reasons, *others])))
            return True
    return False


def _parts(
    column: Shown,
    rows: Sequence[Row],
    currency: str | None,
    rank: int,
    made: Columns,
    *,
    of_metrics: bool,
) -> Iterator[Part]:
    if of_metrics and column.key == "word":
        yield _word_part(column, rows, rank, made)
        return
    if of_metrics and column.key == "unit":
        units = tuple(_unit(row, currency) for row in rows)
        yield Part(column.key, column.label, units, rank, least=11)
        return
    places = None if of_metrics else _places(column, rows)
    cells = tuple(_cell(column, row, currency, places, made.notes) for row in rows)
    title = column.label
    if column.word is not None:
        title = f"{title}\u00a0{MARKS[column.word]}"
        if column.word not in made.words:
            made.words.append(column.word)
    if column.unit.kind in (Kind.RATE, Kind.MONEY) and column.unit.per:
        unit = formats.heading(column.unit, currency)
        title += f" {unit[unit.index('per ') :]}"
    least = 0
    if not column.is_number and column.key in _LONG_TEXTS:
        least = _LEAST_WIDTHS.get(column.key, 14)
    head = 11 if column.unit.kind is Kind.RATE else 0
    yield Part(column.key, title, cells, rank, right=column.is_number, least=least, head=head)
    if column.estimate:
        intervals = tuple(_interval(column, row, currency, places) for row in rows)
        if any(intervals):
            yield Part(f"{column.key}_low", "95 % interval", intervals, rank, dim=True)


def _word_part(column: Shown, rows: Sequence[Row], rank: int, made: Columns) -> Part:
    words = [Word(str(row[column.key])) for row in rows]
    made.words = [word for word in Word if word in words]
    marks = tuple(MARKS[word] for word in words)
    names = tuple(f"{mark} {word}" for mark, word in zip(marks, words, strict=True))
    return Part(column.key, column.label, names, rank, short=marks)


def _unit(row: Row, currency: str | None) -> str:
    """Say the unit of a metric as far as its name and value do not."""
    unit = formats.unit_of(_VALUE, row)
    if unit.kind in (Kind.RATE, Kind.MONEY) and unit.per:
        said = formats.heading(unit, currency)
        return said[said.index("per ") :]
    noun = formats.heading(unit, currency)
    label = str(row["label"] or "").casefold()
    return noun if unit.kind is Kind.COUNT and noun.casefold() not in label else ""


_VALUE = Shown("value", "Value", RATIO)


def _places(column: Shown, rows: Sequence[Row]) -> int:
    bounds = [(row[f"{column.key}_low"], row[f"{column.key}_high"]) for row in rows]
    return formats.decimals(column.unit, [row[column.key] for row in rows], bounds)


def _cell(column: Shown, row: Row, currency: str | None, places: int | None, notes: Notes) -> str:
    found = row[column.key]
    unit, plus = formats.unit_of(column, row), formats.is_signed(column, row)
    if places is None:
        bounds = [(row[f"{column.key}_low"], row[f"{column.key}_high"])]
        places = formats.decimals(unit, [found], bounds)
    said = formats.cell(found, unit, currency, places=places, plus=plus)
    if said == formats.UNKNOWN and not isinstance(found, str):
        return notes.unknown(row.unknown.get(column.key, "No imported file says."))
    return " ".join(said.split()) if isinstance(found, str) else said


def _interval(column: Shown, row: Row, currency: str | None, places: int | None) -> str:
    low, high = row[f"{column.key}_low"], row[f"{column.key}_high"]
    unit, plus = formats.unit_of(column, row), formats.is_signed(column, row)
    if places is None:
        places = formats.decimals(unit, [row[column.key]], [(low, high)])
    said = formats.interval(low, high, unit, currency, places=places, plus=plus)
    if not said and row[column.key] is not None and row[f"{column.key}_n"] is not None:
        return "too few to say"
    return said
