"""What is remembered of an imported file: what it was, what was read, and how it came in."""

from dataclasses import dataclass
from datetime import date

from clipworth.model.problems import Problem


@dataclass(frozen=True)
class Receipt:
    """One imported file; the truth about how its original is to be read again.

    receipt: its id, the start of a hash over what makes the import the same import.
    import_order: the how-manieth import it was; decides between receipts of one as-of day.
    file: the path as the person named it; a member of a zip as `exports.zip/Overview.csv`.
    sha256: hash of the bytes as they came. kept: name of the original as it is kept, whose bytes
        differ where personal cells were redacted; None: nothing was kept.
    source: key of the source that claimed it; None: it was set aside whole.
    exported_on: the day of the export, for days without a year.
    as_of: the day whose knowledge the file holds; it decides which of two restated values stands.
    weak: the export day is only that on which the file was last changed on a disk.
    guesses: what was guessed about the file as a whole, a sentence each.
    privacy: how the original is kept where people stand in it, or may: `redacted`, `encrypted`,
        `kept` as it came, or `dropped`; empty: it names nobody.
    refused: what was wrong and what to do, of a file of which no original is kept.
    """

    receipt: str
    import_order: int
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
    weak: bool = False
    guesses: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()
    refused: tuple[str, str] | None = None
    privacy: str = ""

    @property
    def kept_apart(self) -> bool:
        """Whether the original is kept as a CSV of this one table, and not byte for byte."""
        return self.kept is not None and self.kept != self.sha256

    @property
    def rank(self) -> int:
        """Order receipts by what they know: the newest as-of day, then the latest import."""
        day = self.as_of.toordinal() if self.as_of else 0
        return day * 1_000_000 + self.import_order


@dataclass(frozen=True)
class Reading:
    """What came out of reading an original; derived, and the same whenever it is read again.

    row_count: rows of the file; rows_read + set_aside == row_count.
    partitions: table, file name and rows of each part of the history that it made.
    unused: headers of the file that no column reads.
    """

    row_count: int = 0
    rows_read: int = 0
    set_aside: int = 0
    partitions: tuple[tuple[str, str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    unused: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
