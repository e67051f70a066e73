"""How what tells a person is written before it is hashed or compared: the one place for it."""

import re
from collections.abc import Callable

# An international number, however it is cut up: + and its digits; `(0)` is not dialled with it.
_INTERNATIONAL = re.compile(r"'?\+[\d()/.\-]{7,}")
# The same in the engine, over text without blanks.
FOLDED = (
    "lower(case when regexp_full_match({c}, '''?\\+[\\d()/.\\-]{{7,}}')"
    " then regexp_replace(replace({c}, '(0)', ''), '[^+\\d]', '', 'g') else {c} end)"
)
# What stands in free text instead of who was named there.
SOMEBODY = "(somebody)"
_MAIL = (
    r"[^\s=&?/,;:<>()\[\]\"'@%]{1,64}(?:%2B[^\s=&?/@%]{1,64})?(?:@|%40)(?:[\w-]+\.)+[^\W\d_]{2,}"
)
# Only behind a + or where the text says so: ids, amounts and days are digits too.
_DIALLED = r"(?<![\w+])(?:\+|%2B)\d(?:(?:[\s().\-/]|%20){0,2}\d){7,14}(?!\d)"
_CALLED = r"\btel:|(?<![^\W_])(?:tele?phone|phone|phone_?number|mobile|tel|telefono?)="
_CONTACT = re.compile(rf"{_MAIL}|{_DIALLED}|(?P<said>{_CALLED})[^&#\s]*\d[^&#\s]*", re.IGNORECASE)
# Finds for the engine all text that `masked` may change, and some that it does not.
CONTACT = "(?i)(@|%40)[^ @]*[.]|([+]|%2B)[0-9]|tel:|(phone|number|mobile|tel|telefono?)="
_IN_TEXT = re.compile(r"(?<!\w)[+0]\d?[\d\s()/.\-]{5,20}\d(?!\w)")
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


def masked(text: str) -> str:
    """Mask the e-mails and phone numbers in free text; the rest of it stays."""
    return _CONTACT.sub(lambda found: f"{found['said'] or ''}{SOMEBODY}", text)


def masker(plain: str, country: str | None) -> Callable[[str], str]:
    """Give what masks one person in any text, if an e-mail or a phone number tells who it is.

    Other ids are digits that orders and amounts have too, so they are looked for in no text.
    country: of phone numbers without a +.
    """
    plain, number = plain.strip(), phone(plain, country)
    if "@" in plain:
        who = re.escape(plain).replace("@", "(?:@|%40)").replace("\\+", "(?:\\+|%2B)")
        mail = re.compile(rf"(?<![\w.+-]){who}(?![\w-]|\.\w)", re.IGNORECASE)
        return lambda text: mail.sub(SOMEBODY, text)
    if number is None:
        return lambda text: text

    def instead(found: re.Match[str]) -> str:
        return SOMEBODY if phone(found[0], country) == number else found[0]

    return lambda text: _IN_TEXT.sub(instead, text)


def is_national(text: str) -> bool:
    """Tell whether a text could be a phone number whose country nobody says."""
    text = text.strip()
    return bool(_NUMBER.fullmatch(text)) and not text.lstrip("'").startswith("+")
