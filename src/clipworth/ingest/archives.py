"""Finding the files that a path means: folders, zips, gz, zips in zips; within bounds."""

import gzip
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clipworth.ingest.workspace import CONFIG, OWN
from clipworth.model.problems import Problem, Severity

# An export is never this large once unpacked; a bomb is.
LARGEST_MEMBER = 4 << 30
LARGEST_ARCHIVE = 8 << 30
HIGHEST_RATIO = 400
RATIO_COUNTS_FROM = 16 << 20
MOST_MEMBERS = 10_000
DEEPEST = 2
HIDDEN = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
GZ_START = b"\x1f\x8b"
# All that reading a broken member may raise, as the decompressors have no common error.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


@dataclass(frozen=True)
class Found:
    """A file to be read.

    name: as the person named it; `exports.zip/Overview.csv` inside a zip.
    zipped_on: the day that its zip gives it. around: the name of the zip it came in.
    """

    path: Path
    name: str
    zipped_on: date | None = None
    around: str = ""


@dataclass
class Allowance:
    """What may still be unpacked out of one file that the person named, zips inside included."""

    bytes: int
    files: int = MOST_MEMBERS

    @classmethod
    def of(cls, packed: int, most: int = LARGEST_ARCHIVE) -> "Allowance":
        """Allow what a file of this size may hold when it is sound."""
        return cls(min(most, max(RATIO_COUNTS_FROM, HIGHEST_RATIO * packed)))

    def take(self, members: list[zipfile.ZipInfo], name: str) -> Problem | None:
        """Book the members of an archive, or refuse the whole of it."""
        total = sum(member.file_size for member in members)
        too_large = any(member.file_size > LARGEST_MEMBER for member in members)
        if too_large or total > self.bytes or len(members) > self.files:
            return Problem(
                name,
                f"would unpack to {total:,} bytes in {len(members):,} files, which no export does.",
                "If it is sound, unpack it and import the folder.",
            )
        self.bytes -= total
        self.files -= len(members)
        return None


def found(paths: Iterable[Path], folder: Path) -> Iterator[Found | Problem]:
    """Give every file under the paths, archives unpacked into a folder, one after the other."""
    for path in paths:
        try:
            yield from _named(path, folder)
        except OSError as error:
            yield _unreadable(printable(str(path)), error)


def printable(name: str) -> str:
    """Give a file's name without what a terminal or an encoder would stumble over."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def _named(path: Path, folder: Path) -> Iterator[Found | Problem]:
    if path.is_symlink() and not path.exists():
        yield Problem(printable(str(path)), "is a link to nothing.", "Import the file itself.")
    elif path.is_dir():
        yield from _folder(path, folder)
    elif not path.exists():
        yield Problem(printable(str(path)), "does not exist.", "Check the path.")
    else:
        yield from _regular(Found(path, printable(path.name)), folder)


def _unreadable(name: str, error: OSError) -> Problem:
    reason = error.strerror or str(error)
    return Problem(name, f"cannot be opened: {reason}.", "Check who may read it.")


def _folder(top: Path, folder: Path) -> Iterator[Found | Problem]:
    closed: list[OSError] = []
    empty = True
    for parent, folders, files in os.walk(top, onerror=closed.append, followlinks=False):
        folders.sort()
        own = OWN if CONFIG in files else frozenset()
        files = [one for one in files if one not in own]
        hidden = (*HIDDEN, *own)
        folders[:] = [one for one in folders if not one.startswith(".") and one not in hidden]
        links = [one for one in folders if Path(parent, one).is_symlink()]
        for file in sorted([*files, *links]):
            if file.startswith(".") or file in HIDDEN:
                continue
            empty = False
            path = Path(parent, file)
            inner = path.relative_to(top).as_posix()
            shown = printable(f"{top.name}/{inner}" if top.name else inner)
            if path.is_symlink():
                yield Problem(
                    shown,
                    "is a link, and links in a folder are not followed.",
                    "Import what it leads to.",
                )
            else:
                yield from _regular(Found(path, shown), folder)
    for error in closed:
        yield _unreadable(printable(str(error.filename)), error)
    if empty and not closed:
        yield Problem(
            printable(str(top)), "is a folder without a file.", "Check the path.", Severity.NOTE
        )


def _regular(one: Found, folder: Path) -> Iterator[Found | Problem]:
    """Give a file on disk; a pipe or a device is refused before anything waits for it."""
    if not one.path.is_file():
        yield Problem(one.name, "is neither a file nor a folder.", "Import a regular file.")
        return
    try:
        with one.path.open("rb"):
            size = one.path.stat().st_size
    except OSError as error:
        yield _unreadable(one.name, error)
        return
    yield from _file(one, folder, 0, Allowance.of(size))


def _file(one: Found, folder: Path, depth: int, allowance: Allowance) -> Iterator[Found | Problem]:
    with one.path.open("rb") as file:
        start = file.read(4)
    if start.startswith(GZ_START):
        yield from _gunzipped(one, folder, depth, allowance)
        return
    if start not in ZIP_STARTS:
        yield one
        return
    try:
        with zipfile.ZipFile(one.path) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names or "mimetype" in names:
                yield one  # a workbook is a zip too
            elif depth >= DEEPEST:
                yield Problem(
                    one.name, "is a zip in a zip in a zip.", "Unpack it and import the folder."
                )
            else:
                yield from _members(one, archive, folder, depth, allowance)
    except BROKEN as error:
        yield Problem(one.name, f"is a damaged zip or workbook: {error}.", "Download it again.")


def _gunzipped(
    one: Found, folder: Path, depth: int, allowance: Allowance
) -> Iterator[Found | Problem]:
    """Unpack a gz, which holds one file and does not say truly how large it is."""
    if depth >= DEEPEST:
        yield Problem(one.name, "is packed three times over.", "Unpack it and import that.")
        return
    unpacked = folder / f"unpacked{depth}"
    most = min(allowance.bytes, LARGEST_MEMBER)
    size = 0
    try:
        with gzip.open(one.path) as source, unpacked.open("wb") as target:
            while size <= most and (chunk := source.read(1 << 20)):
                size += len(chunk)
                target.write(chunk)
    except BROKEN as error:
        unpacked.unlink(missing_ok=True)
        yield Problem(one.name, f"is a damaged gz: {error}.", "Download it again.")
        return
    if size > most:
        unpacked.unlink(missing_ok=True)
        yield Problem(
            one.name,
            f"would unpack to more than {most:,} bytes, which no export does.",
            "If it is sound, unpack it and import that.",
        )
        return
    allowance.bytes -= size
    # What is known of its age is the age of the gz.
    changed = one.path.stat().st_mtime
    os.utime(unpacked, (changed, changed))
    last = one.name.rsplit("/", 1)[-1]
    inner = last[:-3] if last.lower().endswith(".gz") else last
    yield from _file(
        Found(unpacked, f"{one.name}/{inner}", one.zipped_on, one.around or Path(one.name).name),
        folder,
        depth + 1,
        allowance,
    )
    unpacked.unlink(missing_ok=True)


def bomb(path: Path, name: str, most: int) -> Problem | None:
    """Refuse a workbook that would unpack to more than can be read.

    Raises ValueError where it is no whole zip.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return Allowance.of(path.stat().st_size, most).take(archive.infolist(), name)
    except zipfile.BadZipFile as error:
        raise ValueError(str(error)) from error


def _members(
    one: Found, archive: zipfile.ZipFile, folder: Path, depth: int, allowance: Allowance
) -> Iterator[Found | Problem]:
    refused = allowance.take(archive.infolist(), one.name)
    if refused:
        yield refused
        return
    unpacked = folder / f"unpacked{depth}"
    empty = True
    for member in archive.infolist():
        last = member.filename.rsplit("/", 1)[-1]
        if member.is_dir() or last.startswith(".") or member.filename.startswith(HIDDEN):
            continue
        empty = False
        shown = printable(f"{one.name}/{member.filename}")
        if member.flag_bits & 1:
            yield Problem(shown, "is encrypted.", "Unpack it with its password and import that.")
            continue
        # The member's name never becomes a path: it may lead out of the folder.
        wrong = _unpack(archive, member, unpacked)
        if wrong:
            yield Problem(shown, wrong, "Download the zip again.")
            continue
        inner = Found(unpacked, shown, _day(member), Path(one.name).name)
        yield from _file(inner, folder, depth + 1, allowance)
        unpacked.unlink(missing_ok=True)
    if empty:
        yield Problem(one.name, "is a zip without a file.", "Download it again.", Severity.NOTE)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> str:
    """Unpack no more than was announced; gives what is wrong with the member, if anything."""
    left = member.file_size
    try:
        source = archive.open(member)
    except BROKEN as error:
        return f"is damaged in its zip: {error}."
    with source, path.open("wb") as target:
        while True:
            try:
                chunk = source.read(1 << 20)
            except BROKEN as error:
                return f"is damaged in its zip: {error}."
            left -= len(chunk)
            if not chunk or left < 0:
                break
            target.write(chunk)
    return "" if left == 0 else "has not the size that its zip says."


def _day(member: zipfile.ZipInfo) -> date | None:
    year, month, day = member.date_time[:3]
    try:
        found_day = date(year, month, day)
    except ValueError:
        return None
    # 1980-01-01 is what a zip says when nobody told it the day.
    return found_day if found_day.year > 1980 else None
