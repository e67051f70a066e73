"""What only the brand knows: its plan, agreements, costs, stock, answers and tests."""

from clipworth.model.tables import (
    CURRENCY,
    Table,
    count,
    day,
    flag,
    moment,
    money,
    text,
)
from clipworth.model.words import Clock

POST_PLAN = Table(
    "post_plan",
    "What the brand says about a post: pillar, stage, content type, format, hook, creator.",
    "one row per post",
    (
        text("post_id", "TikTok's id of the post.", key=True),
        text(
            "pillar",
            "Content pillars, separated by semicolons; with weights, as `recipes 70 %; tips 30 %`.",
        ),
        text("stage", "TOFU, MOFU or BOFU."),
        text("content_type", "organic, creator, ugc, paid or shop."),
        text("format", "Format of the post, in the brand's words."),
        text("hook", "How it opens, in the brand's words."),
        flag("scripted", "Whether it was made from a script."),
        text("creator", "Handle of the creator who made it."),
        text("sku", "Product shown, by SKU."),
        flag("music_cleared", "Its music may be used in ads."),
        flag("authorised", "Its maker allowed ads with it: TikTok's authorisation code is there."),
    ),
    Clock.BRAND,
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
    last="until_day",
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
    last="last_day(month)",
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

STOCK = Table(
    "stock",
    "How much of a product there is to sell.",
    "one row per SKU, location and day",
    (
        text("sku", "Stock keeping unit.", key=True),
        text(
            "location",
            "Shop or warehouse; empty: not said, so all together.",
            key=True,
            blank=True,
        ),
        day("day", "The day of the count.", key=True),
        count("quantity", "item", "Items that can be sold; negative where oversold."),
        count("incoming", "item", "Items on their way."),
    ),
    Clock.BRAND,
    day="day",
)

SURVEY_ANSWER = Table(
    "survey_answer",
    "What customers said when asked how they heard of the brand, at the till or after buying.",
    "one row per entry of the sheet",
    (
        text("survey", "till, post-purchase or other.", key=True),
        text("entry", "Id of the answer; else its number among equal ones.", key=True),
        day("day", "The day of the answer.", key=True),
        text("location", "Shop or till; empty: not said.", key=True, blank=True),
        text("question", "The question; empty: not said.", key=True, blank=True),
        text("answer", "The answer, in the sheet's words.", key=True, blank=True),
        count("answers", "answer", "How often this answer was given; 1 where a row is a person."),
        count("asked", "customer", "How many were asked that day, where the sheet says."),
        text("order_id", "The order that it belongs to."),
        text("code", "Discount code named, upper case."),
        text("person", "Keyed hash of the customer.", personal=True),
    ),
    Clock.BRAND,
    day="day",
)

REGION_DAY = Table(
    "region_day",
    "What was sold in a region on a day, and what was spent there.",
    "one row per region and day",
    (
        text("region", "The region in the brand's words, such as a state or a market.", key=True),
        day("day", "The day.", key=True),
        money("revenue", "Sales of the region on the day."),
        CURRENCY,
        count("orders", "order", "Orders of the region on the day."),
        count("customers", "customer", "Customers who bought."),
        count("sessions", "session", "Visits to the site from the region."),
        money("spend", "What was spent on ads there that day, where the brand knows."),
    ),
    Clock.BRAND,
    day="day",
)

UGC_POST = Table(
    "ugc_post",
    "A post by someone else about the brand.",
    "one row per network and post",
    (
        text("network", "tiktok, instagram, facebook or youtube.", key=True),
        text("post_id", "The network's id of the post.", key=True),
        text("creator", "Handle of who posted it, lower case."),
        text("link", "Link to the post."),
        day("day", "The day it was posted."),
        count("views", "view", "Views so far."),
        count("likes", "like", "Likes so far."),
        count("comments", "comment", "Comments so far."),
        count("shares", "share", "Shares so far."),
        count("saves", "save", "Saves so far."),
        flag("rights", "The brand may use it."),
        day("rights_until", "Last day of that right."),
        flag("paid", "The creator was paid for it."),
        text("sku", "Product shown, by SKU."),
        text("note", "What the brand notes about it."),
    ),
    Clock.BRAND,
    day="day",
)

COMMENT = Table(
    "comment",
    "A comment under a post.",
    "one row per comment",
    (
        text("comment_id", "The network's id of the comment; else made of its cells.", key=True),
        text("post_id", "The post it stands under."),
        moment("written_ms", "When, UTC."),
        day("day", "The day as the source gives it."),
        text("text", "What it says."),
        count("likes", "like", "Likes of the comment."),
        text("reply_to", "The comment that it answers."),
        text("person", "Keyed hash of who wrote it.", personal=True),
    ),
    Clock.UNSTATED,
    day="day",
)

COMPETITOR_DAY = Table(
    "competitor_day",
    "Public counts of another brand's account on a day.",
    "one row per network, account and day",
    (
        text("network", "tiktok, instagram, facebook, linkedin or youtube.", key=True),
        text("account", "Handle without the @, lower case.", key=True),
        day("day", "The day of the count.", key=True),
        count("followers", "follower", "Followers at that time."),
        count("posts", "post", "Posts of all time at that time."),
        count("views", "view", "Views of all time at that time."),
        count("likes", "like", "Likes of all time at that time."),
        count("comments", "comment", "Comments of all time at that time."),
        count("shares", "share", "Shares of all time at that time."),
    ),
    Clock.UNSTATED,
    day="day",
)

LIFT_SURVEY = Table(
    "lift_survey",
    "A brand-lift survey: answers of people who saw the ads beside people who did not.",
    "one row per study, question and group",
    (
        text("study", "Name of the study.", key=True),
        text("question", "What was asked, such as ad recall or intent.", key=True),
        text("arm", "exposed or control.", key=True),
        count("respondents", "person", "People who answered."),
        count("positive", "person", "People who gave the wanted answer."),
        day("from_day", "First day of the survey."),
        day("until_day", "Last day of the survey."),
    ),
    Clock.BRAND,
    day="from_day",
    last="until_day",
)
