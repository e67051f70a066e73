"""Telling what can be read and explained: sources, empty sheets to fill, metrics."""

from dataclasses import dataclass
from functools import cache

from clipworth.measure.metrics.catalogue import METRICS
from clipworth.model.problems import WrongUse, nearest
from clipworth.model.units import Unit
from clipworth.model.words import Layer, Word
from clipworth.sources.declare import example, plain
from clipworth.sources.registry import sources

TEMPLATES = {
    "posts": "posts_sheet",
    "creators": "creators_sheet",
    "plan": "plan_sheet",
    "costs": "costs_sheet",
    "products": "product_costs_sheet",
    "codes": "promo_codes_sheet",
    "rates": "fx_rates_sheet",
}
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
}


@dataclass(frozen=True)
class SourceTold:
    """A source as a person needs to know it.

    needs: headers without which a file is something else.
    fields: what `clipworth map` may fill, each with its usual header.
    """

    key: str
    title: str
    how: str
    tables: tuple[str, ...]
    needs: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]


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
    told = []
    for source in sources().values():
        musts = [column.headers for column in source.columns if column.must]
        groups = dict.fromkeys([*source.marks, *musts])
        told.append(
            SourceTold(
                source.key,
                source.title,
                source.how,
                tuple(dict.fromkeys(target.table for target in source.targets)),
                tuple(example(group[0]) for group in groups),
                tuple({one.field: example(one.headers[0]) for one in source.columns}.items()),
            )
        )
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
