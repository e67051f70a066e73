-- How many followers accounts gained, less those they lost, by part.
-- In:  $since, $until; places days, part, where.
-- Out: one row per part: part, net.
with known as (
    select r.account, r.day, r.followers,
        lag(r.followers) over (partition by r.account order by r.day) as before
    from (
{days}
    ) as r
    -- A tracker that failed writes 0, and an account that had followers has some the day after.
    where r.followers > 0 and {where}
),
step as (
    select known.account, known.day, known.followers - known.before as net
    from known
    where known.before is not null and known.day >= $since::date and known.day < $until::date
)
select {part} as part, sum(step.net)::bigint as net
from step
group by all
having count(*) > 0
order by 1
