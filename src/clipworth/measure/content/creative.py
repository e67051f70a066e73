"""What length, hook, format and script do to intent, among the brand's own posts alone."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from clipworth.measure.content.rated_posts import Floats, RatedPost, RatedSet
from clipworth.stats.estimate import Estimate, TooFew
from clipworth.stats.multiple import FALSE_DISCOVERY, false_discovery
from clipworth.stats.regression import Fit, fit_rates

FEWEST_IN_SET = 20
# Under so many posts, an effect would rest on luck.
FEWEST_OF_LEVEL = 5
# Columns of the regression for each of so many posts; pillars are held equal only beyond.
POSTS_PER_COLUMN = 5
MOST_PAIRS = 12
NOT_KNOWN = "not known"
LENGTHS = (
    (15.0, "under 15 s"),
    (30.0, "15 to 30 s"),
    (60.0, "30 to 60 s"),
    (math.inf, "over 60 s"),
)


def _length(post: RatedPost) -> str | None:
    if not post.duration_s or post.duration_s <= 0:
        return None
    return next(name for limit, name in LENGTHS if post.duration_s < limit)


def _scripted(post: RatedPost) -> str | None:
    return None if post.scripted is None else "scripted" if post.scripted else "not scripted"


def _text(text: str | None) -> str | None:
    return " ".join(text.split()).casefold() or None if text else None


FACTORS: dict[str, Callable[[RatedPost], str | None]] = {
    "length": _length,
    "hook": lambda post: _text(post.hook),
    "format": lambda post: _text(post.format),
    "script": _scripted,
}


@dataclass(frozen=True)
class Effect:
    """What a level does beside the other levels of its factor, as a relative difference of ISCR.

    key: of the set of signals. factor: of a pair of levels, both of them (length × hook); then
    the difference is what the pair does beyond what each of the two does.
    differs: it is more than chance, over all effects tried.
    """

    key: str
    factor: str
    level: str
    posts: int
    difference: Estimate
    p_value: float
    differs: bool = False


@dataclass(frozen=True)
class Tried:
    """All effects that were tried, and which factors could not be, by set of signals.

    held: what was held equal beside views and time. apart: factors that always come together, so
    that each was looked at by itself.
    """

    effects: tuple[Effect, ...]
    silent: tuple[tuple[str, str], ...]
    held: tuple[str, ...]
    apart: tuple[str, ...]


def creative_effects(sets: Iterable[RatedSet]) -> Tried:
    """Try each factor in each set that has enough posts; the false discovery rate held over all."""
    effects: list[Effect] = []
    silent: list[tuple[str, str]] = []
    held: list[str] = []
    apart: list[str] = []
    for one in sets:
        design = _Design.of(one)
        silent += [(one.key, factor) for factor in FACTORS if factor not in design.levels]
        if not design.levels:
            continue
        fits = design.fits()
        if len(fits) > 1:
            apart.append(one.key)
        if design.pillars.size:
            held.append(one.key)
        effects += [effect for part, fitted in fits for effect in part.effects(fitted)]
        if len(fits) == 1:
            effects += design.pairs()
    adjusted = false_discovery([effect.p_value for effect in effects])
    told = [
        replace(effect, differs=p <= FALSE_DISCOVERY)
        for effect, p in zip(effects, adjusted, strict=True)
    ]
    return Tried(tuple(told), tuple(silent), tuple(held), tuple(apart))


@dataclass(frozen=True, eq=False)
class _Design:
    """The columns of a set: levels of each factor, pillars, and what is held equal.

    levels: by factor, those with enough posts. codes: by factor, each post's place among them; one
    more where it has another level, or none that is known.
    """

    posts: RatedSet
    levels: dict[str, list[str]]
    codes: dict[str, Floats]
    pillars: Floats

    @classmethod
    def of(cls, one: RatedSet) -> "_Design":
        levels: dict[str, list[str]] = {}
        codes: dict[str, Floats] = {}
        for factor, reader in FACTORS.items():
            told = [reader(post) or NOT_KNOWN for post in one.posts]
            counts = {level: told.count(level) for level in sorted(set(told))}
            kept = [n for n in counts if n != NOT_KNOWN and counts[n] >= FEWEST_OF_LEVEL]
            if len(kept) < 2:
                continue
            levels[factor] = kept
            columns = [[float(level == name) for level in told] for name in kept]
            codes[factor] = np.array(columns).T
        width = 1 + sum(len(kept) for kept in levels.values())
        return cls(one, levels, codes, _pillars(one, width))

    def only(self, factor: str) -> "_Design":
        """Give the design of one factor alone."""
        return replace(
            self, levels={factor: self.levels[factor]}, codes={factor: self.codes[factor]}
        )

    def columns(self) -> Floats:
        """Put the columns side by side.

        Each factor's columns are its levels but the first, which stands in the constant.
        """
        first = np.ones((len(self.posts.posts), 1))
        named = [block[:, 1:] for block in self.codes.values()]
        return np.column_stack([first, *named, *self._unknown(), self.pillars, self.posts.controls])

    def _unknown(self) -> Iterator[Floats]:
        """Give a column for the posts of no known level of a factor, each such group once."""
        seen: set[bytes] = set()
        for block in self.codes.values():
            rest = 1.0 - block.sum(axis=1)
            if rest.any() and rest.tobytes() not in seen:
                seen.add(rest.tobytes())
                yield rest

    def fits(self) -> list[tuple["_Design", Fit]]:
        """Fit all factors beside each other; where they cannot be told apart, each by itself."""
        try:
            return [(self, fit_rates(self.posts.actions, self.posts.views, self.columns()))]
        except TooFew:
            found = []
            for factor in self.levels:
                design = replace(self.only(factor), pillars=self.pillars[:, :0])
                try:
                    columns = design.columns()
                    fitted = fit_rates(self.posts.actions, self.posts.views, columns)
                except TooFew:
                    continue
                found.append((design, fitted))
            return found

    def effects(self, fitted: Fit) -> Iterator[Effect]:
        """Set each level against the other known levels of its factor."""
        start = 1
        for factor, names in self.levels.items():
            block = self.codes[factor]
            sizes = block.sum(axis=0)
            for place, name in enumerate(names):
                others = sizes.sum() - sizes[place]
                weights = -sizes / others
                weights[place] = 1.0
                whole = np.zeros(fitted.x.shape[1])
                whole[start : start + len(names) - 1] = weights[1:]
                found = fitted.contrast(whole)
                if not math.isnan(found.p_value):
                    estimate = replace(_relative(found.estimate), n=int(sizes[place]))
                    yield Effect(
                        self.posts.key, factor, name, int(sizes[place]), estimate, found.p_value
                    )
            start += len(names) - 1

    def pairs(self) -> Iterator[Effect]:
        """Ask of the commonest pairs of length and hook what they do beyond each by itself."""
        if not {"length", "hook"} <= self.levels.keys():
            return
        base = self.columns()
        cells = []
        for a, length in enumerate(self.levels["length"]):
            for b, hook in enumerate(self.levels["hook"]):
                cell = self.codes["length"][:, a] * self.codes["hook"][:, b]
                cells.append((int(cell.sum()), f"{length}, {hook}", cell))
        cells.sort(key=lambda one: (-one[0], one[1]))
        for count, name, cell in cells[:MOST_PAIRS]:
            if count < FEWEST_OF_LEVEL:
                return
            try:
                fitted = fit_rates(
                    self.posts.actions, self.posts.views, np.column_stack([cell, base])
                )
            except TooFew:
                continue
            found = fitted.contrast(np.eye(fitted.x.shape[1])[0])
            if not math.isnan(found.p_value):
                estimate = replace(_relative(found.estimate), n=count)
                yield Effect(self.posts.key, "length × hook", name, count, estimate, found.p_value)


def _pillars(one: RatedSet, width: int) -> Floats:
    """Give the pillars of posts, to be held equal; none where posts are too few for that."""
    counts = np.count_nonzero(one.shares, axis=0)
    enough = [int(n) for n in np.argsort(-counts, kind="stable") if counts[n] >= FEWEST_OF_LEVEL]
    # The commonest stands in the constant, beside posts of none.
    kept = enough[1:]
    columns = width + len(kept) + one.controls.shape[1]
    if not kept or len(one.posts) < POSTS_PER_COLUMN * columns:
        return np.empty((len(one.posts), 0))
    return one.shares[:, kept]


def _relative(log: Estimate) -> Estimate:
    """Turn a difference of logs into a relative one."""
    low, value, high = (math.expm1(min(x, 50.0)) for x in (log.low, log.value, log.high))
    return replace(log, value=value, low=low, high=high)
