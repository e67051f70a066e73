"""When posts are published, on which account and about what, before anyone has seen them."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from numpy.random import Generator

from clipworth.worlds import effects
from clipworth.worlds.chance import pick, stream
from clipworth.worlds.effects import PILLARS, Agreement, Pillar

# Late in the year nothing is published for twelve days, as in many a real calendar.
HOLIDAY = (0.78, 12)
_WEEKDAY = (1.2, 1.1, 1.2, 1.1, 1.0, 0.7, 0.9)
_HOURS = (7, 8, 11, 12, 13, 16, 17, 18, 19, 20)
_UGC = ("lena.reist.sim", "cafe.con.vera.sim", "tom.at.home.sim", "dimi.drinks.sim", "yuki.sim")


@dataclass(frozen=True)
class Slot:
    """A post before it is seen: median_views overrides the pillar's where it is given."""

    account: str
    posted: datetime
    content_type: str
    pillar: Pillar
    stage: str
    creator: str = ""
    median_views: float | None = None


def slots(seed: int, first: date, days: int) -> tuple[Slot, ...]:
    """Plan all posts of the year, oldest first."""
    rng = stream(seed, "schedule")
    planned = [
        *_own(rng, first, days),
        *_second(rng, first, days),
        *_creators(rng, first, days),
        *_ugc(rng, first, days),
    ]
    return tuple(sorted(planned, key=lambda slot: (slot.posted, slot.account)))


def agreement_days(agreement: Agreement, days: int) -> tuple[int, int]:
    """Give the first and last day of an agreement on the calendar of the world."""
    start = int(agreement.start * days)
    return start, min(start + agreement.days, days) - 1


def _own(rng: Generator, first: date, days: int) -> list[Slot]:
    weights = np.array([_WEEKDAY[(first + timedelta(days=d)).weekday()] for d in range(days)])
    pause = int(HOLIDAY[0] * days)
    weights[pause : pause + HOLIDAY[1]] = 0
    chosen = rng.choice(days, size=effects.OWN_POSTS, p=weights / weights.sum())
    late = days - effects.LATE_DAYS
    return [
        _slot(rng, effects.HANDLE, _moment(rng, first, int(day)), late=bool(day >= late))
        for day in chosen
    ]


def _second(rng: Generator, first: date, days: int) -> list[Slot]:
    chosen = rng.choice(days, size=effects.SECOND_POSTS, replace=False)
    return [
        replace(_slot(rng, effects.SECOND_HANDLE, _moment(rng, first, int(day))), median_views=900)
        for day in chosen
    ]


def _creators(rng: Generator, first: date, days: int) -> list[Slot]:
    made = []
    for agreement in effects.AGREEMENTS:
        start, last = agreement_days(agreement, days)
        for number in range(agreement.posts):
            day = start + 2 + number * (last - start) // (agreement.posts + 1)
            made.append(
                Slot(
                    agreement.handle,
                    _moment(rng, first, day),
                    "creator",
                    effects.PILLAR[agreement.pillar],
                    pick(rng, effects.STAGES, (0.4, 0.4, 0.2)),
                    agreement.handle,
                    agreement.median_views,
                )
            )
    return made


def _ugc(rng: Generator, first: date, days: int) -> list[Slot]:
    chosen = rng.choice(days, size=effects.UGC_POSTS, replace=False)
    customers = effects.PILLAR["customers"]
    return [
        Slot(pick(rng, _UGC), _moment(rng, first, int(day)), "ugc", customers, "TOFU", "", 3_000)
        for day in chosen
    ]


def _slot(rng: Generator, account: str, posted: datetime, *, late: bool = False) -> Slot:
    pillar = pick(rng, PILLARS, tuple(pillar.share for pillar in PILLARS))
    top, middle, bottom = pillar.stages
    top *= effects.LATE_TOFU_DRIFT if late else 1.0
    stage = pick(rng, effects.STAGES, (top, middle, bottom))
    return Slot(account, posted, "organic", pillar, stage)


def _moment(rng: Generator, first: date, day: int) -> datetime:
    clock = time(pick(rng, _HOURS), int(rng.integers(60)), int(rng.integers(60)), tzinfo=UTC)
    return datetime.combine(first + timedelta(days=day), clock)
