"""Suggested pillars label nothing until a person takes them up; undoing takes them back."""

import pytest

from clipworth.commands import suggesting
from clipworth.commands.correcting import undo
from clipworth.commands.suggesting import accept, suggest
from clipworth.model.problems import WrongUse
from clipworth.stats.topics import NotInstalled
from stats.test_topics import THEMES, captions
from workspaces import CLOCK, Brand

LABELLED = "select unnest(pillars) as pillar, count(*) from post_label group by 1 order by 1"


@pytest.fixture
def captioned(brand: Brand) -> Brand:
    """Give a brand with forty captions and no plan."""
    texts, _ = captions(10)
    rows = [
        f"https://www.tiktok.com/@kaffee/video/73000000000000{n:05d},100,2026-10-01,{text}"
        for n, text in enumerate(texts)
    ]
    brand.bring("posts.csv", "\n".join(["Post link,Views,Posted on,Caption", *rows]), "2026-10-31")
    return brand


def test_a_suggestion_shows_its_words_its_captions_and_how_sure_it_is(captioned: Brand) -> None:
    found = suggest(captioned.workspace, 4)

    assert (found.open_posts, found.left) == (40, 0)
    assert len(found.found) == 4
    for one in found.found:
        assert any(set(one.words[:2]) <= set(words.split()) for words in THEMES.values())
        assert len(one.examples) == 3
        assert 0.5 < one.sure <= 1
        assert one.key == "-".join(one.words[:2])


def test_suggesting_decides_nothing(captioned: Brand) -> None:
    suggest(captioned.workspace, 4)

    assert captioned.rows(LABELLED) == []
    assert captioned.journal("accept_pillar") == []


def test_accepted_under_one_name_several_become_one_pillar_and_undo_takes_it_back(
    captioned: Brand,
) -> None:
    first, second, *_ = suggest(captioned.workspace, 4).found

    made = accept(
        captioned.workspace, [first.key, second.key], CLOCK, who="ana", name="Coffee", count=4
    )

    posts = len({*first.posts, *second.posts})
    assert captioned.rows(LABELLED) == [("Coffee", posts)]
    assert suggest(captioned.workspace, 2).open_posts == 40 - posts

    undo(captioned.workspace, made[1][0].number, CLOCK, who="ana")

    assert captioned.rows(LABELLED) == [("Coffee", len(first.posts))]
    captioned.rebuild()
    assert captioned.rows(LABELLED) == [("Coffee", len(first.posts))]


def test_a_name_that_was_not_suggested_names_the_nearest(captioned: Brand) -> None:
    first = suggest(captioned.workspace, 4).found[0]

    with pytest.raises(WrongUse, match=f"Did you mean {first.key}"):
        accept(captioned.workspace, [first.key + "x"], CLOCK, who="ana", count=4)

    assert captioned.journal("accept_pillar") == []


def test_without_the_library_it_is_said_how_to_get_it(
    captioned: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise NotInstalled

    monkeypatch.setattr(suggesting, "topics", missing)

    with pytest.raises(WrongUse, match=r"pip install 'clipworth\[suggest\]'"):
        suggest(captioned.workspace)


def test_too_few_captions_suggest_nothing_and_say_so(brand: Brand) -> None:
    with pytest.raises(WrongUse, match="0 posts have no pillar"):
        suggest(brand.workspace)
