"""Where things are printed: documents and tables on standard output, the rest on standard error."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PIPED_WIDTH = 100


class ReaderGoneError(Exception):
    """Whoever read our output has closed it, as `| head` does; nothing is wrong."""


def console() -> "Console":
    """Give a console that draws for standard output: its width, and colour only where wanted."""
    from rich.console import Console

    width = None
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS", "").isdigit():
        width = PIPED_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def show(parts: "Iterable[RenderableType]") -> None:
    """Print renderables, drawn whole first, so that a failure prints no half of a page."""
    drawing = console()
    with drawing.capture() as captured:
        for part in parts:
            drawing.print(part, crop=False)
    # What fills a line up to its end is of no use in a pipe.
    out("\n".join(line.rstrip() for line in captured.get().splitlines()))


def out(text: str) -> None:
    """Print text on standard output.

    Raises ReaderGoneError where nobody reads any more.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGoneError from None


def document(content: Any) -> None:
    """Print one JSON document."""
    from clipworth.model.answer_json import written

    out(written(content))


def note(text: str) -> None:
    """Say something beside the result, on standard error."""
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except BrokenPipeError:
        raise ReaderGoneError from None


@contextmanager
def progress(what: str) -> "Iterator[Progress]":
    """Show what is going on while it takes long; on a terminal only."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console

    drawing = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with drawing.status(what) as status:
        yield Progress(lambda text: status.update(text), what)


class Progress:
    """Takes the name of what is being done, and shows how many came before."""

    def __init__(self, update: Any = None, what: str = "") -> None:
        self.update = update
        self.what = what
        self.done = 0

    def __call__(self, name: str) -> None:
        """Say that the work has come to this."""
        self.done += 1
        if self.update is not None:
            self.update(f"{self.what} {self.done}: {name}")


def prepare_streams() -> None:
    """Let a terminal that lacks our characters show a substitute instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace" if stream is sys.stderr else "replace")
