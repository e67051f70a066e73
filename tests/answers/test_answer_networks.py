"""TikTok beside other networks: counts by network, each at the rates published for it."""

from decimal import Decimal

from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask, Row
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

STORY = """
    post
    post_id | account | posted_day | views | likes | comments | shares | saves
    p1      | b       | 2026-05-03 | 1000  | 100   | 10       | 20     | 5

    channel_post
    network   | post_id | account | own   | posted_day | views | impressions | likes | comments | shares | saves
    instagram | i1      | b       | true  | 2026-05-04 | 500   |             | 40    | 10       | 4      | 2
    instagram | i2      | other   | false | 2026-05-04 | 9000  |             | 900   | 90       | 9      | 9
    linkedin  | l1      | b       | true  | 2026-05-05 | 100   | 2000        | 10    | 2        | 1      |

    channel_day
    network  | account | day        | impressions | likes | net_followers | new_followers | lost_followers | followers
    linkedin | b       | 2026-05-05 | 2000        | 10    | 3             |               |                |
    youtube  | b       | 2026-05-05 |             | 20    |               | 9             | 4              |
    facebook | b       | 2026-05-05 | 700         | 20    |               |               |                | 100
    facebook | b       | 2026-05-06 | 800         | 30    |               |               |                | 104
"""  # noqa: E501


def answer(store: Store) -> Answer:
    return QUESTIONS["networks"].answer(store, Settings(currency="USD"), Ask())


def rows(found: Answer, table: int, *keys: str) -> dict[tuple[object, ...], Row]:
    return {tuple(row[key] for key in keys): row for row in found.tables[table].rows}


def test_each_network_is_counted_on_posts_or_where_none_is_imported_on_days(given: Given) -> None:
    found = rows(answer(given(STORY)), 0, "network")

    counted = ("posts", "views", "engagements")
    assert {name: tuple(row[key] for key in counted) for (name,), row in found.items()} == {
        "TikTok": (1, 1000, 135),
        "Instagram": (1, 500, 56),
        "LinkedIn": (1, 2000, 13),
        "YouTube": (None, None, 20),
        "Facebook": (None, 1500, 50),
    }  # fmt: skip


def test_followers_are_net_or_unknown(given: Given) -> None:
    found = rows(answer(given(STORY)), 0, "network")

    assert {name: row["net_followers"] for (name,), row in found.items()} == {
        "TikTok": None,
        "Instagram": None,
        "LinkedIn": 3,
        "YouTube": 5,
        "Facebook": 4,
    }


def test_a_network_is_valued_by_the_rates_published_for_it(given: Given) -> None:
    found = rows(answer(given(STORY)), 1, "network", "rates")

    # 40 likes at $0.30 and 10 comments at $2.00; no set has its shares and saves.
    row = found["Instagram", "Socialinsider"]
    assert row["engagement"] == Decimal("32.00")
    assert row["missing"] == (
        "followers not counted by any file; shares, saves, views and followers without a rate in "
        "the set"
    )
    assert found["LinkedIn", "Socialinsider"]["organic_value"] == Decimal("15.00")
    assert ("LinkedIn", "Fair Influence") not in found


def test_without_other_networks_it_says_what_to_import(given: Given) -> None:
    only = STORY.split("channel_post")[0]

    said = answer(given(only)).sentences

    assert any("clipworth sources" in sentence for sentence in said)
