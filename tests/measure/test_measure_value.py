"""Organic value by hand: what is counted, what is taken out, what is missing and says so."""

from decimal import Decimal

import pytest

from clipworth.measure.ledger.media import Price
from clipworth.measure.selection import Selection
from clipworth.measure.value.attention import attention, growth
from clipworth.measure.value.prices import ActionPrice, PriceSet, calibrated, dollars, published
from clipworth.measure.value.worth import worth
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.model.words import Word
from clipworth.store.engine import Store
from stories import Given

MAY = Period.month("2026-05")
NO_PRICE = Price(None, Word.MODELLED, "No price.")


def priced(**prices: str) -> PriceSet:
    made = {
        action: ActionPrice(Decimal(amount), None, None, Word.ASSUMED, "by hand")
        for action, amount in prices.items()
    }
    return PriceSet("hand", "By hand", Word.ASSUMED, "by hand", made, "USD")


def selection(home: str = "USD") -> Selection:
    return Selection(MAY, None, {}, home, (), undated=True)


def published_sets(store: Store, home: str, settings: Settings) -> dict[str, PriceSet]:
    return {one.key: one for one in published(store, settings, home, MAY)}


def test_the_worked_example_of_130_thousand_comes_out(given: Given) -> None:
    rates = published_sets(given(""), "USD", Settings())["socialinsider"]
    counts = {
        "view": 3_800_000, "like": 250_000, "comment": 4_000, "share": 5_000, "save": 0,
        "follower": 1_235,
    }  # fmt: skip

    found = worth(counts, rates)

    assert found.parts["engagement"].amount == Decimal("90650")
    assert found.parts["awareness"].amount == Decimal("38000")
    assert found.parts["growth"].amount == Decimal("1235")
    assert found.total.amount == Decimal("129885")
    assert found.once.amount == Decimal("90650")


def test_lost_followers_take_value_off() -> None:
    found = worth({"view": 1000, "follower": -50}, priced(view="0.01", follower="1"))

    assert found.parts["growth"].amount == -50
    assert found.total.amount == -40
    assert found.once.amount == 10


def test_what_is_not_counted_or_not_priced_is_missing_and_named() -> None:
    counts = {"view": None, "like": 10, "comment": 2, "share": None, "save": 4, "follower": 1}

    found = worth(counts, priced(view="0.01", like="0.5", comment="1", share="2"))

    assert found.parts["awareness"].amount is None
    assert found.parts["engagement"].amount == 7
    assert found.parts["growth"].amount is None
    assert found.total.amount == 7
    assert found.total.missing == (
        "shares and views not counted by any file; saves and followers without a rate in the set"
    )


def test_nothing_known_is_worth_nothing_known_and_not_0() -> None:
    found = worth({}, priced(view="0.01"))

    assert found.total.amount is None
    assert found.once.amount is None


def test_bounds_of_a_loss_turn_round() -> None:
    price = ActionPrice(Decimal(2), Decimal(1), Decimal(3), Word.MODELLED, "")
    prices = PriceSet("own", "Own", Word.MODELLED, "", {"follower": price}, "EUR")

    found = worth({"follower": -10}, prices).total

    assert (found.low, found.amount, found.high) == (-30, -20, -10)


BOOSTED = """
    post
    post_id | account | posted_day | views | likes | comments | shares | saves | new_followers
    p1      | b       | 2026-05-03 | 1000  | 100   | 10       | 20     | 5     | 7
    p2      | b       | 2026-05-04 | 5000  | 400   | 30       | 60     | 9     | 40

    ad_day
    ad_account | level | entity | day        | post_id | currency | spend | impressions | video_views | likes | comments | shares | follows
    a          | ad    | ad1    | 2026-05-05 | p2      | USD      | 10    | 3500        | 3000        | 150   | 10       | 20     | 12
    a          | ad    | ad1    | 2026-05-06 | p2      | USD      | 10    | 1200        | 1000        | 50    | 5        | 10     | 8
"""  # noqa: E501


def test_what_a_boost_brought_is_taken_out_by_post(given: Given) -> None:
    counts = attention(given(BOOSTED), selection(), "post")

    assert counts["p1"] == {
        "view": 1000, "like": 100, "comment": 10, "share": 20, "save": 5, "follower": 7,
    }  # fmt: skip
    # No report says how many saved a post through its ad.
    assert counts["p2"] == {
        "view": 1000, "like": 200, "comment": 15, "share": 30, "save": None, "follower": 20,
    }  # fmt: skip


def test_a_report_without_likes_leaves_the_organic_likes_of_its_post_unknown(given: Given) -> None:
    silent = BOOSTED.replace("| 150   | 10       | 20     | 12", "|       | 10       | 20     | 12")

    assert attention(given(silent), selection(), "post")["p2"]["like"] is None


def test_ads_that_claim_more_than_the_post_has_leave_it_unknown(given: Given) -> None:
    older = BOOSTED.replace("| 5000  | 400 ", "| 3900  | 90  ")

    found = attention(given(older), selection(), "post")["p2"]

    assert (found["view"], found["like"]) == (None, None)


DAYS = """
    account_day
    account | day        | followers
    b       | 2026-04-30 | 100
    b       | 2026-05-02 | 130
    b       | 2026-05-03 | 0
    b       | 2026-05-05 | 140
    b       | 2026-06-01 | 120
"""


def test_growth_is_net_and_a_failed_scrape_is_no_loss(given: Given) -> None:
    store = given(DAYS)

    assert growth(store, selection()) == {None: 40}
    assert growth(store, Selection(Period.month("2026-06"), None, {}, "USD", ()), "month") == {
        "2026-06": -20
    }


def test_follows_that_ads_brought_are_no_organic_growth(given: Given) -> None:
    assert attention(given(DAYS + BOOSTED), selection())[None]["follower"] == 20


def test_a_dollar_is_worth_what_the_last_rate_says(given: Given) -> None:
    store = given("""
        fx_rate
        day        | base | quote | rate
        2026-04-01 | USD  | EUR   | 0.95
        2026-05-01 | USD  | EUR   | 0.90
        2026-06-01 | USD  | EUR   | 0.80
    """)

    assert dollars(store, "EUR", MAY) == Decimal("0.90")
    assert dollars(store, "EUR", Period.month("2026-03")) == Decimal("0.95")
    assert published_sets(store, "EUR", Settings())["mightyscout"].prices["view"].amount == Decimal(
        "0.0045"
    )


def test_without_a_rate_of_exchange_published_rates_stay_in_dollars(given: Given) -> None:
    found = published_sets(given(""), "EUR", Settings())["mightyscout"]

    assert (found.currency, found.prices["view"].amount) == ("USD", Decimal("0.005"))


def test_the_brand_types_over_a_published_rate(given: Given) -> None:
    typed = Settings(defaults={"mightyscout_tiktok_view": Decimal("0.007")})

    price = published_sets(given(""), "USD", typed)["mightyscout"].prices["view"]

    assert (price.amount, price.basis) == (Decimal("0.007"), "as typed in clipworth.toml")


def story_of_ads(days: int, likes: int) -> str:
    head = (
        "ad_day\nad_account | level | entity | day | currency | spend | impressions | likes "
        "| comments | shares | follows\n"
    )
    return head + "\n".join(
        f"a | ad | ad1 | 2026-05-{day:02} | USD | {10 + day % 3} | 2000 | {likes} | 1 | 1 | 2"
        for day in range(1, days + 1)
    )


def test_own_prices_are_spend_over_what_ads_brought(given: Given) -> None:
    found = calibrated(given(story_of_ads(20, 8)), selection(), MAY, NO_PRICE)

    spent = sum(10 + day % 3 for day in range(1, 21))
    assert float(found.prices["engagement"].amount) == pytest.approx(spent / 200)
    assert "20 days" in found.prices["engagement"].basis
    low, high = found.prices["engagement"].low, found.prices["engagement"].high
    assert low is not None
    assert high is not None
    assert low < found.prices["engagement"].amount < high
    # Forty follows are too few to price one.
    assert "follower" not in found.prices


def test_a_few_days_of_ads_price_nothing(given: Given) -> None:
    found = calibrated(given(story_of_ads(13, 100)), selection(), MAY, NO_PRICE)

    assert found.prices == {}
    assert found.unknown == "No price."
