"""What TikTok Shop credits to videos and creators in a period, which the file's name tells."""

from clipworth.sources import currencies, read
from clipworth.sources.declare import Column, Known, Source, Target
from clipworth.sources.tiktok_shop import cells

_VIDEO = ("Video ID",)
_CREATOR = ("Creator name", "Creator username")
_VIDEO_GMV = (
    "Creator video-attributed GMV",
    "Affiliate video-attributed GMV",
    "Video-attributed GMV",
)
_CREATOR_GMV = ("Creator-attributed GMV", "Affiliate-attributed GMV")
_CAMPAIGN = ("Campaign ID", "Partner campaign ID")
_PERIOD = {"from_day": "given_from", "until_day": "given_until"}
_EXPLAINS = "explains the column; the row holds no figures."

VIDEOS = Source(
    key="tiktok_shop_videos",
    title="TikTok Shop: what it credits to videos",
    how="Seller Center > Affiliate > Analytics > Videos > Export (checked 2026-10).",
    targets=(
        Target(
            "shop_post",
            (
                Column(_VIDEO, "post_id", read.post_id, must=True),
                Column(_CREATOR, "creator", read.handle),
                Column(("Video title", "Video name"), "title", read.text),
                Column(_VIDEO_GMV, "gmv", cells.amount, must=True),
                Column(
                    ("Video-attributed orders", "Creator video-attributed orders"),
                    "orders",
                    read.count,
                ),
                Column(
                    ("Video-attributed items sold", "Creator-attributed items sold"),
                    "items",
                    read.count,
                ),
                Column(("Video product impressions",), "product_impressions", read.count),
                Column(("Video product clicks",), "product_clicks", read.count),
                Column(("Video views",), "views", read.count),
                Column(("Likes", "Video likes"), "likes", read.count),
                Column(("Comments",), "comments", read.count),
                Column(("Shares",), "shares", read.count),
                Column(("Completion rate",), "completion_share", read.percent),
            ),
            helpers=(currencies.beside(_VIDEO_GMV),),
            derived={**_PERIOD, "currency": currencies.SHOWN_ALONE},
        ),
    ),
    without=_CAMPAIGN,
    left_out=(cells.explaining(_VIDEO, "not regexp_matches({c}, '[0-9]')", _EXPLAINS),),
    tabs=True,
    needs_period=True,
    period_in_head=cells.period_above,
)

CREATORS = Source(
    key="tiktok_shop_creators",
    title="TikTok Shop: what it credits to creators",
    how="Seller Center > Affiliate > Analytics > Creators > Export (checked 2026-10).",
    targets=(
        Target(
            "shop_creator",
            (
                Column(_CREATOR, "creator", read.handle, must=True),
                Column(_CREATOR_GMV, "gmv", cells.amount, must=True),
                Column(("Attributed orders",), "orders", read.count),
                Column(
                    ("Creator-attributed items sold", "Affiliate-attributed items sold"),
                    "items",
                    read.count,
                ),
                Column(("Videos",), "videos", read.count),
                Column(("LIVE streams",), "lives", read.count),
                Column(("Samples shipped",), "samples", read.count),
                Column(("Est. commission",), "estimated_commission", cells.amount),
            ),
            helpers=(currencies.beside(_CREATOR_GMV),),
            derived={**_PERIOD, "currency": currencies.SHOWN_ALONE},
        ),
    ),
    without=("Video ID", "Product ID", *_CAMPAIGN),
    # A handle has no blanks, and what explains the column does.
    left_out=(cells.explaining(_CREATOR, "regexp_matches({c}, '\\S\\s+\\S')", _EXPLAINS),),
    tabs=True,
    needs_period=True,
    period_in_head=cells.period_above,
)

KNOWN = (
    Known(
        key="tiktok_shop_partner_report",
        title="a Partner Center report by campaign and product",
        marks=(_CAMPAIGN, (*_VIDEO_GMV, *_CREATOR_GMV)),
        reason="it splits a video by campaign and product, and the parts are not its whole.",
        remedy="Export the videos or the creators in Seller Center > Affiliate > Analytics.",
    ),
    Known(
        key="tiktok_shop_products",
        title="TikTok Shop's analysis by product",
        marks=(("Product ID",), _CREATOR_GMV),
        reason="what it credits to a product is no part of what is credited to a creator.",
        remedy="Export the creators, or the affiliate orders, which name the product of each sale.",
    ),
)
