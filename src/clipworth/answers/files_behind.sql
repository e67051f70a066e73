-- The receipts that brought rows into some tables.
-- In:  $tables, names of canonical tables.
-- Out: one row per receipt: receipt, file, source, as_of, row_count.
select r.receipt, any_value(r.file) as file, any_value(coalesce(r.source, '')) as source,
    any_value(r.as_of) as as_of, sum(p.row_count)::bigint as row_count
from partition as p
join receipt as r on r.receipt = p.receipt
where list_contains($tables::varchar[], p.table_name)
group by r.receipt
order by min(r.import_order), r.receipt
