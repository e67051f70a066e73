"""The business-account export: sixty days in UTC, header names that end in a blank, NAN."""

from collections.abc import Iterator, Sequence
from datetime import UTC

from clipworth.worlds import effects, moments
from clipworth.worlds.formats.archive import File
from clipworth.worlds.formats.spreadsheet import comma_separated
from clipworth.worlds.things import World

_DAYS = 60
_OVERVIEW = (
    "Date",
    "Video views",
    "Reached audience",
    "Profile views",
    "Likes",
    "Shares",
    "Comments",
    "Website clicks ",
    "Phone number clicks ",
    "Leads submission",
    "Net growth",
    "New followers",
    "Lost followers",
)
_AUDIENCE = ("Date", "New followers", "Total followers", "Reached audience", "Engaged audience")
_VIDEO = (
    "Video title",
    "Video link",
    "Post time",
    "Video views",
    "Likes",
    "Comments",
    "Shares",
    "Add to Favorites",
)


def files(world: World) -> Iterator[File]:
    """Write the brand's main account: days, audience and videos of the last sixty days."""
    made = moments.whole_year(world).moment
    folder = f"business/{effects.HANDLE}_{made.date()}"
    tables = {
        "Overview": (_OVERVIEW, _overview(world)),
        "Audience": (_AUDIENCE, _audience(world)),
        "Video": (_VIDEO, _videos(world)),
    }
    for name, (header, rows) in tables.items():
        content = comma_separated((header, *rows)).encode("utf-8-sig")
        yield File(f"{folder}/{name}_{effects.HANDLE}.csv", content, made)


def _overview(world: World) -> Iterator[Sequence[object]]:
    account = world.accounts[0]
    known = ("views", "viewers", "profile_visits", "likes", "shares", "comments", "link_clicks")
    for day in range(world.days - _DAYS, world.days):
        cells = [account.days[name][day] for name in known]
        won, lost = account.days["new_followers"][day], account.days["lost_followers"][day]
        # The account shows no phone number and takes no leads: unknown, not nought.
        yield (f"{world.date(day):%Y/%m/%d}", *cells, "NAN", "NAN", won - lost, won, lost)


def _audience(world: World) -> Iterator[Sequence[object]]:
    days = world.accounts[0].days
    for day in range(world.days - _DAYS, world.days):
        late = day == world.days - 1
        yield (
            f"{world.date(day):%Y/%m/%d}",
            days["new_followers"][day],
            days["followers"][day],
            "--" if late else days["viewers"][day],
            "NAN" if late else days["engaged"][day],
        )


def _videos(world: World) -> Iterator[Sequence[object]]:
    since = world.date(world.days - _DAYS)
    for post in world.of(effects.HANDLE):
        if post.posted.date() >= since:
            counts = ("views", "likes", "comments", "shares", "saves")
            yield (
                post.caption,
                post.link,
                f"{post.posted.astimezone(UTC):%Y/%m/%d %H:%M:%S}",
                *(post.count(name) for name in counts),
            )
