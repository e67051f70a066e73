"""Readers of WooCommerce's cells: lines, coupons, refunds and where the visit began."""

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from clipworth.model.problems import BadCell, Noted
from clipworth.model.tables import Type
from clipworth.sources import currencies, numerals, read
from clipworth.sources.declare import Clues, Reader

PLAIN = Clues(decimal=".")
DOWNLOAD = "Export the orders again."
Parts = list[dict[str, str]]


def _amount(text: str) -> Decimal:
    value = read.money.parse(text, PLAIN)
    if not isinstance(value, Decimal):
        raise BadCell(f"'{text}' is not an amount.", DOWNLOAD)
    return value


def _in_short(number: Decimal) -> str:
    text = format(number.quantize(Decimal("0.000001")), "f").rstrip("0")
    return text.rstrip(".")


def _written(parts: Parts) -> str | None:
    return json.dumps(parts, ensure_ascii=False) if parts else None


def _kept(parse: Callable[[str], Any]) -> Callable[[str], str]:
    """Keep of a cell only what is read from it: names, notes and reasons stand there too."""

    def keep(text: str) -> str:
        if read.is_unknown(text):
            return ""
        try:
            return json.dumps(parse(text), ensure_ascii=False)
        except BadCell:
            return "?"

    return keep


def _json_list(text: str, what: str) -> list[dict[str, Any]]:
    """Read a list inside a record, as the import writes it into a cell."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadCell(f"holds no {what} that can be read.", "Download the orders again.")
    return found


def _parts(parse: Callable[[str], Parts], name: str) -> Reader:
    """Make a reader of a list of parts, which hands it on as JSON."""

    def parsed(text: str, clues: Clues) -> Any:  # noqa: ARG001 - readers share one shape
        return None if read.is_unknown(text) else _written(parse(text))

    return Reader(name, Type.TEXT, "null", parsed, keep=_kept(parse))


def _total(parse: Callable[[str], Parts], name: str, field: str) -> Reader:
    """Make a reader of what a list of parts comes to; that of an empty list is known to be 0."""

    def parsed(text: str, clues: Clues) -> Any:  # noqa: ARG001
        if read.is_unknown(text):
            return None
        return sum((_amount(part[field]) for part in parse(text)), Decimal(0))

    return Reader(name, Type.MONEY, "null", parsed, keep=_kept(parse))


def _line(number: int, found: dict[str, Any]) -> dict[str, str]:
    """Write a line; price and discount are worked out as the shop has only sums of a line."""
    try:
        quantity = _amount(str(found["quantity"]))
        total = _amount(str(found["total"]))
        before = _amount(str(found.get("subtotal") or found.get("sub_total") or found["total"]))
    except KeyError as missing:
        raise BadCell(f"holds a line without {missing}.", DOWNLOAD) from None
    line = {
        "line": str(number),
        "name": str(found.get("name") or ""),
        "sku": str(found.get("sku") or ""),
        "quantity": _in_short(quantity),
        "total": _in_short(total),
        "subtotal": _in_short(before),
        "discount": _in_short(before - total),
    }
    # A weight is no number of pieces.
    if quantity == quantity.to_integral_value():
        line["pieces"] = str(int(quantity))
    return line | ({"price": _in_short(before / quantity)} if quantity else {})


def _rest_lines(text: str) -> Parts:
    lines = _json_list(text, "lines")
    return [_line(number, line) for number, line in enumerate(lines, start=1)]


# A name may hold `|` and `:`, so a field begins only where a known one is named.
EXPORTED = re.compile(
    r"(?:^|\|)(name|product_id|sku|quantity|total|sub_total|tax|tax_data|refunded|_variation_id"
    r"|meta:[^:|]*):"
)


def _exported_line(text: str) -> dict[str, str]:
    if text.startswith("{"):
        return _line(1, _json_list(f"[{text}]", "line")[0])
    cut = EXPORTED.split(text)
    found = dict(zip(cut[1::2], cut[2::2], strict=True))
    if "quantity" not in found:
        raise BadCell(
            f"'{text}' is not a line of an order.",
            "A line reads name:House blend|sku:HB-250|quantity:1|total:13.00|sub_total:13.00.",
        )
    return _line(1, found)


def _line_cell(text: str, clues: Clues) -> Any:  # noqa: ARG001
    return None if read.is_unknown(text) else json.dumps(_exported_line(text), ensure_ascii=False)


def _coupons_once(found: Iterable[tuple[str, str]]) -> Parts:
    coupons: dict[str, Decimal] = {}
    for code, amount in found:
        spelled = code.strip().upper()
        coupons[spelled] = coupons.get(spelled, Decimal(0)) + _amount(amount)
    return [{"code": code, "discount": _in_short(amount)} for code, amount in coupons.items()]


def _rest_coupons(text: str) -> Parts:
    found = _json_list(text, "coupons")
    return _coupons_once((str(one.get("code", "")), str(one.get("discount", ""))) for one in found)


COUPON = re.compile(r"code:([^|;]+)\|amount:(-?[\d.]+)")


def _exported_coupons(text: str) -> Parts:
    if text.startswith("["):
        return _rest_coupons(text)
    found = COUPON.findall(text)
    if not found or len(found) != text.count("code:"):
        raise BadCell(f"'{text}' is no list of coupons.", "It reads code:mara10|amount:5.00.")
    return _coupons_once(found)


def _rest_refunds(text: str) -> Parts:
    found = _json_list(text, "refunds")
    if not all("id" in one and "total" in one for one in found):
        raise BadCell("holds a refund without id or total.", "Download the orders again.")
    refunds = {
        str(one["id"]): {
            "id": str(one["id"]),
            "total": str(one["total"]),
            "amount": _refunded(str(one["total"])),
            # Only exporters give it; the shop's own records of orders do not.
            **({"date": str(one["date"])} if "date" in one else {}),
        }
        for one in found
    }
    return list(refunds.values())


def _refunded(total: str) -> str:
    return _in_short(abs(_amount(total)))


REFUND = re.compile(
    r"amount:(-?[\d.]+)\|reason:.*?\|date:(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})", re.DOTALL
)


def _exported_refunds(text: str) -> Parts:
    if text.startswith("["):
        return _rest_refunds(text)
    found = REFUND.findall(text)
    if not found or len(found) != text.count("amount:"):
        raise BadCell(
            "holds no list of refunds that can be read.",
            "It reads amount:5.00|reason:too late|date:2026-03-09 10:00:00.",
        )
    moments = [moment for _, moment in found]
    return [
        {
            # Two refunds of one second are two.
            "id": moment + (f" {place}" if moment in moments[:place] else ""),
            "date": moment,
            "total": amount,
            "amount": _refunded(amount),
        }
        for place, (amount, moment) in enumerate(found)
    ]


PREFIX = "_wc_order_attribution_"
VISIT = (
    "source_type",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_content",
    "utm_term",
    "session_entry",
    "referrer",
    "device_type",
)


def _visit(text: str) -> list[dict[str, str]]:
    """Take out of an order's notes on itself what they say of the visit, and nothing else."""
    said = {}
    for note in _json_list(text, "meta data"):
        key = str(note.get("key", "")).removeprefix(PREFIX)
        value = note.get("value")
        if str(note.get("key", "")).startswith(PREFIX) and isinstance(value, str):
            said[key] = value
    notes = []
    for key in VISIT:
        value = said.get(key, "")
        clean = _CLEAN.get(key, _word)(value)
        if clean is not None:
            notes.append({"key": PREFIX + key, "value": clean})
    return notes


def _visit_cell(text: str, clues: Clues) -> Any:  # noqa: ARG001
    if read.is_unknown(text):
        return None
    said = {note["key"].removeprefix(PREFIX): note["value"] for note in _visit(text)}
    return json.dumps(said, ensure_ascii=False) if said else None


# What the shop's tracker writes where a visit had no such thing.
NOTHING = ("(direct)", "(none)", "(not set)", "(not provided)", "unknown")


def _word(text: str) -> str | None:
    return None if read.is_unknown(text) or text.strip().casefold() in NOTHING else text.strip()


def _word_cell(text: str, clues: Clues) -> Any:  # noqa: ARG001
    return _word(text)


ADDRESS = re.compile(r"^(?:(?:[\w+.-]+:)?//)?((?:[^/?#\s@:]+\.)+[^/?#\s@:]+)(?::\d+)?(/[^?#\s]*)?")


def _page(text: str) -> str | None:
    """Take host and path of an address; what stands behind them may name a person."""
    found = ADDRESS.match(text.strip())
    return found[1].lower() + (found[2] or "/") if found else None


def _page_cell(text: str, clues: Clues) -> Any:  # noqa: ARG001
    if _word(text) is None:
        return None
    page = _page(text)
    if page is None:
        raise BadCell("is no address of a page.", "It reads https://shop.example/coffee.")
    return page


def _keep_page(text: str) -> str:
    return "" if _word(text) is None else _page(text) or "?"


def _device(text: str) -> str | None:
    word = _word(text)
    return None if word is None else DEVICES.get(word.casefold(), "other")


DEVICES = {name: name for name in ("mobile", "desktop", "tablet")}
_CLEAN: dict[str, Callable[[str], str | None]] = {
    "session_entry": _page,
    "referrer": _page,
    "device_type": _device,
}

# The labels of WooCommerce in English; a source's first letter is made a capital by it.
ORIGINS = {
    "source": "utm",
    "organic": "organic",
    "referral": "referral",
}
ALONE = {"direct": "typein", "web admin": "admin", "mobile app": "mobile_app", "unknown": None}


def _origin_parts(text: str) -> tuple[str | None, str | None] | None:
    label, colon, source = text.strip().partition(":")
    if colon and label.strip().casefold() in ORIGINS:
        source = source.strip()
        return ORIGINS[label.strip().casefold()], _word(source[:1].lower() + source[1:])
    word = text.strip().casefold()
    return (ALONE[word], None) if word in ALONE else None


def _origin(text: str, clues: Clues) -> Any:  # noqa: ARG001
    if read.is_unknown(text):
        return None
    found = _origin_parts(text)
    if found is None:
        message = f"'{text}' is no origin in WooCommerce's English words, so it is unknown."
        return Noted(None, message, "Export it with your language set to English.")
    return found[0]


def _origin_source(text: str, clues: Clues) -> Any:  # noqa: ARG001
    found = _origin_parts(text)
    return found[1] if found else None


CUSTOMERS = {"new": True, "returning": False}


def _is_new(text: str, clues: Clues) -> Any:  # noqa: ARG001
    if read.is_unknown(text):
        return None
    if text.strip().casefold() not in CUSTOMERS:
        message = f"'{text}' is neither new nor returning, so it is unknown."
        return Noted(None, message, "Export it with your language set to English.")
    return CUSTOMERS[text.strip().casefold()]


LONGEST_SIGN = 3
FIGURE = re.compile(r"[-+]?\d(?:[\d.,'\u00a0\u202f]|\s(?=\d{3}))*")


def _figures(text: str) -> list[str]:
    """Find the amounts in `$50.00 $35.00 (includes $5.00 VAT)`, but for what it includes."""
    return [figure.strip().rstrip(".,'") for figure in FIGURE.findall(text.split("(")[0])]


def _study_figures(cells: list[str], clues: Clues) -> Clues:
    return numerals.study_decimals([one for cell in cells for one in _figures(cell)], clues)


def _figure(place: int) -> Callable[[str, Clues], Any]:
    def parse(text: str, clues: Clues) -> Any:
        if read.is_unknown(text):
            return None
        figures = _figures(text)
        beside = FIGURE.sub(" ", text.split("(")[0]).split()
        # Beside its figures stand signs of currencies alone; 7.67E+18 is what a spreadsheet left.
        strange = any(len(word) > LONGEST_SIGN for word in beside)
        if strange or not 1 <= len(figures) <= 2 or numerals.SCIENTIFIC.match(text.strip()):
            raise BadCell(f"'{text}' is not an amount.", "It reads $50.00, or $50.00 $35.00.")
        return read.money.parse(figures[place], clues) if place < len(figures) else None

    return parse


def _shown_currency(text: str, clues: Clues) -> Any:
    """Find the currency of the first amount: `£30.00 £15.00 (includes £0.00 VAT)`."""
    first = re.search(
        rf"^\D*{FIGURE.pattern}[^\d\s]*(?:\s?[^\d\s(-]{{1,3}}(?=\s|$))?", text.strip()
    )
    return currencies.shown.parse(first[0] if first else text, clues)


def _moment_text(text: str, clues: Clues) -> Any:  # noqa: ARG001
    """Write a moment of the shop's clock in one way, to tell two of an order apart."""
    found = re.match(r"^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?", text.strip())
    return f"{found[1]} {found[2]}{found[3] or ':00'}" if found else text.strip() or None


total = Reader("total", Type.MONEY, read.money.fast, _figure(0), _study_figures)
left_over = Reader("what was kept", Type.MONEY, "null", _figure(1), _study_figures)
shown_currency = Reader(currencies.shown.name, Type.TEXT, currencies.shown.fast, _shown_currency)
moment_text = Reader("moment", Type.TEXT, "null", _moment_text)
origin = Reader("origin", Type.TEXT, "null", _origin)
origin_source = Reader("source in an origin", Type.TEXT, "null", _origin_source)
is_new = Reader("new or returning", Type.FLAG, "null", _is_new)
word = Reader("word of a visit", Type.TEXT, "null", _word_cell)
page = Reader("page", Type.TEXT, "null", _page_cell, keep=_keep_page)
device = Reader("device", Type.TEXT, "null", lambda text, clues: _device(text))  # noqa: ARG005
line = Reader("line", Type.TEXT, "null", _line_cell, keep=_kept(_exported_line))
lines = _parts(_rest_lines, "lines")
goods = _total(_rest_lines, "goods", "total")
coupons = _parts(_rest_coupons, "coupons")
exported_coupons = _parts(_exported_coupons, "coupons")
refunds = _parts(_rest_refunds, "refunds")
refunded = _total(_rest_refunds, "refunds", "amount")
exported_refunds = _parts(_exported_refunds, "refunds")
exported_refunded = _total(_exported_refunds, "refunds", "amount")
visit = Reader("visit", Type.TEXT, "null", _visit_cell, keep=_kept(_visit))
