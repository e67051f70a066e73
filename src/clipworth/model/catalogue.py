"""All canonical tables that exist; a contract test walks them."""

from clipworth.model.tables import (
    CURRENCY,
    Merge,
    Table,
    count,
    day,
    flag,
    moment,
    money,
    seconds,
    share,
    text,
)
from clipworth.model.words import Clock

ACCOUNT_DAY = Table(
    "account_day",
    "What happened to an account on a day, over all its posts.",
    "one row per account and day",
    (
        text("account", "Handle without the @, lower case.", key=True),
        day("day", "The reporting day as the export gives it.", key=True),
        count("views", "view", "Video views on the day, paid views included."),
        count("reach", "viewer", "People who saw a video that day; does not add over days."),
        count("profile_visits", "visit", "Visits to the profile."),
        count("likes", "like", "Likes on the day; can be negative where unlikes are netted."),
        count("comments", "comment", "Comments on the day."),
        count("shares", "share", "Shares on the day."),
        count("website_clicks", "click", "Clicks on the profile's website link."),
        count("phone_clicks", "click", "Clicks on the profile's phone number."),
        count("leads", "lead", "Leads submitted on the profile."),
        count("followers", "follower", "Followers at the end of the day."),
        count("new_followers", "follower", "Followers gained on the day."),
        count("lost_followers", "follower", "Followers lost on the day."),
        count("viewers", "viewer", "Distinct viewers on the day; does not add over days."),
        count("new_viewers", "viewer", "Viewers who had not watched before."),
        count("returning_viewers", "viewer", "Viewers who had watched before."),
        count("engaged_audience", "viewer", "People who interacted on the day."),
        count("following", "account", "Accounts that this account follows."),
        count("total_likes", "like", "Likes of all time at the end of the day."),
        count("videos", "post", "Posts of all time at the end of the day."),
        text("rounded", "Which counts the source had rounded, comma separated."),
    ),
    Clock.UNSTATED,
    day="day",
    owner="account",
)

POST = Table(
    "post",
    "A post and its lifetime totals, as of the newest source that knows each.",
    "one row per post",
    (
        text("post_id", "TikTok's id of the post.", key=True),
        text("account", "Handle of the account that published it."),
        moment("posted_ms", "When it was published, UTC."),
        day("posted_day", "The day it was published, as the source gives it."),
        text("title", "Caption or title."),
        text("hashtags", "Hashtags without #, separated by semicolons."),
        seconds("duration_s", "Length of the video in seconds."),
        count("views", "view", "Views so far; paid Spark views are inside."),
        count("reach", "viewer", "People reached so far."),
        count("likes", "like", "Likes so far."),
        count("comments", "comment", "Comments so far."),
        count("shares", "share", "Shares so far."),
        count("saves", "save", "Saves (favourites) so far."),
        count("profile_visits", "visit", "Profile visits from the post so far."),
        count("link_clicks", "click", "Website clicks from the post so far."),
        count("new_followers", "follower", "Followers gained through the post so far."),
        seconds("average_watch_s", "Average time watched, in seconds."),
        seconds("total_watch_s", "Total time watched, in seconds."),
        share("full_watch_share", "Share of views that watched to the end."),
        share("non_follower_share", "Share of views by people who do not follow."),
        share("follow_feed_share", "Share of views that came through the Following feed."),
        flag(
            "top_sample",
            "Only known from an export of top posts, chosen by success.",
            merge=Merge.EVERY,
        ),
        text("rounded", "Which counts the source had rounded, comma separated."),
    ),
    Clock.UTC,
    day="posted_day",
    owner="account",
)

POST_PLAN = Table(
    "post_plan",
    "What the brand says about a post: pillar, stage, content type, format, hook, creator.",
    "one row per post",
    (
        text("post_id", "TikTok's id of the post.", key=True),
        text("pillar", "Content pillars, separated by semicolons."),
        text("stage", "TOFU, MOFU or BOFU."),
        text("content_type", "organic, creator, ugc, paid or shop."),
        text("format", "Format of the post, in the brand's words."),
        text("hook", "How it opens, in the brand's words."),
        text("creator", "Handle of the creator who made it."),
    ),
    Clock.BRAND,
)

AUDIENCE_SHARE = Table(
    "audience_share",
    "How an account's followers split by gender or territory.",
    "one row per account, export day, split and part",
    (
        text("account", "Handle of the account.", key=True),
        day("day", "Day of the export.", key=True),
        text("split", "gender or territory.", key=True),
        text("part", "The part, as the export names it.", key=True),
        share("share", "Share of followers in this part."),
    ),
    Clock.UNSTATED,
    day="day",
    owner="account",
)

AUDIENCE_HOUR = Table(
    "audience_hour",
    "How many followers were active in each hour.",
    "one row per account, day and hour",
    (
        text("account", "Handle of the account.", key=True),
        day("day", "The day as the export gives it.", key=True),
        text("hour", "Hour of the day, 00 to 23.", key=True),
        count("active_followers", "follower", "Followers active in that hour."),
    ),
    Clock.UNSTATED,
    day="day",
    owner="account",
)

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

SALE = Table(
    "sale",
    "An order of the brand's own shop.",
    "one row per order",
    (
        text("order_id", "The shop's id of the order.", key=True),
        moment("ordered_ms", "When it was placed, UTC."),
        day("day", "The day it was placed, in the shop's time zone."),
        CURRENCY,
        money("total", "What the customer paid: goods after discounts, shipping, taxes."),
        money("subtotal", "Goods after discounts, before shipping."),
        money("shipping", "Shipping charged."),
        money("tax", "Taxes in the total."),
        money("discount", "Discounts given."),
        money("refunded", "What was paid back so far, where the export carries it."),
        text("status", "Payment status in the shop's words."),
        flag("cancelled", "The order was cancelled or voided."),
        flag("test", "A test order; counted nowhere."),
        text("codes", "Discount codes, upper case, separated by semicolons."),
        text("utm_source", "utm_source of the visit that ordered."),
        text("utm_medium", "utm_medium of that visit."),
        text("utm_campaign", "utm_campaign of that visit."),
        text("utm_content", "utm_content of that visit."),
        text("utm_term", "utm_term of that visit: the creator's handle by our convention."),
        text("person", "Keyed hash of the customer.", personal=True),
        flag("new_customer", "The customer's first order, where the shop says so."),
        text("channel", "Where the shop says the order was made."),
        text("country", "Country of the order."),
    ),
    Clock.SHOP,
    day="day",
)

SALE_LINE = Table(
    "sale_line",
    "One product in an order.",
    "one row per order and line",
    (
        text("order_id", "The shop's id of the order.", key=True),
        text("line", "Id or number of the line in its order.", key=True),
        text("sku", "Stock keeping unit."),
        text("product", "Name or id of the product."),
        count("quantity", "item", "How many."),
        money("price", "Price of one."),
        money("discount", "Discount on the line."),
    ),
    Clock.SHOP,
)

SALE_CODE = Table(
    "sale_code",
    "A discount code on an order, where the shop lists them apart.",
    "one row per order and code",
    (
        text("order_id", "The shop's id of the order.", key=True),
        text("code", "The code, upper case.", key=True),
        money("discount", "What the code took off, where it is an amount."),
    ),
    Clock.SHOP,
)

REFUND = Table(
    "refund",
    "A refund of an order, where the shop lists them apart.",
    "one row per refund",
    (
        text("refund_id", "The shop's id of the refund.", key=True),
        text("order_id", "The order it belongs to."),
        moment("refunded_ms", "When, UTC."),
    ),
    Clock.SHOP,
)

REFUND_PART = Table(
    "refund_part",
    "An amount inside a refund: a line sent back, or an adjustment such as shipping.",
    "one row per refund and part",
    (
        text("refund_id", "The refund it belongs to.", key=True),
        text("part", "Id of the part.", key=True),
        text("kind", "line or adjustment."),
        money("amount", "What was paid back, positive, tax included."),
    ),
    Clock.SHOP,
)

CREATOR = Table(
    "creator",
    "What was agreed with a creator for a time.",
    "one row per creator and first day",
    (
        text("creator", "Handle without the @, lower case.", key=True),
        day("from_day", "First day of the agreement.", key=True),
        day("until_day", "Last day of the agreement."),
        money("fee", "What the creator was paid in all."),
        CURRENCY,
        text("code", "Discount code given to the creator, upper case."),
        text("link", "Link given to the creator."),
        text("deliverables", "What was promised."),
    ),
    Clock.BRAND,
    day="from_day",
)

COST = Table(
    "cost",
    "A cost beside ads and fees: production, tools, staff.",
    "one row per entry of the sheet",
    (
        text("entry", "Number of the entry among equal ones.", key=True),
        day("month", "First day of the month it belongs to.", key=True),
        text("kind", "production, tools, staff or other.", key=True),
        text(
            "content_type",
            "organic, creator, ugc, paid or shop; empty: shared.",
            key=True,
            blank=True,
        ),
        text("pillar", "Pillar it was for; empty: all.", key=True, blank=True),
        text("post_id", "Post it was for; empty: none in particular.", key=True, blank=True),
        text("creator", "Creator it was for; empty: none.", key=True, blank=True),
        text("note", "What it was.", key=True, blank=True),
        money("amount", "The amount."),
        CURRENCY,
    ),
    Clock.BRAND,
    day="month",
)

PRODUCT_COST = Table(
    "product_cost",
    "What one item of a product costs the brand, from a day on.",
    "one row per SKU and first day",
    (
        text("sku", "Stock keeping unit.", key=True),
        day("from_day", "The day from which this cost holds.", key=True),
        money("unit_cost", "Cost of one item."),
        CURRENCY,
    ),
    Clock.BRAND,
    day="from_day",
)

PROMO_CODE = Table(
    "promo_code",
    "A discount code and what it stands for.",
    "one row per code",
    (
        text("code", "The code, upper case.", key=True),
        text("creator", "The creator it was given to."),
        text("post_id", "The post it was shown in."),
        text("content_type", "organic, creator, ugc, paid or shop."),
        day("from_day", "First day it counts."),
        day("until_day", "Last day it counts."),
    ),
    Clock.BRAND,
)

FX_RATE = Table(
    "fx_rate",
    "What one unit of a currency was worth in another on a day.",
    "one row per day and pair of currencies",
    (
        day("day", "The day of the rate; it holds until the next one.", key=True),
        text("base", "Currency of the one unit.", key=True),
        text("quote", "Currency it is expressed in.", key=True),
        money("rate", "How many units of quote one unit of base is worth."),
    ),
    Clock.BRAND,
    day="day",
)

TABLES = {
    table.name: table
    for table in (
        ACCOUNT_DAY,
        POST,
        POST_PLAN,
        AUDIENCE_SHARE,
        AUDIENCE_HOUR,
        AD_DAY,
        AD_PERIOD,
        AD_SPLIT_DAY,
        SALE,
        SALE_LINE,
        SALE_CODE,
        REFUND,
        REFUND_PART,
        CREATOR,
        COST,
        PRODUCT_COST,
        PROMO_CODE,
        FX_RATE,
    )
}
