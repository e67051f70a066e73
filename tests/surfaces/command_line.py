"""Tiny real exports, and what a command gives back, for tests of the command line."""

from collections.abc import Callable
from dataclasses import dataclass

OVERVIEW = """\
Date,Video Views,Profile Views,Likes,Comments,Shares
October 29,1200,30,50,3,4
October 30,1250,31,51,3,4
October 31,1300,33,52,3,4
"""
BROKEN_OVERVIEW = OVERVIEW.replace("1250", '"1,2O3"')
ADS = """\
By Day,Campaign name,Ad group name,Ad name,Cost,Impressions,Clicks (destination),Currency
2026-10-29,Autumn,Broad,Beans,10.00,1000,10,EUR
2026-10-30,Autumn,Broad,Beans,12.50,1200,14,EUR
2026-10-31,Autumn,Broad,Beans,9.00,900,8,EUR
"""
POSTS = """\
Post link,Posted on,Caption,Views,Likes,Comments,Shares,Saves
https://www.tiktok.com/@brand/video/7300000000000000001,2026-10-29,=cmd(),10000,80,4,20,40
https://www.tiktok.com/@brand/video/7300000000000000002,2026-10-30,Beans,12000,90,5,,44
https://www.tiktok.com/@brand/video/7300000000000000003,2026-10-31,Milk,15000,95,6,25,60
"""


@dataclass(frozen=True)
class Said:
    """What a command gave back."""

    code: int
    out: str
    err: str


Clipworth = Callable[..., Said]
