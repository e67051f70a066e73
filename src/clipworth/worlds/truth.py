"""Writes down what is true in a world, so that each method's error can be shown."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np

from clipworth.worlds import effects
from clipworth.worlds.effects import SIGNALS, Pillar
from clipworth.worlds.posts import log_rate
from clipworth.worlds.things import Order, Post, World

Section = Mapping[str, object]
_NOUGHT = Decimal("0.00")


def write_truth(world: World, path: Path) -> None:
    """Write the truth of a world as JSON that people can read; amounts are decimal strings."""
    text = json.dumps(truth(world), ensure_ascii=False, indent=1, default=str)
    path.write_text(text + "\n", encoding="utf-8")


def truth(world: World) -> dict[str, object]:
    """Give the truth of a world: every section with a sentence on what it means."""
    return {
        "label": "Simulated: the brand, its figures and its people are invented.",
        "brand": effects.BRAND,
        "seed": world.seed,
        "first_day": world.first.isoformat(),
        "last_day": world.until.isoformat(),
        "totals": _totals(world),
        "pillars": _pillars(world),
        "channels": _channels(world),
        "creators": _creators(world),
        "boosts": _boosts(world),
        "creative": _creative(),
        "days": _days(world),
    }


def _totals(world: World) -> Section:
    return {
        "meaning": "What an importer must find again in the exported files, to the last digit.",
        **_post_totals(world),
        **_ad_totals(world),
        **_order_totals(world),
        **_book_totals(world),
    }


def _fact(value: object, meaning: str) -> Section:
    return {"value": value, "meaning": meaning}


def _post_totals(world: World) -> Section:
    sums = {name: sum(p.count(name) for p in world.posts) for name in ("views", *SIGNALS)}
    paid = sum(post.count("paid_views") for post in world.posts)
    saves = sum(post.count("saves") for post in world.posts if "saves" not in post.unknown)
    newest = "in the newest sheet of posts."
    return {
        "posts": _fact(len(world.posts), f"Posts {newest}"),
        "views": _fact(sums["views"], f"Lifetime views of all posts {newest}"),
        "likes": _fact(sums["likes"], f"Likes of all posts {newest}"),
        "comments": _fact(sums["comments"], f"Comments on all posts {newest}"),
        "shares": _fact(sums["shares"], f"Shares of all posts {newest}"),
        "saves_known": _fact(saves, f"Saves, where somebody typed them, {newest}"),
        "saves_true": _fact(sums["saves"], "Saves of all posts, the untyped ones too."),
        "paid_views": _fact(paid, "Views inside the posts' totals that Spark Ads paid for."),
        "account_views": _fact(
            {account.handle: int(account.days["views"].sum()) for account in world.accounts},
            "Daily views over the year by account, restated days at their newest figure.",
        ),
    }


def _ad_totals(world: World) -> Section:
    spend = sum((row.spend for row in world.ad_days), _NOUGHT)
    claimed = sum((claim.value for claim in world.claims), _NOUGHT)
    return {
        "spend_eur": _fact(spend, "Ad spend of the year at any one level; levels are not added."),
        "claimed_orders": _fact(
            len(world.claims), "Purchases TikTok claims over the year, by its newest reports."
        ),
        "claimed_eur": _fact(claimed, "Value of the purchases that TikTok claims."),
    }


def _order_totals(world: World) -> Section:
    kept = [order for order in world.orders if not order.cancelled]
    return {
        "orders": _fact(len(world.orders), "Orders in the shop's export, cancelled ones too."),
        "order_lines": _fact(
            sum(len(order.lines) for order in world.orders), "Rows of the shop's export."
        ),
        "cancelled_orders": _fact(len(world.orders) - len(kept), "Orders that were cancelled."),
        "order_total": _fact(
            _by_currency(world.orders, "total"), "What customers owed, cancelled ones too."
        ),
        "order_total_kept": _fact(
            _by_currency(kept, "total"), "What customers paid on orders that were not cancelled."
        ),
        "refunded": _fact(
            _by_currency(world.orders, "refunded"), "What was paid back, on all orders."
        ),
    }


def _book_totals(world: World) -> Section:
    fees: dict[str, Decimal] = defaultdict(lambda: _NOUGHT)
    for made in world.collaborations:
        fees[made.currency] += made.fee
    costs = sum((cost.amount for cost in world.costs), _NOUGHT)
    return {
        "fees": _fact(dict(fees), "Creators' fees by currency."),
        "costs_eur": _fact(costs, "Production, tools and staff; one month was never filled in."),
    }


def _by_currency(orders: Iterable[Order], amount: str) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(lambda: _NOUGHT)
    for order in orders:
        sums[order.currency] += getattr(order, amount)
    return dict(sorted(sums.items()))


def _pillars(world: World) -> Section:
    return {
        "meaning": (
            "Of the brand's own posts by pillar: actions per organic view that a post with "
            f"{effects.REFERENCE_VIEWS} views brings, for the stages the pillar had; typical is "
            "the post in the middle, expected the mean over posts, which differ a lot. Followers "
            "are those won per 1,000 views by people who do not follow; orders are caused ones."
        ),
        "rows": [_pillar(world, pillar) for pillar in effects.PILLARS],
    }


def _pillar(world: World, pillar: Pillar) -> Section:
    own = [p for p in world.posts if p.pillar == pillar.name and p.content_type == "organic"]
    ids = {post.post_id for post in own}
    caused = [o for o in world.orders if o.cause == effects.ORGANIC.name and o.cause_id in ids]
    return {
        "pillar": pillar.name,
        "posts": len(own),
        "organic_views": sum(int(post.organic_views.sum()) for post in own),
        "typical_rates": {signal: _typical(own, pillar, signal) for signal in SIGNALS},
        "expected_rates": {signal: _expected(own, pillar, signal) for signal in SIGNALS},
        "followers_per_1000_non_follower_views": round(1_000 * pillar.follow_rate, 2),
        "orders_caused": len(_kept(caused)),
        "revenue_caused_eur": _revenue(world, caused),
    }


def _typical(posts: Sequence[Post], pillar: Pillar, signal: str) -> float:
    logs = [log_rate(pillar.name, p.stage, signal, effects.REFERENCE_VIEWS) for p in posts]
    return round(float(np.exp(np.mean(logs))), 6)


def _expected(posts: Sequence[Post], pillar: Pillar, signal: str) -> float:
    logs = [log_rate(pillar.name, p.stage, signal, effects.REFERENCE_VIEWS) for p in posts]
    variance = effects.QUALITY_SPREAD**2 + effects.SIGNAL_SPREAD[signal] ** 2
    return round(float(np.mean(np.exp(logs)) * np.exp(variance / 2)), 6)


def _kept(orders: Iterable[Order]) -> list[Order]:
    return [order for order in orders if not order.cancelled]


def _revenue(world: World, orders: Iterable[Order]) -> Decimal:
    return sum((world.in_eur(o.total, o.currency, o.day) for o in _kept(orders)), _NOUGHT)


def _channels(world: World) -> Section:
    names = [effects.BASELINE, *effects.CHANNEL]
    return {
        "meaning": (
            "What each channel truly caused: orders that would not exist without it, cancelled "
            "ones left out, refunds not subtracted, euros at the order's day. Baseline orders "
            "would have come anyway. Claimed is what TikTok books on the channel's ads; the "
            "incremental share is the part of the claims that the channel caused."
        ),
        "rows": [_channel(world, name) for name in names],
    }


def _channel(world: World, name: str) -> Section:
    caused = [order for order in world.orders if order.cause == name]
    row: dict[str, object] = {
        "channel": name,
        "orders_caused": len(_kept(caused)),
        "revenue_caused_eur": _revenue(world, caused),
        "orders_with_utm": sum(bool(order.utm) for order in caused),
        "orders_with_code": sum(bool(order.code) for order in caused),
    }
    days = [ad_day for ad_day in world.ad_days if ad_day.ad.channel == name]
    if days:
        numbers = {order.number for order in caused}
        claims = [claim for claim in world.claims if claim.ad.channel == name]
        right = sum(claim.order_number in numbers for claim in claims)
        spend = sum((ad_day.spend for ad_day in days), _NOUGHT)
        row |= {
            "spend_eur": spend,
            "claimed_orders": len(claims),
            "claimed_eur": sum((claim.value for claim in claims), _NOUGHT),
            "incremental_share_of_claims": round(right / len(claims), 3) if claims else None,
            "true_roas": round(float(_revenue(world, caused) / spend), 3),
        }
    return row


def _creators(world: World) -> Section:
    handles = dict.fromkeys(made.creator for made in world.collaborations)
    return {
        "meaning": (
            "What each creator truly caused over all agreements, and what the code saw: it "
            "misses buyers who did not use it and counts strangers who found it elsewhere."
        ),
        "rows": [_creator(world, handle) for handle in handles],
    }


def _creator(world: World, handle: str) -> Section:
    agreements = [made for made in world.collaborations if made.creator == handle]
    codes = {made.code for made in agreements}
    caused = [o for o in world.orders if o.cause == effects.CREATOR.name and o.cause_id in codes]
    with_code = [order for order in world.orders if order.code in codes]
    with_utm = [o for o in world.orders if dict(o.utm).get("utm_term") == handle]
    own = {order.number for order in caused}
    return {
        "creator": handle,
        "fees": [f"{made.fee} {made.currency}" for made in agreements],
        "organic_views": sum(int(p.organic_views.sum()) for p in world.of(handle)),
        "orders_caused": len(_kept(caused)),
        "revenue_caused_eur": _revenue(world, caused),
        "orders_with_code": len(with_code),
        "orders_with_code_not_caused": sum(order.number not in own for order in with_code),
        "orders_with_utm": len(with_utm),
    }


def _boosts(world: World) -> Section:
    by_post: dict[str, list[str]] = defaultdict(list)
    for ad in dict.fromkeys(row.ad for row in world.ad_days if row.ad.post_id):
        by_post[ad.post_id].append(ad.ad_id)
    return {
        "meaning": (
            "Posts boosted as Spark Ads: what was spent, the paid views inside the post's total, "
            "and the orders that the boost caused on top of what the post did by itself."
        ),
        "rows": [_boost(world, post_id, ads) for post_id, ads in by_post.items()],
    }


def _boost(world: World, post_id: str, ads: Sequence[str]) -> Section:
    days = [row for row in world.ad_days if row.ad.ad_id in ads]
    caused = [o for o in world.orders if o.cause == effects.SPARK.name and o.cause_id in ads]
    return {
        "post_id": post_id,
        "first_day": world.date(min(row.day for row in days)).isoformat(),
        "last_day": world.date(max(row.day for row in days)).isoformat(),
        "spend_eur": sum((row.spend for row in days), _NOUGHT),
        "paid_views": sum(row.video_views for row in days),
        "orders_caused": len(_kept(caused)),
        "revenue_caused_eur": _revenue(world, caused),
    }


def _creative() -> Section:
    return {
        "meaning": "True effects on the log odds that a view watches to the end.",
        "hooks": effects.HOOKS,
        "formats": effects.FORMATS,
    }


def _days(world: World) -> Section:
    spend: dict[int, Decimal] = defaultdict(lambda: _NOUGHT)
    for row in world.ad_days:
        spend[row.day] += row.spend
    return {
        "meaning": "By day: ad spend at one level, and views of each account.",
        "rows": [
            {
                "day": world.date(day).isoformat(),
                "spend_eur": spend[day],
                "views": {a.handle: int(a.days["views"][day]) for a in world.accounts},
            }
            for day in range(world.days)
        ],
    }
