"""The value layer: what it cost, what came back, cash and media-equivalent apart."""

from dataclasses import replace

from clipworth.measure.metrics.conversion import SPEND, TRACKED_REVENUE
from clipworth.measure.metrics.intent import INTENT_ACTIONS
from clipworth.measure.metrics.kinds import Composite, Direction, Measure, Ratio, Reads
from clipworth.measure.metrics.reach import IMPRESSIONS, ORGANIC_VIEWS
from clipworth.model.units import MONEY
from clipworth.model.words import Layer, Word


def _cost(key: str, label: str, meaning: str, kind: str, word: Word, *columns: str) -> Measure:
    # The ledger's rows carry their kind and their table; each cost is on exactly one row.
    expression = "r.amount" if not kind else f"case when r.kind = '{kind}' then r.amount end"
    reads = tuple(
        Reads(column, f"case when r.origin = '{column.partition('.')[0]}' then r.amount end")
        for column in columns
    )
    return Measure(
        key,
        label,
        meaning,
        MONEY,
        Layer.VALUE,
        word,
        None,
        "costs",
        expression,
        reads,
        direction=Direction.DOWN,
        grain="entry and day",
    )


AD_COSTS = _cost(
    "ad_costs", "Ads", "Ad spend as billed, once.", "ads", Word.BILLED, "ad_day.spend",
    "ad_period.spend",
)  # fmt: skip
FEES = _cost(
    "fees",
    "Creator fees",
    "Fees of creators, spread evenly over the days of each agreement.",
    "fee",
    Word.FIRST_PARTY,
    "creator.fee",
)
OTHER_COSTS = _cost(
    "other_costs",
    "Other costs",
    "The cost sheet (production, tools, staff), spread evenly over the days of each month.",
    "sheet",
    Word.FIRST_PARTY,
    "cost.amount",
)
COST = _cost(
    "cost",
    "Cost",
    "Ad spend as billed, creator fees and the cost sheet, each once.",
    "",
    Word.FIRST_PARTY,
    "ad_day.spend",
    "ad_period.spend",
    "creator.fee",
    "cost.amount",
)
COST_PER_INTENT_ACTION = Ratio(
    "cost_per_intent_action",
    "Cost per intent action",
    "What a save, share, profile visit or link click cost, for whatever has a cost.",
    COST,
    INTENT_ACTIONS,
    Direction.DOWN,
)
ROI = Composite(
    "roi",
    "ROI (cash)",
    "What came back for each unit of cost, over the cost: cash only, by tracked orders.",
    "(revenue tracked to TikTok − cost) / cost",
    (TRACKED_REVENUE, COST),
)
# Ads of all days, whatever was asked for: one price for all periods.
MEDIA_PRICE = Ratio(
    "media_price",
    "Price of 1,000 views",
    "What own ads paid for 1,000 impressions, one view set equal to one impression.",
    replace(
        SPEND,
        key="priced_spend",
        label="Spend of all ads",
        expression="case when r.impressions > 0 then r.spend end",
    ),
    replace(
        IMPRESSIONS,
        key="priced_impressions",
        label="Impressions of all ads",
        expression="case when r.impressions > 0 then r.impressions end",
    ),
    Direction.NEITHER,
    times=1000,
)
MEDIA_EQUIVALENT = Composite(
    "media_equivalent",
    "Media-equivalent value",
    "What this attention would have cost as ads. It pays no invoices and is never added to "
    "revenue.",
    "organic views × price of 1,000 views / 1,000",
    (ORGANIC_VIEWS, MEDIA_PRICE),
    unit=MONEY,
    softer=Word.MODELLED,
)
MEDIA_RETURN = Composite(
    "media_return",
    "Media-equivalent return",
    "Media-equivalent value for each unit of cost; not a return of money, so never called ROI.",
    "media-equivalent value / cost",
    (MEDIA_EQUIVALENT, COST),
)

METRICS = (
    AD_COSTS,
    FEES,
    OTHER_COSTS,
    COST,
    COST_PER_INTENT_ACTION,
    ROI,
    MEDIA_EQUIVALENT,
    MEDIA_RETURN,
)
