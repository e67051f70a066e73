"""Cutting Content.csv, whose titles hold raw quotes and commas: the link is the anchor."""

import re
from collections import Counter
from collections.abc import Iterator

from clipworth.sources.declare import CutRow

# `"…/video/<id>","24 February","12","0","1","3,451"` ends every row, whatever the title did.
LINK_AND_AFTER = re.compile(
    r'(?P<link>https?://[^\s",]*/(?:video|photo)/\d+[^\s",]*)"?,'
    r'"?(?P<posted>[^"\n]*?)"?,"?(?P<likes>[^"\n,]*(?:,\d{3})*)"?'
    r',"?(?P<comments>[^"\n]*?)"?,"?(?P<shares>[^"\n]*?)"?,"?(?P<views>[^"\n]*?)"?[ \t]*(?:\r?\n|$)'
)
BEFORE = re.compile(r'^\s*"?(?P<time>[^",]*)"?,"?(?P<title>.*?)"?,"?$', re.DOTALL)
FIRST_CELL = re.compile(r'^"?([^",\n]+)"?,', re.MULTILINE)
COLUMNS = 8


def cut_rows(text: str) -> Iterator[CutRow]:
    """Give the header and every row; a title may hold anything, line ends too.

    Rows are numbered as a spreadsheet would show them if the quoting were right.
    """
    head, _, body = text.partition("\n")
    yield CutRow(1, tuple(cell.strip().strip('"') for cell in head.split(",")))
    begins = _beginning(body)
    number, start = 1, 0
    for found in LINK_AND_AFTER.finditer(body):
        *lost, begin = _begun(body[start : found.start()], begins)
        for _ in lost:
            number += 1
            yield _broken(number)
        number += 1
        before = BEFORE.match(body[start + begin : found.start()])
        start = found.end()
        if before is None:
            yield _broken(number)
            continue
        title = before["title"].replace('""', '"')
        tail = [found[key].strip() for key in ("link", "posted", "likes", "comments")]
        yield CutRow(
            number,
            (before["time"], title, *tail, found["shares"].strip(), found["views"].strip()),
        )
    if body[start:].strip():
        for _ in _begun(body[start:], begins):
            number += 1
            yield _broken(number)


def _beginning(body: str) -> re.Pattern[str] | None:
    """Tell how rows begin: with the day of the snapshot, which is the same in all of them."""
    times = Counter(FIRST_CELL.findall(body)).most_common(1)
    return re.compile(rf'^"?{re.escape(times[0][0])}"?,', re.MULTILINE) if times else None


def _begun(part: str, begins: re.Pattern[str] | None) -> list[int]:
    """Give where rows begin in a part of the text; all but the last have lost their end."""
    blank = len(part) - len(part.lstrip())
    found = [one.start() for one in begins.finditer(part)] if begins else []
    return sorted({blank, *found})


def _broken(number: int) -> CutRow:
    return CutRow(
        number,
        (),
        "has no link of a post with the five figures behind it.",
        "The file may have been cut off: export it again.",
    )
