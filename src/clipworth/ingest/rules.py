"""Reading the parts [[rules]] of clipworth.toml: which captions belong to a pillar or a stage."""

import re
from collections.abc import Callable
from typing import Any

from clipworth.model.labels import LabelRule
from clipworth.model.problems import WrongUse, nearest
from clipworth.model.words import Stage

RULES_PART = "rules"
_FITS = ("hashtags", "words", "regex")


def _pillar(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or ";" in value:
        raise TypeError('the name of a pillar, as in "recipes"')
    return value.strip()


def _stage(value: Any) -> str:
    if not isinstance(value, str) or value.strip().upper() not in tuple(Stage):
        raise TypeError('"TOFU", "MOFU" or "BOFU"')
    return value.strip().upper()


def _texts(value: Any) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else None
    if not texts or not all(isinstance(one, str) and one.strip(" #") for one in texts):
        raise TypeError('a list of texts, as in ["recipe"]')
    return tuple(one.strip() for one in texts)


def _hashtags(value: Any) -> tuple[str, ...]:
    tags = tuple(one.lstrip("#").casefold() for one in _texts(value))
    if any(re.search(r"\s", tag) for tag in tags):
        raise TypeError('hashtags without blanks, as in ["recipe", "coffee"]')
    return tags


def _regex(value: Any) -> tuple[str, ...]:
    for one in _texts(value):
        try:
            found = re.compile(one)
        except re.error as error:
            raise TypeError(f"a regular expression that can be read ({one!r}: {error})") from None
        if found.search(""):
            raise TypeError(f"a regular expression that does not fit every caption ({one!r} does)")
    return tuple(value)


def _weight(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1_000:
        raise TypeError("a number above 0, as in 2")
    return float(value)


_KEYS: dict[str, Callable[[Any], Any]] = {
    "pillar": _pillar,
    "stage": _stage,
    "hashtags": _hashtags,
    "words": _texts,
    "regex": _regex,
    "weight": _weight,
}


def read_rules(name: str, parts: Any) -> tuple[LabelRule, ...]:
    """Read all rules of a settings file.

    Raises WrongUse for a key that is not known, naming the nearest, and for one of a wrong kind.
    """
    if not isinstance(parts, list) or not all(isinstance(one, dict) for one in parts):
        raise WrongUse(f"{name}: there may be several rules, so write [[rules]] above each.")
    return tuple(_rule(name, number, keys) for number, keys in enumerate(parts, start=1))


def _rule(name: str, number: int, keys: dict[str, Any]) -> LabelRule:
    values: dict[str, Any] = {}
    for key, value in keys.items():
        if key not in _KEYS:
            raise WrongUse(f"{name} has an unknown key rules.{key}. {nearest(key, _KEYS)}")
        try:
            values[key] = _KEYS[key](value)
        except TypeError as wanted:
            raise WrongUse(
                f"{name}: {key} of rule {number} is {value!r}. Write {wanted}."
            ) from None
    if not values.keys() & {"pillar", "stage"}:
        raise WrongUse(f"{name}: rule {number} labels nothing. Give it a pillar or a stage.")
    if not values.keys() & set(_FITS):
        raise WrongUse(f"{name}: rule {number} fits no post. Give it hashtags, words or regex.")
    return LabelRule(**values)
