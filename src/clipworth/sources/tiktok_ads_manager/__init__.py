"""TikTok Ads Manager: exports of campaigns, ad groups or ads: by day, by part, or in total.

The CSV of the Marketing API's report task has the same shape under the API's own names.
"""

from clipworth.sources import ad_rows, dates, ratios, read
from clipworth.sources.declare import Column, Known, LeftOut, Source, Target


def _in_money(*headers: str) -> tuple[str, ...]:
    """Give headers of amounts with and without the currency that some exports write behind."""
    return (*headers, *(f"{header} ({{currency}})" for header in headers))


_DAY = ("By Day", "Date", "Day", "stat_time_day")
_NAMES = (
    Column(("Campaign ID",), "campaign_id", read.identifier),
    Column(("Campaign name", "Campaign"), "campaign", read.text),
    Column(("Ad group ID", "Adgroup ID"), "ad_group_id", read.identifier),
    Column(("Ad group name", "Adgroup name", "Ad group"), "ad_group", read.text),
    Column(("Ad name", "Ad"), "ad", read.text),
)
_COST = _in_money("Cost", "Total cost", "Spend")
_MEASURES = (
    Column(("Ad format", "Format", "Creative type"), "ad_format", read.text),
    Column(("Objective", "Advertising objective", "objective_type"), "objective", read.text),
    Column(("TikTok post ID", "TikTok item ID", "Spark post ID"), "post_id", read.post_id),
    Column(("Currency",), "currency", read.currency),
    Column(_COST, "spend", read.money, must=True),
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
    Column(("Results", "result"), "results", read.count),
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
        (
            *_in_money(
                "Purchase value (website)",
                "Total complete payment value",
                "Complete payment value",
            ),
            "total_complete_payment_rate",
        ),
        "purchase_value",
        read.money,
    ),
    Column(("vta_complete_payment_value",), "purchase_value_vta", read.money),
    Column(
        (*_in_money("Gross revenue (Shop)", "Gross revenue"), "total_onsite_shopping_value"),
        "shop_revenue",
        read.money,
    ),
    Column(
        ("Adds to cart (website)", "Add to cart", "web_event_add_to_cart"),
        "add_to_cart",
        read.count,
    ),
    Column(
        ("Checkouts initiated (website)", "Initiate checkout", "initiate_checkout"),
        "checkouts",
        read.count,
    ),
)
_IDS = (
    Column(("Ad ID",), "ad_id", read.identifier),
    Column(("Account ID", "Advertiser ID"), "advertiser_id", read.identifier),
)
_DERIVED = {
    "ad_account": "coalesce(advertiser_id, given_account, 'ad account')",
    "level": ad_rows.level_of_file("advertiser"),
    "entity": ad_rows.entity_of_file("coalesce(advertiser_id, 'all')"),
    "currency": "coalesce(currency, upper(header_currency))",
}
_TOTALS = tuple(
    LeftOut(
        # `Total of 33 results`, in whichever column stands first.
        "regexp_matches(lower({c}), '^(grand )?total( of [0-9.,]+ [a-z ]+)?$')",
        column,
        "is the total of the rows above; counting it would double everything.",
    )
    for column in (
        ("Campaign name", "Campaign", "Ad group name", "Ad name"),
        ("Ad group name", "Adgroup name"),
        ("Ad name",),
        ("Campaign ID",),
        ("Ad ID",),
        ("Account name", "Advertiser name", "Account ID", "Advertiser ID"),
        ("Primary status", "Status"),
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
# Reports of other platforms say this, and none of TikTok's does.
_ELSEWHERE = (
    "Currency code", "Impr.", "Avg. CPC", "Cost / conv.", "Conv. value", "All conv.",
    "Spend in account currency", "Pin clicks", "Outbound clicks", "Promoted Pin ID",
    "Swipe Ups", "Swipe-Ups", "Swipes", "Paid Impressions", "Ad Squad Name", "Ad Squad ID",
)  # fmt: skip
_BASICS = tuple(
    column
    for column in _MEASURES
    if column.field in ("currency", "spend", "impressions", "clicks", "conversions")
)
# CVR was by clicks until October 2023, and is by impressions since.
_PLAIN_RATIOS = (
    ratios.rate(
        ("CTR (destination)", "CTR"),
        "click_rate",
        "clicks",
        "impressions",
        says="clicks divided by impressions",
    ),
    ratios.rate(
        ("Conversion rate (CVR)", "CVR", "CVR (click)", "CVR (clicks)", "conversion_rate"),
        "conversion_rate",
        "conversions",
        "clicks",
        "impressions",
        says="conversions divided by clicks, nor by impressions",
    ),
    ratios.cost(_in_money("CPC (destination)", "CPC"), "cpc", "clicks", says="clicks"),
    ratios.cost(_in_money("CPM"), "cpm", "impressions", per=1000, says="thousands of impressions"),
    ratios.cost(
        _in_money("Cost per conversion", "CPA", "cost_per_conversion"),
        "cost_per_conversion",
        "conversions",
        says="conversions",
    ),
)
_RATIOS = (
    *_PLAIN_RATIOS,
    ratios.rate(
        ("CTR (all)",), "click_rate_all", "clicks_all", "impressions",
        says="all clicks divided by impressions",
    ),
    ratios.rate(
        ("Result rate", "result_rate"), "result_rate", "results", "clicks", "impressions",
        says="results divided by clicks, nor by impressions",
    ),
    ratios.cost(_in_money("Cost per result"), "cost_per_result", "results", says="results"),
    ratios.return_on_spend(
        ("Payment completion ROAS (website)", "ROAS (website)", "complete_payment_roas"),
        "purchase_roas",
        "purchase_value",
    ),
)  # fmt: skip
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
                helpers=(*_IDS, *ratios.columns(_RATIOS)),
                checks=ratios.checks(_RATIOS),
            ),
        ),
        without=(*_SPLIT_HEADERS, *_LOST, *_ELSEWHERE),
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
                derived={**_DERIVED, "part": ad_rows.part(_SPLITS)},
                helpers=(
                    *_NAMES,
                    *_IDS,
                    *ratios.columns(_PLAIN_RATIOS),
                    *ad_rows.split_columns(_SPLITS),
                ),
                checks=ratios.checks(_PLAIN_RATIOS),
            ),
        ),
        marks=(_SPLIT_HEADERS,),
        without=(*_LOST, *_ELSEWHERE),
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
                helpers=(*_IDS, *ratios.columns(_RATIOS)),
                checks=ratios.checks(_RATIOS),
            ),
        ),
        marks=(_ENTITIES,),
        without=(*_DAY, *_SPLIT_HEADERS, *_LOST, *_ELSEWHERE),
        left_out=_TOTALS,
        needs_period=True,
    ),
)

_BY_DAY = "Export it with the dimension Day and without this one."

KNOWN = (
    Known(
        key="tiktok_ads_split_period",
        title="a breakdown of ads without days",
        marks=(_COST, ("Impressions",), _SPLIT_HEADERS),
        reason="the parts of a period are not kept, and their sum is not its whole.",
        remedy="Export it with the dimension Day, or without the breakdown.",
    ),
    Known(
        key="tiktok_ads_search_terms",
        title="an ad report by search term",
        marks=(_COST, ("Impressions",), ("Search term", "search_terms")),
        reason="search terms show only a part of what was spent.",
        remedy=_BY_DAY,
    ),
    Known(
        key="tiktok_ads_hourly",
        title="an ad report by hour",
        marks=(_COST, ("Impressions",), ("By Hour",)),
        reason="hours cannot be made into the days of the ad account without losing the last ones.",
        remedy=_BY_DAY,
    ),
)
