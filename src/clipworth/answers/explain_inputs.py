"""The inputs of an explained number: what each column gave, at which rates, from which rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clipworth.answers.metric_table import shown
from clipworth.answers.scope import Scope
from clipworth.measure.amounts import Amount, Exchanged, Given, account_ends, given
from clipworth.measure.leaves import leaves
from clipworth.measure.ledger.media import PriceBasis
from clipworth.measure.metrics.kinds import Metric, RollUp, combined
from clipworth.measure.metrics.value import MEDIA_PRICE
from clipworth.measure.selection import Selection
from clipworth.measure.sources_of import FromReceipt, followers_on, rates_used, sources_of, word_of
from clipworth.model import formats
from clipworth.model.answers import FileRows, Input, Origin, Part
from clipworth.model.catalogue import TABLES
from clipworth.model.units import MONEY, RATIO, SHARE, TEXT, Kind, Unit
from clipworth.model.words import Role, Word
from clipworth.store.engine import Store

DECIDES = "read row by row"
LACKING = "no row has it"


@dataclass(frozen=True)
class Inputs:
    """The sums of a metric, and what each column gave to them; terms: by sum, as figures."""

    parts: tuple[Part, ...]
    inputs: tuple[Input, ...]
    terms: Mapping[str, str]


def inputs(
    asked: Scope, metric: Metric, selection: Selection, price: PriceBasis | None = None
) -> Inputs:
    """Find what a metric of a selection is made of; a price that was typed is an input itself."""
    files = _files(asked.store)
    parts: list[Part] = []
    found: list[Input] = []
    terms: dict[str, str] = {}
    for leaf in leaves(metric, selection, price):
        measure = leaf.measure
        if measure.roll_up is RollUp.LAST:
            found += _stock(asked, files, measure.key, selection, metric)
            parts.append(Part(measure.key, measure.label, _net(found), measure.unit, measure.word))
        else:
            sums = given(asked.store, leaf)
            found += _of_sum(asked, files, sums)
            total = shown(sums.total, measure.unit)
            parts.append(Part(measure.key, measure.label, total, measure.unit, measure.word))
        terms[measure.key] = _terms([one for one in found if one.part == measure.key])
    if price and price.typed is not None:
        found.append(_typed(asked, price.typed))
    return Inputs(tuple(parts), tuple(found), terms)


def _of_sum(asked: Scope, files: Mapping[str, Origin], sums: Given) -> Iterator[Input]:
    leaf = sums.leaf
    for amount in sums.amounts:
        reads, unit = amount.reads, _unit(amount, leaf.measure.unit)
        counts = amount.value is not None or reads.role is Role.DECIDES
        rows = sources_of(asked.store, leaf, reads, _only(amount, leaf.selection)) if counts else ()
        yield Input(
            label=_label(amount),
            table=reads.table,
            column=reads.name,
            value=_exact(amount.value, unit),
            unit=unit,
            word=word_of(reads.column),
            role=reads.role,
            part=leaf.measure.key,
            receipts=_in_files(rows, files),
            currency=(amount.currency or None) if unit.kind is Kind.MONEY else None,
            converted=_exact(amount.converted, unit) if unit.kind is Kind.MONEY else None,
            note=_note(amount, asked.currency, known=bool(rows)),
        )
    for exchanged in sums.exchanged:
        yield Input(
            label=f"{exchanged.currency} in {asked.currency}, in fx_rate",
            table="fx_rate",
            column="rate",
            value=exchanged.mean,
            unit=RATIO,
            word=word_of("fx_rate.rate"),
            role=Role.CONVERTS,
            part=leaf.measure.key,
            receipts=_in_files(rates_used(asked.store, leaf, exchanged), files),
            note=_rates_note(exchanged),
        )


def _stock(
    asked: Scope, files: Mapping[str, Origin], key: str, selection: Selection, metric: Metric
) -> Iterator[Input]:
    (leaf,) = leaves(metric, selection)
    for first, last in account_ends(asked.store, leaf):
        for end, role, which in ((last, Role.ADDS, "last"), (first, Role.SUBTRACTS, "first")):
            if role is Role.SUBTRACTS and key == "followers":
                continue
            yield Input(
                label=f"followers in account_day of {end.account} on {formats.day(end.day)}",
                table="account_day",
                column="followers",
                value=end.followers,
                unit=metric.unit,
                word=word_of("account_day.followers"),
                role=role,
                part=key,
                receipts=_in_files(followers_on(asked.store, end), files),
                note=f"the {which} day known",
            )


def _net(found: list[Input]) -> int | None:
    signs = {Role.ADDS: 1, Role.SUBTRACTS: -1}
    values = [signs[one.role] * one.value for one in found if isinstance(one.value, int)]
    return sum(values) if values else None


def _typed(asked: Scope, price: Decimal) -> Input:
    return Input(
        label="per_1000_views under [value] in clipworth.toml",
        table="clipworth.toml",
        column="value_per_1000_views",
        value=price,
        unit=MONEY,
        word=Word.ASSUMED,
        role=Role.MULTIPLIES,
        part=MEDIA_PRICE.key,
        currency=asked.currency,
        converted=price,
    )


def _only(amount: Amount, selection: Selection) -> str | None:
    """Name the currency whose rows alone gave an amount; None: it is of all rows."""
    return None if selection.one_currency else amount.currency


def _unit(amount: Amount, unit: Unit) -> Unit:
    """Give the unit of what a column gave."""
    return {Role.MULTIPLIES: SHARE, Role.DECIDES: TEXT}.get(amount.reads.role, unit)


def _exact(value: Any, unit: Unit) -> Any:
    return float(value) if unit == SHARE and value is not None else shown(value, unit)


def _label(amount: Amount) -> str:
    reads = amount.reads
    if reads.label:
        return reads.label
    field = TABLES[reads.table].field(reads.name)
    if field.key and reads.role is Role.ADDS:
        return f"rows of {reads.table}"
    return f"{reads.name.replace('_', ' ')} in {reads.table}"


def _note(amount: Amount, home: str | None, *, known: bool) -> str:
    if amount.reads.role is Role.DECIDES:
        return DECIDES if known else LACKING
    if amount.value is None:
        return LACKING
    if amount.currency and amount.converted is None:
        return f"no exchange rate to {home}" if home else "no currency is chosen to convert it to"
    return ""


def _rates_note(exchanged: Exchanged) -> str:
    ways = {"inverse": ", turned round", "across": ", across a common currency"}
    days = formats.counted(len(exchanged.days), "day")
    ends = f"{exchanged.lowest:.4f} to {exchanged.highest:.4f} on {days}"
    return f"{ends}{ways.get(exchanged.way, '')}; its mean by amount"


def _terms(found: list[Input]) -> str:
    """Write the figures of a sum as its formula; empty where it is one figure."""
    terms = [
        (one.role, said(one.value if one.converted is None else one.converted, one.unit))
        for one in found
        if one.value is not None and one.role not in (Role.DECIDES, Role.CONVERTS)
    ]
    return combined(terms) if len(terms) > 1 else ""


def said(number: Any, unit: Unit) -> str:
    """Say a figure of a formula to its last digit that matters."""
    if number is None:
        return "unknown"
    if unit.kind is Kind.SHARE:
        return f"{float(number):.6f}"
    if unit.kind is Kind.MONEY:
        return f"{number:,.6f}" if unit.per else f"{number:,.2f}"
    if float(number) == round(float(number)):
        return f"{round(float(number)):,}"
    return f"{float(number):,.2f}"


def _files(store: Store) -> dict[str, Origin]:
    found = store.rows("select r.receipt, r.file, r.source, r.as_of, r.rows_read from receipt as r")
    return {
        receipt: Origin(receipt, file, source or "", as_of, rows or 0)
        for receipt, file, source, as_of, rows in found
    }


def _in_files(found: tuple[FromReceipt, ...], files: Mapping[str, Origin]) -> tuple[FileRows, ...]:
    return tuple(
        FileRows(
            files.get(one.receipt) or Origin(one.receipt, one.receipt, "", None, 0), one.ranges
        )
        for one in found
    )
