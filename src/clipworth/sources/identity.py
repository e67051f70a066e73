"""How what tells a person is written before it is hashed or compared: the one place for it."""

import re

# An international number, however it is cut up: + and its digits; `(0)` is not dialled with it.
_INTERNATIONAL = re.compile(r"'?\+[\d()/.\-]{7,}")
# The same in the engine, over text without blanks.
FOLDED = (
    "lower(case when regexp_full_match({c}, '''?\\+[\\d()/.\\-]{{7,}}')"
    " then regexp_replace(replace({c}, '(0)', ''), '[^+\\d]', '', 'g') else {c} end)"
)
_NUMBER = re.compile(r"'?[+\d][\d\s()/.\-]{5,}")


def folded(text: str) -> str:
    """Write an e-mail, id or international number in one way.

    E-mails are lower case without blanks; dots and `+tags` stay, as only their owner's mail server
    knows whether they matter. `FOLDED` is its twin for the engine.
    """
    plain = re.sub(r"\s", "", text)
    if _INTERNATIONAL.fullmatch(plain):
        plain = re.sub(r"[^+\d]", "", plain.replace("(0)", ""))
    return plain.casefold()


def phone(text: str, country: str | None) -> str | None:
    """Write a phone number as E.164; None where it is none, or of an unknown country.

    country: ISO 3166 code that numbers without a + are of; None: they cannot be told.
    Source: ITU-T E.164, by the numbering plans that phonenumbers carries.
    """
    if not _NUMBER.fullmatch(text.strip()):
        return None
    import phonenumbers

    try:
        number = phonenumbers.parse(text.strip().lstrip("'"), country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_national(text: str) -> bool:
    """Tell whether a text could be a phone number whose country nobody says."""
    text = text.strip()
    return bool(_NUMBER.fullmatch(text)) and not text.lstrip("'").startswith("+")
