-- Public counts of rivals and of own accounts, by network, account and day.
-- In:  $since, $until, $undated (all days, as all data were asked for); where (own accounts).
-- Out: one row per network, account and day: is_own, network, account, day, followers, posts and views
--      (both of all time).
select false as is_own, c.network, c.account, c.day, c.followers, c.posts, c.views
from competitor_day as c
where $undated or (c.day >= $since::date and c.day < $until::date)
union all
select true, 'tiktok', r.account, r.day, r.followers, r.videos, null
from (
    select lower(d.account) as account, d.day, d.videos,
        case when not list_contains(string_split(coalesce(d.rounded, ''), ','), 'followers')
            then d.followers end as followers
    from account_day as d
) as r
where (r.followers is not null or r.videos is not null) and r.account is not null
    and ($undated or (r.day >= $since::date and r.day < $until::date)) and {where}
union all
select true, d.network, d.account, d.day, d.followers, null, null
from channel_day as d
where d.followers is not null and d.account is not null
    and ($undated or (d.day >= $since::date and d.day < $until::date))
order by 1, 2, 3, 4
