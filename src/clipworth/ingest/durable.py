"""Writing files so that a crash leaves the old one or the new one, never half of one."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, force it to disk, and move it there."""
    write_one_of_many(path, content)
    settle(path.parent)


def write_one_of_many(path: Path, content: bytes) -> None:
    """Write a file as `write_whole` does, of a folder that is settled after the last of them."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def write_derived(path: Path, content: bytes) -> None:
    """Write a file that can be made again: whole, but not forced to disk."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(content)
    temporary.replace(path)


def move_whole(temporary: Path, path: Path) -> None:
    """Move a finished file to its place and make the move itself durable."""
    temporary.replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Make durable which files a folder holds."""
    if hasattr(os, "O_DIRECTORY"):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
