"""What stands above the header of Meta's exports: which network, and which figure."""

import re

from clipworth.sources.declare import Lines, plain

NETWORKS = ("instagram", "facebook")
# The figure by the title of its chart, without the network that some titles begin with.
FIGURES = {
    "views": "views",
    "viewers": "reach",
    "reach": "reach",
    "content interactions": "interactions",
    "link clicks": "link_clicks",
    "visits": "profile_visits",
    "profile visits": "profile_visits",
    "follows": "new_followers",
    "unfollows": "lost_followers",
}
_WORD = re.compile(r"(?<![a-z])(instagram|facebook)(?![a-z])")


def title_of(lines: Lines) -> str:
    """Give the title of the chart, without its network; empty where there is none."""
    said = [filled for cells in lines if len(filled := [c for c in cells if c.strip()]) == 1]
    titles = [plain(cells[0]) for cells in said if not cells[0].lower().startswith("sep=")]
    title = titles[-1] if titles else ""
    return _WORD.sub("", title).strip()


def network_of(lines: Lines) -> str | None:
    """Give the network that the lines name, where they name one and not both."""
    return _only(" ".join(cell for cells in lines for cell in cells))


def network_in_name(name: str) -> str | None:
    """Give the network that a file's name or the nearest of its folders names."""
    return next((found for part in reversed(name.split("/")) if (found := _only(part))), None)


def _only(text: str) -> str | None:
    found = set(_WORD.findall(text.lower()))
    return found.pop() if len(found) == 1 else None
