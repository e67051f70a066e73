"""The kept originals: files by the hash of their content, each whole or not at all."""

import os
import shutil
from pathlib import Path

from clipworth.ingest.durable import move_whole
from clipworth.ingest.sealing import CannotOpenError, seal, unseal
from clipworth.ingest.workspace import Workspace

SEALED = ".sealed"


def _place(workspace: Workspace, kept: str) -> Path:
    return workspace.originals / "files" / kept[:2] / kept


def is_kept(workspace: Workspace, kept: str | None) -> bool:
    """Tell whether an original is there, in clear or sealed."""
    return bool(kept) and (_place(workspace, kept or "").exists() or is_sealed(workspace, kept))


def is_sealed(workspace: Workspace, kept: str | None) -> bool:
    """Tell whether an original is kept encrypted."""
    return bool(kept) and _place(workspace, f"{kept}{SEALED}").exists()


def original(workspace: Workspace, kept: str, folder: Path) -> Path:
    """Give a path under which an original can be read.

    folder: a place for passing files; a sealed one is decrypted into it, until the next one is.
    Raises CannotOpenError where it is damaged, or no key opens it.
    """
    if not is_sealed(workspace, kept):
        return _place(workspace, kept)
    opened = folder / "opened"
    unseal(_place(workspace, f"{kept}{SEALED}"), opened, workspace.keyring().keys)
    return opened


def keep_original(workspace: Workspace, path: Path, kept: str, *, sealed: bool = False) -> None:
    """Copy a file into the originals; what is to be sealed stays nowhere in clear."""
    # What was sealed once stays so, whichever sheet of it comes next.
    sealed = sealed or is_sealed(workspace, kept)
    clear, target = _place(workspace, kept), _place(workspace, kept + SEALED * sealed)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.parent / f"{kept}.new"
        if sealed:
            seal(path, temporary, workspace.person_key())
        else:
            shutil.copyfile(path, temporary)
            with temporary.open("rb") as file:
                os.fsync(file.fileno())
        move_whole(temporary, target)
    if sealed:
        clear.unlink(missing_ok=True)


def reseal(workspace: Workspace, folder: Path) -> tuple[int, int]:
    """Seal all sealed originals with the newest key; gives how many, and how many none opens."""
    done = closed = 0
    for path in sorted((workspace.originals / "files").glob(f"*/*{SEALED}")):
        plain, temporary = folder / "resealed", path.with_suffix(".new")
        try:
            unseal(path, plain, workspace.keyring().keys)
        except CannotOpenError:
            closed += 1
            continue
        seal(plain, temporary, workspace.person_key())
        move_whole(temporary, path)
        plain.unlink()
        done += 1
    return done, closed


def drop_unneeded(workspace: Workspace, needed: set[str]) -> None:
    """Delete originals that no receipt names, as a crash or an erasing leaves them."""
    for path in (workspace.originals / "files").glob("*/*"):
        if path.name.removesuffix(SEALED) not in needed:
            path.unlink(missing_ok=True)
