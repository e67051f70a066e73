-- Followers at the end of the last day known, and how far that is from the first day known.
-- In:  $since, $until, $before_since, $before_until (NULL: nothing before), where.
-- Out: one row per span: span, followers, net_followers, accounts (their names, in order),
--      first_end and last_end (the days up to which the accounts are known).
with spanned as (
    select r.account, r.day, r.followers,
        case when r.day >= $since::date and r.day < $until::date then 'now'
            when r.day >= $before_since::date and r.day < $before_until::date then 'before'
        end as span
    from (
{relation}
    ) as r
    where r.followers is not null and {where}
),
ends as (
    select s.span, s.account, max(s.day) as last_day,
        max_by(s.followers, s.day) as newest, min_by(s.followers, s.day) as oldest
    from spanned as s
    where s.span is not null
    group by s.span, s.account
)
select ends.span, sum(ends.newest)::bigint as followers,
    sum(ends.newest - ends.oldest)::bigint as net_followers,
    list(ends.account order by ends.account) as accounts,
    min(ends.last_day) as first_end, max(ends.last_day) as last_end
from ends
group by ends.span
order by ends.span
