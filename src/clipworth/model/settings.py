"""What a brand decides by hand, as clipworth.toml holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from clipworth.model.labels import LabelRule


@dataclass(frozen=True)
class MonthClose:
    """A month whose figures were frozen; an amount that was unknown then is None.

    month: `2026-05`. entry: the journal's number of it. at: the moment, as the journal writes it.
    """

    month: str
    figures: Mapping[str, Decimal | None]
    currency: str | None
    who: str
    at: str
    entry: int


@dataclass(frozen=True)
class Settings:
    """The decisions of one workspace.

    currency: ISO 4217 code that money is shown in; None: that of the data, where it is only one.
    time_zone: IANA name of the zone that days are counted in where a file gives moments alone;
        None: UTC.
    accounts: the brand's own handles, without the @.
    country: ISO 3166 code of the country that phone numbers without a + are of; None: unknown.
    originals: `redact` replaces personal cells of originals by keyed hashes; `encrypt` keeps files
        that name people sealed; `keep` keeps all as it came.
    retention_days: how long a person stays linked to an order; None: for ever.
    value_per_1000_views: what the same reach would have cost; None: from the brand's own ads.
    defaults: published numbers that the brand types over, by key of model.defaults.
    rules: which captions belong to which pillar and stage, where the plan does not say.
    maturity: what a person says of signs that no file shows, by key of model.maturity.
    benchmarks: own benchmarks of ads by format, by key of model.defaults.paid.
    closes: months whose figures were frozen, oldest first.
    simulated: the brand is invented, and every surface says so.
    """

    brand: str = ""
    currency: str | None = None
    country: str | None = None
    time_zone: str | None = None
    accounts: tuple[str, ...] = ()
    originals: str = "redact"
    retention_days: int | None = None
    value_per_1000_views: Decimal | None = None
    tiktok_sources: tuple[str, ...] = ("tiktok", "tiktok.com", "tt", "www.tiktok.com")
    defaults: Mapping[str, Decimal] = field(default_factory=dict)
    rules: tuple[LabelRule, ...] = ()
    maturity: Mapping[str, bool] = field(default_factory=dict)
    benchmarks: Mapping[str, Decimal] = field(default_factory=dict)
    closes: tuple[MonthClose, ...] = ()
    simulated: bool = False
