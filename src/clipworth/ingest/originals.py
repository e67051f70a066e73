"""The kept originals: files by the hash of their content, each whole or not at all."""

import os
import shutil
from pathlib import Path

from clipworth.ingest.durable import move_whole
from clipworth.ingest.workspace import Workspace


def original(workspace: Workspace, kept: str) -> Path:
    """Give the path of a kept original."""
    return workspace.originals / "files" / kept[:2] / kept


def keep_original(workspace: Workspace, path: Path, kept: str) -> None:
    """Copy a file into the originals."""
    target = original(workspace, kept)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(".new")
    shutil.copyfile(path, temporary)
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    move_whole(temporary, target)


def drop_unneeded(workspace: Workspace, needed: set[str]) -> None:
    """Delete originals that no receipt names, as a crash or an erasing leaves them."""
    for path in (workspace.originals / "files").glob("*/*"):
        if path.name not in needed:
            path.unlink(missing_ok=True)
