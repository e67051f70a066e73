"""Closing a month from the command line: what is said, listed, refused and undone."""

from pathlib import Path

from command_line import Clipworth

ORDERS = """\
Name,Financial Status,Created at,Currency,Subtotal,Shipping,Taxes,Total,Refunded Amount,Lineitem name
#1,paid,2026-05-03 10:00:00 +0000,EUR,40.00,0.00,0.00,40.00,0.00,Mug
"""  # noqa: E501


def test_a_month_is_closed_listed_and_opened_again(brand: Path, clipworth: Clipworth) -> None:
    (brand / "orders.csv").write_text(ORDERS)
    clipworth("import", "orders.csv", "--exported-on", "2026-06-01")

    said = clipworth("close", "2026-05")

    assert said.code == 0
    assert "2026-05 is closed" in said.out
    assert "unknown and stay so" in said.err
    assert "2026-05 was closed: its figures are frozen." in clipworth("journal").out
    assert "closed " in clipworth("show", "finance", "--csv", "--table", "months").out
    again = clipworth("close", "2026-05")
    assert again.code == 2
    assert "closed already" in again.err
    assert clipworth("undo", "1").code == 0
    assert clipworth("close", "2026-05").code == 0


def test_a_month_that_is_none_or_holds_no_order_is_wrong_use(
    brand: Path, clipworth: Clipworth
) -> None:
    (brand / "orders.csv").write_text(ORDERS)
    clipworth("import", "orders.csv", "--exported-on", "2026-06-01")

    assert clipworth("close", "May").code == 2
    assert clipworth("close", "2026-04").code == 2
    assert "nothing to close" in clipworth("close", "2026-04").err
