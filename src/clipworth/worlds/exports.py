"""Writes a world as the files that TikTok, the shop and the brand itself would hand over."""

import os
from collections.abc import Iterator
from pathlib import Path

from clipworth.worlds import effects, moments
from clipworth.worlds.formats import ads_manager, around, business, sheets, shopify, studio
from clipworth.worlds.formats.archive import File
from clipworth.worlds.things import World

_README = """{brand}

Everything in this folder is simulated. The brand, its posts, its creators, its customers and
their addresses are invented; no figure was measured anywhere. The files have the formats of
real exports so that programs can be tried on them. World seed {seed}, days {first} to {until}.

studio/    TikTok Studio: @{handle} in Greek (older) and Spanish (newer, overlapping),
           @{second} in English
business/  TikTok business account, the last 60 days, UTC
ads/       Ads Manager by day: campaign, ad group and ad show the same spend and are never added;
           the newer reports restate the last days of the older ones. Time zone {zone}
shop/      Shopify orders, time zone {zone}
sheets/    the brand's own sheets; an empty cell means unknown
comments/  comments under the posts of the last weeks, invented too
site/      visits to the brand's site by day, as GA4 exports them
"""


def write_exports(world: World, folder: Path) -> list[Path]:
    """Write every export of a world under a folder; the same world gives the same bytes.

    A file's time of change is the moment of the export, too.
    Returns the paths in the order of writing.
    """
    written = []
    for file in _files(world):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        os.utime(path, (file.made.timestamp(), file.made.timestamp()))
        written.append(path)
    return written


def _files(world: World) -> Iterator[File]:
    yield File("README.txt", _readme(world).encode(), moments.newer(world).moment)
    for room in (studio, business, ads_manager, shopify, sheets, around):
        yield from room.files(world)


def _readme(world: World) -> str:
    return _README.format(
        brand=effects.BRAND,
        seed=world.seed,
        first=world.first,
        until=world.until,
        handle=effects.HANDLE,
        second=effects.SECOND_HANDLE,
        zone=effects.TIME_ZONE,
    )
