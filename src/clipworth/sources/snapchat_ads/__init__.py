"""Snapchat Ads Manager: campaigns, ad squads (now ad sets) or ads, by day or of a period."""

from clipworth.sources import ad_rows, dates, ratios, read
from clipworth.sources.declare import Column, Known, LeftOut, Source, Target

_DAY = ("Date", "Day")
_FROM = ("Start time", "Start date", "Report start")
_UNTIL = ("End time", "End date", "Report end")
_CAMPAIGN = ("Campaign name", "Campaign")
_AD_GROUP = ("Ad squad name", "Ad squad", "Ad set name", "Ad set")
_AD = ("Ad name", "Ad")
_SPENT = (
    "Amount spent", "Amount spent ({currency})", "Spend", "Spend ({currency})", "Total spend",
)  # fmt: skip
# No other platform has swipes, or calls its impressions paid beside an amount spent.
_SNAPCHAT = (
    "Paid impressions", "Paid reach", "Swipe ups", "Swipe-ups", "Swipes", "Swipe up rate",
    "Ad squad name", "Ad squad", "Ad squad ID",
)  # fmt: skip
_SPLITS = {
    "age": ("Age", "Age bucket"),
    "gender": ("Gender",),
    "country": ("Country",),
    "region": ("Region", "DMA"),
    "device": ("Device", "OS", "Operating system"),
}
_RATIOS = (
    ratios.rate(
        ("Swipe up rate", "Swipe-up rate", "CTR", "Click rate"),
        "click_rate",
        "clicks",
        "impressions",
        says="swipe-ups divided by impressions",
    ),
    ratios.cost(("eCPM", "CPM", "Paid eCPM"), "cost_per_thousand", "impressions", per=1000,
        says="thousands of impressions"),
    ratios.cost(("eCPSU", "eCPC", "CPC"), "cost_per_click", "clicks", says="swipe-ups"),
)  # fmt: skip
_TOTALS = tuple(
    LeftOut(
        "regexp_matches(lower({c}), '^(grand )?totals?( .*)?$')",
        column,
        "is the total of the rows above; counting it would double everything.",
    )
    for column in (_DAY, _FROM, ("Campaign ID",), ("Account name", "Ad account name"))
) + tuple(
    LeftOut(
        "regexp_matches(lower({c}), '^(grand )?totals?$')",
        column,
        "is the total of the rows above; counting it would double everything.",
    )
    for column in (_CAMPAIGN, _AD_GROUP, _AD)
)
_FIRST = "coalesce(day_of, starts)"
# Snapchat ends a period at the midnight after it; a day without a clock is the last one inside.
_UNTIL_SQL = (
    "case when day_of is not null then day_of + 1 when ends < starts then null"
    " when regexp_matches(ends_text, '[ T]00:00') then greatest(ends, starts + 1)"
    " else ends + 1 end"
)

SOURCES = (
    Source(
        key="snapchat_ads",
        title="Snapchat Ads Manager: campaigns, ad sets or ads",
        how="Ads Manager > Manage Ads > Export, or Reports, by day; CSV (checked 2026-10).",
        targets=(
            Target(
                "other_ad",
                (
                    Column(("Campaign ID",), "campaign_id", read.text),
                    Column(_CAMPAIGN, "campaign", read.text),
                    Column(_AD_GROUP, "ad_group", read.text),
                    Column(_AD, "ad", read.text),
                    Column(("Currency", "Account currency"), "currency", read.currency),
                    Column(_SPENT, "spend", read.money, must=True),
                    Column(("Paid impressions", "Impressions"), "impressions", read.count),
                    Column(("Paid reach", "Reach"), "reach", read.count),
                    Column(
                        ("Swipe ups", "Swipe-ups", "Swipes", "Clicks"), "clicks", read.count
                    ),
                    Column(("Results",), "results", read.parted),
                    Column(("Result type", "Result event"), "result_kind", read.text),
                    Column(("Purchases", "Purchases ({window})"), "purchases", read.parted),
                    Column(
                        (
                            "Purchases value", "Purchase value", "Purchases value ({currency})",
                            "Purchase value ({currency})", "Purchases value ({window})",
                        ),
                        "purchase_value",
                        read.money,
                    ),
                    Column(("Attribution window", "Attribution windows"), "window", read.text),
                ),
                helpers=(
                    Column(_DAY, "day_of", dates.day_as_given),
                    Column(_FROM, "starts", dates.day_as_given),
                    Column(_UNTIL, "ends", dates.day_as_given),
                    Column(_UNTIL, "ends_text", read.text),
                    Column(("Ad account ID", "Account ID"), "account_id", read.text),
                    Column(("Ad account name", "Account name"), "account_name", read.text),
                    Column(("Ad squad ID", "Ad set ID"), "ad_group_id", read.text),
                    Column(("Ad ID",), "ad_id", read.text),
                    *ad_rows.split_columns(_SPLITS),
                    *ratios.columns(_RATIOS),
                ),
                derived={
                    "platform": "'snapchat'",
                    "ad_account": "coalesce(account_id, account_name, given_account)",
                    "level": ad_rows.level("account"),
                    "entity": ad_rows.entity("coalesce(account_id, account_name, 'all')"),
                    "split": ad_rows.part(_SPLITS),
                    "from_day": _FIRST,
                    "until_day": _UNTIL_SQL,
                    "currency": "coalesce(currency, upper(header_currency))",
                    "window": 'coalesce("window", header_window)',
                },
                checks=ratios.checks(_RATIOS),
            ),
        ),
        marks=((*_DAY, *_FROM), _SNAPCHAT),
        left_out=_TOTALS,
    ),
)  # fmt: skip

KNOWN = (
    Known(
        key="snapchat_ads_without_days",
        title="a Snapchat ad report that says of no days",
        marks=(_SPENT, _SNAPCHAT),
        reason="what was spent in an unknown time cannot be compared with anything.",
        remedy="Export it by day.",
    ),
)
