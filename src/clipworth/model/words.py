"""Whose word a number is, which layer it belongs to, and which dataset it may be pooled with."""

from enum import StrEnum


class Word(StrEnum):
    """Whose word a number is, from the hardest to the softest."""

    BILLED = "billed"
    FIRST_PARTY = "first-party"
    PLATFORM = "platform-reported"
    EXPERIMENTAL = "experimental"
    MODELLED = "modelled"
    ASSUMED = "assumed"


WORD_MEANINGS = {
    Word.BILLED: "An amount that was invoiced.",
    Word.FIRST_PARTY: "The brand's own records: its shop, its sheets, its events.",
    Word.PLATFORM: "What TikTok says; nobody else can check it.",
    Word.EXPERIMENTAL: "Measured against a comparison group.",
    Word.MODELLED: "Computed from data by a method that makes assumptions.",
    Word.ASSUMED: "A rate that somebody published or typed, not measured here.",
}


def weakest(words: "list[Word]") -> Word:
    """Give the softest of the words: a number is as hard as its softest part."""
    order = list(Word)
    return max(words, key=order.index)


class Role(StrEnum):
    """What an input does in a number."""

    ADDS = "adds"
    SUBTRACTS = "subtracts"
    MULTIPLIES = "multiplies"
    DECIDES = "decides which rows count"
    CONVERTS = "converts"


class Layer(StrEnum):
    """The three kinds of evidence, and what they are worth."""

    REACH = "reach"
    INTENT = "intent"
    CONVERSION = "conversion"
    VALUE = "value"


class Dataset(StrEnum):
    """Rows whose rates mean the same thing: cold and warm audiences never share a rate."""

    ORGANIC = "organic"
    PAID = "paid"
    SHOP = "shop"


class ContentType(StrEnum):
    """What a post, a cost or a return belongs to; the classes exclude each other."""

    ORGANIC = "organic"
    CREATOR = "creator"
    UGC = "ugc"
    PAID = "paid"
    SHOP = "shop"


class Stage(StrEnum):
    """How near to a purchase a post speaks to its viewer."""

    TOFU = "TOFU"
    MOFU = "MOFU"
    BOFU = "BOFU"


class Clock(StrEnum):
    """Whose midnight ends a day: the four clocks that meet here, and the one nobody states."""

    AD_ACCOUNT = "ad account's time zone"
    UTC = "UTC"
    PROPERTY = "analytics property's time zone"
    SHOP = "shop's time zone"
    BRAND = "brand's time zone"
    UNSTATED = "not stated by the export"
