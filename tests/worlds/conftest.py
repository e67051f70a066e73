"""One simulated world and its files, made once for all tests of this folder."""

import json
from pathlib import Path
from typing import Any

import pytest

from clipworth.worlds.brand import simulate
from clipworth.worlds.exports import write_exports
from clipworth.worlds.things import World
from clipworth.worlds.truth import write_truth


@pytest.fixture(scope="session")
def world() -> World:
    return simulate()


@pytest.fixture(scope="session")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    write_exports(world, folder)
    return folder


@pytest.fixture(scope="session")
def truth(world: World, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("truth") / "truth.json"
    write_truth(world, path)
    return json.loads(path.read_text(encoding="utf-8"))
