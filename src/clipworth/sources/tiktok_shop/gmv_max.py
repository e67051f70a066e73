"""GMV Max: campaigns, products or creatives with what they cost and what the shop sold beside them.

The gross revenue counts the organic orders of the promoted products too, so it is no revenue of
ads: it can exceed the sales of the whole shop.
"""

from clipworth.sources import currencies, dates, read
from clipworth.sources.declare import Column, LeftOut, Source, Target
from clipworth.sources.tiktok_shop import cells

_DAY = ("By Day", "Date", "Day", "stat_time_day")
_CAMPAIGN = ("Campaign name", "Campaign", "Nama kampanye")
_CAMPAIGN_ID = ("Campaign ID", "ID Campaign")
_PRODUCT = ("Product ID", "ID produk", "item_group_id")
_VIDEO = ("Video ID", "ID video", "item_id")
_CREATIVE = ("Creative type", "Jenis materi iklan")
_ENTITIES = (*_CAMPAIGN, *_CAMPAIGN_ID, *_PRODUCT, *_VIDEO)
_COLUMNS = (
    Column(_CAMPAIGN_ID, "campaign_id", read.identifier),
    Column(_CAMPAIGN, "campaign", read.text),
    Column(_PRODUCT, "product_id", read.identifier),
    Column(_VIDEO, "post_id", cells.shop_id),
    Column(("TikTok account", "Akun TikTok"), "creator", read.handle),
    Column(("Currency", "Mata uang"), "currency", read.currency),
    Column(("Cost", "Biaya"), "spend", cells.amount, must=True),
    Column(
        ("SKU orders", "Orders (SKU)", "Pesanan SKU", "orders"), "orders", read.count, must=True
    ),
    Column(("Gross revenue", "Pendapatan kotor"), "revenue_with_organic", cells.amount, must=True),
    Column(
        ("Product ad impressions", "Impresi iklan produk", "product_impressions"),
        "impressions",
        read.count,
    ),
    Column(
        ("Product ad clicks", "Jumlah klik iklan produk", "product_clicks"), "clicks", read.count
    ),
    Column(("Video views", "Ad video views"), "views", read.count),
)
_HELPERS = (
    Column(("Account ID", "Advertiser ID"), "advertiser_id", read.identifier),
    Column(_CREATIVE, "creative_type", read.text),
    Column(("Video title", "Judul video"), "title", read.text),
    currencies.beside(("Cost", "Biaya")),
    Column(_CREATIVE, "has_creative_type", cells.column_there),
    Column(_VIDEO, "has_video", cells.column_there),
    Column(_PRODUCT, "has_product", cells.column_there),
)
# The columns of the file tell its level: a product card is a creative that has no video.
_LEVEL = (
    "case when coalesce(has_video, has_creative_type) is not null then 'creative'"
    " when has_product is not null then 'product' else 'campaign' end"
)
_CAMPAIGN_KEY = "coalesce(campaign_id, campaign)"
_ENTITY = (
    f"nullif(case {_LEVEL}"
    f" when 'creative' then concat_ws(' > ', {_CAMPAIGN_KEY}, product_id,"
    " coalesce(post_id, concat_ws(' > ', creative_type, title)))"
    f" when 'product' then case when product_id is not null"
    f" then concat_ws(' > ', {_CAMPAIGN_KEY}, product_id) end"
    f" else {_CAMPAIGN_KEY} end, '')"
)
_DERIVED = {
    "ad_account": "coalesce(advertiser_id, given_account, 'ad account')",
    "level": _LEVEL,
    "entity": _ENTITY,
    "currency": currencies.EITHER,
}
_TOTALS = tuple(
    LeftOut(
        "regexp_matches(lower({c}), '^(grand )?total( of [0-9,]+ results?)?$')",
        column,
        "is the total of the rows above; counting it would double everything.",
    )
    for column in (_CAMPAIGN, _CAMPAIGN_ID, _PRODUCT, ("Video title", "Judul video"), _DAY)
)
# Rooms and hours show parts of a campaign's day.
_PARTS = ("room_id", "LIVE room ID", "By Hour", "stat_time_hour")
_HOW = "Ads Manager > GMV Max > campaigns, products or creatives > Export{} (checked 2026-10)."

GMV_MAX = (
    Source(
        key="tiktok_gmv_max_daily",
        title="TikTok GMV Max: campaigns, products or creatives by day",
        how=_HOW.format(", by day"),
        targets=(
            Target(
                "gmv_max",
                (Column(_DAY, "from_day", dates.day, must=True), *_COLUMNS),
                derived={**_DERIVED, "until_day": "from_day + 1"},
                helpers=_HELPERS,
            ),
        ),
        marks=(_ENTITIES,),
        without=("Impressions", *_PARTS),
        left_out=_TOTALS,
    ),
    Source(
        key="tiktok_gmv_max_period",
        title="TikTok GMV Max: campaigns, products or creatives in a period",
        how=_HOW.format(", the period in the file's name"),
        targets=(
            Target(
                "gmv_max",
                _COLUMNS,
                derived={**_DERIVED, "from_day": "given_from", "until_day": "given_until"},
                helpers=_HELPERS,
            ),
        ),
        marks=(_ENTITIES,),
        without=("Impressions", *_DAY, *_PARTS),
        left_out=_TOTALS,
        needs_period=True,
        period_in_head=cells.period_above,
    ),
)
