"""Currencies that amounts name themselves, by a sign or three letters beside the digits."""

import re
from typing import Any

from clipworth.model.problems import Noted
from clipworth.model.tables import Type
from clipworth.sources.declare import Clues, Column, Reader

SIGNS = {
    "R$": "BRL", "RM": "MYR", "RP": "IDR", "₱": "PHP", "฿": "THB", "₫": "VND", "Đ": "VND",
    "£": "GBP", "€": "EUR", "S$": "SGD", "US$": "USD", "MX$": "MXN", "₩": "KRW", "₹": "INR",
    "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "ZŁ": "PLN", "KČ": "CZK", "₺": "TRY", "₪": "ILS", "₴": "UAH",
}  # fmt: skip
# A bare sign that several currencies share; the first is meant where the brand has none of them.
SHARED = {
    "$": (
        "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "BBD",
        "BSD", "BZD", "FJD", "GYD", "JMD", "LRD", "NAD", "SRD", "TTD", "XCD",
    ),
    "¥": ("JPY", "CNY"),
}  # fmt: skip
SHOWN = re.compile(r"^[-+(]?\s*([^\d\s.,+()-]{1,3})[.\s]*[-+(]?\d|\d\s*([^\d\s.,+()-]{1,3})\)?$")


def _shown(text: str, clues: Clues) -> Any:
    """Find the currency that an amount names; whether it is an amount is for others to say."""
    found = SHOWN.search(text.strip())
    if found is None:
        return None
    sign = (found[1] or found[2]).upper()
    if sign in SHARED:
        return _of_several(text, sign, clues.home_currency)
    return SIGNS.get(sign, sign if re.fullmatch(r"[A-Z]{3}", sign) else None)


def _of_several(text: str, sign: str, home: str | None) -> Noted:
    taken = home if home in SHARED[sign] else SHARED[sign][0]
    why = "the workspace's currency" if taken == home else "the most usual"
    return Noted(
        taken,
        f"'{text}' does not say which {sign} it is, so {taken} was taken, {why},"
        " unless another column names the currency.",
        "If it is another, write its three letters, as in CAD 12.00.",
    )


shown = Reader(
    "currency of an amount",
    Type.TEXT,
    # Nothing to find in most cells, and this spares looking at them one by one.
    "case when regexp_full_match({c}, '[-0-9.,]*') then '' end",
    _shown,
)
# SQL for the currency of a row that has a column for it, or shows it in an amount.
EITHER = "coalesce(currency, nullif(shown_currency, ''))"
# SQL for the currency of a row whose amounts alone may name it.
SHOWN_ALONE = "nullif(shown_currency, '')"


def beside(amount: tuple[str, ...]) -> Column:
    """Read the currency that a column of amounts names."""
    return Column(amount, "shown_currency", shown)
