"""What may be put together: money and counts may be totalled, rates of two datasets never."""

from collections.abc import Iterable
from dataclasses import dataclass

from clipworth.measure.metrics.kinds import Metric, Ratio
from clipworth.model.answers import Refused
from clipworth.model.words import Dataset

NOT_STATED = "format not stated"


@dataclass(frozen=True)
class Pool:
    """Rows whose rates mean the same thing: a dataset and its part (ad format, cold or warm)."""

    dataset: Dataset | None
    part: str = ""

    def __str__(self) -> str:
        return f"{self.dataset} ({self.part})" if self.part else str(self.dataset)


class Unpoolable(Refused):
    """Two datasets' rates were to become one; the message says why that is no number."""


def check(metric: Metric, pools: Iterable[Pool]) -> None:
    """Refuse to pool a rate of behaviour over several datasets.

    Money, counts, and ratios that have money in them are ratios of totals and pass.
    Raises Unpoolable.
    """
    apart = sorted(set(pools), key=str)
    if isinstance(metric, Ratio) and metric.is_rate and len(apart) > 1:
        raise Unpoolable(
            f"{metric.label} of {' and '.join(map(str, apart))} cannot be one rate: their viewers "
            "were chosen in different ways, so the mixture moves with the mix and means nothing.",
            f"{_way_on(apart)}; money and counts may be totalled.",
        )


def _way_on(apart: Iterable[Pool]) -> str:
    one = next((pool.part for pool in apart if pool.part and pool.part != NOT_STATED), "")
    beside = "Show them side by side"
    return f'{beside}, or ask for one: `--where "format={one}"`' if one else beside
