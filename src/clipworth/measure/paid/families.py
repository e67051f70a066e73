"""Ad formats as TikTok sells them, recognised from what a row of ads says of itself."""

from dataclasses import dataclass
from functools import cache

UNSTATED = "format not stated"
GMV_MAX = "GMV Max"
SPARK = "Spark Ads"
# Words in the field of the format (and, as a guess, in the campaign's name), first match wins.
WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (GMV_MAX, ("gmv max", "gmvmax", "gmv_max")),
    ("TopView", ("topview", "top view", "top_view")),
    ("Top Feed", ("topfeed", "top feed", "top_feed")),
    ("LIVE Shopping", ("live shopping", "live_shopping", "shopping live", "live shop")),
    ("Video Shopping", ("video shopping", "video_shopping", "vsa")),
    ("Product Shopping", ("product shopping", "product_shopping", "shopping card", "psa")),
    ("Shop Ads", ("shop ads", "shop_ads", "shopping ads", "shopping_ads", "tiktok shop")),
    (SPARK, ("spark",)),
    ("Branded Effect", ("branded effect", "branded_effect", "effect ad")),
    ("Carousel", ("carousel",)),
    ("Search", ("search ads", "search_ads", "search campaign")),
    ("In-Feed", ("in-feed", "infeed", "in_feed", "in feed", "single video", "single_video")),
)
# Only the field of the format is so short that a word may stand for it alone.
FIELD_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Shop Ads", ("shop",)),
    ("LIVE Shopping", ("live",)),
    ("In-Feed", ("video", "image")),
)
SHOP_OBJECTIVES = ("shop_purchases", "product sales", "product_sales")
# Formats that sell in TikTok Shop.
SHOP = (GMV_MAX, "LIVE Shopping", "Video Shopping", "Product Shopping", "Shop Ads")
BASES = {
    "field": "its format field",
    "post": "the boosted post that it names",
    "objective": "its objective",
    "name": "its campaign's name, which is a guess",
    "none": "nothing",
}


# What stands between the fields of a row of ads, as no file writes it.
BETWEEN = "\x1f"
# SQL over a row r of ads: the fields that tell its format, as one text.
FIELDS = (
    "concat_ws(chr(31), coalesce(r.ad_format, ''), coalesce(r.objective, ''),"
    " case when r.post_id is null then '' else 'post' end, coalesce(r.campaign, ''))"
)


@dataclass(frozen=True)
class Format:
    """The format of ads, and what it was recognised by, a key of BASES."""

    family: str
    basis: str


@cache
def format_of(fields: str) -> Format:
    """Tell the format of ads from their fields, as FIELDS writes them."""
    ad_format, objective, post, campaign = (one.strip() for one in fields.split(BETWEEN))
    if ad_format:
        known = _first(ad_format, (*WORDS, *FIELD_WORDS))
        return Format(known or ad_format, "field")
    if _first(objective, ((GMV_MAX, ("gmv max", "gmv_max")),)):
        return Format(GMV_MAX, "objective")
    if post:
        return Format(SPARK, "post")
    if _first(objective, (("Shop Ads", SHOP_OBJECTIVES),)):
        return Format("Shop Ads", "objective")
    guessed = _first(campaign, WORDS)
    return Format(guessed, "name") if guessed else Format(UNSTATED, "none")


def _first(text: str, known: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    folded = text.casefold()
    return next((name for name, words in known if any(word in folded for word in words)), "")
