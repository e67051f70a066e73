"""An empty workspace for each test."""

from pathlib import Path

import pytest

from workspaces import Brand, brand_in


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    """Give an empty workspace, and a desk to put files on."""
    return brand_in(tmp_path, brand="Kaffee", currency="EUR", accounts=("kaffee",))
