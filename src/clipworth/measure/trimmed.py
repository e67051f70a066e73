"""A statement without what its result does not read: columns, joins and named parts."""

import re
import textwrap
from collections.abc import Collection, Iterable
from itertools import pairwise

from clipworth.measure.query import uncommented

_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_QUOTED = re.compile(r"'(?:[^']|'')*'")
_STAR = re.compile(r"\.\*|(?:select|,)\s+\*")
_NAMED = re.compile(r"\s*(\w+) as (materialized )?\((\0*)\)\s*(,?)")
_UNION = re.compile(r"\bunion(?: all)?\b")
_FROM = re.compile(r"(?<!distinct )\bfrom\b")
_TAIL = re.compile(r"\b(?:where|group by|having|qualify|order by|limit)\b")
_JOIN = re.compile(r"\b(?:asof )?(?:left |cross |inner )?join\b")
_AND = re.compile(r"\band\b")
_ALIAS = re.compile(r"\bas (\w+)")
_OWN_NAME = re.compile(r"(?:\bas |\.)(\w+)\s*$")
_REPLACED = re.compile(r"^(\w+\.\*.*) replace \((\0*)\)$", re.DOTALL)
_ALONE = re.compile(r"(?<![.\w])[a-z_]\w*\b(?!\.)")
_EXCLUDED = re.compile(r" exclude \([^)]*\)")
_WIDE = 100

# Names that are read; None: every column, as there is a star that nobody narrows down.
Words = set[str] | None


def trimmed(sql: str) -> str:
    """Leave out of a statement what its result does not read.

    It relies on how relations are written here: every column qualified, and a left join finds at
    most one row, as a relation has one row per row of its first table.
    """
    return _query(uncommented(sql), None).strip() + "\n"


def without(sql: str, parts: Collection[str]) -> str:
    """Leave out the branches of unions that read one of the named parts."""
    if not parts:
        return sql
    named, body = _parts(uncommented(sql))
    pieces = _branches(body)
    gone = re.compile(rf"\bfrom (?:{'|'.join(parts)})\b")
    kept = [0, *(n for n in range(2, len(pieces), 2) if not gone.search(pieces[n]))]
    if len(pieces) > 1 and gone.search(pieces[0]):
        kept = kept[1:]
    text = pieces[kept[0]] + "".join(f"\n{pieces[n - 1]}\n{pieces[n]}" for n in kept[1:])
    first = ",\n".join(
        f"{name} as {how}(\n{without(inner, parts)}\n)" for name, how, inner in named
    )
    return f"with {first}\n{text}" if first else text


def _query(sql: str, wanted: Words) -> str:
    parts, body = _parts(sql)
    body = _body(body, wanted)
    read = _read([body], wanted)
    kept: list[str] = []
    for name, how, text in reversed(parts):
        if read is not None and name not in read:
            continue
        text = _query(text, read)
        more = _read([text], read)
        read = None if read is None or more is None else read | more
        kept.insert(0, f"{name} as {how}(\n{_indented(text)}\n)")
    named = ",\n".join(kept)
    return f"with {named}\n{body}" if kept else body


def _parts(sql: str) -> tuple[list[tuple[str, str, str]], str]:
    """Split a query into its named parts (name, materialized, text) and what follows them."""
    sql = sql.strip()
    parts: list[tuple[str, str, str]] = []
    if not sql.startswith("with "):
        return parts, sql
    mask, at = _mask(sql), len("with ")
    while found := _NAMED.match(mask, at):
        parts.append((found[1], found[2] or "", sql[found.start(3) : found.end(3)]))
        at = found.end()
        if not found[4]:
            break
    return parts, sql[at:].strip()


def _body(body: str, wanted: Words) -> str:
    pieces = _branches(body)
    if len(pieces) == 1:
        return _select(body, wanted)
    if wanted is not None and set(pieces[1::2]) == {"union all"}:
        pieces[::2] = _narrowed_alike(pieces[::2], wanted)
    return "\n".join(piece if n % 2 else _select(piece, None) for n, piece in enumerate(pieces))


def _narrowed_alike(branches: list[str], wanted: set[str]) -> list[str]:
    """Leave the same columns out of all branches of a union, as they go by their place."""
    cut = [_cut(branch) for branch in branches]
    names = cut[0][0]
    if any(len(items) != len(names) or not _narrows(items, rest) for items, rest in cut):
        return branches
    kept = [n for n, item in enumerate(names) if _is_read(item, wanted)] or [0]
    return [f"select {', '.join(items[n] for n in kept)} {rest}" for items, rest in cut]


def _cut(select: str) -> tuple[list[str], str]:
    """Cut a query into its columns and what follows them."""
    start = _FROM.search(_mask(select))
    edge = start.start() if start else len(select)
    return _split(select[len("select") : edge].strip()), select[edge:]


def _narrows(items: list[str], rest: str) -> bool:
    """Tell whether columns can be left out without changing which rows there are."""
    whole = items[0].startswith("distinct ") or "group by all" in rest
    return not whole and not any(_has_star(f"select {item}") for item in items)


def _branches(body: str) -> list[str]:
    """Split a union into its queries and, between them, the words that join them."""
    cuts = _UNION.finditer(_mask(body))
    edges = [0, *(edge for cut in cuts for edge in cut.span()), len(body)]
    return [body[a:b].strip() for a, b in pairwise(edges)]


def _select(text: str, wanted: Words) -> str:
    items, rest = _cut(text)
    if not rest:
        return text
    end = _TAIL.search(_mask(rest))
    tail = rest[end.start() :] if end else ""
    joins = _joins(rest[: end.start()] if end else rest)
    whole = items[0].startswith("distinct ") or "group by all" in tail
    if wanted is not None and not whole:
        items = _needed_items(items, tail, wanted)
    if "group by" not in tail:
        joins = _needed_joins(joins, [*items, tail])
    read_outside = [*items, tail]
    sources = [
        _source(join, [*read_outside, *(other for other in joins if other is not join)], wanted)
        for join in joins
    ]
    clauses = [_tidy(clause) for clause in _clauses(tail)]
    return "\n".join([_listed(items), *sources, *clauses])


def _needed_items(items: list[str], tail: str, wanted: set[str]) -> list[str]:
    kept = [_narrowed(item, wanted) for item in items if _is_read(item, wanted)]
    if not kept:
        return items[:1]
    # An item may name another one of the same list; that has no table in front.
    beside = wanted | {
        word
        for text in (*kept, tail)
        for word in _ALONE.findall(_EXCLUDED.sub("", _QUOTED.sub("''", text)))
    }
    grown = [_narrowed(item, wanted) for item in items if _is_read(item, beside)]
    return grown if len(grown) == len(kept) else _needed_items(items, tail, beside)


def _is_read(item: str, wanted: set[str]) -> bool:
    if _has_star(f"select {item}"):
        return True
    found = _OWN_NAME.search(item)
    return not found or found[1] in wanted


def _narrowed(item: str, wanted: set[str]) -> str:
    """Leave out what a star replaces and nobody reads."""
    found = _REPLACED.match(_mask(item))
    if not found:
        return item
    inside = _split(item[found.start(2) : found.end(2)])
    kept = [one for one in inside if _is_read(one, wanted)]
    star = item[: found.end(1)]
    return f"{star} replace ({', '.join(kept)})" if kept else star


def _joins(text: str) -> list[str]:
    """Split `from a left join b on ...` into its sources, each with its own words."""
    cuts = [0, *(found.start() for found in _JOIN.finditer(_mask(text))), len(text)]
    return [text[a:b].strip() for a, b in pairwise(cuts)]


def _needed_joins(joins: list[str], readers: Iterable[str]) -> list[str]:
    kept, readers = list(joins), list(readers)
    for join in reversed(joins):
        alias = _ALIAS.search(_mask(join)) or re.search(r"join (\w+)", join)
        if "left join" not in _mask(join) or not alias:
            continue
        others = [*readers, *(other for other in kept if other is not join)]
        if not any(re.search(rf"\b{alias[1]}\.", other) for other in others):
            kept.remove(join)
    return kept


def _source(join: str, readers: list[str], wanted: Words) -> str:
    """Trim the query that a source is, if it is one."""
    mask = _mask(join)
    opened, closed = mask.find("("), mask.find(")")
    inner = join[opened + 1 : closed].strip()
    is_query = inner.startswith(("select", "with "))
    if opened < 0 or not is_query or not re.search(r"(?:from|join)\s*$", join[:opened]):
        return _tidy(join)
    read = _read([*readers, join[closed:]], wanted)
    return f"{join[:opened]}(\n{_indented(_query(inner, read))}\n{join[closed:]}"


def _read(texts: Iterable[str], wanted: Words) -> Words:
    found = list(texts)
    if not any(_has_star(text) for text in found):
        return _words(found)
    return None if wanted is None else wanted | _words(found)


def _has_star(text: str) -> bool:
    return bool(_STAR.search(_QUOTED.sub("''", text)))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(_QUOTED.sub("''", text.lower()))}


def _split(text: str) -> list[str]:
    mask = _mask(text)
    cuts = [-1, *(n for n, letter in enumerate(mask) if letter == ","), len(text)]
    return [text[a + 1 : b].strip() for a, b in pairwise(cuts)]


def _listed(items: list[str]) -> str:
    line = f"select {', '.join(items)}"
    if len(line) <= _WIDE and "\n" not in line:
        return line
    return "select\n" + _indented(",\n".join(_tidy(item) for item in items))


def _clauses(tail: str) -> list[str]:
    cuts = [*(found.start() for found in _TAIL.finditer(_mask(tail))), len(tail)]
    return [_broken(tail[a:b].strip()) for a, b in pairwise(cuts)]


def _broken(clause: str) -> str:
    """Give each condition of a long line its own."""
    if len(clause) <= _WIDE or "\n" in clause:
        return clause
    cuts = [0, *(found.start() for found in _AND.finditer(_mask(clause))), len(clause)]
    return "\n".join(clause[a:b].strip() for a, b in pairwise(cuts))


def _tidy(text: str) -> str:
    """Indent what follows the first line by one step."""
    first, _, rest = text.partition("\n")
    return f"{first}\n{_indented(rest)}" if rest else first


def _indented(text: str) -> str:
    return textwrap.indent(textwrap.dedent(text).strip(), "    ")


def _mask(text: str) -> str:
    """Blank out what stands in brackets or quotes, so that what is left is of one level."""
    depth, quoted, out = 0, False, []
    for letter in text:
        if letter == "'":
            quoted = not quoted
        depth -= letter == ")" and not quoted
        out.append("\0" if depth or quoted or letter == "'" else letter)
        depth += letter == "(" and not quoted
    return "".join(out)
