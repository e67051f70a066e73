"""What is remembered of an imported file: what it was, what was read, and how it came in."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Receipt:
    """One imported file; the truth about how its original is to be read again.

    receipt: its id, the start of a hash over what makes the import the same import.
    order: the how-manieth import it was; decides between receipts of one as-of day.
    file: the path as the person named it; a member of a zip as `exports.zip/Overview.csv`.
    sha256: hash of the bytes as they came. kept: hash of the original as it is kept, which differs
        where personal cells were redacted; None: nothing was kept.
    source: key of the source that claimed it; None: it was set aside whole.
    as_of: the day whose knowledge the file holds; it decides which of two restated values stands.
    guesses: what was guessed about the file as a whole, a sentence each.
    rows, read, set_aside: rows of the file; read + set_aside == rows.
    """

    receipt: str
    order: int
    file: str
    sha256: str
    kept: str | None
    size: int
    imported_at: str
    source: str | None
    part: str = ""
    account: str | None = None
    exported_on: date | None = None
    as_of: date | None = None
    guesses: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()
    rows: int = 0
    read: int = 0
    set_aside: int = 0
    unused: tuple[str, ...] = field(default=())
    first_day: date | None = None
    last_day: date | None = None
