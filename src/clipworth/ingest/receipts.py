"""Keeping receipts beside their originals, and what was read from each beside its partitions."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from clipworth.ingest import journal
from clipworth.ingest.durable import write_derived, write_one_of_many
from clipworth.ingest.workspace import Workspace
from clipworth.model.problems import Problem, Severity
from clipworth.model.receipts import Reading, Receipt

DAYS = ("exported_on", "as_of", "first_day", "last_day")


def keep(workspace: Workspace, receipt: Receipt) -> None:
    """Write a receipt; once its folder is settled the file is imported, whatever happens."""
    write_one_of_many(workspace.originals / f"{receipt.receipt}.json", _json(asdict(receipt)))


def keep_reading(workspace: Workspace, receipt: str, reading: Reading) -> None:
    """Write what was read from a receipt."""
    content = asdict(replace(reading, problems=()))
    content["problems"] = [
        {**asdict(problem), "severity": problem.severity.value} for problem in reading.problems
    ]
    write_derived(workspace.rows / f"{receipt}.json", _json(content))


def all_receipts(workspace: Workspace) -> list[Receipt]:
    """Read all receipts in the order of their import, those taken out again included."""
    found = [_receipt(_load(path.read_bytes())) for path in workspace.originals.glob("*.json")]
    return sorted(found, key=lambda receipt: (receipt.import_order, receipt.receipt))


def receipts(workspace: Workspace) -> dict[str, Receipt]:
    """Read the receipts that were not taken out again, in the order of their import."""
    removed = {entry.what["receipt"] for entry in journal.standing(workspace, journal.REMOVE)}
    return {one.receipt: one for one in all_receipts(workspace) if one.receipt not in removed}


def reading(workspace: Workspace, receipt: str) -> Reading | None:
    """Read what was read from a receipt; None where that is not there or not whole."""
    path = workspace.rows / f"{receipt}.json"
    if not path.exists():
        return None
    content = _load(path.read_bytes())
    problems = tuple(
        Problem(**{**problem, "severity": Severity(problem["severity"])})
        for problem in content.pop("problems")
    )
    partitions = tuple((table, file, rows) for table, file, rows in content.pop("partitions"))
    if not all((workspace.rows / file).exists() for _, file, _ in partitions):
        return None
    content["unused"] = tuple(content["unused"])
    return Reading(**content, problems=problems, partitions=partitions)


class Ledger:
    """The receipts of a workspace while files come in, read once and kept up to date."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.standing = receipts(workspace)
        # Those taken out count too, so that no number comes twice.
        self._orders = {one.receipt: one.import_order for one in all_receipts(workspace)}

    def order_of(self, receipt: str) -> int:
        """Give the number of an import: the one it had before it was taken out, or the next."""
        after = max(self._orders.values(), default=0) + 1
        return self._orders.setdefault(receipt, after)

    def keep(self, receipt: Receipt, reading: Reading) -> None:
        """Write what was read, then the receipt: from then on the file is imported."""
        keep_reading(self.workspace, receipt.receipt, reading)
        keep(self.workspace, receipt)
        self.standing[receipt.receipt] = receipt

    def of_bytes(self, sha256: str, part: str) -> list[Receipt]:
        """Give the receipts of the same bytes, in the order of their import."""
        return [one for one in self.standing.values() if (one.sha256, one.part) == (sha256, part)]

    def drop_replaced(self, receipt: Receipt, nameless: Collection[str]) -> None:
        """Drop earlier receipts of the same bytes that this one says better.

        Those of which nothing could be read; and the one that named no account where this one
        does, as its rows would stand beside the same rows under that name, and count twice.
        nameless: the ids that the import may have without an account.
        """
        for one in self.of_bytes(receipt.sha256, receipt.part):
            key = one.receipt
            if key == receipt.receipt:
                continue
            read = reading(self.workspace, key)
            better = key in nameless and not one.account
            if better or read is None or not read.rows_read:
                (self.workspace.originals / f"{key}.json").unlink(missing_ok=True)
                del self.standing[key]


def _receipt(content: dict[str, Any]) -> Receipt:
    content["guesses"] = tuple(content["guesses"])
    content["redacted"] = tuple(content["redacted"])
    content["refused"] = tuple(content["refused"]) if content.get("refused") else None
    content["privacy"] = content.get("privacy", "redacted" if content["redacted"] else "")
    return Receipt(**content)


def _json(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    return text.encode()


def _load(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content)
    for key in DAYS:
        if found.get(key):
            found[key] = date.fromisoformat(found[key])
    return found
