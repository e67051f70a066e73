"""What is not imported, for which months, and which answers stay unknown without it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clipworth.answers.scope import Scope
from clipworth.answers.words import count, counted
from clipworth.measure.covered import Covered, covered
from clipworth.measure.ledger.ledger import NO_SHEET, gaps
from clipworth.measure.relations import trackable
from clipworth.model import formats
from clipworth.model.answers import AnswerTable, Row, Shown
from clipworth.model.periods import Period
from clipworth.model.units import TEXT
from clipworth.store.engine import sql_file

_COLUMNS = (
    Shown("missing", "What is missing", TEXT),
    Shown("when", "When", TEXT),
    Shown("question", "Question", TEXT),
    Shown("unknown", "Unknown without it", TEXT),
    Shown("remedy", "What to do", TEXT),
    Shown("said", "In words", TEXT),
)
MOST_RUNS = 3
ALL_DAYS = "all days"


@dataclass(frozen=True)
class Lack:
    """Something that is not there.

    missing: what. when: the months without it. said: the sentence that says both, and what for.
    """

    missing: str
    when: str
    question: str
    unknown: str
    remedy: str
    said: str


@dataclass(frozen=True)
class Need:
    """Evidence that answers need for every day; tables: any of them will do."""

    missing: str
    tables: tuple[str, ...]
    question: str
    unknown: str
    remedy: str

    def lack(self, when: str = ALL_DAYS) -> Lack:
        """Say that it is not there. when: the months."""
        days = "" if when == ALL_DAYS else f" for {when}"
        said = f"No {self.missing}{days}: {self.unknown} {_be(self.unknown)} unknown."
        return Lack(self.missing, when, self.question, self.unknown, self.remedy, said)


def _be(subject: str) -> str:
    return "are" if " and " in subject else "is"


NEEDS = {
    "posts": Need(
        "figures of posts",
        ("post",),
        "posts",
        "reach and intent of posts",
        "Export Content from TikTok Studio or the business account, or fill the sheet of "
        "`clipworth template posts`.",
    ),
    "days": Need(
        "days of the account",
        ("account_day",),
        "reach",
        "views by day, profile visits and followers",
        "Export Overview, Viewers and Followers from TikTok Studio.",
    ),
    "ads": Need(
        "report of ads",
        ("ad_day", "ad_period"),
        "conversion",
        "spend, paid views and what TikTok claims",
        "Export a report by day from Ads Manager.",
    ),
    "orders": Need(
        "orders of your own shop or till",
        ("sale",),
        "conversion",
        "tracked orders, revenue and the cash return",
        "Export the orders of your shop or till.",
    ),
}
COSTS = Need(
    "costs",
    (),
    "roi",
    "the cash return (ROI)",
    "Fill the sheet of `clipworth template costs`; a month without costs is a row with 0.",
)


PLAN = Need(
    "content plan with pillars",
    (),
    "posts",
    "how pillars compare",
    "Fill the sheet of `clipworth template plan`.",
)
PRODUCT_COSTS = Need(
    "costs of products",
    (),
    "roi",
    "the margin and the break-even ROAS",
    "Fill the sheet of `clipworth template products`.",
)
TAGS = Need(
    "codes and tagged links",
    (),
    "conversion",
    "which orders came from TikTok",
    "Fill the sheet of `clipworth template codes`, and tag links with utm_source=tiktok.",
)


def missing_table(asked: Scope) -> AnswerTable:
    """Make the table of what is missing over the days asked about."""
    lacks = missing(asked)
    nothing = "Nothing that an answer needs is missing."
    if asked.period is None:
        nothing = "No imported row stands on a day, so there is nothing to compare it with."
    finding = lacks[0].said if lacks else nothing
    rows = tuple(Row(vars(lack)) for lack in lacks)
    return AnswerTable("missing", finding, _COLUMNS, rows)


def missing(asked: Scope) -> list[Lack]:
    """Find what is missing over the days asked about; nothing where no row has a day."""
    period = asked.period
    if period is None:
        return []
    return [*_costs(asked, period), *_evidence(asked, period), *_words(asked, period)]


def _evidence(asked: Scope, period: Period) -> Iterator[Lack]:
    kinds = {kind: need.tables for kind, need in NEEDS.items()}
    found = covered(asked.store, period, kinds)
    for kind, need in NEEDS.items():
        months = [one for one in found if one.kind == kind]
        lacking = [one for one in months if one.lacks]
        if lacking:
            nothing = all(one.lacks == one.asked_days for one in months)
            yield need.lack(ALL_DAYS if nothing else runs(lacking))


def _costs(asked: Scope, period: Period) -> Iterator[Lack]:
    found = gaps(asked.store, period)
    months = [
        Covered("costs", Period.month(gap.month).since, 0, 1)
        for gap in found
        if gap.reason == NO_SHEET and gap.month
    ]
    if months:
        nothing = len(months) == len(list(period.months))
        yield COSTS.lack(ALL_DAYS if nothing else runs(months))
    for reason in dict.fromkeys(gap.reason for gap in found if gap.reason != NO_SHEET):
        yield Lack(
            "a part of the cost",
            ALL_DAYS,
            COSTS.question,
            COSTS.unknown,
            "Complete the file that says it, and import it again.",
            f"The cost is not fully known ({reason}): {COSTS.unknown} is unknown.",
        )


def _words(asked: Scope, period: Period) -> Iterator[Lack]:
    """Find what people write down: the plan, what products cost, codes and tags."""
    values = {"since": period.since, "until": period.until}
    found = asked.store.records(sql_file(__file__, "unplanned", trackable=trackable()), values)[0]
    bare, posts = found["posts_without_pillar"], found["posts"]
    if bare and bare == posts:
        yield PLAN.lack()
    elif bare:
        said = (
            f"{count(bare)} of {counted(posts, 'post')} have no pillar: how pillars compare leaves"
            " them out."
        )
        yield replace(PLAN.lack(), missing="a pillar for some posts", said=said)
    if found["orders"] and not found["has_product_costs"]:
        yield PRODUCT_COSTS.lack()
    if found["orders"] and not found["has_tags"]:
        yield TAGS.lack()


def runs(months: Iterable[Covered]) -> str:
    """Say months as runs: `Jan 2026 – Mar 2026, May 2026 (12 of 31 days)`."""
    found: list[list[Covered]] = []
    for one in months:
        last = found[-1][-1] if found else None
        whole = one.lacks == one.asked_days
        if last and whole and last.lacks == last.asked_days and _next(last.month) == one.month:
            found[-1].append(one)
        else:
            found.append([one])
    said = [_run(run) for run in found[:MOST_RUNS]]
    more = len(found) - MOST_RUNS
    return ", ".join(said) + (f" and {more} more" if more > 0 else "")


def _run(run: Sequence[Covered]) -> str:
    first, last = _month(run[0].month), _month(run[-1].month)
    if len(run) > 1:
        return f"{first} – {last}"
    one = run[0]
    if one.lacks == one.asked_days:
        return first
    return f"{first} ({counted(one.lacks, 'day')} of {one.asked_days})"


def _month(day: date) -> str:
    return formats.day(day).split(" ", 1)[1]


def _next(month: date) -> date:
    return Period.month(f"{month:%Y-%m}").until
