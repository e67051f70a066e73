"""All sources that exist: every folder beside this file that declares one."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from clipworth.sources.declare import Known, Source

HERE = Path(__file__).parent


@cache
def sources() -> dict[str, Source]:
    """Give every source by its key."""
    return {source.key: source for module in _modules() for source in module.SOURCES}


@cache
def known() -> tuple[Known, ...]:
    """Give every kind of file that is recognised and not taken."""
    return tuple(one for module in _modules() for one in getattr(module, "KNOWN", ()))


@cache
def home(key: str) -> Path:
    """Give the folder in which a source is declared."""
    for module in _modules():
        if any(source.key == key for source in module.SOURCES):
            return Path(module.__file__).parent
    raise KeyError(key)


@cache
def _modules() -> tuple[Any, ...]:
    folders = sorted(found.name for found in pkgutil.iter_modules([str(HERE)]) if found.ispkg)
    return tuple(import_module(f"clipworth.sources.{folder}") for folder in folders)
