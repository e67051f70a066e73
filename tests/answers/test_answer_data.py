"""What is here, which files say the same, and what is missing for which answer."""

from datetime import date

from clipworth.answers.questions import QUESTIONS
from clipworth.model.answers import Answer, AnswerTable, Ask
from clipworth.model.periods import Period
from clipworth.model.settings import Settings
from clipworth.store.engine import Store
from stories import Given

ORDERS = """
receipt
receipt | import_order | file       | source | first_day  | last_day
r1      | 1            | orders.csv | shop   | 2026-04-01 | 2026-05-31

partition
receipt | table_name | path | row_count
r1      | sale       | x    | 2

sale
order_id | day        | total | utm_source
1        | 2026-04-02 | 10    | tiktok
2        | 2026-05-30 | 10    |

cost
entry | month      | amount
april | 2026-04-01 | 100
"""


def data(store: Store, period: Period | None = None) -> Answer:
    return QUESTIONS["data"].answer(store, Settings(), Ask(period))


def table(answer: Answer, name: str) -> AnswerTable:
    return next(one for one in answer.tables if one.name == name)


def said(answer: Answer) -> list[str]:
    return [str(row["said"]) for row in table(answer, "missing").rows]


def test_a_month_without_costs_is_named_with_what_it_leaves_unknown(given: Given) -> None:
    answer = data(given(ORDERS))

    assert "No costs for May 2026: the cash return (ROI) is unknown." in said(answer)
    assert answer.sentences[1] == said(answer)[0]


def test_days_that_a_report_covers_without_a_row_are_not_missing(given: Given) -> None:
    answer = data(given(ORDERS), Period.month("2026-05"))

    assert not any(sentence.startswith("No orders") for sentence in said(answer))
    assert "No report of ads: spend, paid views and what TikTok claims are unknown." in said(answer)


def test_a_month_covered_in_part_says_how_many_days_lack(given: Given) -> None:
    answer = data(given(ORDERS), Period.inclusive(date(2026, 3, 30), date(2026, 6, 2)))

    assert any(
        sentence.startswith("No orders of your own shop or till for Mar 2026, Jun 2026:")
        for sentence in said(answer)
    )


def test_nothing_is_missing_of_what_was_asked_and_is_there(given: Given) -> None:
    answer = data(given(ORDERS), Period.month("2026-04"))

    assert not any(sentence.startswith(("No costs for", "No orders")) for sentence in said(answer))
