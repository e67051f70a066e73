"""Readers for what the GA4 export holds: micros, amounts, consent."""

import re
from dataclasses import replace
from typing import Any

from clipworth.model.tables import Type
from clipworth.sources import dates, read
from clipworth.sources.declare import Clues, Reader


def _micros(text: str, clues: Clues) -> Any:
    """Read a moment as microseconds UTC: such a number, or a date with a clock."""
    if re.fullmatch(r"\d{16}", text.strip()):
        return int(text)
    value = dates.moment.parse(text, clues)
    return value * 1000 if isinstance(value, int) else value


def _consent(text: str, clues: Clues) -> Any:
    word = text.strip().casefold()
    return None if word in ("unset", "(not set)") else read.flag.parse(text, clues)


micros = Reader(
    "moment in microseconds",
    Type.COUNT,
    "case when length({c}) = 16 and not starts_with({c}, '-') then try_cast({c} as BIGINT) end",
    _micros,
)
# Written by the engine of another machine, with a dot and no thousands.
amount = replace(read.money, fast="try_cast({c} as DECIMAL(18,6))")
consent = replace(
    read.flag,
    name="consent",
    fast="case {c} when 'Yes' then true when 'No' then false end",
    parse=_consent,
)
