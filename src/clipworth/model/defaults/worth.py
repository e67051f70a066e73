"""What an action is said to be worth, by the sets of rates that were published.

A set knows what it knows: an action that it gives no rate for has none, and is not 0. Amounts are
US dollars. The sets contradict each other, so answers show the spread.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from clipworth.model.defaults.kinds import Default, Grade
from clipworth.model.units import MONEY

# What a rate is for; engagement stands for any like, comment, share or save without its own rate.
ACTIONS = ("view", "like", "comment", "share", "save", "engagement", "follower", "click")
NETWORKS = ("tiktok", "instagram", "facebook", "linkedin", "youtube")


@dataclass(frozen=True)
class RateSet:
    """One published set of rates, in US dollars by network and action.

    derived: worked out by us from the totals that it prints.
    """

    key: str
    label: str
    source: str
    address: str
    year: int | None
    grade: Grade
    rates: Mapping[tuple[str, str], Decimal]
    derived: bool = False
    sample: str = "not stated"

    @property
    def defaults(self) -> tuple[Default, ...]:
        """Each rate as a default, editable by its key."""
        return tuple(
            Default(
                f"{self.key}_{network}_{action}",
                f"{self.label}: {network} {action}",
                amount,
                MONEY,
                f"one {action}",
                self.source,
                self.address,
                self.year,
                self.grade,
                sample=self.sample,
                currency="USD",
            )
            for (network, action), amount in self.rates.items()
        )


def _rates(**networks: Mapping[str, str]) -> dict[tuple[str, str], Decimal]:
    return {
        (network, action): Decimal(amount)
        for network, rates in networks.items()
        for action, amount in rates.items()
    }


SOCIALINSIDER = RateSet(
    "socialinsider",
    "Socialinsider",
    "Socialinsider organic value",
    "https://howto.socialinsider.io/en/articles/11469753-organic-value-how-we-set-the-default-values",
    2026,
    Grade.C,
    _rates(
        # Fitted to the totals of its public calculators and of its example of $130 K.
        tiktok={"view": "0.01", "engagement": "0.35", "follower": "1.00"},
        instagram={"like": "0.30", "comment": "2.00"},
        facebook={
            "view": "0.0075",
            "like": "0.30",
            "comment": "1.00",
            "share": "2.50",
            "follower": "1.00",
        },
        linkedin={"like": "0.40", "comment": "3.00", "share": "5.00"},
        youtube={"like": "0.50"},
    ),
    derived=True,
    sample="its calculator's totals for one brand, and its example",
)
# Its TikTok calculator prints 1.1 M engagements as $452 K, which is more than its example gives.
SOCIALINSIDER_CALCULATOR = RateSet(
    "socialinsider_calculator",
    "Socialinsider, by its calculator",
    "Socialinsider TikTok calculator",
    "https://www.socialinsider.io/free-tools/social-media-reporting-tools/tiktok-organic-value-calculator",
    2026,
    Grade.C,
    _rates(tiktok={"view": "0.01", "engagement": "0.411", "follower": "1.00"}),
    derived=True,
    sample="one brand, 30 days, printed totals",
)
AYZENBERG = RateSet(
    "ayzenberg",
    "Ayzenberg via Skeepers",
    "Ayzenberg index, as Skeepers prints it",
    "https://skeepers-octoly.zendesk.com/hc/en-us/articles/6279533852956",
    None,
    Grade.B,
    _rates(
        tiktok={"view": "0.00689", "like": "0.09", "comment": "3.52", "share": "1.72"},
        instagram={"like": "0.07", "comment": "3.46"},
        youtube={"like": "0.08", "comment": "6.99"},
    ),
)
FAIR = RateSet(
    "fair_influence",
    "Fair Influence",
    "Fair Influence",
    "https://fair-influence.com/tools/earned-media-value-calculator",
    None,
    Grade.A,
    _rates(
        tiktok={"view": "0.010", "engagement": "0.15"},
        instagram={"view": "0.008", "engagement": "0.25"},
        youtube={"view": "0.020", "engagement": "0.35"},
    ),
)
MIGHTYSCOUT = RateSet(
    "mightyscout",
    "MightyScout",
    "MightyScout",
    "https://mightyscout.com/blog/earned-media-value-rebuilt",
    2026,
    Grade.A,
    _rates(
        tiktok={"view": "0.005"},
        instagram={"view": "0.010"},
        facebook={"view": "0.010"},
        youtube={"view": "0.020"},
    ),
)
IGNYTE = RateSet(
    "ignyte",
    "IgnyteIQ",
    "IgnyteIQ",
    "https://ignyteiq.com/glossary/earned-media-value/",
    None,
    Grade.A,
    _rates(tiktok={"view": "0.010"}),
)
# The first is the one that stands where nothing can be calibrated.
RATE_SETS = (SOCIALINSIDER, SOCIALINSIDER_CALCULATOR, FAIR, AYZENBERG, MIGHTYSCOUT, IGNYTE)
