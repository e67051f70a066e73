"""Turning options into what is asked: a period, filters, a breakdown, a day of knowledge."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from clipworth.model.problems import WrongUse

if TYPE_CHECKING:
    from clipworth.model.answers import Ask
    from clipworth.model.periods import Period

From = Annotated[str, typer.Option("--from", metavar="DAY", help="First day, as 2026-03-08.")]
To = Annotated[str, typer.Option("--to", metavar="DAY", help="Last day; without it, today.")]
Month = Annotated[str, typer.Option("--month", metavar="M", help="A month, as 2026-03.")]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DAY", help="Answer with what was known on that day.")
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="KEY=VALUE", help="Only what fits; may be given again."),
]
By = Annotated[str, typer.Option("--by", metavar="KEY", help="Break the answer down.")]


def asked(
    today: date,
    *,
    days: tuple[str, str, str],
    as_of: str = "",
    where: Iterable[str] | None = None,
    by: str = "",
) -> "Ask":
    """Put together what is asked.

    days: first day, last day and month as typed, empty where not given.
    Raises WrongUse where they cannot be read or contradict each other.
    """
    from clipworth.model.answers import Ask

    known_on = _day(as_of) if as_of else None
    return Ask(
        period=_period(known_on or today, *days),
        by=by or None,
        where=pairs(where or (), "--where"),
        as_of=known_on,
        today=today,
    )


def pairs(texts: Sequence[str] | Iterable[str], what: str) -> dict[str, str]:
    """Read `key=value` texts.

    Raises WrongUse for one without `=`, and for a key given twice.
    """
    found: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        key, value = key.strip(), value.strip()
        if not equals or not key or not value:
            raise WrongUse(f"{what} takes KEY=VALUE, and {text!r} is not that.")
        if key in found:
            raise WrongUse(f"{what} names {key!r} twice. Give it once.")
        found[key] = value
    return found


def _period(latest: date, first: str, last: str, month: str) -> "Period | None":
    from clipworth.model.periods import Period

    if month:
        if first or last:
            raise WrongUse("Give --month, or --from and --to, not both.")
        try:
            return Period.month(month)
        except ValueError as error:
            raise WrongUse(f"{error}.") from None
    if last and not first:
        raise WrongUse("--to needs --from: say where the period begins.")
    if not first:
        return None
    since, until = _day(first), _day(last) if last else latest
    if until < since:
        raise WrongUse(f"The period ends ({until}) before it begins ({since}).")
    return Period.inclusive(since, until)


def _day(text: str) -> date:
    from clipworth.model.periods import parse_day

    try:
        return parse_day(text)
    except ValueError as error:
        raise WrongUse(f"{error}.") from None


def day(text: str) -> date | None:
    """Read a day that may be left out.

    Raises WrongUse where it is none.
    """
    return _day(text) if text else None
