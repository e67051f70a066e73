"""`python -m clipworth` is `clipworth`."""

import gc
import sys

# What a command makes lives to its end: looking for garbage at every 700 objects costs a tenth.
OBJECTS_BETWEEN_SEARCHES = 50_000


def run() -> None:
    """Run as the program `clipworth`."""
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES)
    from clipworth.surfaces.cli.main import main
    from clipworth.surfaces.cli.printing import prepare_streams

    prepare_streams()
    sys.exit(main())


if __name__ == "__main__":
    run()
