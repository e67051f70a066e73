"""One pass over the bytes of a file: its hash, its encoding, and whether it can be read fast."""

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 22
# Longer lines are no table; the bound keeps a broken file from filling the memory.
LONGEST_LINE = 1 << 22

# Western texts never hold four letters with marks in a row; words of other scripts do.
FOREIGN = re.compile(rb"[\xc0-\xff\x80-\xbf]{4}")
FOREIGN_ENCODINGS = {
    "cp1253": "Greek (Windows-1253)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "cp932": "Japanese (Shift-JIS)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "cp949": "Korean (Windows-949)",
}


@dataclass(frozen=True)
class Probe:
    """What the bytes of a file tell.

    encoding: None: binary. lines: number of line ends, and one more for a last line without.
    carriage_only: lines end as on old Macs.
    long_line: the number of a line that is too long to be read; 0: there is none.
    guessed: the encoding was not certain, and this says what was assumed.
    """

    path: Path
    sha256: str
    size: int
    head: bytes
    encoding: str | None
    lines: int
    carriage_only: bool
    long_line: int
    guessed: str = ""


def probe(path: Path) -> Probe:
    """Read a file once."""
    hashed = hashlib.sha256()
    size = ends = since_end = returns = 0
    has_nul = False
    long_line = 0
    last = b"\n"
    head = b""
    utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            head = head or chunk[: 1 << 16]
            hashed.update(chunk)
            size += len(chunk)
            first = chunk.find(b"\n")
            since_end = since_end + len(chunk) if first < 0 else since_end + first
            if since_end > LONGEST_LINE and not long_line:
                long_line = ends + 1
            if first >= 0:
                since_end = len(chunk) - chunk.rfind(b"\n") - 1
            ends += chunk.count(b"\n")
            returns += chunk.count(b"\r") if ends == 0 else 0
            has_nul = has_nul or b"\0" in chunk
            last = chunk[-1:]
            if utf8 is not None and not _decodes(utf8, chunk):
                utf8 = None
    encoding, guessed = _encoding(head, has_nul=has_nul, utf8=utf8 is not None)
    if utf8 is not None and not guessed and not _decodes(utf8, b"", final=True):
        guessed = "The file ends in the middle of a letter, so it may have been cut off."
    return Probe(
        path=path,
        sha256=hashed.hexdigest(),
        size=size,
        head=head,
        encoding=encoding,
        lines=ends + (last != b"\n"),
        carriage_only=ends == 0 and returns > 0,
        long_line=long_line,
        guessed=guessed,
    )


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(head: bytes, *, has_nul: bool, utf8: bool) -> tuple[str | None, str]:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", ""
    if has_nul:
        return _wide(head)
    if utf8:
        return "utf-8-sig", ""
    return _narrow(head)


def _narrow(head: bytes) -> tuple[str | None, str]:
    """Guess which of the older encodings a text has, in which a byte or two are a letter."""
    if FOREIGN.search(head):
        from charset_normalizer import from_bytes

        best = from_bytes(head, cp_isolation=[*FOREIGN_ENCODINGS]).best()
        if best is not None:
            said = FOREIGN_ENCODINGS[best.encoding]
            return best.encoding, f"The text is not UTF-8; it was read as {said}."
    return "cp1252", "The text is not UTF-8; it was read as Western European (Windows-1252)."


def _wide(head: bytes) -> tuple[str | None, str]:
    """Tell UTF-16 without a mark, whose every other byte is 0 in plain text, from binary."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    note = "The text has no byte order mark; it was read as UTF-16."
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le", note
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be", note
    return None, ""
