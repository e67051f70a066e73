"""The keys of a workspace: kept apart from it, so that a copy of the folder tells nobody's name."""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from clipworth.ingest.durable import move_whole, write_whole
from clipworth.model.problems import WrongUse

FOLDER = "CLIPWORTH_KEYS"
MARK = "keys.json"
# Where the key lay before it was kept apart.
FORMER = "person.key"


class LostKeyError(WrongUse):
    """The key of a workspace is not where it should be."""


@dataclass(frozen=True)
class Keyring:
    """The keys of a workspace, the newest first: it hashes and seals; older ones still open."""

    path: Path
    keys: tuple[bytes, ...]

    @property
    def newest(self) -> bytes:
        """What customers are hashed with."""
        return self.keys[0]

    @property
    def older(self) -> tuple[bytes, ...]:
        """What they were hashed with before a rotation."""
        return self.keys[1:]


def fingerprint(key: bytes) -> bytes:
    """Give what tells a key from others and says nothing of it."""
    return hashlib.sha256(b"clipworth fingerprint" + key).digest()[:8]


def sealing(key: bytes) -> bytes:
    """Derive what originals are encrypted with, so that one key never does two things."""
    return hmac.new(key, b"clipworth originals", hashlib.sha256).digest()


def keys_folder() -> Path:
    """Give the folder that keys lie in: CLIPWORTH_KEYS, or that of this person's own data."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("clipworth", appauthor=False) / "keys"


def keyring(folder: Path) -> Keyring:
    """Give the keys of the workspace in a folder; the first look at a new one makes them.

    Raises LostKeyError where it had a key that is not there: another would match nobody.
    """
    mark = folder / MARK
    if mark.exists():
        held = _kept(folder, json.loads(mark.read_text(encoding="utf-8")))
        # A crash may have left it after it was moved.
        (folder / FORMER).unlink(missing_ok=True)
        return held
    if (folder / FORMER).exists():
        key = bytes.fromhex((folder / FORMER).read_text(encoding="ascii").strip())
        held = _begin(folder, (key,))
        (folder / FORMER).unlink(missing_ok=True)
        return held
    if any((folder / "originals").glob("*.json")):
        raise LostKeyError(_lost(folder, folder / FORMER))
    return _begin(folder, (secrets.token_bytes(32),))


def moves(folder: Path) -> bool:
    """Tell whether the key of a workspace still lies inside it, and the next look moves it."""
    return (folder / FORMER).exists() and not (folder / MARK).exists()


def begin_anew(folder: Path) -> Keyring:
    """Give a workspace a new key because its own is lost; nobody known by then is known again.

    Raises WrongUse where the key is there.
    """
    try:
        held = keyring(folder)
    except LostKeyError:
        return _begin(folder, (secrets.token_bytes(32),))
    raise WrongUse(
        f"The key is not lost: it lies in {held.path}. `clipworth keys rotate` changes it."
    )


def add_key(held: Keyring) -> Keyring:
    """Put a new key before the others.

    The mark in the workspace names the first key, which stays, so that a crash loses nothing.
    """
    more = Keyring(held.path, (secrets.token_bytes(32), *held.keys))
    _write(more)
    return more


def _begin(folder: Path, keys: tuple[bytes, ...]) -> Keyring:
    identity = secrets.token_hex(8)
    held = Keyring(keys_folder() / f"{identity}.json", keys)
    # First the key, then the mark that asks for it: a crash between leaves a key too many.
    _write(held)
    said = {"workspace": identity, "first_key": fingerprint(keys[-1]).hex()}
    write_whole(folder / MARK, json.dumps(said, indent=1).encode())
    return held


def _write(held: Keyring) -> None:
    held.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = held.path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    with open(temporary, "w", encoding="ascii", opener=_private) as file:
        json.dump({"keys": [key.hex() for key in held.keys]}, file)
        file.flush()
        os.fsync(file.fileno())
    move_whole(temporary, held.path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _kept(folder: Path, mark: dict[str, str]) -> Keyring:
    path = keys_folder() / f"{mark['workspace']}.json"
    try:
        found = json.loads(path.read_text(encoding="ascii"))["keys"]
        keys = tuple(bytes.fromhex(key) for key in found)
    except FileNotFoundError:
        raise LostKeyError(_lost(folder, path)) from None
    except (ValueError, KeyError, TypeError):
        raise LostKeyError(f"{path} is damaged. {_lost(folder, path)}") from None
    if not keys or fingerprint(keys[-1]).hex() != mark["first_key"]:
        raise LostKeyError(f"{path} holds another key. {_lost(folder, path)}")
    return Keyring(path, keys)


def _lost(folder: Path, path: Path) -> str:
    return (
        f"The key of {folder} is not in {path}. Put it back from your backup, or name its folder"
        f" in {FOLDER}. Answers from what is published still work; nothing can be imported, read"
        " again or forgotten without it. If it is lost for good, `clipworth keys new` begins anew,"
        " and says what that costs."
    )
