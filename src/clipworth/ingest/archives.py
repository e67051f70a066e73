"""Finding the files that a path means: folders, zips, zips in zips; within bounds."""

import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clipworth.model.problems import Problem

# An export is never this large once unpacked; a bomb is.
LARGEST_MEMBER = 4 << 30
LARGEST_ARCHIVE = 8 << 30
HIGHEST_RATIO = 400
RATIO_COUNTS_FROM = 16 << 20
MOST_MEMBERS = 10_000
DEEPEST = 2
HIDDEN = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


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


def found(paths: Iterable[Path], folder: Path) -> Iterator[Found | Problem]:
    """Give every file under the paths, archives unpacked into a folder, one after the other."""
    for path in paths:
        if path.is_symlink() and not path.exists():
            yield Problem(str(path), "is a link to nothing.", "Import the file itself.")
        elif path.is_dir():
            yield from _folder(path, folder)
        elif path.is_file():
            yield from _file(Found(path, path.name), folder, 0)
        elif not path.exists():
            yield Problem(str(path), "does not exist.", "Check the path.")
        else:
            yield Problem(str(path), "is neither a file nor a folder.", "Import a regular file.")


def _folder(top: Path, folder: Path) -> Iterator[Found | Problem]:
    for parent, folders, files in os.walk(top, followlinks=False):
        folders.sort()
        folders[:] = [one for one in folders if not one.startswith(".") and one not in HIDDEN]
        for file in sorted(files):
            path = Path(parent, file)
            shown = f"{top.name}/{path.relative_to(top).as_posix()}" if top.name else file
            if file.startswith(".") or file in HIDDEN:
                continue
            if path.is_symlink():
                yield Problem(
                    shown,
                    "is a link, and links in a folder are not followed.",
                    "Import the file that it leads to.",
                )
            elif path.is_file():
                yield from _file(Found(path, shown), folder, 0)


def _file(one: Found, folder: Path, depth: int) -> Iterator[Found | Problem]:
    if not zipfile.is_zipfile(one.path) or _is_workbook(one.path):
        yield one
        return
    if depth >= DEEPEST:
        yield Problem(one.name, "is a zip in a zip in a zip.", "Unpack it and import the folder.")
        return
    try:
        with zipfile.ZipFile(one.path) as archive:
            yield from _members(one, archive, folder, depth)
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError) as error:
        yield Problem(one.name, f"is a damaged zip: {error}.", "Download it again.")


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return False
    return "[Content_Types].xml" in names or "mimetype" in names


def bomb(path: Path, name: str) -> Problem | None:
    """Refuse an archive that would unpack to more than any export holds."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    total = sum(member.file_size for member in members)
    packed = max(sum(member.compress_size for member in members), 1)
    large = total > LARGEST_ARCHIVE or any(m.file_size > LARGEST_MEMBER for m in members)
    dense = total > RATIO_COUNTS_FROM and total / packed > HIGHEST_RATIO
    if large or dense or len(members) > MOST_MEMBERS:
        return Problem(
            name,
            f"would unpack to {total:,} bytes in {len(members):,} files, which no export does.",
            "If it is sound, unpack it and import the folder.",
        )
    return None


def _members(
    one: Found, archive: zipfile.ZipFile, folder: Path, depth: int
) -> Iterator[Found | Problem]:
    refused = bomb(one.path, one.name)
    if refused:
        yield refused
        return
    unpacked = folder / f"unpacked{depth}"
    for member in archive.infolist():
        last = member.filename.rsplit("/", 1)[-1]
        if member.is_dir() or last.startswith(".") or member.filename.startswith(HIDDEN):
            continue
        shown = f"{one.name}/{member.filename}"
        if member.flag_bits & 1:
            yield Problem(shown, "is encrypted.", "Unpack it with its password and import that.")
            continue
        # The member's name never becomes a path: it may lead out of the folder.
        if not _unpack(archive, member, unpacked):
            yield Problem(shown, "is larger than its zip says.", "Unpack it and import the folder.")
            continue
        inner = Found(unpacked, shown, _day(member), Path(one.name).name)
        yield from _file(inner, folder, depth + 1)
        unpacked.unlink(missing_ok=True)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> bool:
    """Unpack no more than was announced."""
    left = member.file_size
    with archive.open(member) as source, path.open("wb") as target:
        while chunk := source.read(1 << 20):
            left -= len(chunk)
            if left < 0:
                return False
            target.write(chunk)
    return True


def _day(member: zipfile.ZipInfo) -> date | None:
    year, month, day = member.date_time[:3]
    try:
        found_day = date(year, month, day)
    except ValueError:
        return None
    # 1980-01-01 is what a zip says when nobody told it the day.
    return found_day if found_day.year > 1980 else None
