"""TikTok Marketing API: records of the integrated report, as JSON lines or as the reply itself."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target


def _dimension(name: str) -> tuple[str, ...]:
    return tuple(f"{start}dimensions.{name}" for start in ("data.", ""))


def _metric(name: str) -> tuple[str, ...]:
    return tuple(f"{start}metrics.{name}" for start in ("data.", ""))


_DAY = Column(_dimension("stat_time_day"), "day", dates.day, must=True)
_IDS = (
    Column(_dimension("ad_id"), "ad_id", read.identifier),
    Column(_dimension("adgroup_id"), "by_ad_group", read.identifier),
    Column(_dimension("campaign_id"), "by_campaign", read.identifier),
    Column(_dimension("advertiser_id"), "advertiser_id", read.identifier),
)
_SPLITS = tuple(
    Column(_dimension(name), f"split_{name}", read.text)
    for name in (
        "age",
        "gender",
        "country_code",
        "province_id",
        "platform",
        "placement",
        "language",
    )
)
_PART = ", ".join(
    f"case when split_{name} is not null then '{name}=' || split_{name} end"
    for name in (
        "gender",
        "age",
        "country_code",
        "province_id",
        "platform",
        "placement",
        "language",
    )
)
_KEYS = {
    # Only advertiser rows name their account; a file of one account lends it to the others.
    "ad_account": "coalesce(advertiser_id, case when min(advertiser_id) over () ="
    " max(advertiser_id) over () then min(advertiser_id) over () end, given_account, 'ad account')",
    "level": "case when ad_id is not null then 'ad' when by_ad_group is not null then 'adgroup'"
    " when by_campaign is not null then 'campaign' else 'advertiser' end",
    "entity": "coalesce(ad_id, by_ad_group, by_campaign, advertiser_id)",
}
_BASICS = (
    Column(_metric("currency"), "currency", read.currency),
    Column(_metric("spend"), "spend", read.exact, must=True),
    Column(_metric("impressions"), "impressions", read.count, must=True),
    Column(_metric("clicks"), "clicks", read.count),
    Column(_metric("conversion"), "conversions", read.count),
)
_MEASURES = (
    *_BASICS,
    Column(_metric("campaign_name"), "campaign", read.text),
    Column(_metric("adgroup_name"), "ad_group", read.text),
    Column(_metric("ad_name"), "ad", read.text),
    Column(_metric("objective_type"), "objective", read.text),
    Column(_metric("tiktok_item_id"), "post_id", read.post_id),
    Column(_metric("reach"), "reach", read.count),
    Column(_metric("engagements"), "clicks_all", read.count),
    Column(_metric("video_play_actions"), "video_views", read.count),
    Column(_metric("video_watched_2s"), "views_2s", read.count),
    Column(_metric("video_watched_6s"), "views_6s", read.count),
    Column(_metric("video_views_p25"), "views_p25", read.count),
    Column(_metric("video_views_p50"), "views_p50", read.count),
    Column(_metric("video_views_p75"), "views_p75", read.count),
    Column(_metric("video_views_p100"), "views_full", read.count),
    Column(_metric("average_video_play"), "average_watch_s", read.number),
    Column(_metric("likes"), "likes", read.count),
    Column(_metric("comments"), "comments", read.count),
    Column(_metric("shares"), "shares", read.count),
    Column(_metric("follows"), "follows", read.count),
    Column(_metric("profile_visits"), "profile_visits", read.count),
    Column(_metric("cta_conversion"), "conversions_cta", read.count),
    Column(_metric("engaged_view_through_conversions"), "conversions_evta", read.count),
    Column(_metric("vta_conversion"), "conversions_vta", read.count),
    Column(_metric("real_time_conversion"), "real_time_conversions", read.count),
    Column(_metric("skan_conversion"), "skan_conversions", read.count),
    Column(_metric("result"), "results", read.count),
    Column(_metric("complete_payment"), "purchases", read.count),
    Column(_metric("evta_payments_completed"), "purchases_evta", read.count),
    Column(_metric("vta_complete_payment"), "purchases_vta", read.count),
    # Misnamed by TikTok: this "rate" is the value of all website payments.
    Column(_metric("total_complete_payment_rate"), "purchase_value", read.exact),
    Column(_metric("vta_complete_payment_value"), "purchase_value_vta", read.exact),
    Column(_metric("total_onsite_shopping_value"), "shop_revenue", read.exact),
    Column(_metric("web_event_add_to_cart"), "add_to_cart", read.count),
    Column(_metric("initiate_checkout"), "checkouts", read.count),
)
_METRIC_IDS = (
    Column(_metric("campaign_id"), "own_campaign", read.identifier),
    Column(_metric("adgroup_id"), "own_ad_group", read.identifier),
)
_WHOLE = " and ".join(f"{column.field} is null" for column in _SPLITS)

SOURCES = (
    Source(
        key="tiktok_report_records",
        title="TikTok Marketing API: report records",
        how="GET /report/integrated/get/, saved as JSON or JSON lines (checked 2026-10).",
        targets=(
            Target(
                "ad_day",
                (_DAY, *_MEASURES),
                helpers=(*_IDS, *_SPLITS, *_METRIC_IDS),
                derived={
                    **_KEYS,
                    "campaign_id": "coalesce(by_campaign, own_campaign)",
                    "ad_group_id": "coalesce(by_ad_group, own_ad_group)",
                },
                when=_WHOLE,
            ),
            Target(
                "ad_split_day",
                (_DAY, *_BASICS),
                helpers=(*_IDS, *_SPLITS),
                derived={**_KEYS, "part": f"concat_ws(',', {_PART})"},
                when=f"not ({_WHOLE})",
            ),
        ),
    ),
)
