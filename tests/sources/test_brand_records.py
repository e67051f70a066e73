"""What the brand's own sheets hold beyond their samples: links of posts, heads, other tables."""

from collections.abc import Iterator
from datetime import date

import pytest

from clipworth.ingest.evidence import Given
from clipworth.model.problems import BadCell
from clipworth.sources import read
from clipworth.sources.brand_records.others import network_and_id, post_id
from clipworth.sources.brand_sheets.cells import links, month
from clipworth.sources.declare import Clues
from exports import Desk
from exports import desk as desk_in

SAID = Given(exported_on=date(2026, 3, 20))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from desk_in(tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize(
    ("link", "network", "post"),
    [
        ("https://www.tiktok.com/@a.b/video/7614435849928705111?lang=de", "tiktok",
         "7614435849928705111"),
        ("https://m.tiktok.com/v/7614435849928705111.html", "tiktok", "7614435849928705111"),
        ("tiktok.com/@a/photo/7614435849928705111", "tiktok", "7614435849928705111"),
        ("https://www.instagram.com/p/DAbCd_1-xYz/", "instagram", "DAbCd_1-xYz"),
        ("https://instagram.com/some.one/reel/DAbCd_1-xYz", "instagram", "DAbCd_1-xYz"),
        ("https://www.facebook.com/page/posts/some-title/1234567890", "facebook", "1234567890"),
        ("https://www.facebook.com/permalink.php?story_fbid=pfbid0Ab&id=1", "facebook", "pfbid0Ab"),
        ("https://www.facebook.com/watch/?v=1234567890", "facebook", "1234567890"),
        ("https://www.facebook.com/reel/1234567890", "facebook", "1234567890"),
        ("https://youtu.be/Zz9_-yYxX12?si=abc", "youtube", "Zz9_-yYxX12"),
        ("https://m.youtube.com/watch?app=desktop&v=Zz9_-yYxX12", "youtube", "Zz9_-yYxX12"),
        ("https://www.youtube.com/shorts/Zz9_-yYxX12", "youtube", "Zz9_-yYxX12"),
    ],
)  # fmt: skip
def test_a_link_says_the_network_and_the_post(link: str, network: str, post: str) -> None:
    assert network_and_id(link) == (network, post)


@pytest.mark.parametrize(
    "link",
    ["https://vm.tiktok.com/ZMabc/", "https://fb.watch/abc/", "https://www.tiktok.com/@only.a.name",
     "https://example.com/video/7614435849928705111", "DAbCd_1-xYz"],
)  # fmt: skip
def test_what_does_not_say_the_post_is_a_bad_cell(link: str) -> None:
    with pytest.raises(BadCell):
        post_id.parse(link, Clues())


def test_a_handle_may_be_the_link_of_a_profile() -> None:
    assert read.handle.parse("https://www.tiktok.com/@Mara.Pours?lang=de", Clues()) == "mara.pours"
    assert read.handle.parse(" @Mara.Pours ", Clues()) == "mara.pours"


def test_a_week_belongs_to_the_month_of_its_monday() -> None:
    assert month.parse("2026-W14", Clues()) == date(2026, 3, 1)
    assert month.parse("2026 KW 15", Clues()) == date(2026, 4, 1)
    with pytest.raises(BadCell):
        month.parse("2026-W60", Clues())


def test_several_links_are_kept_apart() -> None:
    assert links.parse("https://a.example/?x=1,2, https://b.example", Clues()) == (
        "https://a.example/?x=1,2;https://b.example"
    )


EXPORTER = """\
Now,Sun Mar 08 2026
Post URL,https://www.tiktok.com/@brewbrand/video/7614435849928705053
Publisher Nickname,Brew Brand
Publisher @,brewbrand
Publisher URL,https://www.tiktok.com/@brewbrand
Publish Time,07-03-2026
Post Likes,341
Post Shares,75
Description,"Pour over, slowly"
Number of 1st level comments,2
Number of 2nd level comments,1
"Total Comments (actual, in this list)",3
Total Comments (which TikTok tells you),24
Difference,21
Comment Number (ID),Nickname,User @,User URL,Comment Text,Time,Likes,Profile Picture URL,\
Is 2nd Level Comment,User Replied To,Number of Replies
1,Ana,ana.invented,https://www.tiktok.com/@ana.invented,Which grinder?,08-03-2026,2,,No,---,1
2,Brew,brewbrand,https://www.tiktok.com/@brewbrand,The small one,08-03-2026,0,,Yes,Ana,0
3,Ben,ben.invented,https://www.tiktok.com/@ben.invented,Nice,14-03-2026,1,,No,---,0
"""


def test_comments_take_their_post_from_the_lines_above_the_header(desk: Desk) -> None:
    outcome = desk.read(EXPORTER.encode(), "tiktok_comments.csv", SAID)

    rows = outcome.tables["comment"]
    assert outcome.source == "tiktok_comments"
    assert {row["post_id"] for row in rows} == {"7614435849928705053"}
    assert [row["day"] for row in rows] == ["2026-03-08", "2026-03-08", "2026-03-14"]
    assert len({row["comment_id"] for row in rows}) == 3
    assert not any("written_ms" in row for row in rows)
    assert "invented" not in str(rows)


@pytest.mark.parametrize("name", ["mmm_weeks", "mmm_geo_weeks"])
def test_marketing_mix_tables_are_refused_as_they_are_weeks(name: str, desk: Desk) -> None:
    table = {
        "mmm_weeks": "wk_strt_dt,yr_nbr,mdip_so,mdsp_so,sales\n2014-08-03,2014,5,1.5,720.25\n",
        "mmm_geo_weeks": "geo,time,Channel0_impression,Channel0_spend,conversions,"
        "revenue_per_conversion,population\nGeo0,2021-01-25,280668,2058.06,195,0.02,136670\n",
    }[name]

    outcome = desk.read(table.encode(), f"{name}.csv", SAID)

    assert outcome.source is None
    assert "a week cannot be told apart into its days" in outcome.reading.problems[0].message


def test_sales_and_cost_by_geo_and_day_are_regions(desk: Desk) -> None:
    table = b"date,geo,sales,cost\n2015-01-05,1,7227.32,0.0\n2015-01-06,1,7000.5,12.25\n"

    outcome = desk.read(table, "salesandcost.csv", SAID)

    assert outcome.source == "regions_sheet"
    assert outcome.tables["region_day"][1] == {
        "region": "1", "day": "2015-01-06", "revenue": "7000.5", "spend": "12.25", "_row": "3",
    }  # fmt: skip


def test_figures_without_a_name_are_not_taken_for_sales(desk: Desk) -> None:
    outcome = desk.read(b"location,Y,date\nnew york,3300,2021-01-01\n", "geolift.csv", SAID)

    assert outcome.source is None


def test_the_response_of_an_experiment_is_no_answer_of_a_customer(desk: Desk) -> None:
    table = b"date,geo,response,cost\n2020-01-01T00:00:00,10,121718.6754,1396.1282\n"

    outcome = desk.read(table, "design.csv", SAID)

    assert outcome.source is None


def test_a_response_beside_a_question_is_an_answer(desk: Desk) -> None:
    table = b"Date,Question,Response\n2026-03-07,How did you find us?,TikTok\n"

    outcome = desk.read(table, "answers.csv", SAID)

    assert outcome.source == "survey_sheet"
