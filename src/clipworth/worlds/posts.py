"""Posts with views that are heavy-tailed and rates that differ from post to post."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.random import Generator

from clipworth.worlds import captions, effects
from clipworth.worlds.chance import FloatArray, IntArray, pick, stream
from clipworth.worlds.effects import SIGNALS
from clipworth.worlds.schedule import Slot, slots
from clipworth.worlds.things import COUNTERS, ROW, Post

_HORIZON = 400
# Scheduled posts are uploaded days before they are published; the id tells the upload.
_SCHEDULED = 0.06


@dataclass(frozen=True)
class _Creative:
    form: str
    hook: str
    duration_s: float
    full_watch_share: float


def make(seed: int, first: date, days: int) -> tuple[Post, ...]:
    """Make all posts of the year with their organic counters."""
    rng = stream(seed, "posts")
    unknown = stream(seed, "unknown figures")
    made = [
        _post(rng, unknown, slot, (slot.posted.date() - first).days, days)
        for slot in slots(seed, first, days)
    ]
    return tuple(made)


def log_rate(pillar: str, stage: str, signal: str, views: float) -> float:
    """Give the log of the true rate of a typical post of a pillar, stage and number of views."""
    base = np.log(effects.PILLAR[pillar].rates[signal])
    slope = effects.VIEWS_SLOPE[signal] * np.log(views / effects.REFERENCE_VIEWS)
    return float(base + slope + effects.STAGE_EFFECTS.get(signal, {}).get(stage, 0.0))


def _post(rng: Generator, unknown: Generator, slot: Slot, day: int, days: int) -> Post:
    creative = _creative(rng)
    views = _lifetime_views(rng, slot, day, days)
    rates = _rates(rng, slot, views)
    by_day = np.zeros((len(COUNTERS), days), dtype=np.int64)
    by_day[0] = _views_by_day(rng, views, slot, day, days)
    for signal in SIGNALS:
        by_day[ROW[signal]] = rng.poisson(rates[signal] * by_day[0])
    posted_s = int(slot.posted.timestamp())
    uploaded_s = _uploaded(rng, posted_s)
    follows = 1 / (1 + np.exp(-(0.9 + 0.22 * np.log(views / 6_000) + rng.normal(0, 0.45))))
    return Post(
        post_id=str((uploaded_s << 32) | int(rng.integers(1 << 32))),
        account=slot.account,
        media="photo" if slot.content_type == "organic" and rng.random() < 0.04 else "video",
        uploaded_s=uploaded_s,
        posted_s=posted_s,
        caption=captions.caption(rng, slot.pillar.name),
        content_type=slot.content_type,
        pillar=slot.pillar.name,
        stage=slot.stage,
        form=creative.form,
        hook=creative.hook,
        creator=slot.creator,
        non_follower_share=round(float(follows), 3),
        follow_feed_share=round(float((1 - follows) * rng.uniform(0.6, 0.95)), 3),
        average_watch_s=round(creative.duration_s * (0.25 + 0.6 * creative.full_watch_share), 1),
        full_watch_share=creative.full_watch_share,
        true_rates=rates,
        by_day=by_day,
        unknown=_unknown(unknown, slot, day),
    )


def _creative(rng: Generator) -> _Creative:
    form, hook = pick(rng, tuple(effects.FORMATS)), pick(rng, tuple(effects.HOOKS))
    logit = effects.FULL_WATCH_LOGIT + effects.FORMATS[form] + effects.HOOKS[hook]
    full = 1 / (1 + np.exp(-(logit + rng.normal(0, 0.35))))
    return _Creative(form, hook, float(rng.uniform(9, 58)), round(float(full), 3))


def _lifetime_views(rng: Generator, slot: Slot, day: int, days: int) -> int:
    median = slot.median_views or slot.pillar.median_views
    # The account grows: by its last day a post starts from half as many views again.
    growth = 1 + 0.5 * day / days
    log_views = np.log(median * growth) + effects.STAGE_VIEWS[slot.stage]
    spread = slot.pillar.spread if slot.content_type == "organic" else 0.5
    return max(int(np.exp(log_views + rng.normal(0, spread))), 150)


def _rates(rng: Generator, slot: Slot, views: int) -> Mapping[str, float]:
    quality = rng.normal(0, effects.QUALITY_SPREAD)
    return {
        signal: float(
            np.exp(
                log_rate(slot.pillar.name, slot.stage, signal, views)
                + quality
                + rng.normal(0, effects.SIGNAL_SPREAD[signal])
            )
        )
        for signal in SIGNALS
    }


def _views_by_day(rng: Generator, views: int, slot: Slot, day: int, days: int) -> IntArray:
    """Spread the views over the days after publication: most in three days, with a long tail."""
    age = np.arange(_HORIZON)
    weights: FloatArray = 0.82 * np.exp(-age / 1.7) / 1.7 + 0.18 * np.exp(-age / 28.0) / 28.0
    weights = weights * np.exp(rng.normal(0, 0.3, _HORIZON))
    weights[0] *= (26 - slot.posted.hour) / 24
    drawn = rng.multinomial(views, weights / weights.sum())
    counts = np.zeros(days, dtype=np.int64)
    counts[day:] = drawn[: days - day]
    return counts


def _uploaded(rng: Generator, posted_s: int) -> int:
    if rng.random() < _SCHEDULED:
        return posted_s - int(rng.uniform(1, 5) * 86_400)
    return posted_s - int(rng.integers(4, 9))


def _unknown(rng: Generator, slot: Slot, day: int) -> frozenset[str]:
    """Choose which figures nobody typed: some by chance, some because they cannot be seen."""
    cells = ("saves", "profile_visits", "link_clicks", "non_follower", "follow_feed", "watch")
    missing = {cell for cell in cells if rng.random() < 0.06}
    if slot.content_type == "ugc":
        missing |= set(cells)
    elif slot.content_type == "creator":
        missing |= {"profile_visits", "link_clicks", "non_follower", "follow_feed"}
    elif day < 35:  # the brand began to note these after five weeks
        missing |= {"profile_visits", "link_clicks"}
    return frozenset(missing)
