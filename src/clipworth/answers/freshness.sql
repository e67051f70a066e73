-- How fresh each source is.
-- Out: one row per source: source, title, files, as_of, first_day, last_day, row_count.
select r.source, any_value(coalesce(r.source_title, r.source)) as title, count(*) as files,
    max(r.as_of) as as_of, min(r.first_day) as first_day, max(r.last_day) as last_day,
    sum(r.rows_read)::bigint as row_count
from receipt as r
where r.source is not null
group by r.source
order by max(r.as_of) desc nulls last, r.source
