"""How long suggesting pillars for 20,000 captions takes: at most 30 s."""

import random
import time

from clipworth.stats.topics import topics

CAPTIONS = 20_000
MOST_SECONDS = 30.0
THEMES = (
    "v60 aeropress espresso grinder ratio filter pour recipe brew water bloom kettle",
    "latte art barista counter milk foam morning queue tattoo regulars opening",
    "finca huila kenya washed natural harvest farmer altitude cherry drying beds",
    "descuento oferta bolsa gratis envío código rebaja domingo precio dos",
    "pov meme monday trend sound duet stitch challenge funny boss",
)
COMMON = "coffee day love people nice look try best week today video watch time life city friend"


def caption(rng: random.Random) -> str:
    """Write a caption of one theme, with words that all share and one that nobody else has."""
    theme = rng.choice(THEMES).split()
    rare = "".join(rng.choices("abcdefghijklmnop", k=7))
    words = [*rng.sample(theme, 4), *rng.sample(COMMON.split(), 5), rare]
    return f"{' '.join(words)} #coffee #{rng.choice(theme)}"


def main() -> None:
    """Measure and print."""
    rng = random.Random(20_000)
    texts = [caption(rng) for _ in range(CAPTIONS)]
    began = time.perf_counter()
    found = topics(texts)
    seconds = time.perf_counter() - began
    verdict = "within" if seconds <= MOST_SECONDS else "OVER"
    print(f"  {len(found)} groups of {CAPTIONS:,} captions")
    print(f"suggest: {seconds:.1f} s ({verdict} {MOST_SECONDS:g} s)\n")


if __name__ == "__main__":
    main()
