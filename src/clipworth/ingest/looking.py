"""The reader's side of a workspace; light, since every question begins here."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date

from clipworth.ingest.labelling import LABELS, labelling
from clipworth.ingest.workspace import Workspace
from clipworth.store.engine import LAYOUT, Store, Unreadable, reading


@contextmanager
def looking(workspace: Workspace, as_of: date | None = None) -> Iterator[Store]:
    """Open the published tables, or those that could have been published on a day.

    Tables that are missing, damaged, of another shape or labelled by other rules are published
    first; if another writer is
    at work, which will do that, what has been read up to now is shown meanwhile.
    """
    with ExitStack() as held:
        store = _labelled(workspace, held)
        if store is None or as_of is not None:
            # The writer's side is heavy, and hardly any look needs it.
            from clipworth.ingest.keeping import make_good, merged

            if store is None:
                make_good(workspace)
                store = _labelled(workspace, held)
            if store is None or as_of is not None:
                store = held.enter_context(merged(workspace, as_of))
        yield store


def is_published(workspace: Workspace) -> bool:
    """Tell whether tables are published, in today's shape, and all is there that they came from."""
    with ExitStack() as held:
        return _opened(workspace, held) is not None


def _labelled(workspace: Workspace, held: ExitStack) -> Store | None:
    """Open the published tables; None also where rules or suggestions changed since then."""
    store = _opened(workspace, held)
    if store is None:
        return None
    said = store.value(f"select about.value from about where about.key = '{LABELS}'")
    return store if said == labelling(workspace).mark else None


def _opened(workspace: Workspace, held: ExitStack) -> Store | None:
    """Open the published tables; None where they are not as they should be."""
    try:
        store = held.enter_context(reading(workspace.published, workspace.rows))
    except Unreadable:
        return None
    if store.attempt("select about.value from about where about.key = 'layout'") != LAYOUT:
        return None
    named = {path for (path,) in store.rows("select partition.path from partition")}
    there = {path.name for path in workspace.rows.iterdir()} if workspace.rows.is_dir() else set()
    return store if named <= there else None
