"""TikTok Ads Manager: exports of campaigns, ad groups or ads: by day, by part, or in total.

The CSV of the Marketing API's report task has the same shape under the API's own names.
"""

from clipworth.sources import dates, read
from clipworth.sources.declare import Check, Column, Known, LeftOut, Source, Target

_DAY = ("By Day", "Date", "Day", "stat_time_day")
_NAMES = (
    Column(("Campaign ID",), "campaign_id", read.identifier),
    Column(("Campaign name", "Campaign"), "campaign", read.text),
    Column(("Ad group ID", "Adgroup ID"), "ad_group_id", read.identifier),
    Column(("Ad group name", "Adgroup name", "Ad group"), "ad_group", read.text),
    Column(("Ad name", "Ad"), "ad", read.text),
)
_MEASURES = (
    Column(("Ad format", "Format", "Creative type"), "ad_format", read.text),
    Column(("Objective", "Advertising objective", "objective_type"), "objective", read.text),
    Column(("TikTok post ID", "TikTok item ID", "Spark post ID"), "post_id", read.post_id),
    Column(("Currency",), "currency", read.currency),
    Column(("Cost", "Total cost", "Spend"), "spend", read.money, must=True),
    Column(("Impressions",), "impressions", read.count, must=True),
    Column(("Reach",), "reach", read.count),
    Column(("Clicks (destination)", "Clicks (Destination)", "Clicks"), "clicks", read.count),
    Column(("Clicks (all)", "engagements"), "clicks_all", read.count),
    Column(("Video views", "video_play_actions"), "video_views", read.count),
    Column(("2-second video views", "video_watched_2s"), "views_2s", read.count),
    Column(("6-second video views", "6-second views", "video_watched_6s"), "views_6s", read.count),
    Column(("Video views at 25%", "video_views_p25"), "views_p25", read.count),
    Column(("Video views at 50%", "video_views_p50"), "views_p50", read.count),
    Column(("Video views at 75%", "video_views_p75"), "views_p75", read.count),
    Column(("Video views at 100%", "video_views_p100"), "views_full", read.count),
    Column(
        ("Average play time per video view", "average_video_play"), "average_watch_s", read.duration
    ),
    Column(("Paid likes", "Likes"), "likes", read.count),
    Column(("Paid comments", "Comments"), "comments", read.count),
    Column(("Paid shares", "Shares"), "shares", read.count),
    Column(("Paid followers", "Paid follows", "Follows"), "follows", read.count),
    Column(("Paid profile visits", "Profile visits"), "profile_visits", read.count),
    Column(("Conversions", "conversion"), "conversions", read.count),
    Column(
        ("CTA conversions", "Conversions (CTA)", "cta_conversion"), "conversions_cta", read.count
    ),
    Column(
        ("EVTA conversions", "Conversions (EVTA)", "engaged_view_through_conversions"),
        "conversions_evta",
        read.count,
    ),
    Column(
        ("VTA conversions", "Conversions (VTA)", "vta_conversion"), "conversions_vta", read.count
    ),
    Column(("Real-time conversions", "real_time_conversion"), "real_time_conversions", read.count),
    Column(
        ("Conversions (SKAN)", "SKAN conversions", "skan_conversion"),
        "skan_conversions",
        read.count,
    ),
    Column(
        ("Purchases (website)", "Complete payment", "Website purchases"), "purchases", read.count
    ),
    Column(("Purchases (website, CTA)", "CTA purchases (website)"), "purchases_cta", read.count),
    Column(
        ("Purchases (website, EVTA)", "EVTA purchases (website)", "evta_payments_completed"),
        "purchases_evta",
        read.count,
    ),
    Column(
        ("Purchases (website, VTA)", "VTA purchases (website)", "vta_complete_payment"),
        "purchases_vta",
        read.count,
    ),
    Column(
        # TikTok's API calls the value of all payments a rate.
        ("Purchase value (website)", "Total complete payment value", "total_complete_payment_rate"),
        "purchase_value",
        read.money,
    ),
    Column(("vta_complete_payment_value",), "purchase_value_vta", read.money),
    Column(
        ("Gross revenue (Shop)", "Gross revenue", "total_onsite_shopping_value"),
        "shop_revenue",
        read.money,
    ),
    Column(("Adds to cart (website)", "web_event_add_to_cart"), "add_to_cart", read.count),
    Column(("Checkouts initiated (website)", "initiate_checkout"), "checkouts", read.count),
)
_IDS = (
    Column(("Ad ID",), "ad_id", read.identifier),
    Column(("Account ID", "Advertiser ID"), "advertiser_id", read.identifier),
)
_RATES = (
    Column(("CTR (destination)", "CTR"), "click_rate", read.percent),
    Column(("Conversion rate (CVR)", "CVR", "conversion_rate"), "conversion_rate", read.percent),
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
_TOTALS = tuple(
    LeftOut(
        "regexp_matches(lower({c}), '^(grand )?total( of [0-9,]+ results?)?$')",
        column,
        "is the total of the rows above; counting it would double everything.",
    )
    for column in (
        ("Campaign name", "Campaign", "Ad group name", "Ad name"),
        ("Ad group name", "Adgroup name"),
        ("Ad name",),
        _DAY,
    )
)
# Breakdowns by audience or place, each with the name it has in a part: `gender=Female`.
_SPLITS = {
    "gender": ("Gender",),
    "age": ("Age",),
    "country_code": ("Country", "Country/Region", "country_code"),
    "province_id": ("province_id",),
    "audience": ("Audience",),
    "platform": ("Platform",),
    "placement": ("Placement",),
    "language": ("Language",),
}
_ENTITIES = ("Campaign name", *(h for column in (*_NAMES, *_IDS) for h in column.headers))
_SPLIT_HEADERS = tuple(header for headers in _SPLITS.values() for header in headers)
# These show a part of what was spent, or hours, which are not the account's days.
_LOST = ("Search term", "search_terms", "By Hour", "stat_time_hour")
_PART = ", ".join(
    f"case when split_{split} is not null then '{split}=' || split_{split} end" for split in _SPLITS
)
_BASICS = tuple(
    column
    for column in _MEASURES
    if column.field in ("currency", "spend", "impressions", "clicks", "conversions")
)
# TikTok shows percentages with two decimals, so a hundredth is rounding.
_CHECKS = (
    Check(
        "abs(click_rate - clicks::DOUBLE / nullif(impressions, 0)) > 0.00015",
        _RATES[0].headers,
        "is not clicks divided by impressions.",
        "A column may have slipped: compare the row with Ads Manager.",
    ),
    # By clicks until October 2023, by impressions since.
    Check(
        "abs(conversion_rate - conversions::DOUBLE / nullif(clicks, 0)) > 0.00015"
        " and abs(conversion_rate - conversions::DOUBLE / nullif(impressions, 0)) > 0.00015",
        _RATES[1].headers,
        "is neither conversions divided by clicks nor by impressions.",
        "A column may have slipped: compare the row with Ads Manager.",
    ),
)
_HOW = "Ads Manager > Reporting > Custom report, {}; download CSV or XLSX (checked 2026-10)."

SOURCES = (
    Source(
        key="tiktok_ads_daily",
        title="TikTok Ads Manager: daily report",
        how=_HOW.format("dimension Day"),
        targets=(
            Target(
                "ad_day",
                (Column(_DAY, "day", dates.day, must=True), *_NAMES, *_MEASURES),
                derived=_DERIVED,
                helpers=(*_IDS, *_RATES),
                checks=_CHECKS,
            ),
        ),
        without=(*_SPLIT_HEADERS, *_LOST),
        left_out=_TOTALS,
    ),
    Source(
        key="tiktok_ads_daily_split",
        title="TikTok Ads Manager: daily report by audience, country or placement",
        how=_HOW.format("dimensions Day and one of Age, Gender, Country, Placement"),
        targets=(
            Target(
                "ad_split_day",
                (Column(_DAY, "day", dates.day, must=True), *_BASICS),
                derived={**_DERIVED, "part": f"nullif(concat_ws(',', {_PART}), '')"},
                helpers=(
                    *_NAMES,
                    *_IDS,
                    *_RATES,
                    *(Column(c, f"split_{split}", read.text) for split, c in _SPLITS.items()),
                ),
                checks=_CHECKS,
            ),
        ),
        marks=(_SPLIT_HEADERS,),
        without=_LOST,
        left_out=_TOTALS,
    ),
    Source(
        key="tiktok_ads_period",
        title="TikTok Ads Manager: totals of a period",
        how=_HOW.format("without the dimension Day, the period in the file's name"),
        targets=(
            Target(
                "ad_period",
                (*_NAMES, *_MEASURES),
                derived={**_DERIVED, "from_day": "given_from", "until_day": "given_until"},
                helpers=(*_IDS, *_RATES),
                checks=_CHECKS,
            ),
        ),
        marks=(_ENTITIES,),
        without=(*_DAY, *_SPLIT_HEADERS, *_LOST),
        left_out=_TOTALS,
        needs_period=True,
    ),
)

_BY_DAY = "Export it with the dimension Day and without this one."

KNOWN = (
    Known(
        key="tiktok_ads_split_period",
        title="a breakdown of ads without days",
        marks=(("Cost", "Total cost", "Spend"), ("Impressions",), _SPLIT_HEADERS),
        reason="the parts of a period are not kept, and their sum is not its whole.",
        remedy="Export it with the dimension Day, or without the breakdown.",
    ),
    Known(
        key="tiktok_ads_search_terms",
        title="an ad report by search term",
        marks=(("Cost", "Total cost", "Spend"), ("Impressions",), ("Search term", "search_terms")),
        reason="search terms show only a part of what was spent.",
        remedy=_BY_DAY,
    ),
    Known(
        key="tiktok_ads_hourly",
        title="an ad report by hour",
        marks=(("Cost", "Total cost", "Spend"), ("Impressions",), ("By Hour",)),
        reason="hours cannot be made into the days of the ad account without losing the last ones.",
        remedy=_BY_DAY,
    ),
)
