"""What TikTok's ads cost and did."""

from clipworth.model.tables import (
    CURRENCY,
    Table,
    count,
    day,
    money,
    seconds,
    text,
)
from clipworth.model.words import Clock

_AD_MEASURES = (
    text("objective", "Advertising objective."),
    text("ad_format", "Format of the ad: In-Feed, Spark, TopView, Shop, GMV Max."),
    text("post_id", "Id of the boosted post, where the ad is a Spark Ad."),
    CURRENCY,
    money("spend", "What the ad cost."),
    count("impressions", "impression", "Times the ad was shown."),
    count("reach", "viewer", "People who saw the ad; does not add over days."),
    count("clicks", "click", "Clicks to the destination."),
    count("clicks_all", "click", "All clicks, social ones included."),
    count("video_views", "view", "Video plays, replays left out."),
    count("views_2s", "view", "Plays of at least 2 seconds."),
    count("views_6s", "view", "Plays of at least 6 seconds."),
    count("views_p25", "view", "Plays of at least a quarter."),
    count("views_p50", "view", "Plays of at least a half."),
    count("views_p75", "view", "Plays of at least three quarters."),
    count("views_full", "view", "Plays to the end."),
    seconds("average_watch_s", "Average time played, replays included, in seconds."),
    count("likes", "like", "Likes while the ad ran."),
    count("comments", "comment", "Comments while the ad ran."),
    count("shares", "share", "Shares while the ad ran."),
    count("follows", "follower", "Follows while the ad ran."),
    count("profile_visits", "visit", "Profile visits while the ad ran."),
    count("conversions", "conversion", "Conversions, booked on the day of the ad."),
    count("conversions_cta", "conversion", "Conversions after a click."),
    count("conversions_evta", "conversion", "Conversions after an engaged view."),
    count("conversions_vta", "conversion", "Conversions after a view."),
    count("real_time_conversions", "conversion", "Conversions on the day they happened."),
    count("skan_conversions", "conversion", "Conversions by SKAdNetwork; never added to others."),
    count("results", "result", "What the ad was optimised for; it may be clicks or views."),
    count("purchases", "purchase", "Website purchases that TikTok claims."),
    count("purchases_cta", "purchase", "Claimed purchases after a click."),
    count("purchases_evta", "purchase", "Claimed purchases after an engaged view."),
    count("purchases_vta", "purchase", "Claimed purchases after a view."),
    money("purchase_value", "Value of the website purchases that TikTok claims."),
    money("purchase_value_vta", "Claimed value after a view."),
    money("shop_revenue", "Gross TikTok Shop revenue that TikTok claims."),
    count("add_to_cart", "event", "Adds to cart."),
    count("checkouts", "event", "Checkouts begun."),
)

_AD_NAMES = (
    text("campaign_id", "Id of the campaign."),
    text("campaign", "Name of the campaign."),
    text("ad_group_id", "Id of the ad group."),
    text("ad_group", "Name of the ad group."),
    text("ad", "Name of the ad."),
)

AD_DAY = Table(
    "ad_day",
    "What ads cost and did on a day, at one level of the account; levels are never added.",
    "one row per ad account, level, entity and day",
    (
        text("ad_account", "Advertiser id, or the ad account named on import.", key=True),
        text("level", "advertiser, campaign, adgroup or ad.", key=True),
        text("entity", "Id of the entity at that level; its names where there is no id.", key=True),
        day("day", "Day of the ad account.", key=True),
        *_AD_NAMES,
        *_AD_MEASURES,
    ),
    Clock.AD_ACCOUNT,
    day="day",
)

AD_PERIOD = Table(
    "ad_period",
    "Totals of ads over a period, kept as such: they are never spread over days.",
    "one row per ad account, level, entity and period",
    (
        text("ad_account", "Advertiser id, or the ad account named on import.", key=True),
        text("level", "campaign, adgroup or ad.", key=True),
        text("entity", "Id of the entity at that level; its names where there is no id.", key=True),
        day("from_day", "First day of the period.", key=True),
        day("until_day", "The day after the last one.", key=True),
        *_AD_NAMES,
        *_AD_MEASURES,
    ),
    Clock.AD_ACCOUNT,
    day="from_day",
    last="until_day - 1",
)

AD_SPLIT_DAY = Table(
    "ad_split_day",
    "An ad day split by audience: the same spend as ad_day, seen another way; never added to it.",
    "one row per ad account, level, entity, day and part of the audience",
    (
        text("ad_account", "Advertiser id, or the ad account named on import.", key=True),
        text("level", "advertiser, campaign, adgroup or ad.", key=True),
        text("entity", "Id of the entity at that level.", key=True),
        day("day", "Day of the ad account.", key=True),
        text("part", "The part, such as gender=FEMALE,age=AGE_25_34.", key=True),
        CURRENCY,
        money("spend", "What the ad cost in this part."),
        count("impressions", "impression", "Times the ad was shown to this part."),
        count("clicks", "click", "Clicks to the destination."),
        count("conversions", "conversion", "Conversions, booked on the day of the ad."),
    ),
    Clock.AD_ACCOUNT,
    day="day",
)
