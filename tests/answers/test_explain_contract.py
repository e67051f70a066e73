"""Every metric that is explained: its inputs give it, its SQL gives it, and answers show it."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from math import prod
from pathlib import Path

import duckdb
import pytest

from answers.brand import BRAND
from clipworth.answers.explain import explain
from clipworth.answers.metric_table import shown
from clipworth.answers.questions import QUESTIONS
from clipworth.measure.metrics.catalogue import METRICS
from clipworth.measure.metrics.kinds import Composite, Ratio, RollUp
from clipworth.measure.metrics.pooling import Unpoolable
from clipworth.measure.sources_of import word_of
from clipworth.model.answers import Ask, Explanation
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.model.words import Role, weakest
from clipworth.store.engine import Store
from stories import Given, publish

# Euros beside pounds (given as such), dollars (turned round) and yen (across dollars).
MIXED = (
    BRAND.replace("In-Feed |    | EUR", "In-Feed |    | GBP")
    .replace("o2       | 2026-05-23 | EUR", "o2       | 2026-05-23 | GBP")
    .replace("| 300 | EUR      | MIA10", "| 300 | USD      | MIA10")
    .replace("| 31     | EUR", "| 3100   | JPY")
    + """
    post
    post_id | account | posted_day | views | follow_feed_share | full_watch_share | average_watch_s | total_watch_s | new_followers
    p8      | brand   | 2026-05-22 | 700   | 0.2               | 0.3              | 8               |               | 12
    p9      | brand   | 2026-05-23 | 900   | 0.4               |                  | 7               | 6000          |
    p10     | brand   | 2026-05-24 | 300   |                   | 0.5              |                 |               |

    ad_day
    ad_account | level | entity | day        | ad_format | currency | spend | video_views | views_2s | views_6s | views_full | purchases | likes | comments | shares | follows
    b          | ad    | ad9    | 2026-05-25 | Spark     | EUR      | 12    | 800         | 500      | 200      | 90         | 2         | 40    | 5        | 6      | 3

    account_day
    account | day        | new_followers | lost_followers | website_clicks
    brand   | 2026-05-20 | 30            | 4              | 6
    brand   | 2026-05-21 | 20            | 5              |

    sale
    order_id | day        | currency | total | refunded | tax | shipping | codes | status
    o9       | 2026-05-25 | GBP      | 25    | 4        | 3   | 2        | MIA10 | authorized

    sale_line
    order_id | line | sku | quantity | price
    o9       | 1    | s1  | 1        | 20

    refund
    refund_id | order_id
    f1        | o1

    refund_part
    refund_id | part | kind | amount
    f1        | 1    | line | 7

    fx_rate
    day        | base | quote | rate
    2026-04-01 | GBP  | EUR   | 1.15
    2026-05-22 | GBP  | EUR   | 1.17
    2026-04-01 | EUR  | USD   | 1.10
    2026-04-01 | JPY  | USD   | 0.0068
"""  # noqa: E501
)
EUR = Settings(currency="EUR", value_per_1000_views=None)
PRICED = Settings(currency="EUR", value_per_1000_views=Decimal("8.5"))
MAY = Period.month("2026-05")
# No post of the brand has exactly so many signals, and a reach has no value of a period.
SHOWN = [
    key
    for key, metric in METRICS.items()
    if metric.roll_up is not RollUp.NEVER and key not in ("iscr_2", "iscr_3")
]
MONEY = [
    key for key in SHOWN if "money" in [m.unit.kind for m in (METRICS[key], *METRICS[key].parts)]
]
COMPOSED = {
    "roi": lambda revenue, cost: (revenue - cost) / cost,
    "media_equivalent": lambda views, price: views * price / 1000,
    "media_return": lambda views, price, cost: views * price / 1000 / cost,
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give the brand of several currencies; nobody changes it."""
    store = publish(MIXED, tmp_path_factory.mktemp("mixed"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def unrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give the same brand without a rate for pounds."""
    folder = tmp_path_factory.mktemp("unrated")
    store = publish(MIXED.replace("GBP  | EUR", "GBP  | XXX"), folder)
    yield store
    store.close()


@pytest.fixture(scope="module")
def published(mixed: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the brand as a file, as a workspace publishes it."""
    path = tmp_path_factory.mktemp("published") / "clipworth.duckdb"
    mixed.run(f"attach '{path}' as published")
    mixed.run("copy from database memory to published")
    mixed.run("detach published")
    return path


@cache
def explained(store: Store, key: str) -> Explanation:
    """Explain a metric of May, of one ad format where formats may not be pooled."""
    try:
        return explain(store, PRICED, key, Ask(period=MAY))
    except Unpoolable:
        return explain(store, PRICED, key, Ask(period=MAY, where={"format": "Spark"}))


def parts_by_inputs(found: Explanation) -> dict[str, float]:
    """Give the sums that the inputs make, by part."""
    made: dict[str, float] = {}
    by_role: dict[str, dict[Role, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in found.inputs:
        value = one.value if one.converted is None else one.converted
        if value is not None:
            by_role[one.part][one.role].append(float(value))
    for part, roles in by_role.items():
        added = sum(roles[Role.ADDS]) - sum(roles[Role.SUBTRACTS])
        known = roles[Role.ADDS] or roles[Role.SUBTRACTS]
        made[part] = (added if known else 1) * prod(roles[Role.MULTIPLIES])
    return made


@pytest.mark.parametrize("key", SHOWN)
def test_the_inputs_give_the_number(key: str, mixed: Store) -> None:
    found = explained(mixed, key)
    assert found.value is not None, found.unknown

    made = parts_by_inputs(found)

    for part in found.parts:
        if part.value is not None:
            assert made.get(part.key, 0) == pytest.approx(float(part.value), abs=0.02)
    metric, sums = METRICS[key], list(made.values())
    if isinstance(metric, Composite):
        assert COMPOSED[key](*(sums if key == "roi" else in_order(made, found))) == pytest.approx(
            float(found.value), rel=0.01, abs=0.01
        )
    elif isinstance(metric, Ratio):
        top, bottom = (made[part.key] for part in found.parts)
        assert top / bottom * metric.times == pytest.approx(
            float(found.value), rel=0.001, abs=0.005
        )
    else:
        assert sums[0] == pytest.approx(float(found.value), abs=0.02)


def in_order(made: dict[str, float], found: Explanation) -> list[float]:
    """Put the typed price behind the views that it prices."""
    keys = [part.key for part in found.parts]
    return [made[key] for key in [keys[0], "media_price", *keys[1:]]]


@pytest.mark.parametrize("key", SHOWN)
def test_the_sql_gives_the_number_on_the_published_file(
    key: str, mixed: Store, published: Path
) -> None:
    found = explained(mixed, key)

    with duckdb.connect(str(published), read_only=True) as elsewhere:
        rows = elsewhere.execute(found.sql).fetchall()

    assert len(rows) == 1
    assert len(rows[0]) == 1
    assert shown(rows[0][0], found.unit) == pytest.approx(found.value)


@pytest.mark.parametrize("period", [None, MAY], ids=["all", "may"])
def test_an_explained_number_is_the_one_that_is_shown(period: Period | None, mixed: Store) -> None:
    store, ask = mixed, Ask(period=period)
    tables = [
        *QUESTIONS["overview"].answer(store, PRICED, ask).tables,
        *QUESTIONS["conversion"].answer(store, PRICED, ask).tables,
    ]
    compared = 0

    for table in tables:
        for row in table.rows:
            key = row["metric"]
            one_format = "(" in str(row["dataset"] or "") or str(key).startswith("iscr")
            if key not in METRICS or one_format:
                continue
            found = explain(store, PRICED, str(key), ask)
            assert (found.value is None) == (row["value"] is None), (key, found.unknown)
            if found.value is not None:
                assert found.value == pytest.approx(row["value"]), key
            compared += 1

    assert compared > 30


@pytest.mark.parametrize("key", MONEY)
def test_a_missing_rate_leaves_money_unknown_and_names_it(key: str, unrated: Store) -> None:
    found = explained(unrated, key)

    lacking = [one for one in found.inputs if "no exchange rate" in one.note]

    assert {one.currency for one in lacking} <= {"GBP"}
    assert lacking or key not in ("spend", "cost", "roi", "shop_revenue", "cpm")
    if lacking:
        assert found.value is None
        assert "No exchange rate from GBP to EUR" in found.unknown


@pytest.mark.parametrize("key", [k for k, m in METRICS.items() if not isinstance(m, Composite)])
def test_a_metric_is_as_soft_as_its_softest_input(key: str) -> None:
    metric = METRICS[key]

    assert metric.word is weakest([word_of(column) for column in metric.sources])


def test_the_sql_is_only_what_the_number_needs(mixed: Store, given: Given) -> None:
    shares = explain(mixed, EUR, "shares", Ask(period=MAY)).sql
    euros = explain(given(BRAND), EUR, "fees", Ask(period=MAY)).sql
    pounds = explain(mixed, EUR, "spend", Ask(period=MAY)).sql

    assert len(shares.splitlines()) < 12
    for needless in ("fx_rate", "post_plan", "ad_day", "True", "p.saves"):
        assert needless not in shares
    for needless in ("fx_rate", "ad_day", "ad_period", "sheet"):
        assert needless not in euros
    assert "fx_rate" in pounds
    assert "post_plan" not in pounds
