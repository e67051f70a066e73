"""Content.csv is cut at the links: no title can shift a figure, and no broken row vanishes."""

from hypothesis import given
from hypothesis import strategies as st

from clipworth.sources.declare import CutRow
from clipworth.sources.tiktok_studio_content.rows import cut_rows

HEAD = (
    '"Time","Video title","Video link","Post time",'
    '"Total likes","Total comments","Total shares","Total views"'
)
TIME = "24 February"
# Whatever people write over their posts, and what breaks the quoting.
TITLES = st.text(
    alphabet=st.one_of(st.sampled_from("\",\n' ;#@/:"), st.characters(exclude_categories=["C"])),
    max_size=40,
)
FIGURES = st.one_of(
    st.integers(0, 10**9).map(str),
    st.integers(1000, 10**9).map("{:,}".format),
    st.just("undefined"),
)
TAILS = st.tuples(
    st.integers(6 * 10**18, 8 * 10**18).map("https://www.tiktok.com/@brew.brand/video/{}".format),
    st.sampled_from(["24 February", "3 de marzo", "9月13日", "25 Μαρτίου"]),
    FIGURES, FIGURES, FIGURES, FIGURES,
)  # fmt: skip


def row(title: str, tail: tuple[str, ...]) -> str:
    return ",".join(f'"{cell}"' for cell in (TIME, title, *tail))


def body(*lines: str) -> list[CutRow]:
    """Cut a file of these lines and give its rows below the header."""
    return list(cut_rows("\n".join((HEAD, *lines))))[1:]


@given(st.lists(st.tuples(TITLES, TAILS), min_size=1, max_size=6))
def test_no_title_can_shift_a_figure(posts: list[tuple[str, tuple[str, ...]]]) -> None:
    rows = body(*(row(title, tail) for title, tail in posts))

    assert [one.cells[2:] for one in rows] == [tail for _, tail in posts]
    assert [one.number for one in rows] == list(range(2, len(posts) + 2))
    assert not any(one.problem for one in rows)


@given(TITLES.filter(lambda title: '"' not in title and title == title.strip()), TAILS)
def test_a_sound_title_is_kept_as_it_is(title: str, tail: tuple[str, ...]) -> None:
    (found,) = body(row(title, tail))

    assert found.cells == (TIME, title, *tail)


@given(st.lists(TAILS, min_size=2, max_size=4), st.data())
def test_a_file_cut_anywhere_keeps_the_rows_before_the_cut(
    tails: list[tuple[str, ...]], data: st.DataObject
) -> None:
    text = "\n".join((HEAD, *(row("A title", tail) for tail in tails)))
    place = data.draw(st.integers(len(HEAD) + 1, len(text)))
    whole = text[:place].count("\n") - 1

    rows = list(cut_rows(text[:place]))[1:]

    assert [one.cells[2:] for one in rows[:whole]] == tails[:whole]
    assert len(rows) <= whole + 1


def test_a_row_with_a_broken_link_is_set_aside_and_its_neighbours_are_read() -> None:
    link = "https://www.tiktok.com/@brand/video/7608498487138717653"
    sound = row("Fine", (link, TIME, "1", "2", "3", "4"))
    broken = row("Broken", ("https://www.tiktok.com/@brand", TIME, "1", "2", "3", "4"))

    first, second, third = body(sound, broken, sound)

    assert (first.problem, third.problem) == ("", "")
    assert "no link of a post" in second.problem
    assert (first.number, second.number, third.number) == (2, 3, 4)


def test_a_header_alone_has_no_rows() -> None:
    assert body() == []
    assert body("") == []
