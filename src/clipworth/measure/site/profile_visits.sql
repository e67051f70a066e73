-- Profile visits by day over the selected accounts.
-- In:  $since, $until, $undated (all days, as all data were asked for); where.
-- Out: one row per day on which every account that tells them over these days does: day, visits.
with told as (
    select r.account, r.day, r.profile_visits
    from (
        select lower(d.account) as account, d.day, d.profile_visits from account_day as d
    ) as r
    where r.profile_visits is not null and {where}
        and ($undated or (r.day >= $since::date and r.day < $until::date))
),
span as (
    select told.account, min(told.day) as first_day, max(told.day) as last_day
    from told
    group by told.account
)
select told.day, sum(told.profile_visits)::bigint as visits
from told
group by told.day
having count(*) = (
    select count(*) from span where told.day between span.first_day and span.last_day
)
order by told.day
