"""Every question that can be asked: its title, how it may be broken down, and by what filtered."""

from collections.abc import Callable
from dataclasses import dataclass

from clipworth.answers.benchmarks import benchmarks
from clipworth.answers.budget import budget
from clipworth.answers.cadence import cadence
from clipworth.answers.candidates import candidates
from clipworth.answers.conversion import conversion
from clipworth.answers.creative import creative
from clipworth.answers.creators import creators
from clipworth.answers.data import data
from clipworth.answers.fatigue import fatigue
from clipworth.answers.finance import finance
from clipworth.answers.followers import followers
from clipworth.answers.formats import formats
from clipworth.answers.funnel import funnel
from clipworth.answers.intent import intent
from clipworth.answers.maturity import maturity
from clipworth.answers.networks import networks
from clipworth.answers.next_posts import next_posts
from clipworth.answers.overview import overview
from clipworth.answers.pillars import pillars
from clipworth.answers.posts import posts
from clipworth.answers.reach import reach
from clipworth.answers.restatements import restatements
from clipworth.answers.roi import roi
from clipworth.answers.shop import shop
from clipworth.answers.ugc import ugc
from clipworth.answers.value import value
from clipworth.model.answers import Answer, Ask
from clipworth.model.problems import WrongUse, nearest
from clipworth.model.settings import Settings
from clipworth.store.engine import Store

_PLAN = ("pillar", "content_type", "format", "stage", "creator")


@dataclass(frozen=True)
class Question:
    """A question: what it asks, who answers it, and by which keys it may be split and filtered."""

    key: str
    title: str
    asks: str
    answering: Callable[[Store, Settings, Ask], Answer]
    by: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()

    def answer(self, store: Store, settings: Settings, ask: Ask) -> Answer:
        """Answer it.

        Raises WrongUse for a breakdown or filter it does not know; Refused where the answer would
        mislead.
        """
        check_keys(self, ask)
        return self.answering(store, settings, ask)


QUESTIONS: dict[str, Question] = {
    question.key: question
    for question in (
        Question(
            "overview",
            "Overview",
            "What did TikTok bring in, at what cost, with what certainty, and what changed?",
            overview,
            filters=("account", *_PLAN),
        ),
        Question(
            "reach",
            "Reach",
            "Who saw it, and how far beyond the followers?",
            reach,
            by=("month", "pillar", "content_type", "format", "stage", "creator", "account", "post"),
            filters=("account", "campaign", *_PLAN),
        ),
        Question(
            "intent",
            "Intent",
            "Who cared: saves, shares, profile visits and link clicks per view?",
            intent,
            by=("pillar", "format", "stage", "content_type", "creator", "account", "post", "month"),
            filters=("account", "signals", *_PLAN),
        ),
        Question(
            "conversion",
            "Conversion",
            "Who bought: what TikTok says of its ads, and what own records say?",
            conversion,
            by=("format", "campaign", "creator", "content_type", "month", "day"),
            filters=("account", "campaign", *_PLAN),
        ),
        Question(
            "posts",
            "Posts",
            "How did each post do, and which would a like post repeat?",
            posts,
            filters=("account", "signals", "post", *_PLAN),
        ),
        Question(
            "roi",
            "Return",
            "What came back for what was spent, cash and media-equivalent apart?",
            roi,
            by=("content_type", "pillar", "post", "creator", "month"),
            filters=("account", *_PLAN),
        ),
        Question(
            "pillars",
            "Pillars",
            "Which pillars to double down on, keep or drop, by intent that repeats?",
            pillars,
            filters=("account", "signals", *_PLAN),
        ),
        Question(
            "funnel",
            "Funnel",
            "Which stages do the posts speak to, and how does each do by its own measures?",
            funnel,
            filters=("account", "pillar", "content_type", "format", "creator"),
        ),
        Question(
            "creative",
            "Creative",
            "What do length, hook, format and script do to intent, in the brand's own posts?",
            creative,
            filters=("account", "signals", *_PLAN),
        ),
        Question(
            "fatigue",
            "Fatigue",
            "Which running creatives wear out, and when is each to be replaced?",
            fatigue,
            filters=("account", "campaign", *_PLAN),
        ),
        Question(
            "followers",
            "Followers",
            "How do followers grow, and which posts bring them?",
            followers,
            by=("pillar", "content_type", "format", "stage", "creator", "post"),
            filters=("account",),
        ),
        Question(
            "cadence",
            "Cadence",
            "How often do posts come, where do they stop, and which hours are best?",
            cadence,
            filters=("account",),
        ),
        Question(
            "value",
            "Organic value",
            "What would this organic attention have cost, by own ad costs and by published rates?",
            value,
            by=("month", "pillar", "post", "format", "stage", "content_type", "account"),
            filters=("account", "post", *_PLAN),
        ),
        Question(
            "networks",
            "Networks",
            "What is the attention worth on TikTok and on the brand's other networks?",
            networks,
            filters=("account",),
        ),
        Question(
            "candidates",
            "Spark candidates",
            "Which posts to boost, what stands in the way, and with how much?",
            candidates,
            filters=("account", "signals", "post", *_PLAN),
        ),
        Question(
            "next-posts",
            "Next posts",
            "What to post in the coming weeks: which pillar, which stage, when, and why?",
            next_posts,
            filters=("account",),
        ),
        Question(
            "maturity",
            "Maturity",
            "How far are we, by our own data, and what unlocks the next level?",
            maturity,
        ),
        Question(
            "benchmarks",
            "Benchmarks",
            "Where do own posts stand, among themselves and beside published figures?",
            benchmarks,
            filters=("account", *_PLAN),
        ),
        Question(
            "finance",
            "Finance",
            "What was left of what customers paid, month by month, and does it tie to the shop?",
            finance,
        ),
        Question(
            "shop",
            "TikTok Shop",
            "What did TikTok Shop sell, what was left of it, and what did it cost in reach?",
            shop,
            by=("creator", "post", "product", "month"),
        ),
        Question(
            "formats",
            "Ad formats",
            "What did ads of each format cost, and what does TikTok claim for them?",
            formats,
            filters=("account", "campaign", "pillar", "stage", "creator"),
        ),
        Question(
            "creators",
            "Creators",
            "Which creators are worth their fee, with media value and by cash alone, and who buys?",
            creators,
            filters=("creator",),
        ),
        Question(
            "ugc",
            "UGC",
            "What share of organic views do posts by others have, and what are they worth?",
            ugc,
        ),
        Question(
            "budget",
            "Budget",
            "What did each unit of money return, in cash and as media value, and one more unit?",
            budget,
            by=("content_type", "pillar", "creator", "format", "post", "month"),
            filters=("account", *_PLAN),
        ),
        Question(
            "data",
            "Data",
            "What was imported, how fresh is it, and what is wrong with it?",
            data,
        ),
        Question(
            "restatements",
            "Restatements",
            "Which figures did later files restate, and by how much?",
            restatements,
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
