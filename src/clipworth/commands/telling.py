"""Telling what can be read and explained: sources, empty sheets to fill, metrics."""

import re
from dataclasses import dataclass
from functools import cache

from clipworth.measure.metrics.catalogue import METRICS
from clipworth.model.problems import WrongUse, nearest
from clipworth.model.units import Unit
from clipworth.model.words import Layer, Word
from clipworth.sources.declare import example, plain
from clipworth.sources.registry import known, sources

TEMPLATES = {
    "posts": "posts_sheet",
    "creators": "creators_sheet",
    "plan": "plan_sheet",
    "costs": "costs_sheet",
    "products": "product_costs_sheet",
    "codes": "promo_codes_sheet",
    "stock": "stock_sheet",
    "survey": "survey_sheet",
    "till": "till_counts_sheet",
    "regions": "regions_sheet",
    "ugc": "ugc_sheet",
    "comments": "tiktok_comments",
    "competitors": "competitors_sheet",
    "lift": "lift_sheet",
    "rates": "fx_rates_sheet",
}
_CHECKED = re.compile(r"\(checked (\d{4}-\d{2})")
_LINK = "https://www.tiktok.com/@yourhandle/video/7300000000000000000"
# What a person would type, by field; a field of one sheet alone is written `sheet.field`.
_EXAMPLES = {
    "post_id": _LINK,
    "posted_day": "2026-09-14",
    "title": "How we roast on Mondays",
    "views": "18400",
    "reach": "15100",
    "likes": "1260",
    "comments": "48",
    "shares": "96",
    "saves": "310",
    "profile_visits": "120",
    "link_clicks": "35",
    "new_followers": "22",
    "non_follower_share": "81.5%",
    "follow_feed_share": "18.5%",
    "average_watch_s": "9.4",
    "full_watch_share": "27.3%",
    "duration_s": "24",
    "pillar": "Behind the scenes",
    "stage": "TOFU",
    "content_type": "organic",
    "format": "talking head",
    "hook": "question",
    "scripted": "yes",
    "creator": "creatorhandle",
    "creators_sheet.content_type": "creator",
    "from_day": "2026-09-01",
    "until_day": "2026-09-30",
    "fee": "450.00",
    "currency": "EUR",
    "code": "MAYA10",
    "link": "https://example.com/?utm_source=tiktok&utm_term=creatorhandle",
    "deliverables": "2 videos",
    "month": "2026-09",
    "kind": "production",
    "amount": "320.00",
    "note": "studio day",
    "sku": "BEANS-250",
    "unit_cost": "4.20",
    "promo_codes_sheet.content_type": "creator",
    "day": "2026-09-14",
    "base": "USD",
    "quote": "EUR",
    "rate": "0.9214",
    "location": "Main street",
    "quantity": "140",
    "incoming": "60",
    "question": "How did you hear about us?",
    "answer": "TikTok",
    "answers": "6",
    "asked": "41",
    "entry_id": "r-1001",
    "order_id": "1044",
    "region": "Hamburg",
    "revenue": "1840.50",
    "orders": "61",
    "customers": "58",
    "sessions": "2140",
    "spend": "120.00",
    "rights": "yes",
    "music_cleared": "yes",
    "authorised": "yes",
    "rights_until": "2027-03-31",
    "paid": "no",
    "cid": "7300000000000000009",
    "text": "Which grinder is this?",
    "tiktok_comments.written_ms": "2026-09-14 18:05:00 +0200",
    "tiktok_comments.likes": "12",
    "reply_to": "7300000000000000008",
    "network": "tiktok",
    "account": "Other Brand",
    "handle": "otherbrand",
    "followers": "18400",
    "posts": "212",
    "study": "Autumn launch",
    "lift_sheet.question": "Ad recall",
    "arm": "exposed",
    "respondents": "412",
    "positive": "148",
}


@dataclass(frozen=True)
class SourceTold:
    """A source as a person needs to know it.

    checked: the month in which the way to the file was last checked, as in 2026-10; None: never.
    template: the name under which `clipworth template` writes an empty one.
    needs: headers without which a file is something else.
    fields: what `clipworth map` may fill, each with its usual header.
    """

    key: str
    title: str
    how: str
    checked: str | None
    template: str | None
    tables: tuple[str, ...]
    needs: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NotTaken:
    """A kind of file that is recognised and refused, why, and what to bring in its place."""

    key: str
    title: str
    reason: str
    remedy: str


@dataclass(frozen=True)
class MetricTold:
    """A metric as a person needs to know it."""

    key: str
    label: str
    meaning: str
    formula: str
    unit: Unit
    layer: Layer
    word: Word


def told_sources() -> tuple[SourceTold, ...]:
    """Tell of every source, by title."""
    templates = {source: name for name, source in TEMPLATES.items()}
    told = []
    for source in sources().values():
        checked = _CHECKED.search(source.how)
        told.append(
            SourceTold(
                source.key,
                source.title,
                source.how,
                checked[1] if checked else None,
                templates.get(source.key),
                tuple(dict.fromkeys(target.table for target in source.targets)),
                tuple(example(group[0]) for group in source.needs),
                tuple({one.field: example(one.headers[0]) for one in source.columns}.items()),
            )
        )
    return tuple(sorted(told, key=lambda one: one.title.casefold()))


def not_taken() -> tuple[NotTaken, ...]:
    """Tell of every kind of file that is recognised and refused, by title."""
    told = (NotTaken(one.key, one.title, one.reason, one.remedy) for one in known())
    return tuple(sorted(told, key=lambda one: one.title.casefold()))


@cache
def titles() -> dict[str, str]:
    """Give the title of every source by its key."""
    return {key: source.title for key, source in sources().items()}


def template(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the headers of a sheet to fill, and one example row.

    Raises WrongUse, naming the nearest, where there is no such sheet.
    """
    if kind not in TEMPLATES:
        raise WrongUse(f"There is no template {kind!r}. {nearest(kind, TEMPLATES)}")
    key = TEMPLATES[kind]
    columns: dict[str, str] = {}
    for column in sources()[key].columns:
        if column.reader.name == "person":
            continue  # nobody should have to type who a customer is
        if plain(column.headers[0]) not in {plain(header) for header in columns}:
            cell = _EXAMPLES.get(f"{key}.{column.field}", _EXAMPLES.get(column.field, ""))
            columns[column.headers[0]] = cell
    return tuple(columns), tuple(columns.values())


def told_metrics() -> tuple[MetricTold, ...]:
    """Tell of every metric, layer after layer."""
    order = list(Layer)
    found = sorted(METRICS.values(), key=lambda metric: order.index(metric.layer))
    return tuple(
        MetricTold(m.key, m.label, m.meaning, m.formula, m.unit, m.layer, m.word) for m in found
    )
