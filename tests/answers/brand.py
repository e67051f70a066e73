"""One small brand, two months, every table that an answer reads."""

BRAND = """
    post
    post_id | account | posted_day | views | likes | comments | shares | saves | profile_visits | link_clicks | non_follower_share
    p1 | brand | 2026-04-03 | 1000  | 100  | 5   | 10  | 20  | 5   | 2   | 0.7
    p2 | brand | 2026-04-10 | 2000  | 150  | 5   | 25  | 30  | 8   | 4   | 0.8
    p3 | brand | 2026-04-20 | 5000  | 250  | 15  | 30  | 60  | 20  | 10  | 0.6
    p4 | brand | 2026-05-03 | 3000  | 200  | 5   | 30  | 70  | 15  | 9   | 0.65
    p5 | brand | 2026-05-10 | 9000  | 500  | 25  | 95  | 130 | 40  | 24  | 0.75
    p6 | brand | 2026-05-20 | 50000 | 2500 | 150 | 300 | 600 | 200 | 100 | 0.8
    p7 | maker | 2026-05-21 | 800   | 50   | 2   | 8   |     |     |     |

    post_plan
    post_id | pillar        | stage | content_type | format | creator
    p1      | recipes       | TOFU  | organic      | talk   |
    p2      | recipes; tips | MOFU  | organic      | talk   |
    p3      | tips          | TOFU  | organic      | skit   |
    p4      | recipes       | BOFU  | organic      | skit   |
    p5      | tips          | TOFU  | organic      | talk   |
    p6      | tips          | TOFU  | organic      | talk   |
    p7      | recipes       | TOFU  | creator      | skit   | mia

    ad_day
    ad_account | level | entity | day | campaign | ad_format | post_id | currency | spend | impressions | clicks | video_views | conversions | purchase_value
    a | ad       | ad1 | 2026-05-21 | spring | Spark   | p6 | EUR | 50 | 10000 | 100 | 9000  | 4 | 160
    a | ad       | ad1 | 2026-05-22 | spring | Spark   | p6 | EUR | 50 | 11000 | 90  | 9500  | 3 | 120
    a | ad       | ad2 | 2026-05-22 | spring | In-Feed |    | EUR | 30 | 9000  | 70  | 8000  | 1 | 40
    a | campaign | c1  | 2026-05-22 | spring |         |    | EUR | 80 | 20000 | 160 | 17500 | 4 | 160

    account_day
    account | day        | views | profile_visits | followers
    brand   | 2026-04-01 | 500   | 10             | 1000
    brand   | 2026-05-01 | 900   | 22             | 1045
    brand   | 2026-05-31 | 1900  | 42             | 1145

    sale
    order_id | day        | currency | total | refunded | tax | shipping | codes | utm_source | utm_medium | utm_term | new_customer
    o1       | 2026-05-22 | EUR      | 60    | 0        | 10  | 5        | MIA10 |            |            |          | true
    o2       | 2026-05-23 | EUR      | 40    | 10       | 6   | 5        |       | TikTok     | paid       |          | false
    o3       | 2026-05-24 | EUR      | 70    | 0        | 9   | 5        |       | google     |            |          | false

    sale_line
    order_id | line | sku | quantity | price
    o1       | 1    | s1  | 2        | 22.5
    o2       | 1    | s1  | 1        | 29

    product_cost
    sku | from_day   | unit_cost | currency
    s1  | 2026-01-01 | 8         | EUR

    creator
    creator | from_day   | until_day  | fee | currency | code
    mia     | 2026-05-16 | 2026-06-14 | 300 | EUR      | MIA10

    cost
    entry | month      | kind       | content_type | pillar  | amount | currency
    1     | 2026-04-01 | production |              |         | 90     | EUR
    1     | 2026-05-01 | production | organic      | recipes | 62     | EUR
    2     | 2026-05-01 | tools      |              |         | 31     | EUR
"""  # noqa: E501

# A fee abroad, spread over two months, without any rate of exchange.
FOREIGN_FEE = BRAND.replace(
    "mia     | 2026-05-16 | 2026-06-14 | 300 | EUR", "mia     | 2026-05-16 | 2026-06-14 | 300 | USD"
)

TOP_SAMPLE = """
    post
    post_id | account | posted_day | views | shares | top_sample
    t1      | brand   | 2026-05-03 | 3000  | 30     | true
    t2      | brand   | 2026-05-10 | 9000  | 95     | true
    t3      | brand   | 2026-05-20 | 50000 | 300    | true

    post_plan
    post_id | pillar
    t1      | recipes
    t2      | tips
    t3      | tips
"""
