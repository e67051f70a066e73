"""Formulas of a workbook that hold no value: never worked out, or failed, as `#REF!` does.

The library that reads workbooks gives an empty cell for both, and an empty cell is no problem.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import unescape

# Larger sheets are exports of programs, which hold no formulas.
LARGEST_SHEET = 64 << 20
_ROW = re.compile(rb"<row\b[^>]*>.*?</row>", re.DOTALL)
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_FORMULA = re.compile(rb"<f\b[^>]*?(?:/>|>(.*?)</f>)", re.DOTALL)
_VALUE = re.compile(rb"<v\b[^>]*>([^<]+)</v>")
_SHEET = re.compile(rb"<sheet\b[^>]*?>")
_TARGET = re.compile(rb"<Relationship\b[^>]*?>")

Unworked = Mapping[tuple[int, int], str]


def unworked(path: Path) -> dict[str, Unworked]:
    """Find by sheet the cells, row and column from 0, whose formula has no value.

    Gives what stands in their place: the formula, or the error that it gave. Nothing where the
    workbook is no XLSX or is built in another way.
    """
    try:
        with zipfile.ZipFile(path) as book:
            return {
                title: dict(_cells(book.read(part)))
                for title, part in _parts(book)
                if book.getinfo(part).file_size <= LARGEST_SHEET
            }
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return {}


def _parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = {}
    for found in _TARGET.findall(book.read("xl/_rels/workbook.xml.rels")):
        given = _attributes(found)
        target = given.get("Target", "")
        targets[given.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    for found in _SHEET.findall(book.read("xl/workbook.xml")):
        given = _attributes(found)
        part = targets.get(given.get("r:id", ""))
        if part and part in book.namelist():
            yield given.get("name", ""), part


def _attributes(tag: bytes) -> dict[str, str]:
    pairs = re.findall(rb"([\w:]+)=\"([^\"]*)\"", tag)
    return {name.decode(): _text(value) for name, value in pairs}


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"), {"&quot;": '"', "&apos;": "'"})


def _cells(sheet: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if b"<f" not in sheet and b't="e"' not in sheet:
        return
    for row in _ROW.findall(sheet):
        if b"<f" not in row and b't="e"' not in row:
            continue
        for attributes, inside in _CELL.findall(row):
            place = _PLACE.search(attributes)
            formula, value = _FORMULA.search(inside), _VALUE.search(inside)
            failed = b't="e"' in attributes
            # A text that a formula gave may be empty, and then it is known to be.
            if place is None or (value and not failed) or b't="str"' in attributes:
                continue
            if failed or formula:
                said = value[1] if failed and value else b"=" + ((formula and formula[1]) or b"")
                yield (int(place[2]) - 1, _column(place[1])), _text(said)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
