-- The days that files of posts tell of, account by account, with the posts of each.
-- In:  $since, $until; places posts, where.
-- Out: one row per account and covered day: account, day, posts (0 where files tell of the day and
--      no post). A file tells of the days between its first and its last post of the account; top
--      samples tell of none, as they were chosen.
with known as materialized (
    select r.account, r.day, r.post_id, r._receipt, coalesce({where}, false) as is_selected
    from (
{posts}
    ) as r
    where not r.top_sample and r.day is not null and r.account is not null
),
told as (
    select known.account, greatest(min(known.day), $since::date) as first_day,
        least(max(known.day), ($until::date - 1)::date) as last_day
    from known
    group by known.account, known._receipt
    having bool_or(known.is_selected)
),
covered as (
    select distinct told.account,
        unnest(generate_series(told.first_day, told.last_day, interval 1 day))::date as day
    from told
    where told.first_day <= told.last_day
)
select covered.account, covered.day, count(known.post_id) as posts
from covered
left join known on known.account = covered.account and known.day = covered.day
    and known.is_selected
group by covered.account, covered.day
order by covered.account, covered.day
