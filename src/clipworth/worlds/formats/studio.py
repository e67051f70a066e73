"""TikTok Studio: four zips an account, with year-less dates in the language of the interface."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from babel.dates import format_date

from clipworth.worlds import effects, moments
from clipworth.worlds.brand import top_posts
from clipworth.worlds.chance import IntArray, stream
from clipworth.worlds.formats.archive import File, zipped
from clipworth.worlds.moments import Export
from clipworth.worlds.things import Account, World

# How each interface writes a day without its year, as seen in real exports.
_PATTERN = {"el": "d MMMM", "es": "d 'de' MMMM", "en": "MMMM d"}
# The newest days of an export are not complete yet: shares of what they will be.
_SETTLED = (0.994, 0.982, 0.925)
_OVERVIEW = {
    "Video Views": "views",
    "Profile Views": "profile_visits",
    "Likes": "likes",
    "Comments": "comments",
    "Shares": "shares",
}
_CONTENT = (
    "Time",
    "Video title",
    "Video link",
    "Post time",
    "Total likes",
    "Total comments",
    "Total shares",
    "Total views",
)
_TERRITORIES = (
    ("ES", 0.31),
    ("DE", 0.24),
    ("GR", 0.13),
    ("FR", 0.08),
    ("GB", 0.07),
    ("Others", 0.17),
)
_GENDER = (("Female", 0.56), ("Male", 0.42), ("Other", 0.02))


def files(world: World) -> Iterator[File]:
    """Write the older Greek and the newer Spanish set, and the second account's English one."""
    main, second = world.accounts
    yield from _Studio(world, main, moments.older(world), "el").files()
    yield from _Studio(world, main, moments.newer(world), "es").files()
    yield from _Studio(world, second, moments.whole_year(world), "en").files()


class _Studio:
    """One account's export in one language."""

    def __init__(self, world: World, account: Account, export: Export, language: str) -> None:
        self._world = world
        self._account = account
        self._export = export
        self._language = language
        self._complete = export.days == world.days

    def files(self) -> Iterator[File]:
        made, handle = self._export.moment, self._account.handle
        since = self._world.date(self._export.since)
        stamp = int(made.timestamp())
        followers = {
            "FollowerHistory.csv": table(self._history()),
            "FollowerActivity.csv": table(self._activity()),
            "FollowerGender.csv": table(self._shares("Gender", _GENDER)),
            "FollowerTopTerritories.csv": table(self._shares("Top territories", _TERRITORIES)),
        }
        zips = {
            f"Overview_{since}_{stamp}_{handle}": {"Overview.csv": table(self._overview())},
            f"Followers_{handle}": followers,
            f"Viewers_{handle}": {"Viewers.csv": table(self._viewers())},
            f"Content_{handle}": {"Content.csv": table(self._content())},
        }
        for name, entries in zips.items():
            content = zipped(entries, made, deflated=name.startswith("Viewers"))
            yield File(f"studio/{made.date()}/{name}.zip", content, made)

    def _day(self, on: date) -> str:
        return format_date(on, _PATTERN[self._language], locale=self._language)

    def _days(self) -> Iterator[tuple[int, str]]:
        for day in range(self._export.since, self._export.days):
            yield day, self._day(self._world.date(day))

    def _settled(self, counts: IntArray) -> list[int]:
        """Give the counts as this export saw them: TikTok restates the newest days later."""
        seen = [int(count) for count in counts[: self._export.days]]
        if not self._complete:
            for back, share in enumerate(reversed(_SETTLED), start=1):
                seen[-back] = int(seen[-back] * share)
        return seen

    def _overview(self) -> Iterator[Sequence[object]]:
        yield ("Date", *_OVERVIEW)
        columns = [self._settled(self._account.days[name]) for name in _OVERVIEW.values()]
        for day, text in self._days():
            yield (text, *(column[day] for column in columns))

    def _viewers(self) -> Iterator[Sequence[object]]:
        yield "Date", "Total Viewers", "New Viewers", "Returning Viewers"
        names = ("viewers", "new_viewers", "returning_viewers")
        columns = [self._settled(self._account.days[name]) for name in names]
        for day, text in self._days():
            if day in self._account.viewers_missing:
                yield text, "undefined", 0, 0
            else:
                new, returning = columns[1][day], columns[2][day]
                yield text, new + returning, new, returning

    def _history(self) -> Iterator[Sequence[object]]:
        """Write followers by day; the older export's differences are shifted, as in a real one."""
        yield "Date", "Followers", "Difference in followers from previous day"
        followers = self._account.days["followers"]
        shift = 0 if self._complete else 1
        for day, text in self._days():
            if day == 0:
                yield text, "undefined", 0
                continue
            behind = max(day - shift, 1)
            yield text, followers[day], followers[behind] - followers[behind - 1]

    def _activity(self) -> Iterator[Sequence[object]]:
        """Write seven full days and the running one, whose coming hours are 0."""
        yield "Date", "Hour", "Active followers"
        rng = stream(self._world.seed, f"activity {self._account.handle} {self._export.days}")
        now = self._export.moment
        followers = int(self._account.days["followers"][self._export.days - 1])
        for back in range(7, -1, -1):
            text = self._day(now.date() - timedelta(days=back))
            for hour in range(24):
                awake = 0.10 + 0.22 * max(0.0, 1 - abs(hour - 20) / 11)
                active = int(followers * awake * rng.uniform(0.9, 1.1))
                yield text, hour, active if back or hour <= now.hour else 0

    def _shares(self, title: str, parts: Iterable[tuple[str, float]]) -> Iterator[Sequence[object]]:
        yield title, "Distribution"
        # The second account has too few followers: TikTok leaves only the header.
        if self._account.handle == effects.HANDLE:
            yield from parts

    def _content(self) -> Iterator[Sequence[object]]:
        yield _CONTENT
        snapshot = self._day(self._export.moment.date() - timedelta(days=1))
        days = self._export.days
        for post in top_posts(self._world.of(self._account.handle), days):
            views = post.count("views", days)
            yield (
                snapshot,
                post.caption,
                post.link,
                self._day(post.posted.date()),
                post.count("likes", days),
                post.count("comments", days),
                post.count("shares", days),
                f"{views:,}" if self._language == "en" else views,
            )


def table(rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as Studio does: a BOM, every field quoted, quotes inside left raw, no last end."""
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    return text.encode("utf-8-sig")
