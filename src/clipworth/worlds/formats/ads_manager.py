"""Ads Manager: daily reports at three levels, each with a footer that must not be added up."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from clipworth.worlds.effects import BRAND, CURRENCY, SPARK, TIME_ZONE
from clipworth.worlds.formats.archive import File
from clipworth.worlds.formats.spreadsheet import comma_separated
from clipworth.worlds.things import Ad, AdDay, Claim, World

# The older report ends this many days before the last day; the newer one begins 30 days earlier.
OLDER_DAYS = 31
_OVERLAP = 30
_NOUGHT = Decimal("0.00")
_MEASURES = (
    "Cost",
    "Impressions",
    "Clicks (destination)",
    "CTR (destination)",
    "Conversions",
    "Purchases (website)",
    "Purchase value (website)",
    "Video views",
    "2-second video views",
    "6-second video views",
    "Currency",
)


@dataclass(frozen=True)
class Level:
    """A level of the account: its file name, its key columns and their values for an ad."""

    title: str
    columns: tuple[str, ...]

    def key(self, ad: Ad) -> tuple[str, ...]:
        """Give the key cells of the entity that an ad belongs to at this level."""
        cells = {
            "Campaign name": ad.campaign,
            "Ad group name": ad.ad_group,
            "Ad name": ad.name,
            "Campaign ID": ad.campaign_id,
            "Ad group ID": ad.ad_group_id,
            "Ad ID": ad.ad_id,
            "TikTok post ID": ad.post_id or "-",
        }
        return tuple(cells[column] for column in self.columns)


CAMPAIGN = Level("Campaign Report", ("Campaign name", "Campaign ID"))
AD_GROUP = Level(
    "Ad Group Report", ("Campaign name", "Ad group name", "Campaign ID", "Ad group ID")
)
AD = Level(
    "Ad Report",
    (
        "Campaign name",
        "Ad group name",
        "Ad name",
        "Campaign ID",
        "Ad group ID",
        "Ad ID",
        "TikTok post ID",
    ),
)
LEVELS = (CAMPAIGN, AD_GROUP, AD)


class _Sums:
    """What adds up over ads: counts by column, money apart."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.spend = self.value = _NOUGHT

    def add(self, row: AdDay) -> None:
        """Add an ad's day."""
        self.spend += row.spend
        self.counts["impressions"] += row.impressions
        self.counts["clicks"] += row.clicks
        self.counts["views"] += row.video_views
        self.counts["views_2s"] += row.views_2s
        self.counts["views_6s"] += row.views_6s

    def book(self, claim: Claim) -> None:
        """Add an order that TikTok claims."""
        self.counts["orders"] += 1
        self.value += claim.value

    def cells(self, *, masked: bool) -> Sequence[object]:
        """Give the cells of _MEASURES; masked: small numbers of conversions are hidden."""
        shown, clicks = self.counts["impressions"], self.counts["clicks"]
        orders = self.counts["orders"]
        hidden = masked and 0 < orders < 5
        return (
            self.spend,
            shown,
            clicks,
            f"{100 * clicks / shown:.2f}%" if shown else "-",
            "<5" if hidden else orders,
            "<5" if hidden else orders,
            "-" if hidden else self.value,
            self.counts["views"],
            self.counts["views_2s"],
            self.counts["views_6s"],
            CURRENCY,
        )


def files(world: World) -> Iterator[File]:
    """Write the older and the newer report at every level."""
    until = world.days - OLDER_DAYS
    yield from _reports(world, 0, until)
    yield from _reports(world, until - _OVERLAP, world.days)


def _reports(world: World, since: int, until: int) -> Iterator[File]:
    first, last = world.date(since), world.date(until - 1)
    made = datetime.combine(last + timedelta(days=1), time(6, 12), tzinfo=ZoneInfo(TIME_ZONE))
    for level in LEVELS:
        name = f"ads/{BRAND}-{level.title}-({first} to {last}).csv"
        header = ("By Day", *level.columns, *_MEASURES)
        content = comma_separated((header, *_rows(world, level, since, until)))
        yield File(name, content.encode("utf-8-sig"), made)


def _rows(world: World, level: Level, since: int, until: int) -> Iterator[Sequence[object]]:
    """Give the rows of the days since <= day < until, then the footer.

    An order is booked on the day of the ad, but seen only once it is placed: so the newest days
    of an older report grow in a newer one.
    """
    sums: dict[tuple[int, tuple[str, ...]], _Sums] = defaultdict(_Sums)
    total = _Sums()
    boosts = set()
    for row in world.ad_days:
        if since <= row.day < until:
            key = level.key(row.ad)
            sums[row.day, key].add(row)
            total.add(row)
            if row.ad.channel == SPARK.name:
                boosts.add(key)
    for claim in world.claims:
        if since <= claim.day < until and claim.order_day < until:
            sums[claim.day, level.key(claim.ad)].book(claim)
            total.book(claim)
    for (day, key), cells in sorted(sums.items(), key=lambda item: item[0]):
        masked = level is AD and key in boosts
        yield (world.date(day).isoformat(), *key, *cells.cells(masked=masked))
    blanks = ("-",) * len(level.columns)
    yield (f"Total of {len(sums)} results", *blanks, *total.cells(masked=False))
