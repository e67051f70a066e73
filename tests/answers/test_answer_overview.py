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
