"""The value layer: what it cost, what came back, cash and media-equivalent apart."""

from clipworth.measure.metrics.conversion import TRACKED_REVENUE
from clipworth.measure.metrics.intent import INTENT_ACTIONS
from clipworth.measure.metrics.kinds import Composite, Direction, Measure, Ratio
from clipworth.measure.metrics.reach import ORGANIC_VIEWS
from clipworth.model.units import MONEY
from clipworth.model.words import Layer, Word


def _cost(key: str, label: str, meaning: str, kind: str, word: Word, *sources: str) -> Measure:
    # The ledger's rows carry their kind; each cost is on exactly one row.
    expression = "r.amount" if not kind else f"case when r.kind = '{kind}' then r.amount end"
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
        sources,
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
MEDIA_EQUIVALENT = Composite(
    "media_equivalent",
    "Media-equivalent value",
    "What this attention would have cost as ads. It pays no invoices and is never added to "
    "revenue.",
    "organic views × value per 1,000 views / 1,000",
    (ORGANIC_VIEWS,),
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
