"""What tests share: a published store made from a story."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from clipworth.store.engine import Store
from stories import Given, publish

# Keys lie outside of workspaces, and those of tests apart from the person's own.
os.environ["CLIPWORTH_KEYS"] = tempfile.mkdtemp(prefix="clipworth-keys-")


# How long an example takes says something of the machine, and nothing of the code.
settings.register_profile("clipworth", deadline=None)
settings.load_profile("clipworth")


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    """Give a function that makes a published store from a text with tables in it."""
    made: list[Store] = []

    def publishing(text: str) -> Store:
        made.append(publish(text, tmp_path))
        return made[-1]

    yield publishing
    for store in made:
        store.close()
