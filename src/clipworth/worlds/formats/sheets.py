"""The brand's own sheets, each with its habits: commas, semicolons, UTF-16, cells left empty."""

import codecs
from collections.abc import Iterator, Sequence
from decimal import Decimal

import numpy as np
from numpy.random import Generator

from clipworth.worlds import moments
from clipworth.worlds.chance import pick, stream
from clipworth.worlds.formats.archive import File
from clipworth.worlds.formats.spreadsheet import comma_separated
from clipworth.worlds.shop import PRODUCTS
from clipworth.worlds.things import Post, World

_FIGURES = (
    "Post link",
    "Posted on",
    "Caption",
    "Views",
    "Likes",
    "Comments",
    "Shares",
    "Saves",
    "Profile visits",
    "Link clicks",
    "Non-follower views %",
    "Following feed %",
    "Average watch time (s)",
    "Full watch %",
)
_CREATORS = ("Creator", "From", "Until", "Fee", "Currency", "Code", "Link", "Deliverables")
_PLAN = (
    *("Post link", "Pillar", "Stage", "Content type", "Format", "Hook", "Creator"),
    *("SKU", "Music cleared", "Ads allowed"),
)
_COSTS = (
    "Month",
    "Kind",
    "Amount",
    "Currency",
    "Content type",
    "Pillar",
    "Post link",
    "Creator",
    "Note",
)
_PRODUCT_COSTS = ("SKU", "From", "Unit cost", "Currency")
_CODES = ("Code", "Creator", "Post link", "Content type", "From", "Until")
_RATES = ("Day", "Base", "Quote", "Rate")
# Posts that nobody entered in the plan: their pillar is unknown.
_UNPLANNED = 0.03
_SHOWS_PRODUCT = 0.7


def files(world: World) -> Iterator[File]:
    """Write all sheets; the figures of posts twice, as they were typed in summer and at the end."""
    for export in (moments.older(world), moments.newer(world)):
        text = comma_separated((_FIGURES, *_figures(world, export.days)))
        name = f"sheets/posts_{export.moment.date()}.csv"
        yield File(name, text.encode("utf-8"), export.moment)
    made = moments.newer(world).moment
    utf16 = comma_separated((_CREATORS, *_creators(world)), end="\r\n")
    yield File("sheets/creators.csv", codecs.BOM_UTF16_LE + utf16.encode("utf-16-le"), made)
    semicolons = comma_separated((_COSTS, *_costs(world)), delimiter=";", end="\r\n")
    yield File("sheets/costs.csv", semicolons.encode("utf-8-sig"), made)
    plain = {
        "plan": (_PLAN, *_plan(world)),
        "product_costs": (_PRODUCT_COSTS, *_product_costs(world)),
        "codes": (_CODES, *_codes(world)),
        "rates": (_RATES, *_rates(world)),
    }
    for name, rows in plain.items():
        yield File(f"sheets/{name}.csv", comma_separated(rows).encode("utf-8"), made)


def _figures(world: World, days: int) -> Iterator[Sequence[object]]:
    """Type each post's figures after so many days; an empty cell means that nobody knows."""
    for post in world.posts:
        if (post.posted.date() - world.first).days >= days:
            continue
        counts = (post.count(name, days) for name in ("views", "likes", "comments", "shares"))
        yield (
            post.link,
            post.posted.date().isoformat(),
            post.caption,
            *counts,
            *(
                "" if name in post.unknown else post.count(name, days)
                for name in ("saves", "profile_visits", "link_clicks")
            ),
            *_audience(post),
        )


def _audience(post: Post) -> Sequence[object]:
    watch = "watch" in post.unknown or post.media == "photo"
    return (
        "" if "non_follower" in post.unknown else f"{100 * post.non_follower_share:.1f}",
        "" if "follow_feed" in post.unknown else f"{100 * post.follow_feed_share:.1f}",
        "" if watch else f"{post.average_watch_s:.1f}",
        "" if watch else f"{100 * post.full_watch_share:.1f}",
    )


def _creators(world: World) -> Iterator[Sequence[object]]:
    for made in world.collaborations:
        yield (
            f"@{made.creator}",
            made.since,
            made.until,
            made.fee,
            made.currency,
            made.code,
            made.link,
            made.deliverables,
        )


def _plan(world: World) -> Iterator[Sequence[object]]:
    rng, of_ads = stream(world.seed, "plan"), stream(world.seed, "plan for ads")
    for post in world.posts:
        for_ads = _for_ads(post, of_ads)
        if rng.random() >= _UNPLANNED:
            yield (
                post.link,
                post.pillar,
                post.stage,
                post.content_type,
                post.form,
                post.hook,
                post.creator,
                *for_ads,
            )


def _for_ads(post: Post, rng: Generator) -> tuple[str, str, str]:
    """Say what a boost must know: the product shown, the music, and the maker's leave."""
    sku = pick(rng, PRODUCTS).sku if rng.random() < _SHOWS_PRODUCT else ""
    music = pick(rng, ("yes", "no", ""), (0.6, 0.15, 0.25))
    leave = pick(rng, ("yes", ""), (0.4, 0.6)) if post.creator else ""
    return sku, music, leave


def _costs(world: World) -> Iterator[Sequence[object]]:
    for cost in world.costs:
        yield (
            f"{cost.month:%Y-%m}",
            cost.kind,
            _decimal_comma(cost.amount),
            "EUR",
            cost.content_type,
            cost.pillar,
            cost.post_link,
            cost.creator,
            cost.note,
        )


def _decimal_comma(amount: Decimal) -> str:
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def _product_costs(world: World) -> Iterator[Sequence[object]]:
    for cost in world.product_costs:
        yield cost.sku, cost.since, cost.unit_cost, "EUR"


def _codes(world: World) -> Iterator[Sequence[object]]:
    for code in world.codes:
        yield (
            code.code,
            code.creator,
            code.post_link,
            code.content_type,
            code.since,
            code.until,
        )


def _rates(world: World) -> Iterator[Sequence[object]]:
    rng, dollar = stream(world.seed, "dollars"), 0.89
    for day, rate in world.pounds.items():
        yield day, "GBP", "EUR", rate
        dollar *= float(np.exp(rng.normal(0, 0.0025)))
        yield day, "USD", "EUR", f"{dollar:.4f}"
