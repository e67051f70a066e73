"""Invented captions, and the awkward ones that real exports carry."""

from numpy.random import Generator

from clipworth.worlds.chance import pick

_TEMPLATES = {
    "brewing": (
        "{thing}: the ratio we use every morning",
        "Stop doing this with your {thing}",
        "{thing} in 60 seconds ☕",
        "Three grams more and {thing} tastes like this",
        "Save this for your next {thing}",
    ),
    "origin": (
        "Where our {place} comes from",
        "A morning with the pickers of {place}",
        "Why {place} tastes of {note}",
        "From {place} to the roastery in 41 days",
    ),
    "behind the bar": (
        "POV: the rush starts at 8:02",
        "Our barista rates your {thing} 😅",
        "What a double shift sounds like",
        "We broke the grinder. Again.",
        "Κυριακή πρωί στο μαγαζί",
        "Cierre del local en 30 segundos",
    ),
    "offers": (
        "Two bags, one price, until Sunday",
        "New batch: {place}, 300 bags only",
        "Free shipping on the {thing} set",
        "The {thing} starter set is back",
    ),
    "customers": (
        "You sent us your {thing} corners",
        "She took our {place} up a mountain",
        "Reading your worst {thing} stories",
        "A customer made this with {place} 🤯",
    ),
}
_THINGS = ("V60", "AeroPress", "moka pot", "French press", "cold brew", "espresso", "filter brew")
_PLACES = ("Guji", "Huila", "Nyeri", "Antigua", "Minas", "Sidama")
_NOTES = ("peach", "cocoa", "bergamot", "red apple")
_TAGS = ("#coffee", "#specialtycoffee", "#barista", "#homebrew", "#coffeetok", "#fernweh", "#café")

# The quoted ones shift the columns of a Studio export, which does not escape quotes.
QUOTED = 'He said "three minutes, no more", so we waited, and waited #coffeetok'
QUOTED_TOO = '"Too bitter", you said, "too sour", she said: one change, both fixed #homebrew'
MANY_LINES = "The recipe, line by line\n15 g coffee, 250 g water\n\nWrite yours below 👇 #coffee"
MANY_LINES_TOO = "What we pack for a week away:\n1. hand grinder\n2. AeroPress\n#specialtycoffee"
EMPTY = ""


def caption(rng: Generator, pillar: str) -> str:
    """Make up a caption for a post of a pillar."""
    text = pick(rng, _TEMPLATES[pillar]).format(
        thing=pick(rng, _THINGS), place=pick(rng, _PLACES), note=pick(rng, _NOTES)
    )
    tags = rng.choice(len(_TAGS), size=int(rng.integers(1, 4)), replace=False)
    return " ".join([text, *(_TAGS[tag] for tag in tags)])
