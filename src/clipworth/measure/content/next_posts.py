"""The next posts: which pillar, which stage and when, so that what works grows and some learns."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from clipworth.measure.content.pillars import Call, PillarCall
from clipworth.measure.content.rated_posts import RatedPost, RatedSet
from clipworth.model.words import Stage

WEEK = 7
# A brand can grow its pace by about half at a time; a plan that nobody keeps teaches nothing.
MOST_FASTER = 1.5
# Posts of a pillar that are offered to build on, taken in turn.
MOST_MODELS = 6


@dataclass(frozen=True)
class Weights:
    """How the plan is shared out: shares of posts by call of their pillar, and by stage."""

    double_down: float
    keep: float
    learn: float
    stages: Mapping[str, float]

    def of(self, call: Call) -> float:
        """Give the share of all pillars with a call; those to drop get none."""
        return {
            Call.DOUBLE_DOWN: self.double_down,
            Call.KEEP: self.keep,
            Call.NOT_ENOUGH: self.learn,
        }.get(call, 0.0)


@dataclass(frozen=True)
class Pillar:
    """A pillar as the plan sees it.

    stages: how many of its posts spoke to each stage. models: posts to build on, the best first.
    """

    name: str
    call: Call
    against: float | None
    stages: Mapping[str, int]
    models: tuple[RatedPost, ...]


@dataclass(frozen=True)
class Slot:
    """A post to make. hour: None: nobody knows a good one. model: the post to build on."""

    day: date
    hour: int | None
    pillar: Pillar
    stage: str
    model: RatedPost | None


@dataclass(frozen=True)
class Pace:
    """How many posts a week: those wanted, by the reference and the brand's own pace.

    A brand that posts more than the reference keeps its pace.
    """

    a_week: float
    reference: float
    own: float | None

    @classmethod
    def of(
        cls, reference_a_month: float, own_a_week: float | None, *, chosen: bool = False
    ) -> "Pace":
        """Take the reference, but no more than half above the brand's own pace.

        chosen: the brand typed the reference itself, so it holds below its pace too.
        """
        wanted = reference_a_month * 12 * WEEK / 365.25
        most = wanted if not own_a_week else max(own_a_week * MOST_FASTER, 1.0)
        least = 0.0 if chosen else own_a_week or 0.0
        return cls(max(min(wanted, most), least), wanted, own_a_week)


def plan_pillars(
    calls: Iterable[PillarCall], sets: Sequence[RatedSet], key: str
) -> tuple[Pillar, ...]:
    """Make pillars ready, by the calls within the set of signals that most posts have.

    key: names that set. Pillars that stand in other sets only are there to learn about.
    """
    called = {one.pillar: one for one in calls if one.key == key}
    ranked, found = _ranked(sets, key), []
    names = sorted({name for one in sets for post in one.posts for name in post.pillars})
    for name in names:
        one = called.get(name)
        against = one.whole.against_others.value if one and one.whole.against_others else None
        found.append(
            Pillar(
                name,
                # What stands on one post is not doubled down on.
                _careful(one) if one else Call.NOT_ENOUGH,
                against,
                _stages(sets, name),
                tuple(islice((post for post in ranked if name in post.pillars), MOST_MODELS)),
            )
        )
    return tuple(found)


def _careful(one: PillarCall) -> Call:
    """Take the more careful of the two calls, with and without the best post."""
    if not one.rests_on_one:
        return one.whole.call
    both = {one.whole.call, one.without_best.call}
    return Call.KEEP if Call.DOUBLE_DOWN in both or Call.KEEP in both else Call.NOT_ENOUGH


def _stages(sets: Sequence[RatedSet], pillar: str) -> dict[str, int]:
    spoken = Counter(post.stage for one in sets for post in one.posts if pillar in post.pillars)
    return {str(stage): spoken[str(stage)] for stage in Stage}


def _ranked(sets: Sequence[RatedSet], key: str) -> list[RatedPost]:
    """Give the posts of a set by what they would repeat, not by what they got once."""
    one = next((one for one in sets if one.key == key), None)
    rates = one.repeatable if one else None
    if one is None or rates is None:
        return []
    order = sorted(range(len(one.posts)), key=lambda n: (-rates[n], one.posts[n].post_id))
    return [one.posts[n] for n in order]


def next_posts(
    pillars: Sequence[Pillar],
    had: Mapping[str, int],
    weights: Weights,
    days: Sequence[date],
    hours: Sequence[int],
) -> list[Slot]:
    """Fill the days: each takes the stage that is thinnest, and of the pillars the one most due.

    had: posts by stage in the days of the mix; they weigh no more than the plan, as a mix that went
    wrong for months is put right in steps. hours: good ones, the best first; taken in turn.
    """
    quota = quotas(pillars, weights)
    scale = min(1.0, len(days) / (sum(had.values()) or 1))
    counts = {stage: had.get(stage, 0) * scale for stage in weights.stages}
    given = dict.fromkeys(quota, 0)
    used: Counter[str] = Counter()
    slots: list[Slot] = []
    for place, day in enumerate(days):
        stage = _thinnest(counts, weights.stages)
        counts[stage] += 1
        pillar = _due(pillars, quota, given, stage, place + 1)
        given[pillar.name] += 1
        model = _model(pillar, stage, used)
        hour = hours[place % len(hours)] if hours else None
        slots.append(Slot(day, hour, pillar, stage, model))
    return slots


def _model(pillar: Pillar, stage: str, used: Counter[str]) -> RatedPost | None:
    """Choose a post to build on: one not used yet, of the same stage if there is one."""
    ranked = list(enumerate(pillar.models))
    if not ranked:
        return None
    _, model = min(ranked, key=lambda one: (used[one[1].post_id], one[1].stage != stage, one[0]))
    used[model.post_id] += 1
    return model


def quotas(pillars: Sequence[Pillar], weights: Weights) -> dict[str, float]:
    """Share the plan over pillars: alike within a call; a call without pillars leaves its share."""
    calls = {call: [p for p in pillars if p.call is call] for call in Call}
    raw = {
        pillar.name: weights.of(call) / len(members)
        for call, members in calls.items()
        for pillar in members
        if weights.of(call) > 0
    }
    total = sum(raw.values())
    if not total:
        # Every pillar is to be dropped: then all are to be learnt about anew.
        return {pillar.name: 1 / len(pillars) for pillar in pillars}
    return {name: share / total for name, share in raw.items()}


def _thinnest(counts: Mapping[str, float], wanted: Mapping[str, float]) -> str:
    total = sum(counts.values()) + 1
    return max(wanted, key=lambda stage: wanted[stage] * total - counts[stage])


def _due(
    pillars: Sequence[Pillar],
    quota: Mapping[str, float],
    given: Mapping[str, int],
    stage: str,
    place: int,
) -> Pillar:
    """Choose the pillar most behind its share, leaning to those that speak to the stage."""

    def due(pillar: Pillar) -> tuple[float, str]:
        behind = quota[pillar.name] * place - given[pillar.name]
        posts = sum(pillar.stages.values())
        fits = pillar.stages.get(stage, 0) / posts if posts else 0.0
        return (behind + fits / 2, pillar.name)

    return max((p for p in pillars if p.name in quota), key=due)


def days_of_plan(start: date, weeks: int, a_week: float) -> list[date]:
    """Spread posts evenly over whole weeks from a day on."""
    count = max(round(weeks * a_week), 1)
    span = weeks * WEEK
    return [start + timedelta(days=int((n + 0.5) * span / count)) for n in range(count)]
