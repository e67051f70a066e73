"""How long each answer takes over three years, 20,000 posts and 1,000,000 ad rows: at most 1 s.

Answers are asked in one process that has its libraries loaded, as a server has; the floor beside
them is a count of the ad rows on the same open tables.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from clipworth.answers.questions import QUESTIONS
from clipworth.ingest.looking import looking
from clipworth.ingest.workspace import Workspace
from clipworth.model.answers import Ask, Refused
from overview_speed import workspace

MOST_SECONDS = 1.0
ROUNDS = 3


def seconds(what: Callable[[], object]) -> float:
    """Run once unmeasured, then give the median seconds."""
    what()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        what()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> int:
    """Measure every question, or those named, and print."""
    brand = Workspace(workspace())
    settings, today = brand.settings(), datetime.now(UTC).date()
    late = []
    with looking(brand, None) as store:
        floor = seconds(lambda: store.value("select count(*), sum(spend) from ad_day"))
        print(f"{floor:8.3f} s  count and sum of ad_day")
        for key in sys.argv[1:] or QUESTIONS:
            asked = QUESTIONS[key]

            def answer(asked: object = asked) -> object:
                try:
                    return asked.answer(store, settings, Ask(today=today))  # type: ignore[attr-defined]
                except Refused as refused:
                    return refused

            taken = seconds(answer)
            said = "" if taken <= MOST_SECONDS else f"  OVER {MOST_SECONDS:.0f} s"
            print(f"{taken:8.3f} s  {taken / floor:6.1f} ×  {key}{said}", flush=True)
            late += [key] if said else []
    print(f"answers: {len(late)} over {MOST_SECONDS:.0f} s {' '.join(late)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
