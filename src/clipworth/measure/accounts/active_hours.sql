-- Active followers by hour of each day, set against that day's mean.
-- In:  $since, $until, $undated (all days, as all data were asked for); where.
-- Out: one row per account, hour and day: account, hour, active, usual (mean of that day's hours).
select r.account, r.hour::integer as hour, r.active_followers as active,
    avg(r.active_followers) over (partition by r.account, r.day) as usual
from (
    select lower(h.account) as account, h.day, h.hour, h.active_followers
    from audience_hour as h
) as r
where ($undated or (r.day >= $since::date and r.day < $until::date))
    and r.active_followers is not null and {where}
order by r.account, r.hour, r.day
