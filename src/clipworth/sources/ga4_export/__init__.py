"""GA4 events as BigQuery exports them, nested or flattened."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Source, Target
from clipworth.sources.ga4_export.cells import amount, consent, micros
from clipworth.sources.links import in_query, link, page, readable

LAST_CLICK = "session_traffic_source_last_click"
# What `utm_*` is called in the places that tell it, nearest to the event first.
CAMPAIGN = {
    "source": ("manual_source", "source"),
    "medium": ("manual_medium", "medium"),
    "campaign": ("manual_campaign_name", "campaign"),
    "content": ("manual_content", "content"),
    "term": ("manual_term", "term"),
    "id": ("manual_campaign_id", "campaign_id"),
}


def param(key: str) -> tuple[str, ...]:
    """Give the headers of a parameter of the event: nested, and as flattened exports name it."""
    return (f"event_params[{key}]", f"param_{key}", f"event_params.{key}", f"event_param_{key}")


def inside(record: str, field: str) -> tuple[str, ...]:
    """Give the headers of a field of a record: nested, and as flattened exports name it."""
    return (f"{record}.{field}", f"{record}_{field}")


def own(field: str) -> str:
    """Write the SQL for a UTM of the event: collected, in a parameter, or in the page's address."""
    asked = readable(in_query("page_location", f"utm_{field}"))
    cell = f"coalesce(collected_{field}, param_{field}, {asked})"
    return f"nullif({cell}, '(not set)')"


def of_session(field: str) -> str:
    """Write the SQL for where the session came from; old exports say it in parameters only."""
    known = ", ".join(
        f"nullif({place}_{field}, '(not set)')" for place in ("manual", "cross", "param")
    )
    return f"coalesce({known})"


COLLECTED = tuple(
    Column(inside("collected_traffic_source", names[0]), f"collected_{field}", read.text)
    for field, names in CAMPAIGN.items()
)
PARAMS = tuple(
    Column(param(names[1]), f"param_{field}", read.text) for field, names in CAMPAIGN.items()
)
SESSION = tuple(
    Column(inside(f"{LAST_CLICK}.{group}_campaign", spelled), f"{place}_{field}", read.text)
    for place, group in (("manual", "manual"), ("cross", "cross_channel"))
    for field, spelled in (
        ("source", "source"),
        ("medium", "medium"),
        ("campaign", "campaign_name"),
    )
)
UTMS = ", ".join(f"{place}_{field}" for place in ("collected", "param") for field in CAMPAIGN)
# The engine works out again what it meets twice, so this asks each place by itself.
IN_SOURCE = (
    "case when collected_source is not null then contains(lower(collected_source), 'tiktok')"
    " when param_source is not null then contains(lower(param_source), 'tiktok')"
    " else regexp_matches(page_location, '(?i)[?&]utm_source=[^&#]*tiktok') end"
)
MACRO = "__[A-Z0-9_]{3,}__"
TIKTOK_MACRO = "__(CAMPAIGN_NAME|CAMPAIGN_ID|AID_NAME|AID|CID_NAME|CID|PLACEMENT|CLICKID)__"
TOLD = f"page_location, {UTMS}"
SAID = f"concat_ws(' ', {TOLD})"
# Nearly no cell has two underscores, and only of a condition does the engine leave out the rest.
MARKED = " or ".join(f"contains({cell}, '__')" for cell in TOLD.split(", "))
# The app's own names, as Android gives them for a referrer, stand beside its hosts.
TIKTOK_REFERRER = (
    "(^|[/@.])(tiktok[.]com|com[.]zhiliaoapp[.]musically|com[.]ss[.]android[.]ugc[.]trill)"
)

EVENT = Target(
    table="web_event",
    columns=(
        Column(("event_name", "name"), "name", read.text, must=True),
        Column(("event_date", "date"), "day", dates.compact_day, must=True),
        Column(("user_pseudo_id",), "visitor", read.text),
        Column(("user_id",), "person", read.person),
        Column(param("ga_session_id"), "session", read.text),
        Column(inside("traffic_source", "source"), "first_source", read.text),
        Column(inside("traffic_source", "medium"), "first_medium", read.text),
        Column(inside("traffic_source", "name"), "first_campaign", read.text),
        Column(inside("geo", "country"), "country", read.text),
        Column(inside("geo", "region"), "region", read.text),
        Column(inside("privacy_info", "analytics_storage"), "consent", consent),
    ),
    helpers=(
        Column(("event_timestamp", "timestamp"), "event_us", micros, must=True),
        Column(("event_bundle_sequence_id", "bundle_sequence_id"), "bundle", read.text),
        Column(("batch_event_index",), "batch", read.text),
        Column(param("page_location"), "page_location", link),
        Column(param("page_referrer"), "page_referrer", link),
        *COLLECTED,
        *PARAMS,
        *SESSION,
        Column(param("transaction_id"), "param_order", read.text),
        Column(inside("ecommerce", "transaction_id"), "order_id", read.text),
        Column(param("value"), "param_value", amount),
        Column(param("currency"), "param_currency", read.text),
        Column(inside("ecommerce", "purchase_revenue"), "revenue", amount),
        Column(inside("ecommerce", "purchase_revenue_in_usd"), "revenue_usd", amount),
        Column(("event_value_in_usd", "value_in_usd"), "value_usd", amount),
        Column(inside("device", "category"), "device_category", read.text),
    ),
    alike=("visitor", "event_us", "name", "bundle", "batch"),
    derived={
        "event_id": "case when event_us is not null and name is not null then md5(concat("
        "visitor, '|', event_us, '|', name, '|', bundle, '|', batch, '|', _twin)) end",
        "property": "given_account",
        "event_ms": "event_us // 1000",
        "page": page("page_location"),
        "referrer": page("page_referrer"),
        **{f"utm_{field}": own(field) for field in CAMPAIGN},
        "ttclid": f"nullif({in_query('page_location', 'ttclid')}, '__CLICKID__')",
        **{f"session_{field}": of_session(field) for field in ("source", "medium", "campaign")},
        "tiktok_evidence": "nullif(concat_ws(';',"
        " case when contains(page_location, 'ttclid=') then 'ttclid' end,"
        f" case when {IN_SOURCE} then 'utm' end,"
        f" case when contains(lower({of_session('source')}), 'tiktok') then 'session' end,"
        f" case when regexp_matches(lower(page_referrer), '{TIKTOK_REFERRER}')"
        " then 'referrer' end,"
        f" case when ({MARKED}) and regexp_matches({SAID}, '{TIKTOK_MACRO}')"
        " then 'macro' end), '')",
        "macro_left": f"case when {MARKED} then regexp_matches({SAID}, '{MACRO}')"
        f" when coalesce({TOLD}) is not null then false end",
        "transaction_id": "nullif(coalesce(order_id, param_order), '(not set)')",
        "value": "coalesce(param_value, revenue, nullif(revenue_usd, 0), value_usd)",
        "currency": "case when coalesce(param_value, revenue) is not null then"
        " upper(param_currency) when coalesce(nullif(revenue_usd, 0), value_usd) is not null"
        " then 'USD' end",
        "device": "case when lower(device_category) in ('desktop', 'mobile', 'tablet')"
        " then lower(device_category) when device_category is not null then 'other' end",
    },
)

SOURCES = (
    Source(
        key="ga4_events",
        title="GA4: events as exported to BigQuery",
        how="BigQuery > the dataset analytics_<property> > a table events_<day> > Export > Export"
        " to GCS > JSON (newline delimited) or Parquet, plain or gzip; then download the files."
        " Checked 2026-10.",
        targets=(EVENT,),
        marks=(
            (
                "user_pseudo_id",
                "event_params",
                "event_params[ga_session_id]",
                "event_bundle_sequence_id",
            ),
        ),
        records=True,
    ),
)
