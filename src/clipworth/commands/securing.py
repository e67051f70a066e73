"""The keys of a workspace and what they close: shown, rotated, begun anew; originals given back."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from clipworth.commands.correcting import find_receipt
from clipworth.ingest import journal, receipts
from clipworth.ingest.context import context
from clipworth.ingest.evidence import Given
from clipworth.ingest.keeping import Progress, put_in_place, read_all, working
from clipworth.ingest.keys import add_key, begin_anew
from clipworth.ingest.originals import is_kept, is_sealed, original, reseal
from clipworth.ingest.sealing import CannotOpenError
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.model.problems import WrongUse


@dataclass(frozen=True)
class Keys:
    """Where the keys of a workspace lie, and how many files depend on them.

    number: of keys, those of before included. redacted, sealed: originals kept so. closed: sealed
    ones that no key opens.
    """

    path: Path
    number: int
    redacted: int
    sealed: int
    closed: int = 0


def keys_of(workspace: Workspace) -> Keys:
    """Say where the keys lie and what depends on them.

    Raises LostKeyError where they are not there.
    """
    held = workspace.keyring()
    every = receipts.all_receipts(workspace)
    sealed = {one.kept for one in every if is_sealed(workspace, one.kept)}
    redacted = {one.kept for one in every if one.redacted and one.kept} - sealed
    return Keys(held.path, len(held.keys), len(redacted), len(sealed))


def rotate(workspace: Workspace, clock: Clock, *, who: str, progress: Progress) -> Keys:
    """Give a workspace a new key, close encrypted originals with it, and hash anew what can be.

    What a redacted original holds are hashes of before, and nobody can make new ones of them.
    """
    with working(workspace, Given(), clock) as writing:
        # The decision stands first, so that a crash after it has all read again.
        journal.record(workspace, journal.ROTATE_KEY, {}, who=who, at=clock.now)
        add_key(workspace.keyring())
        folder = writing.context.folder
        writing.context = context(workspace, Given(), folder, today=clock.today, now=clock.now)
        progress("encrypting anew")
        _, closed = reseal(workspace, folder)
        read_all(writing, list(receipts.receipts(workspace).values()), progress)
        writing.anew = True
        put_in_place(writing)
    return replace(keys_of(workspace), closed=closed)


def begin(workspace: Workspace, clock: Clock, *, who: str, progress: Progress) -> Keys:
    """Give a workspace whose key is lost a new one.

    Rows of encrypted originals stay as they were read; what is in clear is hashed anew.
    Raises WrongUse where the key is there.
    """
    begin_anew(workspace.folder)
    with working(workspace, Given(), clock) as writing:
        journal.record(workspace, journal.NEW_KEY, {}, who=who, at=clock.now)
        standing = receipts.receipts(workspace).values()
        read_all(writing, [o for o in standing if not is_sealed(workspace, o.kept)], progress)
        writing.anew = True
        put_in_place(writing)
    held = keys_of(workspace)
    return replace(held, closed=held.sealed)


def give_back(workspace: Workspace, receipt: str, folder: Path) -> Path:
    """Write the original of an import into a folder, decrypted; gives its path there.

    Raises WrongUse where nothing is kept, no key opens it, or a file of that name is there.
    """
    found = find_receipt(workspace, receipt)
    if found.kept is None or not is_kept(workspace, found.kept):
        raise WrongUse(f"No original of {found.file} is kept.")
    named = PurePath(found.file).name
    target = folder / (f"{named}.{found.receipt}" if found.kept_apart else named)
    if target.exists():
        raise WrongUse(f"{target} exists already. Name another folder with --to.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        try:
            path = original(workspace, found.kept, Path(place))
        except CannotOpenError as why:
            raise WrongUse(f"{found.file} cannot be decrypted: {why}") from None
        shutil.copyfile(path, target)
    return target
