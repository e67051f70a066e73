"""Numbers as people and programs write them, and what a file tells of its decimal mark."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from clipworth.model.problems import BadCell, Noted
from clipworth.sources.declare import Clues, Headers, plain

SCIENTIFIC = re.compile(r"^[+-]?\d+([.,]\d+)?e[+-]?\d+$", re.IGNORECASE)
# What may stand around an amount. Nothing else may: `5K` is not 5, and `A0` is not 0.
CURRENCY = (
    r"(?:[A-Z]{0,3}[$€£¥₩₹₺₽₴₫฿₱₪₦₡₲₵₸₭₮₼₾]|[A-Z]{3}"
    r"|kr\.?|zł|Kč|Ft|lei|лв\.?|р\.|руб\.?|Rp\.?|RM|Fr\.)"
)
BEFORE = re.compile(rf"^([-+(]?){CURRENCY}(?=[-+(]?[\d.,])")
BEHIND = re.compile(rf"(?<=[\d.,]){CURRENCY}(\)?)$")
BLANK = re.compile(r"[\s\u00a0\u202f']")
ABBREVIATED = re.compile(r"^-?\d+([.,]\d+)?[kmb]$", re.IGNORECASE)
PLAIN = re.compile(r"^-?\d+(\.\d+)?$")
DOT_THOUSANDS = re.compile(r"^-?\d{1,3}(\.\d{3})+$")
COMMA_THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+$")
# 1.320 may be either of two; 0.320 and 1320.000 cannot.
ONE_DOT = re.compile(r"^-?[1-9]\d{0,2}\.\d{3}$")
NO_THOUSANDS = re.compile(r"^-?(0|\d{4,})[.,]\d{3}$")
# DuckDB expressions, true of cells which show one decimal mark, and are often cast unseen.
MARKED = (
    "regexp_matches({c}, '^[^0-9]*[0-9][0-9,]*[.]([0-9]{{1,2}}|[0-9]{{4,6}})[^0-9.,]*$')",
    "regexp_matches({c}, '^[^0-9]*[0-9][0-9.]*,([0-9]{{1,2}}|[0-9]{{4,6}})[^0-9.,]*$')",
)
# Words in headers of languages that part thousands by a dot wherever they are spoken; Spanish and
# French are not among them.
DOT_LANGUAGES = frozenset(
    ("betrag", "währung", "umsatz", "umsätze", "kosten", "ausgegebener", "ausgaben", "monat",
     "honorar", "vergütung", "preis", "stückpreis", "kaufpreis",
     "importo", "spesa", "ricavi", "fatturato", "compenso", "prezzo",
     "bedrag", "omzet", "prijs", "receita", "despesa", "preço", "moeda",
     "ποσό", "κόστος", "δαπάνη", "έσοδα", "αμοιβή", "τιμή", "νόμισμα",
     "biaya", "jumlah", "harga", "pendapatan", "tutar", "fiyat", "gelir",
     "phí", "giá", "tiền", "doanh", "đơn")
)  # fmt: skip


def usual_mark(headers: Headers, delimiter: str) -> str | None:
    """Tell which decimal mark is usual where a file comes from, by its separator and language.

    Spreadsheet programs part columns by `;` where the comma is the decimal mark.
    """
    words = {word for cell in headers.cells for word in re.findall(r"\w+", plain(cell))}
    return "," if delimiter == ";" or words & DOT_LANGUAGES else None


def decimal_mark(cells: Iterable[str]) -> str | None:
    """Tell which mark a file uses for decimals; None where it shows none or both."""
    marks = set()
    for cell in cells:
        text = _bare(cell)
        last = max(text.rfind("."), text.rfind(","))
        if last < 0:
            continue
        mark, other = text[last], "," if text[last] == "." else "."
        shows = len(text) - last - 1 != 3 or NO_THOUSANDS.match(text)
        if other in text or (shows and text.count(mark) == 1):
            marks.add(mark)
        elif text.count(mark) > 1:
            marks.add(other)
    return marks.pop() if len(marks) == 1 else None


def study_decimals(cells: list[str], clues: Clues) -> Clues:
    """Learn the decimal mark from all numbers of a file."""
    return clues if clues.decimal else replace(clues, decimal=decimal_mark(cells))


def _bare(text: str) -> str:
    """Strip currency symbols and blanks: `€ 1 203,50` becomes `1203,50`."""
    text = BLANK.sub("", text.strip()).replace("−", "-")
    text = BEHIND.sub(r"\1", BEFORE.sub(r"\1", text)).removeprefix("+")
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    return text


def to_decimal(text: str, clues: Clues, *, whole: bool = False) -> Decimal:
    """Read a number in any spelling, a dot before three digits being a decimal mark if need be.

    whole: it has no decimals, so dots and commas before three digits part thousands.
    Raises BadCell where it is no number, or where 1,203 may be either of two.
    """
    what = "a whole number" if whole else "an amount"
    remedy = "Write it as 1203." if whole else "Export with '.' for decimals, as in 1203.50."
    bare = _bare(text)
    if SCIENTIFIC.match(bare):
        raise BadCell(
            f"'{text}' was shortened by a spreadsheet program.",
            "Export again as CSV and do not save it from a spreadsheet program.",
        )
    if COMMA_THOUSANDS.match(bare) and (whole or clues.decimal == "."):
        bare = bare.replace(",", "")
    elif DOT_THOUSANDS.match(bare) and (clues.decimal == "," or (whole and bare.count(".") > 1)):
        bare = bare.replace(".", "")
    elif "," in bare and "." in bare:
        thousands = "," if bare.rfind(".") > bare.rfind(",") else "."
        bare = bare.replace(thousands, "").replace(",", ".")
    elif "," in bare:
        if COMMA_THOUSANDS.match(bare) and clues.decimal is None:
            parted, broken = bare.replace(",", ""), bare.replace(",", ".")
            raise BadCell(f"'{text}' may be {parted} or {broken}.", remedy)
        bare = bare.replace(",", ".")
    if ABBREVIATED.match(bare):
        raise BadCell(f"'{text}' is abbreviated.", "Export the figure in full, as in 12300.")
    if not PLAIN.match(bare):
        raise BadCell(f"'{text}' is not {what}.", remedy)
    try:
        return Decimal(bare)
    except InvalidOperation:  # pragma: no branch
        raise BadCell(f"'{text}' is not {what}.", remedy) from None


def thousands(text: str, clues: Clues, *, whole: bool = False) -> Noted | None:
    """Read 1.320 where nothing in the file says which mark is for decimals; None: another number.

    Raises BadCell where neither the file's separator nor its language speaks for thousands, unless
    it is whole.
    """
    bare = _bare(text)
    if clues.decimal is not None or not ONE_DOT.match(bare):
        return None
    parted = bare.replace(".", "")
    if whole:
        why = "a count has no decimals"
    elif clues.usual_decimal == ",":
        why = "files with such a separator or such headers part thousands by a dot"
    else:
        raise BadCell(f"'{text}' may be {parted} or {bare}.", f"Write it as {parted} or {bare}0.")
    return Noted(
        Decimal(parted),
        f"'{text}' was read as {parted}: {why}.",
        f"If it is {bare}, write it as {bare}0 and import the file again.",
    )
