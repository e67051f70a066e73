"""Events of a Snowplow-like tracker, as a warehouse keeps them."""

from clipworth.sources import dates, read
from clipworth.sources.declare import Column, Known, Source, Target
from clipworth.sources.links import in_query, link, page, query

UTM = ("source", "medium", "campaign", "content", "term")
UTMS = ", ".join(f"utm_{field}" for field in UTM)
# A page's query stands in its address, in a column of its own, or in neither.
ADDRESS = "concat(address, '?' || ltrim(query, '?'))"
SAID = f"concat_ws(' ', {ADDRESS}, {UTMS})"
WHEN = ("EVENT_TIME", "derived_tstamp", "collector_tstamp")

SOURCES = (
    Source(
        key="snowplow_events",
        title="Warehouse: events of a Snowplow-like tracker",
        how="In the warehouse: select the tracker's table of events (atomic.events, or the model"
        " made of it) for some days and save the result as CSV. Checked 2026-10.",
        targets=(
            Target(
                table="web_event",
                columns=(
                    Column(("EVENT_ID",), "event_id", read.text, must=True),
                    Column(WHEN, "event_ms", dates.moment, must=True),
                    Column(("domain_userid",), "visitor", read.text),
                    Column(("USER_ID",), "person", read.person),
                    Column(
                        ("DOMAIN_SESSION_ID", "domain_sessionid"), "session", read.text, must=True
                    ),
                    *(
                        Column((f"MARKETING_{field}", f"mkt_{field}"), f"utm_{field}", read.text)
                        for field in UTM
                    ),
                    Column(("geo_country",), "country", read.text),
                    Column(("geo_region",), "region", read.text),
                ),
                helpers=(
                    Column(("EVENT",), "event", read.text, must=True),
                    Column(("PAGE_URL",), "address", link),
                    Column(("PAGE_URL_QUERY", "page_urlquery"), "query", query),
                    Column(("REFERER_URL_HOST", "refr_urlhost"), "referrer_host", read.text),
                ),
                derived={
                    "day": dates.day_of("event_ms"),
                    "name": "case event when 'pp' then 'page_ping' when 'pv' then 'page_view'"
                    " when 'se' then 'struct' when 'ue' then 'unstruct' else event end",
                    "property": "given_account",
                    "page": page("address"),
                    "referrer": "lower(referrer_host)",
                    "ttclid": in_query(ADDRESS, "ttclid"),
                    "tiktok_evidence": "nullif(concat_ws(';',"
                    f" case when contains({ADDRESS}, 'ttclid=') then 'ttclid' end,"
                    " case when contains(lower(utm_source), 'tiktok') then 'utm' end,"
                    " case when regexp_matches(lower(referrer_host), '(^|[.])tiktok[.]com$')"
                    " then 'referrer' end), '')",
                    "macro_left": f"case when {SAID} <> '' then"
                    f" regexp_matches({SAID}, '__[A-Z0-9_]{{3,}}__') end",
                },
            ),
        ),
        personal=("USER_IPADDRESS", "USERAGENT"),
    ),
)

KNOWN = (
    Known(
        key="warehouse_order_lines",
        title="order lines of a warehouse's attribution model",
        marks=(("order_line_id",), ("order_id",), ("revenue_local_currency",)),
        reason="a line says neither product, quantity nor discount, nor whether taxes and shipping"
        " are inside; orders made of such lines would stand beside the shop's own as if they were"
        " the same.",
        remedy="Export the orders from the shop itself, or the warehouse's copy of its orders.",
    ),
)
