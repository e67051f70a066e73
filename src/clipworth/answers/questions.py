"""Every question that can be asked: its title, how it may be broken down, and by what filtered."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from clipworth.model.answers import Answer, Ask
from clipworth.model.problems import WrongUse, nearest
from clipworth.model.settings import Settings
from clipworth.store.engine import Store

_PLAN = ("pillar", "content_type", "format", "stage", "creator")


@dataclass(frozen=True)
class Question:
    """A question: what it asks, and by which keys it may be split and filtered.

    The function of its key, in the module of its key, answers it.
    """

    key: str
    title: str
    asks: str
    by: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()

    def answer(self, store: Store, settings: Settings, ask: Ask) -> Answer:
        """Answer it.

        Raises WrongUse for a breakdown or filter it does not know; Refused where the answer would
        mislead.
        """
        check_keys(self, ask)
        return self._answering(store, settings, ask)

    @property
    def _answering(self) -> Callable[[Store, Settings, Ask], Answer]:
        # Importing all answers to give one would take longer than many an answer.
        name = self.key.replace("-", "_")
        answering: Callable[[Store, Settings, Ask], Answer] = getattr(
            import_module(f"clipworth.answers.{name}"), name
        )
        return answering


QUESTIONS: dict[str, Question] = {
    question.key: question
    for question in (
        Question(
            "overview",
            "Overview",
            "What did TikTok bring in, at what cost, with what certainty, and what changed?",
            filters=("account", *_PLAN),
        ),
        Question(
            "reach",
            "Reach",
            "Who saw it, and how far beyond the followers?",
            by=("month", "pillar", "content_type", "format", "stage", "creator", "account", "post"),
            filters=("account", "campaign", *_PLAN),
        ),
        Question(
            "intent",
            "Intent",
            "Who cared: saves, shares, profile visits and link clicks per view?",
            by=("pillar", "format", "stage", "content_type", "creator", "account", "post", "month"),
            filters=("account", "signals", *_PLAN),
        ),
        Question(
            "conversion",
            "Conversion",
            "Who bought: what TikTok says of its ads, and what own records say?",
            by=("format", "campaign", "creator", "content_type", "month", "day"),
            filters=("account", "campaign", *_PLAN),
        ),
        Question(
            "posts",
            "Posts",
            "How did each post do, and which would a like post repeat?",
            filters=("account", "signals", "post", *_PLAN),
        ),
        Question(
            "roi",
            "Return",
            "What came back for what was spent, cash and media-equivalent apart?",
            by=("content_type", "pillar", "post", "creator", "month"),
            filters=("account", *_PLAN),
        ),
        Question(
            "pillars",
            "Pillars",
            "Which pillars to double down on, keep or drop, by intent that repeats?",
            filters=("account", "signals", *_PLAN),
        ),
        Question(
            "funnel",
            "Funnel",
            "Which stages do the posts speak to, and how does each do by its own measures?",
            filters=("account", "pillar", "content_type", "format", "creator"),
        ),
        Question(
            "creative",
            "Creative",
            "What do length, hook, format and script do to intent, in the brand's own posts?",
            filters=("account", "signals", *_PLAN),
        ),
        Question(
            "fatigue",
            "Fatigue",
            "Which running creatives wear out, and when is each to be replaced?",
            filters=("account", "campaign", *_PLAN),
        ),
        Question(
            "followers",
            "Followers",
            "How do followers grow, and which posts bring them?",
            by=("pillar", "content_type", "format", "stage", "creator", "post"),
            filters=("account",),
        ),
        Question(
            "cadence",
            "Cadence",
            "How often do posts come, where do they stop, and which hours are best?",
            filters=("account",),
        ),
        Question(
            "value",
            "Organic value",
            "What would this organic attention have cost, by own ad costs and by published rates?",
            by=("month", "pillar", "post", "format", "stage", "content_type", "account"),
            filters=("account", "post", *_PLAN),
        ),
        Question(
            "networks",
            "Networks",
            "What is the attention worth on TikTok and on the brand's other networks?",
            filters=("account",),
        ),
        Question(
            "candidates",
            "Spark candidates",
            "Which posts to boost, what stands in the way, and with how much?",
            filters=("account", "signals", "post", *_PLAN),
        ),
        Question(
            "next-posts",
            "Next posts",
            "What to post in the coming weeks: which pillar, which stage, when, and why?",
            filters=("account",),
        ),
        Question(
            "maturity",
            "Maturity",
            "How far are we, by our own data, and what unlocks the next level?",
        ),
        Question(
            "benchmarks",
            "Benchmarks",
            "Where do own posts stand, among themselves and beside published figures?",
            filters=("account",),
        ),
        Question(
            "ladder",
            "Ladder",
            "How many watched, came to look, and signed up or bought, and what moves the site?",
            filters=("account",),
        ),
        Question(
            "comments",
            "Comments",
            "Which comments show that somebody wants to buy, and under which posts?",
            by=("pillar", "content_type", "format", "stage", "creator"),
            filters=("account", "post", *_PLAN),
        ),
        Question(
            "competitors",
            "Competitors",
            "How do own accounts grow beside rivals, by what anyone can see?",
            filters=("account",),
        ),
        Question(
            "finance",
            "Finance",
            "What was left of what customers paid, month by month, and does it tie to the shop?",
        ),
        Question(
            "shop",
            "TikTok Shop",
            "What did TikTok Shop sell, what was left of it, and what did it cost in reach?",
            by=("creator", "post", "product", "month"),
        ),
        Question(
            "formats",
            "Ad formats",
            "What did ads of each format cost, and what does TikTok claim for them?",
            filters=("account", "campaign", "pillar", "stage", "creator"),
        ),
        Question(
            "creators",
            "Creators",
            "Which creators are worth their fee, with media value and by cash alone, and who buys?",
            filters=("creator",),
        ),
        Question(
            "ugc",
            "UGC",
            "What share of organic views do posts by others have, and what are they worth?",
        ),
        Question(
            "budget",
            "Budget",
            "What did each unit of money return, in cash and as media value, and one more unit?",
            by=("content_type", "pillar", "creator", "format", "post", "month"),
            filters=("account", *_PLAN),
        ),
        Question(
            "data",
            "Data",
            "What was imported, how fresh is it, and what is wrong with it?",
        ),
        Question(
            "restatements",
            "Restatements",
            "Which figures did later files restate, and by how much?",
        ),
    )
}


def question(key: str) -> Question:
    """Give the question of this key.

    Raises WrongUse, naming the nearest, where there is none.
    """
    if key not in QUESTIONS:
        raise WrongUse(f"there is no question {key!r}. {nearest(key, QUESTIONS)}")
    return QUESTIONS[key]


def check_keys(asked: Question, ask: Ask) -> None:
    """Refuse keys that the question does not know.

    Raises WrongUse, naming the nearest.
    """
    if ask.by is not None and ask.by not in asked.by:
        known = nearest(ask.by, asked.by) if asked.by else "It takes no --by."
        raise WrongUse(f"{asked.key} cannot be broken down by {ask.by!r}. {known}")
    for key in ask.where:
        if key not in asked.filters:
            known = nearest(key, asked.filters) if asked.filters else "It takes no --where."
            raise WrongUse(f"{asked.key} cannot be filtered by {key!r}. {known}")
