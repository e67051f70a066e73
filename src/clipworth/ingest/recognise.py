"""Finding out what a table is: which source claims it, and where its header stands."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from clipworth.ingest.grids import Head
from clipworth.model.problems import Problem
from clipworth.sources.declare import NOTHING_TO_DO, Headers, Known, Source, plain
from clipworth.sources.registry import known, sources

NEAREST = 3
# Ends the key of what people write themselves; only that has headers of its own.
SHEET = "_sheet"
# How much nearer than any export a sheet must be, and which part of its headers be known, for it to
# be taken for a sheet of one's own.
LEAD = 1.25
HALF = 0.5
# How alike two headers must be to be taken for one another, as difflib counts it.
NEAR = 0.75


@dataclass(frozen=True)
class Recognised:
    """A table that one source claims."""

    source: Source
    headers: Headers
    header_row: int
    delimiter: str


@dataclass(frozen=True)
class Mapped:
    """A mapping of a sheet's own headers, made once by hand."""

    source: str
    columns: Mapping[str, str]


def signature(headers: Headers) -> str:
    """Give what two sheets with the same headers share, in whatever order they stand."""
    spelled = sorted(plain(cell) for cell in headers.cells if plain(cell))
    return hashlib.sha256("\n".join(spelled).encode()).hexdigest()[:16]


def recognise(
    name: str,
    heads: Sequence[Head],
    mappings: Mapping[str, Mapped],
    wanted: str | None = None,
) -> Recognised | Problem:
    """Find the one source that claims a table.

    wanted: the source that the person named; then only that one is asked.
    Returns a problem that names the nearest sources, where none claims it or several do.
    """
    asked = [sources()[wanted]] if wanted else list(sources().values())
    for head, row, headers in _candidates(heads):
        mapped = mappings.get(signature(headers))
        if mapped and mapped.source in sources():
            source = sources()[mapped.source].mapped(mapped.columns)
            return Recognised(source, headers, row, head.delimiter)
        claims = [source for source in asked if source.claims(headers)]
        if len(claims) > 1:
            keys = ", ".join(source.key for source in claims)
            return Problem(
                name,
                f"could be any of these: {keys}.",
                f"Say which: clipworth import {name} --as {claims[0].key}",
            )
        if claims:
            return Recognised(claims[0], headers, row, head.delimiter)
    for _, _, headers in _candidates(heads):
        for one in known():
            if one.claims(headers):
                return _not_taken(name, one)
    return _unclaimed(name, heads, asked)


def _candidates(heads: Iterable[Head]) -> Iterable[tuple[Head, int, Headers]]:
    for head in heads:
        for number, cells in head.rows:
            if sum(bool(cell.strip()) for cell in cells) > 1:
                yield head, number, Headers(cells)


def _not_taken(name: str, one: Known) -> Problem:
    return Problem(name, f"is {one.title}: {one.reason}", one.remedy)


PROSE = (".md", ".txt", ".html", ".htm", ".rst", ".rtf")


def _unclaimed(name: str, heads: Sequence[Head], asked: Sequence[Source]) -> Problem:
    if name.lower().endswith(PROSE):
        return Problem(name, "is a text, not a table.", NOTHING_TO_DO)
    shown = ""
    likenesses: list[Likeness] = []
    for _, _, headers in _candidates(heads):
        shown = shown or ", ".join(cell.strip() for cell in headers.cells[:8] if cell.strip())
        likenesses += [like for source in asked if (like := _likeness(source, headers)).score]
    nearest: dict[str, Likeness] = {}
    for like in sorted(likenesses, key=lambda like: (-like.score, like.key, like.lacks)):
        nearest.setdefault(like.key, like)
    if not nearest:
        return Problem(
            name,
            f"is no file that is known here. It begins with: {shown or 'nothing like a table'}.",
            "`clipworth sources` lists what is read; `clipworth template` writes an empty sheet.",
        )
    close = list(nearest.values())
    said = "; ".join(f"{like.key} (lacks {like.lacks})" for like in close[:NEAREST])
    mapping = f"map its columns once: clipworth map {name} {{}} FIELD=HEADER …"
    if _is_own_sheet(close):
        remedy = f"If it is a sheet of your own, {mapping.format(close[0].key)}"
    else:
        remedy = f"Export it again in English with the columns it lacks, or {mapping}"
        # A sheet that is a little nearer than all exports says nothing.
        is_export = not close[0].key.endswith(SHEET)
        remedy = remedy.format(close[0].key if is_export else "SOURCE")
        remedy += " (`clipworth sources` lists all)"
    return Problem(name, f"is no file that is known here. Nearest: {said}.", remedy)


@dataclass(frozen=True)
class Likeness:
    """How near a table comes to a source.

    score: from 0 to 1. known: which part of the headers the source reads. lacks: what it misses.
    """

    key: str
    score: float
    known: float
    lacks: str


def _likeness(source: Source, headers: Headers) -> Likeness:
    missing = source.missing(headers)
    places = [headers.find(column.headers) for column in source.columns]
    found = [place for place in places if place is not None]
    lacks = ", ".join(f"'{header}'" for header in missing) or "nothing"
    filled = sum(bool(cell.strip()) for cell in headers.cells)
    score = len(found) / (len(found) + 2 * len(missing)) if found else 0.0
    return Likeness(source.key, score, len(set(found)) / filled, lacks)


def _is_own_sheet(close: Sequence[Likeness]) -> bool:
    """Tell whether the nearest is a sheet, and clearly so: ads have a day and a cost too.

    close: the nearest first.
    """
    first = close[0]
    others = [like.score for like in close if not like.key.endswith(SHEET)]
    leads = first.score >= LEAD * max(others, default=0.0)
    return first.key.endswith(SHEET) and leads and first.known >= HALF


def near_misses(found: Recognised, unused: Iterable[str]) -> list[tuple[str, str]]:
    """Find headers of a sheet that look like one that would be read: what to say, and do."""
    if not found.source.key.endswith(SHEET):
        return []
    spelled = {
        plain(spelling): spelling
        for column in found.source.columns
        if found.headers.find(column.headers) is None
        for spelling in column.headers
    }
    said = []
    for header in unused:
        near = get_close_matches(plain(header), spelled, n=1, cutoff=NEAR)
        if near:
            meant = f"If it is '{spelled[near[0]]}', call it so and import the file again."
            said.append((f"has the header '{header.strip()}', which is not read.", meant))
    return said
