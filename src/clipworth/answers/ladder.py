"""The ladder from a watched second to a purchase, and whether profile visits move the site."""

from collections.abc import Iterator
from dataclasses import dataclass

from clipworth.answers.lead_lag import Moves, moves
from clipworth.answers.metric_table import shown
from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import counted, listed
from clipworth.measure.figures import figures
from clipworth.measure.metrics import conversion, intent, reach
from clipworth.measure.site.signups import signups
from clipworth.measure.site.visits import Visits, visits
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.settings import Settings
from clipworth.model.units import RATIO, TEXT, Unit
from clipworth.model.units import counted as counted_unit
from clipworth.model.words import Layer, Word
from clipworth.store.engine import Store

RUNGS = {1: "1 interest", 2: "2 consideration", 3: "3 conversion"}
COLUMNS = (
    Shown("rung", "Rung", TEXT),
    Shown("metric", "Key", TEXT),
    Shown("label", "Metric", TEXT),
    Shown("value", "Value", RATIO),
    Shown("unit", "Unit", TEXT),
    Shown("kind", "Kind", TEXT),
    Shown("layer", "Layer", TEXT),
    Shown("word", "Whose word", TEXT),
)
NOT_A_FUNNEL = (
    "Rungs are counts of different things by different people's word: none is a share of the one "
    "above it, and none of them is added."
)
NO_ORGANIC = (
    "No export of TikTok holds 6-second views of organic posts; those of ads stand beside them."
)
NO_SITE = (
    "No visits to the site by day are imported: export GA4's Traffic acquisition by date as CSV "
    "(Explore, with Date and Session source / medium), or import its BigQuery events."
)
NO_QR = (
    "No source of visits tells their medium. Put utm_medium=qr into the link of a QR code, and "
    "import GA4 by day with Session source / medium."
)
NO_CRM = "No sign-ups are imported: export contacts or leads of HubSpot or Salesforce."
NO_EVENTS = "No events of the site are imported, such as GA4's BigQuery export."


@dataclass(frozen=True)
class _Step:
    rung: int
    key: str
    label: str
    value: int | None
    unit: Unit
    layer: Layer
    word: Word
    reason: str = ""


def ladder(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer how many stand on each rung, and whether visits to the profile move the site."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("ladder")
    numbers = Numbers(asked)
    site = visits(store, asked.selection)
    steps = [*_interest(asked, numbers), *_consideration(numbers, site), *_conversion(numbers)]
    moved: Moves = moves(asked, site)
    finding = _finding(steps)
    rungs = AnswerTable("ladder", finding, COLUMNS, tuple(_row(step) for step in steps))
    return asked.answer(
        "ladder",
        [rungs, *moved.tables],
        [finding, *moved.sentences],
        [NOT_A_FUNNEL, _whole_site(asked, site), *moved.caveats],
        relations=("posts", "ads", "days", "orders", "site", "deals"),
    )


def _whole_site(asked: Scope, site: Visits | None) -> str:
    if site is None or not asked.ask.where:
        return ""
    return "The site and its sign-ups are one for all accounts: the filter does not part them."


def _interest(asked: Scope, numbers: Numbers) -> Iterator[_Step]:
    missed = asked.no_filter_reason("ads")
    watched = None
    if not missed and asked.store.value("select 1 from ad_level limit 1"):
        watched = figures(asked.store, (reach.VIEWS_6S,), asked.selection).get("views_6s")
    yield _Step(
        1, "views_6s", "6-second views (ads)", watched, reach.VIEWS_6S.unit, Layer.REACH,
        Word.PLATFORM, missed or "No report of ads with 6-second views is imported.",
    )  # fmt: skip
    yield _Step(
        1, "organic_views_6s", "6-second views (organic)", None, reach.VIEWS.unit, Layer.REACH,
        Word.PLATFORM, NO_ORGANIC,
    )  # fmt: skip
    yield _Step(
        1, "views", "Views of posts", numbers.posts.get("views"), reach.VIEWS.unit, Layer.REACH,
        Word.PLATFORM, "No post has views known for these days.",
    )  # fmt: skip


def _consideration(numbers: Numbers, site: Visits | None) -> Iterator[_Step]:
    days = numbers.days
    for metric in (intent.ACCOUNT_PROFILE_VISITS, intent.WEBSITE_CLICKS):
        yield _Step(
            2, metric.key, metric.label, days.get(metric.key), metric.unit, metric.layer,
            metric.word, "Import TikTok Studio's Overview, or a business account's.",
        )  # fmt: skip
    told = {key: site.total(key) if site else None for key in ("qr", "direct", "tiktok")}
    session = counted_unit("session")
    for key, label, reason in (
        ("qr", "QR scans that reached the site", NO_QR if site else NO_SITE),
        ("direct", "Direct visits to the site, whoever sent them", NO_QR if site else NO_SITE),
        ("tiktok", "Visits to the site that say TikTok", NO_QR if site else NO_SITE),
    ):
        yield _Step(
            2, f"{key}_visits", label, told[key], session, Layer.INTENT, Word.FIRST_PARTY, reason
        )


def _conversion(numbers: Numbers) -> Iterator[_Step]:
    found = signups(numbers.asked.store, numbers.asked.selection)
    unit = counted_unit("sign-up")
    for kind, name, reason in (("crm", "CRM", NO_CRM), ("site", "site", NO_EVENTS)):
        known = found.get(kind)
        yield _Step(
            3, f"signups_{kind}", f"Sign-ups ({name})", known.all if known else None, unit,
            Layer.CONVERSION, Word.FIRST_PARTY, reason,
        )  # fmt: skip
        yield _Step(
            3, f"signups_{kind}_tiktok", f"Sign-ups ({name}) that say TikTok",
            known.tiktok if known else None, unit, Layer.CONVERSION, Word.FIRST_PARTY, reason,
        )  # fmt: skip
    tracked, claimed = conversion.TRACKED_ORDERS, conversion.PURCHASES
    yield _Step(
        3, tracked.key, tracked.label,
        None if numbers.untracked else numbers.orders.get(tracked.key), tracked.unit,
        tracked.layer, tracked.word, numbers.untracked or "No orders are imported.",
    )  # fmt: skip
    yield _Step(
        3, claimed.key, claimed.label, numbers.ads.get(claimed.key), claimed.unit, claimed.layer,
        claimed.word, "No report of ads with purchases is imported.",
    )  # fmt: skip


def _row(step: _Step) -> Row:
    cells: dict[str, Cell] = {
        "rung": RUNGS[step.rung],
        "metric": step.key,
        "label": step.label,
        "value": shown(step.value, step.unit),
        "unit": str(step.unit),
        "kind": str(step.unit.kind),
        "layer": str(step.layer),
        "word": str(step.word),
    }
    return Row(cells, {"value": step.reason} if cells["value"] is None else {})


# Of each rung, what the first sentence names.
_NAMED = ("views_6s", "account_profile_visits", "tracked_orders")


def _finding(steps: list[_Step]) -> str:
    named = {step.key: step for step in steps}
    said = [
        f"{counted(value, named[key].unit.of)} of {_short(key)}"
        if key == "views_6s"
        else f"{counted(value, named[key].unit.of)} {_short(key)}"
        for key in _NAMED
        if (value := named[key].value) is not None
    ]
    lacking = [_WANTED[key] for key in _NAMED if named[key].value is None]
    text = f"The ladder: {listed(said)}" if said else "No rung of the ladder is told by a file"
    return f"{text}; unknown are {listed(lacking)}." if lacking else f"{text}."


_WANTED = {
    "views_6s": "views of 6 seconds or more",
    "account_profile_visits": "visits to the profile",
    "tracked_orders": "orders tracked to TikTok",
}


def _short(key: str) -> str:
    return {
        "views_6s": "6 seconds or more (ads)",
        "account_profile_visits": "to the profile",
        "tracked_orders": "tracked to TikTok",
    }[key]
