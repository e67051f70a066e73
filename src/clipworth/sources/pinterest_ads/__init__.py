"""Pinterest Ads: reports of campaigns, ad groups or ads, by day."""

from clipworth.sources import ad_rows, dates, ratios, read
from clipworth.sources.declare import Column, Known, LeftOut, Source, Target

_DAY = ("Date", "Day")
_FROM = ("Start date", "Report start", "Reporting start")
_CAMPAIGN = ("Campaign name", "Campaign")
_AD_GROUP = ("Ad group name", "Ad group")
_AD = ("Ad name", "Promoted Pin name", "Pin promotion name")
_SPEND = (
    "Spend in account currency", "Spend", "Total spend", "Spend ({currency})",
    "Total spend ({currency})",
)  # fmt: skip
# No other platform counts Pins or checkouts so.
_PINTEREST = (
    "Spend in account currency", "Pin clicks", "Total Pin clicks", "Paid Pin clicks",
    "Outbound clicks", "Total outbound clicks", "Promoted Pin ID", "Pin promotion ID",
    "Total conversions (Checkout)", "Checkouts", "Total checkout",
)  # fmt: skip
_SPLITS = {
    "age": ("Age", "Age bucket"),
    "gender": ("Gender",),
    "country": ("Country",),
    "placement": ("Placement",),
    "device": ("Device type", "Device"),
}
_RATIOS = (
    ratios.rate(
        ("CTR", "Total CTR", "Pin click rate"),
        "click_rate",
        "clicks",
        "impressions",
        says="Pin clicks divided by impressions",
    ),
)
_TOTALS = tuple(
    LeftOut(
        "regexp_matches(lower({c}), '^(grand )?totals?( of .*)?$')",
        column,
        "is the total of the rows above; counting it would double everything.",
    )
    for column in (_DAY, _FROM, _CAMPAIGN, _AD_GROUP, _AD, ("Campaign ID",), ("Account name",))
)
_FIRST = "coalesce(day_of, starts)"
_LAST = "coalesce(day_of, ends)"

SOURCES = (
    Source(
        key="pinterest_ads",
        title="Pinterest Ads: report by day",
        how="Pinterest > Ads > Reporting > Custom report, by day; export CSV (checked 2026-10).",
        targets=(
            Target(
                "other_ad",
                (
                    Column(("Campaign ID",), "campaign_id", read.identifier),
                    Column(_CAMPAIGN, "campaign", read.text),
                    Column(_AD_GROUP, "ad_group", read.text),
                    Column(_AD, "ad", read.text),
                    Column(("Currency", "Account currency"), "currency", read.currency),
                    Column(_SPEND, "spend", read.money, must=True),
                    Column(("Impressions", "Total impressions"), "impressions", read.count),
                    Column(("Reach", "Total reach"), "reach", read.count),
                    Column(("Pin clicks", "Total Pin clicks"), "clicks", read.count),
                    Column(
                        ("Outbound clicks", "Total outbound clicks"), "link_clicks", read.count
                    ),
                    Column(
                        ("Total conversions", "Conversions", "Total conversions ({window})"),
                        "conversions",
                        read.parted,
                    ),
                    Column(
                        (
                            "Total conversion value in account currency",
                            "Total conversion value", "Conversion value",
                            "Total conversion value ({currency})",
                        ),
                        "conversion_value",
                        read.money,
                    ),
                    Column(
                        (
                            "Checkouts", "Total checkout", "Total checkouts",
                            "Total conversions (Checkout)", "Checkouts ({window})",
                        ),
                        "purchases",
                        read.parted,
                    ),
                    Column(
                        (
                            "Checkout value in account currency", "Checkout value",
                            "Total checkout value", "Total order value (Checkout)",
                            "Total conversion value (Checkout)", "Checkout value ({currency})",
                        ),
                        "purchase_value",
                        read.money,
                    ),
                    Column(
                        ("Attribution window", "Conversion window", "Conversion windows"),
                        "window",
                        read.text,
                    ),
                ),
                helpers=(
                    Column(_DAY, "day_of", dates.day),
                    Column(_FROM, "starts", dates.day),
                    Column(("End date", "Report end", "Reporting end"), "ends", dates.day),
                    Column(("Ad account ID", "Advertiser ID"), "account_id", read.identifier),
                    Column(
                        ("Account name", "Ad account name", "Advertiser name"),
                        "account_name",
                        read.text,
                    ),
                    Column(("Ad group ID",), "ad_group_id", read.identifier),
                    Column(
                        ("Ad ID", "Promoted Pin ID", "Pin promotion ID"), "ad_id", read.identifier
                    ),
                    *ad_rows.split_columns(_SPLITS),
                    *ratios.columns(_RATIOS),
                ),
                derived={
                    "platform": "'pinterest'",
                    "ad_account": "coalesce(account_id, account_name, given_account)",
                    "level": ad_rows.level("account"),
                    "entity": ad_rows.entity("coalesce(account_id, account_name, 'all')"),
                    "split": ad_rows.part(_SPLITS),
                    "from_day": _FIRST,
                    "until_day": f"case when {_LAST} >= {_FIRST} then {_LAST} + 1 end",
                    "currency": "coalesce(currency, upper(header_currency))",
                    "window": 'coalesce("window", header_window)',
                },
                checks=ratios.checks(_RATIOS),
            ),
        ),
        marks=((*_DAY, *_FROM), _PINTEREST),
        left_out=_TOTALS,
    ),
)  # fmt: skip

KNOWN = (
    Known(
        key="pinterest_ads_without_days",
        title="a Pinterest ad report that says of no days",
        marks=(_SPEND, _PINTEREST),
        reason="what was spent in an unknown time cannot be compared with anything.",
        remedy="Export it by day.",
    ),
)
