"""What is known about a file as a whole: whose it is, and when it was exported."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clipworth.model.periods import Period
from clipworth.model.problems import Problem, Severity
from clipworth.model.settings import Settings

if TYPE_CHECKING:
    from clipworth.ingest.archives import Found
    from clipworth.sources.declare import Source

# `Overview_2026-10-31_1793400000_brand.zip`, `Content_brand.zip`; what browsers append is dropped.
STUDIO_ZIP = re.compile(
    r"^(?:Overview_[^_]+_(?P<stamp>\d{9,11})|Followers|Viewers|Content)_(?P<handle>.+?)"
    r"(?:\s*\(\d+\))?\.zip$",
    re.IGNORECASE,
)
# `Overview_brand.csv`, as business accounts and careful people name their files.
NAMED = re.compile(
    r"(?:Overview|Audience|Video|Viewers|Followers?\w*|Content)_(?P<handle>[\w.]+?)"
    r"(?:\s*\(\d+\))?\.(?:csv|xlsx|zip)$",
    re.IGNORECASE,
)
NAME_DAY = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")

# `brand-Campaign Report-(2026-01-01 to 2026-01-31).xlsx`, `Campaign_20260101_20260131_GMT+0.xlsx`,
# `creative data for product campaigns 2026-01-01 00 ~ 2026-01-31 23.xlsx`.
_DAY = r"(20\d{2})-?(\d{2})-?(\d{2})"
NAME_PERIOD = re.compile(
    rf"(?<!\d){_DAY}(?:(?: \d{{2}})?\s*(?:to|~)\s*|\s*-\s*|_){_DAY}(?!\d)", re.IGNORECASE
)


@dataclass(frozen=True)
class Evidence:
    """The account and the export day of a file, and what about them was guessed.

    weak: the export day is only that of the file on this disk.
    """

    account: str | None
    exported_on: date | None
    guesses: tuple[str, ...]
    weak: bool = False


@dataclass(frozen=True)
class Given:
    """What the person said on import."""

    account: str | None = None
    exported_on: date | None = None
    source: str | None = None


def gather(
    file: "Found", source: "Source", given: Given, settings: Settings, *, today: date
) -> Evidence:
    """Put together what was said, what the zip says, and, as a guess, what names say."""
    guesses: list[str] = []
    account = given.account
    if account is None and (source.needs_account or source.account_from):
        account = _account(file, settings, guesses)
    exported, weak = given.exported_on, False
    if exported is None:
        exported, weak = _exported_on(file, guesses, today)
    if source.needs_period and (period := period_in(file.name)) is not None:
        guesses.append(f"The period is {period}, by the name of the file.")
    if weak and not (source.needs_export_day or source.dated_by_export):
        guesses = [one for one in guesses if not one.startswith("The export day")]
    return Evidence(account, exported, tuple(guesses), weak)


def _account(file: "Found", settings: Settings, guesses: list[str]) -> str | None:
    studio = STUDIO_ZIP.match(file.around)
    if studio:
        handle = studio["handle"].lower().lstrip("@")
        guesses.append(f"The account is {handle}, by the name of {file.around}.")
        return handle
    words = re.split(r"[/\s_()-]+|\.(?:csv|xlsx|zip|json)\b", file.name.lower())
    mine = [account for account in settings.accounts if account in words]
    named = NAMED.search(file.name.rsplit("/", 1)[-1])
    if len(mine) == 1 or named:
        handle = mine[0] if len(mine) == 1 else named["handle"].lower() if named else ""
        guesses.append(f"The account is {handle}, by the name of the file.")
        return handle
    if len(settings.accounts) == 1:
        guesses.append(f"The account is {settings.accounts[0]}, the only one of the workspace.")
        return settings.accounts[0]
    return None


def _exported_on(file: "Found", guesses: list[str], today: date) -> tuple[date | None, bool]:
    if file.zipped_on is not None:
        return file.zipped_on, False
    for text in (file.around, file.name):
        found = [date(int(y), int(m), int(d)) for y, m, d in _name_days(text)]
        found = [day for day in found if day <= today]
        if found:
            guesses.append(f"The export day is {max(found)}, by the name of the file.")
            return max(found), False
    changed = date.fromtimestamp(file.path.stat().st_mtime)  # noqa: DTZ012 - the person's own day
    guesses.append(f"The export day is {min(changed, today)}, the day the file was last changed.")
    return min(changed, today), True


def period_in(name: str) -> Period | None:
    """Find the period that a file's name gives, both days inside; the last part says it first."""
    for part in reversed(name.split("/")):
        found = NAME_PERIOD.search(part)
        if found:
            first, last = (tuple(map(int, found.groups()[at : at + 3])) for at in (0, 3))
            try:
                return Period.inclusive(date(*first), date(*last))
            except ValueError:
                continue
    return None


def _name_days(text: str) -> list[tuple[str, str, str]]:
    found = []
    for year, month, day in NAME_DAY.findall(text):
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            continue
        found.append((year, month, day))
    return found


_REMEDIES = {
    "The account": "If that is wrong, remove the receipt and import it with --account HANDLE.",
    "The export": "If that is wrong, remove the receipt and import it with --exported-on DAY.",
    "The period": "If that is wrong, name the file with its days and import it again.",
    "The network": "If that is wrong, remove the receipt and rename the file or its folder.",
    "The text": "Export it as UTF-8 to be sure.",
    "The file": "Compare its last row with the source, or export again.",
}


def guess_note(file: str, guess: str) -> Problem:
    """Say a guess as a note, so that it can be seen and corrected."""
    remedy = next((r for start, r in _REMEDIES.items() if guess.startswith(start)), "")
    return Problem(file, guess, remedy, Severity.NOTE)
