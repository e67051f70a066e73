"""What can be seen of an order's cause: the link's utm lines, a code, and TikTok's own claim."""

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.random import Generator

from clipworth.worlds import effects
from clipworth.worlds.chance import lag_days, pick
from clipworth.worlds.demand import Demand
from clipworth.worlds.schedule import agreement_days
from clipworth.worlds.things import Ad, AdDay, Post

Utm = tuple[tuple[str, str], ...]
_CODE = {agreement.code: agreement for agreement in effects.AGREEMENTS}
_MACROS: Utm = (
    ("utm_source", "tiktok"),
    ("utm_medium", "paid_social"),
    ("utm_campaign", "__CAMPAIGN_NAME__"),
    ("utm_content", "__CID_NAME__"),
    ("utm_term", "__AID_NAME__"),
)
_MISSPELT = ("TikTok", "tik-tok", "tiktok.com")
_ELSEWHERE: tuple[Utm, ...] = (
    (("utm_source", "google"), ("utm_medium", "cpc"), ("utm_campaign", "brand")),
    (("utm_source", "newsletter"), ("utm_medium", "email"), ("utm_campaign", "monthly")),
    (("utm_source", "instagram"), ("utm_medium", "social"), ("utm_campaign", "bio-link")),
)


@dataclass(frozen=True)
class Seen:
    """What the shop and TikTok see of an order; claimed: the ad day TikTok books it on."""

    utm: Utm
    code: str
    claimed: AdDay | None


class Tracking:
    """Decides what is seen of each order, from the ads that ran before it."""

    def __init__(
        self, rng: Generator, ad_days: Sequence[AdDay], posts: Sequence[Post], days: int
    ) -> None:
        self._rng = rng
        self._pillars = {post.post_id: post.pillar for post in posts}
        self._code_post = code_post(posts).post_id
        self._days = days
        self._delivered: dict[tuple[str, int], list[AdDay]] = {}
        for row in ad_days:
            if row.impressions:
                self._delivered.setdefault((row.ad.channel, row.day), []).append(row)

    def of(self, demand: Demand, *, new_customer: bool) -> Seen:
        """Decide what is seen of the order that a demand becomes."""
        claimed, clicked = self._claim(demand)
        code = self._code(demand, new_customer=new_customer)
        if clicked and claimed:
            return Seen(self._spelt(self._paid(claimed.ad)), code, claimed)
        return Seen(self._spelt(self._utm(demand)), code, claimed)

    def _claim(self, demand: Demand) -> tuple[AdDay | None, bool]:
        """Give the ad day TikTok books the order on, and whether a click stands behind it."""
        if demand.touch:
            channel = effects.CHANNEL[demand.cause]
            found = demand.touch if self._rng.random() < effects.CLAIM_RECALL else None
            return found, found is not None and self._rng.random() < channel.tracked
        for channel in (effects.RETARGETING, effects.IN_FEED, effects.SPARK):
            if self._rng.random() < channel.claims:
                lag = lag_days(self._rng, mean=effects.LAG_MEAN_DAYS, most=effects.LAG_MOST_DAYS)
                shown = self._delivered.get((channel.name, demand.day - lag), [])
                if shown:
                    return pick(self._rng, tuple(shown)), self._rng.random() < channel.clicked
        return None, False

    def _utm(self, demand: Demand) -> Utm:
        chance = self._rng.random()
        if demand.cause == effects.ORGANIC.name and chance < effects.ORGANIC.tracked:
            return self._organic(demand.cause_id)
        if demand.cause == effects.CREATOR.name and chance < effects.CREATOR.tracked:
            return creator_utm(demand.cause_id)
        if demand.cause == effects.BASELINE and chance < 0.24:
            return pick(self._rng, _ELSEWHERE, (0.4, 0.45, 0.15))
        return ()

    def _organic(self, post_id: str) -> Utm:
        """Half come by the link in the bio, half by a link made for the post."""
        pillar = self._pillars[post_id].replace(" ", "-")
        campaign = "bio-link" if self._rng.random() < 0.5 else pillar
        lines = (("utm_source", "tiktok"), ("utm_medium", "social"), ("utm_campaign", campaign))
        return lines if campaign == "bio-link" else (*lines, ("utm_content", post_id))

    def _paid(self, ad: Ad) -> Utm:
        if self._rng.random() < 0.02:
            return _MACROS
        return (
            ("utm_source", "tiktok"),
            ("utm_medium", "paid_social"),
            ("utm_campaign", ad.campaign),
            ("utm_id", ad.campaign_id),
            ("utm_content", ad.name),
            ("utm_term", ad.ad_group),
            ("tt_adid", ad.ad_id),
        )

    def _spelt(self, utm: Utm) -> Utm:
        """Misspell the source of a few links, as people do."""
        if not utm or utm[0][1] != "tiktok" or self._rng.random() >= 0.03:
            return utm
        return (("utm_source", pick(self._rng, _MISSPELT)), *utm[1:])

    def _code(self, demand: Demand, *, new_customer: bool) -> str:
        if demand.cause == effects.CREATOR.name:
            return demand.cause_id if self._rng.random() < effects.CODE_USE else ""
        if self._rng.random() < effects.CODE_LEAK:
            return self._leaked(demand.day)
        if demand.cause_id == self._code_post:
            return effects.POST_CODE if self._rng.random() < effects.CODE_USE else ""
        welcomed = new_customer and self._rng.random() < effects.WELCOME_USE
        return effects.WELCOME_CODE if welcomed else ""

    def _leaked(self, day: int) -> str:
        valid = []
        for agreement in effects.AGREEMENTS:
            start, last = agreement_days(agreement, self._days)
            if start <= day <= last:
                valid.append(agreement.code)
        return pick(self._rng, tuple(valid)) if valid else ""


def code_post(posts: Sequence[Post]) -> Post:
    """Give the post that shows the code made for one post: the offer most clicked."""
    offers = [p for p in posts if p.pillar == "offers" and p.content_type == "organic"]
    return max(offers, key=lambda post: (post.count("link_clicks"), post.post_id))


def creator_utm(code: str) -> Utm:
    """Give the utm lines of the link that the creator with this code was given."""
    return (
        ("utm_source", "tiktok"),
        ("utm_medium", "creator"),
        ("utm_campaign", code.lower()),
        ("utm_term", _CODE[code].handle),
    )
