"""The brand's own sheets: figures of posts, plan, creators, costs, products, codes, rates."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target

_HOW = "Write it yourself: `clipworth template {}` gives an empty sheet with an example."
_LINK = ("Post link", "Post", "Post ID", "Post URL", "Link to post")
_POST = Column(_LINK, "post_id", read.post_id, must=True)
_LINK_ACCOUNT = Column(_LINK, "link_account", read.link_handle)
_CURRENCY = Column(("Currency",), "currency", read.currency)
_CONTENT_TYPE = Column(("Content type",), "content_type", read.content_type)
_PLAN = (
    _POST,
    Column(("Pillar", "Pillars", "Content pillar"), "pillar", read.text, must=True),
    Column(("Stage", "Funnel stage"), "stage", read.stage),
    _CONTENT_TYPE,
    Column(("Format",), "format", read.text),
    Column(("Hook",), "hook", read.text),
    Column(("Creator",), "creator", read.handle),
)

POSTS = Source(
    key="posts_sheet",
    title="Your sheet: figures of posts, typed from the app",
    how=_HOW.format("posts"),
    targets=(
        Target(
            "post",
            (
                _POST,
                Column(("Posted on", "Post date", "Date"), "posted_day", dates.day),
                Column(("Caption", "Title"), "title", read.text),
                Column(("Views",), "views", read.count, must=True),
                Column(("Reach",), "reach", read.count),
                Column(("Likes",), "likes", read.count),
                Column(("Comments",), "comments", read.count),
                Column(("Shares",), "shares", read.count),
                Column(("Saves", "Favorites", "Favourites"), "saves", read.count),
                Column(("Profile visits", "Profile views"), "profile_visits", read.count),
                Column(("Link clicks", "Website clicks"), "link_clicks", read.count),
                Column(("New followers",), "new_followers", read.count),
                Column(("Non-follower views %",), "non_follower_share", read.percent),
                Column(("Following feed %",), "follow_feed_share", read.percent),
                Column(("Average watch time (s)",), "average_watch_s", read.duration),
                Column(("Full watch %",), "full_watch_share", read.percent),
                Column(("Duration (s)",), "duration_s", read.duration),
            ),
            helpers=(_LINK_ACCOUNT,),
            derived={
                "account": "coalesce(link_account, given_account)",
                "top_sample": "is_top_sample",
            },
        ),
        Target(
            "post_plan", _PLAN, when="coalesce(pillar, stage, content_type, format) is not null"
        ),
    ),
    without=("Post time", "Publish time", "Created date", "Total views", "Amount"),
    account_from=_LINK,
)
PLAN = Source(
    key="plan_sheet",
    title="Your sheet: content plan",
    how=_HOW.format("plan"),
    targets=(Target("post_plan", _PLAN),),
    without=("Views", "Amount"),
)
CREATORS = Source(
    key="creators_sheet",
    title="Your sheet: creators and their fees",
    how=_HOW.format("creators"),
    targets=(
        Target(
            "creator",
            (
                Column(("Creator", "Handle"), "creator", read.handle, must=True),
                Column(("From", "Start"), "from_day", dates.day, must=True),
                Column(("Until", "To", "End"), "until_day", dates.day),
                Column(("Fee",), "fee", read.money, must=True),
                _CURRENCY,
                Column(("Code", "Promo code"), "code", read.code),
                Column(("Link",), "link", read.text),
                Column(("Deliverables",), "deliverables", read.text),
            ),
        ),
    ),
)
COSTS = Source(
    key="costs_sheet",
    title="Your sheet: costs beside ads and fees",
    how=_HOW.format("costs"),
    targets=(
        Target(
            "cost",
            (
                Column(("Month",), "month", dates.month, must=True),
                Column(("Kind", "Cost type"), "kind", read.cost_kind, must=True),
                Column(("Amount", "Cost"), "amount", read.money, must=True),
                _CURRENCY,
                _CONTENT_TYPE,
                Column(("Pillar",), "pillar", read.text),
                Column(_LINK, "post_id", read.post_id),
                Column(("Creator",), "creator", read.handle),
                Column(("Note",), "note", read.text),
            ),
            # Two equal lines of a sheet are two costs, so their number among equals is in the key.
            derived={
                "entry": "(row_number() over (partition by month, kind, content_type, pillar,"
                " post_id, creator, note order by _row))::VARCHAR"
            },
        ),
    ),
)
PRODUCTS = Source(
    key="product_costs_sheet",
    title="Your sheet: what products cost you",
    how=_HOW.format("products"),
    targets=(
        Target(
            "product_cost",
            (
                Column(("SKU",), "sku", read.text, must=True),
                Column(("From", "Valid from"), "from_day", dates.day, must=True),
                Column(("Unit cost", "Cost per item"), "unit_cost", read.money, must=True),
                _CURRENCY,
            ),
        ),
    ),
)
CODES = Source(
    key="promo_codes_sheet",
    title="Your sheet: promo codes",
    how=_HOW.format("codes"),
    targets=(
        Target(
            "promo_code",
            (
                Column(("Code", "Promo code"), "code", read.code, must=True),
                Column(("Creator",), "creator", read.handle, must=True),
                Column(_LINK, "post_id", read.post_id),
                _CONTENT_TYPE,
                Column(("From", "Start"), "from_day", dates.day),
                Column(("Until", "To", "End"), "until_day", dates.day),
            ),
        ),
    ),
    without=("Fee",),
)
RATES = Source(
    key="fx_rates_sheet",
    title="Your sheet: exchange rates by day",
    how=_HOW.format("rates"),
    targets=(
        Target(
            "fx_rate",
            (
                Column(("Day", "Date"), "day", dates.day, must=True),
                Column(("Base", "From currency"), "base", read.currency, must=True),
                Column(("Quote", "To currency"), "quote", read.currency, must=True),
                Column(("Rate",), "rate", read.money, must=True),
            ),
        ),
    ),
)

SOURCES = (POSTS, PLAN, CREATORS, COSTS, PRODUCTS, CODES, RATES)
