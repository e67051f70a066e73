"""Addresses of pages: host and path, what a query says, and what of both may be kept."""

import re
from dataclasses import replace

from clipworth.sources import read

# Signing-in details before the host, and a path's parts with an address in them, name people.
_SOMEBODY = "(somebody)"
_BEFORE_HOST = r"^(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/?#@]*@)?"
_AN_ADDRESS = r"(?i)[^/]+(?:@|%40)[^/]*"


def page(link: str) -> str:
    """Write the SQL for the host and path of a link, without its query.

    Plain functions read nearly all links; patterns cost far more and read the others.
    """
    found = f"regexp_extract({link}, '{_BEFORE_HOST}([^?#]*)', 1)"
    path = (
        f"case when contains({link}, '?') then left({link}, strpos({link}, '?') - 1)"
        f" else {link} end"
    )
    return (
        f"nullif(case when contains({link}, '@') or contains({link}, '%40')"
        f" or contains({link}, '#')"
        f" or (contains({link}, '://') and not starts_with({link}, 'http'))"
        f" then regexp_replace({found}, '{_AN_ADDRESS}', '{_SOMEBODY}', 'g')"
        f" when starts_with({link}, 'https://') then substr({path}, 9)"
        f" when starts_with({link}, 'http://') then substr({path}, 8)"
        f" else {path} end, '')"
    )


def in_query(link: str, parameter: str) -> str:
    """Write the SQL for a parameter in a link's query."""
    found = f"nullif(regexp_extract({link}, '[?&]{parameter}=([^&#]+)', 1), '')"
    return f"case when contains({link}, '{parameter}=') then {found} end"


def readable(text: str) -> str:
    """Write the SQL for a text out of a link, as a person typed it."""
    return f"try(url_decode(replace({text}, '+', ' ')))"


# Of a query only what tells of TikTok and of campaigns is kept.
_TRACKING = ("utm_", "ttclid=", "tt_")
_IS_TRACKING = " or ".join(f"starts_with(part, '{start}')" for start in _TRACKING)
_A_PART = f"(?:{'|'.join(_TRACKING)})[^&]*"
_WHOLE = "case when contains({c}, '#') then regexp_extract({c}, '^[^#]*') else {c} end"
_QUERY = f"substr({_WHOLE}, strpos({{c}}, '?') + 1)"
# Cutting a query into its parts costs thrice what it costs to see that all of them are kept.
_TRACKED = (
    f"case when not contains({{c}}, '?') then null"
    f" when regexp_full_match({_QUERY}, '{_A_PART}(?:&{_A_PART})*') then {_QUERY}"
    f" else array_to_string(list_filter(string_split({_QUERY}, '&'),"
    f" lambda part: {_IS_TRACKING}), '&') end"
)
_KEPT = f"concat({page('{c}')}, '?' || nullif({_TRACKED}, ''))"


def keep_link(text: str) -> str:
    """Keep of a link its host and path and what of its query tells of TikTok and of campaigns."""
    path, _, query = text.partition("#")[0].partition("?")
    path = re.sub(_AN_ADDRESS, _SOMEBODY, re.sub(_BEFORE_HOST, "", path))
    tracked = "&".join(part for part in query.split("&") if part.startswith(_TRACKING))
    return f"{path}?{tracked}" if tracked else path


def keep_query(text: str) -> str:
    """Keep of a query without its link what tells of TikTok and of campaigns."""
    return keep_link("?" + text.lstrip("?")).lstrip("?")


link = replace(read.text, name="link", keep=keep_link, kept=_KEPT)
query = replace(read.text, name="query", keep=keep_query, kept="null")
