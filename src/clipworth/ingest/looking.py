"""The reader's side of a workspace; light, since every question begins here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from clipworth.ingest.workspace import Workspace
from clipworth.store.engine import LAYOUT, Store, reading


@contextmanager
def looking(workspace: Workspace, as_of: date | None = None) -> Iterator[Store]:
    """Open the published tables, or those that could have been published on a day.

    Tables that are missing, or of another shape, are published first.
    """
    if as_of is not None:
        from clipworth.ingest.keeping import as_of_day

        with as_of_day(workspace, as_of) as store:
            yield store
        return
    if not workspace.published.exists():
        _publish_anew(workspace)
    with reading(workspace.published, workspace.rows) as store:
        current = _is_current(store)
        if current:
            yield store
    if not current:
        _publish_anew(workspace)
        with reading(workspace.published, workspace.rows) as store:
            yield store


def _publish_anew(workspace: Workspace) -> None:
    # The writer's side is heavy, and hardly any look needs it.
    from clipworth.ingest.keeping import publish_anew

    publish_anew(workspace)


def _is_current(store: Store) -> bool:
    layout = store.attempt("select about.value from about where about.key = 'layout'")
    return bool(layout == LAYOUT)
