-- Every file that was imported, the newest import first.
-- Out: one row per receipt: what it is, its rows, which others say the same rows, how many problems
--      of each severity, guesses.
with trouble as (
    select p.receipt,
        count(*) filter (where p.severity = 'error') as errors,
        count(*) filter (where p.severity = 'warning') as warnings,
        count(*) filter (where p.severity = 'note') as notes
    from problem as p
    group by p.receipt
),
shared as (
    select o.receipt, o.other, sum(o.row_count)::bigint as row_count,
        row_number() over (
            partition by o.receipt order by sum(o.row_count) desc, o.other
        ) as place,
        count(*) over (partition by o.receipt) as others
    from overlap as o
    group by o.receipt, o.other
),
overlapping as (
    -- The three that share most; a file exported every week shares days with dozens.
    select shared.receipt, max(shared.others) as others, max(shared.row_count) as most_rows,
        string_agg(
            named.file || ' (' || shared.row_count
                || case when shared.row_count = 1 then ' row)' else ' rows)' end,
            ', ' order by shared.place
        ) || case when max(shared.others) > 3
            then ' and ' || (max(shared.others) - 3) || ' more' else '' end as told
    from shared
    join receipt as named on named.receipt = shared.other
    where shared.place <= 3
    group by shared.receipt
)
select r.receipt, r.file, coalesce(r.source_title, r.source) as source, r.account, r.as_of,
    r.first_day, r.last_day, r.row_count, r.rows_read, r.set_aside,
    coalesce(overlapping.told, '') as overlaps, coalesce(overlapping.others, 0) as overlap_files,
    coalesce(overlapping.most_rows, 0) as overlap_rows,
    coalesce(trouble.errors, 0) as errors, coalesce(trouble.warnings, 0) as warnings,
    coalesce(trouble.notes, 0) as notes, r.imported_at, r.guesses, r.unused
from receipt as r
left join trouble on trouble.receipt = r.receipt
left join overlapping on overlapping.receipt = r.receipt
order by r.import_order desc, r.receipt
