"""What a simulated brand is made of: posts, accounts, ads, orders and books, with their causes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from clipworth.worlds.chance import IntArray
from clipworth.worlds.effects import SIGNALS

COUNTERS = ("views", "paid_views", *SIGNALS)
ROW = {name: row for row, name in enumerate(COUNTERS)}


@dataclass(frozen=True, eq=False)
class Post:
    """A post with its counters by day.

    uploaded_s: Unix second of the upload, which is also the id's upper half.
    by_day: one row per name in COUNTERS, one column per day of the world; views include paid ones.
    true_rates: actions per organic view that this post was given.
    unknown: names of figures that nobody typed into the brand's sheet.
    """

    post_id: str
    account: str
    media: str
    uploaded_s: int
    posted_s: int
    caption: str
    content_type: str
    pillar: str
    stage: str
    form: str
    hook: str
    creator: str
    non_follower_share: float
    follow_feed_share: float
    average_watch_s: float
    full_watch_share: float
    true_rates: Mapping[str, float]
    by_day: IntArray
    unknown: frozenset[str]

    @property
    def link(self) -> str:
        """The post's address."""
        return f"https://www.tiktok.com/@{self.account}/{self.media}/{self.post_id}"

    @property
    def posted(self) -> datetime:
        """The moment of publication, UTC."""
        return datetime.fromtimestamp(self.posted_s, UTC)

    def count(self, name: str, days: int | None = None) -> int:
        """Give a counter after so many days of the world; None: after all."""
        return int(self.by_day[ROW[name], :days].sum())

    def daily(self, name: str) -> IntArray:
        """Give a counter by day of the world."""
        counts: IntArray = self.by_day[ROW[name]]
        return counts

    @property
    def organic_views(self) -> IntArray:
        """Views by day without the paid ones."""
        return self.daily("views") - self.daily("paid_views")

    def called(self, caption: str) -> "Post":
        """Give the same post with another caption."""
        return replace(self, caption=caption)


@dataclass(frozen=True, eq=False)
class Account:
    """An account and its days: one array per name, one cell per day of the world.

    viewers_missing: days for which TikTok has no viewers.
    """

    handle: str
    days: Mapping[str, IntArray]
    viewers_missing: frozenset[int]


@dataclass(frozen=True)
class Ad:
    """An ad with its place in the account; post_id: the post it boosts, empty for other ads."""

    channel: str
    campaign_id: str
    campaign: str
    ad_group_id: str
    ad_group: str
    ad_id: str
    name: str
    post_id: str
    first: int
    last: int


@dataclass(frozen=True)
class AdDay:
    """What an ad cost and did on a day of the world."""

    ad: Ad
    day: int
    spend: Decimal
    impressions: int
    clicks: int
    video_views: int
    views_2s: int
    views_6s: int


@dataclass(frozen=True)
class Claim:
    """An order that TikTok books on an ad day; seen only from the order's day on."""

    ad: Ad
    day: int
    order_day: int
    order_number: int
    value: Decimal


@dataclass(frozen=True)
class Customer:
    """An invented customer."""

    name: str
    email: str
    street: str
    city: str
    zip_code: str
    country: str
    accepts_marketing: bool


@dataclass(frozen=True)
class Line:
    """One product of an order."""

    sku: str
    product: str
    quantity: int
    price: Decimal


@dataclass(frozen=True)
class Order:
    """An order with what caused it.

    day: day of the world in the shop's time zone.
    cause: a channel, or "baseline": it would have been placed without TikTok.
    cause_id: the post, the creator's code or the ad that caused it.
    utm: lines kept from the tracked link, where one was used.
    """

    number: int
    order_id: str
    day: int
    placed: datetime
    customer: Customer
    new_customer: bool
    currency: str
    lines: tuple[Line, ...]
    code: str
    discount: Decimal
    shipping: Decimal
    tax: Decimal
    tax_name: str
    total: Decimal
    refunded: Decimal
    status: str
    cancelled: datetime | None
    utm: tuple[tuple[str, str], ...]
    cause: str
    cause_id: str

    @property
    def subtotal(self) -> Decimal:
        """Goods after the discount."""
        return self.total - self.shipping


@dataclass(frozen=True)
class Collaboration:
    """An agreement with a creator on the calendar of the world."""

    creator: str
    since: date
    until: date
    fee: Decimal
    currency: str
    code: str
    link: str
    deliverables: str


@dataclass(frozen=True)
class Cost:
    """An entry of the brand's sheet of costs; month: its first day."""

    month: date
    kind: str
    amount: Decimal
    content_type: str = ""
    pillar: str = ""
    post_link: str = ""
    creator: str = ""
    note: str = ""


@dataclass(frozen=True)
class ProductCost:
    """What one item of a product costs from a day on."""

    sku: str
    since: date
    unit_cost: Decimal


@dataclass(frozen=True)
class Code:
    """A discount code and what it stands for."""

    code: str
    creator: str
    post_link: str
    content_type: str
    since: date
    until: date


@dataclass(frozen=True, eq=False)
class World:
    """A simulated brand over a year.

    first, until: first and last day. pounds: what a pound was worth in euros, by working day.
    """

    seed: int
    first: date
    until: date
    posts: tuple[Post, ...]
    accounts: tuple[Account, ...]
    ad_days: tuple[AdDay, ...]
    claims: tuple[Claim, ...]
    collaborations: tuple[Collaboration, ...]
    orders: tuple[Order, ...]
    costs: tuple[Cost, ...]
    product_costs: tuple[ProductCost, ...]
    codes: tuple[Code, ...]
    pounds: Mapping[date, Decimal]

    @property
    def days(self) -> int:
        """How many days the world has."""
        return (self.until - self.first).days + 1

    def date(self, day: int) -> date:
        """Give the date of a day of the world."""
        return self.first + timedelta(days=day)

    def of(self, handle: str) -> tuple[Post, ...]:
        """Give the posts of an account, oldest first."""
        return tuple(post for post in self.posts if post.account == handle)

    def claimed(self, claims: tuple[Claim, ...]) -> "World":
        """Give the same world with what TikTok claims in it."""
        return replace(self, claims=claims)

    def in_eur(self, amount: Decimal, currency: str, day: int) -> Decimal:
        """Weigh an amount in euros at the last rate known on a day, to the cent."""
        if currency == "EUR":
            return amount
        known = max(at for at in self.pounds if at <= self.date(day))
        return (amount * self.pounds[known]).quantize(Decimal("0.01"))
