-- Over how many days the files of posts tell of the accounts of the selected posts.
-- In:  $since, $until; places posts, where.
-- Out: one row: posts (selected ones of those days), covered_days, span_days (from the first to the
--      last covered one); no days: NULL or 0. Top samples tell of no days, as they were chosen.
with known as materialized (
    select r.account, r.day, r._receipt, coalesce({where}, false) as is_selected
    from (
{posts}
    ) as r
    where not r.top_sample and r.day is not null
),
selected as (
    select known.account, known.day
    from known
    where known.is_selected and known.day >= $since::date and known.day < $until::date
),
told as (
    select greatest(min(known.day), $since::date) as first_day,
        least(max(known.day), ($until::date - 1)::date) as last_day
    from known
    where exists (
        select 1 from selected where selected.account is not distinct from known.account
    )
    group by known.account, known._receipt
),
covered as (
    select distinct unnest(generate_series(told.first_day, told.last_day, interval 1 day))::date as day
    from told
    where told.first_day <= told.last_day
)
select (select count(*) from selected) as posts, count(*) as covered_days,
    date_diff('day', min(covered.day), max(covered.day)) + 1 as span_days
from covered
