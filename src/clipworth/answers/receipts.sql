-- Every file that was imported, the newest import first.
-- Out: one row per receipt: what it is, its rows, how many problems of each severity, guesses.
with trouble as (
    select p.receipt,
        count(*) filter (where p.severity = 'error') as errors,
        count(*) filter (where p.severity = 'warning') as warnings,
        count(*) filter (where p.severity = 'note') as notes
    from problem as p
    group by p.receipt
)
select r.receipt, r.file, coalesce(r.source_title, r.source) as source, r.account, r.as_of,
    r.first_day, r.last_day, r.row_count, r.rows_read, r.set_aside,
    coalesce(trouble.errors, 0) as errors, coalesce(trouble.warnings, 0) as warnings,
    coalesce(trouble.notes, 0) as notes, r.imported_at, r.guesses, r.unused
from receipt as r
left join trouble on trouble.receipt = r.receipt
order by r.import_order desc, r.receipt
