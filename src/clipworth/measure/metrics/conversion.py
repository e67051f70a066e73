"""The conversion layer: who bought."""

from clipworth.measure.metrics.kinds import Direction, Measure, Ratio, Reads
from clipworth.measure.metrics.reach import IMPRESSIONS
from clipworth.model.units import MONEY, Unit, counted
from clipworth.model.words import Dataset, Layer, Role, Word

_TRACKED = "orders with a creator's code or a TikTok UTM"
_CODES = (
    Reads("sale.codes", role=Role.DECIDES),
    Reads("sale.utm_source", role=Role.DECIDES),
)
_ORDERS = Reads("sale.order_id")


def _tracked(taken: str, others: str = "") -> str:
    """Write what a tracked order gives, and what others give where any could be tracked.

    Without codes and tags nobody knows which orders came from TikTok, and 0 would say none did.
    """
    of_others = f" when r.trackable then {others}" if others else ""
    return f"case when r.credit is not null then {taken}{of_others} end"


def _net(counted_in: str = "true") -> tuple[Reads, ...]:
    """Read what is left of an order after refunds, where a condition on its row r holds."""
    known = f"r.net is not null and {counted_in}"
    return (
        Reads("sale.total", f"case when {known} then r.total end"),
        Reads("sale.refunded", f"case when {known} then r.refunded_in_order end", Role.SUBTRACTS),
        Reads("refund_part.amount", f"case when {known} then r.refunded_apart end", Role.SUBTRACTS),
    )


def _ad(
    key: str,
    label: str,
    meaning: str,
    unit: Unit,
    layer: Layer = Layer.CONVERSION,
    word: Word = Word.PLATFORM,
    direction: Direction = Direction.UP,
    column: str = "",
) -> Measure:
    return Measure(
        key,
        label,
        meaning,
        unit,
        layer,
        word,
        Dataset.PAID,
        "ads",
        f"r.{key}",
        (Reads(f"ad_day.{column or key}"),),
        direction=direction,
        grain="ad and day",
    )


def _order(
    key: str,
    label: str,
    meaning: str,
    unit: Unit,
    expression: str,
    *reads: Reads,
    relation: str = "orders",
    over: str = "",
    in_words: str = "",
) -> Measure:
    return Measure(
        key,
        label,
        meaning,
        unit,
        Layer.CONVERSION,
        Word.FIRST_PARTY,
        Dataset.SHOP,
        relation,
        expression,
        reads,
        grain="order",
        over=over,
        in_words=in_words,
    )


def _margin(column: str, taken: str, role: Role = Role.SUBTRACTS, label: str = "") -> Reads:
    known = "r.credit is not null and r.margin is not null"
    return Reads(column, f"case when {known} then {taken} end", role, label)


SPEND = _ad(
    "spend",
    "Ad spend",
    "What TikTok billed for ads, at one level of each ad account.",
    MONEY,
    Layer.VALUE,
    Word.BILLED,
    Direction.NEITHER,
)
CLICKS = _ad("clicks", "Ad clicks", "Clicks to the destination of ads.", counted("click"))
CONVERSIONS = _ad(
    "conversions",
    "Conversions (TikTok says)",
    "Conversions that TikTok claims, booked on the day of the ad.",
    counted("conversion"),
)
PURCHASES = _ad(
    "purchases", "Purchases (TikTok says)", "Purchases that TikTok claims.", counted("purchase")
)
PURCHASE_VALUE = _ad(
    "purchase_value",
    "Purchase value (TikTok says)",
    "Value of the purchases that TikTok claims; never added to the shop's own revenue.",
    MONEY,
)
SPEND_BESIDE_CLAIMS = _ad(
    "spend_beside_claims",
    "Ad spend",
    "Ad spend at the level of the ad account that says the claims; in all the same.",
    MONEY,
    Layer.VALUE,
    Word.BILLED,
    Direction.NEITHER,
    column="spend",
)
CLICKS_BESIDE_CLAIMS = _ad(
    "clicks_beside_claims",
    "Ad clicks",
    "Ad clicks at the level of the ad account that says the claims; in all the same.",
    counted("click"),
    column="clicks",
)
CTR = Ratio("ctr", "CTR", "Clicks per impression of ads.", CLICKS, IMPRESSIONS)
CVR = Ratio(
    "cvr",
    "CVR (TikTok says)",
    "Claimed conversions per ad click.",
    CONVERSIONS,
    CLICKS_BESIDE_CLAIMS,
)
CPA = Ratio(
    "cpa",
    "CPA (TikTok says)",
    "What ads cost per conversion that TikTok claims.",
    SPEND_BESIDE_CLAIMS,
    CONVERSIONS,
    Direction.DOWN,
)
CPM = Ratio(
    "cpm",
    "CPM",
    "What 1,000 impressions of ads cost.",
    SPEND,
    IMPRESSIONS,
    Direction.DOWN,
    times=1000,
)
CPC = Ratio("cpc", "CPC", "What an ad click cost.", SPEND, CLICKS, Direction.DOWN)
PLATFORM_ROAS = Ratio(
    "platform_roas",
    "ROAS (TikTok says)",
    "Value that TikTok claims for each unit of money billed.",
    PURCHASE_VALUE,
    SPEND_BESIDE_CLAIMS,
)

TRACKED_ORDERS = _order(
    "tracked_orders",
    "Orders tracked to TikTok",
    "Orders with a creator's code or a TikTok UTM, each once.",
    counted("order"),
    _tracked("1", "0"),
    _ORDERS,
    *_CODES,
    in_words=f"number of {_TRACKED}",
)
TRACKED_REVENUE = _order(
    "tracked_revenue",
    "Revenue tracked to TikTok",
    "What orders with a creator's code or a TikTok UTM come to, less refunds; taxes and "
    "shipping inside. Who used neither is not in it.",
    MONEY,
    _tracked("r.net", "0"),
    *_net("r.credit is not null"),
    over=_TRACKED,
)
PAID_TRACKED_REVENUE = _order(
    "paid_tracked_revenue",
    "Revenue tracked to paid TikTok",
    "The part of the tracked revenue whose code or UTM says paid.",
    MONEY,
    _tracked("case when r.content_type = 'paid' then r.net else 0 end", "0"),
    *_net("r.credit is not null and r.content_type = 'paid'"),
    over="orders with a code or a TikTok UTM that says paid",
)
SHOP_ORDERS = _order(
    "shop_orders",
    "Orders of the shop",
    "All orders, whatever led to them; cancelled and test orders left out.",
    counted("order"),
    "1",
    _ORDERS,
    relation="shop",
    in_words="number of orders, cancelled and test ones left out",
)
SHOP_REVENUE = _order(
    "shop_revenue",
    "Revenue of the shop",
    "What all orders come to, less refunds; taxes and shipping inside.",
    MONEY,
    "r.net",
    *_net(),
    relation="shop",
    over="orders, cancelled and test ones left out",
)
NEW_CUSTOMER_ORDERS = _order(
    "tracked_new_customer_orders",
    "First orders tracked to TikTok",
    "Tracked orders that were the customer's first.",
    counted("order"),
    _tracked("r.new_customer::integer"),
    Reads("sale.new_customer"),
    in_words=f"number of {_TRACKED} where sale.new_customer is true",
)
CREDITED_ORDERS = _order(
    "credited_orders",
    "Tracked orders",
    "Orders tracked to TikTok; other orders are left out, not 0.",
    counted("order"),
    _tracked("1"),
    _ORDERS,
    *_CODES,
    in_words=f"number of {_TRACKED}",
)
CREDITED_REVENUE = _order(
    "credited_revenue",
    "Tracked revenue",
    "Revenue of orders tracked to TikTok; other orders are left out, not 0.",
    MONEY,
    _tracked("r.net"),
    *_net("r.credit is not null"),
    over=_TRACKED,
)
AOV = Ratio(
    "aov",
    "Average order value",
    "Revenue per order tracked to TikTok, after refunds.",
    CREDITED_REVENUE,
    CREDITED_ORDERS,
)
NEW_CUSTOMER_SHARE = Ratio(
    "new_customer_share",
    "New-customer share",
    "Share of the tracked orders that were the customer's first, where the shop says so.",
    NEW_CUSTOMER_ORDERS,
    CREDITED_ORDERS,
)
FIRST_PARTY_ROAS = Ratio(
    "first_party_roas",
    "ROAS (own records)",
    "Revenue that own records track to paid TikTok, for each unit of ad spend.",
    PAID_TRACKED_REVENUE,
    SPEND,
)
GROSS_REVENUE = _order(
    "gross_revenue",
    "Revenue before refunds",
    "What tracked orders come to, before refunds.",
    MONEY,
    _tracked("r.total"),
    Reads("sale.total"),
    relation="margins",
    over=_TRACKED,
)
MARGIN = _order(
    "margin",
    "Margin",
    "Tracked orders before refunds, less taxes, shipping charged and product costs; unknown for "
    "an order with a product whose cost nobody gave.",
    MONEY,
    _tracked("r.margin"),
    _margin("sale.total", "r.total", Role.ADDS),
    _margin("sale.tax", "r.tax"),
    _margin("sale.shipping", "r.shipping"),
    _margin(
        "product_cost.unit_cost",
        "r.product_cost",
        label="sale_line.quantity × product_cost.unit_cost",
    ),
    Reads("sale_line.quantity", role=Role.DECIDES),
    relation="margins",
    over=_TRACKED,
)
ORDERS_WITHOUT_MARGIN = _order(
    "orders_without_margin",
    "Tracked orders without a known margin",
    "Tracked orders whose taxes, shipping or product costs are not all known.",
    counted("order"),
    _tracked("case when r.margin is null then 1 else 0 end", "0"),
    _ORDERS,
    Reads("product_cost.unit_cost", role=Role.DECIDES),
    relation="margins",
    in_words=f"number of {_TRACKED} whose margin is unknown",
)
REFUNDS_UNKNOWN = _order(
    "refunds_unknown",
    "Orders without refund information",
    "Tracked orders whose file does not say what was paid back; they stand before refunds.",
    counted("order"),
    _tracked("case when r.refund_known then 0 else 1 end", "0"),
    _ORDERS,
    Reads("sale.refunded", role=Role.DECIDES),
    in_words=f"number of {_TRACKED} whose refunds nobody tells",
)
_NOT_PAID = "r.credit is not null and not r.paid"
ORDERS_NOT_PAID = _order(
    "tracked_orders_not_paid",
    "Tracked orders not marked as paid",
    "Tracked orders whose payment is still to come, in whole or in part, as far as the shop says.",
    counted("order"),
    _tracked("case when r.paid then 0 else 1 end", "0"),
    _ORDERS,
    Reads("sale.status", role=Role.DECIDES),
    in_words=f"number of {_TRACKED} that are not marked as paid",
)
REVENUE_NOT_PAID = _order(
    "tracked_revenue_not_paid",
    "Tracked revenue not marked as paid",
    "Revenue of tracked orders whose payment is still to come, in whole or in part; it is counted.",
    MONEY,
    _tracked("case when r.paid then 0 else r.net end", "0"),
    *_net(_NOT_PAID),
    Reads("sale.status", role=Role.DECIDES),
    over=f"{_TRACKED} that are not marked as paid",
)
BREAK_EVEN_ROAS = Ratio(
    "break_even_roas",
    "Break-even ROAS",
    "The ROAS at which an ad has paid for itself and for the products sold: revenue / margin.",
    GROSS_REVENUE,
    MARGIN,
    Direction.DOWN,
)

METRICS = (
    SPEND,
    CLICKS,
    SPEND_BESIDE_CLAIMS,
    CLICKS_BESIDE_CLAIMS,
    CONVERSIONS,
    PURCHASES,
    PURCHASE_VALUE,
    CTR,
    CVR,
    CPA,
    CPM,
    CPC,
    PLATFORM_ROAS,
    TRACKED_ORDERS,
    TRACKED_REVENUE,
    PAID_TRACKED_REVENUE,
    SHOP_ORDERS,
    SHOP_REVENUE,
    NEW_CUSTOMER_ORDERS,
    CREDITED_ORDERS,
    CREDITED_REVENUE,
    AOV,
    NEW_CUSTOMER_SHARE,
    FIRST_PARTY_ROAS,
    GROSS_REVENUE,
    MARGIN,
    ORDERS_WITHOUT_MARGIN,
    REFUNDS_UNKNOWN,
    ORDERS_NOT_PAID,
    REVENUE_NOT_PAID,
    BREAK_EVEN_ROAS,
)
