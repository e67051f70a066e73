"""How long importing 5,000,000 web events takes beside the engine's own flattening: at most 3 ×.

The floor is a process in which DuckDB reads the same BigQuery-export Parquet, takes the same
columns out of its nested records and writes them into a table of a file. Against it stands the
whole of `clipworth import`: recognised, kept without people, typed, checked, numbered, stored with
a receipt, published. Its peak stays under 2 GiB. With a number after its name it measures so many.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from timing import INSTALLED, clipworth, python

FOLDER = Path(tempfile.gettempdir()) / "clipworth-bench-web"
ROWS = 5_000_000
ROUNDS = 3
MOST, MOST_MIB = 3.0, 2048

# Sixteen parameters an event, of which the import reads thirteen; a visitor has about 20 events.
EVENTS = """
copy (
  with drawn as (
    select
      range as n, hash(range) as h, hash(range // 20) as visitor,
      (range % 90)::INTEGER as day_number,
      1767225600000000 + (range % 90) * 86400000000 + (hash(range) % 86400000000)::BIGINT as moment,
      ['page_view', 'scroll', 'user_engagement', 'session_start', 'view_item', 'add_to_cart',
       'purchase'][1 + (hash(range) % 7)::INTEGER] as name
    from range({rows})
  ), told as (
    select *, ['tiktok', 'google', 'newsletter', 'instagram'][1 + (visitor % 4)::INTEGER] as source,
      'https://shop.example/products/' || (h % 500) || '?utm_source=tiktok&utm_medium=paid_social'
      || case when h % 3 = 0 then '&ttclid=E.C.P.' || h else '' end as link
    from drawn
  )
  select
    strftime(date '2026-01-01' + day_number, '%Y%m%d') as event_date,
    moment as event_timestamp,
    name as event_name,
    [
      {{'key': 'ga_session_id', 'value': {{'string_value': null::VARCHAR,
        'int_value': (1767225600 + visitor % 1000000)::BIGINT, 'float_value': null::DOUBLE,
        'double_value': null::DOUBLE}}}},
      {number}, {engaged}, {text_params}, {value}
    ] as event_params,
    moment - 1000000 as event_previous_timestamp,
    null::DOUBLE as event_value_in_usd,
    (h % 1000000)::BIGINT as event_bundle_sequence_id,
    null::BIGINT as event_server_timestamp_offset,
    case when visitor % 10 = 0 then 'user-' || visitor end as user_id,
    case when visitor % 20 <> 1 then (visitor % 4000000000) || '.1767225600' end as user_pseudo_id,
    {{'analytics_storage': case when visitor % 20 = 1 then 'No' else 'Yes' end,
      'ads_storage': 'Yes', 'uses_transient_token': 'No'}} as privacy_info,
    [{{'key': 'plan', 'value': {{'string_value': 'free', 'int_value': null::BIGINT,
      'float_value': null::DOUBLE, 'double_value': null::DOUBLE,
      'set_timestamp_micros': moment}}}}] as user_properties,
    1767225600000000 as user_first_touch_timestamp,
    {{'category': ['mobile', 'desktop', 'tablet'][1 + (visitor % 3)::INTEGER],
      'mobile_brand_name': 'Brand', 'operating_system': 'iOS', 'language': 'en-gb',
      'web_info': {{'browser': 'Safari', 'hostname': 'shop.example'}}}} as device,
    {{'city': 'London', 'country': 'United Kingdom', 'continent': 'Europe',
      'region': 'England'}} as geo,
    {{'name': null::VARCHAR, 'medium': 'social', 'source': source}} as traffic_source,
    '3206015529' as stream_id,
    'WEB' as platform,
    {{'total_item_quantity': 1, 'purchase_revenue': case when name = 'purchase'
      then (h % 10000) / 100.0 end, 'transaction_id': case when name = 'purchase' then 'T-' || n end
    }} as ecommerce,
    {{'manual_campaign_id': null::VARCHAR, 'manual_campaign_name': 'spring',
      'manual_source': source, 'manual_medium': 'paid_social', 'manual_term': null::VARCHAR,
      'manual_content': 'video ' || h % 50, 'gclid': null::VARCHAR}} as collected_traffic_source,
    {{'manual_campaign': {{'campaign_id': null::VARCHAR, 'campaign_name': 'spring',
      'source': source, 'medium': 'paid_social'}}, 'cross_channel_campaign': {{
      'campaign_name': 'spring', 'source': source, 'medium': 'paid_social',
      'primary_channel_group': 'Paid Social'}}}} as session_traffic_source_last_click,
    (h % 20)::BIGINT as batch_event_index
  from told
) to '{path}' (format parquet, compression zstd, row_group_size 100000)
"""
EMPTY = "'int_value': null::BIGINT, 'float_value': null::DOUBLE, 'double_value': null::DOUBLE"
TEXTS = {
    "page_location": "link",
    "page_referrer": "case when h % 4 = 0 then 'https://www.tiktok.com/' end",
    "page_title": "'Product ' || h % 500",
    "session_engaged": "'1'",
    "source": "source",
    "medium": "'paid_social'",
    "campaign": "'spring'",
    "campaign_id": "null::VARCHAR",
    "content": "'video ' || h % 50",
    "term": "null::VARCHAR",
    "transaction_id": "case when name = 'purchase' then 'T-' || n end",
    "currency": "case when name = 'purchase' then 'EUR' end",
}
# The columns that the import reads, by the name of each in the floor's table.
FIELDS = {
    "event_date": "event_date", "event_timestamp": "event_timestamp", "event_name": "event_name",
    "user_id": "user_id", "user_pseudo_id": "user_pseudo_id",
    "bundle": "event_bundle_sequence_id", "batch": "batch_event_index",
    "consent": "privacy_info.analytics_storage", "device": "device.category",
    "country": "geo.country", "region": "geo.region",
    "first_source": "traffic_source.source", "first_medium": "traffic_source.medium",
    "first_campaign": "traffic_source.name",
    "revenue": "ecommerce.purchase_revenue", "order_id": "ecommerce.transaction_id",
    "utm_source": "collected_traffic_source.manual_source",
    "utm_medium": "collected_traffic_source.manual_medium",
    "utm_campaign": "collected_traffic_source.manual_campaign_name",
    "utm_content": "collected_traffic_source.manual_content",
    "utm_term": "collected_traffic_source.manual_term",
    "utm_id": "collected_traffic_source.manual_campaign_id",
    "session_source": "session_traffic_source_last_click.manual_campaign.source",
    "session_medium": "session_traffic_source_last_click.manual_campaign.medium",
    "session_campaign": "session_traffic_source_last_click.manual_campaign.campaign_name",
    "cross_source": "session_traffic_source_last_click.cross_channel_campaign.source",
    "cross_medium": "session_traffic_source_last_click.cross_channel_campaign.medium",
    "cross_campaign": "session_traffic_source_last_click.cross_channel_campaign.campaign_name",
}  # fmt: skip
PARAMS = {
    "ga_session_id": "int_value", "value": "double_value", "page_location": "string_value",
    "page_referrer": "string_value", "source": "string_value", "medium": "string_value",
    "campaign": "string_value", "campaign_id": "string_value", "content": "string_value",
    "term": "string_value", "transaction_id": "string_value", "currency": "string_value",
}  # fmt: skip


def param(key: str, kind: str, value: str) -> str:
    """Write one parameter of an event, as BigQuery nests it."""
    held = {
        "string_value": "null::VARCHAR",
        "int_value": "null::BIGINT",
        "float_value": "null::DOUBLE",
        "double_value": "null::DOUBLE",
        kind: value,
    }
    cells = ", ".join(f"'{name}': {cell}" for name, cell in held.items())
    return f"{{'key': '{key}', 'value': {{{cells}}}}}"


def write(path: Path, rows: int) -> None:
    """Write a BigQuery export of this many events."""
    texts = ", ".join(param(key, "string_value", value) for key, value in TEXTS.items())
    with duckdb.connect() as engine:
        engine.execute("set memory_limit = '4GB'")
        engine.execute(
            EVENTS.format(
                rows=rows,
                path=path,
                number=param("ga_session_number", "int_value", "1 + (h % 9)::BIGINT"),
                engaged=param("engagement_time_msec", "int_value", "(h % 90000)::BIGINT"),
                text_params=texts,
                value=param(
                    "value", "double_value", "case when h % 7 = 6 then (h % 10000) / 100.0 end"
                ),
            )
        )


def flattening() -> str:
    """Write the floor's query: every column read, each parameter looked up by its key."""
    fields = [f"{path} as {name}" for name, path in FIELDS.items()]
    fields += [
        f"list_filter(event_params, lambda p: p.key = '{key}')[1].value.{kind} as param_{key}"
        for key, kind in PARAMS.items()
    ]
    return f"select {', '.join(fields)} from read_parquet(?)"


OWN_READ = (
    "import duckdb, sys; con = duckdb.connect(sys.argv[2]);"
    f" con.execute({'create table t as ' + flattening()!r}, [sys.argv[1]])"
)


def own_read(path: Path) -> list[str]:
    """Give the command of the floor, into a fresh database."""
    database = FOLDER / "own.duckdb"
    database.unlink(missing_ok=True)
    return python("-c", OWN_READ, str(path), str(database))


def whole_import(path: Path) -> list[str]:
    """Give the command of the import, into a fresh workspace."""
    workspace = FOLDER / "workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    subprocess.run(clipworth("init", str(workspace)), check=True, capture_output=True)
    return clipworth("-w", str(workspace), "import", str(path))


def took(command: list[str]) -> tuple[float, float]:
    """Run a command; give its seconds and the peak of its own memory in MiB."""
    began = time.perf_counter()
    done = subprocess.run(
        python("-c", PEAK, *command), capture_output=True, check=False, text=True, env=INSTALLED
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(done.stderr)
    return seconds, int(done.stdout.splitlines()[-1]) / 1024


PEAK = (
    "import resource, subprocess, sys;"
    " done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
)


def main() -> None:
    """Measure in turns, so that a noisy machine hits both alike, and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"events_{rows}.parquet"
    if not path.exists():
        write(path, rows)
    commands: dict[str, Callable[[Path], list[str]]] = {"floor": own_read, "ours": whole_import}
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            runs[name].append(took(command(path)))
    floor, ours = (sorted(run[0] for run in runs[name])[ROUNDS // 2] for name in commands)
    floor_peak, peak = (max(run[1] for run in runs[name]) for name in commands)
    ratio = ours / floor
    print(f"  {floor:8.3f} s  DuckDB flattening {rows:,} events into a table, {floor_peak:.0f} MiB")
    print(f"  {ours:8.3f} s  clipworth import of the same file, {peak:.0f} MiB")
    print(f"web events: {ratio:.2f} × ({'within' if ratio <= MOST else 'OVER'} {MOST:g} ×), peak"
          f" {'within' if peak <= MOST_MIB else 'OVER'} {MOST_MIB} MiB\n")  # fmt: skip


if __name__ == "__main__":
    main()
