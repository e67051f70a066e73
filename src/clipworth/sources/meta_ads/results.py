"""What Meta counts as a result: it depends on what the ad was run for, and may be no conversion.

Meta names results as its API does, in every language: `actions:link_click`, `reach`.
"""

import re
from typing import Any

from clipworth.model.problems import Noted
from clipworth.model.tables import Type
from clipworth.sources.declare import Clues, Reader
from clipworth.sources.read import is_unknown

_DELIVERY = (
    "post_|view|reach|impression|link_click|clicks|video|thruplay|engagement|likes?([^a-z]|$)"
    "|follow|visit|recall"
)
_CONVERTING = (
    "conversion|purchase|leads?([^a-z]|$)|registration|subscri|app_install|add_to_cart|checkout"
    "|payment_info|donat|start_trial|schedule|contact_|submit_application"
)
IS_CONVERSION = (
    f"(regexp_matches(lower(result_kind), '{_CONVERTING}')"
    f" and not regexp_matches(lower(result_kind), '{_DELIVERY}'))"
)


def _kind(text: str, clues: Clues) -> Any:  # noqa: ARG001 - readers share one shape
    if is_unknown(text):
        return None
    text = text.strip()
    if re.search(f"{_DELIVERY}|{_CONVERTING}", text.lower()):
        return text
    return Noted(
        text, f"'{text}' is no known kind of result, so its results are not taken as conversions."
    )


kind = Reader(
    "kind of result",
    Type.TEXT,
    f"case when regexp_matches(lower({{c}}), '{_DELIVERY}|{_CONVERTING}') then {{c}} end",
    _kind,
)
