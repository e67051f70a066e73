"""Which rows a question is about: days, the days before them, filters, currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from clipworth.measure.relations import RELATIONS
from clipworth.model.periods import Period
from clipworth.model.settings import Settings

NOT_TOP_SAMPLE = "not r.top_sample"


@dataclass(frozen=True)
class Selection:
    """What was asked, ready to be bound.

    period: None: an empty workspace. home: the currency of all money; None: there are several and
    none was chosen. undated: rows without a day count too, as all data were asked for.
    full: leave out posts known from top samples only. one_currency: all amounts are in home.
    crossed_rates: some currency has a rate into home only across another one.
    """

    period: Period | None
    before: Period | None
    where: Mapping[str, str]
    home: str | None
    sources: tuple[str, ...]
    undated: bool = False
    full: bool = False
    one_currency: bool = False
    crossed_rates: bool = True
    values: Mapping[str, object] = field(init=False)

    def __post_init__(self) -> None:
        values: dict[str, object] = {
            "since": self.period and self.period.since,
            "until": self.period and self.period.until,
            "before_since": self.before and self.before.since,
            "before_until": self.before and self.before.until,
            "undated": self.undated,
            "home": self.home,
            "tiktok_sources": [source.lower() for source in self.sources],
        }
        values |= {f"where_{key}": text for key, text in self.where.items()}
        object.__setattr__(self, "values", values)

    @classmethod
    def of(
        cls,
        settings: Settings,
        home: str | None,
        asked: Period | None,
        known: Period | None,
        where: Mapping[str, str],
    ) -> "Selection":
        """Make a selection of the days asked for, compared with those before, else of all data."""
        before = asked.previous if asked and known else None
        sources = settings.tiktok_sources
        return cls(asked or known, before, dict(where), home, sources, undated=asked is None)

    def only_full(self) -> "Selection":
        """Leave out posts that are only known because they succeeded."""
        return replace(self, full=True)

    def filtered(self, **where: str) -> "Selection":
        """Add filters."""
        return replace(self, where={**self.where, **where})

    def misses(self, relation: str) -> tuple[str, ...]:
        """Name the filters that the rows of a relation cannot be asked by."""
        return tuple(key for key in self.where if key not in RELATIONS[relation].filters)

    def rows(self, relation: str, *more: str) -> str:
        """Write the condition on a row r of a relation, that it is of the days asked about too."""
        days = "r.day >= $since::date and r.day < $until::date"
        if self.undated:
            days = f"(r.day is null or ({days}))"
        beside = self.condition(relation, *(one for one in more if one != "true"))
        return days if beside == "true" else f"{days} and {beside}"

    def condition(self, relation: str, *more: str) -> str:
        """Write the condition on a row r of a relation."""
        conditions = [RELATIONS[relation].condition(key, text) for key, text in self.where.items()]
        if self.full and relation == "posts":
            conditions.append(NOT_TOP_SAMPLE)
        return " and ".join([*conditions, *more]) or "true"
