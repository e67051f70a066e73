"""A desk at which the contract tests read files, made once per process."""

from collections.abc import Iterator

import pytest

from exports import Desk
from exports import desk as desk_in


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a place where one file after the other is read."""
    yield from desk_in(tmp_path_factory.mktemp("desk"))
