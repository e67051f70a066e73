"""What stands around the brand: stock, rivals, comments and visits to its site."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np

from clipworth.worlds import moments
from clipworth.worlds.chance import pick, stream
from clipworth.worlds.formats.archive import File
from clipworth.worlds.formats.spreadsheet import comma_separated
from clipworth.worlds.shop import PRODUCTS
from clipworth.worlds.things import World

_STOCK = ("Day", "SKU", "Location", "Quantity", "Incoming")
_RIVALS = ("Network", "Competitor", "Day", "Followers", "Posts", "Likes", "Handle")
_COMMENTS = ("aweme_id", "create_time", "text", "digg_count", "reply_id", "cid")
_SITE = ("Date", "Session source / medium", "Sessions", "Engaged sessions", "Total users")
_SITE_HEAD = """# ----------------------------------------
# Sessions by day
# Account: Fernweh Coffee (simulated)
# Property: fernweh.example
# ----------------------------------------

"""
_RIVAL_ACCOUNTS = (("Long Road Roasters", "longroad.sim", 21_400), ("Ocho", "ocho.sim", 6_900))
# Of a hundred visits to the profile, so many open the site that day or the next as "direct".
SITE_PER_VISIT = 0.25
_STOCK_DAYS = 7
_COMMENTED_DAYS = 60
_WANT_TO_BUY = (
    "Where can I get this?",
    "Do you ship to Austria?",
    "Wo kann man das kaufen?",
    "¿Dónde lo puedo comprar?",
    "Where did you buy the grinder?",
    "C'est combien ?",
    "Is this still in stock?",
)
_OTHERS = (
    "Love the music",
    "First!",
    "Das Licht ist so schön",
    "Qué buena pinta",
    "My cat does this too",
    "Too sour for me",
    "Trop beau",
    "Greetings from Leeds",
)


def files(world: World) -> Iterator[File]:
    """Write the sheets and exports of what stands around the brand."""
    made = moments.newer(world).moment
    rows = {
        "sheets/stock": (_STOCK, *_stock(world)),
        "sheets/rivals": (_RIVALS, *_rivals(world)),
        "comments/comments": (_COMMENTS, *_comments(world)),
    }
    for name, table in rows.items():
        yield File(f"{name}.csv", comma_separated(table).encode("utf-8"), made)
    site = _SITE_HEAD + comma_separated((_SITE, *_site(world)))
    yield File("site/ga4_sessions_by_day.csv", site.encode("utf-8"), made)


def _stock(world: World) -> Iterator[Sequence[object]]:
    """Count the stock of the last week; one product is sold out."""
    rng = stream(world.seed, "stock")
    for product in PRODUCTS:
        left = 0 if product.sku == "FW-GRINDER" else int(rng.integers(90, 400))
        for back in range(_STOCK_DAYS, 0, -1):
            day = world.until - timedelta(days=back - 1)
            left = max(left - int(rng.integers(0, 9)), 0)
            yield day, product.sku, "Warehouse", left, 120 if not left else ""


def _rivals(world: World) -> Iterator[Sequence[object]]:
    """Count two rivals once a week, as anybody can who looks at their profiles."""
    for name, handle, followers in _RIVAL_ACCOUNTS:
        rng, posts, likes = stream(world.seed, f"rival {handle}"), 180, followers * 9
        for day in range(0, world.days, 7):
            followers += int(rng.poisson(followers * 0.002))
            posts += int(rng.poisson(3.2))
            likes += int(rng.poisson(900))
            yield "tiktok", name, world.date(day), followers, posts, likes, handle


def _comments(world: World) -> Iterator[Sequence[object]]:
    """Write some comments under the posts of the last weeks; offers draw more who want to buy."""
    rng, number = stream(world.seed, "comments"), 7_700_000_000_000_000_000
    since = world.until - timedelta(days=_COMMENTED_DAYS)
    for post in world.posts:
        if post.posted.date() < since:
            continue
        wanting = 0.3 if post.stage == "BOFU" else 0.08
        for _ in range(int(rng.integers(2, 12))):
            number += 1
            text = pick(rng, _WANT_TO_BUY if rng.random() < wanting else _OTHERS)
            written = post.posted + timedelta(minutes=int(rng.integers(3, 3000)))
            at = written.strftime("%Y-%m-%d %H:%M:%S +0000")
            yield post.link, at, text, int(rng.poisson(2)), "", number


def _site(world: World) -> Iterator[Sequence[object]]:
    """Count sessions of the site by day; visits to the profile come a day later, as direct ones."""
    rng = stream(world.seed, "site")
    visits = np.sum([account.days["profile_visits"] for account in world.accounts], axis=0)
    for day in range(world.days):
        before = int(visits[max(day - 1, 0)])
        counts = {
            "google / organic": rng.poisson(140),
            "(direct) / (none)": rng.poisson(60 + SITE_PER_VISIT * before),
            "tiktok / social": rng.poisson(4 + 0.05 * before),
            "tiktok.com / referral": rng.poisson(0.5 + 0.004 * before),
            "newsletter / email": rng.poisson(12),
        }
        for source, drawn in counts.items():
            sessions = int(drawn)
            if sessions:
                engaged = int(rng.binomial(sessions, 0.55))
                users = max(sessions - int(rng.binomial(sessions, 0.1)), 1)
                yield f"{world.date(day):%Y%m%d}", source, sessions, engaged, users
