"""A share of things that are each right or wrong by themselves, with its interval."""

import math

from clipworth.stats.estimate import Estimate, TooFew, normal_quantile

WILSON = "share; Wilson interval"


def share_of(hits: int, tries: int, *, level: float = 0.95) -> Estimate:
    """Take the share of hits among tries that do not depend on each other.

    Never for actions per view: views are not tries, and posts differ (see rates.pooled_rates).
    Raises TooFew without a try; ValueError for more hits than tries.
    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
    """
    if tries <= 0:
        raise TooFew("a share needs something to be a share of")
    if not 0 <= hits <= tries:
        raise ValueError(f"{hits} of {tries} is no share")
    z, share = normal_quantile((1 + level) / 2), hits / tries
    middle = (share + z * z / (2 * tries)) / (1 + z * z / tries)
    reach = z * math.sqrt(share * (1 - share) / tries + z * z / (4 * tries**2))
    reach /= 1 + z * z / tries
    low, high = max(middle - reach, 0.0), min(middle + reach, 1.0)
    return Estimate(share, low, high, tries, WILSON, level)
