"""Invented customers: names that belong to nobody, addresses at example.com."""

from dataclasses import dataclass

from numpy.random import Generator

from clipworth.worlds.chance import pick
from clipworth.worlds.things import Customer


@dataclass(frozen=True)
class Country:
    """A country the shop sends to: its share of customers, tax on coffee, and made-up names."""

    code: str
    share: float
    tax: str
    tax_name: str
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    streets: tuple[str, ...]
    cities: tuple[tuple[str, str], ...]


COUNTRIES = (
    Country(
        "ES",
        0.34,
        "0.10",
        "ES IVA 10%",
        ("Lucía", "Mateo", "Carmen", "Iker", "Nerea", "Álvaro"),
        ("Vallesol", "Montaraz", "Quintanar", "Olmedilla", "Brisas"),
        ("Calle Inventada", "Plaza del Ejemplo"),
        (("Madrid", "28013"), ("Valencia", "46001"), ("Sevilla", "41004")),
    ),
    Country(
        "DE",
        0.28,
        "0.07",
        "DE MwSt 7%",
        ("Jonas", "Mia", "Anneke", "Lukas", "Frieda", "Emil"),
        ("Musterfeld", "Beispieler", "Nordhaus", "Wanderlich", "Kaltbrunn"),
        ("Musterweg", "Beispielallee"),
        (("Berlin", "10115"), ("Hamburg", "20095"), ("Leipzig", "04109")),
    ),
    Country(
        "GR",
        0.14,
        "0.13",
        "GR ΦΠΑ 13%",
        ("Eleni", "Nikos", "Katerina", "Stavros", "Ioanna"),
        ("Fantastou", "Thalassinos", "Paradeigmas", "Oneirou"),
        ("Odos Fantasias", "Odos Paradeigma"),
        (("Athina", "10557"), ("Thessaloniki", "54624")),
    ),
    Country(
        "FR",
        0.10,
        "0.055",
        "FR TVA 5.5%",
        ("Camille", "Hugo", "Léa", "Théo"),
        ("Exemplier", "Boisclair", "Rivemont"),
        ("Rue de l'Exemple",),
        (("Lyon", "69001"), ("Nantes", "44000")),
    ),
    Country(
        "GB",
        0.10,
        "0",
        "",
        ("Oliver", "Priya", "Harriet", "Callum", "Niamh"),
        ("Sampleton", "Mockridge", "Fernley", "Wexmoor"),
        ("Example Street", "Placeholder Lane"),
        (("London", "E2 8AA"), ("Leeds", "LS1 4AP"), ("Bristol", "BS1 5TR")),
    ),
    Country(
        "NL",
        0.04,
        "0.09",
        "NL BTW 9%",
        ("Daan", "Sanne", "Femke"),
        ("Voorbeeldsma", "Zandwijk"),
        ("Voorbeeldstraat",),
        (("Utrecht", "3511"),),
    ),
)
COUNTRY = {country.code: country for country in COUNTRIES}
_ASCII = str.maketrans("áéíóúÁèàç", "aeiouAeac")


def invent(rng: Generator, number: int) -> Customer:
    """Make up the customer of a number; the number keeps the e-mail addresses apart."""
    country = pick(rng, COUNTRIES, tuple(country.share for country in COUNTRIES))
    first, last = pick(rng, country.first_names), pick(rng, country.last_names)
    city, zip_code = pick(rng, country.cities)
    return Customer(
        name=f"{first} {last}",
        email=f"{first}.{last}{number}@example.com".translate(_ASCII).lower(),
        street=f"{pick(rng, country.streets)} {int(rng.integers(1, 90))}",
        city=city,
        zip_code=zip_code,
        country=country.code,
        accepts_marketing=bool(rng.random() < 0.4),
    )
