"""TikTok Shop: orders, settlements, affiliate orders, videos, creators, and GMV Max."""

from clipworth.sources.tiktok_shop import affiliates, analytics, gmv_max, orders, settlements

SOURCES = (
    orders.ORDERS,
    settlements.SETTLEMENTS,
    affiliates.SELLER,
    affiliates.CREATOR,
    analytics.VIDEOS,
    analytics.CREATORS,
    *gmv_max.GMV_MAX,
)
KNOWN = analytics.KNOWN
