"""Posts: what was paid for apart, what cannot be taken out left out of rates."""

import math
from datetime import date, timedelta
from decimal import Decimal

import pytest

from clipworth.measure.content.every_post import every_post, repeatable_iscr
from clipworth.measure.figures import figures
from clipworth.measure.ledger.media import media_equivalent, price
from clipworth.measure.metrics import conversion, intent, reach
from clipworth.measure.metrics.pooling import Unpoolable
from clipworth.measure.rates import check_pool, rates
from clipworth.measure.relations import posts
from clipworth.measure.selection import Selection
from clipworth.model.periods import Period
from clipworth.model.problems import WrongUse
from clipworth.model.settings import Settings
from clipworth.model.words import Word
from stories import Given

MAY = Period.month("2026-05")
SELECTION = Selection.of(Settings(), "EUR", MAY, MAY, {})
BOOSTED = """
    post
    post_id | posted_day | views | saves
    p1      | 2026-05-01 | 1000  | 20
    p2      | 2026-05-02 | 3000  | 30
    p3      | 2026-05-03 | 9000  | 900
    p4      | 2026-05-04 | 100   |
    p5      | 2026-05-05 |       | 7

    ad_day
    ad_account | level | entity | day        | post_id | currency | spend | impressions |video_views
    a          | ad    | x      | 2026-05-03 | p3      | EUR      | 5     | 7000        | 6000
    a          | ad    | y      | 2026-05-03 |         | EUR      | 5     | 100         | 90
"""


def test_paid_views_are_taken_out_of_organic_views(given: Given) -> None:
    store = given(BOOSTED)

    found = figures(store, [reach.VIEWS, reach.PAID_VIEWS, reach.ORGANIC_VIEWS], SELECTION)

    assert found.get("views") == 13100
    assert found.get("paid_views") == 6000
    assert found.get("organic_views") == 7100


def test_a_boosted_post_is_left_out_of_organic_rates_and_unknown_is_not_zero(given: Given) -> None:
    store = given(BOOSTED)

    found = rates(store, [intent.SAVE_RATE], SELECTION).get("save_rate")

    assert found is not None
    assert found.value == pytest.approx(50 / 4000)
    assert found.n == 2
    assert math.isnan(found.low), "two posts do not say how much posts differ"


def test_a_boost_without_video_views_leaves_organic_views_unknown(given: Given) -> None:
    store = given(BOOSTED.replace("7000        | 6000", "7000        |     "))

    posts = {post["post_id"]: post for post in every_post(store, SELECTION)}

    assert posts["p3"]["organic_views"] is None
    assert posts["p1"]["organic_views"] == 1000


def test_a_small_post_with_a_high_rate_does_not_rank_first(given: Given) -> None:
    rows = [f"p{n} | 2026-05-01 | {8000 + 997 * n} | {160 + 23 * n}" for n in range(50)]
    rows.append("small | 2026-05-01 | 300 | 60")
    rows.append("large | 2026-05-01 | 80000 | 9600")
    rows.append("huge | 2026-05-01 | 500000 | 7500")
    text = "post\npost_id | posted_day | views | saves\n" + "\n".join(rows)
    store = given(text)

    found = repeatable_iscr(every_post(store, SELECTION))
    ranked = sorted(found, key=lambda post: -found[post].low)

    assert ranked[0] == "large"
    assert found["small"].raw == pytest.approx(0.2)
    assert found["small"].shrunk < 0.2
    assert found["large"].low > found["huge"].low


def test_posts_with_other_signals_have_other_metrics(given: Given) -> None:
    store = given("""
        post
        post_id | posted_day | views | saves | shares | profile_visits | link_clicks
        p1      | 2026-05-01 | 1000  | 20    | 10     | 5              | 5
        p2      | 2026-05-01 | 1000  |       | 10     |                |
        p3      | 2026-05-01 | 1000  | 4     | 10     |                |
    """)

    found = rates(store, intent.ISCR.values(), SELECTION, "signals")

    assert found.parts() == ["saves+shares", "saves+shares+profile_visits+link_clicks", "shares"]
    iscr_2 = found.get("iscr_2", "saves+shares")
    assert iscr_2 is not None
    assert iscr_2.value == pytest.approx(0.014)
    assert found.get("iscr_4", "saves+shares") is None


def test_reach_is_never_totalled(given: Given) -> None:
    with pytest.raises(WrongUse, match="does not add up"):
        figures(given(""), [reach.PAID_REACH], SELECTION)


def test_formats_of_ads_are_never_pooled_in_a_rate(given: Given) -> None:
    store = given("""
        ad_day
        ad_account | level | entity | day        | ad_format | impressions | clicks
        a          | ad    | x      | 2026-05-03 | Spark     | 1000        | 10
        a          | ad    | y      | 2026-05-03 | TopView   | 1000        | 90
    """)

    with pytest.raises(Unpoolable, match="cannot be one rate"):
        check_pool(store, [conversion.CTR], SELECTION, "all")
    check_pool(store, [conversion.CTR], SELECTION, "format")


def test_the_price_of_views_needs_fourteen_days_of_own_ads(given: Given) -> None:
    def ads(days: int) -> str:
        head = "ad_day\nad_account | level | entity | day | currency | spend | impressions\n"
        first = date(2026, 5, 1)
        rows = [f"a | ad | x | {first + timedelta(days=n)} | EUR | 4 | 1000" for n in range(days)]
        return head + "\n".join(rows)

    few = price(given(ads(13)), Settings(), SELECTION, MAY.until)
    enough = price(given(ads(14)), Settings(), SELECTION, MAY.until)
    typed = price(given(""), Settings(value_per_1000_views=Decimal(7)), SELECTION, MAY.until)

    assert few.amount is None
    assert "13 days" in few.basis
    assert enough.amount == Decimal(4)
    assert enough.word is Word.MODELLED
    assert "14 days" in enough.basis
    assert typed.word is Word.ASSUMED
    assert media_equivalent(2000, enough) == Decimal(8)


@pytest.mark.parametrize(
    ("day", "named", "paid"),
    [("2026-05-02", "7999", 0), ("2026-05-02", "", None), ("2026-04-30", "7999", None)],
    ids=["names posts after the post", "names no post", "ends before the post"],
)
def test_nothing_was_paid_for_only_where_reports_of_the_days_name_posts(
    given: Given, day: str, named: str, paid: int | None
) -> None:
    store = given(f"""
        post
        post_id | account | posted_day | views
        7001    | kaffee  | 2026-05-02 | 1000

        ad_day
        ad_account | level | entity | day   | post_id | spend
        a          | ad    | x      | {day} | {named} | 10.00
    """)

    assert store.rows(f"select paid_views, organic_views from ({posts()})") == [(paid, 1000)]


def test_without_any_report_of_ads_paid_views_are_unknown_and_not_none(given: Given) -> None:
    store = given("""
        post
        post_id | account | posted_day | views
        7001    | kaffee  | 2026-05-02 | 1000
    """)

    assert store.rows(f"select paid_views, organic_views from ({posts()})") == [(None, 1000)]


def test_top_samples_are_not_ranked_and_lift_no_other_post(given: Given) -> None:
    head = "post\npost_id | posted_day | views | saves | top_sample\n"
    full = [f"p{n} | 2026-05-01 | {8000 + 997 * n} | {160 + 23 * n} | false" for n in range(20)]
    top = [f"t{n} | 2026-05-01 | {90000 + n} | 30000 | true" for n in range(15)]

    alone = repeatable_iscr(every_post(given(head + "\n".join(full)), SELECTION))
    beside = repeatable_iscr(every_post(given(head + "\n".join(full + top)), SELECTION))

    assert beside == alone
