"""Moments become days of the brand's own time zone."""

from datetime import date

from clipworth.model.periods import day_of_ms
from workspaces import Brand

# 22:30 in UTC on the last day of June, which in Athens is July already.
POSTS = "video_id,create_time,plays\n7300000000000000001,1782858600,5\n"
ORDERS = (
    "id,order_number,created_at,processed_at,cancelled_at,currency,subtotal_price,total_tax,"
    "total_discounts,total_price,financial_status,customer_id,source_name,test\n"
    "1,1,2026-06-30 22:30:00.000,2026-06-30 22:30:00.000,,EUR,7,1,0,8,paid,1,web,FALSE\n"
)


def live_in(brand: Brand, zone: str) -> None:
    config = brand.workspace.folder / "clipworth.toml"
    text = config.read_text(encoding="utf-8")
    assert 'time_zone = ""' in text
    config.write_text(text.replace('time_zone = ""', f'time_zone = "{zone}"'), encoding="utf-8")


def test_a_moment_is_of_the_day_in_the_time_zone_of_the_brand(brand: Brand) -> None:
    live_in(brand, "Europe/Athens")

    brand.bring("posts.csv", POSTS)
    brand.bring("orders.csv", ORDERS)

    assert brand.rows("select posted_day::varchar from post") == [("2026-07-01",)]
    assert brand.rows("select day::varchar from sale") == [("2026-07-01",)]


def test_without_a_time_zone_days_are_those_of_utc_and_rebuild_takes_a_new_one(
    brand: Brand,
) -> None:
    brand.bring("posts.csv", POSTS)
    before = brand.rows("select posted_day::varchar from post")
    live_in(brand, "Europe/Athens")

    brand.rebuild()

    assert before == [("2026-06-30",)]
    assert brand.rows("select posted_day::varchar from post") == [("2026-07-01",)]


def test_a_day_follows_the_clocks_of_its_zone() -> None:
    moment = 1_782_858_600_000

    assert day_of_ms(moment) == date(2026, 6, 30)
    assert day_of_ms(moment, "Europe/Athens") == date(2026, 7, 1)
