"""Timing whole processes against each other, in turns, so that a noisy machine hits both alike."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

Command = Sequence[str]

# An installed package has its bytecode beside it; a process that may not write any compiles anew.
INSTALLED = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def medians(commands: Mapping[str, Command], *, rounds: int = 7) -> dict[str, float]:
    """Run each command once unmeasured and then in turns; give the median seconds of each."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(
                command,
                check=True,
                env=INSTALLED,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if turn:
                seconds[name].append(time.perf_counter() - began)
    return {name: statistics.median(values) for name, values in seconds.items()}


def python(*arguments: str) -> list[str]:
    """Give the command that runs this Python."""
    return [sys.executable, *arguments]


def clipworth(*arguments: str) -> list[str]:
    """Give the command that runs this command line."""
    return python("-m", "clipworth", *arguments)


def say(name: str, seconds: Mapping[str, float], measured: str, floor: str, most: float) -> None:
    """Print the seconds and the ratio beside its bound."""
    ratio = seconds[measured] / seconds[floor]
    verdict = "within" if ratio <= most else "OVER"
    for what, value in seconds.items():
        print(f"  {value:8.3f} s  {what}")
    print(f"{name}: {ratio:.2f} × ({verdict} {most:g} ×)\n")
