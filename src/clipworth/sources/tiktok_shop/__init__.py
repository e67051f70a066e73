"""TikTok Shop: orders, settlements, affiliate orders of both sides, videos and creators."""

from clipworth.sources.tiktok_shop import affiliates, analytics, orders, settlements

SOURCES = (
    orders.ORDERS,
    settlements.SETTLEMENTS,
    affiliates.SELLER,
    affiliates.CREATOR,
    analytics.VIDEOS,
    analytics.CREATORS,
)
KNOWN = analytics.KNOWN
