"""A process that has all modules loaded and forks an import whenever it is asked: fast to kill."""

import os
import resource
import sys
from datetime import date
from pathlib import Path

from clipworth.commands.importing import import_files
from clipworth.ingest.evidence import Given
from clipworth.ingest.workspace import Clock, Workspace
from clipworth.sources.registry import sources

CLOCK = Clock(date(2026, 10, 31), "2026-10-31T12:00:00Z")


def bring(folder: str, largest_file: str, *paths: str) -> None:
    """Import paths, with a bound on the size of files; 0: none."""
    if int(largest_file):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest_file), int(largest_file)))
    given = [Path(path) for path in paths]
    import_files(Workspace(Path(folder)), given, Given(), CLOCK, who="ana", progress=lambda _: None)


def main() -> None:
    """Fork for each line of words parted by tabs; say the child's id, then how it ended."""
    sources()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                bring(*line.rstrip("\n").split("\t"))
            except OSError:
                os._exit(1)
            os._exit(0)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
