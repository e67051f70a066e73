"""`python -m clipworth` is `clipworth`."""

from clipworth.surfaces.cli.main import run

if __name__ == "__main__":
    run()
