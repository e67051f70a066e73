-- How many days of each month the imported files cover, by kind of evidence.
-- In:  $since, $until; $kinds and $tables, side by side: which table is of which kind.
-- Out: one row per kind and month: kind, first_day (of the month), covered_days, asked_days.
with kind as (
    select unnest($kinds::varchar[]) as kind, unnest($tables::varchar[]) as table_name
),
span as (
    -- A report covers the days between its first and its last, also those without a row.
    select distinct kind.kind, r.first_day, r.last_day
    from kind
    join partition as p on p.table_name = kind.table_name and p.row_count > 0
    join receipt as r on r.receipt = p.receipt
    where r.first_day is not null
),
asked_day as (
    select unnest(
        generate_series($since::date, ($until::date - 1)::date, interval 1 day)
    )::date as day
),
told as (
    select known.kind, d.day,
        exists (
            select 1 from span
            where span.kind = known.kind and d.day between span.first_day and span.last_day
        ) as is_covered
    from (select distinct kind.kind from kind) as known
    cross join asked_day as d
)
select told.kind, date_trunc('month', told.day)::date as first_day,
    count(*) filter (where told.is_covered) as covered_days, count(*) as asked_days
from told
group by all
order by 1, 2
