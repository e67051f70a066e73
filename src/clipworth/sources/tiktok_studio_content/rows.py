"""Cutting Content.csv, whose titles hold raw quotes and commas: the link is the anchor."""

import re
from collections.abc import Iterator

from clipworth.sources.declare import CutRow

# `"…/video/<id>","24 February","12","0","1","3,451"` ends every row, whatever the title did.
LINK_AND_AFTER = re.compile(
    r'(?P<link>https?://[^\s",]*/(?:video|photo)/\d+[^\s",]*)"?,'
    r'"?(?P<posted>[^"\n]*?)"?,"?(?P<likes>[^"\n,]*(?:,\d{3})*)"?'
    r',"?(?P<comments>[^"\n]*?)"?,"?(?P<shares>[^"\n]*?)"?,"?(?P<views>[^"\n]*?)"?[ \t]*(?:\r?\n|$)'
)
BEFORE = re.compile(r'^\s*"?(?P<time>[^",]*)"?,"?(?P<title>.*?)"?,"?$', re.DOTALL)
COLUMNS = 8


def cut_rows(text: str) -> Iterator[CutRow]:
    """Give the header and every row; a title may hold anything, line ends too.

    Rows are numbered as a spreadsheet would show them if the quoting were right.
    """
    head, _, body = text.partition("\n")
    yield CutRow(1, tuple(cell.strip().strip('"') for cell in head.split(",")))
    number, start = 1, 0
    for found in LINK_AND_AFTER.finditer(body):
        number += 1
        before = BEFORE.match(body[start : found.start()])
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
        yield _broken(number + 1)


def _broken(number: int) -> CutRow:
    return CutRow(
        number,
        (),
        "has no link of a post with the five figures behind it.",
        "The file may have been cut off: export it again.",
    )
