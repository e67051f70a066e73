"""Writing files so that a crash leaves the old one or the new one, never half of one."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, force it to disk, and move it there."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    move_whole(temporary, path)


def move_whole(temporary: Path, path: Path) -> None:
    """Move a finished file to its place and make the move itself durable."""
    temporary.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
