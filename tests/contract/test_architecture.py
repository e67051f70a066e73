"""ARCHITECTURE.md lists what there is; these tests compare each of its tables with the tree."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import clipworth
from clipworth.answers.questions import QUESTIONS
from clipworth.model.catalogue import TABLES
from clipworth.sources.registry import sources

CODE = Path(clipworth.__file__).parent
TEXT = (CODE.parents[1] / "ARCHITECTURE.md").read_text(encoding="utf-8")


def table(heading: str) -> dict[str, tuple[str, ...]]:
    """Read the first table below a heading: the first cell of each row and those behind it."""
    part = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    cells = [[cell.strip().strip("`") for cell in row] for row in rows[2:]]
    return {row[0]: tuple(row[1:]) for row in cells}


def imports(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give every module that a file below the folder imports, with the file."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.module


def test_the_rooms_are_the_folders_and_say_what_they_hold() -> None:
    rooms = {path.parent.name: path for path in CODE.glob("*/__init__.py")}

    said = {room: ast.get_docstring(ast.parse(path.read_text())) for room, path in rooms.items()}

    assert {room: (text,) for room, text in said.items()} == table("Rooms")


def test_the_tables_are_those_of_the_catalogue() -> None:
    assert table("Canonical tables") == {
        name: (each.meaning, each.grain) for name, each in TABLES.items()
    }


def test_the_sources_are_those_of_the_registry() -> None:
    assert table("Sources") == {
        key: (source.title, ", ".join(dict.fromkeys(one.table for one in source.targets)))
        for key, source in sources().items()
    }


def test_the_questions_are_those_of_the_registry() -> None:
    assert table("Questions") == {key: (each.asks,) for key, each in QUESTIONS.items()}


def test_each_library_is_imported_in_its_home_only() -> None:
    homes = {
        library: set(cells[0].split(", "))
        for library, cells in table("Third-party libraries").items()
    }

    found: dict[str, set[str]] = {}
    for path, module in imports(CODE):
        top = module.split(".")[0]
        if top not in sys.stdlib_module_names and top != "clipworth":
            found.setdefault(top, set()).add(path.relative_to(CODE).parts[0])

    assert found == homes


@pytest.mark.parametrize(
    "folder", sorted(path.parent.name for path in (CODE / "sources").glob("*/__init__.py"))
)
def test_a_source_imports_only_the_words_and_itself(folder: str) -> None:
    words = rf"declare|read|dates|spellings|links|{folder}"
    allowed = re.compile(rf"clipworth\.(model|sources$|sources\.({words})\b)")

    others = [
        module
        for _, module in imports(CODE / "sources" / folder)
        if module.startswith("clipworth") and not allowed.match(module)
    ]

    assert others == []


def test_no_room_is_called_after_nothing() -> None:
    vague = {"utils", "helpers", "common", "base", "manager", "misc"}

    assert not [path for path in CODE.rglob("*.py") if path.stem in vague]
