"""Every metric that exists, by key; labels, tooltips, glossary and SELECT lists come from here."""

from clipworth.measure.metrics import audience, conversion, intent, reach, value, worth
from clipworth.measure.metrics.kinds import Metric
from clipworth.model.problems import WrongUse, nearest

METRICS: dict[str, Metric] = {
    metric.key: metric
    for room in (reach, audience, intent, conversion, value, worth)
    for metric in room.METRICS
}


def metric(key: str) -> Metric:
    """Give the metric of this key.

    Raises WrongUse, naming the nearest, where there is none.
    """
    if key not in METRICS:
        raise WrongUse(f"there is no metric {key!r}. {nearest(key, METRICS)}")
    return METRICS[key]
