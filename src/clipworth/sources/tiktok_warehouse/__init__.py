"""Tables of TikTok's connector in a warehouse that are recognised and not taken."""

from clipworth.sources.declare import Known, Source

SOURCES: tuple[Source, ...] = ()

_DAILY = "Export by day, as JSON lines of the report or from Ads Manager > Custom report."

KNOWN = (
    Known(
        key="tiktok_hourly_report",
        title="an hourly ad report of a warehouse connector",
        marks=(("stat_time_hour",), ("spend",), ("impressions",)),
        reason="hours of the ad account cannot be made into its days without losing the last ones.",
        remedy=_DAILY,
    ),
    Known(
        key="tiktok_ad_history",
        title="a history of ads in a warehouse connector",
        marks=(("ad_id",), ("updated_at",), ("ad_name",)),
        reason="it holds names and settings, no figures.",
        remedy=_DAILY,
    ),
    Known(
        key="tiktok_adgroup_history",
        title="a history of ad groups in a warehouse connector",
        marks=(("adgroup_id",), ("updated_at",), ("adgroup_name",)),
        reason="it holds names and settings, no figures.",
        remedy=_DAILY,
    ),
    Known(
        key="tiktok_campaign_history",
        title="a history of campaigns in a warehouse connector",
        marks=(("campaign_id",), ("updated_at",), ("campaign_name",)),
        reason="it holds names and settings, no figures.",
        remedy=_DAILY,
    ),
)
