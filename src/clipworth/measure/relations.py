"""The relations that metrics are measured on: rows with a day, a currency and dimensions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from clipworth.measure.paid.families import FIELDS
from clipworth.store.engine import sql_file

NOT_ASSIGNED = "not assigned"


@dataclass(frozen=True)
class Relation:
    """Rows that metrics are measured on.

    text: gives its SQL. table, keys: the canonical table its rows stand for, and that one's key.
    item: what differs from one to the next, as SQL; noun: what it is called.
    filters: which filters its rows can be asked by.
    rated: which rows count in rates; NULL or false leaves a row out.
    conditions: filters that mean something else here, by key.
    branches: by table, the named part of its SQL whose rows stand for that table alone.
    """

    key: str
    text: Callable[[], str]
    table: str
    keys: tuple[str, ...]
    item: str
    noun: str
    filters: frozenset[str]
    rated: str = "true"
    conditions: Mapping[str, str] = field(default_factory=dict)
    branches: Mapping[str, str] = field(default_factory=dict)

    def condition(self, key: str, value: str = "") -> str:
        """Give the condition that a filter by a value puts on a row r."""
        if value.strip().lower() == NOT_ASSIGNED and key in _ASSIGNED:
            return _NO_ACCOUNT if key in self.conditions else f"{_ASSIGNED[key]} is null"
        return self.conditions.get(key, CONDITIONS[key])


def exchange() -> str:
    """Give the relation of exchange rates into the home currency."""
    return sql_file(__file__, "money/exchange")


def posts() -> str:
    """Give the relation of posts."""
    return sql_file(__file__, "content/posts")


def ads() -> str:
    """Give the relation of ads at the chosen level."""
    return sql_file(__file__, "paid/ads")


def days() -> str:
    """Give the relation of account days."""
    return sql_file(__file__, "accounts/days")


def orders() -> str:
    """Give the relation of orders with their credit."""
    spoken = speaking_codes()
    return sql_file(
        __file__,
        "sales/orders",
        speaking_codes=spoken,
        trackable=trackable(),
        awaited=awaited(),
    )


def awaited() -> str:
    """Give the relation of statuses by which the payment of an order is still to come."""
    return sql_file(__file__, "sales/awaited")


def speaking_codes() -> str:
    """Give the relation of codes that say whom an order is credited to."""
    return sql_file(__file__, "sales/speaking_codes")


def trackable() -> str:
    """Give the statement that tells whether any order could be tracked to TikTok."""
    return sql_file(__file__, "sales/trackable", speaking_codes=speaking_codes())


def margins() -> str:
    """Give the relation of orders with their margin."""
    return _margins("orders.credit is not null")


def all_margins() -> str:
    """Give the relation of orders with their margin, whether tracked to TikTok or not."""
    return _margins("true")


def _margins(costed: str) -> str:
    return sql_file(__file__, "sales/margins", orders=orders(), exchange=exchange(), costed=costed)


def ad_totals() -> str:
    """Give the relation of totals of ads over a period."""
    return sql_file(__file__, "ledger/ad_totals")


def costs() -> str:
    """Give the relation of costs by day."""
    return sql_file(__file__, "ledger/costs", ads=ads(), ad_totals=ad_totals())


def books() -> str:
    """Give the relation of costs without days of ads, where those are known from the ads."""
    none = f"select * from (\n{ads()}\n) where false"
    return sql_file(__file__, "ledger/costs", ads=none, ad_totals=ad_totals())


# Ads, orders and costs are of the account whose post they are of.
_BY_POST = {
    "account": "r.post_id in (select p.post_id from post as p"
    " where lower(p.account) = ltrim(lower($where_account), '@'))"
}
_NO_ACCOUNT = (
    "not exists (select 1 from post as p where p.post_id = r.post_id and p.account is not null)"
)
_PLAN = {"pillar", "content_type", "format", "stage", "creator"}

RELATIONS: Mapping[str, Relation] = {
    relation.key: relation
    for relation in (
        Relation(
            "posts",
            posts,
            "post",
            ("post_id",),
            "r.post_id",
            "post",
            frozenset({*_PLAN, "account", "signals", "post"}),
            # Paid engagement inside a boosted post's totals cannot be taken out of its rates, and
            # counters of different days make none.
            rated="not r.boosted and not r.uneven",
        ),
        Relation(
            "ads",
            ads,
            "ad_day",
            ("ad_account", "level", "entity", "day"),
            "r.day",
            "day",
            frozenset({*_PLAN, "campaign", "post", "account"}),
            conditions=_BY_POST,
        ),
        Relation(
            "days",
            days,
            "account_day",
            ("account", "day"),
            "r.day",
            "day",
            frozenset({"account"}),
        ),
        Relation(
            "orders",
            orders,
            "sale",
            ("order_id",),
            "r.day",
            "day",
            frozenset({*_PLAN, "post", "account"}),
            conditions=_BY_POST,
        ),
        # The same orders, asked for as the shop's whole: no filter parts those that nobody tracked.
        Relation("shop", orders, "sale", ("order_id",), "r.day", "day", frozenset()),
        Relation(
            "margins",
            margins,
            "sale",
            ("order_id",),
            "r.day",
            "day",
            frozenset({*_PLAN, "post", "account"}),
            conditions=_BY_POST,
        ),
        Relation(
            "costs",
            costs,
            "cost",
            (),
            "r.day",
            "day",
            frozenset({*_PLAN, "post", "account", "campaign"}),
            conditions=_BY_POST,
            branches={
                "ad_day": "ads",
                "ad_period": "counted_total",
                "creator": "fee_day",
                "cost": "sheet_day",
            },
        ),
        Relation(
            "books",
            books,
            "cost",
            (),
            "r.day",
            "day",
            frozenset({*_PLAN, "post", "account", "campaign"}),
            conditions=_BY_POST,
        ),
    )
}

# Filter key -> condition on a row r, the value being bound as $where_<key>.
CONDITIONS: Mapping[str, str] = {
    "account": "r.account = ltrim(lower($where_account), '@')",
    "pillar": "list_contains(string_split(lower(array_to_string(r.pillars, ';')), ';'),"
    " lower($where_pillar))",
    "content_type": "r.content_type = lower($where_content_type)",
    "format": "lower(r.format) = lower($where_format)",
    "stage": "r.stage = upper($where_stage)",
    "creator": "r.creator = ltrim(lower($where_creator), '@')",
    "campaign": "lower(r.campaign) = lower($where_campaign)",
    "signals": "r.signals = $where_signals",
    "post": "r.post_id = $where_post",
}

# Filter key -> what is NULL in a row r that is not assigned.
_ASSIGNED: Mapping[str, str] = {
    "pillar": "r.pillars",
    "post": "r.post_id",
    **{
        key: f"r.{key}"
        for key in ("content_type", "format", "stage", "creator", "account", "campaign")
    },
}

# Breakdown key -> SQL that names the part a row r belongs to.
PARTS: Mapping[str, str] = {
    "all": "null::varchar",
    "pillar": f"unnest(coalesce(r.pillars, ['{NOT_ASSIGNED}']))",
    "content_type": f"coalesce(r.content_type, '{NOT_ASSIGNED}')",
    "format": f"coalesce(r.format, '{NOT_ASSIGNED}')",
    "stage": f"coalesce(r.stage, '{NOT_ASSIGNED}')",
    "creator": f"coalesce(r.creator, '{NOT_ASSIGNED}')",
    "account": f"coalesce(r.account, '{NOT_ASSIGNED}')",
    "campaign": f"coalesce(r.campaign, '{NOT_ASSIGNED}')",
    "post": f"coalesce(r.post_id, '{NOT_ASSIGNED}')",
    "signals": "coalesce(r.signals, 'no signal')",
    "month": "strftime(r.day, '%Y-%m')",
    "day": "r.day::varchar",
    "kind": "r.kind",
    # Of ads alone: the fields that tell their format.
    "ad_fields": FIELDS,
}

# Breakdown key -> SQL of the share that a row r gives to its part, where it may stand in several.
SHARES: Mapping[str, str] = {
    "pillar": "unnest(coalesce(r.weights, list_transform("
    "coalesce(r.pillars, ['']), lambda one: 1.0::double / greatest(len(r.pillars), 1))))"
}
