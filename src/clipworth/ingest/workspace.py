"""A workspace: the folder of one brand, its parts, its settings and its lock."""

import os
import secrets
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from clipworth.model.problems import WrongUse, nearest
from clipworth.model.settings import Settings

CONFIG = "clipworth.toml"
PUBLISHED = "clipworth.duckdb"
LOCK_SECONDS = 60


@dataclass(frozen=True)
class Workspace:
    """The folder of one brand. Truth: toml, originals, journal, person.key. Derived: the rest."""

    folder: Path

    @property
    def config(self) -> Path:
        """What is decided by hand."""
        return self.folder / CONFIG

    @property
    def originals(self) -> Path:
        """Imported files by content hash, each with its receipt."""
        return self.folder / "originals"

    @property
    def journal(self) -> Path:
        """Decisions of people, one file each."""
        return self.folder / "journal"

    @property
    def rows(self) -> Path:
        """What was read from each receipt; derived."""
        return self.folder / "rows"

    @property
    def published(self) -> Path:
        """The tables that answers read; derived, and replaced by renaming."""
        return self.folder / PUBLISHED

    @property
    def work(self) -> Path:
        """Where a writer works before it publishes; derived."""
        return self.folder / "work"

    def settings(self) -> Settings:
        """Read clipworth.toml.

        Raises WrongUse, with the nearest known key, where it says something unknown.
        """
        return read_settings(self.config)

    def person_key(self) -> bytes:
        """Give the key that customers are hashed with; made once, readable by its owner only."""
        path = self.folder / "person.key"
        if not path.exists():
            temporary = path.with_suffix(".new")
            with open(temporary, "w", encoding="ascii", opener=_private) as file:
                file.write(secrets.token_hex(32))
            temporary.replace(path)
        return bytes.fromhex(path.read_text(encoding="ascii").strip())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let one writer in at a time; readers are never asked to wait.

        Raises WrongUse when another writer does not finish.
        """
        lock = FileLock(str(self.folder / ".lock"), timeout=LOCK_SECONDS)
        try:
            with lock:
                for part in (self.originals, self.journal, self.rows, self.work):
                    part.mkdir(exist_ok=True)
                yield
        except Timeout:
            raise WrongUse(
                f"Another import is writing to {self.folder}. Wait for it, then try again."
            ) from None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def open_workspace(folder: Path) -> Workspace:
    """Open the workspace in a folder.

    Raises WrongUse where there is none.
    """
    workspace = Workspace(folder)
    if not workspace.config.is_file():
        raise WrongUse(
            f"{folder} is no workspace. Make one with `clipworth init {folder}`,"
            " or name one with -w FOLDER."
        )
    return workspace


_SECTIONS: dict[str, dict[str, str]] = {
    "brand": {"name": "brand", "currency": "currency", "accounts": "accounts"},
    "privacy": {"originals": "originals", "retention_days": "retention_days"},
    "value": {"per_1000_views": "value_per_1000_views"},
    "attribution": {"tiktok_sources": "tiktok_sources"},
    "demo": {"simulated": "simulated"},
}


def read_settings(path: Path) -> Settings:
    """Read clipworth.toml into settings."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise WrongUse(f"{path.name} cannot be read: {error}.") from None
    values: dict[str, Any] = {}
    for section, keys in found.items():
        if section not in _SECTIONS:
            raise WrongUse(
                f"{path.name} has an unknown part [{section}]. {nearest(section, _SECTIONS)}"
            )
        for key, value in keys.items():
            if key not in _SECTIONS[section]:
                known = _SECTIONS[section]
                raise WrongUse(
                    f"{path.name} has an unknown key {section}.{key}. {nearest(key, known)}"
                )
            values[_SECTIONS[section][key]] = _setting(f"{section}.{key}", value)
    return Settings(**values)


def _setting(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(str(item).lower().lstrip("@") for item in value)
    if key == "value.per_1000_views":
        try:
            return Decimal(str(value))
        except InvalidOperation:
            raise WrongUse(f"{key} is {value!r}, which is not an amount. Write 8.50.") from None
    if key == "privacy.originals" and value not in ("redact", "keep"):
        raise WrongUse(f"{key} is {value!r}. It is 'redact' or 'keep'.")
    if key == "privacy.retention_days" and not (isinstance(value, int) and value > 0):
        raise WrongUse(f"{key} is {value!r}. It is a number of days.")
    if key == "brand.currency":
        return str(value).upper() or None
    return value
