"""When the brand exported its files: an older set and the last one, and what each could see."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from clipworth.worlds.brand import OLDER_EXPORT_DAYS
from clipworth.worlds.effects import TIME_ZONE
from clipworth.worlds.things import World

_HOUR = time(9, 41, 36)


@dataclass(frozen=True)
class Export:
    """An export: the moment on the clock of the brand, and the days of the world inside.

    days: so many days from the first one have happened.
    since: the first day that it covers.
    """

    moment: datetime
    days: int
    since: int


def older(world: World) -> Export:
    """Give the export of early summer: from the first day on."""
    return _export(world, world.days - OLDER_EXPORT_DAYS, 0)


def newer(world: World) -> Export:
    """Give the export after the last day; it overlaps the older one by 60 days."""
    return _export(world, world.days, world.days - OLDER_EXPORT_DAYS - 60)


def whole_year(world: World) -> Export:
    """Give the export after the last day with all 365 days."""
    return _export(world, world.days, 0)


def _export(world: World, days: int, since: int) -> Export:
    """Exports are made two days after the last day they show, as in the real samples."""
    on = world.date(days - 1) + timedelta(days=2)
    return Export(datetime.combine(on, _HOUR, tzinfo=ZoneInfo(TIME_ZONE)), days, since)
