"""The world behaves as its truth says: heavy tails, over-dispersed rates, known effects."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from clipworth.worlds import effects
from clipworth.worlds.brand import simulate
from clipworth.worlds.things import Post, World


def own_posts(world: World, pillar: str | None = None) -> list[Post]:
    return [
        post
        for post in world.posts
        if post.content_type == "organic"
        and not post.count("paid_views")
        and pillar in (None, post.pillar)
    ]


def test_the_year_ends_with_the_day_asked_for_whatever_the_clock_says() -> None:
    world = simulate(3, date(2024, 2, 29))

    assert world.until == date(2024, 2, 29)
    assert world.days == 365
    assert {(p.posted.date() - world.first).days in range(365) for p in world.posts} == {True}


def test_another_seed_is_another_world(world: World) -> None:
    other = simulate(world.seed + 1, world.until)

    assert {p.post_id for p in other.posts}.isdisjoint(p.post_id for p in world.posts)


def test_an_id_tells_the_second_of_the_upload(world: World) -> None:
    behind = [post.posted_s - (int(post.post_id) >> 32) for post in world.posts]

    assert all(int(post.post_id) >> 32 == post.uploaded_s for post in world.posts)
    assert min(behind) >= 4
    assert 0.01 < np.mean([seconds > 86_400 for seconds in behind]) < 0.15


def test_views_are_heavy_tailed(world: World) -> None:
    views = np.array([post.count("views") for post in own_posts(world)])

    assert views.mean() > 1.5 * np.median(views)


@pytest.mark.parametrize("signal", ["likes", "shares", "saves"])
def test_rates_differ_far_more_than_coin_tosses(world: World, signal: str) -> None:
    posts = own_posts(world)
    views = np.array([post.count("views") for post in posts], dtype=float)
    counts = np.array([post.count(signal) for post in posts], dtype=float)

    expected = views * counts.sum() / views.sum()
    dispersion = ((counts - expected) ** 2 / expected).sum() / (len(posts) - 1)

    assert dispersion > 20


@pytest.mark.parametrize("pillar", [pillar.name for pillar in effects.PILLARS])
@pytest.mark.parametrize("signal", ["likes", "shares", "saves", "profile_visits", "link_clicks"])
def test_a_pillars_true_rate_is_found_in_its_posts(
    world: World, truth: Any, pillar: str, signal: str
) -> None:
    row = next(row for row in truth["pillars"]["rows"] if row["pillar"] == pillar)
    posts = [post for post in own_posts(world, pillar) if post.count("views") > 500]

    logs = [np.log((post.count(signal) + 0.5) / post.count("views")) for post in posts]

    assert np.exp(np.mean(logs)) == pytest.approx(row["typical_rates"][signal], rel=0.4)


def test_followers_add_up_day_by_day(world: World) -> None:
    for account in world.accounts:
        net = account.days["new_followers"] - account.days["lost_followers"]

        assert (np.diff(account.days["followers"]) == net[1:]).all()


def test_viewers_never_exceed_views(world: World) -> None:
    for account in world.accounts:
        assert (account.days["viewers"] <= account.days["views"]).all()


def test_a_boosted_posts_total_holds_what_its_ads_paid_for(world: World) -> None:
    boosts = [post for post in world.posts if post.count("paid_views")]

    assert len(boosts) == 12
    for post in boosts:
        paid = sum(row.video_views for row in world.ad_days if row.ad.post_id == post.post_id)
        assert post.count("paid_views") == paid
        assert post.count("views") == paid + post.organic_views.sum()


def test_what_retargeting_claims_would_mostly_have_come_anyway(truth: Any) -> None:
    share = {
        row["channel"]: row["incremental_share_of_claims"]
        for row in truth["channels"]["rows"]
        if "incremental_share_of_claims" in row
    }

    assert share["retargeting"] < 0.2
    assert share["in-feed"] > 0.5
    assert share["spark"] > 0.6


def test_no_order_is_claimed_twice_or_before_its_ad_ran(world: World) -> None:
    numbers = [claim.order_number for claim in world.claims]

    assert len(numbers) == len(set(numbers))
    assert all(0 <= claim.order_day - claim.day <= 13 for claim in world.claims)


def test_codes_miss_some_buyers_and_count_some_strangers(truth: Any) -> None:
    rows = truth["creators"]["rows"]

    assert len(rows) == 6
    caused = sum(row["orders_caused"] for row in rows)
    with_code = sum(row["orders_with_code"] for row in rows)
    strangers = sum(row["orders_with_code_not_caused"] for row in rows)
    assert 0 < strangers < with_code < caused


def test_the_funnel_of_the_last_90_days_is_top_heavy(world: World) -> None:
    late = [p for p in world.posts if (world.until - p.posted.date()).days < effects.LATE_DAYS]

    assert np.mean([post.stage == "TOFU" for post in late]) > 0.65
