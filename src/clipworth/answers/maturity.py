"""How far the brand is, from 1 to 5, by its own data; and what unlocks the next level."""

from collections.abc import Mapping

from clipworth.answers.numbers import Numbers
from clipworth.answers.scope import Scope, scope
from clipworth.answers.words import listed
from clipworth.measure.ledger.media import price as find_price
from clipworth.measure.maturity.signs import SIGNS, Seen, Sign, State, evidence, level
from clipworth.model.answers import Answer, AnswerTable, Ask, Cell, Row, Shown
from clipworth.model.maturity import LEVEL_NAMES, Level
from clipworth.model.settings import Settings
from clipworth.model.units import TEXT, counted
from clipworth.model.words import Word
from clipworth.store.engine import Store

WEAKEST = (
    "A level is reached when every sign of it holds, and every sign of the levels below: it is "
    "never above its weakest sign. What is unknown does not hold."
)
ONLY_SAID = (
    "Signs that no file can show are asked for under [maturity] in clipworth.toml; they rest on "
    "your word."
)


def maturity(store: Store, settings: Settings, ask: Ask) -> Answer:
    """Answer which level the data show, with the evidence of each sign, and what comes next."""
    asked = scope(store, settings, ask)
    if asked.is_empty:
        return asked.empty_answer("maturity")
    seen = _seen(asked)
    reached = level(seen)
    nexts = [sign for sign in SIGNS if sign.level == reached + 1 and not _holds(seen, sign)]
    return asked.answer(
        "maturity",
        [_signs(seen), _unlocks(nexts, seen)] if nexts else [_signs(seen)],
        [_finding(reached, nexts), *_steps(nexts), _later(reached, seen)],
        [WEAKEST, ONLY_SAID],
        relations=("posts", "days", "ads", "orders", "costs"),
    )


def _seen(asked: Scope) -> dict[str, Seen]:
    numbers = Numbers(asked)
    assert asked.known is not None, "an empty workspace has no level"  # noqa: S101
    price = find_price(asked.store, asked.settings, asked.selection, asked.known.until)
    facts = {
        **evidence(asked.store, asked.known.last),
        "tracked_orders": numbers.orders.get("tracked_orders"),
        "calibrated": price.amount is not None and price.word is Word.MODELLED,
        "price_basis": price.basis,
        "said": asked.settings.maturity,
    }
    return {sign.key: sign.seen(facts) for sign in SIGNS}


def _holds(seen: Mapping[str, Seen], sign: Sign) -> bool:
    return seen[sign.key].state is State.HOLDS


def _finding(reached: Level, nexts: list[Sign]) -> str:
    said = f"Level {int(reached)} of 5: {LEVEL_NAMES[reached]}."
    if not nexts:
        return said
    name = LEVEL_NAMES[Level(reached + 1)]
    lacking = listed([sign.label[:1].lower() + sign.label[1:] for sign in nexts])
    return f"{said} To reach level {reached + 1} ({name}) it takes that {lacking}."


def _steps(nexts: list[Sign]) -> list[str]:
    if not nexts:
        return []
    return [f"Next: {nexts[0].unlock}."]


def _later(reached: Level, seen: Mapping[str, Seen]) -> str:
    """Say which signs above the next level hold already, so that nobody thinks them lost."""
    ahead = [sign.label for sign in SIGNS if sign.level > reached + 1 and _holds(seen, sign)]
    return f"Ahead of its level already: {'; '.join(ahead).lower()}." if ahead else ""


_COLUMNS = (
    Shown("level", "Level", counted("level")),
    Shown("sign", "Sign", TEXT),
    Shown("state", "State", TEXT),
    Shown("evidence", "What the data show", TEXT),
)


def _signs(seen: Mapping[str, Seen]) -> AnswerTable:
    rows = tuple(
        Row(
            {
                "level": int(sign.level),
                "sign": sign.label,
                "state": str(seen[sign.key].state),
                "evidence": seen[sign.key].evidence,
            }
        )
        for sign in SIGNS
    )
    holding = sum(_holds(seen, sign) for sign in SIGNS)
    return AnswerTable("signs", f"{holding} of {len(SIGNS)} signs hold.", _COLUMNS, rows)


def _unlocks(nexts: list[Sign], seen: Mapping[str, Seen]) -> AnswerTable:
    rows = []
    for sign in nexts:
        cells: dict[str, Cell] = {
            "sign": sign.label,
            "state": str(seen[sign.key].state),
            "unlock": sign.unlock,
        }
        rows.append(Row(cells))
    columns = (
        Shown("sign", "What lacks", TEXT),
        Shown("state", "State", TEXT),
        Shown("unlock", "What to do", TEXT),
    )
    return AnswerTable("next", "What unlocks the next level.", columns, tuple(rows))
