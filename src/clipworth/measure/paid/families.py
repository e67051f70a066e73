"""Ad formats as TikTok sells them, recognised from what a row of ads says of itself."""

from collections.abc import Callable

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


def family() -> str:
    """Give SQL over a row r of ads: the format that it is of."""
    return _cases(lambda family, _: f"'{family}'", "trim(r.ad_format)", f"'{UNSTATED}'")


def basis() -> str:
    """Give SQL over a row r of ads: what its format was recognised by, a key of BASES."""
    return _cases(lambda _, by: f"'{by}'", "'field'", "'none'")


def _cases(then: Callable[[str, str], str], other: str, unstated: str) -> str:
    """Write the cases; other: what stands for a format field whose words nobody knows."""
    cases = [
        *(
            f"when {_has('r.ad_format', words)} then {then(name, 'field')}"
            for name, words in (*WORDS, *FIELD_WORDS)
        ),
        f"when r.ad_format is not null then {other}",
        f"when {_has('r.objective', ('gmv max', 'gmv_max'))} then {then(GMV_MAX, 'objective')}",
        f"when r.post_id is not null then {then(SPARK, 'post')}",
        f"when {_has('r.objective', SHOP_OBJECTIVES)} then {then('Shop Ads', 'objective')}",
        *(f"when {_has('r.campaign', words)} then {then(name, 'name')}" for name, words in WORDS),
    ]
    return f"case {' '.join(cases)} else {unstated} end"


def _has(column: str, words: tuple[str, ...]) -> str:
    return " or ".join(f"contains(lower(coalesce({column}, '')), '{word}')" for word in words)
