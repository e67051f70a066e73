"""The append-only record of what people decided; one file per decision, each can be undone."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clipworth.ingest.durable import write_whole
from clipworth.ingest.workspace import Workspace
from clipworth.model.problems import WrongUse

MAP_COLUMNS = "map_columns"
ALIGN_DAYS = "align_days"
ACCEPT_PILLAR = "accept_pillar"
REMOVE = "remove"
FORGET = "forget"
RETAIN = "retain"
ROTATE_KEY = "rotate_key"
NEW_KEY = "new_key"
CLOSE_MONTH = "close_month"
UNDO = "undo"
# What cannot be taken back.
FINAL = frozenset((FORGET, RETAIN, ROTATE_KEY, NEW_KEY))


@dataclass(frozen=True)
class Entry:
    """One decision: what was decided, by whom and when."""

    number: int
    kind: str
    what: Mapping[str, Any]
    who: str
    at: str


def entries(workspace: Workspace) -> list[Entry]:
    """Read all decisions, oldest first, those undone included."""
    found = []
    for path in sorted(workspace.journal.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        found.append(
            Entry(
                int(path.name[:6]), content["kind"], content["what"], content["who"], content["at"]
            )
        )
    return found


def standing(workspace: Workspace, kind: str) -> list[Entry]:
    """Read the decisions of a kind that were not undone."""
    everything = entries(workspace)
    undone: set[int] = set()
    for entry in reversed(everything):
        if entry.kind == UNDO and entry.number not in undone:
            undone.add(entry.what["entry"])
    return [entry for entry in everything if entry.kind == kind and entry.number not in undone]


def record(workspace: Workspace, kind: str, what: Mapping[str, Any], *, who: str, at: str) -> Entry:
    """Append a decision; the caller holds the workspace's lock."""
    number = max((entry.number for entry in entries(workspace)), default=0) + 1
    entry = Entry(number, kind, what, who, at)
    slug = re.sub(r"[^a-z]+", "-", kind)
    content = {"kind": kind, "what": dict(what), "who": who, "at": at}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(workspace.journal / f"{number:06d}-{slug}.json", text.encode())
    return entry


def people(entry: Entry) -> tuple[str, ...]:
    """Give the hashes of who was forgotten, by the key of then and those before it."""
    return (entry.what["person"], *entry.what.get("older", ()))


def find(workspace: Workspace, number: int) -> Entry:
    """Give the decision of this number.

    Raises WrongUse where there is none.
    """
    for entry in entries(workspace):
        if entry.number == number:
            return entry
    raise WrongUse(f"The journal has no entry {number}. `clipworth journal` lists them.")
