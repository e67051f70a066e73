"""The overview: cash and cost by hand, media-equivalent apart, what is unknown said."""

from decimal import Decimal

from answers.brand import BRAND, TOP_SAMPLE
from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, Ask, Row
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

MAY = Ask(period=Period.month("2026-05"))


def overview(store: Store, ask: Ask = MAY, settings: Settings | None = None) -> Answer:
    return QUESTIONS["overview"].answer(store, settings or Settings(), ask)


def line(answer: Answer, table: str, metric: str) -> Row:
    rows = next(t.rows for t in answer.tables if t.name == table)
    return next(row for row in rows if row["metric"] == metric)


def test_the_leading_sentence_says_cash_and_cost_and_who_is_not_in_it(given: Given) -> None:
    answer = overview(given(BRAND))

    # 60 + (40 - 10); ads 130, 16 of 30 days of 300, sheet 62 + 31
    assert answer.sentences[0] == (
        "2 orders bear a creator's code or a TikTok UTM, worth €90.00, for €383.00 of cost: a "
        "tracked return of −77 % in cash."
    )
    assert "no code and no tagged link" in answer.sentences[1]
    assert answer.currency == "EUR"


def test_cost_and_revenue_are_exact_and_billed_is_compared_as_billed(given: Given) -> None:
    answer = overview(given(BRAND))

    assert line(answer, "money", "tracked_revenue")["value"] == Decimal("90.00")
    assert line(answer, "money", "fees")["value"] == Decimal("160.00")
    cost = line(answer, "money", "cost")
    assert (cost["value"], cost["previous"], cost["verdict"]) == (
        Decimal(383),
        Decimal(90),
        "exact",
    )


def test_what_tiktok_claims_stands_apart(given: Given) -> None:
    answer = overview(given(BRAND))

    claimed = line(answer, "conversion", "purchase_value")
    assert (claimed["value"], claimed["word"]) == (Decimal("320.00"), "platform-reported")
    assert line(answer, "conversion", "tracked_revenue")["word"] == "first-party"


def test_break_even_roas_counts_product_costs(given: Given) -> None:
    answer = overview(given(BRAND))

    # 100 taken; 100 - 16 tax - 10 shipping - 24 goods = 50 left
    assert line(answer, "conversion", "break_even_roas")["value"] == 2.0


def test_a_missing_product_cost_leaves_break_even_unknown_and_names_the_share(
    given: Given,
) -> None:
    answer = overview(given(BRAND.replace("o2       | 1    | s1", "o2       | 1    | s9")))

    row = line(answer, "conversion", "break_even_roas")
    assert row["value"] is None
    assert "1 of 2 tracked orders" in row.unknown["value"]


def test_media_equivalent_value_is_apart_and_never_called_roi(given: Given) -> None:
    answer = overview(given(BRAND), settings=Settings(value_per_1000_views=Decimal(10)))

    row = line(answer, "money", "media_equivalent")
    # 62,800 views less 18,500 paid ones
    assert (row["value"], row["word"]) == (Decimal("443.00"), "assumed")
    assert "never added to revenue" in " ".join(answer.sentences)
    assert line(answer, "money", "roi")["value"] == float(Decimal(90 - 383) / 383)


def test_a_month_without_a_cost_sheet_leaves_the_return_unknown(given: Given) -> None:
    story = BRAND.replace("| 2026-05-01 | production", "| 2026-04-01 | production").replace(
        "| 2026-05-01 | tools", "| 2026-04-01 | tools"
    )
    answer = overview(given(story))

    roi = line(answer, "money", "roi")
    assert roi["value"] is None
    assert "no cost sheet for 2026-05" in roi.unknown["value"]
    assert "so the return is unknown" in answer.sentences[0]


def test_without_orders_what_tiktok_brought_in_is_unknown_and_not_zero(given: Given) -> None:
    answer = overview(given(TOP_SAMPLE))

    assert answer.sentences[0] == ("What TikTok brought in is unknown: no orders are imported.")
    assert line(answer, "money", "tracked_revenue")["value"] is None


def test_sales_that_no_answer_counts_are_named_and_not_called_missing(given: Given) -> None:
    deal = """
    deal
    crm     | kind | record_id | day        | currency | value
    hubspot | deal | 7         | 2026-05-03 | EUR      | 90.00
    """

    answer = overview(given(TOP_SAMPLE + deal))

    reason = line(answer, "money", "tracked_revenue").unknown["value"]
    assert reason == (
        "No orders of a shop or till are imported; no answer counts the deals of the CRM yet."
    )


def test_top_samples_refuse_the_mix_and_show_the_rest(given: Given) -> None:
    answer = overview(given(TOP_SAMPLE))

    assert "clipworth template posts" in answer.refused[0]
    assert "mix" not in [table.name for table in answer.tables]
    assert line(answer, "reach", "views")["value"] == 62000


def test_rates_of_two_formats_stand_in_two_lines(given: Given) -> None:
    answer = overview(given(BRAND))
    rows = next(t.rows for t in answer.tables if t.name == "conversion")

    labels = [row["label"] for row in rows if row["metric"] == "ctr"]
    assert labels == ["CTR, In-Feed", "CTR, Spark"]


def test_two_currencies_without_a_choice_show_each_by_itself(given: Given) -> None:
    answer = overview(given(BRAND.replace("2026-05-24 | EUR ", "2026-05-24 | GBP ")))

    assert answer.currency is None
    assert "The data hold EUR, GBP" in " ".join(answer.caveats)
    assert "€100.00 and £70.00" in " ".join(answer.caveats)
    assert line(answer, "money", "tracked_revenue")["value"] is None


def test_a_rate_that_no_file_gives_is_said_to_be_turned_round(given: Given) -> None:
    story = BRAND.replace("2026-05-22 | EUR      | 60", "2026-05-22 | GBP      | 48")
    rates = """
    fx_rate
    day        | base | quote | rate
    2026-05-01 | EUR  | GBP   | 0.80
    """
    answer = overview(given(f"{story}\n{rates}"), settings=Settings(currency="EUR"))

    assert line(answer, "money", "tracked_revenue")["value"] == Decimal("90.00")
    assert any("GBP turned round" in caveat for caveat in answer.caveats)


def test_under_a_filter_only_direct_costs_count_and_it_says_so(given: Given) -> None:
    answer = overview(given(BRAND), Ask(period=Period.month("2026-05"), where={"creator": "@mia"}))

    assert "for €160.00 of direct cost" in answer.sentences[0]
    assert any("shared costs are in none" in caveat for caveat in answer.caveats)


def test_posts_without_a_day_count_over_all_data_alone(given: Given) -> None:
    story = """
        post
        post_id | posted_day | views
        p1      |            | 100
        p2      | 2026-05-03 | 50
    """
    store = given(story)

    assert line(overview(store, Ask()), "reach", "views")["value"] == 150
    assert line(overview(store), "reach", "views")["value"] == 50


SPARSE = """
    post
    post_id | account | posted_day | views | _receipt
    p1      | brand   | 2026-05-01 | 10    | a
    p2      | brand   | 2026-05-14 | 10    | a
    p3      | brand   | 2026-05-28 | 10    | a
    q1      | other   | 2020-01-01 | 10    | b
    q2      | other   | 2020-02-01 | 10    | b
    q3      | other   | 2026-02-01 | 10    | c

    ad_day
    ad_account | level | entity | day        | spend | impressions | post_id | currency
    a          | ad    | ad1    | 2026-05-05 | 60    | 1000        | p1      | EUR
    a          | ad    | ad2    | 2026-05-05 | 7     | 1000        | q3      | USD

    sale
    order_id | day        | currency | total
    o1       | 2026-05-06 | GBP      | 11
"""


def mix_of(answer: Answer) -> str:
    return next(table.finding for table in answer.tables if table.name == "mix")


def test_cadence_counts_the_days_that_files_of_the_account_cover(given: Given) -> None:
    answer = overview(given(SPARSE), Ask(where={"account": "brand"}))

    assert mix_of(answer).startswith("3 posts in the 28 days that their files cover, 0.8 a week")


def test_no_cadence_is_said_over_days_with_holes(given: Given) -> None:
    answer = overview(given(SPARSE), Ask(where={"account": "other"}))

    assert mix_of(answer).startswith(
        "3 posts; how often is unknown, as their files cover 33 days with holes over 2,224 days"
    )


def test_a_filter_that_picks_posts_of_a_plan_does_not_shorten_the_days(given: Given) -> None:
    store = given(f"{SPARSE}\n    post_plan\n    post_id | pillar\n    p2 | tips\n")

    answer = overview(store, Ask(where={"pillar": "tips"}))

    assert mix_of(answer).startswith("1 post in the 28 days that their files cover")


def test_cash_outside_of_the_filter_is_not_in_its_answer(given: Given) -> None:
    store = given(SPARSE)

    everything, brand = overview(store, Ask()), overview(store, Ask(where={"account": "brand"}))

    apart = [
        [said for said in one.caveats if "own currency" in said] for one in (everything, brand)
    ]
    assert apart == [
        [
            "Ad spend, each in its own currency: €60.00 and $7.00.",
            "Orders of the shop, before refunds, each in its own currency: £11.00.",
        ],
        ["Ad spend, each in its own currency: €60.00."],
    ]
