"""clipworth.toml is read strictly: what it says is known, or the nearest known word is named."""

from decimal import Decimal

import pytest

from clipworth.model.problems import WrongUse
from workspaces import Brand


def test_a_fresh_workspace_says_what_it_was_given(brand: Brand) -> None:
    settings = brand.workspace.settings()

    assert (settings.brand, settings.currency) == ("Kaffee", "EUR")
    assert settings.accounts == ("kaffee",)
    assert settings.originals == "redact"
    assert settings.retention_days is None


def test_every_key_can_be_set(brand: Brand) -> None:
    brand.workspace.config.write_text(
        '[brand]\naccounts = ["@Kaffee"]\ncurrency = "chf"\n[value]\nper_1000_views = 8.50\n'
        '[privacy]\noriginals = "keep"\nretention_days = 730\n'
    )
    settings = brand.workspace.settings()

    assert settings.accounts == ("kaffee",)
    assert settings.currency == "CHF"
    assert settings.value_per_1000_views == Decimal("8.5")
    assert (settings.originals, settings.retention_days) == ("keep", 730)


def test_published_numbers_can_be_typed_over(brand: Brand) -> None:
    brand.workspace.config.write_text("[defaults]\nposts_per_month = 12\n")

    assert brand.workspace.settings().defaults == {"posts_per_month": Decimal(12)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[defaults]\npost_per_month = 12\n", "Did you mean posts_per_month"),
        ("[defaults]\ntofu_share_alarm = 30\n", "a share, as 0.7 for 70 %"),
        ("[defaults]\nposts_per_month = 0\n", "an amount above 0"),
        ("[maturity]\nserver_event = true\n", "Did you mean server_events"),
        ('[maturity]\nserver_events = "yes"\n', "true or false"),
        ('[defaults]\nposts_per_month = "many"\n', "an amount, as in 8.50"),
        ("[brnad]\n", "Did you mean brand"),
        ('[brand]\ncurency = "EUR"\n', "Did you mean currency"),
        ("[privacy]\nretention = 5\n", "Did you mean retention_days"),
        ('[privacy]\noriginals = "hide"\n', "'redact', 'encrypt' or 'keep'"),
        ("[privacy]\nretention_days = true\n", "a number of days"),
        ("[privacy]\nretention_days = -5\n", "a number of days"),
        ('[value]\nper_1000_views = "viel"\n', "an amount, as in 8.50"),
        ("[value]\nper_1000_views = nan\n", "an amount, as in 8.50"),
        ('[brand]\naccounts = "kaffee"\n', "a list of texts"),
        ("[brand]\nname = 5\n", "a text in quotes"),
        ('[brand]\ntime_zone = "Mars/Base"\n', 'as in "Europe/Athens"'),
        ('[brand]\ncurrency = "Euro"\n', "three letters"),
        ('brand = "Kaffee"\n', "is a part"),
        ("[brand\n", "cannot be read"),
    ],
)
def test_what_is_not_known_is_said_with_what_is(brand: Brand, text: str, says: str) -> None:
    brand.workspace.config.write_text(text)

    with pytest.raises(WrongUse, match=r"clipworth\.toml") as error:
        brand.workspace.settings()

    assert says in str(error.value)
