"""Files to be written, and zips whose bytes depend on nothing but what is inside."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class File:
    """A file of an export: its path inside the folder, its bytes, when it was made."""

    path: str
    content: bytes
    made: datetime


def zipped(entries: Mapping[str, bytes], made: datetime, *, deflated: bool = False) -> bytes:
    """Zip the entries, each dated with the local clock of `made`; zips keep even seconds only."""
    target = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, made.timetuple()[:6])
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = method
            archive.writestr(info, content)
    return target.getvalue()
