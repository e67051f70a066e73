"""The ladder of maturity: its levels, and what only a person can say about a brand."""

from enum import IntEnum


class Level(IntEnum):
    """How far a brand is with what its TikTok is worth."""

    PRESENCE = 1
    INTENT = 2
    ATTRIBUTION = 3
    VALUE = 4
    REVENUE = 5


LEVEL_NAMES = {
    Level.PRESENCE: "We are building presence",
    Level.INTENT: "We measure intent",
    Level.ATTRIBUTION: "We attribute",
    Level.VALUE: "We model value",
    Level.REVENUE: "TikTok is a line of revenue",
}
# What no file can show: a key of [maturity] in clipworth.toml, and what it asks.
QUESTIONNAIRE = {
    "server_events": "Does the site or shop send events to TikTok from its server (Events API)?",
    "boosts_reviewed": "Is each boost compared with what the post would have brought without it?",
    "experiment": "Was an experiment (geo, holdout, on and off) run and read in the last 180 days?",
    "refresh_cycle": "Is creative replaced by a plan when it tires, and not when somebody notices?",
}
