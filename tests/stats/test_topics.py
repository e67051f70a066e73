"""Captions are grouped by what they speak of, the same way each time, and not by language."""

import random
from statistics import mean

import pytest

from clipworth.stats.estimate import TooFew
from clipworth.stats.topics import Topic, topics

THEMES = {
    "brewing": "espresso grinder ratio filter bloom kettle aeropress recipe",
    "offers": "descuento oferta bolsa gratis envío rebaja código precio",
    "farms": "finca kenya harvest farmer altitude cherry drying washed",
    "laden": "laden röster theke kunden frühstück kuchen öffnen samstag",
}
FILLERS = {
    "brewing": "this is the best for you and your",
    "offers": "esta es la mejor para ti y tu",
    "farms": "we are with them on their",
    "laden": "das ist für euch und wir sind",
}


def captions(each: int, seed: int = 1) -> tuple[list[str], list[str]]:
    """Write captions of four themes in three languages, with the theme of each."""
    rng = random.Random(seed)
    told = []
    for theme, words in THEMES.items():
        for _ in range(each):
            some = rng.sample(words.split(), 4) + rng.sample(FILLERS[theme].split(), 3)
            rng.shuffle(some)
            told.append((" ".join(some) + " #brand @someone https://x.y/z", theme))
    rng.shuffle(told)
    return [text for text, _ in told], [theme for _, theme in told]


def themes_of(topic: Topic, themes: list[str]) -> float:
    """Give the share of a topic's texts that are of its commonest theme."""
    inside = [themes[n] for n in topic.members]
    return max(inside.count(theme) for theme in THEMES) / len(inside)


def test_groups_are_the_themes_and_as_many_as_there_are() -> None:
    texts, themes = captions(40)

    found = topics(texts)

    assert len(found) == 4
    assert mean(themes_of(topic, themes) for topic in found) > 0.99
    for topic in found:
        theme = themes[topic.clearest[0]]
        assert set(topic.words[:4]) <= set(THEMES[theme].split())
        assert topic.sure > 0.8


def test_what_all_captions_have_and_function_words_name_no_group() -> None:
    texts, _ = captions(40)

    words = {word for topic in topics(texts) for word in topic.words}

    assert not words & {"brand", "the", "für", "para", "https", "someone"}


def test_the_same_captions_give_the_same_groups() -> None:
    texts, _ = captions(30)

    assert topics(texts) == topics(texts)


def test_a_caption_of_two_themes_belongs_to_both() -> None:
    texts, _ = captions(40)
    both = "espresso grinder ratio filter finca kenya harvest farmer"

    inside = [topic.members.get(len(texts)) for topic in topics([*texts, both], count=4)]

    assert len([share for share in inside if share]) == 2


def test_too_few_captions_or_words_are_said_to_be() -> None:
    with pytest.raises(TooFew, match="it takes 20"):
        topics(["espresso ratio"] * 19)
    with pytest.raises(TooFew, match="share too few words"):
        topics(["the", "and", "😀", "#"] * 10)


def test_a_group_is_named_by_words_that_its_texts_have() -> None:
    words = [
        "covid",
        "masks",
        "school",
        "vaccine",
        "election",
        "audit",
        "olympics",
        "gold",
        "juneteenth",
        "history",
    ]
    rng = random.Random(0)
    texts = [" ".join(rng.sample(words, rng.choice((1, 1, 2, 3)))) for _ in range(24)]

    for topic in topics(texts):
        inside = " ".join(texts[n] for n in topic.members)
        assert all(word in inside for word in topic.words), topic.words
