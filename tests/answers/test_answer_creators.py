"""Creators: the score by hand, cash beside media value, who gets none and why, who buys."""

from decimal import Decimal

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.measure.creators.scores import decision
from clipworth.model.answers import Answer, Ask, Row
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.stats.estimate import Estimate
from clipworth.store.engine import Store
from stories import Given

MAY = Period.month("2026-05")
PRICED = Settings(currency="EUR", value_per_1000_views=Decimal(10))
# mia: 60,000 views in 6 posts and an order of 400 for 500; ben the same posts and no order for 500.
HEAD = """
    post
    post_id | account | posted_day | views | shares | saves
"""


def story(fees: str, *, orders: str = "", codes: str = "") -> str:
    posts, plan = [], []
    for creator in ("mia", "ben"):
        for number, views in enumerate((4000, 8000, 9000, 10000, 12000, 17000)):
            key = f"{creator}{number}"
            posts.append(f"{key} | brand | 2026-05-0{number + 1} | {views} | {views // 100} | 0")
            plan.append(f"{key} | creator | {creator}")
    return "\n".join([
        HEAD.rstrip(), *posts, "",
        "post_plan", "post_id | content_type | creator", *plan, "",
        "creator", "creator | from_day | until_day | fee | currency | code | deliverables",
        fees, "",
        "sale", "order_id | day | currency | total | codes | new_customer | country | device",
        "o1 | 2026-05-10 | EUR | 400 | MIA | true | DE | mobile",
        "o2 | 2026-05-11 | EUR | 50 | | false | FR | desktop",
        orders, "", codes,
    ])  # fmt: skip


BOTH = (
    "mia | 2026-05-01 | 2026-05-31 | 500 | EUR | MIA | 6 videos\n"
    "ben | 2026-05-01 | 2026-05-31 | 500 | EUR | BEN |"
)


def asked(store: Store, settings: Settings = PRICED, **where: str) -> Answer:
    return QUESTIONS["creators"].answer(store, settings, Ask(period=MAY, where=where))


def rows(answer: Answer) -> dict[object, Row]:
    return {row["creator"]: row for row in answer.tables[0].rows}


def test_the_score_and_its_cash_twin_by_hand(given: Given) -> None:
    mia = rows(asked(given(story(BOTH))))["mia"]

    assert (mia["emv"], mia["revenue"], mia["fee"]) == (
        Decimal("600.00"),  # 60,000 views at 10 per 1,000
        Decimal("400.00"),
        Decimal("500.00"),
    )
    assert mia["score"] == pytest.approx(2.0)
    assert mia["cash_score"] == pytest.approx(0.8)
    assert (mia["posts"], mia["views"], mia["orders"]) == (6, 60000, 1)
    assert mia["again_low"] < 2.0 < mia["again_high"]
    assert mia["again_n"] == 6
    assert mia["deliverables"] == "6 videos"
    assert mia["cost_per_intent_action"] == Decimal("0.83")  # 500 / 600 shares


def test_the_rate_at_which_the_decision_flips_by_hand(given: Given) -> None:
    mia = rows(asked(given(story(BOTH))))["mia"]

    assert mia["emv_rate"] == Decimal("10.00")
    assert mia["flips_renew"] == Decimal("18.33")  # (3 × 500 − 400) / 60
    assert mia["flips_restructure"] == Decimal("5.83")


def test_where_cash_alone_lies_above_a_band_no_rate_flips_it(given: Given) -> None:
    store = given(story(BOTH.replace("| 500 | EUR | MIA", "| 100 | EUR | MIA")))

    mia = rows(asked(store))["mia"]

    assert mia["cash_score"] == pytest.approx(4.0)
    assert mia["flips_renew"] is None
    assert "Cash alone lies above it" in mia.unknown["flips_renew"]


def test_a_creator_without_an_order_has_a_revenue_of_0_where_a_code_could_tell(
    given: Given,
) -> None:
    ben = rows(asked(given(story(BOTH))))["ben"]

    assert ben["revenue"] == Decimal("0.00")
    assert ben["cash_score"] == 0.0
    assert ben["score"] == pytest.approx(1.2)


def test_a_creator_without_code_or_link_has_no_revenue_of_0(given: Given) -> None:
    ben = rows(asked(given(story(BOTH.replace("| EUR | BEN |", "| EUR | |")))))["ben"]

    assert ben["revenue"] is None
    assert "nobody could tell" in ben.unknown["revenue"]
    assert ben["score"] is None
    assert ben["decision"] == "not enough data"


@pytest.mark.parametrize(
    ("fee", "why"), [("0", "The fee is 0"), ("", "states no fee; a gift is a fee of 0")]
)
def test_a_fee_of_0_or_none_has_no_score_and_says_why(fee: str, why: str, given: Given) -> None:
    answer = asked(given(story(BOTH.replace("| 500 | EUR | BEN", f"| {fee} | EUR | BEN"))))

    ben = rows(answer)["ben"]
    assert ben["score"] is None
    assert why in ben.unknown["score"]
    assert why in ben.unknown["cash_score"]
    assert ben["decision"] == "not enough data"
    assert ben["emv"] == Decimal("600.00")


def test_posts_without_an_agreement_have_no_fee(given: Given) -> None:
    ben = rows(asked(given(story(BOTH.splitlines()[0]))))["ben"]

    assert ben["fee"] is None
    assert "No agreement is on file" in ben.unknown["score"] + ben.unknown["fee"]


def test_a_creator_without_posts_has_cash_and_no_media_value(given: Given) -> None:
    more = f"{BOTH}\nzoe | 2026-05-01 | 2026-05-31 | 100 | EUR | ZOE |"
    order = "o3 | 2026-05-12 | EUR | 150 | ZOE | true | DE | mobile"

    zoe = rows(asked(given(story(more, orders=order))))["zoe"]

    assert zoe["cash_score"] == pytest.approx(1.5)
    assert zoe["score"] is None
    assert "No post of this creator is known" in zoe.unknown["emv"]
    assert "No post of this creator is known" in zoe.unknown["again"]
    assert zoe["decision"] == "not enough data"


def test_a_fee_abroad_without_a_rate_is_unknown(given: Given) -> None:
    ben = rows(asked(given(story(BOTH.replace("| 500 | EUR | BEN", "| 500 | USD | BEN")))))["ben"]

    assert ben["fee"] is None
    assert "no exchange rate" in ben.unknown["fee"]


def test_a_fee_counts_as_far_as_it_falls_on_the_days(given: Given) -> None:
    store = given(
        story(BOTH.replace("ben | 2026-05-01 | 2026-05-31", "ben | 2026-05-17 | 2026-06-15"))
    )

    assert rows(asked(store))["ben"]["fee"] == Decimal("250.00")


def test_the_sets_of_rates_stand_apart_from_sampling(given: Given) -> None:
    store = given(
        story(BOTH, codes="fx_rate\nday | base | quote | rate\n2026-01-01 | USD | EUR | 1")
    )

    mia = rows(asked(store))["mia"]

    assert mia["emv_low"] < Decimal("600.00") < mia["emv_high"]
    assert mia["score_low"] < mia["score"] < mia["score_high"]


def test_without_any_price_of_attention_cash_still_has_its_score(given: Given) -> None:
    answer = asked(given(story(BOTH)), Settings(currency="EUR"))

    mia = rows(answer)["mia"]
    assert mia["score"] is None
    assert "no exchange rate from USD" in mia.unknown["emv"]
    assert mia["cash_score"] == pytest.approx(0.8)


def test_paid_posts_on_the_creators_own_account_count_for_them(given: Given) -> None:
    own = """
    ugc_post
    network | post_id | creator | day        | views | likes | shares | saves | paid
    tiktok  | u1      | zoe     | 2026-05-04 | 5000  | 10    | 5      | 5     | true
    tiktok  | u2      | fan     | 2026-05-04 | 9000  | 10    | 5      | 5     | false
    """
    more = f"{BOTH}\nzoe | 2026-05-01 | 2026-05-31 | 100 | EUR | ZOE |"

    found = rows(asked(given(story(more, codes=own))))

    assert found["zoe"]["views"] == 5000
    assert found["zoe"]["emv"] == Decimal("50.00")
    assert "fan" not in found


def test_who_buys_stands_beside_who_buys_in_the_shop_at_all(given: Given) -> None:
    buyers = asked(given(story(BOTH))).tables[1]

    found = {(row["creator"], row["split"], row["part"]): row for row in buyers.rows}
    first = found["mia", "Customer", "first order"]
    assert (first["orders"], first["share"], first["share_of_all"]) == (1, 1.0, 0.5)
    assert found["mia", "Device", "mobile"]["order_value"] == Decimal("400.00")
    assert ("mia", "Region", "DE") in found


def estimate(low: float, high: float) -> Estimate:
    return Estimate((low + high) / 2, low, high, 5, "")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (3.0, 9.0, "renew"),
        (1.5, 2.9, "retest"),
        (0.2, 1.4, "restructure"),
        (2.0, 4.0, "renew or retest"),
        (1.0, 2.0, "retest or restructure"),
        (1.0, 4.0, "not enough data"),
        (float("nan"), float("nan"), "not enough data"),
    ],
)
def test_an_interval_over_a_threshold_names_both_sides(low: float, high: float, said: str) -> None:
    assert decision(estimate(low, high), Decimal(3), Decimal("1.5")) == said


def test_the_bands_are_those_that_the_brand_typed(given: Given) -> None:
    typed = Settings(
        currency="EUR",
        value_per_1000_views=Decimal(10),
        defaults={"creator_renew": Decimal("0.5"), "creator_restructure": Decimal("0.2")},
    )

    answer = asked(given(story(BOTH)), typed)

    assert rows(answer)["mia"]["decision"] == "renew"
    assert any("typed in clipworth.toml" in caveat for caveat in answer.caveats)


def test_a_filter_shows_one_creator_with_the_same_figures(given: Given) -> None:
    store = given(story(BOTH))

    alone = rows(asked(store, creator="@Mia"))

    assert set(alone) == {"mia"}
    assert alone["mia"].cells == rows(asked(store))["mia"].cells


def test_without_creators_it_says_what_to_fill_in(given: Given) -> None:
    answer = asked(
        given("""
        post
        post_id | posted_day | views
        p1      | 2026-05-02 | 100
    """)
    )

    assert not answer.tables
    assert "clipworth template creators" in answer.sentences[0]
