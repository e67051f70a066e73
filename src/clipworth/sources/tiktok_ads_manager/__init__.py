"""TikTok Ads Manager: exports of campaigns, ad groups or ads, by day or in total."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, LeftOut, Source, Target

_NAMES = (
    Column(("Campaign ID",), "campaign_id", read.identifier),
    Column(("Campaign name", "Campaign"), "campaign", read.text),
    Column(("Ad group ID", "Adgroup ID"), "ad_group_id", read.identifier),
    Column(("Ad group name", "Adgroup name", "Ad group"), "ad_group", read.text),
    Column(("Ad name", "Ad"), "ad", read.text),
    Column(("Ad format", "Format", "Creative type"), "ad_format", read.text),
    Column(("Objective", "Advertising objective"), "objective", read.text),
    Column(("TikTok post ID", "TikTok item ID", "Spark post ID"), "post_id", read.post_id),
    Column(("Currency",), "currency", read.currency),
    Column(("Cost", "Total cost", "Spend"), "spend", read.money, must=True),
    Column(("Impressions",), "impressions", read.count, must=True),
    Column(("Reach",), "reach", read.count),
    Column(("Clicks (destination)", "Clicks (Destination)", "Clicks"), "clicks", read.count),
    Column(("Clicks (all)",), "clicks_all", read.count),
    Column(("Video views",), "video_views", read.count),
    Column(("2-second video views",), "views_2s", read.count),
    Column(("6-second video views", "6-second views"), "views_6s", read.count),
    Column(("Video views at 25%",), "views_p25", read.count),
    Column(("Video views at 50%",), "views_p50", read.count),
    Column(("Video views at 75%",), "views_p75", read.count),
    Column(("Video views at 100%",), "views_full", read.count),
    Column(("Average play time per video view",), "average_watch_s", read.duration),
    Column(("Paid likes", "Likes"), "likes", read.count),
    Column(("Paid comments", "Comments"), "comments", read.count),
    Column(("Paid shares", "Shares"), "shares", read.count),
    Column(("Paid followers", "Paid follows", "Follows"), "follows", read.count),
    Column(("Paid profile visits", "Profile visits"), "profile_visits", read.count),
    Column(("Conversions",), "conversions", read.count),
    Column(("CTA conversions", "Conversions (CTA)"), "conversions_cta", read.count),
    Column(("EVTA conversions", "Conversions (EVTA)"), "conversions_evta", read.count),
    Column(("VTA conversions", "Conversions (VTA)"), "conversions_vta", read.count),
    Column(("Real-time conversions",), "real_time_conversions", read.count),
    Column(("Conversions (SKAN)", "SKAN conversions"), "skan_conversions", read.count),
    Column(
        ("Purchases (website)", "Complete payment", "Website purchases"), "purchases", read.count
    ),
    Column(("Purchases (website, CTA)", "CTA purchases (website)"), "purchases_cta", read.count),
    Column(("Purchases (website, EVTA)", "EVTA purchases (website)"), "purchases_evta", read.count),
    Column(("Purchases (website, VTA)", "VTA purchases (website)"), "purchases_vta", read.count),
    Column(
        ("Purchase value (website)", "Total complete payment value"), "purchase_value", read.money
    ),
    Column(("Gross revenue (Shop)", "Gross revenue"), "shop_revenue", read.money),
    Column(("Adds to cart (website)",), "add_to_cart", read.count),
    Column(("Checkouts initiated (website)",), "checkouts", read.count),
)
_HELPERS = (
    Column(("Ad ID",), "ad_id", read.identifier),
    Column(("Account ID", "Advertiser ID"), "advertiser_id", read.identifier),
)
# The finest entity that the export names is its level.
_LEVEL = (
    "case when ad_id is not null or ad is not null then 'ad'"
    " when ad_group_id is not null or ad_group is not null then 'adgroup'"
    " when campaign_id is not null or campaign is not null then 'campaign'"
    " else 'advertiser' end"
)
_ENTITY = (
    f"case {_LEVEL} when 'ad' then coalesce(ad_id, concat_ws(' > ', campaign, ad_group, ad))"
    " when 'adgroup' then coalesce(ad_group_id, concat_ws(' > ', campaign, ad_group))"
    " when 'campaign' then coalesce(campaign_id, campaign)"
    " else coalesce(advertiser_id, 'all') end"
)
_DERIVED = {
    "ad_account": "coalesce(advertiser_id, given_account, 'ad account')",
    "level": _LEVEL,
    "entity": _ENTITY,
}
_TOTALS = (
    LeftOut(
        "regexp_matches(lower({c}), '^(grand )?total( of [0-9,]+ results?)?$')",
        column,
        "is the total of the rows above; counting it would double everything.",
    )
    for column in (
        ("Campaign name", "Campaign", "Ad group name", "Ad name"),
        ("Ad group name", "Adgroup name"),
        ("Ad name",),
        ("By Day", "Date", "Day"),
    )
)
_LOST = ("Country", "Gender", "Age", "Audience", "Placement", "Search term", "By Hour", "Platform")

SOURCES = (
    Source(
        key="tiktok_ads_daily",
        title="TikTok Ads Manager: daily report",
        how="Ads Manager > Reporting > Custom report, dimension Day; download CSV (2026-10).",
        targets=(
            Target(
                "ad_day",
                (Column(("By Day", "Date", "Day"), "day", dates.day, must=True), *_NAMES),
                derived=_DERIVED,
                helpers=_HELPERS,
            ),
        ),
        without=_LOST,
        left_out=tuple(_TOTALS),
    ),
)
