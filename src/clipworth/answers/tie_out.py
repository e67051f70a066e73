"""The tie-out: from the shop's own total to what answers count, each difference named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clipworth.answers.numbers import Numbers
from clipworth.answers.words import money
from clipworth.measure.sales.books import Books, tie_out
from clipworth.model.answers import AnswerTable, Cell, Row, Shown
from clipworth.model.units import MONEY, TEXT
from clipworth.model.units import counted as unit_of
from clipworth.model.words import Layer, Word

Lines = Mapping[tuple[str, str], tuple[int, Decimal | None]]


@dataclass(frozen=True)
class Tie:
    """A line of the tie-out: its sign in the sum, its name, and what it means.

    adds: +1 or −1 in the sum from top to bottom, 0: a part of the line above or another view.
    """

    key: str
    label: str
    adds: int
    meaning: str


TIES = (
    Tie("all", "All orders of the shop", 1,
        "Every order in the files, by the shop's own day: compare it with the shop's report."),
    Tie("test", "Test orders", -1, "Counted nowhere."),
    Tie("cancelled", "Cancelled or voided", -1, "The shop's report may still hold them."),
    Tie("refunds", "Refunds of these orders", -1,
        "At the day and rate of the original order, whenever they were paid back."),
    Tie("counted", "Counted in answers", 0, "What the revenue of the shop is in every answer."),
    Tie("tracked", "of it tracked to TikTok", 0, "By a code or a TikTok UTM, less refunds."),
    Tie("untracked", "of it not tracked", 0, "Other channels, and buyers who left no trace."),
    Tie("unpaid", "of it not paid yet", 0,
        "Pending or authorised by their status: a shop's report of payments leaves them out."),
    Tie("foreign", "of it in other currencies", 0,
        "At the rate of the order's day; the shop may convert at another one."),
    Tie("refunds_by_day", "Refunds by the day they were paid", 0,
        "What a report by day of refund takes off instead, where the shop lists that day."),
    Tie("moved_out", "In another month by UTC", 0,
        "A report in UTC, such as of an analytics tool, counts these in the month beside."),
    Tie("moved_in", "Of other months, in this one by UTC", 0,
        "A report in UTC counts these here; their own day lies in the month beside."),
)  # fmt: skip
_LONG = (
    Shown("line", "Line", TEXT),
    Shown("orders", "Orders", unit_of("order"), Layer.CONVERSION, Word.FIRST_PARTY),
    Shown("amount", "Amount", MONEY, Layer.CONVERSION, Word.FIRST_PARTY),
    Shown("meaning", "What it is", TEXT),
)
NO_REFUND_DAY = "The shop's files do not list refunds with their own day."
NO_MOMENT = "No file gives the moment of an order, so its day in UTC is unknown."


def tie_out_tables(numbers: Numbers, books: Books) -> list[AnswerTable]:
    """Make the tie-out of all months together and, where there are several, of each."""
    asked = numbers.asked
    assert asked.period is not None, "an empty workspace has no months"  # noqa: S101
    lines = _completed(numbers, books, tie_out(asked.store, asked.selection, asked.period))
    total = {tie.key: _added(lines, books.months, tie.key) for tie in TIES}
    why = dict(_reasons(numbers, books))
    rows = [_long_row(tie, *total[tie.key], why) for tie in TIES if _says(total[tie.key], tie)]
    tables = [AnswerTable("tie-out", _finding(numbers, total), _LONG, tuple(rows))]
    if len(books.months) > 1:
        ties = [tie for tie in TIES if _says(total[tie.key], tie)]
        wide = tuple(_wide_row(month, lines, ties, why) for month in books.months)
        tables.append(AnswerTable("tie-out by month", "", _wide(ties), wide))
    return tables


Line = tuple[int | None, Decimal | None]


def _says(line: Line, tie: Tie) -> bool:
    """Leave out lines of nothing that only split or restate another one."""
    return tie.key in ("all", "counted") or line != (0, Decimal(0))


def _completed(numbers: Numbers, books: Books, lines: Lines) -> dict[tuple[str, str], Line]:
    made: dict[tuple[str, str], Line] = {}
    why = dict(_reasons(numbers, books))
    for month in books.months:
        for tie in TIES:
            none: Line = (None, None) if tie.key in why else (0, Decimal(0))
            made[month, tie.key] = lines.get((month, tie.key), none)
        made[month, "counted"] = _counted(made, month)
        if books.costs.trackable:
            tracked = books.tracked[month]
            paid, back = tracked.get("paid"), _refunds(tracked.amounts, tracked.orders)
            net = None if paid is None or back is None else paid - back
            made[month, "tracked"] = (tracked.orders, net)
            counted, amount = made[month, "counted"]
            made[month, "untracked"] = (
                (counted or 0) - tracked.orders,
                None if amount is None or net is None else amount - net,
            )
    return made


def _counted(made: Mapping[tuple[str, str], Line], month: str) -> Line:
    """Add up a month from top to bottom; an order that got a refund is still an order."""
    adding = [(tie.key, tie.adds, *made[month, tie.key]) for tie in TIES if tie.adds]
    orders = sum(adds * (count or 0) for key, adds, count, _ in adding if key != "refunds")
    amounts = [None if amount is None else adds * amount for _, adds, _, amount in adding]
    return orders, _total(amounts)


def _refunds(amounts: Mapping[str, Decimal | None], orders: int) -> Decimal | None:
    """Give refunds as answers count them: what no file says is not taken off, and said so."""
    return (amounts["refunds"] or Decimal(0)) if orders else Decimal(0)


def _total(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _added(lines: Mapping[tuple[str, str], Line], months: tuple[str, ...], key: str) -> Line:
    found = [lines[month, key] for month in months]
    orders = [line[0] for line in found if line[0] is not None]
    return (sum(orders) if orders else None), _total([line[1] for line in found])


def _long_row(tie: Tie, orders: int | None, amount: Decimal | None, why: Mapping[str, str]) -> Row:
    signed = amount * tie.adds if amount is not None and tie.adds else amount
    cells: dict[str, Cell] = {
        "line": ("− " if tie.adds < 0 else "") + tie.label,
        "orders": orders,
        "amount": signed,
        "meaning": tie.meaning,
    }
    reason = why.get(tie.key) or why["rate"]
    return Row(cells, {key: reason for key in ("orders", "amount") if cells[key] is None})


def _wide(ties: Sequence[Tie]) -> tuple[Shown, ...]:
    return (
        Shown("month", "Month", TEXT),
        *(Shown(tie.key, tie.label, MONEY, Layer.CONVERSION, Word.FIRST_PARTY) for tie in ties),
    )


def _wide_row(
    month: str,
    lines: Mapping[tuple[str, str], Line],
    ties: Sequence[Tie],
    why: Mapping[str, str],
) -> Row:
    cells: dict[str, Cell] = {"month": month}
    cells |= {tie.key: lines[month, tie.key][1] for tie in ties}
    return Row(cells, {k: why.get(k) or why["rate"] for k, cell in cells.items() if cell is None})


def _reasons(numbers: Numbers, books: Books) -> Iterator[tuple[str, str]]:
    store = numbers.asked.store
    yield "rate", numbers.missing_rates or "An order has no exchange rate; import fx rates."
    if not books.costs.trackable:
        yield "tracked", numbers.untracked
        yield "untracked", numbers.untracked
    dated = (
        "select 1 from refund as r where coalesce(r.refund_day::varchar, r.refunded_ms::varchar)"
    )
    if not store.value(f"{dated} is not null limit 1"):
        yield "refunds_by_day", NO_REFUND_DAY
    if not store.value("select 1 from sale as s where s.ordered_ms is not null limit 1"):
        yield "moved_out", NO_MOMENT
        yield "moved_in", NO_MOMENT


def _finding(numbers: Numbers, total: Mapping[str, Line]) -> str:
    currency = numbers.asked.currency
    whole, counted = total["all"][1], total["counted"][1]
    if whole is None or counted is None:
        return "The shop's own total cannot be tied out: an exchange rate is missing."
    said = (
        f"The shop's own total is {money(whole, currency)}; answers count "
        f"{money(counted, currency)} of it after refunds"
    )
    tracked = total["tracked"][1]
    if tracked is None:
        return f"{said}."
    return f"{said}, and {money(tracked, currency)} of that is tracked to TikTok."
