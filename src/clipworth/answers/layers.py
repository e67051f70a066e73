"""The lines of the three layers: who saw it, who cared, who bought."""

from collections.abc import Iterable, Iterator

from clipworth.answers.metric_table import NO_BEFORE, NO_PERIOD, NOT_IMPORTED, Line
from clipworth.answers.numbers import AD_BEHAVIOUR, AD_MONEY_RATIOS, Numbers
from clipworth.answers.words import count, counted, listed, percent
from clipworth.measure.figures import BEFORE, NOW, Figures
from clipworth.measure.known_values import never_known
from clipworth.measure.metrics import conversion, intent, reach
from clipworth.measure.metrics.kinds import Metric, Ratio
from clipworth.measure.rates import Rates
from clipworth.measure.relations import RELATIONS
from clipworth.model.units import Kind

_WHAT = {
    "posts": "posts",
    "ads": "ads",
    "days": "account days",
    "orders": "orders",
    "shop": "orders",
    "margins": "orders",
}


def reach_lines(numbers: Numbers) -> list[Line]:
    """Give the lines of the reach layer."""
    rates = numbers.post_rates
    proxy = rates.get("non_follower_ratio") is None and rates.get("non_follower_proxy") is not None
    shown: list[Ratio] = [
        reach.NON_FOLLOWER_PROXY if proxy else reach.NON_FOLLOWER_RATIO,
        reach.FULL_WATCH_RATE,
        reach.AVERAGE_WATCH,
    ]
    return [
        *_summed(
            numbers,
            numbers.posts,
            (reach.POSTS, reach.VIEWS, reach.ORGANIC_VIEWS, reach.PAID_VIEWS),
        ),
        *_rated(numbers, rates, shown),
        *_summed(
            numbers,
            numbers.days,
            (reach.ACCOUNT_VIEWS, reach.FOLLOWERS, reach.NET_FOLLOWERS),
        ),
        *_summed(numbers, numbers.ads, (reach.IMPRESSIONS, reach.VIDEO_VIEWS)),
        *by_format(numbers, [r for r in AD_BEHAVIOUR if r.layer == "reach"]),
        *_rated(numbers, numbers.ad_money, [conversion.CPM]),
    ]


def intent_lines(numbers: Numbers) -> list[Line]:
    """Give the lines of the intent layer; ISCR once for each set of signals."""
    return [
        *_summed(
            numbers,
            numbers.posts,
            (*intent.SIGNAL_MEASURES, intent.INTENT_ACTIONS, intent.LIKES, intent.COMMENTS),
        ),
        *_rated(
            numbers,
            numbers.post_rates,
            [
                intent.SAVE_RATE,
                intent.SHARE_RATE,
                intent.PROFILE_VISIT_RATE,
                intent.LINK_CLICK_RATE,
            ],
        ),
        *iscr_lines(numbers),
        *_summed(numbers, numbers.days, (intent.ACCOUNT_PROFILE_VISITS, intent.WEBSITE_CLICKS)),
    ]


def iscr_lines(numbers: Numbers) -> Iterator[Line]:
    """Give ISCR per set of signals, the fullest set first; sets are different metrics."""
    rates = numbers.iscr
    sets = sorted(rates.parts(), key=lambda part: (-part.count("+"), part))
    for part in sets:
        metric = intent.ISCR.get(part.count("+") + 1)
        if metric is None or rates.get(metric.key, part) is None:
            continue
        yield Line(
            metric,
            rates.get(metric.key, part),
            rates.get(metric.key, part, BEFORE),
            label=f"{metric.label} ({signal_names(part)})",
            no_before=_no_before(numbers),
        )
    if not sets:
        yield Line(
            intent.ISCR[4],
            None,
            reason="No organic post has a save, share, profile visit or link click known.",
            no_before=_no_before(numbers),
        )


def conversion_lines(numbers: Numbers) -> list[Line]:
    """Give the lines of the conversion layer: what TikTok says, then own records."""
    return [
        *_summed(
            numbers,
            numbers.ads,
            (
                conversion.SPEND,
                conversion.CLICKS,
                conversion.CONVERSIONS,
                conversion.PURCHASES,
                conversion.PURCHASE_VALUE,
            ),
        ),
        *by_format(numbers, [r for r in AD_BEHAVIOUR if r.layer == "conversion"]),
        *_rated(numbers, numbers.ad_money, [r for r in AD_MONEY_RATIOS if r.key != "cpm"]),
        *shop_lines(numbers),
    ]


def shop_lines(numbers: Numbers) -> list[Line]:
    """Give the lines of the shop's own records."""
    return [
        *_summed(
            numbers,
            numbers.orders,
            (
                conversion.TRACKED_ORDERS,
                conversion.TRACKED_REVENUE,
                conversion.SHOP_ORDERS,
                conversion.SHOP_REVENUE,
            ),
        ),
        *_rated(numbers, numbers.order_rates, [conversion.AOV, conversion.NEW_CUSTOMER_SHARE]),
        own_roas(numbers),
        break_even(numbers),
    ]


def tracked_share(numbers: Numbers) -> str:
    """Say how many orders are tracked, of those of the shop where no filter is asked for."""
    tracked, shop = numbers.orders.get("tracked_orders"), numbers.orders.get("shop_orders")
    if tracked is None:
        why = numbers.untracked or "No orders stand on these days."
        return f"Who bought is unknown: {why[:1].lower()}{why[1:-1]}"
    if not shop:
        are = "order is" if tracked == 1 else "orders are"
        return f"{count(tracked)} {are} tracked to TikTok"
    verb = "is" if shop == 1 else "are"
    return (
        f"{count(tracked)} of {counted(shop, 'order')} {verb} tracked ({percent(tracked / shop)})"
    )


def own_roas(numbers: Numbers) -> Line:
    """Set revenue that own records track to paid TikTok against ad spend."""
    values = {}
    for span in (NOW, BEFORE):
        spend = numbers.ads.get("spend", span=span)
        revenue = numbers.orders.get("paid_tracked_revenue", span=span)
        values[span] = float(revenue / spend) if spend and revenue is not None else None
    reason = "It takes orders and ad spend on these days."
    return Line(
        conversion.FIRST_PARTY_ROAS,
        values[NOW],
        values[BEFORE],
        numbers.untracked or numbers.missing_rates or reason,
        no_before=_no_before(numbers),
    )


def break_even(numbers: Numbers) -> Line:
    """Give the ROAS that pays for ads and products; unknown unless every cost is known."""
    values = {}
    for span in (NOW, BEFORE):
        gross = numbers.orders.get("gross_revenue", span=span)
        margin = numbers.orders.get("margin", span=span)
        complete = numbers.orders.get("orders_without_margin", span=span) == 0
        values[span] = float(gross / margin) if complete and gross and margin > 0 else None
    return Line(
        conversion.BREAK_EVEN_ROAS,
        values[NOW],
        values[BEFORE],
        _no_margin(numbers),
        no_before=_no_before(numbers),
    )


def _no_margin(numbers: Numbers) -> str:
    lacking = numbers.orders.get("orders_without_margin")
    tracked = numbers.orders.get("tracked_orders")
    if lacking and tracked:
        return (
            f"Taxes, shipping or product costs are unknown for {count(lacking)} of "
            f"{count(tracked)} tracked orders. Import product costs (sku, unit cost)."
        )
    if tracked:
        return numbers.missing_rates or "The tracked orders leave no margin."
    return numbers.untracked or "No order is tracked to TikTok on these days."


def by_format(numbers: Numbers, ratios: Iterable[Ratio]) -> Iterator[Line]:
    """Give rates of behaviour of ads, one line per format, as formats are never pooled."""
    rates = numbers.ad_behaviour
    parts = rates.parts()
    for ratio in ratios:
        for part in parts:
            yield Line(
                ratio,
                rates.get(ratio.key, part),
                rates.get(ratio.key, part, BEFORE),
                _reason(numbers, ratio),
                label=f"{ratio.label}, {part}" if len(parts) > 1 else ratio.label,
                no_before=_no_before(numbers),
                dataset=f"paid ({part})",
            )
        if not parts:
            yield Line(ratio, None, None, _reason(numbers, ratio), no_before=_no_before(numbers))


def signal_names(signals: str) -> str:
    """Say which signals a set holds."""
    return listed([signal.replace("_", " ") for signal in signals.split("+")])


def _summed(numbers: Numbers, figures: Figures, metrics: Iterable[Metric]) -> Iterator[Line]:
    for metric in metrics:
        now = figures.get(metric.key)
        yield Line(
            metric,
            now,
            figures.get(metric.key, span=BEFORE),
            _reason(numbers, metric) if now is None else "",
            no_before=_no_before(numbers),
        )


def _rated(numbers: Numbers, rates: Rates, ratios: Iterable[Ratio]) -> Iterator[Line]:
    for ratio in ratios:
        now = rates.get(ratio.key)
        yield Line(
            ratio,
            now,
            rates.get(ratio.key, span=BEFORE),
            _reason(numbers, ratio) if now is None else "",
            no_before=_no_before(numbers),
        )


def _reason(numbers: Numbers, metric: Metric) -> str:
    relation = getattr(metric, "relation", "posts")
    filtered = numbers.asked.no_filter_reason(relation)
    if filtered:
        return filtered
    has_money = metric.unit.kind is Kind.MONEY or any(
        part.unit.kind is Kind.MONEY for part in metric.parts
    )
    if relation in ("orders", "margins") and numbers.untracked:
        return numbers.untracked
    if has_money and numbers.missing_rates:
        return numbers.missing_rates
    if metric.key == "paid_views":
        if numbers.standing.without_ads:
            return "No report at the level of ads that names posts stands in their days."
        return "Paid views of a boosted post are not known."
    table = RELATIONS[relation].table
    columns = [source.split(".")[1] for source in metric.sources if source.startswith(f"{table}.")]
    if not columns:
        return NOT_IMPORTED
    what, lacking = _WHAT[relation], never_known(numbers.asked.store, table, columns)
    if lacking:
        names = listed([column.replace("_", " ") for column in lacking])
        return f"No imported file has {names} of {what}."
    names = listed([column.replace("_", " ") for column in columns])
    where = "under this filter" if numbers.asked.selection.where else "on these days"
    return f"No file has {names} of {what} {where}."


def _no_before(numbers: Numbers) -> str:
    return NO_PERIOD if numbers.asked.ask.period is None else NO_BEFORE
