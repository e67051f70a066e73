"""A closed month keeps its figures, whatever later files say; undoing opens it again."""

from datetime import date
from decimal import Decimal

import pytest

from clipworth.answers.questions import QUESTIONS
from clipworth.commands.closing import close
from clipworth.commands.correcting import undo
from clipworth.ingest.looking import looking
from clipworth.ingest.workspace import Clock
from clipworth.model.answers import Answer, Ask
from clipworth.model.periods import Period
from clipworth.model.problems import WrongUse
from workspaces import CLOCK, Brand

HEAD = "Name,Financial Status,Created at,Currency,Subtotal,Shipping,Taxes,Total,Refunded Amount"
ORDER = "#1,paid,2026-05-03 10:00:00 +0000,EUR,40.00,0.00,0.00,40.00,{refunded}"


def orders(refunded: str) -> str:
    return f"{HEAD},Lineitem name\n{ORDER.format(refunded=refunded)},Mug\n"


def show(brand: Brand) -> Answer:
    ask = Ask(period=Period.month("2026-05"))
    with looking(brand.workspace) as store:
        return QUESTIONS["finance"].answer(store, brand.workspace.settings(), ask)


def restated(brand: Brand) -> dict[object, tuple[object, object]]:
    tables = {table.name: table for table in show(brand).tables}
    rows = tables["restated since the close"].rows
    return {row["figure"]: (row["frozen"], row["now"]) for row in rows}


def test_a_refund_after_the_close_stands_beside_what_was_frozen(brand: Brand) -> None:
    brand.bring("orders.csv", orders("0.00"), exported_on="2026-06-01")
    frozen = close(brand.workspace, "2026-05", CLOCK, who="ana")
    assert frozen.figures["refunds"] == Decimal("0.00")
    assert restated(brand) == {}

    brand.bring("orders.csv", orders("15.00"), exported_on="2026-07-01")

    assert restated(brand) == {
        "Refunds": (Decimal("0.00"), Decimal("15.00")),
        "Net of tax and returns": (Decimal("40.00"), Decimal("25.00")),
    }
    months = {table.name: table for table in show(brand).tables}["months"]
    assert months.rows[0]["refunds"] == Decimal("0.00")
    assert "by ana" in str(months.rows[0]["status"])


def test_a_close_is_undone_like_any_decision_and_can_be_done_again(brand: Brand) -> None:
    brand.bring("orders.csv", orders("0.00"), exported_on="2026-06-01")
    entry = close(brand.workspace, "2026-05", CLOCK, who="ana").entry
    with pytest.raises(WrongUse, match="closed already, by ana on 2026-10-31"):
        close(brand.workspace, "2026-05", CLOCK, who="ben")

    undo(brand.workspace, entry, CLOCK, who="ben")

    assert brand.workspace.settings().closes == ()
    assert close(brand.workspace, "2026-05", CLOCK, who="ben").entry == entry + 2


def test_what_is_no_month_or_not_over_or_empty_is_not_closed(brand: Brand) -> None:
    brand.bring("orders.csv", orders("0.00"), exported_on="2026-06-01")

    with pytest.raises(WrongUse, match="write it as 2026-03"):
        close(brand.workspace, "May", CLOCK, who="ana")
    with pytest.raises(WrongUse, match="not over"):
        close(brand.workspace, "2026-05", Clock(date(2026, 5, 31), CLOCK.now), who="ana")
    with pytest.raises(WrongUse, match="nothing to close"):
        close(brand.workspace, "2026-04", CLOCK, who="ana")
    assert brand.journal("close_month") == []


def test_unknown_figures_stay_unknown_in_a_closed_month(brand: Brand) -> None:
    brand.bring("orders.csv", orders("0.00"), exported_on="2026-06-01")

    frozen = close(brand.workspace, "2026-05", CLOCK, who="ana")

    assert frozen.figures["contribution_margin"] is None
    assert frozen.unknown > 0
    (told,) = brand.workspace.settings().closes
    assert told.figures["contribution_margin"] is None
    assert told.figures["paid"] == Decimal("40.00")
