"""The cell that says whether a row of a content export holds a post's lifetime or one day of it."""

import re
from typing import Any

from clipworth.model.problems import Noted
from clipworth.model.tables import Type
from clipworth.sources.declare import Clues, Reader

DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


def _parse(text: str, clues: Clues) -> Any:  # noqa: ARG001 - readers share one shape
    if DAY.match(text.strip()):
        return Noted(
            "day",
            f"'{text}' is one day of the post, and its lifetime is wanted.",
            "Export the content again with the data level Lifetime.",
        )
    # The word for it depends on the language of the export.
    return "lifetime"


lifetime = Reader("lifetime", Type.TEXT, "null", _parse)
