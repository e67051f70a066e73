"""Reading clipworth.toml, where every word that is not known names the nearest one that is."""

import re
import tomllib
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from clipworth.ingest.rules import RULES_PART, read_rules
from clipworth.model.defaults import DEFAULTS
from clipworth.model.defaults.paid import BENCHMARKS
from clipworth.model.maturity import QUESTIONNAIRE
from clipworth.model.problems import WrongUse, nearest
from clipworth.model.settings import Settings
from clipworth.model.units import SHARE

Check = Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text in quotes")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError('a list of texts, as in ["brand"]')
    return tuple(one.lower().lstrip("@") for one in value)


def _currency(value: Any) -> str | None:
    if not re.fullmatch(r"[A-Za-z]{3}|", _text(value)):
        raise TypeError('three letters, as in "EUR", or ""')
    return str(value).upper() or None


def _country(value: Any) -> str | None:
    if not re.fullmatch(r"[A-Za-z]{2}|", _text(value)):
        raise TypeError('two letters, as in "DE", or ""')
    return str(value).upper() or None


def _zone(value: Any) -> str | None:
    if value != "" and (not isinstance(value, str) or not _is_zone(value)):
        raise TypeError('a time zone, as in "Europe/Athens", or ""')
    return str(value) or None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _originals(value: Any) -> str:
    if value not in ("redact", "encrypt", "keep"):
        raise TypeError("'redact', 'encrypt' or 'keep'")
    return str(value)


def _days(value: Any) -> int:
    if type(value) is not int or value <= 0:
        raise TypeError("a number of days, as in 730")
    return value


def _amount(value: Any) -> Decimal:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", str(value)):
        raise TypeError("an amount, as in 8.50")
    return Decimal(str(value))


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


# What each key of each part fills, and what checks it.
_PARTS: dict[str, dict[str, tuple[str, Check]]] = {
    "brand": {
        "name": ("brand", _text),
        "currency": ("currency", _currency),
        "country": ("country", _country),
        "time_zone": ("time_zone", _zone),
        "accounts": ("accounts", _texts),
    },
    "privacy": {
        "originals": ("originals", _originals),
        "retention_days": ("retention_days", _days),
    },
    "value": {"per_1000_views": ("value_per_1000_views", _amount)},
    "attribution": {"tiktok_sources": ("tiktok_sources", _texts)},
    "demo": {"simulated": ("simulated", _flag)},
}


# Parts whose keys are those of a registry: what they fill, the keys, what checks each value.
_KEYED: dict[str, tuple[Iterable[str], Check]] = {
    "defaults": (DEFAULTS, _amount),
    "benchmarks": (BENCHMARKS, _amount),
    "maturity": (QUESTIONNAIRE, _flag),
}


def _fits(part: str, key: str, value: Any) -> None:
    """Check that a number typed over a published one can be one.

    Raises TypeError.
    """
    if part == "defaults" and not value > 0:
        raise TypeError("an amount above 0")
    if part == "defaults" and DEFAULTS[key].unit == SHARE and value > 1:
        raise TypeError("a share, as 0.7 for 70 %")


def _read_keyed(name: str, part: str, keys: dict[str, Any]) -> dict[str, Any]:
    known, check = _KEYED[part]
    read: dict[str, Any] = {}
    for key, value in keys.items():
        if key not in known:
            raise WrongUse(f"{name} has an unknown key {part}.{key}. {nearest(key, known)}")
        try:
            read[key] = check(value)
            _fits(part, key, read[key])
        except TypeError as wanted:
            raise WrongUse(f"{name}: {part}.{key} is {value!r}. Write {wanted}.") from None
    return read


def read_settings(path: Path) -> Settings:
    """Read clipworth.toml into settings.

    Raises WrongUse where it says something unknown, or something of the wrong kind.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path.name} cannot be read: {error}.") from None
    values: dict[str, Any] = {}
    for part, keys in found.items():
        if part == RULES_PART:
            values["rules"] = read_rules(path.name, keys)
            continue
        if part not in (*_PARTS, *_KEYED):
            known = nearest(part, (*_PARTS, *_KEYED, RULES_PART))
            raise WrongUse(f"{path.name} has an unknown part [{part}]. {known}")
        if not isinstance(keys, dict):
            raise WrongUse(f"{path.name} says {part} = {keys!r}, but [{part}] is a part.")
        if part in _KEYED:
            values[part] = _read_keyed(path.name, part, keys)
            continue
        for key, value in keys.items():
            if key not in _PARTS[part]:
                known = nearest(key, _PARTS[part])
                raise WrongUse(f"{path.name} has an unknown key {part}.{key}. {known}")
            setting, check = _PARTS[part][key]
            try:
                values[setting] = check(value)
            except TypeError as wanted:
                raise WrongUse(f"{path.name}: {part}.{key} is {value!r}. Write {wanted}.") from None
    return Settings(**values)
