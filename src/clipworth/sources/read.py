"""Readers of cells: counts, money, shares, ids, text, flags, people."""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from clipworth.model.problems import BadCell, Noted
from clipworth.model.tables import Type
from clipworth.sources.declare import Clues, Reader
from clipworth.sources.identity import CONTACT, SOMEBODY, folded, masked
from clipworth.sources.numerals import (
    MARKED,
    SCIENTIFIC,
    study_decimals,
    thousands,
    to_decimal,
)

# Exports write these for "no data"; none of them is a zero.
UNKNOWN = frozenset(
    ("", "-", "--", "---", "—", "–", "−", "undefined", "nan", "n/a", "na", "null", "none", "n.a.")
)
MASKED = re.compile(r"^<\s*\d+$")


def is_unknown(text: str) -> bool:
    """Tell whether a cell says that there is no data."""
    return text.strip().casefold() in UNKNOWN


def _unknown(text: str) -> bool | Noted:
    if is_unknown(text):
        return True
    if MASKED.match(text.strip()):
        return Noted(None, f"'{text}' is masked for privacy, so the number is unknown.")
    return False


def _count(text: str, clues: Clues) -> Any:
    unknown = _unknown(text)
    if unknown is not False:
        return None if unknown is True else unknown
    parted = thousands(text, clues, whole=True)
    if parted is not None:
        return parted
    value = to_decimal(text, clues, whole=True)
    if value != value.to_integral_value():
        raise BadCell(f"'{text}' is not a whole number.", "A count has no decimals.")
    if abs(value) > 9_000_000_000_000_000_000:
        raise BadCell(f"'{text}' is too large for a count.", "Check the column: is it an id?")
    return int(value)


def _positive_count(text: str, clues: Clues) -> Any:
    value = _count(text, clues)
    if isinstance(value, int) and value < 0:
        # Studio writes -1 where it has no figure.
        if value == -1:
            return Noted(None, "'-1' stands for no data.")
        raise BadCell(f"'{text}' is negative, and this cannot be.", "Check the export.")
    return value


def _daily_count(text: str, clues: Clues) -> Any:
    value = _count(text, clues)
    if isinstance(value, int) and value < 0:
        return Noted(value, f"'{text}' is negative: more was taken back than given that day.")
    return value


def _pieces(text: str, clues: Clues) -> Any:
    """Read how many were sold; some tills write a weight there."""
    value = _money(text, clues)
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return Noted(None, f"'{text}' is a weight or a part, so how many is unknown.")
    return int(value) if isinstance(value, Decimal) else value


def _money(text: str, clues: Clues) -> Any:
    """Read an amount, of which 1.320 is either 1320 or 1.32 and never a guess."""
    return thousands(text, clues) or _exact(text, clues)


def _exact(text: str, clues: Clues) -> Any:
    """Read an amount of any precision, so that 1.320 is 1.32 where no cell says otherwise."""
    unknown = _unknown(text)
    if unknown is not False:
        return None if unknown is True else unknown
    value = to_decimal(text, clues)
    if abs(value) >= Decimal(10) ** 12:
        raise BadCell(f"'{text}' is too large for an amount.", "Check the column: is it an id?")
    return value


def _number(text: str, clues: Clues) -> Any:
    value = _exact(text, clues)
    return float(value) if isinstance(value, Decimal) else value


def _parted(text: str, clues: Clues) -> Any:
    """Read a count that several share, so that it may have decimals."""
    value = _money(text, clues)
    return float(value) if isinstance(value, Decimal) else value


def _in_range(text: str, value: float) -> float:
    if not 0.0 <= value <= 1.0:
        raise BadCell(f"'{text}' is not a share between 0 and 1.", "Write 0.42, or 42 %.")
    return value


def _share(text: str, clues: Clues) -> Any:
    value = _number(text.replace("%", ""), clues)
    if isinstance(value, float):
        return _in_range(text, value / 100 if "%" in text else value)
    return value


def _percent(text: str, clues: Clues) -> Any:
    value = _number(text.replace("%", ""), clues)
    return _in_range(text, value / 100) if isinstance(value, float) else value


def _rate(text: str, clues: Clues) -> Any:
    """Read a percentage that may exceed 100, as conversions may exceed clicks."""
    value = _number(text.replace("%", ""), clues)
    return value / 100 if isinstance(value, float) else value


def _text(text: str, clues: Clues) -> Any:  # noqa: ARG001 - readers share one shape
    return None if is_unknown(text) else text.strip()


def masking(reader: Reader) -> Reader:
    """Give a reader of text that people write, which holds nobody's e-mail or phone number."""

    def parse(text: str, clues: Clues) -> Any:
        return reader.parse(masked(text), clues)

    fast = f"case when not regexp_matches({{c}}, '{CONTACT}') then {reader.fast} end"
    return replace(reader, fast=fast, parse=parse, keep=masked)


PROFILE = re.compile(r"[\w-]+\.[a-z]{2,3}/@([^/?#\s]+)", re.IGNORECASE)


def _handle(text: str, clues: Clues) -> Any:  # noqa: ARG001
    """Read a handle, also out of the link of a profile."""
    if is_unknown(text):
        return None
    link = PROFILE.search(text)
    return (link[1] if link else text.strip().lstrip("@")).lower()


def _code(text: str, clues: Clues) -> Any:  # noqa: ARG001
    if is_unknown(text):
        return None
    return ";".join(part.strip().upper() for part in re.split(r"[;,]", text) if part.strip())


# What people write into a note when they ask; any other note is no answer.
_ASKED = r"(?:how did you hear|heard|hdyhau|found)(?:\s+(?:about|of))?(?:\s+us)?"
HEARD = re.compile(
    rf"\b{_ASKED}\s*(?:[?:=–—-]+|\b(?:on|from|via|through|in|at)\b)\s*(?P<answer>[^;|\r\n]*\w(?:(?<={re.escape(SOMEBODY[:-1])})\))?)",
    re.IGNORECASE,
)


def _heard(text: str, clues: Clues) -> Any:  # noqa: ARG001
    found = HEARD.search(text)
    return masked(found["answer"].strip()) if found else None


def _keep_heard(text: str) -> str:
    found = HEARD.search(text)
    return f"heard: {masked(found['answer'].strip())}" if found else ""


LOST_DIGITS = re.compile(r"^\d{13,}0000$")


def _study_ids(cells: list[str], clues: Clues) -> Clues:
    """Ids that all end in 0000 went through a spreadsheet program, which keeps 15 digits."""
    long = [cell for cell in cells if cell.isdigit() and len(cell) >= 17]
    lost = len(long) >= 2 and all(LOST_DIGITS.match(cell) for cell in long)
    return replace(clues, lost_digits=lost)


POST_LINK = re.compile(r"/(?:video|photo)/(\d{5,25})")


def _id(text: str, clues: Clues) -> Any:
    if is_unknown(text) or text.strip() == "0":
        return None
    # Some write ="7412…" so that a spreadsheet program keeps every digit.
    text = re.sub(r'^="([^"]*)"$', r"\1", text.strip()).strip("'").strip()
    bare = text.replace(",", ".")
    if SCIENTIFIC.match(bare) or re.fullmatch(r"\d{15,}\.0+", bare):
        raise BadCell(
            f"Id '{text}' lost its last digits in a spreadsheet program.",
            "Export again as CSV, and open it with the column set to text.",
        )
    if clues.lost_digits and LOST_DIGITS.match(text):
        raise BadCell(
            f"Id '{text}' ends in zeros like all others: a spreadsheet program cut them.",
            "Export again as CSV, and open it with the column set to text.",
        )
    return re.sub(r"\.0$", "", text)


def _post_id(text: str, clues: Clues) -> Any:
    """Take the post's id out of a link, or as it is."""
    found = POST_LINK.search(text)
    if found:
        return found[1]
    value = _id(text, clues)
    if isinstance(value, str) and not re.fullmatch(r"\d{5,25}", value):
        raise BadCell(
            f"'{text}' is neither a post's link nor its id.",
            "Paste the link, as in https://www.tiktok.com/@brand/video/7412345678901234567.",
        )
    return value


LINK_HANDLE = re.compile(r"tiktok\.com/@([^/?#\s]+)/", re.IGNORECASE)


def _link_handle(text: str, clues: Clues) -> Any:  # noqa: ARG001
    found = LINK_HANDLE.search(text)
    return found[1].lower() if found else None


def _flag(text: str, clues: Clues) -> Any:  # noqa: ARG001
    word = text.strip().casefold()
    if word in ("true", "yes", "y", "1", "ja", "oui", "sí", "si", "ναι"):
        return True
    if word in ("false", "no", "n", "0", "nein", "non", "όχι"):
        return False
    if word in UNKNOWN:
        return None
    raise BadCell(f"'{text}' is neither yes nor no.", "Write yes or no.")


def person_hash(text: str, key: bytes) -> str:
    """Hash who a customer is, so that the same one is known again and nobody else can tell.

    Source: HMAC, RFC 2104, over the text as `identity.folded` writes it.
    """
    return hmac.new(key, folded(text).encode(), hashlib.sha256).hexdigest()[:32]


REDACTED = re.compile(r"^person:([0-9a-f]{32})$")


def _person(text: str, clues: Clues) -> Any:
    hashed = hash_of(text, clues)
    return None if hashed in clues.forgotten else hashed


def hash_of(text: str, clues: Clues) -> str | None:
    """Give the keyed hash of a person, also of one whose cell was redacted before.

    Of one who was forgotten under an older key, it is the hash that the journal knows.
    """
    if is_unknown(text):
        return None
    before = REDACTED.match(text)
    if before:
        return before[1]
    if clues.forgotten:
        for key in clues.older_keys:
            older = person_hash(text, key)
            if older in clues.forgotten:
                return older
    return person_hash(text, clues.person_key)


def _currency(text: str, clues: Clues) -> Any:  # noqa: ARG001
    if is_unknown(text):
        return None
    code = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise BadCell(f"'{text}' is not a currency code.", "Write three letters, as in EUR.")
    return code


def _duration(text: str, clues: Clues) -> Any:
    """Read seconds, or 1:05."""
    clock = re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?", text.strip())
    if clock:
        return float(int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3]))
    return _number(text.strip().rstrip("s").strip(), clues)


def _standing_count(text: str, clues: Clues) -> Any:
    value = _positive_count(text, clues)
    if value == 0:
        return Noted(None, "'0' is what a failed reading leaves, so the number is unknown.")
    return value


def one_of(known: dict[str, tuple[str, ...]], what: str) -> Callable[[str, Clues], Any]:
    """Read one of a few words, under any of the names that people use for it."""
    names = {name: word for word, others in known.items() for name in (word.casefold(), *others)}

    def parse(text: str, clues: Clues) -> Any:  # noqa: ARG001
        if is_unknown(text):
            return None
        found = names.get(text.strip().casefold())
        if found is None:
            raise BadCell(f"'{text}' is no {what}.", "Write one of: " + ", ".join(known) + ".")
        return found

    return parse


CONTENT_TYPES = {
    "organic": ("owned", "own", "organisch", "eigen", "organique", "orgánico", "organico",
        "orgânico", "οργανικό"),
    "creator": ("creators", "influencer", "influencers", "partnership", "créateur", "créatrice",
        "creador", "creatore", "criador", "δημιουργός"),
    "ugc": ("user generated", "user-generated", "user generated content"),
    "paid": ("ad", "ads", "bezahlt", "werbung", "anzeige", "payant", "publicité", "pagado",
        "de pago", "publicidad", "a pagamento", "pubblicità", "pago", "publicidade", "διαφήμιση"),
    "shop": ("tiktok shop", "commerce"),
}  # fmt: skip
STAGES = {
    "TOFU": ("top", "awareness", "top of funnel", "bekanntheit", "notoriété", "notoriedad",
        "notorietà", "consapevolezza", "conhecimento", "αναγνωρισιμότητα"),
    "MOFU": ("middle", "mid", "consideration", "middle of funnel", "erwägung", "considération",
        "consideración", "considerazione", "consideração"),
    "BOFU": ("bottom", "conversion", "bottom of funnel", "kauf", "conversión", "conversione",
        "conversão", "μετατροπή"),
}  # fmt: skip
DISCOUNT_KINDS: dict[str, tuple[str, ...]] = {"fixed_amount": (), "percentage": (), "shipping": ()}
COST_KINDS = {
    "production": ("shoot", "shooting", "filming", "editing", "content", "props", "produktion",
        "dreh", "schnitt", "tournage", "montage", "producción", "rodaje", "edición", "produzione",
        "riprese", "montaggio", "produção", "filmagem", "edição", "παραγωγή", "γύρισμα", "μοντάζ"),
    "tools": ("tool", "software", "subscription", "subscriptions", "werkzeuge", "abos", "outils",
        "logiciels", "herramientas", "suscripciones", "strumenti", "abbonamenti", "ferramentas",
        "assinaturas", "εργαλεία", "συνδρομές"),
    "staff": ("salary", "salaries", "people", "wages", "team", "personal", "gehalt", "gehälter",
        "löhne", "lohn", "personnel", "salaire", "salaires", "sueldo", "sueldos", "salarios",
        "personale", "stipendi", "stipendio", "pessoal", "salários", "προσωπικό", "μισθοί",
        "μισθοδοσία"),
    "other": ("misc", "miscellaneous", "sonstiges", "andere", "autre", "autres", "divers", "otro",
        "otros", "altro", "varie", "outro", "outros", "άλλο", "άλλα", "λοιπά"),
}  # fmt: skip

_WHOLE = "case when regexp_full_match({c}, '[0-9]+') then try_cast({c} as BIGINT) end"
_SIGNED = _WHOLE.replace("'[0-9]+'", "'-?[0-9]+'")
# A dot and three digits may be thousands, so such cells are looked at together with the others.
_EXACT = (
    "case when regexp_full_match({c}, '-?[0-9]+([.][0-9]{{1,2}}|[.][0-9]{{4,6}})?')"
    " then try_cast({c} as DECIMAL(18,6)) end"
)
# A percentage with two decimals, the sign being there or not; 0.1234 leaves the engine as 12.34 %.
_PERCENT = (
    "case when regexp_full_match({c}, '(100|[0-9]{{1,2}}([.][0-9]{{1,2}})?)%?')"
    " then try_cast(rtrim({c}, '%') as DOUBLE) / 100 end"
)

count = Reader("count", Type.COUNT, _WHOLE, _positive_count, study_decimals, tells=MARKED)
daily_count = Reader("daily count", Type.COUNT, _WHOLE, _daily_count, study_decimals, tells=MARKED)
pieces = Reader("pieces", Type.COUNT, _WHOLE, _pieces, study_decimals, tells=MARKED)
signed_count = Reader("signed count", Type.COUNT, _SIGNED, _count, study_decimals, tells=MARKED)
money = Reader("amount", Type.MONEY, _EXACT, _money, study_decimals, tells=MARKED)
# What programs write, and ratios, which have as many decimals as they need.
exact = Reader("amount", Type.MONEY, _EXACT, _exact, study_decimals, tells=MARKED)
number = Reader("number", Type.NUMBER, _EXACT.replace("DECIMAL(18,6)", "DOUBLE"), _number)
parted = Reader("number", Type.NUMBER, number.fast, _parted, study_decimals, tells=MARKED)
duration = Reader("seconds", Type.NUMBER, "null", _duration, study_decimals, tells=MARKED)
share = Reader("share", Type.NUMBER, "null", _share, study_decimals, tells=MARKED)
percent = Reader("percentage", Type.NUMBER, _PERCENT, _percent, study_decimals, tells=MARKED)
rate = Reader("percentage", Type.NUMBER, _PERCENT, _rate, study_decimals, tells=MARKED)
flag = Reader(
    "yes or no",
    Type.FLAG,
    "case when lower({c}) in ('true', 'yes', '1') then true"
    " when lower({c}) in ('false', 'no', '0') then false end",
    _flag,
)
# Trimming walks over every letter, patterns cost more still, and the engine asks plain functions
# once for each word of a column's dictionary; so both are asked of few cells.
_TRIMMED = (
    "(not starts_with({c}, ' ') and not ends_with({c}, ' ') and strlen({c}) = length({c})"
    " or {c} = trim({c}))"
)
_UNKNOWN_WORDS = f"|{'|'.join(sorted(UNKNOWN))}|"
_TOLD = (
    f"(strlen({{c}}) > {max(len(word.encode()) for word in UNKNOWN)}"
    f" or not contains('{_UNKNOWN_WORDS}', concat('|', lower({{c}}), '|')))"
)
text = Reader("text", Type.TEXT, f"case when {_TRIMMED} and {_TOLD} then {{c}} end", _text)
free_text = masking(text)
handle = Reader("handle", Type.TEXT, "null", _handle)
heard = Reader("how they heard", Type.TEXT, "null", _heard, keep=_keep_heard)
code = Reader("code", Type.TEXT, "null", _code)
identifier = Reader(
    "id",
    Type.TEXT,
    "case when regexp_full_match({c}, '[0-9]{{5,25}}') and not {c}.ends_with('0000') then {c} end",
    _id,
    _study_ids,
)
post_id = Reader("post id", Type.TEXT, identifier.fast, _post_id, _study_ids)
link_handle = Reader("handle in a link", Type.TEXT, "null", _link_handle)
_UNKNOWN = ", ".join(f"'{word}'" for word in sorted(UNKNOWN))
# Only what the engine folds as Python does; `person_of` is a macro that knows the key.
person = Reader(
    "person",
    Type.TEXT,
    "case when regexp_full_match({c}, 'person:[0-9a-f]{{32}}') then unforgotten(right({c}, 32))"
    f" when lower({{c}}) not in ({_UNKNOWN})"
    " and regexp_full_match({c}, '[!-~]+') then unforgotten(person_of({c})) end",
    _person,
)
currency = Reader(
    "currency", Type.TEXT, "case when regexp_full_match({c}, '[A-Z]{{3}}') then {c} end", _currency
)
standing_count = Reader(
    "count", Type.COUNT, _WHOLE.replace("[0-9]+", "[1-9][0-9]*"), _standing_count
)
content_type = Reader("content type", Type.TEXT, "null", one_of(CONTENT_TYPES, "content type"))
stage = Reader("stage", Type.TEXT, "null", one_of(STAGES, "stage of the funnel"))
discount_kind = Reader(
    "kind of discount", Type.TEXT, "null", one_of(DISCOUNT_KINDS, "kind of discount")
)
cost_kind = Reader("kind of cost", Type.TEXT, "null", one_of(COST_KINDS, "kind of cost"))
