"""Organic value: engagement, awareness and growth, as usually added, and without counting twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from clipworth.measure.value.prices import ENGAGEMENTS, PriceSet

COMPONENTS = {
    "engagement": ENGAGEMENTS,
    "awareness": ("view",),
    "growth": ("follower",),
}
PLURALS = {
    "view": "views",
    "like": "likes",
    "comment": "comments",
    "share": "shares",
    "save": "saves",
    "follower": "followers",
}


@dataclass(frozen=True)
class Valued:
    """An amount with its bounds, and what is missing in it.

    amount: None: nothing of it is known. low, high: None where some price has no bounds.
    uncounted: actions whose count nobody says. unpriced: actions that the set has no price for.
    """

    amount: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    uncounted: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()

    @property
    def missing(self) -> str:
        """Say what is not in it; empty: nothing is missing."""
        said = []
        if self.uncounted:
            said.append(f"{_listed(self.uncounted)} not counted by any file")
        if self.unpriced:
            said.append(f"{_listed(self.unpriced)} without a rate in the set")
        return "; ".join(said)


@dataclass(frozen=True)
class Worth:
    """What attention is worth by one set of prices.

    total: the usual sum of what is known. once: the dearest component alone, as whoever buys one
    exposure gets its view, its engagement and its follower together.
    """

    parts: Mapping[str, Valued]
    total: Valued
    once: Valued


def worth(counts: Mapping[str, float | Decimal | None], prices: PriceSet) -> Worth:
    """Value counts of actions: view, like, comment, share, save, follower; None is unknown.

    Followers may be lost, and take value off.
    Source of the usual sum: Socialinsider, organic value; of the doubt: statistics by exposure.
    """
    parts = {name: _component(actions, counts, prices) for name, actions in COMPONENTS.items()}
    known = [one for one in parts.values() if one.amount is not None]
    total = Valued(
        _sum(one.amount for one in known) if known else None,
        _bounds(known, "low"),
        _bounds(known, "high"),
        tuple(action for one in parts.values() for action in one.uncounted),
        tuple(action for one in parts.values() for action in one.unpriced),
    )
    once = max(known, key=lambda one: one.amount or Decimal(0), default=Valued(None))
    return Worth(parts, total, once)


def _component(
    actions: Iterable[str], counts: Mapping[str, float | Decimal | None], prices: PriceSet
) -> Valued:
    amounts: list[Valued] = []
    uncounted: list[str] = []
    unpriced: list[str] = []
    for action in actions:
        count, price = counts.get(action), prices.of(action)
        if count is None:
            uncounted.append(PLURALS[action])
        if price is None:
            unpriced.append(PLURALS[action])
        if count is None or price is None:
            continue
        ends = [None if end is None else Decimal(count) * end for end in (price.low, price.high)]
        # Followers that were lost take off the more, the dearer they are.
        low, high = reversed(ends) if count < 0 else ends
        amounts.append(Valued(Decimal(count) * price.amount, low, high))
    return Valued(
        _sum(one.amount for one in amounts) if amounts else None,
        _bounds(amounts, "low"),
        _bounds(amounts, "high"),
        tuple(uncounted),
        tuple(unpriced),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _bounds(parts: list[Valued], end: str) -> Decimal | None:
    """Add up the bounds of parts; they move together, as all were bought in the same auctions."""
    ends = [getattr(one, end) for one in parts]
    return None if not ends or None in ends else _sum(ends)


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
