"""What may be put together: money and counts may be totalled, rates of two datasets never."""

from collections.abc import Iterable
from dataclasses import dataclass

from clipworth.measure.metrics.kinds import Metric, Ratio
from clipworth.model.problems import WrongUse
from clipworth.model.words import Dataset


@dataclass(frozen=True)
class Pool:
    """Rows whose rates mean the same thing: a dataset and its part (ad format, cold or warm)."""

    dataset: Dataset | None
    part: str = ""

    def __str__(self) -> str:
        return f"{self.dataset} ({self.part})" if self.part else str(self.dataset)


class Unpoolable(WrongUse):
    """Two datasets' rates were to become one; the message says why that is no number."""


def check(metric: Metric, pools: Iterable[Pool]) -> None:
    """Refuse to pool a rate of behaviour over several datasets.

    Money, counts, and ratios that have money in them are ratios of totals and pass.
    Raises Unpoolable.
    """
    names = sorted({str(pool) for pool in pools})
    if isinstance(metric, Ratio) and metric.is_rate and len(names) > 1:
        raise Unpoolable(
            f"{metric.label} of {' and '.join(names)} cannot be one rate: their viewers were "
            "chosen in different ways, so the mixture moves with the mix and means nothing. "
            "Show them side by side; money and counts may be totalled."
        )
