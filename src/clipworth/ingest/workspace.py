"""A workspace: the folder of one brand, its parts, its settings and its lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from clipworth.ingest.keys import FORMER, MARK, Keyring, keyring
from clipworth.ingest.settings import read_settings
from clipworth.model.problems import WrongUse
from clipworth.model.settings import Settings

CONFIG = "clipworth.toml"
PUBLISHED = "clipworth.duckdb"
# What a workspace keeps for itself; a person may drop exports beside it and import the folder.
OWN = frozenset(
    (CONFIG, PUBLISHED, MARK, FORMER, "state.sqlite", "originals", "journal", "rows", "work")
)
LOCK_SECONDS = 60


@dataclass(frozen=True)
class Clock:
    """What day it is and what moment, told by the surface."""

    today: date
    now: str


class Busy(WrongUse):
    """Another writer is at work on the workspace."""


@dataclass(frozen=True)
class Workspace:
    """The folder of one brand. Truth: toml, originals, journal, keys.json. Derived: the rest."""

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
        """Read what was decided by hand: clipworth.toml, and the months that were closed.

        Raises WrongUse, with the nearest known key, where it says something unknown.
        """
        # The journal's module reads workspaces, so it can be imported only by now.
        from clipworth.ingest.closes import month_closes

        return replace(read_settings(self.config), closes=month_closes(self))

    def person_key(self) -> bytes:
        """Give the key that customers are hashed with.

        Raises LostKeyError where it is not where it should be.
        """
        return self.keyring().newest

    def keyring(self) -> Keyring:
        """Give all its keys, which lie outside of it; made once, readable by their owner only.

        Raises LostKeyError where they are not where they should be.
        """
        return keyring(self.folder)

    @contextmanager
    def writing(self, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Let one writer in at a time; readers are never asked to wait.

        Raises Busy when another writer does not finish in these seconds.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(str(self.folder / ".lock"))
        try:
            lock.acquire(timeout=seconds)
        except Timeout:
            raise Busy(
                f"Another import is writing to {self.folder}. Wait for it, then try again."
            ) from None
        try:
            for part in (self.originals, self.journal, self.rows, self.work):
                part.mkdir(exist_ok=True)
            yield
        finally:
            lock.release()


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
