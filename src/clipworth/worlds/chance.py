"""Randomness with a seed: a stream per subject, so that a change in one moves no other."""

import zlib
from typing import TypeVar

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
T = TypeVar("T")


def stream(seed: int, subject: str) -> Generator:
    """Give the generator of one subject, such as "orders"; same seed and subject, same numbers."""
    return np.random.default_rng([seed, zlib.crc32(subject.encode())])


def pick(rng: Generator, options: tuple[T, ...], weights: tuple[float, ...] | None = None) -> T:
    """Draw one of the options; weights need not add up to 1."""
    if weights is None:
        return options[int(rng.integers(len(options)))]
    edges = np.cumsum(weights)
    return options[int(np.searchsorted(edges, rng.random() * edges[-1], side="right"))]


def lag_days(rng: Generator, *, mean: float, most: int) -> int:
    """Draw the days from a touch to an order: geometric, at most `most`."""
    return min(int(rng.geometric(1 / (1 + mean))) - 1, most)
